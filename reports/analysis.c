// SPDX-License-Identifier: MIT
#include "reports/analysis.h"

#include "base/mem.h"
#include "reports/series.h"

#include <math.h>

enum { BAND_PERIODS = 53, BEFORE = 12 }; // the normal range is drawn for the latest year

struct gates gates_of(size_t weeks, size_t baseline, size_t now, bool error_rates, bool separable)
{
	return (struct gates){
		.share = now > 0,
		.corrected = now > 0 && error_rates && separable,
		.last = now > 0 && weeks >= NEED_LAST,
		.noise_measured = baseline >= NEED_BASELINE,
		.surprise = now > 0 && baseline >= NEED_BASELINE,
		.bursts = weeks >= NEED_BURSTS,
		.line = weeks >= NEED_LINE,
		.shape = weeks >= NEED_SHAPE,
		.year = weeks >= NEED_YEAR,
	};
}

// The complete weeks of a topic, and room for working on them.
struct work {
	const struct report *r;
	size_t first, n;  // of the report's periods
	struct weekly *w; // n
	struct weekly *clean, *baseline;
	bool *hot; // in a burst
	double *x, *y;
};

static enum dl_status work_start(struct work *k, const struct report *r, struct dl_err *err)
{
	size_t last = r->n_periods;

	*k = (struct work){.r = r};
	while (k->first < r->n_periods && !r->periods[k->first].complete)
		k->first++;
	while (last > k->first && !r->periods[last - 1].complete)
		last--;
	k->n = last - k->first;
	k->w = mem_zalloc(3 * k->n + 1, sizeof *k->w);
	k->hot = mem_zalloc(k->n + 1, sizeof *k->hot);
	k->x = mem_zalloc(2 * k->n + 1, sizeof *k->x);
	if (!k->w || !k->hot || !k->x)
		return err_nomem(err);
	k->clean = k->w + k->n;
	k->baseline = k->clean + k->n;
	k->y = k->x + k->n;
	return DL_OK;
}

static void work_release(struct work *k)
{
	mem_free(k->w);
	mem_free(k->hot);
	mem_free(k->x);
}

static void load(struct work *k, size_t topic)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct period *p = &k->r->periods[k->first + i];

		k->w[i] = (struct weekly){(double)p->topics[topic].stories, (double)p->stories};
	}
}

// Marks the weeks in bursts among the first n, and copies the weeks without them.
static void leave_out(struct work *k, const struct bursts *b, size_t n)
{
	memset(k->hot, 0, k->n * sizeof *k->hot);
	for (size_t i = 0; i < b->n; i++)
		for (size_t t = b->items[i].from; t <= b->items[i].to; t++)
			k->hot[t] = true;
	for (size_t i = 0; i < n; i++)
		k->clean[i] = k->hot[i] ? (struct weekly){0, 0} : k->w[i];
}

// The up to 26 weeks before week `at` that it is judged by, without bursts, and not before the last change of
// the level.
static enum dl_status find_baseline(struct work *k, size_t at, size_t *n, struct dl_err *err)
{
	struct bursts b;
	struct shape s = {.kind = SHAPE_LEVEL};
	size_t from = 0, after = 0;
	enum dl_status st = bursts_find(&b, k->w, at, (double)NAN, err);

	*n = 0;
	if (st != DL_OK)
		return st;
	leave_out(k, &b, at);
	mem_free(b.items);
	if (at >= NEED_SHAPE)
		st = shape_find(&s, k->clean, at, err);
	if (st == DL_OK && s.kind == SHAPE_STEPS && s.levels.n)
		from = s.levels.changes[s.levels.n - 1];
	mem_free(s.levels.changes);
	for (size_t i = from; i < at; i++)
		after += k->clean[i].n > 0;
	if (after < NEED_BASELINE)
		from = 0;
	for (size_t i = at; st == DL_OK && i-- > from && *n < BASELINE_WEEKS;)
		if (k->clean[i].n > 0)
			k->baseline[(*n)++] = k->clean[i];
	return st;
}

static enum dl_status keep_bursts(struct work *k, struct topic_analysis *a, struct dl_err *err)
{
	struct bursts b;
	enum dl_status st = bursts_find(&b, k->w, k->n, (double)NAN, err);

	if (st != DL_OK)
		return st;
	leave_out(k, &b, k->n);
	a->bursts = b.items;
	a->n_bursts = b.n;
	for (size_t i = 0; i < b.n; i++) {
		a->bursts[i].from += k->first;
		a->bursts[i].to += k->first;
	}
	return DL_OK;
}

static enum dl_status find_shape(struct work *k, struct topic_analysis *a, struct dl_err *err)
{
	size_t n = 0;
	enum dl_status st = DL_OK;

	if (k->n >= NEED_SHAPE)
		st = shape_find(&a->shape, k->clean, k->n, err);
	for (size_t i = 0; i < a->shape.levels.n; i++)
		a->shape.levels.changes[i] += k->first;
	for (size_t i = 0; i < k->n; i++)
		if (k->clean[i].n > 0) {
			k->x[n] = (double)i;
			k->y[n++] = report_share(&k->r->periods[k->first + i], (size_t)(a - k->r->analysis))
					    .value;
		}
	a->have_trend = st == DL_OK && n >= NEED_BURSTS;
	return a->have_trend ? trend_find(&a->trend, k->x, k->y, n, err) : st;
}

static void compare_last(struct work *k, struct topic_analysis *a, size_t topic, size_t at, size_t baseline)
{
	struct share now, then;

	if (!at || !(k->w[at - 1].n > 0) || !(k->w[at].n > 0))
		return;
	a->noise = noise_window(k->baseline, baseline);
	a->have_last = compare_weeks(&a->last, &k->w[at], &k->w[at - 1], a->noise.rho,
		a->noise.measured ? (double)baseline - 1 : 0);
	now = report_share(&k->r->periods[k->first + at], topic);
	then = report_share(&k->r->periods[k->first + at - 1], topic);
	a->change = share_change(&now, &then);
}

static struct weekly pool(const struct weekly *w)
{
	struct weekly sum = {0, 0};

	for (int i = 0; i < YEAR_POOL; i++) {
		sum.x += w[i].x;
		sum.n += w[i].n;
	}
	return sum;
}

static void compare_year(struct work *k, struct topic_analysis *a)
{
	if (!a->gates.year)
		return;
	struct weekly now = pool(k->w + k->n - YEAR_POOL), then = pool(k->w + k->n - YEAR_POOL - YEAR_WEEKS);

	a->have_year = compare_weeks(
		&a->year, &now, &then, a->noise.rho, a->noise.measured ? (double)a->baseline - 1 : 0);
}

// The usual counts of the weeks of the last year, each by the baseline of the latest.
static void mark_band(struct report *r, struct work *k, size_t topic, size_t at, size_t baseline)
{
	size_t from = at + 1 > BAND_PERIODS ? at + 1 - BAND_PERIODS : 0;

	for (size_t i = from; i <= at; i++) {
		struct topic_point *t = &r->periods[k->first + i].topics[topic];
		double n = k->w[i].n, low, high;

		if (!surprise_range(&low, &high, k->baseline, baseline, n, 0.05))
			continue;
		t->normal_low = low / n;
		t->normal_high = high / n;
		if (!r->uncorrected[topic] && r->have_model) {
			t->normal_low = report_straighten(r, topic, t->normal_low);
			t->normal_high = report_straighten(r, topic, t->normal_high);
		}
	}
}

static enum dl_status split_mix(
	struct work *k, struct topic_analysis *a, size_t topic, size_t at, struct dl_err *err)
{
	const struct report *r = k->r;
	struct mix_source *s = mem_zalloc(r->n_sources + 1, sizeof *s);
	size_t periods = 0;

	if (!s)
		return err_nomem(err);
	for (size_t i = at + 1; i-- > 0 && k->first + i >= r->mix_from && periods <= BEFORE;) {
		if (!(k->w[i].n > 0))
			continue;
		size_t place = k->first + i - r->mix_from;

		for (size_t j = 0; j < r->n_sources; j++) {
			struct weekly *w = i == at ? &s[j].now : &s[j].then;

			w->n += r->sources[j].stories[place];
			w->x += r->sources[j].topics[place * r->n_topics + topic];
		}
		periods++;
	}
	a->have_mix = mix_split(&a->mix, s, r->n_sources);
	mem_free(s);
	return DL_OK;
}

static enum dl_status analyse_topic(struct report *r, struct work *k, size_t topic, struct dl_err *err)
{
	struct topic_analysis *a = &r->analysis[topic];
	size_t latest = report_latest(r), at = latest - k->first;
	enum dl_status st = DL_OK;

	load(k, topic);
	if (latest < r->n_periods)
		st = find_baseline(k, at, &a->baseline, err);
	a->gates = gates_of(k->n, a->baseline, latest < r->n_periods ? (size_t)k->w[at].n : 0, r->have_model,
		!r->uncorrected[topic]);
	if (st == DL_OK && latest < r->n_periods) {
		a->have_surprise = surprise_of(&a->surprise, k->baseline, a->baseline, &k->w[at]);
		a->surprise_p = a->have_surprise ? a->surprise.p : (double)NAN;
		compare_last(k, a, topic, at, a->baseline);
		a->last_p = a->have_last ? a->last.p : (double)NAN;
		compare_year(k, a);
		mark_band(r, k, topic, at, a->baseline);
		st = split_mix(k, a, topic, at, err);
	}
	if (st == DL_OK)
		st = keep_bursts(k, a, err);
	return st == DL_OK ? find_shape(k, a, err) : st;
}

// Benjamini and Hochberg over the topics that are shown: one family of surprises, one of week on week.
static enum dl_status adjust(struct report *r, struct dl_err *err)
{
	double *p = mem_zalloc(2 * r->n_topics + 1, sizeof *p);
	bool fine = p;

	for (size_t k = 0; p && k < r->n_topics; k++) {
		p[k] = r->shown[k] ? r->analysis[k].surprise_p : (double)NAN;
		p[r->n_topics + k] = r->shown[k] ? r->analysis[k].last_p : (double)NAN;
	}
	fine = fine && adjust_p(p, r->n_topics) && adjust_p(p + r->n_topics, r->n_topics);
	for (size_t k = 0; fine && k < r->n_topics; k++) {
		r->analysis[k].surprise_p = p[k];
		r->analysis[k].last_p = p[r->n_topics + k];
	}
	mem_free(p);
	return fine ? DL_OK : err_nomem(err);
}

enum dl_status report_analyse(struct report *r, struct dl_err *err)
{
	struct work k;
	enum dl_status st;

	r->analysis = mem_zalloc(r->n_topics + 1, sizeof *r->analysis);
	if (!r->analysis)
		return err_nomem(err);
	for (size_t t = 0; t < r->n_topics; t++) {
		r->analysis[t].change = (struct share){NAN, NAN, NAN};
		r->analysis[t].surprise_p = r->analysis[t].last_p = (double)NAN;
	}
	if (r->o.period != PERIOD_WEEK)
		return DL_OK;
	st = work_start(&k, r, err);
	for (size_t t = 0; st == DL_OK && t < r->n_topics; t++)
		st = analyse_topic(r, &k, t, err);
	work_release(&k);
	return st == DL_OK ? adjust(r, err) : st;
}

void report_analysis_release(struct report *r)
{
	for (size_t t = 0; r->analysis && t < r->n_topics; t++) {
		mem_free(r->analysis[t].bursts);
		mem_free(r->analysis[t].shape.levels.changes);
	}
	mem_free(r->analysis);
	r->analysis = NULL;
}

struct gather {
	double *decision;
	size_t n, cap, stories, gold, count;
};

static bool add_period(struct gather *g, const struct period *p, size_t k)
{
	const struct topic_point *t = &p->topics[k];

	if (!mem_grow((void **)&g->decision, &g->cap, g->n + t->n_decision + 1, sizeof *g->decision))
		return false;
	if (t->n_decision)
		memcpy(g->decision + g->n, t->decision, t->n_decision * sizeof *g->decision);
	g->n += t->n_decision;
	g->stories += p->stories;
	g->gold += t->gold;
	g->count += t->stories;
	return true;
}

enum dl_status report_pooled(struct share *out, size_t *periods, const struct report *r, size_t k,
	size_t from, size_t to, const bool *skip, struct dl_err *err)
{
	struct gather g = {0};

	*periods = 0;
	for (size_t i = from; i <= to && i < r->n_periods; i++) {
		if (!r->periods[i].complete || !r->periods[i].stories || (skip && skip[i]))
			continue;
		if (!add_period(&g, &r->periods[i], k)) {
			mem_free(g.decision);
			return err_nomem(err);
		}
		++*periods;
	}
	*out = share_wilson((double)g.count, (double)g.stories);
	struct share likely = {0, 0, 0};
	bool fine = true;

	if (r->have_model && !r->uncorrected[k] && g.n)
		fine = share_likely(&likely, g.decision, g.n, &r->platt[k]);
	if (r->have_model && !r->uncorrected[k] && g.stories)
		*out = share_with_gold(g.stories, g.gold, g.n, likely);
	mem_free(g.decision);
	return fine ? DL_OK : err_nomem(err);
}

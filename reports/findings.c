// SPDX-License-Identifier: MIT
// What a report has to say, in sentences with their numbers. Order: what is wrong with the data, what is
// unusual in the latest week, what goes on, what has lastingly changed, what is past.
#include "reports/findings.h"

#include "base/mem.h"
#include "reports/series.h"

#include <math.h>

#define FLAG_P 0.05

enum { BEFORE = 12 };

static const char *const units[] = {"weeks", "days", "months"};

enum dl_status finding_add(struct report *r, struct finding *f, struct buf *text, struct dl_err *err)
{
	struct finding *bigger = arena_alloc(&r->mem, (r->n_findings + 1) * sizeof *bigger);

	f->text = arena_copy(&r->mem, buf_str(text));
	if (!bigger || !f->text.ptr || buf_failed(text)) {
		buf_release(text);
		return err_nomem(err);
	}
	if (r->n_findings)
		memcpy(bigger, r->findings, r->n_findings * sizeof *bigger);
	bigger[r->n_findings++] = *f;
	r->findings = bigger;
	buf_release(text);
	return DL_OK;
}

struct finding finding_of(enum finding_kind kind, size_t topic, size_t from, size_t to)
{
	const struct share none = {NAN, NAN, NAN};

	return (struct finding){.kind = kind,
		.topic = topic,
		.from = from,
		.to = to,
		.now = none,
		.then = none,
		.p = (double)NAN,
		.slope = none};
}

static void add_share(struct buf *out, struct share s)
{
	int digits = s.value < 0.1 ? 1 : 0;

	if (!(s.high > s.low)) { // every story is labelled: nothing is estimated
		buf_addf(out, "%.*f %%", digits, 100 * s.value);
		return;
	}
	buf_addf(out, "%.*f %% (95 %% interval %.*f-%.*f %%)", digits, 100 * s.value, digits, 100 * s.low,
		digits, 100 * s.high);
}

// The up to `most` complete periods with stories before `at` that are not in `skip`.
static enum dl_status before(struct share *out, size_t *periods, const struct report *r, size_t k, size_t at,
	size_t most, const bool *skip, struct dl_err *err)
{
	size_t from = at, seen = 0;

	while (from > 0 && seen < most) {
		from--;
		seen += r->periods[from].complete && r->periods[from].stories && !(skip && skip[from]);
	}
	*periods = 0;
	*out = (struct share){NAN, 0, 1};
	return seen ? report_pooled(out, periods, r, k, from, at - 1, skip, err) : DL_OK;
}

// "against 18 % (95 % interval 16-20 %) in the 12 weeks before"
static void add_against(struct buf *out, const struct report *r, struct share then, size_t periods)
{
	if (!periods)
		return;
	buf_adds(out, ", against ");
	add_share(out, then);
	buf_addf(out, " in the %zu %s before", periods, units[r->o.period]);
}

static enum dl_status say_surprise(struct report *r, size_t k, size_t at, struct dl_err *err)
{
	const struct topic_analysis *a = &r->analysis[k];
	struct finding f = finding_of(FINDING_SURPRISE, k, at, at);
	struct buf text = {0};
	enum dl_status st = before(&f.then, &f.periods, r, k, at, BEFORE, NULL, err);

	if (st != DL_OK)
		return st;
	f.now = report_share(&r->periods[at], k);
	f.p = a->surprise_p;
	f.up = a->surprise.up;
	f.strength = a->surprise.score;
	f.mostly_mix = a->have_mix && fabs(a->mix.mix) > fabs(a->mix.within);
	if (f.mostly_mix)
		buf_addf(&text,
			"the collection changed more than the topic: of %+.1f points, %+.1f come from "
			"another mix of sources; ",
			100 * a->mix.change, 100 * a->mix.mix);
	buf_addf(&text, "%s took ", r->topics[k]);
	add_share(&text, f.now);
	buf_addf(&text, " of the stories in %s", r->periods[at].key);
	add_against(&text, r, f.then, f.periods);
	buf_addf(&text, ": significantly %s than usual", f.up ? "more" : "less");
	return finding_add(r, &f, &text, err);
}

static void mark(bool *skip, const struct topic_analysis *a)
{
	for (size_t i = 0; i < a->n_bursts; i++)
		for (size_t t = a->bursts[i].from; t <= a->bursts[i].to; t++)
			skip[t] = true;
}

static enum dl_status say_burst(
	struct report *r, size_t k, const struct burst *b, bool *skip, struct dl_err *err)
{
	struct finding f = finding_of(FINDING_BURST, k, b->from, b->to);
	size_t last = report_last_complete(r), weeks = 0;
	struct buf text = {0};
	char from[DATE_TEXT], to[DATE_TEXT];
	enum dl_status st;

	memset(skip, 0, r->n_periods * sizeof *skip);
	mark(skip, &r->analysis[k]);
	st = before(&f.then, &f.periods, r, k, b->from, BEFORE, skip, err);
	if (st == DL_OK)
		st = report_pooled(&f.now, &weeks, r, k, b->from, b->to, NULL, err);
	if (st != DL_OK)
		return st;
	f.ongoing = b->to == last;
	f.strength = b->strength;
	f.up = true;
	buf_addf(&text, "%s %s a hot phase %s %s (%s to %s): ", r->topics[k], f.ongoing ? "is in" : "had",
		f.ongoing ? "since" : "from", r->periods[b->from].key,
		date_text(from, r->periods[b->from].from), date_text(to, r->periods[b->to].to));
	add_share(&text, f.now);
	buf_adds(&text, " of the stories");
	add_against(&text, r, f.then, f.periods);
	return finding_add(r, &f, &text, err);
}

static enum dl_status say_level(struct report *r, size_t k, size_t change, bool *skip, struct dl_err *err)
{
	const struct shape *s = &r->analysis[k].shape;
	size_t at = s->levels.changes[change], weeks = 0;
	size_t end = change + 1 < s->levels.n ? s->levels.changes[change + 1] - 1 : report_last_complete(r);
	size_t since = change ? s->levels.changes[change - 1] : 0;
	struct finding f = finding_of(FINDING_LEVEL, k, at, end);
	struct buf text = {0};
	enum dl_status st;

	memset(skip, 0, r->n_periods * sizeof *skip);
	mark(skip, &r->analysis[k]);
	st = report_pooled(&f.now, &weeks, r, k, at, end, skip, err);
	if (st == DL_OK)
		st = report_pooled(&f.then, &f.periods, r, k, since, at - 1, skip, err);
	if (st != DL_OK)
		return st;
	f.up = f.now.value > f.then.value;
	buf_addf(&text, "%s has moved to a %s level since %s: ", r->topics[k], f.up ? "higher" : "lower",
		r->periods[at].key);
	add_share(&text, f.now);
	buf_addf(&text, " of the stories in %zu weeks", weeks);
	add_against(&text, r, f.then, f.periods);
	return finding_add(r, &f, &text, err);
}

static enum dl_status say_trend(struct report *r, size_t k, struct dl_err *err)
{
	const struct topic_analysis *a = &r->analysis[k];
	size_t last = report_last_complete(r);
	struct finding f = finding_of(FINDING_TREND, k, 0, last);
	struct buf text = {0};

	f.p = a->trend.p;
	f.up = a->trend.slope > 0;
	f.slope = (struct share){
		YEAR_WEEKS * a->trend.slope, YEAR_WEEKS * a->trend.low, YEAR_WEEKS * a->trend.high};
	f.so_far = !a->gates.shape;
	buf_addf(&text, "%s %s%s: %+.1f points a year (95 %% interval %+.1f to %+.1f)", r->topics[k],
		f.up ? "rises" : "falls", f.so_far ? " so far" : " steadily", 100 * f.slope.value,
		100 * f.slope.low, 100 * f.slope.high);
	return finding_add(r, &f, &text, err);
}

static bool has_trend(const struct topic_analysis *a)
{
	return a->have_trend && a->trend.p <= FLAG_P && (!a->gates.shape || a->shape.kind == SHAPE_TREND);
}

// One kind of finding for every topic shown.
static enum dl_status say_topics(
	struct report *r, enum finding_kind kind, bool ongoing, bool *skip, struct dl_err *err)
{
	size_t at = report_latest(r), last = report_last_complete(r);
	enum dl_status st = DL_OK;

	for (size_t k = 0; st == DL_OK && k < r->n_topics; k++) {
		const struct topic_analysis *a = &r->analysis[k];

		if (!r->shown[k])
			continue;
		if (kind == FINDING_SURPRISE && a->surprise_p <= FLAG_P)
			st = say_surprise(r, k, at, err);
		for (size_t i = a->n_bursts; kind == FINDING_BURST && st == DL_OK && i-- > 0;)
			if ((a->bursts[i].to == last) == ongoing)
				st = say_burst(r, k, &a->bursts[i], skip, err);
		for (size_t i = a->shape.kind == SHAPE_STEPS ? a->shape.levels.n : 0;
			kind == FINDING_LEVEL && st == DL_OK && i-- > 0;)
			st = say_level(r, k, i, skip, err);
		if (kind == FINDING_TREND && st == DL_OK && has_trend(a))
			st = say_trend(r, k, err);
	}
	return st;
}

// What is said when nothing stands out, or nothing can yet.
static enum dl_status say_nothing(struct report *r, size_t at, struct dl_err *err)
{
	struct finding f = finding_of(FINDING_TOO_EARLY, r->n_topics, at, at);
	struct buf text = {0};
	size_t have = 0;

	for (size_t k = 0; k < r->n_topics; k++)
		have = r->analysis[k].baseline > have ? r->analysis[k].baseline : have;
	if (r->o.period != PERIOD_WEEK) {
		f.kind = FINDING_WEEKS_ONLY;
		buf_adds(&text, "shares only: what stands out is judged by weeks, see 'reports weekly'");
	} else if (at == r->n_periods) {
		buf_adds(&text, "no complete period yet: nothing can be compared");
	} else if (have < NEED_BASELINE) {
		buf_addf(&text,
			"what is unusual cannot be said yet: it needs %d complete weeks of history, there "
			"are "
			"%zu",
			NEED_BASELINE, have);
	} else {
		f.kind = FINDING_NOTHING;
		buf_addf(&text,
			"nothing notable in %s: every topic is within its usual movement of the %zu weeks "
			"before",
			r->periods[at].key, have);
	}
	f.periods = have;
	return finding_add(r, &f, &text, err);
}

const char *finding_name(enum finding_kind kind)
{
	static const char *const names[] = {"surprise", "burst", "level", "trend", "nothing", "too_early",
		"weeks_only", "few_stories", "undated", "unclassifiable", "not_classified", "gap",
		"source_silent", "not_corrected", "drift_words", "drift_scores", "corrections_disagree",
		"audit", "retrained"};

	return kind < FINDING_KINDS ? names[kind] : "";
}

enum dl_status report_find(struct report *r, struct dl_err *err)
{
	size_t at = report_latest(r), warnings;
	bool *skip = mem_zalloc(r->n_periods + 1, sizeof *skip);
	enum dl_status st = skip ? report_warn(r, at, err) : err_nomem(err);

	warnings = r->n_findings;
	if (st == DL_OK)
		st = say_topics(r, FINDING_SURPRISE, false, skip, err);
	if (st == DL_OK)
		st = say_topics(r, FINDING_BURST, true, skip, err);
	if (st == DL_OK && r->n_findings == warnings)
		st = say_nothing(r, at, err);
	if (st == DL_OK)
		st = say_topics(r, FINDING_LEVEL, false, skip, err);
	if (st == DL_OK)
		st = say_topics(r, FINDING_TREND, false, skip, err);
	if (st == DL_OK)
		st = say_topics(r, FINDING_BURST, false, skip, err);
	mem_free(skip);
	return st;
}

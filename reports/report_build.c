// SPDX-License-Identifier: MIT
// From the store, or from the output of classify, to a series.
#include "reports/build.h"

#include "base/mem.h"
#include "corpus/store.h"
#include "reports/drift.h"
#include "reports/evidence.h"
#include "reports/phrase.h"

#include <math.h>

void report_free(struct report *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->n_periods; i++)
		for (size_t k = 0; k < r->n_topics; k++)
			mem_free(r->periods[i].topics[k].decision);
	report_analysis_release(r);
	mem_free(r->periods);
	arena_release(&r->mem);
	mem_free(r);
}

bool build_asked_for(const struct report_options *o, const char *topic)
{
	const char *const *t = o->topics;

	for (; t && *t; t++)
		if (strcmp(*t, topic) == 0)
			return true;
	return !o->topics || !*o->topics;
}

static enum dl_status set_topics(struct report *r, const struct store_model *m, struct dl_err *err)
{
	r->n_topics = m->n_topics;
	r->topics = arena_alloc(&r->mem, m->n_topics * sizeof *r->topics);
	r->shown = arena_alloc(&r->mem, m->n_topics * sizeof *r->shown);
	r->uncorrected = arena_alloc(&r->mem, m->n_topics * sizeof *r->uncorrected);
	r->platt = arena_alloc(&r->mem, m->n_topics * sizeof *r->platt);
	r->errors = arena_alloc(&r->mem, m->n_topics * sizeof *r->errors);
	r->model = arena_copy(&r->mem, str_from(m->id)).ptr;
	r->model_name = m->name ? arena_copy(&r->mem, str_from(m->name)).ptr : NULL;
	r->model_made = m->made ? arena_copy(&r->mem, str_from(m->made)).ptr : NULL;
	r->model_documents = m->documents;
	if (!r->topics || !r->shown || !r->uncorrected || !r->platt || !r->errors || !r->model)
		return err_nomem(err);
	r->have_model = true;
	if (drift_take_model(r, m, err) != DL_OK)
		return DL_ENOMEM;
	for (size_t k = 0; k < m->n_topics; k++) {
		const struct topic_quality *q = &m->topics[k];
		struct confusion c = {(double)q->tp, (double)q->n1, (double)q->fp, (double)q->n0};

		r->errors[k] = c;
		r->topics[k] = arena_copy(&r->mem, str_from(q->topic)).ptr;
		r->shown[k] = build_asked_for(&r->o, q->topic);
		r->uncorrected[k] = isfinite(q->platt_a) && q->platt_a < 0 && share_separable(&c)
					    ? NULL
					    : phrase_text(LANGUAGE_EN, P_R_CANNOT);
		r->platt[k] = (struct platt_error){q->platt_a, q->platt_b, q->hessian_inverse[0],
			q->hessian_inverse[1], q->hessian_inverse[2], q->mean, q->mean_a, q->mean_b};
		if (!r->topics[k])
			return err_nomem(err);
	}
	return DL_OK;
}

struct entry *build_add(struct build *b, double **probability, bool **chosen)
{
	size_t n = b->r->n_topics;
	struct entry *e;

	*probability = arena_alloc(&b->r->mem, n * sizeof **probability);
	*chosen = arena_alloc(&b->r->mem, n * sizeof **chosen);
	if (!*probability || !*chosen ||
		!mem_grow((void **)&b->entries, &b->cap, b->n + 1, sizeof *b->entries))
		return NULL;
	e = &b->entries[b->n++];
	*e = (struct entry){.day = DATE_NONE,
		.story = (int64_t)b->n,
		.order = (uint32_t)b->n,
		.probability = *probability,
		.chosen = *chosen};
	return e;
}

static bool is_asked_for(const struct report *r, const struct dated_topics *d)
{
	return (!r->o.source || str_is(d->source, r->o.source)) && (!r->o.lang || str_is(d->lang, r->o.lang));
}

static bool is_within(const struct report *r, int32_t day)
{
	return (r->o.from == DATE_NONE || day >= r->o.from) && (r->o.to == DATE_NONE || day <= r->o.to);
}

int32_t build_day(const struct report *r, int32_t printed, bool in_utc, int64_t instant)
{
	return printed != DATE_NONE && in_utc ? instant_day(instant, r->o.tz) : printed;
}

void build_count_day(struct report *r, int32_t printed, int32_t day, bool in_utc)
{
	r->converted += in_utc;
	r->moved += in_utc && day != printed;
}

static bool is_counted(const struct report *r, const struct dated_topics *d, int32_t day)
{
	return (d->labelled || (d->classified && !d->abstained)) && is_within(r, day);
}

static enum dl_status take_dated(void *payload, const struct dated_topics *d, struct dl_err *err)
{
	struct build *b = payload;
	struct report *r = b->r;
	struct entry *e;
	double *p;
	bool *c;

	if (!is_asked_for(r, d))
		return DL_OK;
	int32_t day = build_day(r, d->day, d->in_utc, d->instant);

	if (day == DATE_NONE) {
		r->undated++;
		return DL_OK;
	}
	if (!is_counted(r, d, day)) {
		if (!is_within(r, day))
			r->outside++;
		else if (d->classified)
			r->unclassifiable++;
		else
			r->unclassified++;
		return DL_OK;
	}
	e = build_add(b, &p, &c);
	if (!e)
		return err_nomem(err);
	memcpy(p, d->probability, r->n_topics * sizeof *p);
	memcpy(c, d->chosen, r->n_topics * sizeof *c);
	build_count_day(r, d->day, day, d->in_utc);
	e->day = day;
	e->unknown = d->unknown;
	e->story = d->story;
	e->labelled = d->labelled;
	return source_number(&b->sources, r, d->source, &e->source, err);
}

// An evidence that is read, and which part of it.
struct reading {
	struct evidence *e;
	bool before;
};

static enum dl_status take_evidence(void *payload, const struct dated_topics *d, struct dl_err *err)
{
	struct reading *of = payload;
	struct evidence *e = of->e;
	int32_t day = build_day(e->r, d->day, d->in_utc, d->instant);
	const struct evidence_article a = {
		d->id, d->title, d->url, d->source, d->text, day, d->story, d->probability, d->chosen};

	if (!is_asked_for(e->r, d) || !is_counted(e->r, d, day))
		return DL_OK;
	if (of->before)
		return day >= e->from && day <= e->to ? evidence_before(e, &a, err) : DL_OK;
	return day >= e->since && day <= e->until ? evidence_period(e, &a, err) : DL_OK;
}

// What stands behind the latest period and each finding, read again with its texts. By another clock a day
// may be the one before or after the stored one.
static enum dl_status find_evidence(
	struct report *r, struct store *s, const struct store_model *m, struct dl_err *err)
{
	struct evidence_set set;
	int32_t off = r->o.tz ? 1 : 0;
	enum dl_status st = evidence_set_start(&set, r, err);

	for (size_t i = 0; st == DL_OK && i < set.n; i++) {
		struct evidence *e = &set.items[i];
		struct reading of = {e, false};

		st = store_each_dated_between(s, m, e->since - off, e->until + off, take_evidence, &of, err);
		of.before = true;
		if (st == DL_OK && e->to >= e->from)
			st = store_each_dated_between(
				s, m, e->from - off, e->to + off, take_evidence, &of, err);
	}
	if (st == DL_OK)
		st = evidence_set_finish(&set, r, err);
	evidence_set_release(&set);
	return st;
}

static enum dl_status add_to_period(
	struct report *r, struct period *p, const struct entry *e, struct dl_err *err)
{
	p->articles++;
	if (!e->labelled && !isnan(e->unknown)) {
		p->unknown += e->unknown;
		p->judged++;
	}
	p->stories += !e->copy;
	r->labelled += e->labelled;
	for (size_t k = 0; k < r->n_topics; k++) {
		struct topic_point *t = &p->topics[k];
		double probability = e->probability[k];

		t->count += e->chosen[k];
		if (e->copy)
			continue;
		t->stories += e->chosen[k];
		t->sum += probability;
		if (e->labelled) {
			t->gold += e->chosen[k];
			continue;
		}
		probability = probability < 1e-12 ? 1e-12 : probability > 1 - 1e-12 ? 1 - 1e-12 : probability;
		if (!mem_grow((void **)&t->decision, &t->cap, t->n_decision + 1, sizeof *t->decision))
			return err_nomem(err);
		t->decision[t->n_decision++] =
			r->have_model ? (log((1 - probability) / probability) - r->platt[k].b) / r->platt[k].a
				      : 0;
	}
	return DL_OK;
}

// Every period from the first to the last article, the empty ones too.
static enum dl_status make_periods(struct report *r, struct dl_err *err)
{
	size_t n = 0, cap = 0;

	for (int32_t day = r->from; day <= r->to;) {
		struct period *p;

		if (!mem_grow((void **)&r->periods, &cap, n + 1, sizeof *r->periods))
			return err_nomem(err);
		p = &r->periods[n];
		period_of(p, r->o.period, day);
		p->complete = p->from >= r->from && p->to <= r->to;
		p->topics = arena_alloc(&r->mem, r->n_topics * sizeof *p->topics);
		if (!p->topics)
			return err_nomem(err);
		memset(p->topics, 0, r->n_topics * sizeof *p->topics);
		r->n_periods = ++n;
		day = p->to + 1;
	}
	return DL_OK;
}

// Marks the entries whose story an earlier one stands for: a story is dated by its earliest article.
static enum dl_status mark_copies(struct build *b, struct dl_err *err)
{
	size_t slots = 16;

	while (slots < 2 * b->n)
		slots *= 2;
	uint32_t *first = mem_zalloc(slots, sizeof *first);

	if (!first)
		return err_nomem(err);
	for (size_t i = 0; i < b->n; i++) {
		size_t at = hash_mix((uint64_t)b->entries[i].story) & (slots - 1);

		while (first[at] && b->entries[first[at] - 1].story != b->entries[i].story)
			at = (at + 1) & (slots - 1);
		b->entries[i].copy = first[at];
		if (!first[at])
			first[at] = (uint32_t)i + 1;
		b->r->stories += !b->entries[i].copy;
	}
	mem_free(first);
	return DL_OK;
}

// The entries are in order of days.
static enum dl_status fill_periods(struct build *b, struct dl_err *err)
{
	struct report *r = b->r;
	enum dl_status st = DL_OK;
	size_t at = 0;

	for (size_t i = 0; st == DL_OK && i < r->n_periods; i++)
		for (; st == DL_OK && at < b->n && b->entries[at].day <= r->periods[i].to; at++)
			st = add_to_period(r, &r->periods[i], &b->entries[at], err);
	return st;
}

static int by_day(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return x->day != y->day ? (x->day > y->day) - (x->day < y->day)
				: (x->order > y->order) - (x->order < y->order);
}

// Most stores were filled in order of days.
static void sort_entries(struct entry *entries, size_t n)
{
	size_t i = 1;

	while (i < n && by_day(&entries[i - 1], &entries[i]) <= 0)
		i++;
	if (i < n)
		qsort(entries, n, sizeof *entries, by_day);
}

enum dl_status build_finish(struct build *b, struct dl_err *err)
{
	struct report *r = b->r;
	enum dl_status st;

	if (!b->n)
		return err_set(err, DL_ENOTFOUND,
			"there is no dated and classified article to report on: run 'dateline classify "
			"--new', or "
			"widen --from, --to, --source or --lang");
	sort_entries(b->entries, b->n);
	r->articles = b->n;
	r->from = r->o.from != DATE_NONE ? r->o.from : b->entries[0].day;
	r->to = r->o.to != DATE_NONE ? r->o.to : b->entries[b->n - 1].day;
	st = mark_copies(b, err);
	if (st == DL_OK)
		st = make_periods(r, err);
	if (st == DL_OK)
		st = fill_periods(b, err);
	if (st == DL_OK)
		st = coverage_finish(r, &b->sources, b->entries, b->n, err);
	return st == DL_OK ? report_finish(r, err) : st;
}

enum dl_status build_check_topics(const struct report *r, struct dl_err *err)
{
	for (const char *const *t = r->o.topics; t && *t; t++) {
		bool known = false;

		for (size_t k = 0; k < r->n_topics; k++)
			known = known || strcmp(*t, r->topics[k]) == 0;
		if (!known)
			return err_set(err, DL_ENOTFOUND, "the model has no topic '%s'", *t);
	}
	return DL_OK;
}

enum dl_status report_from_store(
	struct report **out, struct store *s, const struct report_options *o, struct dl_err *err)
{
	struct build b = {.r = mem_zalloc(1, sizeof *b.r)};
	struct store_model *m = NULL;
	enum dl_status st = b.r ? store_newest_model(s, &m, err) : err_nomem(err);

	*out = NULL;
	if (st == DL_OK) {
		b.r->o = *o;
		st = set_topics(b.r, m, err);
	}
	if (st == DL_OK)
		st = build_check_topics(b.r, err);
	if (st == DL_OK)
		st = drift_take_audit(b.r, s, m, err);
	if (st == DL_OK)
		st = store_each_inserted(s, m, take_dated, &b, err);
	if (st == DL_OK)
		st = build_finish(&b, err);
	if (st == DL_OK)
		st = find_evidence(b.r, s, m, err);
	if (st == DL_OK)
		st = report_sign(b.r, err);
	store_model_free(m);
	source_set_release(&b.sources);
	mem_free(b.entries);
	if (st == DL_OK)
		*out = b.r;
	else
		report_free(b.r);
	return st;
}

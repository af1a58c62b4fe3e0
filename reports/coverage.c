// SPDX-License-Identifier: MIT
#include "reports/coverage.h"

#include "base/hash.h"
#include "base/mem.h"
#include "reports/build.h"

enum { BEFORE = 12, MIX_PERIODS = 27 };

static enum dl_status put_name(struct source_set *s, struct report *r, struct str name, struct dl_err *err)
{
	struct str copy = arena_copy(&r->mem, name.ptr ? name : STR(""));

	if (!copy.ptr || !mem_grow((void **)&s->names, &s->cap, s->n + 1, sizeof *s->names))
		return err_nomem(err);
	s->names[s->n++] = copy;
	return DL_OK;
}

static enum dl_status start(struct source_set *s, struct report *r, struct dl_err *err)
{
	s->n_slots = 4096; // four times the limit
	s->slots = mem_zalloc(s->n_slots, sizeof *s->slots);
	return s->slots ? put_name(s, r, STR(""), err) : err_nomem(err);
}

enum dl_status source_number(
	struct source_set *s, struct report *r, struct str name, uint32_t *out, struct dl_err *err)
{
	enum dl_status st = s->slots ? DL_OK : start(s, r, err);
	size_t at;

	*out = 0;
	if (st != DL_OK || !name.len)
		return st;
	at = hash64(name.ptr, name.len, 0) % s->n_slots;
	for (; s->slots[at]; at = (at + 1) % s->n_slots)
		if (str_eq(s->names[s->slots[at] - 1], name)) {
			*out = s->slots[at] - 1;
			return DL_OK;
		}
	if (s->n > COVERAGE_MOST_SOURCES)
		return DL_OK;
	st = put_name(s, r, name, err);
	if (st == DL_OK) {
		s->slots[at] = (uint32_t)s->n;
		*out = (uint32_t)(s->n - 1);
	}
	return st;
}

void source_set_release(struct source_set *s)
{
	mem_free(s->names);
	mem_free(s->slots);
	*s = (struct source_set){0};
}

static int by_articles(const void *a, const void *b)
{
	const struct report_source *x = a, *y = b;

	if (x->articles != y->articles)
		return x->articles < y->articles ? 1 : -1;
	return str_cmp(x->name, y->name);
}

static size_t drop_empty(struct report_source *sources, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (sources[i].articles)
			sources[kept++] = sources[i];
	return kept;
}

// A story of a source in the periods that the mix of sources is judged by.
static void add_mix(const struct report *r, struct report_source *s, const struct entry *e, size_t period)
{
	size_t at = period - r->mix_from;

	if (e->copy || period < r->mix_from || at >= r->n_mix)
		return;
	s->stories[at]++;
	for (size_t k = 0; k < r->n_topics; k++)
		s->topics[at * r->n_topics + k] += e->chosen[k];
}

enum dl_status coverage_finish(struct report *r, const struct source_set *s, const struct entry *entries,
	size_t n, struct dl_err *err)
{
	size_t period = 0, latest = report_latest(r);

	r->mix_from = latest < r->n_periods && latest >= MIX_PERIODS ? latest + 1 - MIX_PERIODS : 0;
	r->n_mix = latest < r->n_periods ? latest + 1 - r->mix_from : 0;
	r->sources = arena_alloc(&r->mem, (s->n + 1) * sizeof *r->sources);
	if (!r->sources)
		return err_nomem(err);
	for (size_t i = 0; i < s->n; i++) {
		uint32_t *counts = arena_alloc(&r->mem, r->n_periods * sizeof *counts);

		if (!counts)
			return err_nomem(err);
		uint32_t *mix = arena_alloc(&r->mem, (r->n_mix + 1) * (r->n_topics + 1) * sizeof *mix);

		if (!mix)
			return err_nomem(err);
		memset(counts, 0, r->n_periods * sizeof *counts);
		memset(mix, 0, (r->n_mix + 1) * (r->n_topics + 1) * sizeof *mix);
		r->sources[i] = (struct report_source){
			.name = s->names[i], .counts = counts, .stories = mix, .topics = mix + r->n_mix + 1};
	}
	for (size_t i = 0; i < n && s->n; i++) {
		while (period + 1 < r->n_periods && entries[i].day > r->periods[period].to)
			period++;
		r->sources[entries[i].source].counts[period]++;
		r->sources[entries[i].source].articles++;
		add_mix(r, &r->sources[entries[i].source], &entries[i], period);
	}
	r->n_sources = drop_empty(r->sources, s->n);
	if (r->n_sources)
		qsort(r->sources, r->n_sources, sizeof *r->sources, by_articles);
	return DL_OK;
}

bool coverage_fell_silent(const struct report *r, size_t source, size_t at)
{
	size_t own = 0, all = 0, periods = 0;

	if (at >= r->n_periods || r->sources[source].counts[at])
		return false;
	for (size_t i = at; i-- > 0 && periods < BEFORE;) {
		if (!r->periods[i].complete || !r->periods[i].articles)
			continue;
		own += r->sources[source].counts[i];
		all += r->periods[i].articles;
		periods++;
	}
	return own && 10 * own >= all;
}

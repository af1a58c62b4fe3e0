// SPDX-License-Identifier: MIT
#include "reports/stat_terms.h"

#include "base/mem.h"

#include <math.h>

static const double PRIOR = 100;

static int by_z(const void *a, const void *b)
{
	const struct term_count *x = a, *y = b;

	if (x->z < y->z || x->z > y->z)
		return x->z < y->z ? 1 : -1;
	if (x->week < y->week || x->week > y->week)
		return x->week < y->week ? 1 : -1;
	return str_cmp(x->term, y->term);
}

size_t terms_rank(struct term_count *terms, size_t n, double n_week, double n_before)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct term_count t = terms[i];
		double a = PRIOR * (t.week + t.before) / (n_week + n_before);
		double rest1 = n_week + PRIOR - t.week - a, rest2 = n_before + PRIOR - t.before - a;

		if (t.week < TERMS_LEAST_STORIES || !(rest1 > 1e-9) || !(rest2 > 1e-9))
			continue;
		t.z = (log((t.week + a) / rest1) - log((t.before + a) / rest2)) /
		      sqrt(1 / (t.week + a) + 1 / (t.before + a));
		terms[kept++] = t;
	}
	if (kept)
		qsort(terms, kept, sizeof *terms, by_z);
	return kept;
}

static double length(const double *values, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += values[i] * values[i];
	return sqrt(sum);
}

static int by_score(const void *a, const void *b)
{
	const struct story_vector *x = a, *y = b;

	double sa = round(1e12 * x->score), sb = round(1e12 * y->score);

	if (sa < sb || sa > sb)
		return sa < sb ? 1 : -1;
	if (x->copies != y->copies)
		return x->copies < y->copies ? 1 : -1;
	return (x->index > y->index) - (x->index < y->index);
}

enum dl_status stories_rank(struct story_vector *stories, size_t n, size_t n_dims, struct dl_err *err)
{
	double *centre = mem_zalloc(n_dims ? n_dims : 1, sizeof *centre), whole;

	if (!centre)
		return err_nomem(err);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < stories[i].n; k++)
			centre[stories[i].dims[k]] += stories[i].probability * stories[i].values[k];
	whole = length(centre, n_dims);
	for (size_t i = 0; i < n; i++) {
		struct story_vector *s = &stories[i];
		double own = length(s->values, s->n), dot = 0;

		for (size_t k = 0; k < s->n; k++)
			dot += s->values[k] * centre[s->dims[k]];
		s->index = i;
		s->score = own > 0 && whole > 0 ? s->probability * dot / (own * whole) : 0;
	}
	mem_free(centre);
	if (n)
		qsort(stories, n, sizeof *stories, by_score);
	return DL_OK;
}

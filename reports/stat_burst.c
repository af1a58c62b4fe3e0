// SPDX-License-Identifier: MIT
#include "reports/stat_burst.h"

#include "base/mem.h"

#include <math.h>

enum { REACH = 13 };

// A week on its way through the automaton.
struct step {
	double gain;        // of state 1 over state 0
	double cool, hot;   // least costs of the paths that end here in state 0 and 1
	bool cool_from_hot; // where those paths come from
	bool hot_from_hot;
	bool burst;
};

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

// The median share of the weeks around `at` that are not empty; week `at` is one.
static double local_level(const struct weekly *w, size_t n, size_t at)
{
	size_t from = at > REACH ? at - REACH : 0, to = at + REACH < n ? at + REACH + 1 : n, m = 0;
	double shares[2 * REACH + 1], x = 0, total = 0;

	for (size_t i = from; i < to; i++) {
		if (!(w[i].n > 0))
			continue;
		shares[m++] = w[i].x / w[i].n;
		x += w[i].x;
		total += w[i].n;
	}
	qsort(shares, m, sizeof *shares, by_value);
	double median = (shares[(m - 1) / 2] + shares[m / 2]) / 2;

	return median > 0 && median < 1 ? median : (x + 0.5) / (total + 1);
}

static double gain(const struct weekly *w, size_t n, size_t at, double rho)
{
	if (!(w[at].n > 0))
		return 0;
	double p0 = local_level(w, n, at), p1 = fmin(2 * p0, (1 + p0) / 2);

	return (w[at].x * log(p1 / p0) + (w[at].n - w[at].x) * log((1 - p1) / (1 - p0))) /
	       design_effect(w[at].n, rho);
}

static double walk(struct step *s, size_t n, double entering)
{
	double cool = 0, hot = INFINITY;

	for (size_t i = 0; i < n; i++) {
		s[i].cool_from_hot = hot < cool;
		s[i].hot_from_hot = hot < cool + entering;
		s[i].cool = fmin(hot, cool);
		s[i].hot = fmin(hot, cool + entering) - s[i].gain;
		cool = s[i].cool;
		hot = s[i].hot;
	}
	bool burst = hot < cool;

	for (size_t i = n; i-- > 0;) {
		s[i].burst = burst;
		burst = burst ? s[i].hot_from_hot : s[i].cool_from_hot;
	}
	return fmin(cool, hot);
}

static enum dl_status collect(struct bursts *out, const struct step *s, size_t n, struct dl_err *err)
{
	size_t cap = 0;

	for (size_t i = 0; i < n; i++) {
		if (!s[i].burst)
			continue;
		if (!i || !s[i - 1].burst) {
			if (!mem_grow((void **)&out->items, &cap, out->n + 1, sizeof *out->items))
				return err_nomem(err);
			out->items[out->n++] = (struct burst){.from = i};
		}
		out->items[out->n - 1].to = i;
		out->items[out->n - 1].strength += s[i].gain;
	}
	return DL_OK;
}

enum dl_status bursts_find(
	struct bursts *out, const struct weekly *w, size_t n, double rho, struct dl_err *err)
{
	enum dl_status st;

	*out = (struct bursts){0};
	if (n < BURST_WEEKS)
		return DL_OK;
	struct step *s = mem_zalloc(n, sizeof *s);

	if (!s)
		return err_nomem(err);
	if (isnan(rho))
		rho = noise_differences(w, n).rho;
	for (size_t i = 0; i < n; i++)
		s[i].gain = gain(w, n, i, rho);
	out->cost = walk(s, n, 1.75 * log(fmax((double)n, 104)));
	st = collect(out, s, n, err);
	mem_free(s);
	if (st != DL_OK) {
		mem_free(out->items);
		*out = (struct bursts){0};
	}
	return st;
}

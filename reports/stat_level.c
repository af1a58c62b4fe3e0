// SPDX-License-Identifier: MIT
#include "reports/stat_level.h"

#include "base/mem.h"

#include <math.h>

// Effective counts of the weeks before each week.
struct sums {
	double x, n;
};

static double times_log(double x, double y)
{
	return x > 0 ? x * log(y) : 0;
}

static double cost(const struct sums *s, size_t from, size_t to)
{
	double x = s[to].x - s[from].x, n = s[to].n - s[from].n;

	return n > 0 ? -(times_log(x, x / n) + times_log(n - x, 1 - x / n)) : 0;
}

static struct sums *prefix_sums(const struct weekly *w, size_t n, double rho)
{
	struct sums *s = mem_zalloc(n + 1, sizeof *s);

	for (size_t i = 0; s && i < n; i++) {
		double d = design_effect(w[i].n, rho);

		s[i + 1] = (struct sums){s[i].x + w[i].x / d, s[i].n + w[i].n / d};
	}
	return s;
}

// least[j]: the cost of the best segmentation of the first j weeks, whose last segment begins at from[j].
static void partition(
	double *least, size_t *from, const struct sums *s, size_t n, double beta, size_t segment)
{
	least[0] = -beta;
	for (size_t j = 1; j <= n; j++) {
		least[j] = INFINITY;
		for (size_t i = 0; i + segment <= j; i++) {
			double c = least[i] + cost(s, i, j) + beta;

			if (c < least[j]) {
				least[j] = c;
				from[j] = i;
			}
		}
	}
}

static enum dl_status read_changes(struct levels *out, const size_t *from, size_t n, struct dl_err *err)
{
	size_t k = 0;

	for (size_t j = n; j > 0; j = from[j])
		k++;
	out->n = k - 1;
	out->changes = mem_zalloc(k, sizeof *out->changes);
	if (!out->changes)
		return err_nomem(err);
	for (size_t j = from[n]; j > 0; j = from[j])
		out->changes[--k - 1] = j;
	return DL_OK;
}

enum dl_status levels_find(struct levels *out, const struct weekly *w, size_t n, double rho, double beta,
	size_t segment, struct dl_err *err)
{
	struct sums *s = prefix_sums(w, n, isnan(rho) ? noise_differences(w, n).rho : rho);
	double *least = mem_zalloc(n + 1, sizeof *least);
	size_t *from = mem_zalloc(n + 1, sizeof *from);
	enum dl_status st = DL_OK;

	*out = (struct levels){0};
	if (!s || !least || !from) {
		st = err_nomem(err);
	} else if (n > 0 && n >= segment) {
		partition(least, from, s, n, isnan(beta) ? 3 * log((double)n) : beta, segment);
		out->cost = least[n];
		st = read_changes(out, from, n, err);
	}
	mem_free(s);
	mem_free(least);
	mem_free(from);
	return st;
}

// A logistic line through effective counts: logit = a + b (week - middle).
struct line {
	double a, b, spread; // spread: standard error of b
	double cost;
};

static double log_one_plus_exp(double t)
{
	return t > 0 ? t + log1p(exp(-t)) : log1p(exp(t));
}

// One Newton step; the size of the step is returned. The cost is that of the line before it.
static double improve(struct line *l, const struct sums *s, size_t n)
{
	double middle = ((double)n - 1) / 2, ga = 0, gb = 0, aa = 0, ab = 0, bb = 0;

	l->cost = 0;
	for (size_t i = 0; i < n; i++) {
		double x = s[i + 1].x - s[i].x, total = s[i + 1].n - s[i].n, t = (double)i - middle;
		double eta = l->a + l->b * t, p = 1 / (1 + exp(-eta)), v = total * p * (1 - p);

		l->cost += total * log_one_plus_exp(eta) - x * eta;
		ga += x - total * p;
		gb += (x - total * p) * t;
		aa += v;
		ab += v * t;
		bb += v * t * t;
	}
	double det = aa * bb - ab * ab;

	if (!(det > 1e-12 * aa * bb))
		return NAN;
	double da = (bb * ga - ab * gb) / det, db = (aa * gb - ab * ga) / det;

	l->a += da;
	l->b += db;
	l->spread = sqrt(aa / det);
	return fabs(da) + fabs(db) * middle;
}

// False where there is no finite line: no counts, all counts, or a perfect split.
static bool fit_line(struct line *l, const struct sums *s, size_t n)
{
	double x = s[n].x, total = s[n].n, step = INFINITY;

	if (!(x > 0) || !(x < total))
		return false;
	*l = (struct line){.a = log(x / (total - x))};
	for (int i = 0; i < 100 && step > 1e-12; i++)
		step = improve(l, s, n);
	return step <= 1e-9;
}

enum dl_status shape_find(struct shape *out, const struct weekly *w, size_t n, struct dl_err *err)
{
	double rho = noise_differences(w, n).rho;
	struct sums *s = prefix_sums(w, n, rho);
	struct line l;
	enum dl_status st;

	*out = (struct shape){.trend = NAN, .steps = NAN, .slope = NAN, .slope_error = NAN};
	if (!s)
		return err_nomem(err);
	st = levels_find(&out->levels, w, n, rho, NAN, LEVEL_SEGMENT, err);
	out->level = cost(s, 0, n);
	if (fit_line(&l, s, n)) {
		out->trend = l.cost + 1.5 * log((double)n);
		out->slope = l.b;
		out->slope_error = l.spread;
	}
	if (out->levels.n)
		out->steps = out->levels.cost;
	if (out->trend < out->level)
		out->kind = SHAPE_TREND;
	if (out->steps < out->level && !(out->trend <= out->steps))
		out->kind = SHAPE_STEPS;
	mem_free(s);
	return st;
}

// SPDX-License-Identifier: MIT
#include "reports/stat_compare.h"

#include "base/mem.h"
#include "reports/stat_dist.h"

#include <math.h>

// Lower and upper limit of the ratio s1 / s0 of two shares with intervals.
static void ratio_limits(struct comparison *c, const struct share *s1, const struct share *s0)
{
	double a = s1->value * s0->value, b = s0->high * (2 * s0->value - s0->high);
	double root = a * a - s1->low * s0->high * (2 * s1->value - s1->low) * (2 * s0->value - s0->high);

	if (s1->value <= 0)
		c->low = 0;
	else if (fabs(b) < 1e-15)
		c->low = s1->low * (2 * s1->value - s1->low) / (2 * a);
	else
		c->low = (a - sqrt(fmax(0, root))) / b;
	b = s0->low * (2 * s0->value - s0->low);
	root = a * a - s1->high * s0->low * (2 * s1->value - s1->high) * (2 * s0->value - s0->low);
	c->high = s0->value <= 0 || b <= 0 ? INFINITY : (a + sqrt(fmax(0, root))) / b;
}

bool compare_weeks(
	struct comparison *out, const struct weekly *now, const struct weekly *then, double rho, double nu)
{
	if (!(now->n > 0) || !(then->n > 0))
		return false;
	*out = (struct comparison){NAN, 0, INFINITY, 0, 1};
	if (!(now->x > 0) && !(then->x > 0))
		return true;
	double d1 = design_effect(now->n, rho), d0 = design_effect(then->n, rho);
	double quantile = nu > 0 ? student_quantile(0.975, nu) : STAT_Z95;
	struct share s1 = share_wilson_at(now->x / d1, now->n / d1, quantile);
	struct share s0 = share_wilson_at(then->x / d0, then->n / d0, quantile);
	double p = (now->x / d1 + then->x / d0) / (now->n / d1 + then->n / d0);
	double spread = p * (1 - p) * (d1 / now->n + d0 / then->n);

	out->ratio = then->x > 0 ? s1.value / s0.value : INFINITY;
	ratio_limits(out, &s1, &s0);
	if (spread > 0)
		out->z = (s1.value - s0.value) / sqrt(spread);
	out->p = 2 * (nu > 0 ? student_below(-fabs(out->z), nu) : normal_below(-fabs(out->z)));
	return true;
}

struct share share_change(const struct share *now, const struct share *then)
{
	double d = now->value - then->value;

	return (struct share){d, d - hypot(now->value - now->low, then->high - then->value),
		d + hypot(now->high - now->value, then->value - then->low)};
}

struct ranked {
	double p;
	size_t at;
};

static int by_p(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return x->p != y->p ? (x->p > y->p) - (x->p < y->p) : (x->at > y->at) - (x->at < y->at);
}

bool adjust_p(double *p, size_t n)
{
	struct ranked *r = mem_zalloc(n, sizeof *r);
	double least = 1;
	size_t m = 0;

	if (!r)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!isnan(p[i]))
			r[m++] = (struct ranked){p[i], i};
	qsort(r, m, sizeof *r, by_p);
	for (size_t i = m; i-- > 0;) {
		least = fmin(least, r[i].p * (double)m / (double)(i + 1));
		p[r[i].at] = least;
	}
	mem_free(r);
	return true;
}

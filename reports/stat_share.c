// SPDX-License-Identifier: MIT
#include "reports/stat_share.h"

#include <math.h>

static double clip(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

struct share share_wilson(double x, double n)
{
	return share_wilson_at(x, n, STAT_Z95);
}

struct share share_wilson_at(double x, double n, double quantile)
{
	const double z2 = quantile * quantile;
	struct share s = {NAN, 0, 1};

	if (!(n > 0))
		return s;
	double p = x / n;
	double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
	double half = quantile / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n));

	s.value = p;
	s.low = x <= 0 ? 0 : fmax(0, centre - half);
	s.high = x >= n ? 1 : fmin(1, centre + half);
	return s;
}

bool share_separable(const struct confusion *c)
{
	return share_wilson(c->tp, c->n1).low - share_wilson(c->fp, c->n0).high >= 0.25;
}

struct share share_adjusted(double x, double n, const struct confusion *c)
{
	const double z2 = STAT_Z95 * STAT_Z95;
	struct share s = {NAN, 0, 1};
	double tpr = c->tp / c->n1, fpr = c->fp / c->n0;

	if (!(n > 0) || !(fabs(tpr - fpr) > 0))
		return s;
	double se = (c->tp + 1) / (c->n1 + 2), sp = (c->n0 - c->fp + 1) / (c->n0 + 2);
	double ap = (x + z2 / 2) / (n + z2), j = se + sp - 1;
	double p = (ap + sp - 1) / j;
	double v_se = se * (1 - se) / (c->n1 + 2), v_sp = sp * (1 - sp) / (c->n0 + 2);
	double shift = 2 * z2 * (p * v_se - (1 - p) * v_sp);
	double v = (ap * (1 - ap) / (n + z2) + p * p * v_se + (1 - p) * (1 - p) * v_sp) / (j * j);

	s.value = clip((x / n - fpr) / (tpr - fpr), 0, 1);
	if (j <= 0)
		return s;
	s.low = clip(p + shift - STAT_Z95 * sqrt(v), 0, 1);
	s.high = clip(p + shift + STAT_Z95 * sqrt(v), 0, 1);
	return s;
}

// The likelihood ratio of an article: the odds of its probability against those of the training mean.
static double log_ratio(double d, const struct platt_error *p)
{
	return clip(-(p->a * d + p->b) + log((1 - p->mean) / p->mean), -700, 700);
}

// The derivative of the log likelihood at q, and minus the second derivative in *curve.
static double slope(const double *d, size_t n, const struct platt_error *p, double q, double *curve)
{
	double g = 0, sum = 0;

	for (size_t i = 0; i < n; i++) {
		double l = exp(log_ratio(d[i], p));
		double r = (l - 1) / (q * l + 1 - q);

		g += r;
		sum += r * r;
	}
	*curve = sum;
	return g;
}

static double log_likelihood(const double *d, size_t n, const struct platt_error *p, double q)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += log(q * exp(log_ratio(d[i], p)) + 1 - q);
	return sum;
}

static double most_likely(const double *d, size_t n, const struct platt_error *p)
{
	double low = 0, high = 1, q = 0.5, curve;

	if (slope(d, n, p, 0, &curve) <= 0)
		return 0;
	if (slope(d, n, p, 1, &curve) >= 0)
		return 1;
	for (int step = 0; step < 200 && high - low > 1e-13; step++) {
		double g = slope(d, n, p, q, &curve);
		double next = q + g / curve;

		*(g > 0 ? &low : &high) = q;
		if (!(next > low && next < high))
			next = (low + high) / 2;
		if (fabs(next - q) < 1e-14)
			return next;
		q = next;
	}
	return q;
}

// How much wider than 3.84 the calibration's own uncertainty makes the interval; 0 where scores say nothing.
static double widening(const double *d, size_t n, const struct platt_error *p, double q)
{
	double info, ga = 0, gb = 0, spread = p->mean * (1 - p->mean);

	slope(d, n, p, q, &info);
	if (!(info > 1e-12))
		return 0;
	for (size_t i = 0; i < n; i++) {
		double l = exp(log_ratio(d[i], p));
		double den = q * l + 1 - q;
		double w = l / den / den;

		ga += w * (-d[i] - p->mean_a / spread);
		gb += w * (-1 - p->mean_b / spread);
	}
	ga /= info;
	gb /= info;
	return 1 + (ga * ga * p->c_aa + 2 * ga * gb * p->c_ab + gb * gb * p->c_bb) * info;
}

// Where the log likelihood crosses `level` between `in` (above it) and `out`; `out` where it does not.
static double crossing(
	const double *d, size_t n, const struct platt_error *p, double level, double in, double out)
{
	if (log_likelihood(d, n, p, out) >= level)
		return out;
	for (int step = 0; step < 60; step++) {
		double mid = (in + out) / 2;

		*(log_likelihood(d, n, p, mid) >= level ? &in : &out) = mid;
	}
	return (in + out) / 2;
}

struct share share_likely(const double *decision, size_t n, const struct platt_error *p)
{
	struct share s = {NAN, 0, 1};

	if (n == 0)
		return s;
	s.value = most_likely(decision, n, p);
	double f = widening(decision, n, p, s.value);

	if (!(f > 0))
		return s;
	double level = log_likelihood(decision, n, p, s.value) - STAT_Z95 * STAT_Z95 * f / 2;

	s.low = crossing(decision, n, p, level, s.value, 0);
	s.high = crossing(decision, n, p, level, s.value, 1);
	return s;
}

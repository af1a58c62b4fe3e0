// SPDX-License-Identifier: MIT
#include "reports/stat_share.h"

#include "base/mem.h"

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
static double ratio(double d, const struct platt_error *p)
{
	return exp(clip(-(p->a * d + p->b) + log((1 - p->mean) / p->mean), -700, 700));
}

// The derivative of the log likelihood at q, and minus the second derivative in *curve. `l`: ratios.
static double slope(const double *l, size_t n, double q, double *curve)
{
	double g = 0, sum = 0;

	for (size_t i = 0; i < n; i++) {
		double r = (l[i] - 1) / (q * l[i] + 1 - q);

		g += r;
		sum += r * r;
	}
	*curve = sum;
	return g;
}

// Logarithms are taken of products, a few dozen factors at a time.
static double log_likelihood(const double *l, size_t n, double q)
{
	double sum = 0, product = 1;

	for (size_t i = 0; i < n; i++) {
		double at = q * l[i] + 1 - q;

		if (at < 1e-100 || at > 1e100) {
			sum += log(at);
			continue;
		}
		product *= at;
		if (product < 1e-100 || product > 1e100) {
			sum += log(product);
			product = 1;
		}
	}
	return sum + log(product);
}

static double most_likely(const double *l, size_t n)
{
	double low = 0, high = 1, q = 0.5, curve;

	if (slope(l, n, 0, &curve) <= 0)
		return 0;
	if (slope(l, n, 1, &curve) >= 0)
		return 1;
	for (int step = 0; step < 200 && high - low > 1e-13; step++) {
		double g = slope(l, n, q, &curve);
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
static double widening(
	const double *l, const double *d, size_t n, const struct platt_error *p, double q, double *info)
{
	double ga = 0, gb = 0, spread = p->mean * (1 - p->mean);

	slope(l, n, q, info);
	if (!(*info > 1e-12))
		return 0;
	for (size_t i = 0; i < n; i++) {
		double den = q * l[i] + 1 - q, w = l[i] / den / den;

		ga += w * (-d[i] - p->mean_a / spread);
		gb += w * (-1 - p->mean_b / spread);
	}
	ga /= *info;
	gb /= *info;
	return 1 + (ga * ga * p->c_aa + 2 * ga * gb * p->c_ab + gb * gb * p->c_bb) * *info;
}

// Where the log likelihood crosses `level` between `in` (above it) and `out`; `out` where it does not.
// Newton, which on a concave function does not overshoot from outside; halving where it would leave the
// bracket.
static double crossing(const double *l, size_t n, double level, double in, double out, double guess)
{
	double q = guess, curve;

	if (log_likelihood(l, n, out) >= level)
		return out;
	for (int step = 0; step < 100 && fabs(in - out) > 1e-13; step++) {
		double high = fmax(in, out), low = fmin(in, out);

		if (!(q > low && q < high))
			q = (in + out) / 2;
		double above = log_likelihood(l, n, q) - level, next = q - above / slope(l, n, q, &curve);

		*(above >= 0 ? &in : &out) = q;
		if (fabs(next - q) < 1e-13)
			return q;
		q = next;
	}
	return (in + out) / 2;
}

static struct share likely(const double *l, const double *d, size_t n, const struct platt_error *p)
{
	struct share s = {most_likely(l, n), 0, 1};
	double info, f = widening(l, d, n, p, s.value, &info);

	if (!(f > 0))
		return s;
	double level = log_likelihood(l, n, s.value) - STAT_Z95 * STAT_Z95 * f / 2;
	double reach = STAT_Z95 * sqrt(f / info);

	s.low = crossing(l, n, level, s.value, 0, s.value - reach);
	s.high = crossing(l, n, level, s.value, 1, s.value + reach);
	return s;
}

bool share_likely(struct share *out, const double *decision, size_t n, const struct platt_error *p)
{
	double *l;

	*out = (struct share){NAN, 0, 1};
	if (n == 0)
		return true;
	l = mem_zalloc(n, sizeof *l);
	if (!l)
		return false;
	for (size_t i = 0; i < n; i++)
		l[i] = ratio(decision[i], p);
	*out = likely(l, decision, n, p);
	mem_free(l);
	return true;
}

// Where the derivative of the log likelihood with the prior is 0: it falls from infinity at 0 to minus
// infinity at
// 1. Newton from the share without the prior, halving where it would leave the bracket.
static double most_likely_with(const double *l, size_t n, double prior, double weight)
{
	double low = 0, high = 1, q = clip(most_likely(l, n), 1e-6, 1 - 1e-6);

	for (int step = 0; step < 100 && high - low > 1e-12; step++) {
		double curve, g = slope(l, n, q, &curve) + weight * (prior / q - (1 - prior) / (1 - q));
		double next =
			q + g / (curve + weight * (prior / (q * q) + (1 - prior) / ((1 - q) * (1 - q))));

		*(g > 0 ? &low : &high) = q;
		if (!(next > low && next < high))
			next = (low + high) / 2;
		if (fabs(next - q) < 1e-12)
			return next;
		q = next;
	}
	return q;
}

bool share_borrowed(double *out, const double *decision, size_t n, const struct platt_error *p, double prior,
	double weight)
{
	double *l = mem_zalloc(n + 1, sizeof *l), sum = 0;

	if (!l)
		return false;
	for (size_t i = 0; i < n; i++)
		l[i] = ratio(decision[i], p);
	double q =
		weight > 0 ? most_likely_with(l, n, clip(prior, 1e-4, 1 - 1e-4), weight) : most_likely(l, n);

	for (size_t i = 0; i < n; i++)
		sum += q * l[i] / (q * l[i] + 1 - q);
	*out = n ? sum / (double)n : (double)NAN;
	mem_free(l);
	return true;
}

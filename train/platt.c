// SPDX-License-Identifier: MIT
#include "train/platt.h"

#include "base/mem.h"
#include "base/radix.h"

#include <math.h>
#include <string.h>

static const double MIN_STEP = 1e-12, GRADIENT = 1e-10;

enum { MAX_STEPS = 200 };

double platt_probability(const struct platt *p, double d)
{
	double f = p->a * d + p->b;

	return f >= 0 ? exp(-f) / (1 + exp(-f)) : 1 / (1 + exp(f));
}

struct fit {
	const double *d;
	const bool *positive;
	size_t n;
	double high, low; // targets of positives and negatives
};

// Cross entropy (in the overflow-safe form), its slopes and curvatures, and the sum of the probabilities.
struct point {
	double loss, g_a, g_b, h_aa, h_ab, h_bb, sum;
};

static struct point look(const struct fit *s, double a, double b)
{
	struct point r = {0};

	for (size_t i = 0; i < s->n; i++) {
		double d = s->d[i], f = a * d + b, e = exp(-fabs(f));
		double probability = (f >= 0 ? e : 1) / (1 + e);
		double t = s->positive[i] ? s->high : s->low;
		double v = probability * (1 - probability), wrong = t - probability;

		r.loss += (f >= 0 ? t : t - 1) * f + log1p(e);
		r.h_aa += d * d * v;
		r.h_ab += d * v;
		r.h_bb += v;
		r.g_a += d * wrong;
		r.g_b += wrong;
		r.sum += probability;
	}
	return r;
}

// One Newton step with backtracking; false when no step improves any more.
static bool newton_step(const struct fit *s, struct platt *p, struct point *at)
{
	double h_aa = at->h_aa + 1e-12, h_bb = at->h_bb + 1e-12;
	double det = h_aa * h_bb - at->h_ab * at->h_ab;
	double d_a = -(h_bb * at->g_a - at->h_ab * at->g_b) / det;
	double d_b = -(-at->h_ab * at->g_a + h_aa * at->g_b) / det;
	double slope = at->g_a * d_a + at->g_b * d_b;

	for (double step = 1; step >= MIN_STEP; step /= 2) {
		double a = p->a + step * d_a, b = p->b + step * d_b;
		struct point there = look(s, a, b);

		if (there.loss < at->loss + 1e-4 * step * slope) {
			p->a = a;
			p->b = b;
			*at = there;
			return true;
		}
	}
	return false;
}

static void finish(struct platt *p, const struct point *at, double n)
{
	double h_aa = at->h_aa + 1e-12, h_bb = at->h_bb + 1e-12;
	double det = h_aa * h_bb - at->h_ab * at->h_ab;

	p->hessian_inverse[0] = h_bb / det;
	p->hessian_inverse[1] = -at->h_ab / det;
	p->hessian_inverse[2] = h_aa / det;
	p->mean = at->sum / n;
	p->mean_a = -at->h_ab / n;
	p->mean_b = -at->h_bb / n;
}

// From where *out is, or from the flat line.
static void fit(struct platt *out, bool near, const double *d, const bool *positive, size_t n)
{
	struct fit s = {.d = d, .positive = positive, .n = n};
	struct point at;
	double n1 = 0, n0;

	for (size_t i = 0; i < n; i++)
		n1 += positive[i];
	n0 = (double)n - n1;
	s.high = (n1 + 1) / (n1 + 2);
	s.low = 1 / (n0 + 2);
	if (!near)
		*out = (struct platt){.a = 0, .b = log((n0 + 1) / (n1 + 1))};
	at = look(&s, out->a, out->b);
	for (int i = 0; i < MAX_STEPS; i++) {
		if (fabs(at.g_a) < GRADIENT && fabs(at.g_b) < GRADIENT)
			break;
		if (!newton_step(&s, out, &at))
			break;
	}
	finish(out, &at, (double)n);
}

void platt_fit(struct platt *out, const double *d, const bool *positive, size_t n)
{
	fit(out, false, d, positive, n);
}

void platt_fit_near(struct platt *out, const double *d, const bool *positive, size_t n)
{
	fit(out, true, d, positive, n);
}

// Numbers that have the order of the scores. 0 has one only.
static uint64_t key_of(double d)
{
	uint64_t bits;

	d += 0.0;
	memcpy(&bits, &d, sizeof bits);
	return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static double score_of(uint64_t key)
{
	uint64_t bits = key >> 63 ? key & ~(UINT64_C(1) << 63) : ~key;
	double d;

	memcpy(&d, &bits, sizeof d);
	return d;
}

static double f1_of(uint64_t tp, uint64_t fp, uint64_t n1)
{
	return n1 + tp + fp ? 2.0 * (double)tp / (double)(n1 + tp + fp) : 0;
}

// Both sides ascending; those from n1 and n0 on have been counted.
struct sides {
	const uint64_t *positive, *negative;
	uint64_t n1, n0;
};

static uint64_t highest(const struct sides *s)
{
	uint64_t a = s->n1 ? s->positive[s->n1 - 1] : 0, b = s->n0 ? s->negative[s->n0 - 1] : 0;

	return a > b ? a : b;
}

static void scan(struct cut *out, struct sides s)
{
	out->at = s.n1 + s.n0 ? score_of(highest(&s)) + 1 : 0;
	while (s.n1 + s.n0) {
		uint64_t key = highest(&s), tp, fp;
		double f1;

		while (s.n1 && s.positive[s.n1 - 1] == key)
			s.n1--;
		while (s.n0 && s.negative[s.n0 - 1] == key)
			s.n0--;
		tp = out->n1 - s.n1;
		fp = out->n0 - s.n0;
		f1 = f1_of(tp, fp, out->n1);
		if (f1 > out->f1) {
			out->f1 = f1;
			out->tp = tp;
			out->fp = fp;
			out->at =
				s.n1 + s.n0 ? (score_of(key) + score_of(highest(&s))) / 2 : score_of(key) - 1;
		}
	}
}

enum dl_status cut_best_f1(
	struct cut *out, const double *d, const bool *positive, size_t n, struct dl_err *err)
{
	uint64_t *keys = mem_zalloc(n, 2 * sizeof *keys), *negative, *scratch;

	if (!keys)
		return err_nomem(err);
	*out = (struct cut){0};
	for (size_t i = 0; i < n; i++)
		out->n1 += positive[i];
	out->n0 = n - out->n1;
	negative = keys + out->n1;
	scratch = keys + n;
	for (size_t i = 0, n1 = 0; i < n; i++)
		if (positive[i])
			keys[n1++] = key_of(d[i]);
		else
			negative[i - n1] = key_of(d[i]);
	radix_sort(keys, scratch, out->n1);
	radix_sort(negative, scratch, out->n0);
	scan(out, (struct sides){keys, negative, out->n1, out->n0});
	mem_free(keys);
	return DL_OK;
}

struct cut cut_count(double at, const double *d, const bool *positive, size_t n)
{
	struct cut c = {.at = at};

	for (size_t i = 0; i < n; i++) {
		bool over = d[i] > at;

		c.n1 += positive[i];
		c.n0 += !positive[i];
		c.tp += positive[i] && over;
		c.fp += !positive[i] && over;
	}
	c.f1 = f1_of(c.tp, c.fp, c.n1);
	return c;
}

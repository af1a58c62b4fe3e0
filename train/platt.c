// SPDX-License-Identifier: MIT
#include "train/platt.h"

#include "base/mem.h"

#include <math.h>

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

// Cross entropy in the overflow-safe form.
static double loss(const struct fit *s, double a, double b)
{
	double sum = 0;

	for (size_t i = 0; i < s->n; i++) {
		double t = s->positive[i] ? s->high : s->low;
		double f = s->d[i] * a + b;

		sum += f >= 0 ? t * f + log1p(exp(-f)) : (t - 1) * f + log1p(exp(f));
	}
	return sum;
}

struct slopes {
	double g_a, g_b, h_aa, h_ab, h_bb;
};

static struct slopes derive(const struct fit *s, const struct platt *p)
{
	struct slopes r = {0};

	for (size_t i = 0; i < s->n; i++) {
		double probability = platt_probability(p, s->d[i]);
		double t = s->positive[i] ? s->high : s->low;
		double v = probability * (1 - probability), e = t - probability;

		r.h_aa += s->d[i] * s->d[i] * v;
		r.h_ab += s->d[i] * v;
		r.h_bb += v;
		r.g_a += s->d[i] * e;
		r.g_b += e;
	}
	return r;
}

// One Newton step with backtracking; false when no step improves any more.
static bool newton_step(const struct fit *s, struct platt *p, const struct slopes *r, double *value)
{
	double h_aa = r->h_aa + 1e-12, h_bb = r->h_bb + 1e-12;
	double det = h_aa * h_bb - r->h_ab * r->h_ab;
	double d_a = -(h_bb * r->g_a - r->h_ab * r->g_b) / det;
	double d_b = -(-r->h_ab * r->g_a + h_aa * r->g_b) / det;
	double slope = r->g_a * d_a + r->g_b * d_b;

	for (double step = 1; step >= MIN_STEP; step /= 2) {
		double a = p->a + step * d_a, b = p->b + step * d_b, f = loss(s, a, b);

		if (f < *value + 1e-4 * step * slope) {
			p->a = a;
			p->b = b;
			*value = f;
			return true;
		}
	}
	return false;
}

static void finish(struct platt *p, const struct fit *s)
{
	struct slopes r = derive(s, p);
	double h_aa = r.h_aa + 1e-12, h_bb = r.h_bb + 1e-12;
	double det = h_aa * h_bb - r.h_ab * r.h_ab, n = (double)s->n;

	p->hessian_inverse[0] = h_bb / det;
	p->hessian_inverse[1] = -r.h_ab / det;
	p->hessian_inverse[2] = h_aa / det;
	p->mean = p->mean_a = p->mean_b = 0;
	for (size_t i = 0; i < s->n; i++) {
		double probability = platt_probability(p, s->d[i]);
		double v = probability * (1 - probability);

		p->mean += probability / n;
		p->mean_a -= s->d[i] * v / n;
		p->mean_b -= v / n;
	}
}

void platt_fit(struct platt *out, const double *d, const bool *positive, size_t n)
{
	struct fit s = {.d = d, .positive = positive, .n = n};
	double n1 = 0, n0, value;

	for (size_t i = 0; i < n; i++)
		n1 += positive[i];
	n0 = (double)n - n1;
	s.high = (n1 + 1) / (n1 + 2);
	s.low = 1 / (n0 + 2);
	*out = (struct platt){.a = 0, .b = log((n0 + 1) / (n1 + 1))};
	value = loss(&s, out->a, out->b);
	for (int i = 0; i < MAX_STEPS; i++) {
		struct slopes r = derive(&s, out);

		if (fabs(r.g_a) < GRADIENT && fabs(r.g_b) < GRADIENT)
			break;
		if (!newton_step(&s, out, &r, &value))
			break;
	}
	finish(out, &s);
}

struct scored {
	double d;
	bool positive;
};

static int by_score_down(const void *a, const void *b)
{
	double x = ((const struct scored *)a)->d, y = ((const struct scored *)b)->d;

	return (x < y) - (x > y);
}

static double f1_of(uint64_t tp, uint64_t fp, uint64_t n1)
{
	return n1 + tp + fp ? 2.0 * (double)tp / (double)(n1 + tp + fp) : 0;
}

static void scan(struct cut *out, const struct scored *s, size_t n)
{
	uint64_t tp = 0, fp = 0;

	out->at = n ? s[0].d + 1 : 0;
	for (size_t i = 0; i < n; i++) {
		double f1;

		tp += s[i].positive;
		fp += !s[i].positive;
		if (i + 1 < n && s[i + 1].d == s[i].d)
			continue;
		f1 = f1_of(tp, fp, out->n1);
		if (f1 > out->f1) {
			out->f1 = f1;
			out->tp = tp;
			out->fp = fp;
			out->at = i + 1 < n ? (s[i].d + s[i + 1].d) / 2 : s[i].d - 1;
		}
	}
}

enum dl_status cut_best_f1(
	struct cut *out, const double *d, const bool *positive, size_t n, struct dl_err *err)
{
	struct scored *s = mem_zalloc(n, sizeof *s);

	if (!s)
		return err_nomem(err);
	*out = (struct cut){0};
	for (size_t i = 0; i < n; i++) {
		s[i] = (struct scored){d[i], positive[i]};
		out->n1 += positive[i];
		out->n0 += !positive[i];
	}
	if (n)
		qsort(s, n, sizeof *s, by_score_down);
	scan(out, s, n);
	mem_free(s);
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

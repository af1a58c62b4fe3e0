// SPDX-License-Identifier: MIT
#include "reports/stat_surprise.h"

#include "reports/stat_dist.h"

#include <math.h>

// ln P(x = 0) as a product, which loses nothing where b is huge.
static double log_none(double n, double a, double b)
{
	double sum = 0;

	for (double i = 0; i < n; i++)
		sum += log1p(-a / (a + b + i));
	return sum;
}

// ln of P(k + 1) / P(k).
static double log_step(const struct surprise *s, double n, double k, double a, double b)
{
	if (s->rho_predicted < 1e-9)
		return log((n - k) / (k + 1) * s->share / (1 - s->share));
	return log((n - k) * (k + a) / ((k + 1) * (n - k - 1 + b)));
}

static double widen(double tail, size_t weeks)
{
	tail = fmin(fmax(tail, 1e-300), 1 - 1e-16);
	return student_below(normal_quantile(tail), (double)weeks - 1);
}

// Both tails are summed as they are: 1 - P would lose the small ones.
static void judge(struct surprise *s, const struct weekly *now)
{
	double a = s->share * (1 / s->rho_predicted - 1), b = (1 - s->share) * (1 / s->rho_predicted - 1);
	double below = 0, above = 0, at = 0;
	double log_p = s->rho_predicted < 1e-9 ? now->n * log1p(-s->share) : log_none(now->n, a, b);

	for (double k = 0; k <= now->n; k++) {
		*(k < now->x ? &below : k > now->x ? &above : &at) += exp(log_p);
		if (k < now->n)
			log_p += log_step(s, now->n, k, a, b);
	}
	s->p_up = widen(above + at / 2, s->weeks);
	s->p_down = widen(below + at / 2, s->weeks);
	s->up = s->p_up <= s->p_down;
	s->p = fmin(1, 2 * fmin(s->p_up, s->p_down));
	s->score = fmax(0, -log10(s->p));
}

static bool learn(struct surprise *s, const struct weekly *baseline, size_t n)
{
	struct noise noise = noise_window(baseline, n);
	double x = 0, total = 0, pairs = 0;

	for (size_t i = 0; i < n; i++) {
		x += baseline[i].x;
		total += baseline[i].n;
		pairs += baseline[i].n * (baseline[i].n - 1);
	}
	if (!noise.measured)
		return false;
	double v = (1 + noise.rho * pairs / total) / total;

	*s = (struct surprise){.weeks = noise.weeks, .share = (x + 0.5) / (total + 1), .rho = noise.rho};
	s->rho_predicted = fmin(noise.rho + (1 - noise.rho) * v, 0.95);
	return true;
}

bool surprise_of(struct surprise *out, const struct weekly *baseline, size_t n, const struct weekly *now)
{
	if (!(now->n > 0) || !learn(out, baseline, n))
		return false;
	judge(out, now);
	return true;
}

// The outermost count between `in` (usual) and `out` whose p is at least `level`; p falls outwards.
static double edge(struct surprise *s, double total, double level, double in, double out)
{
	while (fabs(in - out) >= 1) {
		double mid = in < out ? ceil((in + out) / 2) : floor((in + out) / 2);
		struct weekly w = {mid, total};

		judge(s, &w);
		if (s->p >= level)
			in = mid;
		else
			out = mid + (in < out ? -1 : 1);
		if (in == out)
			break;
	}
	return in;
}

bool surprise_range(
	double *least, double *largest, const struct weekly *baseline, size_t n, double total, double level)
{
	struct surprise s;

	if (!(total > 0) || !learn(&s, baseline, n))
		return false;
	struct weekly middle = {floor(s.share * total), total};

	judge(&s, &middle);
	if (s.p < level)
		middle.x++;
	judge(&s, &middle);
	if (s.p < level)
		return false;
	*least = edge(&s, total, level, middle.x, 0);
	*largest = edge(&s, total, level, middle.x, total);
	return true;
}

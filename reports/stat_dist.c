// SPDX-License-Identifier: MIT
#include "reports/stat_dist.h"

#include <math.h>

#define SQRT_HALF    0.70710678118654752440
#define LOG_SQRT_2PI 0.91893853320467274178

double normal_below(double z)
{
	return erfc(-z * SQRT_HALF) / 2;
}

// Newton on ln P, which is concave: from the left it never overshoots.
double normal_quantile(double p)
{
	if (p > 0.5)
		return -normal_quantile(1 - p);
	double goal = log(p), z = -sqrt(-2 * goal);

	for (int step = 0; step < 100; step++) {
		double below = log(normal_below(z));
		double next = z + (goal - below) / exp(-z * z / 2 - LOG_SQRT_2PI - below);

		if (fabs(next - z) <= 1e-15 * (1 + fabs(z)))
			return next;
		z = next;
	}
	return z;
}

double log_beta(double a, double b)
{
	return lgamma(a) + lgamma(b) - lgamma(a + b);
}

static double away_from_zero(double x)
{
	return fabs(x) < 1e-300 ? 1e-300 : x;
}

// Lentz's evaluation of the continued fraction of I_x(a, b); it converges fast for x < (a+1)/(a+b+2).
static double beta_fraction(double x, double a, double b)
{
	double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), h = d;

	for (int i = 1; i <= 1000; i++) {
		double m = i;
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));

		d = 1 / away_from_zero(1 + even * d);
		c = away_from_zero(1 + even / c);
		h *= d * c;
		d = 1 / away_from_zero(1 + odd * d);
		c = away_from_zero(1 + odd / c);
		h *= d * c;
		if (fabs(d * c - 1) < 1e-15)
			break;
	}
	return h;
}

double beta_below(double x, double a, double b)
{
	if (x <= 0)
		return 0;
	if (x >= 1)
		return 1;
	double front = exp(a * log(x) + b * log1p(-x) - log_beta(a, b));

	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(x, a, b) / a;
	return 1 - front * beta_fraction(1 - x, b, a) / b;
}

double student_below(double t, double nu)
{
	double tail = beta_below(nu / (nu + t * t), nu / 2, 0.5) / 2;

	return t > 0 ? 1 - tail : tail;
}

double student_quantile(double p, double nu)
{
	if (p > 0.5)
		return -student_quantile(1 - p, nu);
	double low = -1, high = 0;

	while (student_below(low, nu) > p && low > -1e300)
		low *= 2;
	for (int step = 0; step < 200 && high - low > 1e-15 * fabs(low); step++) {
		double mid = (low + high) / 2;

		*(student_below(mid, nu) > p ? &high : &low) = mid;
	}
	return (low + high) / 2;
}

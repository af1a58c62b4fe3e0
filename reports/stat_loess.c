// SPDX-License-Identifier: MIT
#include "reports/stat_loess.h"

#include <math.h>

// R's limits: nothing counts from 0.999 of the bandwidth on, everything fully up to 0.001 of it.
static double tricube(double distance, double bandwidth)
{
	double u = distance / bandwidth;

	if (bandwidth <= 0 || distance < 0.001 * bandwidth)
		return 1;
	if (distance > 0.999 * bandwidth)
		return 0;
	u = 1 - u * u * u;
	return u * u * u;
}

// The points [from, to) around point `at`.
static double fit(const double *x, const double *y, const double *weight, size_t from, size_t to, size_t at)
{
	double bandwidth = fmax(x[at] - x[from], x[to - 1] - x[at]);
	double sum = 0, mean_x = 0, mean_y = 0, xx = 0, xy = 0;

	for (size_t i = from; i < to; i++) {
		double w = weight[i] * tricube(fabs(x[i] - x[at]), bandwidth);

		sum += w;
		mean_x += w * x[i];
		mean_y += w * y[i];
	}
	mean_x /= sum;
	mean_y /= sum;
	for (size_t i = from; i < to; i++) {
		double w = weight[i] * tricube(fabs(x[i] - x[at]), bandwidth);

		xx += w * (x[i] - mean_x) * (x[i] - mean_x);
		xy += w * (x[i] - mean_x) * (y[i] - mean_y);
	}
	return xx > 1e-12 * sum ? mean_y + xy / xx * (x[at] - mean_x) : mean_y;
}

void loess_line(double *out, const double *x, const double *y, const double *weight, size_t n)
{
	size_t width = n < LOESS_NEAREST ? n : LOESS_NEAREST, from = 0;

	for (size_t at = 0; at < n; at++) {
		while (from + width < n && x[at] - x[from] > x[from + width] - x[at])
			from++;
		out[at] = fmin(1, fmax(0, fit(x, y, weight, from, from + width, at)));
	}
}

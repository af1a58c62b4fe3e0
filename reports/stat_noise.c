// SPDX-License-Identifier: MIT
#include "reports/stat_noise.h"

#include <math.h>

static double clip(double rho)
{
	return rho > 0 ? fmin(rho, 0.9) : 0;
}

static struct noise assumed(size_t weeks)
{
	return (struct noise){NOISE_ASSUMED, weeks, false};
}

double design_effect(double n, double rho)
{
	return 1 + fmax(n - 1, 0) * rho;
}

struct noise noise_window(const struct weekly *w, size_t n)
{
	double x = 0, total = 0, chi = 0, room = 0;
	size_t weeks = 0;

	for (size_t i = 0; i < n; i++) {
		x += w[i].x;
		total += w[i].n;
		weeks += w[i].n > 0;
	}
	if (weeks < NOISE_WEEKS)
		return assumed(weeks);
	double p = (x + 0.5) / (total + 1);

	for (size_t i = 0; i < n; i++) {
		double miss = w[i].x - w[i].n * p;

		if (!(w[i].n > 0))
			continue;
		chi += miss * miss / (w[i].n * p * (1 - p));
		room += (w[i].n - 1) * (1 - w[i].n / total);
	}
	return (struct noise){room > 0 ? clip((chi - (double)(weeks - 1)) / room) : 0, weeks, true};
}

struct noise noise_differences(const struct weekly *w, size_t n)
{
	const struct weekly *last = NULL;
	double excess = 0, room = 0;
	size_t weeks = 0;

	for (size_t i = 0; i < n; i++) {
		if (!(w[i].n > 0))
			continue;
		weeks++;
		if (last) {
			double p = (w[i].x + last->x) / (w[i].n + last->n), v = p * (1 - p);
			double d = w[i].x / w[i].n - last->x / last->n, h = 1 / w[i].n + 1 / last->n;

			excess += v > 0 ? d * d / v - h : 0;
			room += v > 0 ? 2 - h : 0;
		}
		last = &w[i];
	}
	if (weeks < NOISE_WEEKS + 1)
		return assumed(weeks);
	return (struct noise){room > 0 ? clip(excess / room) : 0, weeks, true};
}

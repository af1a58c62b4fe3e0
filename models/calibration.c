// SPDX-License-Identifier: MIT
#include "models/calibration.h"

#include <math.h>
#include <stdlib.h>

static int by_probability(const void *a, const void *b)
{
	const struct said *x = a, *y = b;

	if (x->probability < y->probability || x->probability > y->probability)
		return x->probability < y->probability ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static struct calibration_bin bin_of(const struct said *said, size_t n)
{
	struct calibration_bin bin = {.n = n, .low = said[0].probability, .high = said[n - 1].probability};
	double sum = 0;

	for (size_t i = 0; i < n; i++) {
		sum += said[i].probability;
		bin.hits += said[i].came_true;
	}
	bin.mean = sum / (double)n;
	bin.came_in = interval_share((double)bin.hits, (double)n);
	return bin;
}

static void measure_brier(struct calibration *out, const struct said *said, size_t n)
{
	double squared = 0, base = 0;

	for (size_t i = 0; i < n; i++) {
		double miss = said[i].probability - said[i].came_true;

		squared += miss * miss;
		base += said[i].came_true;
	}
	base /= (double)n;
	out->brier = squared / (double)n;
	if (base > 0 && base < 1)
		out->skill = 1 - out->brier / (base * (1 - base));
}

void calibration_measure(struct calibration *out, struct said *said, size_t n)
{
	*out = (struct calibration){.skill = (double)NAN};
	if (!n)
		return;
	for (size_t i = 0; i < n; i++)
		said[i].order = (uint32_t)i;
	measure_brier(out, said, n);
	qsort(said, n, sizeof *said, by_probability);
	for (size_t b = 0; b < CALIBRATION_BINS; b++) {
		size_t from = b * n / CALIBRATION_BINS, to = (b + 1) * n / CALIBRATION_BINS;

		if (from == to)
			continue;
		out->bins[out->n_bins] = bin_of(said + from, to - from);
		out->ece += fabs(out->bins[out->n_bins].mean * (double)(to - from) -
				    (double)out->bins[out->n_bins].hits) /
			    (double)n;
		out->n_bins++;
	}
}

// SPDX-License-Identifier: MIT
// How far the probabilities that were said can be believed.
//
// Brier score (Brier 1950), its skill against always saying the base rate (Murphy 1973), the expected
// calibration error (Naeini et al. 2015) over bins of equal count (Nixon et al. 2019), and the reliability
// table of these bins. Pure, usable from any thread.
#ifndef MODELS_CALIBRATION_H
#define MODELS_CALIBRATION_H

#include "models/interval.h"

#include <stdbool.h>

enum { CALIBRATION_BINS = 10 };

// What was said of one thing, and whether it came true. `order` is set by calibration_measure.
struct said {
	double probability; // 0 to 1
	uint32_t order;
	bool came_true;
};

struct calibration_bin {
	uint64_t n, hits;        // n > 0
	double low, high;        // the lowest and the highest probability in it
	double mean;             // of the probabilities
	struct interval came_in; // 95 % of hits / n
};

struct calibration {
	double brier, ece; // 0 where nothing was said
	double skill;      // 1 - brier / (r (1 - r)), r the share that came true; NaN where r is 0 or 1
	size_t n_bins;     // the empty ones are left out
	struct calibration_bin bins[CALIBRATION_BINS];
};

// Sorts `said` by probability, equal ones in the order given; bin b holds the positions from b n / 10 to (b +
// 1) n / 10 - 1, rounded down. O(n log n).
void calibration_measure(struct calibration *out, struct said *said, size_t n);

#endif

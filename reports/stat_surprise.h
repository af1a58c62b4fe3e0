// SPDX-License-Identifier: MIT
// How unusual the latest week is against the weeks before it.
//
// Beta-binomial prediction (Skellam 1948) from a baseline, mid-p tails (Lancaster 1961), each widened by
// Student's t for the unknown noise. Pure, usable from any thread.
#ifndef REPORTS_STAT_SURPRISE_H
#define REPORTS_STAT_SURPRISE_H

#include "reports/stat_noise.h"

struct surprise {
	size_t weeks; // of the baseline that are not empty
	double share; // of the baseline
	double rho, rho_predicted;
	double p_up, p_down, p; // p: two-sided
	bool up;                // the smaller tail
	double score;           // -log10 p
};

// The week `now` (whole numbers) against `baseline`. False where fewer than 8 weeks of the baseline hold
// articles, or `now` holds none. O(now->n).
bool surprise_of(struct surprise *out, const struct weekly *baseline, size_t n, const struct weekly *now);

// The least and the largest count of a week of `total` articles whose p is at least `level`. False as above,
// or when no count is.
bool surprise_range(
	double *least, double *largest, const struct weekly *baseline, size_t n, double total, double level);

#endif

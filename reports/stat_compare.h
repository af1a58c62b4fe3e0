// SPDX-License-Identifier: MIT
// Two weeks, two shares, many p values. Pure, usable from any thread.
#ifndef REPORTS_STAT_COMPARE_H
#define REPORTS_STAT_COMPARE_H

#include "reports/stat_noise.h"
#include "reports/stat_share.h"

// One week's share over another's, with its 95 % interval (MOVER on Wilson limits, Donner and Zou 2012) on
// effective counts, and the score test of no change.
struct comparison {
	double ratio; // NaN where both counts are 0, infinite where the older is
	double low, high, z, p;
};

// `nu`: degrees of freedom of rho, 0 where it is assumed. False where a week is empty.
bool compare_weeks(
	struct comparison *out, const struct weekly *now, const struct weekly *then, double rho, double nu);

// The change from `then` to `now` with its interval (Zou and Donner 2008); both hold an interval of their
// own.
struct share share_change(const struct share *now, const struct share *then);

// Benjamini and Hochberg (1995): adjusts `n` p values in place; NaN is left out of the family. False when
// memory cannot be had.
bool adjust_p(double *p, size_t n);

#endif

// SPDX-License-Identifier: MIT
// Whether a series drifts one way, and by how much.
//
// Mann-Kendall's test with ties, continuity correction and a variance widened for rank autocorrelation of
// lags 1 to 3 (Mann 1945; Hamed and Rao 1998); Theil-Sen slope with its limits (Sen 1968). Pure, usable from
// any thread.
#ifndef REPORTS_STAT_TREND_H
#define REPORTS_STAT_TREND_H

#include "base/err.h"

#include <stddef.h>

enum { TREND_MOST = 2000 }; // points; of longer series the last ones are used

struct trend {
	double s, variance, factor, z, p; // factor: by which the variance was widened; p: two-sided
	double slope, low, high;          // of y for one step of x, 95 %
	double intercept;
};

// `x` ascends strictly; n >= 2. All values equal: slope 0, p 1. O(n * n). Errors: DL_ENOMEM.
enum dl_status trend_find(struct trend *out, const double *x, const double *y, size_t n, struct dl_err *err);

#endif

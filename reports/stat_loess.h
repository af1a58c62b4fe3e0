// SPDX-License-Identifier: MIT
// The drawn line of a series: local linear regression (Cleveland and Devlin 1988).
//
// Pure, usable from any thread.
#ifndef REPORTS_STAT_LOESS_H
#define REPORTS_STAT_LOESS_H

#include <stddef.h>

enum { LOESS_NEAREST = 13 };

// Fits, at each of the `n` points, a line through the 13 nearest (all, where there are fewer) with tricube
// weights times `weight`, and puts its value there into `out`, clipped to [0, 1]. `x` ascends strictly,
// weights are above 0. One point, or all weight on one: the weighted mean. O(n).
void loess_line(double *out, const double *x, const double *y, const double *weight, size_t n);

#endif

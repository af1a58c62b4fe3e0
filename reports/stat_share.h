// SPDX-License-Identifier: MIT
// Shares of articles and what may be said of them: raw, and corrected for the classifier's errors.
//
// Pure functions, usable from any thread. Counts may be fractional (effective counts); all intervals are 95
// %.
#ifndef REPORTS_STAT_SHARE_H
#define REPORTS_STAT_SHARE_H

#include <stdbool.h>
#include <stddef.h>

#define STAT_Z95 1.959963984540054

struct share {
	double value, low, high; // 0 to 1; `value` is NaN where there is no share
};

// Wilson's interval for x of n, 0 <= x <= n. n = 0: no share, [0, 1].
struct share share_wilson(double x, double n);

// The same with another quantile than that of 95 %.
struct share share_wilson_at(double x, double n, double quantile);

// A classifier's out-of-fold decisions: tp of n1 positives chosen, fp of n0 negatives chosen.
struct confusion {
	double tp, n1, fp, n0;
};

// Whether true and false positives are far enough apart (0.25 between their Wilson limits) to correct a
// share.
bool share_separable(const struct confusion *c);

// The adjusted count (CC - FPR) / (TPR - FPR) of x chosen among n, with the interval of Lang and Reiczigel
// (2014). `value` is NaN where n is 0, or the rates are equal or unknown.
struct share share_adjusted(double x, double n, const struct confusion *c);

// A Platt fit P = 1 / (1 + exp(a d + b)): inverse Hessian (AA, AB, BB), mean out-of-fold P, its derivatives.
struct platt_error {
	double a, b, c_aa, c_ab, c_bb, mean, mean_a, mean_b;
};

// The share by maximum likelihood (Saerens, Latinne, Decaestecker) from `n` decision values, with the profile
// likelihood interval, widened for the uncertainty of the calibration. n = 0: no share, [0, 1].
// False when memory cannot be had.
bool share_likely(struct share *out, const double *decision, size_t n, const struct platt_error *p);

// The share of these very articles when as much is known beforehand as `weight` further articles with the
// share `prior` (0 to 1) would tell: q maximises the likelihood times q^(weight prior) (1 - q)^(weight (1 -
// prior)), the result is the mean probability of the topic at q. With weight 0 it is the maximum likelihood
// share. n > 0. False when memory cannot be had.
bool share_borrowed(double *out, const double *decision, size_t n, const struct platt_error *p, double prior,
	double weight);

#endif

// SPDX-License-Identifier: MIT
// From decision values to probabilities and cuts.
#ifndef TRAIN_PLATT_H
#define TRAIN_PLATT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct platt {
	double a, b;                 // P = 1/(1+exp(a*d+b))
	double hessian_inverse[3];   // AA, AB, BB
	double mean, mean_a, mean_b; // mean probability over the scores, and its derivatives by a and b
};

// Platt scaling by Newton's method with backtracking (Lin, Lin and Weng 2007), targets (N1+1)/(N1+2) and
// 1/(N0+2), to a gradient of 1e-10. Any n >= 1, also without positives.
void platt_fit(struct platt *out, const double *d, const bool *positive, size_t n);

// The same from where *out is: a fit of nearly the same scores takes few steps then.
void platt_fit_near(struct platt *out, const double *d, const bool *positive, size_t n);

double platt_probability(const struct platt *p, double d);

// The cut that maximises F1 of "d > cut": midpoints of neighbouring scores, the highest on ties. Counts at
// the cut too.
struct cut {
	double at, f1;
	uint64_t tp, fp, n1, n0;
};

// Errors: DL_ENOMEM.
enum dl_status cut_best_f1(
	struct cut *out, const double *d, const bool *positive, size_t n, struct dl_err *err);

// The counts at a given cut.
struct cut cut_count(double at, const double *d, const bool *positive, size_t n);

#endif

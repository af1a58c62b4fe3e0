// SPDX-License-Identifier: MIT
// Distribution functions that the statistics stand on, with small relative error also far out in the tails.
//
// Pure, usable from any thread.
#ifndef REPORTS_STAT_DIST_H
#define REPORTS_STAT_DIST_H

// P(Z <= z) of the standard normal distribution; its inverse for 0 < p < 1, from 1e-300 on.
double normal_below(double z);
double normal_quantile(double p);

// P(T <= t) of Student's distribution with nu > 0 degrees of freedom; its inverse for 0 < p < 1.
double student_below(double t, double nu);
double student_quantile(double p, double nu);

// The regularised incomplete beta function I_x(a, b), a, b > 0, 0 <= x <= 1.
double beta_below(double x, double a, double b);

// ln B(a, b), a, b > 0.
double log_beta(double a, double b);

#endif

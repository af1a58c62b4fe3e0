// SPDX-License-Identifier: MIT
// How much more weeks differ than coin tosses do: the correlation rho within a week.
//
// Pure, usable from any thread. Moment estimators as in Kleinman (1973) and Williams (1982).
#ifndef REPORTS_STAT_NOISE_H
#define REPORTS_STAT_NOISE_H

#include <stdbool.h>
#include <stddef.h>

// One week: `x` articles of a topic of `n` articles, 0 <= x <= n.
struct weekly {
	double x, n;
};

struct noise {
	double rho;    // 0 to 0.9
	size_t weeks;  // that are not empty
	bool measured; // false: too few weeks, rho is assumed
};

#define NOISE_ASSUMED 0.015

enum { NOISE_WEEKS = 8 };

// Around one common share; needs 8 weeks that are not empty.
struct noise noise_window(const struct weekly *w, size_t n);

// From differences of neighbouring weeks, blind to slow change; needs 9.
struct noise noise_differences(const struct weekly *w, size_t n);

// The factor by which rho widens the variance of the share of `n` articles.
double design_effect(double n, double rho);

#endif

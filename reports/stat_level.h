// SPDX-License-Identifier: MIT
// Whether a series keeps its level, drifts, or steps from one level to another.
//
// Quasi-binomial costs on effective counts. Steps: the exact optimum over all segmentations (optimal
// partitioning, Jackson et al. 2005), a change costs 3 ln T. Drift: a logistic line, costs 1.5 ln T. Weeks in
// bursts are to be taken out first (count and total 0).
#ifndef REPORTS_STAT_LEVEL_H
#define REPORTS_STAT_LEVEL_H

#include "base/err.h"
#include "reports/stat_noise.h"

enum { LEVEL_WEEKS = 26, LEVEL_SEGMENT = 13 };

struct levels {
	size_t n;
	size_t *changes; // first weeks of new levels, ascending; mem_free
	double cost;
};

// `rho` NaN: from differences; `beta` NaN: 3 ln n. Segments of at least `segment` weeks. O(n * n). Errors:
// DL_ENOMEM.
enum dl_status levels_find(struct levels *out, const struct weekly *w, size_t n, double rho, double beta,
	size_t segment, struct dl_err *err);

enum shape_kind { SHAPE_LEVEL, SHAPE_TREND, SHAPE_STEPS };

struct shape {
	enum shape_kind kind;
	double level, trend, steps; // costs; NaN: no line fits, no change was found
	double slope, slope_error;  // of the logit a week, with its standard error; NaN without a line
	struct levels levels;
};

// The cheapest of the three. Errors: DL_ENOMEM. Release with `mem_free(out->levels.changes)`.
enum dl_status shape_find(struct shape *out, const struct weekly *w, size_t n, struct dl_err *err);

#endif

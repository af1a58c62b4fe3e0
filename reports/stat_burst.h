// SPDX-License-Identifier: MIT
// Hot phases of a topic: Kleinberg's (2003) batched two-state automaton, with a local level, weeks that vary
// more than coin tosses do, and a dearer way in.
//
// State 0 is the local median share (13 weeks to both sides), state 1 twice that. The least-cost path is
// exact; ties go to state 0, so that bursts neither begin nor end on an empty week.
#ifndef REPORTS_STAT_BURST_H
#define REPORTS_STAT_BURST_H

#include "base/err.h"
#include "reports/stat_noise.h"

enum { BURST_WEEKS = 13 };

struct burst {
	size_t from, to; // weeks, inclusive
	double strength; // log likelihood gained over state 0
};

struct bursts {
	size_t n;
	struct burst *items; // mem_free
	double cost;         // of the path, against the path without bursts
};

// `rho`: NaN estimates it from differences. Fewer than 13 weeks give no bursts. O(n). Errors: DL_ENOMEM.
enum dl_status bursts_find(
	struct bursts *out, const struct weekly *w, size_t n, double rho, struct dl_err *err);

#endif

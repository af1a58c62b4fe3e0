// SPDX-License-Identifier: MIT
// What the weeks of a topic say, and what may be said of them (reports/stat_*.h hold the formulas). Internal
// to reports/.
#ifndef REPORTS_ANALYSIS_H
#define REPORTS_ANALYSIS_H

#include "reports/stat_burst.h"
#include "reports/stat_compare.h"
#include "reports/stat_level.h"
#include "reports/stat_mix.h"
#include "reports/stat_share.h"
#include "reports/stat_surprise.h"
#include "reports/stat_trend.h"

struct report;

// How much history a statement needs, in complete weeks.
enum { NEED_LAST = 2, NEED_BASELINE = 8, NEED_LINE = 8, NEED_BURSTS = 13, NEED_SHAPE = 26, NEED_YEAR = 56 };
enum { BASELINE_WEEKS = 26, YEAR_WEEKS = 52, YEAR_POOL = 4 };

// Which statements the data allow.
struct gates {
	bool share, corrected, last, noise_measured, surprise, bursts, line, shape, year;
};

// `weeks`: complete ones so far; `baseline`: usable ones before the latest; `now` articles in the latest.
struct gates gates_of(size_t weeks, size_t baseline, size_t now, bool error_rates, bool separable);

// One topic. Only weeks are analysed; of days and months everything is absent.
struct topic_analysis {
	struct gates gates;
	size_t baseline; // weeks that the surprise is judged by
	struct noise noise;
	struct burst *bursts; // weeks are places in the report's periods
	size_t n_bursts;
	struct shape shape; // valid if gates.shape; the changes are places in the report's periods
	bool have_trend;
	struct trend trend; // of the shares outside bursts, for one week
	bool have_surprise;
	struct surprise surprise;
	double surprise_p; // adjusted over all topics of the report
	bool have_last;
	struct comparison last; // the latest week against the one before
	double last_p;          // adjusted over all topics
	struct share change;    // in points, corrected where both are; value NaN where there is none
	bool have_year;
	struct comparison year; // the last four weeks against those 52 weeks earlier
	bool have_mix;
	struct mix mix; // the latest week against the twelve before
};

// Fills r->analysis and the normal ranges. Errors: DL_ENOMEM.
enum dl_status report_analyse(struct report *r, struct dl_err *err);
void report_analysis_release(struct report *r);

// The share of the stories of topic `k` in the periods `from` to `to`, both included, corrected where it can
// be; without the periods for which `skip` is true (NULL: none). *periods: how many were counted.
enum dl_status report_pooled(struct share *out, size_t *periods, const struct report *r, size_t k,
	size_t from, size_t to, const bool *skip, struct dl_err *err);

#endif

// SPDX-License-Identifier: MIT
// The numbers of a report: periods in order, for each the articles, the stories and every topic's share.
// Internal to reports/.
#ifndef REPORTS_SERIES_H
#define REPORTS_SERIES_H

#include "base/arena.h"
#include "reports/report.h"
#include "reports/stat_share.h"

struct topic_point {
	size_t count;           // articles of the topic
	struct share raw;       // Wilson interval
	struct share corrected; // value NaN where it is not corrected
	size_t gold;            // of `count`, by label
	double smooth;          // the drawn line at this period (stat_loess.h), NaN where there is none
	double *decision;       // of the unlabelled articles, while building
	size_t n_decision, cap;
};

struct period {
	int32_t from, to; // inclusive days
	char key[16];     // "2015-W26", "2015-06-24", "2015-06"
	bool complete;    // all its days lie between the first and the last article
	size_t articles, stories, abstained;
	struct topic_point *topics;
};

struct report {
	struct arena mem;
	struct report_options o;
	size_t n_topics;
	const char **topics;
	bool *shown;              // topics asked for
	const char **uncorrected; // why a topic is not corrected; NULL: it is
	struct platt_error *platt;
	bool have_model;
	bool have_line; // enough periods for a drawn line
	int32_t from, to;
	struct period *periods;
	size_t n_periods;
	size_t articles, undated, outside;
	struct str *findings;
	size_t n_findings;
	const char *model;
};

// The period that holds `day`, its first and last day and its key.
void period_of(struct period *out, enum report_period kind, int32_t day);

// The share to show first: corrected where it is, else as counted.
struct share report_share(const struct period *p, size_t topic);

// Shares, intervals and findings once all articles are in.
enum dl_status report_finish(struct report *r, struct dl_err *err);

// The latest complete period with articles; n_periods if none.
size_t report_latest(const struct report *r);

#endif

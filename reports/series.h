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

struct report_source {
	struct str name; // "": not named
	size_t articles;
	uint32_t *counts; // one a period
};

struct report_term {
	struct str text;
	size_t stories; // of the topic in that period that have it
	double z;       // how far it sets the period apart (stat_terms.h)
};

struct report_article {
	struct str id, title, url, source;
	int32_t day;
	size_t copies; // articles of the story in that period
};

enum { EVIDENCE_MOST_TERMS = 8, EVIDENCE_MOST_ARTICLES = 3 };

// What stands behind a topic in the latest complete period.
struct topic_evidence {
	size_t stories;
	struct report_term terms[EVIDENCE_MOST_TERMS];
	size_t n_terms;
	struct report_article articles[EVIDENCE_MOST_ARTICLES];
	size_t n_articles;
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
	struct report_source *sources; // most articles first
	size_t n_sources;
	struct topic_evidence *evidence; // one a topic; NULL: the texts could not be read again
	struct str *findings;
	size_t n_findings;
	const char *model;
	const char *model_name, *model_made; // its path as given, when; NULL: not known
	size_t model_documents;
	struct confusion *errors; // out of fold, one a topic; NULL: not known
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

// SPDX-License-Identifier: MIT
// The numbers of a report: periods in order, for each the articles, the stories and every topic's share.
// Internal to reports/.
#ifndef REPORTS_SERIES_H
#define REPORTS_SERIES_H

#include "base/arena.h"
#include "base/hash.h"
#include "reports/analysis.h"
#include "reports/findings.h"
#include "reports/report.h"
#include "reports/stat_drift.h"
#include "reports/stat_share.h"

struct topic_point {
	size_t count;           // articles of the topic
	size_t stories;         // stories of the topic: shares are theirs
	struct share raw;       // as classified, Wilson interval
	struct share corrected; // value NaN where it is not corrected
	double weighted;        // mean probability (1 or 0 where labelled), NaN where there is no share
	double sum;             // of the probabilities
	size_t gold;            // of `stories`, by label
	double normal_low, normal_high; // the usual range of the share shown, of weeks; NaN where not known
	double smooth;    // the drawn line at this period (stat_loess.h), NaN where there is none
	double likely;    // the unlabelled stories by maximum likelihood alone, NaN: not corrected
	double *decision; // of the unlabelled stories
	size_t n_decision, cap;
};

struct period {
	int32_t from, to;         // inclusive days
	char key[16];             // "2015-W26", "2015-06-24", "2015-06"
	bool complete;            // all its days lie between the first and the last article
	size_t articles, stories; // a story counts once, at its earliest article
	size_t abstained;         // articles that could not be classified, not in `articles`
	double unknown; // sum over `judged` articles: the share of their words that the model does not know
	size_t judged;
	struct topic_point *topics;
};

struct report_source {
	struct str name; // "": not named
	size_t articles;
	uint32_t *counts; // one a period
	// Stories of the periods from r->mix_from on, and those of each topic: topics[place * n_topics +
	// topic].
	uint32_t *stories, *topics;
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

// Of a topic: the bins of the out-of-fold decision values in training.
struct drift_bins {
	bool known;
	double edge[DRIFT_BINS - 1], positives[DRIFT_BINS], negatives[DRIFT_BINS];
};

// How far the latest complete periods have moved away from what the model learned.
struct report_drift {
	size_t from, to; // the first and last of those periods; n_periods: there are none
	size_t articles; // unlabelled ones of those periods; too few: nothing can be told
	struct word_drift words;
	struct misfit *misfit; // one a topic; NULL: not known
	bool *have_misfit;
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
	double unseen;                 // share of unknown words to be expected, NaN: not known
	const struct drift_bins *bins; // one a topic, NULL: not known
	size_t retrained; // the period in which the model was made; n_periods: before, after or not known
	struct report_drift drift;
	bool have_line; // enough periods for a drawn line
	int32_t from, to;
	struct period *periods;
	size_t n_periods;
	size_t articles, stories, labelled, undated;
	size_t outside;          // before or after the period asked for
	size_t unclassifiable;   // the model abstained
	size_t unclassified;     // the model has not seen them
	size_t converted, moved; // days made from an instant in UTC by o.tz; of these, other days than in UTC
	size_t mix_from, n_mix;  // periods whose sources are known by topic
	struct report_source *sources; // most articles first
	size_t n_sources;
	struct topic_evidence *evidence; // one a topic; NULL: the texts could not be read again
	struct topic_analysis *analysis; // one a topic
	struct finding *findings;        // warnings first
	size_t n_findings;
	char snapshot[HASH_ID_LEN + 1]; // of all that was counted and how: equal input and options, equal id
	const char *model;
	const char *model_name, *model_made; // its path as given, when; NULL: not known
	size_t model_documents;
	struct confusion *errors; // out of fold, one a topic; NULL: not known
	struct confusion *audit;  // of the reviewed random sample, one a topic; NULL: not known
};

// Sets r->snapshot, from everything that report_json prints. Errors: DL_ENOMEM.
enum dl_status report_sign(struct report *r, struct dl_err *err);

// The period that holds `day`, its first and last day and its key.
void period_of(struct period *out, enum report_period kind, int32_t day);

// The share to show first: corrected where it is, else as counted.
struct share report_share(const struct period *p, size_t topic);

// A classified share brought to the scale of corrected ones: (y - FPR) / (TPR - FPR), clipped.
double report_straighten(const struct report *r, size_t topic, double share);

// The share of `stories` of which `gold` are positive by label and `open` have the corrected share `likely`.
struct share share_with_gold(size_t stories, size_t gold, size_t open, struct share likely);

// Shares, intervals and findings once all articles are in.
enum dl_status report_finish(struct report *r, struct dl_err *err);

// The latest complete period with articles; n_periods if none.
size_t report_latest(const struct report *r);

// The last complete period, with articles or without; n_periods if none.
size_t report_last_complete(const struct report *r);

#endif

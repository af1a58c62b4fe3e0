// SPDX-License-Identifier: MIT
// What a report has to say: each finding and warning with its numbers and as an English sentence. Internal to
// reports/.
#ifndef REPORTS_FINDINGS_H
#define REPORTS_FINDINGS_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "reports/stat_share.h"

struct report;
struct topic_evidence;

enum finding_kind {
	FINDING_SURPRISE,       // the latest week is unusual: now, then, periods, p, up
	FINDING_BURST,          // a hot phase: from, to, now, then, periods, strength, ongoing
	FINDING_LEVEL,          // a lasting step at `from`: now, then, periods, up
	FINDING_TREND,          // slope (points of share a year), p, up, so_far
	FINDING_NOTHING,        // nothing notable in `from`
	FINDING_TOO_EARLY,      // `periods` of history are too few
	FINDING_WEEKS_ONLY,     // a report of days or months
	WARNING_FEW,            // count
	WARNING_UNDATED,        // count
	WARNING_UNCLASSIFIABLE, // count: the model abstained
	WARNING_UNCLASSIFIED,   // count: the model has not seen them
	WARNING_GAP, // count of complete periods without any article; from, to: the last such stretch
	WARNING_SOURCE_SILENT, // source, from
	WARNING_UNCORRECTED,   // topic
	// from, to: the latest 8 complete periods with stories
	WARNING_DRIFT_WORDS,  // now: share of unknown words, then: what is to be expected; up: train again
	WARNING_DRIFT_SCORES, // topic, p: its scores are no mixture of those of training
	WARNING_DISAGREE,     // topic, now, then: the two corrections
	WARNING_AUDIT,        // topic, count of audited articles about it, now, then: the part that was found
	WARNING_RETRAINED,    // from: the model was made in that period
	FINDING_KINDS
};

struct finding {
	enum finding_kind kind;
	bool warning;
	size_t topic;           // number; the number of topics where it is about none
	size_t from, to;        // periods; the number of periods where it is about none
	struct share now, then; // corrected where it can be; value NaN where there is none
	size_t periods;         // behind `then`
	double p;               // adjusted over all topics; NaN where there is none
	double strength;        // bursts: log likelihood gained; surprises: -log10 p
	bool up, ongoing, so_far;
	bool mostly_mix;    // more of the change comes from another mix of sources
	struct share slope; // of a trend, a year
	size_t count;
	struct str source;
	struct str text;
	struct topic_evidence *evidence; // of the report; NULL: none, or the texts could not be read again
};

// A finding of no numbers yet; `from` and `to` are periods.
struct finding finding_of(enum finding_kind kind, size_t topic, size_t from, size_t to);

// Appends to r->findings with its English sentence; releases `text`.
enum dl_status finding_add(struct report *r, struct finding *f, struct buf *text, struct dl_err *err);

// Appends what the report must be read with; `at`: the latest complete period with stories.
enum dl_status report_warn(struct report *r, size_t at, struct dl_err *err);

// Fills r->findings, from r->analysis. Errors: DL_ENOMEM.
enum dl_status report_find(struct report *r, struct dl_err *err);

// The kind's name in JSON: "surprise", "burst" ...
const char *finding_name(enum finding_kind kind);

#endif

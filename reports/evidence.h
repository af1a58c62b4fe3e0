// SPDX-License-Identifier: MIT
// From the articles of a stretch of periods and of the twelve periods before it: the terms that set the
// stories of a topic apart and the articles that stand for them (stat_terms.h). Internal to reports/.
//
// Stories count, not articles: of several with the same number the first one met. Bounded: at most 3000
// stories of the stretch and as many of the periods before, 4000 terms of a story; of a long stretch its
// first periods, up to 3000 articles.
#ifndef REPORTS_EVIDENCE_H
#define REPORTS_EVIDENCE_H

#include "reports/series.h"

struct evidence_article {
	struct str id, title, url, source, text;
	int32_t day;
	int64_t story;
	const double *probability; // one a topic
	const bool *chosen;
};

struct evidence {
	struct report *r;
	size_t topic;         // n_topics: every one
	int32_t since, until; // days of the stretch
	int32_t from, to;     // days of the periods before it
	struct gathered *g;
};

// Of the periods `first` to `last`, both included. Whatever it returns: evidence_release.
enum dl_status evidence_start(
	struct evidence *e, struct report *r, size_t first, size_t last, size_t topic, struct dl_err *err);
enum dl_status evidence_period(struct evidence *e, const struct evidence_article *a, struct dl_err *err);
enum dl_status evidence_before(struct evidence *e, const struct evidence_article *a, struct dl_err *err);

// One a topic of the report, or the one of `topic`; in the report's memory.
enum dl_status evidence_finish(struct topic_evidence **out, struct evidence *e, struct dl_err *err);
void evidence_release(struct evidence *e);

enum { EVIDENCE_MOST_FINDINGS = 8 };

// Of a whole report: the latest complete period with all topics, and the periods of each finding (the first
// EVIDENCE_MOST_FINDINGS of them). Every article of item i's stretch goes to evidence_period, then every one
// of the periods before it to evidence_before.
struct evidence_set {
	struct evidence items[EVIDENCE_MOST_FINDINGS + 1];
	struct finding *of[EVIDENCE_MOST_FINDINGS + 1]; // NULL: the latest period
	size_t n;                                       // 0: there is no complete period
};

enum dl_status evidence_set_start(struct evidence_set *s, struct report *r, struct dl_err *err);

// Fills r->evidence and the findings' own.
enum dl_status evidence_set_finish(struct evidence_set *s, struct report *r, struct dl_err *err);
void evidence_set_release(struct evidence_set *s);

#endif

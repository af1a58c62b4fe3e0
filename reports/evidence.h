// SPDX-License-Identifier: MIT
// From the articles of the latest complete period and of the twelve before it: the terms and the articles
// that stand behind each topic (stat_terms.h). Internal to reports/.
//
//     evidence_start(&e, r, &err);
//     for each article of the period: evidence_period(e, &a, &err);
//     for each article of [e->from, e->to]: evidence_before(e, &a, &err);
//     evidence_finish(e, &err);   // fills r->evidence
//     evidence_free(e);
//
// Stories count, not articles: of several with the same number the first one met. Bounded: at most 3000
// stories of the period and as many of the periods before, 4000 terms of a story.
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
	size_t at;        // the latest complete period
	int32_t from, to; // days of the periods before it that are compared
	struct gathered *g;
};

// DL_ENOTFOUND where there is no complete period.
enum dl_status evidence_start(struct evidence *e, struct report *r, struct dl_err *err);
enum dl_status evidence_period(struct evidence *e, const struct evidence_article *a, struct dl_err *err);
enum dl_status evidence_before(struct evidence *e, const struct evidence_article *a, struct dl_err *err);
enum dl_status evidence_finish(struct evidence *e, struct dl_err *err);
void evidence_release(struct evidence *e);

#endif

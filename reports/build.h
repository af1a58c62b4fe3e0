// SPDX-License-Identifier: MIT
// What the two ways into a report share. Internal to reports/.
#ifndef REPORTS_BUILD_H
#define REPORTS_BUILD_H

#include "reports/coverage.h"
#include "reports/series.h"

struct entry {
	int32_t day;
	int64_t story;
	uint32_t order;  // as they came
	uint32_t source; // number in the build's sources
	bool labelled;
	double unknown;            // share of its words that the model does not know, NaN: not known
	bool copy;                 // of a story that an earlier entry stands for
	const double *probability; // one a topic
	const bool *chosen;
};

struct build {
	struct report *r;
	struct entry *entries;
	size_t n, cap;
	struct source_set sources;
};

// Sorts the entries by day and makes the periods. DL_ENOTFOUND where there are none.
enum dl_status build_finish(struct build *b, struct dl_err *err);

// The day that an article counts for: as printed, or of its instant in UTC by the report's clock. The second
// notes which of the two it was.
int32_t build_day(const struct report *r, int32_t printed, bool in_utc, int64_t instant);
void build_count_day(struct report *r, int32_t printed, int32_t day, bool in_utc);

// Whether the options name this topic, or none at all.
bool build_asked_for(const struct report_options *o, const char *topic);

// DL_ENOTFOUND for a topic of the options that is unknown.
enum dl_status build_check_topics(const struct report *r, struct dl_err *err);

// An entry with room for its topics, from the report's memory; NULL when memory is short.
struct entry *build_add(struct build *b, double **probability, bool **chosen);

#endif

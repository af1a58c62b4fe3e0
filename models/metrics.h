// SPDX-License-Identifier: MIT
// Precision, recall, F1 and their kin from gold and chosen topics.
#ifndef MODELS_METRICS_H
#define MODELS_METRICS_H

#include "base/err.h"
#include "base/json.h"

#include <stdint.h>

struct topic_metrics {
	uint64_t tp, fp, fn, support;
	double precision, recall, f1; // 0 where the ratio is 0/0
	double brier;                 // sum of squared errors while adding, mean after metrics_finish
};

enum { CALIBRATION_BINS = 10 };

struct metrics {
	size_t n_topics;
	struct topic_metrics *topics;
	uint64_t *confusion;       // n_topics+1 squared, gold x chosen, the last is "none"; first gold topic
				   // against first chosen
	uint64_t documents, right; // right: all topics of the article right
	double micro_f1, macro_f1; // macro over topics with support
	double accuracy, brier, ece;
	// Reliability over all topics: probabilities in ten equal-width bins.
	struct {
		uint64_t n, hits;
		double sum; // of probabilities
	} bins[CALIBRATION_BINS];
};

// Errors: DL_ENOMEM.
enum dl_status metrics_init(struct metrics *m, size_t n_topics, struct dl_err *err);
void metrics_release(struct metrics *m);

// One article: gold[k], chosen[k] and, if not NULL, probability[k] for each topic.
void metrics_add(struct metrics *m, const bool *gold, const bool *chosen, const double *probability);

// Computes the ratios from the counts.
void metrics_finish(struct metrics *m);

// "topics":{topic:{precision,recall,f1,support}},"micro_f1","macro_f1","accuracy" into an open object.
void metrics_json(struct json *j, const struct metrics *m, const char *const *names);

#endif

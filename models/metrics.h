// SPDX-License-Identifier: MIT
// Precision, recall, F1 and their kin from gold and chosen topics.
#ifndef MODELS_METRICS_H
#define MODELS_METRICS_H

#include "base/err.h"
#include "base/json.h"
#include "models/calibration.h"
#include "models/interval.h"

#include <stdbool.h>
#include <stdint.h>

struct topic_metrics {
	uint64_t tp, fp, fn, support;
	double precision, recall, f1;                   // 0 where the ratio is 0/0
	struct calibration said;                        // by its probabilities; nothing where none were given
	struct interval precision_in, recall_in, f1_in; // 95 %, models/interval.h
};

enum { FEW_POSITIVES = 10 };

struct metrics {
	size_t n_topics;
	struct topic_metrics *topics;
	uint64_t *confusion;       // n_topics+1 squared, gold x chosen, the last is "none"; first gold topic
				   // against first chosen
	uint32_t *joint;           // outcomes that come together, as in struct joint_outcomes
	uint32_t *outcomes;        // of the article at hand
	uint64_t documents, right; // right: all topics of the article right
	uint64_t spoken;           // articles with an outcome: a topic that is there or was chosen
	double micro_f1, macro_f1; // macro over topics with support
	double accuracy;
	struct interval micro_in, macro_in, accuracy_in;
	struct calibration said; // all decisions together
	struct said *decisions;  // as added, n_topics an article
	size_t n_decisions, cap;
	bool no_memory; // a decision could not be kept
};

// Errors: DL_ENOMEM.
enum dl_status metrics_init(struct metrics *m, size_t n_topics, struct dl_err *err);
void metrics_release(struct metrics *m);

// One article: gold[k], chosen[k] and, if not NULL, probability[k] for each topic.
void metrics_add(struct metrics *m, const bool *gold, const bool *chosen, const double *probability);

// Computes the ratios from the counts. Errors: DL_ENOMEM, also where metrics_add ran out of it.
enum dl_status metrics_finish(struct metrics *m, struct dl_err *err);

// True where a topic has so few positives (under FEW_POSITIVES) that its figures say little.
bool metrics_says_little(const struct topic_metrics *t);

// "topics":{topic:{precision,recall,f1,support}},"micro_f1","macro_f1","accuracy" into an open object, each
// but the support with its interval (f1_low, f1_high), a topic with its "brier", "brier_skill" (null: none)
// and "ece" where probabilities were given; then "warnings":[...] where topics have few positives.
void metrics_json(struct json *j, const struct metrics *m, const char *const *names);

#endif

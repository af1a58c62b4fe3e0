// SPDX-License-Identifier: MIT
// Out-of-fold decision values for every topic and every C of the grid. Internal to train/.
#ifndef TRAIN_CROSSVAL_H
#define TRAIN_CROSSVAL_H

#include "train/dataset.h"

struct crossval {
	const struct rows *rows;
	const struct train_set *set;
	const struct topic_list *topics;
	const bool *gold;    // documents x topics
	const uint8_t *fold; // one a document
	int folds;
	const double *grid; // n_grid values of C, ascending
	size_t n_grid;
	uint32_t n_terms;
	uint32_t seed;
	enum solver solver;
	int threads;
	const struct progress *progress;
	float *scores;        // n_grid x topics x documents
	size_t *first, *last; // the part of the grid that is tried, one pair a topic
	uint64_t done, to_do; // machines, for the progress report
};

// Fills the scores of folds [from, to) for each topic's part of the grid. The arrays must be there. Errors:
// DL_ENOMEM, DL_EINTERRUPT.
enum dl_status crossval_run(struct crossval *cv, int from, int to, struct dl_err *err);

// The scores of one C and topic, one a document.
float *crossval_scores(const struct crossval *cv, size_t c, size_t topic);

#endif

// SPDX-License-Identifier: MIT
// One training run up to its cross-validation. Internal to train/.
#ifndef TRAIN_JOB_H
#define TRAIN_JOB_H

#include "train/calibrate.h"
#include "train/vectorise.h"

#include <pthread.h>

// Everything of one training run.
struct job {
	struct train_set *set;
	const struct train_options *o;
	struct recipe recipe;
	bool trial; // no model will come of it
	struct topic_list topics;
	struct vectors vectors;
	struct rows rows;
	bool *gold;
	uint8_t *fold;
	struct crossval cv;
	size_t *best;               // index into the grid, one a topic
	struct model_topic *models; // one a topic
	float *weights;             // terms x topics
	uint32_t *everyone;         // 0, 1, 2, ...
	enum solver solver;
	pthread_mutex_t lock; // of `done`
	uint64_t done;
};

// Vectors, topics, folds. `j->set` and `j->o` are set, the rest is 0. Errors: those of train_run.
enum dl_status job_prepare(struct job *j, struct dl_err *err);

// C of each topic, calibration, thresholds; the out-of-fold figures go to `scores`. Errors: those of
// train_run.
enum dl_status job_cross_validate(struct job *j, struct metrics *scores, struct dl_err *err);

void job_release(struct job *j);

#endif

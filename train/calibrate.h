// SPDX-License-Identifier: MIT
// From out-of-fold scores: the C of each topic, its calibration, its threshold, and the figures to publish.
// Internal to train/.
#ifndef TRAIN_CALIBRATE_H
#define TRAIN_CALIBRATE_H

#include "models/model.h"
#include "train/crossval.h"

// best[k]: index into topic k's part of the grid, by the folds below `folds`. Many topics: highest
// out-of-fold F1 at its best cut for each topic alone; one topic an article: highest accuracy of the largest
// score, one C for all. The smaller C on ties. DL_ENOMEM.
enum dl_status choose_costs(
	size_t *best, const struct crossval *cv, int folds, bool one_topic, struct dl_err *err);

// Fills calibration, threshold and counts of topics[k], and the out-of-fold scores of the whole. One topic an
// article: the calibrations are weighed against each other (train/tilt.h).
enum dl_status calibrate(struct model_topic *topics, struct metrics *scores, const struct crossval *cv,
	const size_t *best, bool one_topic, struct dl_err *err);

#endif

// SPDX-License-Identifier: MIT
// What more labels bring: the same articles judged by models of an eighth, a quarter, a half and all of the
// rest.
#ifndef TRAIN_LEARNING_CURVE_H
#define TRAIN_LEARNING_CURVE_H

#include "train/trial.h"

enum { CURVE_POINTS = 4, CURVE_MIN = 40 };

struct curve_point {
	uint64_t articles; // that it was trained on, the mean over the folds
	struct trial trial;
};

struct learning_curve {
	struct curve_point points[CURVE_POINTS]; // smallest first, each part holds those before it
	int folds; // that were held out, one after the other, and measured together
	double p;  // how often chance alone makes as large a difference of micro-F1 between the last two
};

// Folds are dealt as for cross-validation; all of them are held out in turn where articles are few (under
// 1000), else the first alone. The parts are dealt likewise, so that stories stay together and each part has
// its share of each topic; a topic that it has not at all counts as missed. Every training chooses everything
// anew. Errors: those of train_run, DL_EINVAL for fewer than CURVE_MIN articles.
enum dl_status train_learning_curve(
	struct learning_curve *out, struct train_set *s, const struct train_options *o, struct dl_err *err);
void learning_curve_release(struct learning_curve *c);

#endif

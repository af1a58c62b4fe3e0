// SPDX-License-Identifier: MIT
// One topic an article: the topics' probabilities weighed against each other. Internal to train/.
#ifndef TRAIN_TILT_H
#define TRAIN_TILT_H

#include "models/model.h"
#include "train/crossval.h"

// Each topic's calibration was fitted as if it were alone. Where exactly one topic holds, what is said of an
// article is p_k / sum p; the tilts, one a topic and added to its log-odds, are those that make the true
// topics' shares of that sum the likeliest, with a normal prior of variance 1 on each. They move platt_b, and
// mean, mean_a, mean_b and the threshold with it, as if the topic were that much more frequent: likelihood
// ratios, with which reports count, stay as they are.
//
// `probability` (documents x topics) gets the tilted ones, not yet divided by their sum; those of each fold
// by tilts that were fitted without it. Errors: DL_ENOMEM.
enum dl_status tilt_topics(struct model_topic *topics, double *probability, const struct crossval *cv,
	const size_t *best, struct dl_err *err);

// What a tilt does to the numbers of a topic.
void tilt_topic(struct model_topic *t, double tilt);

#endif

// SPDX-License-Identifier: MIT
// Training on one part of a set and measuring on another. The measuring is train_options.measure, so that it
// can be done with the very decisions of `classify`, which train/ does not know.
#ifndef TRAIN_TRIAL_H
#define TRAIN_TRIAL_H

#include "models/paired.h"
#include "train/dataset.h"

// What models made of some articles were worth on others.
struct trial {
	struct metrics scores;
	uint64_t trained;   // articles, in all its trainings
	uint64_t abstained; // articles measured that were given up on
	uint64_t foreign;   // labels that are none of the topics measured
};

// Errors: DL_ENOMEM.
enum dl_status trial_init(struct trial *out, size_t n_topics, struct dl_err *err);
void trial_release(struct trial *t);

// The articles of `s` that `in` marks: a set of its own that borrows their texts; part_release() it before
// `s` goes. DL_ENOMEM.
enum dl_status train_set_part(
	struct train_set *out, const struct train_set *s, const bool *in, struct dl_err *err);
void part_release(struct train_set *part);

// train_run without the asked topics that no article of the part has, and without suspects.
enum dl_status trial_train(
	struct train_result *out, struct train_set *part, const struct train_options *o, struct dl_err *err);

#endif

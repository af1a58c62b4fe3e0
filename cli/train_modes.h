// SPDX-License-Identifier: MIT
// `train`: its options, and how each of its modes prints what it found.
#ifndef CLI_TRAIN_MODES_H
#define CLI_TRAIN_MODES_H

#include "cli/model_commands.h"
#include "cli/options.h"
#include "train/train.h"

struct train_args {
	const char *model, *db, *split;
	struct option_list topics;
	bool one_topic, json;
	int solver, stem, ngrams, min_df, folds, seed, threads, suspects;
	const char *cost, *features;
	struct arguments args;
};

// What a training gave, on stdout; nothing with --quiet, unless as JSON. Errors: DL_ENOMEM, DL_EIO.
enum dl_status print_training(const struct train_args *t, const struct train_result *r, const char *path,
	double seconds, struct dl_err *err);

#endif

// SPDX-License-Identifier: MIT
// Which recipe suits a corpus. Internal to train/.
#ifndef TRAIN_CHOOSE_RECIPE_H
#define TRAIN_CHOOSE_RECIPE_H

#include "train/train.h"

// Cross-validates the candidates on about 1 MB of the articles, drawn by a hash of their ids (with
// one C where they are many), and
// takes the best; `words`, the simplest and fastest, unless another is better by half a standard error of its
// score. N-grams are tried where the sample is the whole or the articles are short. Errors: those of
// train_run.
enum dl_status recipe_choose(struct recipe *out, struct recipe_trial trials[N_RECIPES], struct train_set *s,
	const struct train_options *o, struct dl_err *err);

#endif

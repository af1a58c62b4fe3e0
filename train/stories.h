// SPDX-License-Identifier: MIT
// Which articles of a training set tell the same story. Internal to train/.
#ifndef TRAIN_STORIES_H
#define TRAIN_STORIES_H

#include "train/dataset.h"

// Sets doc.story: equal for near-duplicates, by the detection that groups the store's stories
// (corpus/story_index.h) on the texts, of an article without one on the title. Neither the order of
// adding nor the threads make a difference. About
// a microsecond for every three bytes of text, on all threads. Errors: DL_ENOMEM, DL_EINTERRUPT.
enum dl_status stories_find(
	struct train_set *s, int threads, const struct progress *progress, struct dl_err *err);

#endif

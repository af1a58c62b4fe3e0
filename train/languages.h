// SPDX-License-Identifier: MIT
// Which languages a model learns from. Internal to train/.
#ifndef TRAIN_LANGUAGES_H
#define TRAIN_LANGUAGES_H

#include "base/buf.h"
#include "train/dataset.h"

// The languages of at least one article in a hundred, in byte order, a comma between. Empty where more than a
// tenth of the articles does not say its language ("" or "und"), or there are more than LANGUAGES_MAX.
// DL_ENOMEM.
enum { LANGUAGES_MAX = 24 };
enum dl_status languages_of(struct buf *out, const struct train_set *s, struct dl_err *err);

#endif

// SPDX-License-Identifier: MIT
// Learning from what came before a day, measuring on what came later: how a model fares on tomorrow's news.
#ifndef TRAIN_SPLIT_DATE_H
#define TRAIN_SPLIT_DATE_H

#include "train/trial.h"

struct date_split {
	struct train_result before; // the model, made of the articles dated before the day
	struct trial later;         // it, on those of the day and after, topics in the model's order
	uint64_t undated;           // articles left out
};

// `day` as in base/date.h. Errors: those of train_run, DL_EINVAL where one of the sides is empty.
enum dl_status train_split_date(struct date_split *out, struct train_set *s, const struct train_options *o,
	int32_t day, struct dl_err *err);
void date_split_release(struct date_split *d);

#endif

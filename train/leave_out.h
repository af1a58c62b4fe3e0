// SPDX-License-Identifier: MIT
// How a model fares on a source, or a language, that it never saw.
#ifndef TRAIN_LEAVE_OUT_H
#define TRAIN_LEAVE_OUT_H

#include "train/trial.h"

enum leave_by { LEAVE_SOURCE, LEAVE_LANG };
enum { LEAVE_MIN = 5 }; // articles: fewer are not worth a training

struct left_out {
	struct str name; // of the source or language; the set's
	uint64_t articles;
	bool tried; // false: too few articles
	struct trial trial;
};

struct leave_out {
	struct left_out *rows; // by bytes of the name
	size_t n;
	uint64_t unsaid; // articles that do not say theirs: never left out
};

// One training a source or language of at least LEAVE_MIN articles, without its articles and without those
// of others that tell the same story (stories_find); measured on its articles, on all topics of the set: one
// that cannot be learned elsewhere counts as missed. No model is kept. `s` must outlive the result. Errors:
// those of train_run, DL_EINVAL where nothing can be left out.
enum dl_status train_leave_out(struct leave_out *out, struct train_set *s, const struct train_options *o,
	enum leave_by by, struct dl_err *err);
void leave_out_release(struct leave_out *l);

#endif

// SPDX-License-Identifier: MIT
// One sitting of `dateline corpus review`: shows the articles of a queue one after the other, takes keys, and
// saves each decision at once.
#ifndef CLI_REVIEW_SESSION_H
#define CLI_REVIEW_SESSION_H

#include "classify/classify.h"
#include "corpus/store_review.h"

struct review_options {
	struct review_query query;
	bool blind, color, quiet;
	struct str rules; // the user's own, absent: those of the starter corpus
};

// `speaker` names the terms that spoke; NULL: no terms. On DL_EINTERRUPT the terminal is as it was before and
// what was decided is saved.
enum dl_status review_session(struct store *s, const struct store_model *m, const struct model *model,
	struct classifier *speaker, const struct review_options *o, struct dl_err *err);

#endif

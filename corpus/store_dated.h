// SPDX-License-Identifier: MIT
// Walks over articles with what a model said of them. Internal to corpus/.
#ifndef CORPUS_STORE_DATED_H
#define CORPUS_STORE_DATED_H

#include "corpus/store_internal.h"

// Rows about articles, in order of these, beside a walk over the articles in the same order.
struct side {
	struct query q; // column 0: the article
	bool more;      // q stands on a row ...
	int64_t at;     // ... of this article
};

// One article of store_each_dated, in memory that the next one uses again.
struct dated {
	struct store *s;
	const struct store_model *m;
	int64_t model;
	double *probability;
	bool *chosen;
	struct side *classified, *predictions; // all of the model; NULL: asked for one by one
	struct dated_topics out;
};

// Errors: DL_ENOMEM, DL_EIO. dated_end also after a failure; it turns DL_END into DL_OK.
enum dl_status dated_start(struct dated *d, struct store *s, const struct store_model *m, struct dl_err *err);
enum dl_status dated_end(struct dated *d, enum dl_status st);

// What store_each_inserted says of the articles whose row is `first` to `last`. DL_END after the last.
enum dl_status dated_walk_rows(
	struct dated *d, int64_t first, int64_t last, store_dated_fn *fn, void *payload, struct dl_err *err);

#endif

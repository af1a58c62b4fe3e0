// SPDX-License-Identifier: MIT
// The training set as vectors, its vocabulary with readable names. Internal to train/.
#ifndef TRAIN_VECTORISE_H
#define TRAIN_VECTORISE_H

#include "train/dataset.h"

struct vectors {
	struct vocab_builder *builder;
	struct vocab vocab; // lives in the builder
	const uint32_t *df;
	struct arena mem;  // of the names
	struct str *names; // one a term: the words as first seen, folded, a blank between two; no n-grams; or
			   // NULL
	struct str *stems; // one a word; NULL without n-grams or names
	struct vec *vecs;  // one a document, ids ascending
	size_t n;
	double unseen_rate; // of single words
};

// `named`: with names and stems, which only a model needs. With o->spend_texts the texts of `s` are given
// back. Errors: DL_ENOMEM, DL_EINTERRUPT, DL_EINVAL (too many terms).
enum dl_status vectors_make(struct vectors *out, struct train_set *s, const struct recipe *r, bool named,
	const struct train_options *o, struct dl_err *err);

// Gives `vecs` back.
void vectors_forget(struct vectors *v);
void vectors_release(struct vectors *v);

#endif

// SPDX-License-Identifier: MIT
// What every solver reads: the articles' vectors, where they lie. Internal to train/.
#ifndef TRAIN_ROWS_H
#define TRAIN_ROWS_H

#include "features/extract.h"

// Borrowed; may serve many threads.
struct rows {
	uint32_t n_terms;
	size_t n;
	const struct vec *vecs; // n vectors
};

#endif

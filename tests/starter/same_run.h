// SPDX-License-Identifier: MIT
// Runs of words that stand in two places of a corpus: the mark of a template or of a copied sentence.
#ifndef TESTS_SAME_RUN_H
#define TESTS_SAME_RUN_H

#include "corpus/article.h"

enum { RUN_WORDS = 8 };

struct run {
	uint64_t hash;
	size_t article;  // index of the article in the order of reading
	size_t from, to; // bytes of its text
};

// `{0}` is empty. Owns its list.
struct runs {
	struct run *list;
	size_t n, cap;
};

// Adds every run of RUN_WORDS folded words of the text. False: no memory.
bool runs_add(struct runs *r, size_t article, struct str text);

// Sorts the list and returns how many runs stand in more than one place; calls `say` for the first of each
// pair.
size_t runs_doubles(
	struct runs *r, void (*say)(void *context, const struct run *a, const struct run *b), void *context);

void runs_release(struct runs *r);

#endif

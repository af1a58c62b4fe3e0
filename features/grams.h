// SPDX-License-Identifier: MIT
// The character n-grams of a word: runs of 3 to 5 characters of "<word>", whose ends are marked.
#ifndef FEATURES_GRAMS_H
#define FEATURES_GRAMS_H

#include "base/str.h"

enum { GRAM_MIN = 3, GRAM_MAX = 5, GRAM_WORD = 64 }; // characters; of a longer word the rest has no grams

struct grams {
	char text[GRAM_WORD * 4 + 2];
	size_t start[GRAM_WORD + 3]; // of each character, and the end
	size_t n;                    // characters
	size_t at, len;              // of the next gram
};

// Starts on a word in UTF-8.
void grams_start(struct grams *g, struct str word);

// The n-gram of `len` characters from character `at` on, which must be there; a view valid as long as *g.
static inline struct str grams_at(const struct grams *g, size_t at, size_t len)
{
	return (struct str){g->text + g->start[at], g->start[at + len] - g->start[at]};
}

// The next n-gram, a view valid as long as *g; false at the end. A word can have the same n-gram twice.
bool grams_next(struct grams *g, struct str *gram);

#endif

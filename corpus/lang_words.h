// SPDX-License-Identifier: MIT
// Small words: which language's commonest words a text is made of. Internal to corpus/.
#ifndef CORPUS_LANG_WORDS_H
#define CORPUS_LANG_WORDS_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { LANG_SLOTS = 2048, LANG_MAX = 64 };

// Which languages have a word: a table from words, folded, to the set of languages. Most words of a text are
// in no list; `may_be`, by their hash, knows that of nearly all of them.
struct lang_words {
	const char *tags[LANG_MAX];
	size_t n_latin, n; // languages of Latin script come first, then those of Cyrillic script
	uint64_t may_be[LANG_SLOTS / 64];
	struct {
		uint64_t a, b;  // short_word
		uint64_t langs; // 0: empty slot
	} slots[LANG_SLOTS];
};

void lang_words_open(struct lang_words *w);

// The language that has most of the text's first words; NULL where two have as many, unless one is English.
// *sure: it has enough of them, and well more than the second.
const char *lang_by_words(const struct lang_words *w, bool latin, struct str text, bool *sure);

#endif

// SPDX-License-Identifier: MIT
// Small words: which language's commonest words a text is made of. Internal to corpus/.
#ifndef CORPUS_LANG_WORDS_H
#define CORPUS_LANG_WORDS_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { LANG_SLOTS = 4096, LANG_MAX = 64, LANG_WORDS = 1024 };

// A small word as a number, and the set of the languages that have it.
struct lang_word {
	uint64_t key, langs;
};

// Which languages have a word: the words in the order of their slots; word 0 and the last are none.
struct lang_words {
	const char *tags[LANG_MAX];
	size_t n_latin, n; // languages of Latin script come first, then those of Cyrillic script
	size_t n_words;
	uint16_t at[LANG_SLOTS]; // the first word of a slot; 0: none
	struct lang_word words[LANG_WORDS];
};

void lang_words_open(struct lang_words *w);

// LIKELY: it is English by further words too, which is as good as what libexttextcat has to say.
enum lang_certain { LANG_UNSURE, LANG_LIKELY, LANG_SURE };

// The language that has most of the text's first words; NULL where two have as many, unless one is English.
// SURE: it has enough of them, and well more than the second. `plain`: all of its letters are ASCII.
const char *lang_by_words(
	const struct lang_words *w, bool latin, bool plain, struct str text, enum lang_certain *certain);

#endif

// SPDX-License-Identifier: MIT
// Words: the one definition of a word in the project (features, stories, terms of a report).
//
// A word is a longest run of Unicode letters, marks and decimal digits. Its folded form is NFC and
// case-folded (utf8proc), with Latin look-alikes inside Cyrillic words made Cyrillic ("cтрана" with a Latin
// c).
//
//     struct words w;
//     words_start(&w, text);
//     while (words_next(&w)) use(w.surface, w.folded);
#ifndef FEATURES_WORDS_H
#define FEATURES_WORDS_H

#include "base/str.h"

#include <stdint.h>

enum { WORD_MAX = 96 }; // bytes of the folded form; of a longer word the rest is passed over

// Thread rule: one thread a struct. Nothing is allocated.
struct words {
	struct str text;
	size_t at;
	struct str surface; // the word as it stands, a view into `text`
	struct str folded;  // valid until the next call, at most WORD_MAX bytes
	bool broke;         // a full stop, ! or ? stood between this word and the one before
	char store[WORD_MAX + 4];
};

// Starts on `text` (UTF-8; bad bytes separate words).
void words_start(struct words *w, struct str text);

// Whether a character is part of words: a letter, a mark or a decimal digit.
bool words_is_letter(uint32_t cp);

// The next word; false at the end.
bool words_next(struct words *w);

#endif

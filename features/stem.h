// SPDX-License-Identifier: MIT
// Stemming by language through libstemmer.
#ifndef FEATURES_STEM_H
#define FEATURES_STEM_H

#include "base/err.h"
#include "base/str.h"

// The stemmers of one thread, each opened when first needed. `{0}` is valid.
struct stemmers {
	void *by_lang[16];
	bool missing[16];
};

// The number of the stemmer for a BCP 47 tag ("en", "ru-RU"); -1 where there is none (the word stays as it
// is).
int stem_lang(struct str tag);

// The stem of a folded word, valid until the next call; the word itself where `lang` is -1 or memory is
// short.
struct str stem_word(struct stemmers *s, int lang, struct str word);

void stemmers_release(struct stemmers *s);

#endif

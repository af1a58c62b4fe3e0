// SPDX-License-Identifier: MIT
// A vocabulary learned from texts given one by one, for tests of the ways from text to terms.
#ifndef TESTS_LEARN_H
#define TESTS_LEARN_H

#include "features/extract.h"
#include "features/stem.h"

// All texts are given twice: first for their words, then, after vocab_builder_settle and with `pairs`, for
// their pairs.
struct learned {
	struct recipe recipe;
	struct stemmers stemmers;
	struct vocab_builder *builder;
	struct vocab vocab;
	const uint32_t *df; // of each term
	double articles;    // that were learned from
	bool pairs;
	uint32_t before; // the known word before in the sentence
};

static inline enum dl_status learn_word(void *payload, const struct running_word *w, struct dl_err *err)
{
	struct learned *l = payload;
	uint32_t before = w->broke ? VOCAB_NONE : l->before;

	l->before = before;
	if (!w->term)
		return DL_OK;
	if (!l->pairs)
		return vocab_builder_word(l->builder, w->stem, !w->field, err);
	l->before = vocab_builder_known(l->builder, vocab_key(w->stem));
	if (before == VOCAB_NONE || l->before == VOCAB_NONE)
		return DL_OK;
	return vocab_builder_pair(l->builder, before, l->before, err);
}

static inline enum dl_status learn_article(
	struct learned *l, struct str title, struct str text, struct str lang, struct dl_err *err)
{
	vocab_builder_article(l->builder);
	l->articles += !l->pairs;
	l->before = VOCAB_NONE;
	return each_word(&l->stemmers, l->recipe.stem, title, text, lang, learn_word, l, err);
}

static inline void unlearn(struct learned *l)
{
	vocab_builder_free(l->builder);
	stemmers_release(&l->stemmers);
}

#endif

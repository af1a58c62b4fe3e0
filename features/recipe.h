// SPDX-License-Identifier: MIT
// The recipe: every option that decides how a text becomes a vector. It travels inside the model, so that
// training and classifying cannot differ.
#ifndef FEATURES_RECIPE_H
#define FEATURES_RECIPE_H

#include <stdint.h>

struct recipe {
	uint32_t ngrams;      // longest run of words that is a term: 1 or 2
	uint32_t stem;        // 1: Snowball stemming by the article's language; 0: none
	uint32_t title;       // how often the title's words count among the body's: 0 (not at all) to 8
	uint32_t title_terms; // 1: the title's words are terms of their own besides
	uint32_t grams;  // 1: the character n-grams of words are terms too, so that words never seen speak
	uint32_t min_df; // a term must stand in at least so many training articles: 1 and up
};

#define RECIPE_DEFAULT                                                                                       \
	((struct recipe){.ngrams = 2, .stem = 1, .title = 2, .title_terms = 1, .grams = 0, .min_df = 2})

#endif

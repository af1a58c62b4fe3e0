// SPDX-License-Identifier: MIT
// What an extractor is made of: the counts of the article at hand. Internal to features/.
#ifndef FEATURES_EXTRACTOR_H
#define FEATURES_EXTRACTOR_H

#include "features/extract.h"
#include "features/lexicon.h"
#include "features/forms.h"
#include "features/pairs.h"
#include "features/scan.h"
#include "features/words.h"

// MOST_IDS: room for the words of one
// filling of runs, each with an end of sentence before it.
enum { N_TF = 256, MAX_FORM = 4 * WORD_MAX, MOST_IDS = 512 };

// A word of the article at hand that the vocabulary lacks and the table of forms has no room for.
struct stray {
	uint64_t form; // its hash
	uint32_t article, id;
};

struct extractor {
	struct recipe recipe;
	const struct vocab *v;
	const struct scan_way *way;
	struct forms forms;
	struct lexicon *lexicon, *own_lexicon; // NULL: not yet made; another's
	struct form_table *tables[N_LANGS];
	double tf[N_TF]; // 1 + ln i

	// Numbers: the terms, "no word", the unknown forms of the table, the strays of the article.
	uint32_t no_word, first_unknown, first_stray;
	uint32_t *counts; // of each number in the article at hand; all 0 between articles, but not of no_word
	uint32_t *touched; // the numbers that are not 0, in order of first appearance
	size_t n_touched, counts_cap, touched_cap;
	double *gram_sums;    // of each n-gram; all 0 between articles
	uint32_t *word_parts; // training only: where each word's n-grams begin
	struct stray *strays; // open addressing
	size_t n_stray_slots, n_strays, *stray_list, stray_cap;
	uint32_t *stray_parts; // of each: as of the unknown forms of a table
	float *stray_sums;
	size_t stray_parts_cap, stray_sums_cap;
	uint32_t article, words;

	// of the field at hand
	int lang;
	struct form_table *table;
	uint32_t times;
	bool title;
	uint32_t ids[MOST_IDS]; // words to be counted, behind the last one that was
	size_t n_ids;
};

// Counts the terms of a field, each word `times` times. DL_ENOMEM.
enum dl_status count_field(
	struct extractor *x, struct str text, bool title, uint32_t times, struct dl_err *err);

// The number of a word that the vocabulary and the table of forms lack; `form` is its hash, `parts` where its
// n-grams begin. DL_ENOMEM.
enum dl_status stray_id(uint32_t *id, struct extractor *x, uint64_t form, uint32_t parts, struct dl_err *err);

#endif

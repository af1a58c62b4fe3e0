// SPDX-License-Identifier: MIT
// What evidence.c gathers and evidence_rank.c ranks.
#ifndef REPORTS_EVIDENCE_INTERNAL_H
#define REPORTS_EVIDENCE_INTERNAL_H

#include "reports/evidence.h"

enum { MOST_STORY_TERMS = 4000, SEEN_SLOTS = 1 << 14 };

struct term {
	uint64_t hash;
	struct str text;
	uint32_t stories; // of the period, all topics
	bool pair;
};

struct story {
	int64_t number;
	struct report_article article;
	double *probability;
	bool *chosen;
	size_t first, n; // its terms in the pool
};

// The terms of one story, each once.
struct seen {
	uint64_t hash[SEEN_SLOTS];
	uint32_t story[SEEN_SLOTS]; // in which story the slot was last used
	uint32_t current;
	size_t n;
};

struct gathered {
	struct arena mem;
	struct seen seen;
	struct term *terms;
	size_t n_terms, cap_terms;
	uint32_t *slots; // hash table of terms + 1
	size_t n_slots;
	uint32_t *pool;
	size_t n_pool, cap_pool;
	struct story *stories;
	size_t n_stories, cap_stories;
	int64_t *before; // hash set of the stories of the periods before
	size_t n_before;
	uint32_t *counts;   // of the periods before: term x topic; made when the first of their stories comes
	double *all_before; // sum over all terms, one a topic
};

#endif

// SPDX-License-Identifier: MIT
// The vocabulary: from the 64-bit key of a term to its number, in tables that can lie in a mapped file.
//
// The key of a word is the hash of its stem; that of a word pair combines the keys of both, so no string is
// built to look a pair up. Numbers run from 0 to n_terms - 1 in order of the keys' first training appearance.
#ifndef FEATURES_VOCAB_H
#define FEATURES_VOCAB_H

#include "base/err.h"
#include "base/hash.h"
#include "base/str.h"

#define VOCAB_NONE UINT32_MAX // not an enum: it does not fit into an int

// A read-only view; the arrays belong to whoever made them (a builder or a mapped model).
struct vocab {
	uint32_t n_terms;
	uint32_t n_slots;     // a power of two, at least 2 * n_terms; 0 only when there are no terms
	const uint64_t *keys; // n_slots keys, open addressing, linear probing; empty where ids is VOCAB_NONE
	const uint32_t *ids;  // n_slots numbers of terms
	const float *idf;     // n_terms inverse document frequencies
};

// The key of a stem, and of a pair of words.
static inline uint64_t vocab_key(struct str stem)
{
	return hash64(stem.ptr, stem.len, 0);
}

static inline uint64_t vocab_pair_key(uint64_t first, uint64_t second)
{
	return hash_mix(first * UINT64_C(0x9e3779b97f4a7c15) + second);
}

// The number of the term, or VOCAB_NONE. Every number is checked, so hostile tables cannot lead outside.
static inline uint32_t vocab_find(const struct vocab *v, uint64_t key)
{
	uint32_t mask = v->n_slots - 1;
	uint32_t probes = 0;

	if (!v->n_slots)
		return VOCAB_NONE;
	for (uint32_t at = (uint32_t)key & mask; probes++ < v->n_slots; at = (at + 1) & mask) {
		uint32_t id = v->ids[at];

		if (id >= v->n_terms)
			return VOCAB_NONE;
		if (v->keys[at] == key)
			return id;
	}
	return VOCAB_NONE;
}

// Counting the training articles' terms.
struct vocab_builder;

// NULL when memory cannot be had.
struct vocab_builder *vocab_builder_new(void);
void vocab_builder_free(struct vocab_builder *b);

// One article's distinct keys, those of single words (n_single) first. DL_ENOMEM.
enum dl_status vocab_builder_count(
	struct vocab_builder *b, const uint64_t *keys, size_t n, size_t n_single, struct dl_err *err);

// Keeps the terms of at least `min_df` articles, numbers them, computes idf = ln((1 + N) / (1 + df)) + 1 (the
// smoothed form of Salton and Buckley 1988). *out lives as long as the builder. `df` gives the document
// frequencies, n_terms of them.
enum dl_status vocab_builder_finish(
	struct vocab_builder *b, uint32_t min_df, struct vocab *out, const uint32_t **df, struct dl_err *err);

// The leave-one-article-out rate of unknown words: over single words, the sum of df where df <= min_df,
// divided by that of all df (Good 1953). Call before vocab_builder_finish.
double vocab_builder_unseen_rate(const struct vocab_builder *b, uint32_t min_df);

#endif

// SPDX-License-Identifier: MIT
// The vocabulary: from words, word pairs, title words and character n-grams to the numbers of terms, in
// tables that can lie in a mapped file.
//
// Numbers: words come first (0 to n_words - 1), then pairs, then title words, then grams; in each kind the
// most frequent first, so that what is used together lies together. A word is known by the hash of its stem,
// a pair by the numbers of its two words, so that no string is built to look one up.
#ifndef FEATURES_VOCAB_H
#define FEATURES_VOCAB_H

#include "base/err.h"
#include "base/hash.h"
#include "base/str.h"
#include "features/recipe.h"

#define VOCAB_NONE UINT32_MAX // not an enum: it does not fit into an int

struct key_slot {
	uint64_t key;
	uint32_t id; // VOCAB_NONE: empty
	uint32_t zero;
};

struct pair_slot {
	uint32_t first, second; // words
	uint32_t id;            // VOCAB_NONE: empty
};

// A read-only view; the arrays belong to whoever made them (a builder or a mapped model). Tables are open
// addressing with linear probing; the sizes are powers of two, or 0 where there is nothing in them.
struct vocab {
	uint32_t n_words, n_pairs, n_titles, n_grams;
	uint32_t n_key_slots, n_pair_slots;
	const struct key_slot *key_slots; // words and grams
	const struct pair_slot *pair_slots;
	const uint32_t *title_of; // n_words: the number of the word as a title's word, or VOCAB_NONE
	const float *idf;         // vocab_size() factors: inverse document frequency times the kind's part
	float unseen_idf;         // that of a word that is not in the vocabulary
};

static inline uint32_t vocab_size(const struct vocab *v)
{
	return v->n_words + v->n_pairs + v->n_titles + v->n_grams;
}

// The terms that have a readable name: all but the n-grams.
static inline uint32_t vocab_named(const struct vocab *v)
{
	return v->n_words + v->n_pairs + v->n_titles;
}

// The keys of a stem and of a character n-gram.
static inline uint64_t vocab_key(struct str stem)
{
	return hash64(stem.ptr, stem.len, 0);
}

static inline uint64_t vocab_gram_key(struct str gram)
{
	return hash64(gram.ptr, gram.len, 3);
}

// Of a pair: its key, of which each pair of numbers has one, and what of it says where it lies.
static inline uint64_t vocab_pair_key(uint32_t first, uint32_t second)
{
	return ((uint64_t)first << 32 | second) * UINT64_C(0x9e3779b97f4a7c15);
}

static inline uint64_t vocab_pair_mix(uint64_t key)
{
	return key ^ key >> 29;
}

// The number of a word or gram, or VOCAB_NONE. Every number is checked by the caller's range, so hostile
// tables cannot lead outside: numbers from vocab_size() on count as none.
uint32_t vocab_find(const struct vocab *v, uint64_t key);
uint32_t vocab_find_pair(const struct vocab *v, uint32_t first, uint32_t second);

// The title term of a word (n_words is checked), or VOCAB_NONE.
static inline uint32_t vocab_title(const struct vocab *v, uint32_t word)
{
	uint32_t id = word < v->n_words ? v->title_of[word] : VOCAB_NONE;

	return id < vocab_size(v) ? id : VOCAB_NONE;
}

// Counting the training articles' terms: every article's words; then, when the words are settled, its pairs.
struct vocab_builder;

// NULL when memory cannot be had.
struct vocab_builder *vocab_builder_new(const struct recipe *r);
void vocab_builder_free(struct vocab_builder *b);

// The next article, then each of its words, in any order, as often as they stand there. DL_ENOMEM.
void vocab_builder_article(struct vocab_builder *b);
enum dl_status vocab_builder_word(
	struct vocab_builder *b, struct str stem, bool in_title, struct dl_err *err);

// Settles the words: those of at least min_df articles. After it vocab_builder_known tells a word's number,
// and vocab_builder_article and vocab_builder_pair count the pairs of known words. DL_ENOMEM.
enum dl_status vocab_builder_settle(struct vocab_builder *b, struct dl_err *err);
uint32_t vocab_builder_known(const struct vocab_builder *b, uint64_t key);
enum dl_status vocab_builder_pair(
	struct vocab_builder *b, uint32_t first, uint32_t second, struct dl_err *err);

// Optional, before the first vocab_builder_pair: room to foresee about `pairs` running pairs, then each of
// them, of all articles. Pairs that were foreseen less than min_df times are then passed over by
// vocab_builder_pair, and need no memory; the vocabulary is the same. DL_ENOMEM.
enum dl_status vocab_builder_expect(struct vocab_builder *b, size_t pairs, struct dl_err *err);
void vocab_builder_foresee(struct vocab_builder *b, uint32_t first, uint32_t second);

// Keeps the pairs and title words of at least min_df articles and the grams of at least two words. idf =
// ln((1 + N) / (1 + df)) + 1 (the smoothed form of Salton and Buckley 1988); a pair's is multiplied by 0.6,
// because it mostly says again what its words say; a gram's is ln(V / v), v of the V different words having
// it. *out lives as long as the builder; `df` gives the document frequencies, vocab_size() of them (of a
// gram: v). DL_ENOMEM.
enum dl_status vocab_builder_finish(
	struct vocab_builder *b, struct vocab *out, const uint32_t **df, struct dl_err *err);

// The leave-one-article-out rate of unknown words: over words, the sum of df where df <= min_df, divided by
// that of all df (Good 1953). Call after vocab_builder_settle.
double vocab_builder_unseen_rate(const struct vocab_builder *b);

#endif

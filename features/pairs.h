// SPDX-License-Identifier: MIT
// The pairs of a vocabulary as an extractor looks them up: a filter that hardly lets anything through but
// pairs, and a table of eight bytes a slot instead of twelve, for what is in the way of every word of a text
// must fit into the caches. Internal to features/.
#ifndef FEATURES_PAIRS_H
#define FEATURES_PAIRS_H

#include "features/vocab.h"

#include <stdbool.h>

// A pair is known by the lower bits of its hash, which say where it lies, and by the upper half of its key;
// two pairs of words fall together once in 2^32 times as often as they meet in one place, whoever asks.
struct pair_entry {
	uint32_t check;
	uint32_t id; // VOCAB_NONE: empty
};

struct pair_table {
	uint64_t *filter; // a bit that is not set means that there is no such pair
	int filter_shift; // 64 - log2 of its bits
	struct pair_entry *slots;
	uint32_t mask; // slots - 1
};

// False when memory cannot be had. `{0}` may be released.
bool pair_table_make(struct pair_table *t, const struct vocab *v);
void pair_table_release(struct pair_table *t);

static inline bool pair_may_be(const struct pair_table *t, uint64_t key)
{
	uint64_t bit = key >> t->filter_shift;

	return t->filter[bit / 64] >> bit % 64 & 1;
}

static inline uint32_t pair_home(const struct pair_table *t, uint64_t key)
{
	return (uint32_t)vocab_pair_mix(key) & t->mask;
}

// The number of a pair by its key (vocab_pair_key), or VOCAB_NONE. Numbers that are no word's are in no pair.
static inline uint32_t pair_find(const struct pair_table *t, uint64_t key)
{
	uint32_t at = pair_home(t, key), check = (uint32_t)(key >> 32);

	while (t->slots[at].check != check && t->slots[at].id != VOCAB_NONE)
		at = (at + 1) & t->mask;
	return t->slots[at].id;
}

#endif

// SPDX-License-Identifier: MIT
// What extractors of one vocabulary have in common: its pairs and keys in tables that are made for speed, and
// the word forms that have been worked out, a table for each language, which all read without a lock while
// one of them adds to it. Nothing in a table of forms is ever changed or moved; where one is full, a new one
// takes its place from the next article on, and it goes when its last reader is through. Internal to
// features/.
#ifndef FEATURES_LEXICON_H
#define FEATURES_LEXICON_H

#include "features/forms.h"
#include "features/key_index.h"
#include "features/pairs.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

// N_LANGS: of the stemmers, and none. A table is small at first, so that a few articles cost little.
enum { N_LANGS = 17, FORM_SLOT_BITS = 19, MOST_FORM_SLOTS = 1 << FORM_SLOT_BITS, FIRST_FORM_SLOTS = 1 << 13 };

// A slot's id is written after all else that belongs to it.
struct form_slot {
	_Atomic uint64_t hash;
	_Atomic uint32_t id;
	uint32_t parts;
};

struct form_table {
	struct form_slot *slots;
	size_t mask;             // slots - 1
	uint32_t *unknown_parts; // of each unknown form: its `parts`
	float *sums;             // or, where n-grams are folded: n_topics of each
	atomic_bool full;
	// guarded by the lexicon's lock
	uint32_t used, n_unknown;
	int users; // extractors, and the lexicon itself
};

struct lexicon {
	const struct vocab *v;
	struct pair_table pairs;
	_Atomic(const struct key_index *) keys;       // NULL: not yet worth it
	_Atomic(struct form_table *) tables[N_LANGS]; // the current ones; NULL: not opened
	pthread_mutex_t lock;
	// guarded by it
	size_t n_learned;
	struct key_index index; // what `keys` points to
};

static inline uint64_t slot_hash(const struct form_slot *s)
{
	return atomic_load_explicit(&s->hash, memory_order_relaxed);
}

static inline uint32_t slot_id(const struct form_slot *s)
{
	return atomic_load_explicit(&s->id, memory_order_acquire);
}

// Where a form is looked for first.
static inline size_t form_home(uint64_t hash, size_t mask)
{
	return (size_t)(hash >> (64 - FORM_SLOT_BITS)) & mask;
}

// The slot of a form, or the empty one where it may be put. An empty one says little: another thread may be
// about to fill it.
static inline __attribute__((always_inline)) const struct form_slot *form_find(
	const struct form_slot *slots, size_t mask, uint64_t hash)
{
	size_t at = form_home(hash, mask);

	while (slot_hash(&slots[at]) != hash && slot_id(&slots[at]) != FORM_EMPTY)
		at = (at + 1) & mask;
	return &slots[at];
}

// How many unknown forms a table keeps at most.
uint32_t lexicon_most_unknown(const struct forms *f);

// The table for the next article, instead of `held` (NULL: none yet): the same one, unless that is full.
// `lang`: of the stemmer, -1: none. NULL when memory cannot be had: `held` is still held.
struct form_table *lexicon_take(struct lexicon *l, struct form_table *held, const struct forms *f, int lang);
void lexicon_give_back(struct lexicon *l, struct form_table *held);

// Keeps a form that was worked out. After many of them the index of keys is made. A form that is FORM_UNKNOWN
// gets its number, with its parts or the sums in f->row, unless there is no room. Where another thread was
// faster, what that found is taken.
void lexicon_put(struct lexicon *l, struct form_table *t, struct form *form, const struct forms *f);

#endif

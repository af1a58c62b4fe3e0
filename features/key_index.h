// SPDX-License-Identifier: MIT
// The words and n-grams of a vocabulary as an extractor looks them up that meets many new words: eight bytes
// a slot instead of sixteen, and slots half full, for what every new word asks for must fit into the caches.
// Making it takes as long as some ten thousand look-ups save. Internal to features/.
#ifndef FEATURES_KEY_INDEX_H
#define FEATURES_KEY_INDEX_H

#include "features/vocab.h"

#include <stdbool.h>
#include <stddef.h>

// A slot has the upper bits of a key, and in their place the number of its term below; the lower bits of the
// key say where it lies. So nearly all of its 64 bits count, as in the vocabulary.
struct key_index {
	uint64_t *slots; // KEY_EMPTY: nothing
	size_t mask;     // slots - 1
	int id_bits;
};

#define KEY_EMPTY UINT64_MAX

// False when memory cannot be had. `{0}` may be released.
bool key_index_make(struct key_index *t, const struct vocab *v);
void key_index_release(struct key_index *t);

// The number of a word or n-gram by its key (vocab_key, vocab_gram_key), or VOCAB_NONE.
static inline uint32_t key_index_find(const struct key_index *t, uint64_t key)
{
	size_t at = (size_t)key & t->mask;
	uint64_t id_mask = (UINT64_C(1) << t->id_bits) - 1, id;

	while ((t->slots[at] ^ key) > id_mask && t->slots[at] != KEY_EMPTY)
		at = (at + 1) & t->mask;
	id = t->slots[at] & id_mask;
	return id == id_mask ? VOCAB_NONE : (uint32_t)id;
}

#endif

// SPDX-License-Identifier: MIT
#include "features/key_index.h"

#include "base/mem.h"

enum { LEAST_SLOTS = 8 };

// A power of two, more than there are keys, so that a search ends.
static size_t slots_for(const struct vocab *v)
{
	uint64_t keys = (uint64_t)v->n_words + v->n_grams;
	size_t n = LEAST_SLOTS;

	while (n < keys * 5 / 3)
		n *= 2;
	return n;
}

static void put(struct key_index *t, const struct key_slot *s)
{
	size_t at = (size_t)s->key & t->mask;

	while (t->slots[at] != KEY_EMPTY)
		at = (at + 1) & t->mask;
	t->slots[at] = (s->key >> t->id_bits << t->id_bits) | s->id;
}

// A table from a stranger may have numbers that are no term's, and more keys than it says: those are left
// out.
bool key_index_make(struct key_index *t, const struct vocab *v)
{
	size_t n = slots_for(v), room = n - 1;

	t->slots = mem_alloc(n * sizeof *t->slots);
	if (!t->slots)
		return false;
	t->mask = n - 1;
	t->id_bits = 1;
	while (UINT64_C(1) << t->id_bits <= vocab_size(v))
		t->id_bits++;
	memset(t->slots, 0xff, n * sizeof *t->slots);
	for (uint32_t i = 0; i < v->n_key_slots && room; i++)
		if (v->key_slots[i].id < vocab_size(v)) {
			put(t, &v->key_slots[i]);
			room--;
		}
	return true;
}

void key_index_release(struct key_index *t)
{
	mem_free(t->slots);
	*t = (struct key_index){0};
}

// SPDX-License-Identifier: MIT
#include "features/pairs.h"

#include "base/mem.h"

enum { FILTER_BITS = 16, LEAST_LOG2 = 6 }; // bits of the filter for each pair, at least

static int log2_up(uint64_t n)
{
	int bits = LEAST_LOG2;

	while (bits < 30 && UINT64_C(1) << bits < n)
		bits++;
	return bits;
}

static void put(struct pair_table *t, uint32_t at, const struct pair_slot *s)
{
	uint64_t key = vocab_pair_key(s->first, s->second), bit = key >> t->filter_shift;

	t->slots[at] = (struct pair_entry){(uint32_t)(key >> 32), s->id};
	t->filter[bit / 64] |= UINT64_C(1) << bit % 64;
}

// Every pair keeps its place. A table from a stranger may have numbers that are no term's, which end a search
// there too, and no empty slot, which would never end one here.
bool pair_table_make(struct pair_table *t, const struct vocab *v)
{
	uint32_t n = v->n_pair_slots ? v->n_pair_slots : 1, taken = 0;
	int bits = log2_up((uint64_t)v->n_pairs * FILTER_BITS);

	t->filter_shift = 64 - bits;
	t->filter = mem_zalloc((size_t)1 << (bits - LEAST_LOG2), sizeof *t->filter);
	t->slots = mem_alloc(n * sizeof *t->slots);
	t->mask = n - 1;
	if (!t->filter || !t->slots)
		return false;
	t->slots[0] = (struct pair_entry){.id = VOCAB_NONE};
	for (uint32_t i = 0; i < v->n_pair_slots; i++) {
		bool pair = v->pair_slots[i].id < vocab_size(v) && taken + 1 < n;

		t->slots[i] = (struct pair_entry){.id = VOCAB_NONE};
		taken += pair;
		if (pair)
			put(t, i, &v->pair_slots[i]);
	}
	return true;
}

void pair_table_release(struct pair_table *t)
{
	mem_free(t->filter);
	mem_free(t->slots);
	*t = (struct pair_table){0};
}

// SPDX-License-Identifier: MIT
#include "features/vocab.h"

#include "base/mem.h"

#include <math.h>
#include <stdbool.h>

struct entry {
	uint64_t key;
	uint32_t df;                     // 0: empty slot
	uint32_t order : 31, single : 1; // of first appearance; a word, not a pair
};

struct vocab_builder {
	struct entry *slots;
	size_t n_slots, used;
	uint64_t documents;
	uint64_t *keys; // the finished tables
	uint32_t *ids, *df;
	float *idf;
};

struct vocab_builder *vocab_builder_new(void)
{
	return mem_zalloc(1, sizeof(struct vocab_builder));
}

void vocab_builder_free(struct vocab_builder *b)
{
	if (!b)
		return;
	mem_free(b->slots);
	mem_free(b->keys);
	mem_free(b->ids);
	mem_free(b->df);
	mem_free(b->idf);
	mem_free(b);
}

static struct entry *find_slot(struct entry *slots, size_t n_slots, uint64_t key)
{
	size_t at = (size_t)key & (n_slots - 1);

	while (slots[at].df && slots[at].key != key)
		at = (at + 1) & (n_slots - 1);
	return &slots[at];
}

static bool grow(struct vocab_builder *b)
{
	size_t bigger = b->n_slots ? b->n_slots * 2 : 1 << 16;
	struct entry *slots = mem_zalloc(bigger, sizeof *slots);

	if (!slots)
		return false;
	for (size_t i = 0; i < b->n_slots; i++)
		if (b->slots[i].df)
			*find_slot(slots, bigger, b->slots[i].key) = b->slots[i];
	mem_free(b->slots);
	b->slots = slots;
	b->n_slots = bigger;
	return true;
}

enum dl_status vocab_builder_count(
	struct vocab_builder *b, const uint64_t *keys, size_t n, size_t n_single, struct dl_err *err)
{
	b->documents++;
	for (size_t i = 0; i < n; i++) {
		struct entry *e;

		if ((b->used + 1) * 2 > b->n_slots && !grow(b))
			return err_nomem(err);
		e = find_slot(b->slots, b->n_slots, keys[i]);
		if (!e->df) {
			if (b->used >= INT32_MAX)
				return err_set(err, DL_EINVAL,
					"more than 2 billion terms: raise --min-df or split the corpus");
			*e = (struct entry){
				.key = keys[i], .order = b->used++ & INT32_MAX, .single = i < n_single};
		}
		e->df += e->df < UINT32_MAX;
	}
	return DL_OK;
}

static int by_order(const void *a, const void *b)
{
	uint32_t x = ((const struct entry *)a)->order, y = ((const struct entry *)b)->order;

	return (x > y) - (x < y);
}

// Packs the kept entries to the front of the slots (which are then no longer a hash table).
static uint32_t keep(struct vocab_builder *b, uint32_t min_df)
{
	uint32_t n = 0;

	for (size_t i = 0; i < b->n_slots; i++)
		if (b->slots[i].df >= min_df && b->slots[i].df)
			b->slots[n++] = b->slots[i];
	if (n)
		qsort(b->slots, n, sizeof *b->slots, by_order);
	return n;
}

static void fill_tables(struct vocab_builder *b, uint32_t n, uint32_t n_slots)
{
	for (uint32_t i = 0; i < n_slots; i++)
		b->ids[i] = VOCAB_NONE;
	for (uint32_t id = 0; id < n; id++) {
		const struct entry *e = &b->slots[id];
		uint32_t at = (uint32_t)e->key & (n_slots - 1);

		while (b->ids[at] != VOCAB_NONE)
			at = (at + 1) & (n_slots - 1);
		b->ids[at] = id;
		b->keys[at] = e->key;
		b->df[id] = e->df;
		b->idf[id] = (float)(log((1.0 + (double)b->documents) / (1.0 + (double)e->df)) + 1.0);
	}
}

enum dl_status vocab_builder_finish(
	struct vocab_builder *b, uint32_t min_df, struct vocab *out, const uint32_t **df, struct dl_err *err)
{
	uint32_t n = keep(b, min_df), n_slots = n ? 2 : 0;

	while (n_slots && n_slots < (uint64_t)n * 2 && n_slots < UINT32_C(1) << 31)
		n_slots *= 2;
	b->keys = mem_zalloc(n_slots, sizeof *b->keys);
	b->ids = mem_zalloc(n_slots, sizeof *b->ids);
	b->df = mem_zalloc(n, sizeof *b->df);
	b->idf = mem_zalloc(n, sizeof *b->idf);
	if (!b->keys || !b->ids || !b->df || !b->idf)
		return err_nomem(err);
	fill_tables(b, n, n_slots);
	*out = (struct vocab){n, n_slots, b->keys, b->ids, b->idf};
	*df = b->df;
	return DL_OK;
}

double vocab_builder_unseen_rate(const struct vocab_builder *b, uint32_t min_df)
{
	double rare = 0, all = 0;

	for (size_t i = 0; i < b->n_slots; i++) {
		if (!b->slots[i].single)
			continue;
		all += b->slots[i].df;
		if (b->slots[i].df <= min_df)
			rare += b->slots[i].df;
	}
	return all > 0 ? rare / all : 0;
}

// SPDX-License-Identifier: MIT
#include "features/tally.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1 << 12 };

static struct tally_entry *slot_of(struct tally_entry *slots, size_t n_slots, uint64_t key)
{
	size_t at = (size_t)hash_mix(key) & (n_slots - 1);

	while (slots[at].n && slots[at].key != key)
		at = (at + 1) & (n_slots - 1);
	return &slots[at];
}

static bool grow(struct tally *t)
{
	size_t bigger = t->n_slots ? t->n_slots * 2 : FIRST_SLOTS;
	struct tally_entry *slots = mem_zalloc(bigger, sizeof *slots);

	if (!slots)
		return false;
	for (size_t i = 0; i < t->n_slots; i++)
		if (t->slots[i].n)
			*slot_of(slots, bigger, t->slots[i].key) = t->slots[i];
	mem_free(t->slots);
	t->slots = slots;
	t->n_slots = bigger;
	return true;
}

enum dl_status tally_add(struct tally *t, uint64_t key, uint32_t article, bool *fresh, struct dl_err *err)
{
	struct tally_entry *e;

	if ((t->used + 1) * 4 > t->n_slots * 3 && !grow(t))
		return err_nomem(err);
	e = slot_of(t->slots, t->n_slots, key);
	*fresh = !e->n;
	if (*fresh) {
		if (t->used >= INT32_MAX)
			return err_set(err, DL_EINVAL,
				"more than 2 billion terms: raise --min-df or split the corpus");
		*e = (struct tally_entry){.key = key, .order = (uint32_t)t->used++};
	}
	if (*fresh || e->last != article)
		e->n++;
	e->last = article;
	return DL_OK;
}

const struct tally_entry *tally_find(const struct tally *t, uint64_t key)
{
	const struct tally_entry *e = t->n_slots ? slot_of(t->slots, t->n_slots, key) : NULL;

	return e && e->n ? e : NULL;
}

static int by_frequency(const void *a, const void *b)
{
	const struct tally_entry *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return (x->order > y->order) - (x->order < y->order);
}

uint32_t tally_pack(struct tally *t, uint32_t min)
{
	struct tally_entry *slots;
	uint32_t n = 0;

	for (size_t i = 0; i < t->n_slots; i++)
		if (t->slots[i].n && t->slots[i].n >= min)
			t->slots[n++] = t->slots[i];
	if (!n)
		return 0;
	qsort(t->slots, n, sizeof *t->slots, by_frequency);
	slots = mem_resize(t->slots, n, sizeof *slots); // most pairs stand in one article alone
	t->slots = slots ? slots : t->slots;
	return n;
}

void tally_release(struct tally *t)
{
	mem_free(t->slots);
	*t = (struct tally){0};
}

// SPDX-License-Identifier: MIT
#include "features/lexicon.h"

#include "base/mem.h"
#include "base/par.h"

enum { MOST_SUMS = 1 << 22, MANY_FORMS = 1 << 13 };

struct lexicon *lexicon_new(const struct vocab *v)
{
	struct lexicon *l = mem_zalloc(1, sizeof *l);

	if (!l)
		return NULL;
	pthread_mutex_init(&l->lock, NULL);
	l->v = v;
	if (pair_table_make(&l->pairs, v))
		return l;
	lexicon_free(l);
	return NULL;
}

static void let_go(struct form_table *t)
{
	if (!t || --t->users > 0)
		return;
	mem_free(t->slots);
	mem_free(t->unknown_parts);
	mem_free(t->sums);
	mem_free(t);
}

void lexicon_free(struct lexicon *l)
{
	if (!l)
		return;
	for (int i = 0; i < N_LANGS; i++)
		let_go(l->tables[i]);
	pair_table_release(&l->pairs);
	key_index_release(&l->index);
	pthread_mutex_destroy(&l->lock);
	mem_free(l);
}

uint32_t lexicon_most_unknown(const struct forms *f)
{
	size_t most = f->weights ? MOST_SUMS / f->n_topics : MOST_FORM_SLOTS;

	return most < MOST_FORM_SLOTS ? (uint32_t)most : MOST_FORM_SLOTS;
}

// Slots are written to at once: memory that was read before it is written to makes each processor of the
// process forget where that lies.
static bool make_slots(struct form_table *t, size_t n)
{
	t->slots = mem_alloc_large(n * sizeof *t->slots);
	t->mask = n - 1;
	for (size_t i = 0; t->slots && i < n; i++) {
		atomic_init(&t->slots[i].hash, 0);
		atomic_init(&t->slots[i].id, FORM_EMPTY);
		t->slots[i].parts = 0;
	}
	return t->slots != NULL;
}

static struct form_table *table_new(const struct forms *f, size_t n_slots)
{
	struct form_table *t = mem_zalloc(1, sizeof *t);
	size_t most = lexicon_most_unknown(f), room = n_slots < most ? n_slots : most;
	bool folded = f->grams && f->weights, parts = f->grams && !folded;

	if (!t)
		return NULL;
	t->users = 1;
	t->sums = folded ? mem_zalloc(room * f->n_topics, sizeof *t->sums) : NULL;
	t->unknown_parts = parts ? mem_zalloc(room, sizeof *t->unknown_parts) : NULL;
	if (make_slots(t, n_slots) && (t->sums || !folded) && (t->unknown_parts || !parts))
		return t;
	let_go(t);
	return NULL;
}

static bool is_full(const struct form_table *t, const struct forms *f)
{
	return (t->used + 1) * 4 > t->mask * 3 || t->n_unknown >= lexicon_most_unknown(f);
}

static void write_slot(struct form_slot *to, uint64_t hash, uint32_t id, uint32_t parts)
{
	to->parts = parts;
	atomic_store_explicit(&to->hash, hash, memory_order_relaxed);
	atomic_store_explicit(&to->id, id, memory_order_release);
}

static struct form_slot *place_of(struct form_table *t, uint64_t hash)
{
	return &t->slots[form_find(t->slots, t->mask, hash) - t->slots];
}

// Forms that are simply words of the vocabulary go over into the new table, unless they alone fill more than
// half of it.
static void take_over(struct form_table *t, const struct form_table *old, uint32_t n_words)
{
	if ((old->used - old->n_unknown) * 2 > MOST_FORM_SLOTS)
		return;
	for (size_t i = 0; i <= old->mask; i++) {
		const struct form_slot *s = &old->slots[i];

		if (slot_id(s) >= n_words)
			continue;
		write_slot(place_of(t, slot_hash(s)), slot_hash(s), slot_id(s), s->parts);
		t->used++;
	}
}

// With the lock. NULL when memory cannot be had.
static struct form_table *current_table(struct lexicon *l, const struct forms *f, int lang)
{
	struct form_table *old = l->tables[lang + 1], *t;

	if (old && !is_full(old, f))
		return old;
	t = table_new(f, old ? MOST_FORM_SLOTS : FIRST_FORM_SLOTS);
	if (!t)
		return NULL;
	if (old)
		take_over(t, old, f->v->n_words);
	l->tables[lang + 1] = t;
	let_go(old);
	return t;
}

struct form_table *lexicon_take(struct lexicon *l, struct form_table *held, const struct forms *f, int lang)
{
	struct form_table *t = l->tables[lang + 1];

	if (held && held == t && !atomic_load_explicit(&t->full, memory_order_relaxed))
		return held;
	par_lock(&l->lock);
	t = current_table(l, f, lang);
	if (t && t != held) {
		t->users++;
		let_go(held);
	}
	pthread_mutex_unlock(&l->lock);
	return t;
}

void lexicon_give_back(struct lexicon *l, struct form_table *held)
{
	par_lock(&l->lock);
	let_go(held);
	pthread_mutex_unlock(&l->lock);
}

static void number(struct form_table *t, struct form *form, const struct forms *f)
{
	uint32_t i = t->n_unknown++;

	if (t->sums)
		memcpy(t->sums + i * f->n_topics, f->row, f->n_topics * sizeof *t->sums);
	if (t->unknown_parts)
		t->unknown_parts[i] = form->parts;
	form->id = form_first_unknown(f->v) + i;
}

// Without memory for it all goes on as before.
static void make_index(struct lexicon *l)
{
	if (key_index_make(&l->index, l->v))
		atomic_store(&l->keys, &l->index);
}

void lexicon_put(struct lexicon *l, struct form_table *t, struct form *form, const struct forms *f)
{
	struct form_slot *slot;

	par_lock(&l->lock);
	slot = place_of(t, form->hash);
	if (slot_id(slot) != FORM_EMPTY) {
		form->id = slot_id(slot);
	} else if (is_full(t, f)) {
		atomic_store_explicit(&t->full, true, memory_order_relaxed);
	} else {
		if (form->id == FORM_UNKNOWN)
			number(t, form, f);
		t->used++;
		write_slot(slot, form->hash, form->id, form->parts);
	}
	if (++l->n_learned == MANY_FORMS)
		make_index(l);
	pthread_mutex_unlock(&l->lock);
}

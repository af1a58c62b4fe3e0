// SPDX-License-Identifier: MIT
#include "features/forms.h"

#include "base/mem.h"
#include "features/grams.h"
#include "features/words.h"

#include <math.h>

enum { FIRST_SLOTS = 1 << 12, WORD_GRAMS = 256, MOST_PARTS = 1 << 21 };

static struct form *slot_of(struct form *slots, size_t n_slots, uint64_t hash)
{
	size_t at = form_home(hash, n_slots - 1);

	while (slots[at].id != FORM_EMPTY)
		at = (at + 1) & (n_slots - 1);
	return &slots[at];
}

static bool make_slots(struct form_table *t, size_t n_slots)
{
	struct form *slots = mem_alloc(n_slots * sizeof *slots);

	if (!slots)
		return false;
	for (size_t i = 0; i < n_slots; i++)
		slots[i] = (struct form){.id = FORM_EMPTY};
	for (size_t i = 0; i < t->n_slots; i++)
		if (t->slots[i].id != FORM_EMPTY)
			*slot_of(slots, n_slots, t->slots[i].hash) = t->slots[i];
	mem_free(t->slots);
	t->slots = slots;
	t->n_slots = n_slots;
	return true;
}

void form_table_release(struct form_table *t)
{
	mem_free(t->slots);
	mem_free(t->unknown_parts);
	*t = (struct form_table){0};
}

static void empty(struct form_table *t)
{
	for (size_t i = 0; i < t->n_slots; i++)
		t->slots[i] = (struct form){.id = FORM_EMPTY};
	t->used = t->n_unknown = 0;
}

// Forms that are simply words of the vocabulary.
static bool worth_keeping(const struct form *f, uint32_t n_words)
{
	return f->id < n_words;
}

// Unknown words go first; where known ones alone fill more than half, they go too.
static bool forget_unknown(struct form_table *t, uint32_t n_words)
{
	size_t known = 0;

	for (size_t i = 0; i < t->n_slots; i++)
		known += worth_keeping(&t->slots[i], n_words);
	if (known * 2 > t->n_slots) {
		empty(t);
		return true;
	}
	for (size_t i = 0; i < t->n_slots; i++)
		if (!worth_keeping(&t->slots[i], n_words))
			t->slots[i].id = FORM_EMPTY;
	t->used = known;
	t->n_unknown = 0;
	return make_slots(t, t->n_slots); // what is left must be found again: put anew
}

bool form_table_tidy(struct form_table *t, const struct vocab *v)
{
	if (!t->n_slots)
		return make_slots(t, FIRST_SLOTS);
	if (t->n_slots < MOST_FORM_SLOTS || (t->used + 1) * 4 <= t->n_slots * 3)
		return true;
	if (!forget_unknown(t, v->n_words))
		empty(t);
	return true;
}

// False where there is no room until the next article.
static bool has_room(struct form_table *t)
{
	return (t->used + 1) * 4 <= t->n_slots * 3;
}

static enum dl_status keep(struct form_table *t, const struct form *f, struct dl_err *err)
{
	if (t->n_slots < MOST_FORM_SLOTS && (t->used + 1) * 2 > t->n_slots && !make_slots(t, t->n_slots * 2))
		return err_nomem(err);
	if (!has_room(t))
		return DL_OK;
	*slot_of(t->slots, t->n_slots, f->hash) = *f;
	t->used++;
	return DL_OK;
}

// A word that the vocabulary lacks gets a number, as long as there is room to keep it.
static enum dl_status number(struct form *f, struct form_table *t, const struct vocab *v, struct dl_err *err)
{
	f->id = FORM_UNKNOWN;
	if (!has_room(t))
		return DL_OK;
	if (!mem_grow(
		    (void **)&t->unknown_parts, &t->unknown_cap, t->n_unknown + 1, sizeof *t->unknown_parts))
		return err_nomem(err);
	f->id = form_first_unknown(v) + (uint32_t)t->n_unknown;
	t->unknown_parts[t->n_unknown++] = f->parts;
	return DL_OK;
}

uint32_t forms_word(struct forms *f, struct str stem)
{
	uint32_t id = vocab_find(f->v, vocab_key(stem));

	return id < f->v->n_words ? id : VOCAB_NONE;
}

static uint32_t find_gram(const struct vocab *v, uint64_t key)
{
	uint32_t id = vocab_find(v, key);

	return id < vocab_size(v) - v->n_grams ? VOCAB_NONE : id;
}

// The keys of a word's n-grams; their slots are on their way from memory when this is done.
static size_t seek_grams(uint64_t keys[WORD_GRAMS], const struct vocab *v, struct str stem)
{
	size_t n = 0;
	struct grams g;
	struct str gram;

	grams_start(&g, stem);
	while (n < WORD_GRAMS && grams_next(&g, &gram)) {
		keys[n] = vocab_gram_key(gram);
		if (v->n_key_slots)
			__builtin_prefetch(&v->key_slots[(uint32_t)keys[n] & (v->n_key_slots - 1)]);
		n++;
	}
	return n;
}

static bool has_part(const struct part *parts, size_t n, uint32_t id)
{
	for (size_t i = 0; i < n; i++)
		if (parts[i].id == id)
			return true;
	return false;
}

// A word's parts, with VOCAB_NONE behind the last one. Returns how many there are, with that.
static size_t find_parts(struct part found[WORD_GRAMS + 1], const struct forms *f, struct str stem)
{
	uint64_t keys[WORD_GRAMS];
	size_t n = 0, n_keys = seek_grams(keys, f->v, stem);
	double sum = 0;

	for (size_t i = 0; i < n_keys; i++) {
		uint32_t id = find_gram(f->v, keys[i]);

		if (id == VOCAB_NONE || has_part(found, n, id))
			continue;
		found[n] = (struct part){id, f->v->idf[id]};
		sum += (double)found[n].weight * (double)found[n].weight;
		n++;
	}
	for (size_t i = 0; i < n && sum > 0; i++)
		found[i].weight = (float)((double)found[i].weight / sqrt(sum));
	found[n++].id = VOCAB_NONE;
	return n;
}

static enum dl_status keep_parts(
	uint32_t *at, struct forms *f, const struct part *found, size_t n, struct dl_err *err)
{
	if (!f->n_parts)
		f->n_parts = 1; // place 0 means "none"
	if (!mem_grow((void **)&f->parts, &f->parts_cap, f->n_parts + n, sizeof *f->parts))
		return err_nomem(err);
	memcpy(f->parts + f->n_parts, found, n * sizeof *found);
	*at = (uint32_t)f->n_parts;
	f->n_parts += n;
	return DL_OK;
}

static enum dl_status keep_sums(uint32_t *at, struct forms *f, const struct part *p, struct dl_err *err)
{
	double *sums;

	if (!f->n_sums)
		f->n_sums = 1; // likewise
	if (!mem_grow((void **)&f->sums, &f->sums_cap, (f->n_sums + 1) * f->n_topics, sizeof *f->sums))
		return err_nomem(err);
	sums = f->sums + f->n_sums * f->n_topics;
	memset(sums, 0, f->n_topics * sizeof *sums);
	for (; p->id != VOCAB_NONE; p++)
		for (size_t k = 0; k < f->n_topics; k++)
			sums[k] += (double)p->weight * (double)f->weights[(size_t)p->id * f->n_topics + k];
	*at = (uint32_t)f->n_sums++;
	return DL_OK;
}

enum dl_status forms_parts(uint32_t *at, struct forms *f, struct str stem, struct dl_err *err)
{
	struct part found[WORD_GRAMS + 1];
	size_t n = find_parts(found, f, stem);

	return f->weights ? keep_sums(at, f, found, err) : keep_parts(at, f, found, n, err);
}

bool forms_full(const struct forms *f)
{
	return f->n_parts > MOST_PARTS || f->n_sums * f->n_topics > MOST_PARTS;
}

// Exactly one word that fills the form?
static bool one_word(struct words *w, struct str surface)
{
	words_start(w, surface);
	return words_next(w) && w->surface.len == surface.len;
}

enum dl_status forms_learn(struct form *out, struct forms *f, struct form_table *t, uint64_t hash,
	struct str surface, int lang, struct dl_err *err)
{
	struct words w;
	struct str stem;
	enum dl_status st = DL_OK;
	bool word, known;

	*out = (struct form){.hash = hash, .id = FORM_COMPLEX};
	if (!one_word(&w, surface))
		return keep(t, out, err);
	word = w.folded.len > 1;
	stem = word ? stem_word(&f->stemmers, lang, w.folded) : w.folded;
	out->id = word ? forms_word(f, stem) : FORM_SKIP;
	known = out->id < f->v->n_words;
	if (f->grams && word && (!known || f->all_parts))
		st = forms_parts(&out->parts, f, stem, err);
	if (st == DL_OK && word && !known)
		st = number(out, t, f->v, err);
	return st == DL_OK ? keep(t, out, err) : st;
}

void forms_release(struct forms *f)
{
	stemmers_release(&f->stemmers);
	mem_free(f->parts);
	mem_free(f->sums);
	f->parts = NULL;
	f->sums = NULL;
}

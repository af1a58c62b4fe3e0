// SPDX-License-Identifier: MIT
#include "features/forms.h"

#include "base/mem.h"
#include "features/grams.h"
#include "features/shared_forms.h"
#include "features/words.h"

#include <math.h>

enum { FIRST_SLOTS = 1 << 12, WORD_GRAMS = 256, MOST_PARTS = 1 << 21, MOST_SUMS = 1 << 22 };

// From as many learned forms on an index of the vocabulary is made.
enum { MANY_FORMS = 1 << 13 };

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
	mem_free(t->sums);
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

uint32_t forms_most_unknown(const struct forms *f)
{
	size_t most = f->weights ? MOST_SUMS / f->n_topics : MOST_FORM_SLOTS;

	return most < MOST_FORM_SLOTS ? (uint32_t)most : MOST_FORM_SLOTS;
}

// False where there is no room until the next article.
static bool has_room(const struct form_table *t)
{
	return (t->used + 1) * 4 <= t->n_slots * 3;
}

bool form_table_tidy(struct form_table *t, const struct forms *f)
{
	if (!t->n_slots)
		return make_slots(t, FIRST_SLOTS);
	if (t->n_unknown < forms_most_unknown(f) && (t->n_slots < MOST_FORM_SLOTS || has_room(t)))
		return true;
	if (!forget_unknown(t, f->v->n_words))
		empty(t);
	return true;
}

bool form_table_note(struct form_table *t, size_t i, const struct forms *f, uint32_t parts)
{
	size_t n = f->n_topics;

	if (f->grams && f->weights) {
		if (!mem_grow((void **)&t->sums, &t->sums_cap, (i + 1) * n, sizeof *t->sums))
			return false;
		memcpy(t->sums + i * n, f->row, n * sizeof *t->sums);
	} else if (f->grams) {
		if (!mem_grow((void **)&t->unknown_parts, &t->unknown_cap, i + 1, sizeof *t->unknown_parts))
			return false;
		t->unknown_parts[i] = parts;
	}
	return true;
}

enum dl_status form_table_put(
	struct form_table *t, struct form *form, const struct forms *f, struct dl_err *err)
{
	bool unknown = form->id == FORM_UNKNOWN;

	if (t->n_slots < MOST_FORM_SLOTS && (t->used + 1) * 2 > t->n_slots && !make_slots(t, t->n_slots * 2))
		return err_nomem(err);
	if (!has_room(t) || (unknown && t->n_unknown >= forms_most_unknown(f)))
		return DL_OK;
	if (unknown) {
		if (!form_table_note(t, t->n_unknown, f, form->parts))
			return err_nomem(err);
		form->id = form_first_unknown(f->v) + (uint32_t)t->n_unknown++;
	}
	*slot_of(t->slots, t->n_slots, form->hash) = *form;
	t->used++;
	return DL_OK;
}

static uint32_t find_key(const struct forms *f, uint64_t key)
{
	return f->keys.slots ? key_index_find(&f->keys, key) : vocab_find(f->v, key);
}

static void prefetch_key(const struct forms *f, uint64_t key)
{
	if (f->keys.slots)
		__builtin_prefetch(&f->keys.slots[key & f->keys.mask]);
	else if (f->v->n_key_slots)
		__builtin_prefetch(&f->v->key_slots[(uint32_t)key & (f->v->n_key_slots - 1)]);
}

uint32_t forms_word(struct forms *f, struct str stem)
{
	uint32_t id = find_key(f, vocab_key(stem));

	return id < f->v->n_words ? id : VOCAB_NONE;
}

// The keys of a word's n-grams; their slots are on their way from memory when this is done.
static size_t seek_grams(uint64_t keys[WORD_GRAMS], const struct forms *f, struct str stem)
{
	size_t n = 0;
	struct grams g;
	struct str gram;

	grams_start(&g, stem);
	while (n < WORD_GRAMS && grams_next(&g, &gram)) {
		keys[n] = vocab_gram_key(gram);
		prefetch_key(f, keys[n]);
		n++;
	}
	return n;
}

static bool has_part(const struct feature *parts, size_t n, uint32_t id)
{
	for (size_t i = 0; i < n; i++)
		if (parts[i].id == id)
			return true;
	return false;
}

// The n-grams of a word, each once; weights and factors of them are on their way from memory when this is
// done.
static size_t find_grams(struct feature found[WORD_GRAMS], const struct forms *f, struct str stem)
{
	uint64_t keys[WORD_GRAMS], seen = 0; // a bit of `seen` that is not set: such an id is new
	size_t n = 0, n_keys = seek_grams(keys, f, stem);
	uint32_t first = vocab_size(f->v) - f->v->n_grams;

	for (size_t i = 0; i < n_keys; i++) {
		uint32_t id = find_key(f, keys[i]);
		uint64_t bit = UINT64_C(1) << id % 64;

		if (id == VOCAB_NONE || id < first || ((seen & bit) && has_part(found, n, id)))
			continue;
		seen |= bit;
		found[n++].id = id;
		__builtin_prefetch(&f->v->idf[id]);
		if (f->weights)
			__builtin_prefetch(f->weights + (size_t)id * f->n_topics);
	}
	return n;
}

// A word's parts. Returns how many there are.
static size_t find_parts(struct feature found[WORD_GRAMS], const struct forms *f, struct str stem)
{
	size_t n = find_grams(found, f, stem);
	double sum = 0, length;

	for (size_t i = 0; i < n; i++) {
		found[i].weight = f->v->idf[found[i].id];
		sum += (double)found[i].weight * (double)found[i].weight;
	}
	length = sqrt(sum);
	for (size_t i = 0; i < n && sum > 0; i++)
		found[i].weight = (float)((double)found[i].weight / length);
	return n;
}

// With VOCAB_NONE behind the last one.
static enum dl_status keep_parts(
	uint32_t *at, struct forms *f, const struct feature *found, size_t n, struct dl_err *err)
{
	if (!f->n_parts)
		f->n_parts = 1; // place 0 means "none"
	if (!mem_grow((void **)&f->parts, &f->parts_cap, f->n_parts + n + 1, sizeof *f->parts))
		return err_nomem(err);
	memcpy(f->parts + f->n_parts, found, n * sizeof *found);
	*at = (uint32_t)f->n_parts;
	f->n_parts += n;
	f->parts[f->n_parts++] = (struct feature){.id = VOCAB_NONE};
	return DL_OK;
}

static enum dl_status sum_parts(struct forms *f, const struct feature *found, size_t n, struct dl_err *err)
{
	double sums[MOST_FOLDED];

	if (!mem_grow((void **)&f->row, &f->row_cap, f->n_topics, sizeof *f->row))
		return err_nomem(err);
	f->score(sums, f->weights, f->n_topics, found, n);
	for (size_t k = 0; k < f->n_topics; k++)
		f->row[k] = (float)sums[k];
	return DL_OK;
}

enum dl_status forms_parts(uint32_t *at, struct forms *f, struct str stem, struct dl_err *err)
{
	struct feature found[WORD_GRAMS];
	size_t n = find_parts(found, f, stem);

	*at = 0;
	return f->weights ? sum_parts(f, found, n, err) : keep_parts(at, f, found, n, err);
}

bool forms_full(const struct forms *f)
{
	return f->n_parts > MOST_PARTS;
}

// Exactly one word that fills the form?
static bool one_word(struct words *w, struct str surface)
{
	words_start(w, surface);
	return words_next(w) && w->surface.len == surface.len;
}

static enum dl_status work_out(
	struct form *out, struct forms *f, struct str surface, int lang, struct dl_err *err)
{
	struct words w;
	struct str stem;

	if (!one_word(&w, surface))
		return DL_OK;
	if (w.folded.len <= 1) {
		out->id = FORM_SKIP;
		return DL_OK;
	}
	stem = stem_word(&f->stemmers, lang, w.folded);
	out->id = forms_word(f, stem);
	if (out->id == VOCAB_NONE)
		out->id = FORM_UNKNOWN;
	else if (!f->all_parts)
		return DL_OK;
	return f->grams ? forms_parts(&out->parts, f, stem, err) : DL_OK;
}

// Parts are kept by each extractor for itself; sums may be copied.
static struct shared_forms *shared(const struct forms *f)
{
	return !f->grams || f->weights ? f->shared : NULL;
}

enum dl_status forms_learn(struct form *out, struct forms *f, struct form_table *t, uint64_t hash,
	struct str surface, int lang, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	*out = (struct form){.hash = hash, .id = FORM_COMPLEX};
	if (f->n_learned++ == MANY_FORMS && !key_index_make(&f->keys, f->v))
		return err_nomem(err);
	if (!shared(f) || !shared_forms_get(out, shared(f), f, lang)) {
		st = work_out(out, f, surface, lang, err);
		if (st == DL_OK && shared(f))
			st = shared_forms_put(shared(f), out, f, lang, err);
	}
	return st == DL_OK ? form_table_put(t, out, f, err) : st;
}

void forms_release(struct forms *f)
{
	stemmers_release(&f->stemmers);
	key_index_release(&f->keys);
	mem_free(f->parts);
	mem_free(f->row);
	f->parts = NULL;
	f->row = NULL;
}

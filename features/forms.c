// SPDX-License-Identifier: MIT
#include "features/forms.h"

#include "base/mem.h"
#include "features/grams.h"
#include "features/words.h"

#include <math.h>

enum { WORD_GRAMS = 256, MOST_PARTS = 1 << 21 };

static uint32_t find_key(const struct forms *f, uint64_t key)
{
	return f->keys ? key_index_find(f->keys, key) : vocab_find(f->v, key);
}

static void prefetch_key(const struct forms *f, uint64_t key)
{
	if (f->keys)
		__builtin_prefetch(&f->keys->slots[key & f->keys->mask]);
	else if (f->v->n_key_slots)
		__builtin_prefetch(&f->v->key_slots[(uint32_t)key & (f->v->n_key_slots - 1)]);
}

uint32_t forms_word(struct forms *f, struct str stem)
{
	uint32_t id = find_key(f, vocab_key(stem));

	return id < f->v->n_words ? id : VOCAB_NONE;
}

static bool has_part(const struct feature *parts, size_t n, uint32_t id)
{
	for (size_t i = 0; i < n; i++)
		if (parts[i].id == id)
			return true;
	return false;
}

// The n-grams of a word that are found so far.
struct finding {
	struct grams g;
	struct feature *found;
	size_t n;
	uint64_t seen; // a bit that is not set: such ids are new
};

static void add_gram(struct finding *w, const struct forms *f, uint32_t id)
{
	uint64_t bit = UINT64_C(1) << id % 64;

	if ((w->seen & bit) && has_part(w->found, w->n, id))
		return;
	w->seen |= bit;
	w->found[w->n++].id = id;
	__builtin_prefetch(&f->v->idf[id]);
	if (f->weights)
		__builtin_prefetch(f->weights + (size_t)id * f->n_topics);
}

// The n-grams of one length, from the characters whose bit is set. Returns from which of those there is one.
// All slots are on their way from memory before the first is looked at.
static uint64_t add_grams_of(struct finding *w, const struct forms *f, size_t len, uint64_t from)
{
	uint32_t first = vocab_size(f->v) - f->v->n_grams;
	uint64_t keys[64], bits[64], there = 0;
	size_t n = 0;

	for (; from; from &= from - 1) {
		keys[n] = vocab_gram_key(grams_at(&w->g, (size_t)__builtin_ctzll(from), len));
		bits[n] = from & -from;
		prefetch_key(f, keys[n++]);
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t id = find_key(f, keys[i]);

		if (id == VOCAB_NONE || id < first)
			continue;
		there |= bits[i];
		add_gram(w, f, id);
	}
	return there;
}

// The n-grams of a word, each once; weights and factors of them are on their way from memory when this is
// done. An n-gram that stands in two words of a corpus stands there with the shorter ones in it: one is
// looked for only where those were found.
static size_t find_grams(struct feature found[WORD_GRAMS], const struct forms *f, struct str stem)
{
	struct finding w = {.found = found};
	uint64_t from;

	grams_start(&w.g, stem);
	if (w.g.n < GRAM_MIN)
		return 0;
	from = UINT64_MAX >> (64 - (w.g.n - GRAM_MIN + 1));
	for (size_t len = GRAM_MIN; len <= GRAM_MAX && from; len++) {
		from = add_grams_of(&w, f, len, from);
		from &= from >> 1;
	}
	return w.n;
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

enum dl_status forms_work_out(
	struct form *out, struct forms *f, uint64_t hash, struct str surface, int lang, struct dl_err *err)
{
	struct words w;
	struct str stem;

	*out = (struct form){.hash = hash, .id = FORM_COMPLEX};
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

void forms_release(struct forms *f)
{
	stemmers_release(&f->stemmers);
	mem_free(f->parts);
	mem_free(f->row);
	f->parts = NULL;
	f->row = NULL;
}

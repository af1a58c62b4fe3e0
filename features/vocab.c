// SPDX-License-Identifier: MIT
#include "features/vocab.h"

#include "base/mem.h"
#include "features/grams.h"
#include "features/sieve.h"
#include "features/tally.h"

#include <math.h>

static const double PAIR_PART = 0.6;
enum { GRAM_MIN_WORDS = 2 };

uint32_t vocab_find(const struct vocab *v, uint64_t key)
{
	uint32_t mask = v->n_key_slots - 1, probes = 0;

	if (!v->n_key_slots)
		return VOCAB_NONE;
	for (uint32_t at = (uint32_t)key & mask; probes++ < v->n_key_slots; at = (at + 1) & mask) {
		const struct key_slot *s = &v->key_slots[at];

		if (s->id >= vocab_size(v))
			return VOCAB_NONE;
		if (s->key == key)
			return s->id;
	}
	return VOCAB_NONE;
}

uint32_t vocab_find_pair(const struct vocab *v, uint32_t first, uint32_t second)
{
	uint32_t mask = v->n_pair_slots - 1, probes = 0;

	if (!v->n_pair_slots)
		return VOCAB_NONE;
	for (uint32_t at = (uint32_t)vocab_pair_mix(vocab_pair_key(first, second)) & mask;
		probes++ < v->n_pair_slots; at = (at + 1) & mask) {
		const struct pair_slot *s = &v->pair_slots[at];

		if (s->id >= vocab_size(v))
			return VOCAB_NONE;
		if (s->first == first && s->second == second)
			return s->id;
	}
	return VOCAB_NONE;
}

struct vocab_builder {
	struct recipe recipe;
	struct tally words, titles, pairs, grams; // words and titles by key, pairs by number; until finished
	struct sieve sieve;                       // of pairs
	uint32_t article, articles;
	double unseen_rate, n_word_types;
	// the finished tables
	uint32_t n_words, n_key_slots, n_pair_slots;
	struct key_slot *key_slots;
	struct pair_slot *pair_slots;
	uint32_t *title_of, *df;
	float *idf;
};

struct vocab_builder *vocab_builder_new(const struct recipe *r)
{
	struct vocab_builder *b = mem_zalloc(1, sizeof *b);

	if (b)
		b->recipe = *r;
	return b;
}

static void release_counts(struct vocab_builder *b)
{
	tally_release(&b->words);
	tally_release(&b->titles);
	tally_release(&b->pairs);
	tally_release(&b->grams);
	sieve_release(&b->sieve);
}

void vocab_builder_free(struct vocab_builder *b)
{
	if (!b)
		return;
	release_counts(b);
	mem_free(b->key_slots);
	mem_free(b->pair_slots);
	mem_free(b->title_of);
	mem_free(b->df);
	mem_free(b->idf);
	mem_free(b);
}

void vocab_builder_article(struct vocab_builder *b)
{
	b->article++;
}

static enum dl_status count_grams(struct vocab_builder *b, struct str stem, struct dl_err *err)
{
	uint32_t word = (uint32_t)b->words.used;
	enum dl_status st = DL_OK;
	struct grams g;
	struct str gram;
	bool fresh;

	grams_start(&g, stem);
	while (st == DL_OK && grams_next(&g, &gram))
		st = tally_add(&b->grams, vocab_gram_key(gram), word, &fresh, err);
	return st;
}

enum dl_status vocab_builder_word(struct vocab_builder *b, struct str stem, bool in_title, struct dl_err *err)
{
	uint64_t key = vocab_key(stem);
	bool fresh = false;
	enum dl_status st = tally_add(&b->words, key, b->article, &fresh, err);
	if (st == DL_OK && fresh && b->recipe.grams)
		st = count_grams(b, stem, err);
	if (st == DL_OK && in_title && b->recipe.title_terms)
		st = tally_add(&b->titles, key, b->article, &fresh, err);
	return st;
}

// The unknown words of a text that the vocabulary has not seen: those whose df is so low that without the
// article they would not be in it.
static void measure_unseen(struct vocab_builder *b)
{
	double rare = 0, all = 0;

	for (size_t i = 0; i < b->words.n_slots; i++) {
		uint32_t df = b->words.slots[i].n;

		all += df;
		rare += df <= b->recipe.min_df ? df : 0;
	}
	b->unseen_rate = all > 0 ? rare / all : 0;
	b->n_word_types = (double)b->words.used;
}

double vocab_builder_unseen_rate(const struct vocab_builder *b)
{
	return b->unseen_rate;
}

static uint32_t slots_for(uint64_t n)
{
	uint32_t slots = n ? 2 : 0;

	while (slots && slots < n * 2 && slots < UINT32_C(1) << 31)
		slots *= 2;
	return slots;
}

static void put_key(struct vocab_builder *b, uint64_t key, uint32_t id)
{
	uint32_t mask = b->n_key_slots - 1, at = (uint32_t)key & mask;

	while (b->key_slots[at].id != VOCAB_NONE)
		at = (at + 1) & mask;
	b->key_slots[at] = (struct key_slot){.key = key, .id = id};
}

static bool make_key_slots(struct vocab_builder *b, uint64_t n)
{
	mem_free(b->key_slots);
	b->n_key_slots = slots_for(n);
	b->key_slots = mem_zalloc(b->n_key_slots, sizeof *b->key_slots);
	for (uint32_t i = 0; b->key_slots && i < b->n_key_slots; i++)
		b->key_slots[i].id = VOCAB_NONE;
	for (uint32_t i = 0; b->key_slots && i < b->n_words; i++)
		put_key(b, b->words.slots[i].key, i);
	return b->key_slots != NULL;
}

enum dl_status vocab_builder_settle(struct vocab_builder *b, struct dl_err *err)
{
	measure_unseen(b);
	b->articles = b->article;
	b->article = 0;
	b->n_words = tally_pack(&b->words, b->recipe.min_df);
	return make_key_slots(b, b->n_words) ? DL_OK : err_nomem(err);
}

uint32_t vocab_builder_known(const struct vocab_builder *b, uint64_t key)
{
	struct vocab v = {.n_words = b->n_words, .n_key_slots = b->n_key_slots, .key_slots = b->key_slots};

	return vocab_find(&v, key);
}

static uint64_t pair_number(uint32_t first, uint32_t second)
{
	return (uint64_t)first << 32 | second;
}

enum dl_status vocab_builder_expect(struct vocab_builder *b, size_t pairs, struct dl_err *err)
{
	return sieve_init(&b->sieve, pairs) ? DL_OK : err_nomem(err);
}

void vocab_builder_foresee(struct vocab_builder *b, uint32_t first, uint32_t second)
{
	sieve_add(&b->sieve, pair_number(first, second));
}

enum dl_status vocab_builder_pair(
	struct vocab_builder *b, uint32_t first, uint32_t second, struct dl_err *err)
{
	uint64_t pair = pair_number(first, second);
	bool fresh;

	if (!sieve_passes(&b->sieve, pair, b->recipe.min_df))
		return DL_OK;
	return tally_add(&b->pairs, pair, b->article, &fresh, err);
}

static void put_pair(struct vocab_builder *b, uint64_t key, uint32_t id)
{
	uint32_t first = (uint32_t)(key >> 32), second = (uint32_t)key;
	uint32_t mask = b->n_pair_slots - 1,
		 at = (uint32_t)vocab_pair_mix(vocab_pair_key(first, second)) & mask;

	while (b->pair_slots[at].id != VOCAB_NONE)
		at = (at + 1) & mask;
	b->pair_slots[at] = (struct pair_slot){first, second, id};
}

static double inverse_frequency(const struct vocab_builder *b, double df)
{
	return log((1.0 + (double)b->articles) / (1.0 + df)) + 1.0;
}

static void describe(struct vocab_builder *b, uint32_t id, uint32_t df, double part)
{
	b->df[id] = df;
	b->idf[id] = (float)(part * inverse_frequency(b, df));
}

static void fill_words(struct vocab_builder *b)
{
	for (uint32_t i = 0; i < b->n_words; i++) {
		b->title_of[i] = VOCAB_NONE;
		describe(b, i, b->words.slots[i].n, 1);
	}
}

static void fill_pairs(struct vocab_builder *b, struct vocab *v)
{
	for (uint32_t i = 0; i < b->n_pair_slots; i++)
		b->pair_slots[i].id = VOCAB_NONE;
	for (uint32_t i = 0; i < v->n_pairs; i++) {
		const struct tally_entry *e = &b->pairs.slots[i];

		put_pair(b, e->key, v->n_words + i);
		describe(b, v->n_words + i, e->n, PAIR_PART);
	}
}

static void fill_titles(struct vocab_builder *b, struct vocab *v)
{
	uint32_t first = v->n_words + v->n_pairs;

	for (uint32_t i = 0; i < v->n_titles; i++) {
		const struct tally_entry *e = &b->titles.slots[i];

		b->title_of[vocab_builder_known(b, e->key)] = first + i;
		describe(b, first + i, e->n, 1);
	}
}

static void fill_grams(struct vocab_builder *b, struct vocab *v)
{
	uint32_t first = v->n_words + v->n_pairs + v->n_titles;

	for (uint32_t i = 0; i < v->n_grams; i++) {
		const struct tally_entry *e = &b->grams.slots[i];

		put_key(b, e->key, first + i);
		b->df[first + i] = e->n;
		b->idf[first + i] = (float)log(b->n_word_types / (double)e->n);
	}
}

// Every title word that is frequent enough is a word too, for titles count among the words' articles.
static uint32_t pack_titles(struct vocab_builder *b)
{
	return tally_pack(&b->titles, b->recipe.min_df);
}

static bool allocate(struct vocab_builder *b, const struct vocab *v)
{
	uint64_t n = (uint64_t)v->n_words + v->n_pairs + v->n_titles + v->n_grams;

	if (n >= VOCAB_NONE / 2)
		return false;
	b->n_pair_slots = slots_for(v->n_pairs);
	b->pair_slots = mem_zalloc(b->n_pair_slots, sizeof *b->pair_slots);
	b->title_of = mem_zalloc(v->n_words, sizeof *b->title_of);
	b->df = mem_zalloc((size_t)n, sizeof *b->df);
	b->idf = mem_zalloc((size_t)n, sizeof *b->idf);
	return b->pair_slots && b->title_of && b->df && b->idf &&
	       make_key_slots(b, (uint64_t)v->n_words + v->n_grams);
}

enum dl_status vocab_builder_finish(
	struct vocab_builder *b, struct vocab *out, const uint32_t **df, struct dl_err *err)
{
	*out = (struct vocab){.n_words = b->n_words};
	sieve_release(&b->sieve);
	out->n_pairs = tally_pack(&b->pairs, b->recipe.min_df);
	out->n_titles = pack_titles(b);
	out->n_grams = tally_pack(&b->grams, GRAM_MIN_WORDS);
	if (!allocate(b, out))
		return err_nomem(err);
	fill_words(b);
	fill_pairs(b, out);
	fill_titles(b, out);
	fill_grams(b, out);
	release_counts(b);
	out->n_key_slots = b->n_key_slots;
	out->n_pair_slots = b->n_pair_slots;
	out->key_slots = b->key_slots;
	out->pair_slots = b->pair_slots;
	out->title_of = b->title_of;
	out->idf = b->idf;
	out->unseen_idf = (float)inverse_frequency(b, 1);
	*df = b->df;
	return DL_OK;
}

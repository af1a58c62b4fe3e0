// SPDX-License-Identifier: MIT
#include "features/extract.h"

#include "base/mem.h"
#include "features/stem.h"
#include "features/words.h"

#include <math.h>

enum { CACHE_SLOTS = 1 << 15 };

struct token {
	uint64_t key;
	uint32_t times;  // how often it counts
	uint32_t single; // 1: a word, 0: a pair
};

// Surface forms recur, stemming is slow: the last stem key seen for each hash of a folded word.
struct cached {
	uint64_t word, stem;
};

struct extractor {
	struct recipe recipe;
	struct stemmers stemmers;
	struct cached *cache;
	struct token *tokens;
	size_t n, cap;
	uint64_t *keys;
	size_t keys_cap;
	uint32_t words;
};

struct extractor *extractor_new(const struct recipe *r)
{
	struct extractor *x = mem_zalloc(1, sizeof *x);

	if (!x)
		return NULL;
	x->recipe = *r;
	x->cache = mem_zalloc(CACHE_SLOTS, sizeof *x->cache);
	if (!x->cache) {
		extractor_free(x);
		return NULL;
	}
	return x;
}

void extractor_free(struct extractor *x)
{
	if (!x)
		return;
	stemmers_release(&x->stemmers);
	mem_free(x->cache);
	mem_free(x->tokens);
	mem_free(x->keys);
	mem_free(x);
}

void vec_release(struct vec *v)
{
	mem_free(v->items);
	*v = (struct vec){0};
}

static uint64_t stem_key(struct extractor *x, int lang, struct str folded)
{
	uint64_t word = hash64(folded.ptr, folded.len, (uint64_t)lang + 1);
	struct cached *c = &x->cache[word & (CACHE_SLOTS - 1)];

	if (c->word != word) {
		c->word = word;
		c->stem = vocab_key(stem_word(&x->stemmers, lang, folded));
	}
	return c->stem;
}

static bool is_term(struct str folded)
{
	return folded.len > 1;
}

enum { FIELD_TITLE, FIELD_BODY };

static enum dl_status each_of_field(struct extractor *x, int field, struct str text, int lang,
	extract_term_fn *fn, void *payload, struct dl_err *err)
{
	struct running_term one = {.field = field}, two = {.field = field, .pair = true};
	bool have_before = false;
	struct words w;

	words_start(&w, text);
	while (words_next(&w)) {
		enum dl_status st;

		x->words++;
		if (w.broke)
			have_before = false;
		if (!is_term(w.folded))
			continue;
		two.from = one.from;
		two.key = one.key;
		one.from = (size_t)(w.surface.ptr - text.ptr);
		one.to = two.to = one.from + w.surface.len;
		one.key = stem_key(x, lang, w.folded);
		two.key = vocab_pair_key(two.key, one.key);
		st = fn(payload, &one, err);
		if (st == DL_OK && have_before && x->recipe.ngrams > 1)
			st = fn(payload, &two, err);
		if (st != DL_OK)
			return st;
		have_before = true;
	}
	return DL_OK;
}

enum dl_status extract_each(struct extractor *x, struct str title, struct str body, struct str lang,
	extract_term_fn *fn, void *payload, struct dl_err *err)
{
	int stemmer = x->recipe.stem ? stem_lang(lang) : -1;
	enum dl_status st = DL_OK;

	x->words = 0;
	if (x->recipe.title)
		st = each_of_field(x, FIELD_TITLE, title, stemmer, fn, payload, err);
	if (st == DL_OK)
		st = each_of_field(x, FIELD_BODY, body, stemmer, fn, payload, err);
	return st;
}

static enum dl_status gather_term(void *payload, const struct running_term *t, struct dl_err *err)
{
	struct extractor *x = payload;
	struct token *to;

	if (!mem_grow((void **)&x->tokens, &x->cap, x->n + 1, sizeof *x->tokens))
		return err_nomem(err);
	to = &x->tokens[x->n++];
	to->key = t->key;
	to->times = t->field == FIELD_TITLE ? x->recipe.title : 1;
	to->single = !t->pair;
	return DL_OK;
}

static int by_key(const void *a, const void *b)
{
	uint64_t x = ((const struct token *)a)->key, y = ((const struct token *)b)->key;

	return (x > y) - (x < y);
}

// Sorts and folds equal keys together, adding up how often they count.
static void merge_tokens(struct extractor *x)
{
	size_t n = 0;

	if (x->n)
		qsort(x->tokens, x->n, sizeof *x->tokens, by_key);
	for (size_t i = 0; i < x->n; i++) {
		if (n && x->tokens[n - 1].key == x->tokens[i].key) {
			x->tokens[n - 1].times += x->tokens[i].times;
			x->tokens[n - 1].single |= x->tokens[i].single;
		} else {
			x->tokens[n++] = x->tokens[i];
		}
	}
	x->n = n;
}

static enum dl_status gather(
	struct extractor *x, struct str title, struct str body, struct str lang, struct dl_err *err)
{
	enum dl_status st;

	x->n = 0;
	st = extract_each(x, title, body, lang, gather_term, x, err);
	if (st == DL_OK)
		merge_tokens(x);
	return st;
}

enum dl_status extract_keys(const uint64_t **keys, size_t *n, size_t *n_single, struct extractor *x,
	struct str title, struct str body, struct str lang, struct dl_err *err)
{
	enum dl_status st = gather(x, title, body, lang, err);

	if (st != DL_OK)
		return st;
	if (!mem_grow((void **)&x->keys, &x->keys_cap, x->n, sizeof *x->keys))
		return err_nomem(err);
	*keys = x->keys;
	*n = 0;
	for (size_t i = 0; i < x->n; i++)
		if (x->tokens[i].single)
			x->keys[(*n)++] = x->tokens[i].key;
	*n_single = *n;
	for (size_t i = 0; i < x->n; i++)
		if (!x->tokens[i].single)
			x->keys[(*n)++] = x->tokens[i].key;
	return DL_OK;
}

static int by_id(const void *a, const void *b)
{
	uint32_t x = ((const struct feature *)a)->id, y = ((const struct feature *)b)->id;

	return (x > y) - (x < y);
}

static void normalise(struct vec *v)
{
	double sum = 0;

	for (size_t i = 0; i < v->n; i++)
		sum += (double)v->items[i].weight * (double)v->items[i].weight;
	v->norm = sqrt(sum);
	for (size_t i = 0; i < v->n; i++)
		v->items[i].weight = (float)((double)v->items[i].weight / v->norm);
}

enum dl_status extract_vec(struct vec *out, struct extractor *x, const struct vocab *v, struct str title,
	struct str body, struct str lang, struct dl_err *err)
{
	enum dl_status st = gather(x, title, body, lang, err);

	if (st != DL_OK)
		return st;
	if (!mem_grow((void **)&out->items, &out->cap, x->n, sizeof *out->items))
		return err_nomem(err);
	out->n = 0;
	out->norm = 0;
	out->words = x->words;
	out->known = out->unknown = 0;
	for (size_t i = 0; i < x->n; i++) {
		const struct token *t = &x->tokens[i];
		uint32_t id = vocab_find(v, t->key);

		out->known += t->single && id != VOCAB_NONE;
		out->unknown += t->single && id == VOCAB_NONE;
		if (id != VOCAB_NONE)
			out->items[out->n++] =
				(struct feature){id, (float)((1 + log(t->times)) * (double)v->idf[id])};
	}
	if (out->n) {
		qsort(out->items, out->n, sizeof *out->items, by_id);
		normalise(out);
	}
	return DL_OK;
}

// SPDX-License-Identifier: MIT
#include "features/extract.h"

#include "base/mem.h"
#include "features/extractor.h"

#include <math.h>
#include <stdlib.h>

static uint32_t round_up(uint64_t n)
{
	uint32_t size = 64;

	while (size < n && size < UINT32_C(1) << 30)
		size *= 2;
	return size;
}

static bool make_filter(struct extractor *x)
{
	const struct vocab *v = x->v;
	uint32_t bits = round_up((uint64_t)v->n_pairs * FILTER_BITS);

	x->filter = mem_zalloc(bits / 64, sizeof *x->filter);
	x->filter_mask = bits - 1;
	for (uint32_t i = 0; x->filter && i < v->n_pair_slots; i++) {
		const struct pair_slot *s = &v->pair_slots[i];

		if (s->id != VOCAB_NONE) {
			uint32_t bit =
				(uint32_t)(vocab_pair_hash(s->first, s->second) >> 32) & x->filter_mask;

			x->filter[bit / 64] |= UINT64_C(1) << bit % 64;
		}
	}
	return x->filter != NULL;
}

static bool allocate(struct extractor *x, bool training)
{
	const struct vocab *v = x->v;

	x->counts = mem_zalloc(vocab_size(v), sizeof *x->counts);
	x->touched = mem_zalloc((size_t)vocab_size(v) + 1, sizeof *x->touched);
	x->gram_sums = mem_zalloc(v->n_grams, sizeof *x->gram_sums);
	if (training)
		x->word_parts = mem_zalloc(v->n_words, sizeof *x->word_parts);
	return x->counts && x->touched && x->gram_sums && (!training || x->word_parts) && make_filter(x);
}

struct extractor *extractor_new(const struct recipe *r, const struct vocab *v, bool training)
{
	struct extractor *x = mem_zalloc(1, sizeof *x);
	size_t n_ways;

	if (!x)
		return NULL;
	x->recipe = *r;
	x->v = v;
	x->scan = scan_ways(&n_ways)[n_ways - 1];
	x->forms = (struct forms){.v = v, .all_parts = training, .grams = v->n_grams > 0};
	for (int i = 1; i < N_TF; i++)
		x->tf[i] = 1 + log(i);
	if (!allocate(x, training)) {
		extractor_free(x);
		return NULL;
	}
	return x;
}

void extractor_scan_way(struct extractor *x, size_t way)
{
	size_t n;
	scan_fn *const *ways = scan_ways(&n);

	x->scan = ways[way < n ? way : n - 1];
}

void extractor_free(struct extractor *x)
{
	if (!x)
		return;
	forms_release(&x->forms);
	for (int i = 0; i < N_LANGS; i++)
		form_table_release(&x->tables[i]);
	mem_free(x->counts);
	mem_free(x->touched);
	mem_free(x->filter);
	mem_free(x->gram_sums);
	mem_free(x->candidates);
	mem_free(x->word_parts);
	mem_free(x->strays);
	mem_free(x->stray_list);
	mem_free(x);
}

static double tf_weight(const struct extractor *x, uint32_t times)
{
	return times < N_TF ? x->tf[times] : 1 + log(times);
}

static void add_parts(struct extractor *x, uint32_t parts, double weight)
{
	uint32_t first = vocab_size(x->v) - x->v->n_grams;

	for (const struct part *p = x->forms.parts + parts; parts && p->id != VOCAB_NONE; p++) {
		x->touched[x->n_touched] = p->id;
		x->n_touched += x->counts[p->id] == 0;
		x->counts[p->id] = 1;
		x->gram_sums[p->id - first] += weight * (double)p->weight;
	}
}

// The n-grams of the article's words, behind the terms proper.
static void add_grams(struct extractor *x, size_t n_terms)
{
	for (size_t i = 0; x->word_parts && i < n_terms; i++) {
		uint32_t id = x->touched[i];

		if (id < x->v->n_words)
			add_parts(x, x->word_parts[id], tf_weight(x, x->counts[id]) * (double)x->v->idf[id]);
	}
	for (size_t i = 0; i < x->n_strays; i++) {
		const struct stray *s = &x->strays[x->stray_list[i]];

		add_parts(x, s->parts, tf_weight(x, s->times) * (double)x->v->unseen_idf);
	}
}

static void collect(struct vec *out, struct extractor *x)
{
	size_t n_terms = x->n_touched;
	double sum = 0;

	for (size_t i = 0; i < n_terms; i++) {
		uint32_t id = x->touched[i];
		float weight;

		__builtin_prefetch(&x->v->idf[x->touched[i + AHEAD < n_terms ? i + AHEAD : i]]);
		weight = (float)(tf_weight(x, x->counts[id]) * (double)x->v->idf[id]);

		sum += (double)weight * (double)weight;
		out->known += id < x->v->n_words;
		out->items[i] = (struct feature){id, weight};
	}
	if (x->forms.grams)
		add_grams(x, n_terms);
	for (size_t i = 0; i < n_terms; i++)
		x->counts[x->touched[i]] = 0;
	out->scale = sum > 0 ? 1 / sqrt(sum) : 0;
	out->n = n_terms;
}

static enum dl_status collect_grams(struct vec *out, struct extractor *x, struct dl_err *err)
{
	uint32_t first = vocab_size(x->v) - x->v->n_grams;

	if (!mem_grow((void **)&out->items, &out->cap, x->n_touched, sizeof *out->items))
		return err_nomem(err);
	for (size_t i = out->n; i < x->n_touched; i++) {
		uint32_t id = x->touched[i];

		out->items[out->n++] = (struct feature){id, (float)x->gram_sums[id - first]};
		x->gram_sums[id - first] = 0;
		x->counts[id] = 0;
	}
	return DL_OK;
}

static void forget(struct extractor *x)
{
	uint32_t first = vocab_size(x->v) - x->v->n_grams;

	for (size_t i = 0; i < x->n_touched; i++) {
		x->counts[x->touched[i]] = 0;
		if (x->touched[i] >= first)
			x->gram_sums[x->touched[i] - first] = 0;
	}
	x->n_touched = 0;
}

static void begin_article(struct extractor *x, struct str lang)
{
	x->lang = x->recipe.stem ? stem_lang(lang) : -1;
	x->table = &x->tables[x->lang + 1];
	if (x->forms.n_parts > MOST_PARTS && !x->word_parts) {
		for (int i = 0; i < N_LANGS; i++)
			form_table_release(&x->tables[i]);
		x->forms.n_parts = 0;
	}
	form_table_tidy(x->table);
	x->words = 0;
	x->n_touched = x->n_strays = 0;
	if (++x->article == 0) { // after four billion articles
		memset(x->strays, 0, x->n_stray_slots * sizeof *x->strays);
		x->article = 1;
	}
}

enum dl_status extract_vec(struct vec *out, struct extractor *x, struct str title, struct str body,
	struct str lang, struct dl_err *err)
{
	enum dl_status st;

	begin_article(x, lang);
	out->n = 0;
	out->scale = 0;
	out->known = out->unknown = out->words = 0;
	st = count_field(x, title, true, x->recipe.title, err);
	if (st == DL_OK)
		st = count_field(x, body, false, 1, err);
	if (st == DL_OK && !mem_grow((void **)&out->items, &out->cap, x->n_touched, sizeof *out->items))
		st = err_nomem(err);
	if (st == DL_OK) {
		collect(out, x);
		st = collect_grams(out, x, err);
	}
	if (st != DL_OK)
		forget(x);
	out->words = x->words;
	out->unknown = (uint32_t)x->n_strays;
	return st;
}

enum dl_status extract_parts(
	const struct part **out, struct extractor *x, struct str stem, struct dl_err *err)
{
	uint32_t at;
	enum dl_status st;

	x->forms.n_parts = 0;
	st = forms_parts(&at, &x->forms, stem, err);
	*out = st == DL_OK ? x->forms.parts + at : NULL;
	return st;
}

void vec_release(struct vec *v)
{
	mem_free(v->items);
	*v = (struct vec){0};
}

static int by_id(const void *a, const void *b)
{
	uint32_t x = ((const struct feature *)a)->id, y = ((const struct feature *)b)->id;

	return (x > y) - (x < y);
}

void vec_sort(struct vec *v)
{
	if (v->n)
		qsort(v->items, v->n, sizeof *v->items, by_id);
}

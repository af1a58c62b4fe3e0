// SPDX-License-Identifier: MIT
#include "features/extract.h"

#include "base/mem.h"
#include "features/extractor.h"

#include <math.h>
#include <stdlib.h>

static bool allocate(struct extractor *x, bool training)
{
	const struct vocab *v = x->v;

	x->no_word = form_first_unknown(v) - 1;
	x->first_unknown = form_first_unknown(v);
	x->first_stray = x->first_unknown + MOST_FORM_SLOTS;
	x->counts_cap = x->first_stray;
	x->touched_cap = x->counts_cap + 1;
	x->counts = mem_zalloc(x->counts_cap, sizeof *x->counts);
	x->touched = mem_zalloc(x->touched_cap, sizeof *x->touched);
	x->gram_sums = mem_zalloc(v->n_grams, sizeof *x->gram_sums);
	if (training)
		x->word_parts = mem_zalloc(v->n_words, sizeof *x->word_parts);
	return x->counts && x->touched && x->gram_sums && (!training || x->word_parts);
}

struct extractor *extractor_new(const struct recipe *r, const struct vocab *v, bool training)
{
	struct extractor *x = mem_zalloc(1, sizeof *x);

	if (!x)
		return NULL;
	x->recipe = *r;
	x->v = v;
	x->way = scan_fastest();
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
	const struct scan_way *ways = scan_ways(&n);

	x->way = &ways[way < n ? way : n - 1];
}

static void give_back_tables(struct extractor *x)
{
	for (int i = 0; i < N_LANGS; i++)
		if (x->tables[i])
			lexicon_give_back(x->lexicon, x->tables[i]);
	memset(x->tables, 0, sizeof x->tables);
}

void extractor_free(struct extractor *x)
{
	if (!x)
		return;
	give_back_tables(x);
	lexicon_free(x->own_lexicon);
	forms_release(&x->forms);
	mem_free(x->counts);
	mem_free(x->touched);
	mem_free(x->gram_sums);
	mem_free(x->word_parts);
	mem_free(x->strays);
	mem_free(x->stray_list);
	mem_free(x->stray_parts);
	mem_free(x->stray_sums);
	mem_free(x);
}

static double tf_weight(const struct extractor *x, uint32_t times)
{
	return times < N_TF ? x->tf[times] : 1 + log(times);
}

void extractor_fold(struct extractor *x, const float *weights, size_t n_topics)
{
	x->forms.weights = weights;
	x->forms.n_topics = n_topics;
	x->forms.score = score_fastest();
	x->first_stray = x->first_unknown + lexicon_most_unknown(&x->forms);
}

void extractor_share(struct extractor *x, struct lexicon *l)
{
	if (!x->forms.grams || x->forms.weights)
		x->lexicon = l;
}

static void add_parts(struct extractor *x, uint32_t parts, double weight)
{
	uint32_t first = vocab_size(x->v) - x->v->n_grams;

	for (const struct feature *p = x->forms.parts + parts; parts && p->id != VOCAB_NONE; p++) {
		x->touched[x->n_touched] = p->id;
		x->n_touched += x->counts[p->id] == 0;
		x->counts[p->id] = 1;
		x->gram_sums[p->id - first] += weight * (double)p->weight;
	}
}

static uint32_t parts_of_unknown(const struct extractor *x, uint32_t id)
{
	return id < x->first_stray ? x->table->unknown_parts[id - x->first_unknown]
				   : x->stray_parts[id - x->first_stray];
}

// The n-grams of the article's words, behind the numbers that are touched already.
static void add_grams(struct extractor *x, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t id = x->touched[i];
		double tf = tf_weight(x, x->counts[id]);

		if (id >= x->first_unknown)
			add_parts(x, parts_of_unknown(x, id), (double)(float)(tf * (double)x->v->unseen_idf));
		else if (x->word_parts && id < x->v->n_words)
			add_parts(x, x->word_parts[id], tf * (double)x->v->idf[id]);
	}
}

// The numbers that are touched: terms to the front, unknown words to the back of n + 1 places, the last one
// first. Each number is written to both ends, of which one stays where it is; no branch depends on the text.
// Returns how many are terms.
static size_t part_terms(struct feature *items, const uint32_t *touched, size_t n, uint32_t n_terms)
{
	size_t first = 0, last = n;

	for (size_t i = 0; i < n; i++) {
		uint32_t id = touched[i];
		bool term = id < n_terms;

		items[first].id = items[last].id = id;
		first += term;
		last -= !term;
	}
	return first;
}

static void weigh_terms(struct vec *out, const struct extractor *x)
{
	const float *idf = x->v->idf;
	uint32_t *counts = x->counts, n_words = x->v->n_words, known = 0;
	double sum = 0;

	for (size_t i = 0; i < out->n; i++) {
		struct feature *f = &out->items[i];

		f->weight = (float)(tf_weight(x, counts[f->id]) * (double)idf[f->id]);
		counts[f->id] = 0;
		known += f->id < n_words;
		sum += (double)f->weight * (double)f->weight;
	}
	out->known = known;
	out->scale = sum > 0 ? 1 / sqrt(sum) : 0;
}

// They get their numbers among the unknown.
static void weigh_unknown(struct feature *items, size_t n, const struct extractor *x)
{
	double idf = (double)x->v->unseen_idf;
	uint32_t *counts = x->counts;

	for (size_t i = 0; i < n; i++) {
		uint32_t id = items[i].id;

		items[i] = (struct feature){id - x->first_unknown, (float)(tf_weight(x, counts[id]) * idf)};
		counts[id] = 0;
	}
}

// The first n numbers that are touched: terms become features, unknown words gather behind them and a free
// place.
static void collect(struct vec *out, struct extractor *x, size_t n)
{
	out->n = part_terms(out->items, x->touched, n, vocab_size(x->v));
	out->unknown = (uint32_t)(n - out->n);
	weigh_terms(out, x);
	weigh_unknown(out->items + out->n + 1, out->unknown, x);
}

// What the unknown words, which collect() put behind the features, say of each topic. In the same order
// whether there are strays or not, so that nothing hangs on what was kept.
static void sum_unseen(struct vec *out, const struct extractor *x)
{
	const struct feature *items = out->items + out->n + 1;
	size_t n = x->forms.n_topics, kept = x->first_stray - x->first_unknown;

	if (!x->n_strays) {
		x->forms.score(out->unseen, x->table->sums, n, items, out->unknown);
		return;
	}
	memset(out->unseen, 0, n * sizeof *out->unseen);
	for (size_t i = 0; i < out->unknown; i++) {
		const float *sums = items[i].id < kept ? x->table->sums + items[i].id * n
						       : x->stray_sums + (items[i].id - kept) * n;

		for (size_t k = 0; k < n; k++)
			out->unseen[k] += (double)items[i].weight * (double)sums[k];
	}
}

static void collect_grams(struct vec *out, struct extractor *x, size_t n)
{
	uint32_t first = vocab_size(x->v) - x->v->n_grams;

	for (size_t i = n; i < x->n_touched; i++) {
		uint32_t id = x->touched[i];

		out->items[out->n++] = (struct feature){id, (float)x->gram_sums[id - first]};
		x->gram_sums[id - first] = 0;
		x->counts[id] = 0;
	}
}

static void forget(struct extractor *x)
{
	uint32_t first = vocab_size(x->v) - x->v->n_grams;

	for (size_t i = 0; i < x->n_touched; i++) {
		uint32_t id = x->touched[i];

		x->counts[id] = 0;
		if (id >= first && id < x->no_word)
			x->gram_sums[id - first] = 0;
	}
}

// All forms, and the parts that they refer to; only where nobody shares them.
static bool forget_forms(struct extractor *x)
{
	struct lexicon *fresh = lexicon_new(x->v);

	if (!fresh)
		return false;
	give_back_tables(x);
	lexicon_free(x->own_lexicon);
	x->own_lexicon = x->lexicon = fresh;
	x->forms.n_parts = 0;
	return true;
}

static bool take_table(struct extractor *x)
{
	struct form_table **held = &x->tables[x->lang + 1];

	if (!x->lexicon)
		x->lexicon = x->own_lexicon = lexicon_new(x->v);
	if (!x->lexicon)
		return false;
	x->forms.keys = atomic_load(&x->lexicon->keys);
	x->table = lexicon_take(x->lexicon, *held, &x->forms, x->lang);
	*held = x->table ? x->table : *held;
	return x->table != NULL;
}

static bool begin_article(struct extractor *x, struct str lang)
{
	x->lang = x->recipe.stem ? stem_lang(lang) : -1;
	x->words = 0;
	x->n_touched = x->n_strays = 0;
	x->counts[x->no_word] = 1; // so that it is never touched
	if (++x->article == 0) {   // after four billion articles
		for (size_t i = 0; i < x->n_stray_slots; i++)
			x->strays[i].article = 0;
		x->article = 1;
	}
	return (x->word_parts || !forms_full(&x->forms) || forget_forms(x)) && take_table(x);
}

static enum dl_status make_vec(struct vec *out, struct extractor *x, struct dl_err *err)
{
	size_t n = x->n_touched;
	bool fold = x->forms.grams && x->forms.weights;

	if (x->forms.grams && !fold)
		add_grams(x, n);
	if (!fold) {
		mem_free(out->unseen);
		out->unseen = NULL;
		out->unseen_cap = 0;
	}
	if (fold &&
		!mem_grow((void **)&out->unseen, &out->unseen_cap, x->forms.n_topics, sizeof *out->unseen))
		return err_nomem(err);
	if (!mem_grow((void **)&out->items, &out->cap, x->n_touched + 1, sizeof *out->items))
		return err_nomem(err);
	collect(out, x, n);
	if (fold)
		sum_unseen(out, x);
	else
		collect_grams(out, x, n);
	return DL_OK;
}

enum dl_status extract_vec(struct vec *out, struct extractor *x, struct str title, struct str body,
	struct str lang, struct dl_err *err)
{
	enum dl_status st = begin_article(x, lang) ? DL_OK : err_nomem(err);

	out->n = 0;
	out->scale = 0;
	out->known = out->unknown = out->words = 0;
	if (st == DL_OK)
		st = count_field(x, title, true, x->recipe.title, err);
	if (st == DL_OK)
		st = count_field(x, body, false, 1, err);
	if (st == DL_OK)
		st = make_vec(out, x, err);
	if (st != DL_OK)
		forget(x);
	out->words = x->words;
	return st;
}

enum dl_status extract_parts(
	const struct feature **out, struct extractor *x, struct str stem, struct dl_err *err)
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
	mem_free(v->unseen);
	*v = (struct vec){0};
}

enum dl_status vec_copy(struct vec *out, const struct vec *v, struct dl_err *err)
{
	*out = *v;
	out->unseen = NULL;
	out->unseen_cap = 0;
	out->cap = v->n;
	out->items = mem_alloc(v->n * sizeof *out->items);
	if (!out->items) {
		*out = (struct vec){0};
		return err_nomem(err);
	}
	if (v->n)
		memcpy(out->items, v->items, v->n * sizeof *out->items);
	return DL_OK;
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

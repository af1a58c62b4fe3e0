// SPDX-License-Identifier: MIT
// The fast way from text to terms against the simple one, in every way of scanning. The input's lines are
// articles; the vocabulary is learned from two of every four, so that the others have words that it lacks.
#include "base/mem.h"
#include "features/extract.h"
#include "features/scan.h"
#include "tests/learn.h"

#include <math.h>

enum { MOST_LINES = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
	if (!ok)
		__builtin_trap();
}

struct lines {
	struct str line[MOST_LINES], lang;
	size_t n;
};

static void learn_lines(struct learned *l, const struct lines *in)
{
	for (size_t i = 0; i + 1 < in->n; i += 4)
		check(learn_article(l, in->line[i], in->line[i + 1], in->lang, NULL) == DL_OK);
}

static void learn(struct learned *l, const struct lines *in)
{
	l->builder = vocab_builder_new(&l->recipe);
	check(l->builder != NULL);
	learn_lines(l, in);
	check(vocab_builder_settle(l->builder, NULL) == DL_OK);
	l->pairs = true;
	learn_lines(l, in);
	check(vocab_builder_finish(l->builder, &l->vocab, &l->df, NULL) == DL_OK);
}

static enum dl_status add_up(void *payload, const struct running_term *t, struct dl_err *err)
{
	uint32_t *times = payload;

	(void)err;
	times[t->id] += t->times;
	return DL_OK;
}

// The named terms of the vector are those that were counted, with their weights.
static void check_terms(const struct vec *v, const struct vocab *vocab, const uint32_t *times)
{
	uint32_t named = vocab_named(vocab), counted = 0, found = 0;

	for (uint32_t id = 0; id < named; id++)
		counted += times[id] > 0;
	for (size_t i = 0; i < v->n; i++) {
		const struct feature *f = &v->items[i];

		if (f->id >= named)
			continue;
		found++;
		check(times[f->id] > 0);
		check(f->weight == (float)((1 + log(times[f->id])) * (double)vocab->idf[f->id]));
	}
	check(found == counted);
}

static void check_same(const struct vec *a, const struct vec *b)
{
	check(a->n == b->n && a->words == b->words && a->known == b->known && a->unknown == b->unknown);
	check(memcmp(&a->scale, &b->scale, sizeof a->scale) == 0);
	check(!a->n || memcmp(a->items, b->items, a->n * sizeof *a->items) == 0);
}

static void compare(struct learned *l, struct extractor *x, uint32_t *times, struct str title,
	struct str text, struct str lang)
{
	struct vec first = {0}, other = {0};
	size_t n_ways;

	scan_ways(&n_ways);
	memset(times, 0, vocab_size(&l->vocab) * sizeof *times);
	check(each_term(&l->stemmers, &l->recipe, &l->vocab, title, text, lang, add_up, times, NULL) ==
		DL_OK);
	extractor_scan_way(x, 0);
	check(extract_vec(&first, x, title, text, lang, NULL) == DL_OK);
	check_terms(&first, &l->vocab, times);
	for (size_t way = 1; way < n_ways; way++) {
		extractor_scan_way(x, way);
		check(extract_vec(&other, x, title, text, lang, NULL) == DL_OK);
		check_same(&first, &other);
	}
	vec_release(&first);
	vec_release(&other);
}

static void split(struct lines *out, struct str text)
{
	while (text.len && out->n < MOST_LINES) {
		const char *nl = memchr(text.ptr, '\n', text.len);
		size_t n = nl ? (size_t)(nl - text.ptr) : text.len;

		out->line[out->n++] = str_sub(text, 0, n);
		text = str_sub(text, n + (nl != NULL), text.len);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = {"en", "ru", "de", ""};
	struct learned l = {.recipe = RECIPE_DEFAULT};
	struct lines in = {.lang = str_from(langs[size % 4])};
	struct extractor *x;
	uint32_t *times;

	l.recipe.grams = size / 4 % 2;
	l.recipe.min_df = 1;
	split(&in, (struct str){(const char *)data, size});
	learn(&l, &in);
	x = extractor_new(&l.recipe, &l.vocab, false);
	times = mem_zalloc(vocab_size(&l.vocab), sizeof *times);
	check(x && times);
	for (size_t i = 0; i < in.n; i++)
		compare(&l, x, times, i ? in.line[i - 1] : (struct str){"", 0}, in.line[i], in.lang);
	mem_free(times);
	extractor_free(x);
	unlearn(&l);
	return 0;
}

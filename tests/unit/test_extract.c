// SPDX-License-Identifier: MIT
#include "tests/unit/fixture.h"

#include "base/mem.h"
#include "features/extract.h"
#include "features/grams.h"
#include "features/scan.h"
#include "features/words.h"
#include "tests/learn.h"

#include <math.h>
#include <stdlib.h>

static uint64_t random_state = 1;

static uint64_t next_random(void)
{
	random_state += UINT64_C(0x9e3779b97f4a7c15);
	return hash_mix(random_state);
}

static void test_scan__ways_agree(void **state)
{
	unsigned char block[SCAN_BLOCK];
	size_t n;
	const struct scan_way *ways = scan_ways(&n);

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct scan_masks want, got;

		for (size_t i = 0; i < sizeof block; i++)
			block[i] = (unsigned char)(round < 256 ? round + (int)i : (int)(next_random() >> 40));
		ways[0].scan(&want, block);
		for (size_t w = 0; w < n; w++) {
			ways[w].scan(&got, block);
			assert_memory_equal(&got, &want, sizeof got);
		}
	}
}

static void test_list__ways_agree(void **state)
{
	size_t n;
	const struct scan_way *ways = scan_ways(&n);

	(void)state;
	for (int round = 0; round < 20000; round++) {
		uint64_t bits = next_random(), left;
		size_t out[SCAN_BLOCK + SCAN_SPARE + 1];

		if (round % 3 == 1)
			bits &= next_random() & next_random();
		if (round % 3 == 2)
			bits |= next_random();
		bits = round == 0 ? 0 : round == 3 ? ~UINT64_C(0) : bits;
		for (size_t w = 0; w < n; w++) {
			size_t found = ways[w].list(out, bits, 1000);

			left = bits;
			for (size_t i = 0; i < found; i++, left &= left - 1)
				assert_true(left && out[i] == 1000 + (size_t)__builtin_ctzll(left));
			assert_true(!left);
		}
	}
}

static void test_scan__knows_its_bytes(void **state)
{
	unsigned char block[SCAN_BLOCK] = "aZ9 .!?\xC2\xAB\xD0\xB4\xE2@[`{/:";
	struct scan_masks m;
	size_t n;

	(void)state;
	scan_ways(&n)->scan(&m, block);
	assert_int_equal(m.word, 0x707 & ~0x0ul); // a Z 9, the byte after C2, both of a Cyrillic letter
	assert_int_equal(m.stop, 0x70);
	assert_int_equal(m.exotic, 0x880);
}

static const char *const pieces[] = {"border", "Border", "TROOPS", "wheat", "a", "I", "9", "1990", " ", " ",
	" ", " ", " ", ". ", "! ", "?", ", ", "-", "\n", "\xE2\x80\x94", "\xC2\xAB", "\xC2\xBB", "\xC2\xA0",
	"граница", "Граница", "войска", "муҳоҷир", "Ӯзбек", "c\xD1\x82рана", "\xD2\x82", "\xC3\x97",
	"\xE4\xB8\xAD\xE6\x96\x87", "\xE1\xBA\xA1", "e\xCC\x81", "\xC3\xA9t\xC3\xA9", "\xFF", "\xD0", "\x80",
	"\xF0\x9F\x98\x80", "naïve", "extraordinarily", "counterintelligence", "военнослужащие",
	"international", "x\xE2\x80\x99s", "\xC2\xB5", "\xE0\xA4\xB9\xE0\xA4\xBF", "o'clock", "_", "\xD8\x8C",
	"\xD0\xB9\xD0\xB9"};

static struct str random_text(struct buf *out, size_t n)
{
	buf_clear(out);
	for (size_t i = 0; i < n; i++)
		buf_adds(out, pieces[next_random() % (sizeof pieces / sizeof *pieces)]);
	if (next_random() % 50 == 0)
		for (size_t i = next_random() % 500; i > 0; i--)
			buf_adds(out, "\xD1\x8F");
	return buf_str(out);
}

// A vocabulary from random texts; every third piece of the texts to come is not in it.
static void learn(struct learned *t, uint32_t grams)
{
	struct buf title = {0}, text = {0};

	*t = (struct learned){.recipe = RECIPE_DEFAULT};
	t->recipe.grams = grams;
	t->builder = vocab_builder_new(&t->recipe);
	for (int pass = 0; pass < 2; pass++) {
		t->pairs = pass;
		random_state = 7;
		for (int i = 0; i < 60; i++) {
			struct str a = random_text(&title, 8), b = random_text(&text, 40);

			assert_int_equal(learn_article(t, a, b, STR("ru"), NULL), DL_OK);
		}
		if (!pass)
			assert_int_equal(vocab_builder_settle(t->builder, NULL), DL_OK);
	}
	assert_int_equal(vocab_builder_finish(t->builder, &t->vocab, &t->df, NULL), DL_OK);
	assert_true(t->vocab.n_words > 5 && t->vocab.n_pairs > 3 && t->vocab.n_titles > 3);
	assert_int_equal(t->vocab.n_grams > 0, grams);
	buf_release(&title);
	buf_release(&text);
}

static enum dl_status add_up(void *payload, const struct running_term *t, struct dl_err *err)
{
	(void)err;
	((uint32_t *)payload)[t->id] += t->times;
	return DL_OK;
}

// The fast way against the plain one, in every way of scanning.
static void compare(
	struct learned *t, struct extractor *x, struct str title, struct str text, uint32_t *times)
{
	uint32_t named = vocab_named(&t->vocab);
	struct vec v = {0};
	double sum = 0;
	size_t n_ways, n = 0;

	scan_ways(&n_ways);
	memset(times, 0, vocab_size(&t->vocab) * sizeof *times);
	assert_int_equal(
		each_term(&t->stemmers, &t->recipe, &t->vocab, title, text, STR("ru"), add_up, times, NULL),
		DL_OK);
	for (uint32_t id = 0; id < named; id++) {
		double w = times[id] ? (1 + log(times[id])) * (double)t->vocab.idf[id] : 0;

		n += times[id] > 0;
		sum += (double)(float)w * (double)(float)w;
	}
	for (size_t way = 0; way < n_ways; way++) {
		size_t found = 0;

		extractor_scan_way(x, way);
		assert_int_equal(extract_vec(&v, x, title, text, STR("ru"), NULL), DL_OK);
		for (size_t i = 0; i < v.n; i++) {
			const struct feature *f = &v.items[i];

			if (f->id >= named)
				continue;
			found++;
			assert_true(times[f->id] > 0);
			assert_true(
				f->weight == (float)((1 + log(times[f->id])) * (double)t->vocab.idf[f->id]));
		}
		assert_int_equal(found, n);
		assert_true(n == 0 ? v.scale == 0 : fabs(v.scale * sqrt(sum) - 1) < 1e-9);
	}
	vec_release(&v);
}

struct sums {
	struct learned *t;
	struct extractor *parts;
	const float *weights;
	struct {
		uint64_t form;
		uint32_t times;
		double say[3];
	} words[512];
	size_t n;
};

// Each unknown word by its spelling, its parts summed before they are weighed.
// The text is of ASCII letters of one case, so that forms and folded words are the same.
static enum dl_status note_unknown(void *payload, const struct running_word *w, struct dl_err *err)
{
	struct sums *s = payload;
	const struct feature *p;
	uint64_t form = hash64(w->folded.ptr, w->folded.len, 1);
	size_t at = 0;

	if (!w->term || vocab_builder_known(s->t->builder, vocab_key(w->stem)) != VOCAB_NONE)
		return DL_OK;
	while (at < s->n && s->words[at].form != form)
		at++;
	if (at < s->n) {
		s->words[at].times++;
		return DL_OK;
	}
	assert_true(s->n < 512);
	s->words[s->n++].form = form;
	s->words[at].times = 1;
	assert_int_equal(extract_parts(&p, s->parts, w->stem, err), DL_OK);
	for (size_t k = 0; k < 3; k++)
		s->words[at].say[k] = 0;
	for (; p->id != VOCAB_NONE; p++)
		for (size_t k = 0; k < 3; k++)
			s->words[at].say[k] += (double)p->weight * (double)s->weights[p->id * 3 + k];
	return DL_OK;
}

static void expect_sums(struct sums *s, const struct vec *folded, const struct vec *plain)
{
	for (size_t k = 0; k < 3; k++) {
		double sum = 0, spelled = 0, size = 0;

		for (size_t i = s->n; i-- > 0;) { // the last word first
			float w = (float)((s->words[i].times == 1 ? 1 : 1 + log(s->words[i].times)) *
					  (double)s->t->vocab.unseen_idf);

			sum += (double)w * (double)(float)s->words[i].say[k];
		}
		for (size_t i = 0; i < plain->n; i++) {
			const struct feature *f = &plain->items[i];
			double add = f->id < vocab_named(&s->t->vocab)
					     ? 0
					     : (double)f->weight * (double)s->weights[f->id * 3 + k];

			spelled += add;
			size += fabs(add);
		}
		assert_true(folded->unseen[k] == sum);
		assert_true(fabs(folded->unseen[k] - spelled) <= 1e-6 * size);
	}
	assert_int_equal(folded->unknown, s->n);
}

static void one_folded(
	struct sums *s, struct extractor *const fold[3], struct extractor *spell, struct str text)
{
	struct vec folded = {0}, plain = {0};

	s->n = 0;
	assert_int_equal(
		each_word(&s->t->stemmers, true, STR(""), text, STR("ru"), note_unknown, s, NULL), DL_OK);
	assert_int_equal(extract_vec(&plain, spell, STR(""), text, STR("ru"), NULL), DL_OK);
	assert_null(plain.unseen);
	for (int again = 0; again < 2; again++) // the second time from memory
		for (int i = 0; i < 3; i++) {
			assert_int_equal(
				extract_vec(&folded, fold[i], STR(""), text, STR("ru"), NULL), DL_OK);
			expect_sums(s, &folded, &plain);
		}
	vec_release(&folded);
	vec_release(&plain);
}

// What unknown words say: kept sums against sums made anew, bit for bit. The second and the third extractor
// share what they learn.
static void test_extract__folded_unknown_words(void **state)
{
	struct learned t;
	struct sums *s = mem_zalloc(1, sizeof *s);
	struct extractor *fold[3], *spell;
	struct lexicon *shared;
	struct buf text = {0};
	float *weights;

	(void)state;
	learn(&t, 1);
	weights = mem_alloc(vocab_size(&t.vocab) * 3 * sizeof *weights);
	assert_true(s && weights);
	for (size_t i = 0; i < (size_t)vocab_size(&t.vocab) * 3; i++)
		weights[i] = (float)(next_random() % 2001) / 1000 - 1;
	*s = (struct sums){.t = &t, .weights = weights};
	s->parts = extractor_new(&t.recipe, &t.vocab, false);
	spell = extractor_new(&t.recipe, &t.vocab, false);
	shared = lexicon_new(&t.vocab);
	assert_true(s->parts && spell && shared);
	for (int i = 0; i < 3; i++) {
		fold[i] = extractor_new(&t.recipe, &t.vocab, false);
		assert_non_null(fold[i]);
		extractor_fold(fold[i], weights, 3);
		if (i)
			extractor_share(fold[i], shared);
	}
	for (int i = 0; i < 100; i++) {
		buf_clear(&text);
		for (size_t n = next_random() % 200; n > 0; n--) {
			for (size_t len = 2 + next_random() % 3; len > 0; len--)
				buf_addc(&text, "abdegorstu"[next_random() % 10]);
			buf_addc(&text, ' ');
		}
		one_folded(s, fold, spell, buf_str(&text));
	}
	extractor_free(s->parts);
	for (int i = 0; i < 3; i++)
		extractor_free(fold[i]);
	lexicon_free(shared);
	extractor_free(spell);
	mem_free(weights);
	mem_free(s);
	buf_release(&text);
	unlearn(&t);
}

static void test_extract__is_each_term_made_fast(void **state)
{
	struct learned t;
	struct extractor *x;
	struct buf title = {0}, text = {0};
	uint32_t *times;

	(void)state;
	for (uint32_t grams = 0; grams < 2; grams++) {
		learn(&t, grams);
		x = extractor_new(&t.recipe, &t.vocab, false);
		times = mem_zalloc(vocab_size(&t.vocab), sizeof *times);
		assert_true(x && times);
		random_state = 99;
		for (int i = 0; i < 3000; i++) {
			struct str a = random_text(&title, next_random() % 8);

			compare(&t, x, a, random_text(&text, next_random() % 120), times);
		}
		mem_free(times);
		extractor_free(x);
		unlearn(&t);
	}
	buf_release(&title);
	buf_release(&text);
}

static void test_extract__vector_does_not_depend_on_what_came_before(void **state)
{
	struct learned t;
	struct extractor *old, *fresh;
	struct vec a = {0}, b = {0};
	struct buf text = {0};

	(void)state;
	learn(&t, 1);
	old = extractor_new(&t.recipe, &t.vocab, false);
	random_state = 5;
	for (int i = 0; i < 300; i++) {
		random_text(&text, 60);
		fresh = extractor_new(&t.recipe, &t.vocab, false);
		extract_vec(&a, old, STR(""), buf_str(&text), STR("tg"), NULL);
		extract_vec(&b, fresh, STR(""), buf_str(&text), STR("tg"), NULL);
		assert_int_equal(a.n, b.n);
		assert_int_equal(a.known, b.known);
		assert_int_equal(a.unknown, b.unknown);
		assert_int_equal(a.words, b.words);
		assert_memory_equal(a.items, b.items, a.n * sizeof *a.items);
		extractor_free(fresh);
	}
	vec_release(&a);
	vec_release(&b);
	buf_release(&text);
	extractor_free(old);
	unlearn(&t);
}

// Words never seen share n-grams with words that were.
static void test_extract__unknown_words_bring_grams(void **state)
{
	struct learned t;
	struct extractor *x;
	struct vec v = {0};
	double sum = 0;

	(void)state;
	learn(&t, 1);
	x = extractor_new(&t.recipe, &t.vocab, false);
	assert_int_equal(extract_vec(&v, x, STR(""), STR("intercounter border"), STR("tg"), NULL), DL_OK);
	assert_int_equal(v.unknown + v.known, 2);
	for (size_t i = 0; i < v.n; i++)
		if (v.items[i].id >= vocab_named(&t.vocab))
			sum += (double)v.items[i].weight * (double)v.items[i].weight;
	// The n-grams of one unknown word have length 1 among themselves.
	assert_true(fabs(sqrt(sum) - v.unknown * (double)t.vocab.unseen_idf) < 1e-4);
	vec_release(&v);
	extractor_free(x);
	unlearn(&t);
}

// Words: ln((1 + N) / (1 + df)) + 1, unseen ones as if of one article; grams: ln(types of words / words with
// it).
static void test_vocab__rare_terms_weigh_more(void **state)
{
	struct learned t;
	uint32_t first, n;

	(void)state;
	learn(&t, 1);
	n = vocab_size(&t.vocab);
	first = vocab_named(&t.vocab);
	assert_true(fabs((double)t.vocab.unseen_idf - (log((1 + t.articles) / 2) + 1)) < 1e-5);
	for (uint32_t i = 0; i < t.vocab.n_words; i++)
		assert_true(
			fabs((double)t.vocab.idf[i] - (log((1 + t.articles) / (1.0 + t.df[i])) + 1)) < 1e-5);
	for (uint32_t i = first; i < n; i++) {
		double types = exp((double)t.vocab.idf[i]) * t.df[i];

		assert_true(t.df[i] >= 2);
		assert_true(fabs(types - exp((double)t.vocab.idf[first]) * t.df[first]) < 1e-3 * types);
		assert_true(types >= t.vocab.n_words);
	}
	assert_true(n > first + 10 && t.df[first] != t.df[first + 1]);
	unlearn(&t);
}

// A word that stands 300 times weighs 1 + ln 300 as much as one that stands once.
static void test_extract__many_times(void **state)
{
	struct learned t;
	struct extractor *x;
	struct buf text = {0};
	struct vec v = {0};
	double weight[2] = {0};

	(void)state;
	learn(&t, 0);
	x = extractor_new(&t.recipe, &t.vocab, false);
	buf_adds(&text, "wheat.");
	for (int i = 0; i < 300; i++)
		buf_adds(&text, " border.");
	assert_int_equal(extract_vec(&v, x, STR(""), buf_str(&text), STR("ru"), NULL), DL_OK);
	for (size_t i = 0; i < v.n; i++) {
		uint32_t id = v.items[i].id;

		if (id == vocab_builder_known(t.builder, vocab_key(STR("wheat"))))
			weight[0] = (double)v.items[i].weight / (double)t.vocab.idf[id];
		if (id == vocab_builder_known(t.builder, vocab_key(STR("border"))))
			weight[1] = (double)v.items[i].weight / (double)t.vocab.idf[id];
	}
	assert_true(weight[0] > 0);
	assert_true(fabs(weight[1] / weight[0] - (1 + log(300))) < 1e-5);
	vec_release(&v);
	buf_release(&text);
	extractor_free(x);
	unlearn(&t);
}

static void test_grams__of_a_word(void **state)
{
	struct grams g;
	struct str gram;
	size_t n = 0;
	bool whole = false;

	(void)state;
	grams_start(&g, STR("ива"));
	while (grams_next(&g, &gram)) {
		n++;
		whole |= str_is(gram, "<ива>");
	}
	assert_int_equal(n, 3 + 2 + 1); // of 3, 4 and 5 characters
	assert_true(whole);
	grams_start(&g, STR(""));
	assert_false(grams_next(&g, &gram));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scan__ways_agree),
		cmocka_unit_test(test_list__ways_agree),
		cmocka_unit_test(test_scan__knows_its_bytes),
		cmocka_unit_test(test_extract__is_each_term_made_fast),
		cmocka_unit_test(test_extract__folded_unknown_words),
		cmocka_unit_test(test_extract__vector_does_not_depend_on_what_came_before),
		cmocka_unit_test(test_extract__unknown_words_bring_grams),
		cmocka_unit_test(test_vocab__rare_terms_weigh_more),
		cmocka_unit_test(test_extract__many_times),
		cmocka_unit_test(test_grams__of_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

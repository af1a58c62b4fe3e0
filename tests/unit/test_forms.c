// SPDX-License-Identifier: MIT
// Where word forms are kept, and the index that new ones are looked up in.
#include "tests/unit/fixture.h"

#include "base/mem.h"
#include "base/par.h"
#include "features/extract.h"
#include "features/forms.h"
#include "features/grams.h"
#include "features/key_index.h"
#include "tests/learn.h"

#include <stdlib.h>

enum { TOPICS = 3, TEXTS = 160, WORDS = 4000, THREADS = 4, REPEATED = 50 };

static uint64_t random_at(uint64_t i)
{
	return hash_mix(i * UINT64_C(0x9e3779b97f4a7c15) + 1);
}

static void add_word(struct buf *out, uint64_t random)
{
	for (size_t len = 3 + random % 5; len > 0; len--, random /= 16)
		buf_addc(out, "abdegiklmnorstuv"[random % 16]);
	buf_addc(out, ' ');
}

// A text of words that no other text has, but for some that all have.
static void make_text(struct buf *out, size_t i)
{
	buf_clear(out);
	for (uint64_t w = 0; w < WORDS; w++)
		add_word(out, random_at(w < REPEATED ? w : i * WORDS + w));
}

static void learn(struct learned *t)
{
	struct buf text = {0};

	*t = (struct learned){.recipe = RECIPE_DEFAULT};
	t->recipe.grams = 1;
	t->builder = vocab_builder_new(&t->recipe);
	assert_non_null(t->builder);
	for (int pass = 0; pass < 2; pass++) {
		t->pairs = pass;
		for (size_t i = 0; i < 4; i++) {
			make_text(&text, i);
			assert_int_equal(learn_article(t, STR(""), buf_str(&text), STR("en"), NULL), DL_OK);
		}
		if (!pass)
			assert_int_equal(vocab_builder_settle(t->builder, NULL), DL_OK);
	}
	assert_int_equal(vocab_builder_finish(t->builder, &t->vocab, &t->df, NULL), DL_OK);
	buf_release(&text);
}

struct sharing {
	struct learned t;
	float *weights;
	struct extractor *x[THREADS];
	double unseen[TEXTS][TOPICS];
	size_t n[TEXTS];
};

static enum dl_status one_text(void *payload, size_t i, int worker, struct dl_err *err)
{
	struct sharing *s = payload;
	struct buf text = {0};
	struct vec v = {0};
	enum dl_status st;

	make_text(&text, i);
	st = extract_vec(&v, s->x[worker], STR(""), buf_str(&text), STR("en"), err);
	s->n[i] = v.n;
	if (st == DL_OK)
		memcpy(s->unseen[i], v.unseen, sizeof s->unseen[i]);
	vec_release(&v);
	buf_release(&text);
	return st;
}

static struct extractor *folding(const struct sharing *s)
{
	struct extractor *x = extractor_new(&s->t.recipe, &s->t.vocab, false);

	assert_non_null(x);
	extractor_fold(x, s->weights, TOPICS);
	return x;
}

// More words than are kept, on several threads, against an extractor that is new for each text.
static void test_forms__are_shared_and_forgotten(void **state)
{
	struct sharing *s = mem_zalloc(1, sizeof *s), *alone = mem_zalloc(1, sizeof *alone);
	struct lexicon *lexicon;

	(void)state;
	assert_true(s && alone);
	learn(&s->t);
	lexicon = lexicon_new(&s->t.vocab);
	assert_non_null(lexicon);
	s->weights = mem_alloc((size_t)vocab_size(&s->t.vocab) * TOPICS * sizeof *s->weights);
	assert_non_null(s->weights);
	for (size_t i = 0; i < (size_t)vocab_size(&s->t.vocab) * TOPICS; i++)
		s->weights[i] = (float)(random_at(i) % 2001) / 1000 - 1;
	for (int i = 0; i < THREADS; i++) {
		s->x[i] = folding(s);
		extractor_share(s->x[i], lexicon);
	}
	assert_int_equal(par_for(TEXTS, THREADS, one_text, s, NULL), DL_OK);
	alone->t = s->t;
	alone->weights = s->weights;
	for (size_t i = 0; i < TEXTS; i += 9) {
		alone->x[0] = folding(alone);
		assert_int_equal(one_text(alone, i, 0, NULL), DL_OK);
		extractor_free(alone->x[0]);
		assert_int_equal(s->n[i], alone->n[i]);
		assert_memory_equal(s->unseen[i], alone->unseen[i], sizeof s->unseen[i]);
	}
	for (int i = 0; i < THREADS; i++)
		extractor_free(s->x[i]);
	lexicon_free(lexicon);
	unlearn(&s->t);
	mem_free(s->weights);
	mem_free(s);
	mem_free(alone);
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

// Words that differ in two letters only, wherever those stand: all letters at all pairs of places.
static void test_form_hash__two_letters_make_a_difference(void **state)
{
	static uint64_t hashes[36 * 36];
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";

	(void)state;
	for (size_t i = 0; i < PLAIN_BYTES; i++)
		for (size_t j = i + 1; j < PLAIN_BYTES; j++) {
			char word[PLAIN_BYTES + 1] = "internationalizationists";
			uint64_t part[3];

			for (size_t k = 0; k < 36 * 36; k++) {
				word[i] = letters[k % 36];
				word[j] = letters[k / 36];
				memcpy(part, word, sizeof part);
				hashes[k] = form_hash(part[0], part[1], part[2]);
			}
			qsort(hashes, 36 * 36, sizeof *hashes, by_value);
			for (size_t k = 1; k < 36 * 36; k++)
				assert_true(hashes[k] != hashes[k - 1]);
		}
}

static void test_form_fold__narrow_and_wide(void **state)
{
	(void)state;
	assert_true(form_fold(UINT64_C(0x123456789abcdef0), UINT64_C(0xfedcba9876543210)) ==
		    (UINT64_C(0x121fa00ad77d7422) ^ UINT64_C(0x236d88fe5618cf00)));
	assert_true(form_fold_narrow(UINT64_MAX, UINT64_MAX) == (UINT64_C(1) ^ (UINT64_MAX - 1)));
	for (uint64_t i = 0; i < 10000; i++)
		assert_true(form_fold(random_at(i), random_at(~i)) ==
			    form_fold_narrow(random_at(i), random_at(~i)));
}

// Every n-gram looked up, one after the other.
static void expect_parts(const struct feature *p, const struct vocab *v, struct str word)
{
	uint32_t seen[3 * GRAM_WORD], n = 0, first = vocab_size(v) - v->n_grams;
	struct grams g;
	struct str gram;

	grams_start(&g, word);
	while (grams_next(&g, &gram)) {
		uint32_t id = vocab_find(v, vocab_gram_key(gram)), at = 0;

		if (id == VOCAB_NONE || id < first)
			continue;
		while (at < n && seen[at] != id)
			at++;
		if (at < n)
			continue;
		assert_int_equal(p[n].id, id);
		seen[n++] = id;
	}
	assert_int_equal(p[n].id, VOCAB_NONE);
}

static void test_parts__are_all_ngrams_there_are(void **state)
{
	struct learned t;
	struct extractor *x;
	struct buf word = {0};

	(void)state;
	learn(&t);
	x = extractor_new(&t.recipe, &t.vocab, false);
	assert_non_null(x);
	for (uint64_t i = 0; i < 20000; i++) {
		const struct feature *p;

		buf_clear(&word);
		for (uint64_t len = i % 100 ? 1 + i % 12 : 80, k = 0; k < len; k++)
			buf_addc(&word, "abdegiklmnorstuv"[random_at(i * 128 + k) % (i % 3 ? 16 : 4)]);
		assert_int_equal(extract_parts(&p, x, buf_str(&word), NULL), DL_OK);
		expect_parts(p, &t.vocab, buf_str(&word));
	}
	extractor_free(x);
	buf_release(&word);
	unlearn(&t);
}

static void test_key_index__finds_what_the_vocabulary_has(void **state)
{
	struct learned t;
	struct key_index index = {0};
	size_t found = 0;

	(void)state;
	learn(&t);
	assert_true(key_index_make(&index, &t.vocab));
	for (uint32_t i = 0; i < t.vocab.n_key_slots; i++) {
		const struct key_slot *s = &t.vocab.key_slots[i];

		if (s->id == VOCAB_NONE)
			continue;
		assert_int_equal(key_index_find(&index, s->key), s->id);
		found++;
	}
	assert_int_equal(found, t.vocab.n_words + t.vocab.n_grams);
	for (uint64_t i = 0; i < 100000; i++)
		assert_int_equal(key_index_find(&index, random_at(i)), vocab_find(&t.vocab, random_at(i)));
	key_index_release(&index);
	unlearn(&t);
}

// Numbers beyond all terms, and more keys than the counts say.
static void test_key_index__of_a_strangers_table(void **state)
{
	static struct key_slot slots[256];
	struct vocab v = {.n_words = 3, .n_key_slots = 256, .key_slots = slots};
	struct key_index index = {0};

	(void)state;
	for (uint32_t i = 0; i < 256; i++)
		slots[i] = (struct key_slot){.key = random_at(i), .id = i % 5 == 4 ? UINT32_MAX - i : i % 5};
	assert_true(key_index_make(&index, &v));
	for (uint32_t i = 0; i < 300; i++) {
		uint32_t id = key_index_find(&index, random_at(i));

		assert_true(id == VOCAB_NONE || id < 3);
	}
	assert_int_equal(key_index_find(&index, UINT64_MAX), VOCAB_NONE);
	key_index_release(&index);
	mem_fail_after(0);
	assert_false(key_index_make(&index, &v));
	mem_fail_after(-1);
	key_index_release(&index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_form_hash__two_letters_make_a_difference),
		cmocka_unit_test(test_form_fold__narrow_and_wide),
		cmocka_unit_test(test_forms__are_shared_and_forgotten),
		cmocka_unit_test(test_parts__are_all_ngrams_there_are),
		cmocka_unit_test(test_key_index__finds_what_the_vocabulary_has),
		cmocka_unit_test(test_key_index__of_a_strangers_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

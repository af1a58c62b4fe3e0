// SPDX-License-Identifier: MIT
// What is foreseen to be seldom costs nothing and changes nothing.
#include "tests/unit/fixture.h"

#include "base/mem.h"
#include "features/sieve.h"
#include "features/vocab.h"

enum { N_KEYS = 4000, ARTICLES = 400, WORDS = 60, RUNNING = 25 };

static void test_sieve__never_calls_a_frequent_key_seldom(void **state)
{
	struct sieve s;
	size_t passed = 0;

	(void)state;
	assert_true(sieve_init(&s, 2 * N_KEYS));
	for (uint64_t key = 0; key < N_KEYS; key++)
		for (uint64_t times = 0; times <= key % 4; times++)
			sieve_add(&s, key);
	for (uint64_t key = 0; key < N_KEYS; key++) {
		for (uint32_t min = 0; min <= key % 4 + 1; min++)
			assert_true(sieve_passes(&s, key, min));
		passed += key % 4 == 0 && sieve_passes(&s, key, 2);
	}
	assert_true(passed > 0 && passed < N_KEYS / 4 * 2 / 3);
	sieve_release(&s);
}

static void test_sieve__counts_no_further_than_it_can(void **state)
{
	struct sieve s = {0};

	(void)state;
	assert_true(sieve_passes(&s, 5, 1000)); // nothing is known
	assert_true(sieve_init(&s, 1));
	for (int i = 0; i < 254; i++)
		sieve_add(&s, 5);
	assert_false(sieve_passes(&s, 5, 300));
	for (int i = 0; i < 1000; i++)
		sieve_add(&s, 5);
	assert_true(sieve_passes(&s, 5, 300));
	sieve_release(&s);
}

static uint32_t word_of(uint64_t article, uint64_t place)
{
	uint64_t draw = hash_mix(article * RUNNING + place + 1);

	return (uint32_t)(draw % WORDS * (draw >> 32 & 1)) * (draw >> 40 & 1); // some often, most seldom
}

static void give_pairs(struct vocab_builder *b, bool foresee)
{
	for (uint64_t i = 0; i < ARTICLES; i++) {
		vocab_builder_article(b);
		for (uint64_t k = 1; k < RUNNING; k++) {
			if (foresee)
				vocab_builder_foresee(b, word_of(i, k - 1), word_of(i, k));
			else
				assert_int_equal(
					vocab_builder_pair(b, word_of(i, k - 1), word_of(i, k), NULL), DL_OK);
		}
	}
}

static struct vocab_builder *build(const struct recipe *r, bool foresee, struct vocab *v, const uint32_t **df)
{
	struct vocab_builder *b = vocab_builder_new(r);
	char name[16];

	for (uint32_t i = 0; i < r->min_df; i++) {
		vocab_builder_article(b);
		for (int w = 0; w < WORDS; w++) {
			snprintf(name, sizeof name, "w%d", w);
			assert_int_equal(vocab_builder_word(b, str_from(name), false, NULL), DL_OK);
		}
	}
	assert_int_equal(vocab_builder_settle(b, NULL), DL_OK);
	if (foresee) {
		assert_int_equal(vocab_builder_expect(b, ARTICLES * RUNNING, NULL), DL_OK);
		give_pairs(b, true);
	}
	give_pairs(b, false);
	assert_int_equal(vocab_builder_finish(b, v, df, NULL), DL_OK);
	return b;
}

static void test_sieve__the_vocabulary_is_the_same(void **state)
{
	(void)state;
	for (uint32_t min_df = 1; min_df < 5; min_df++) {
		struct recipe r = RECIPE_DEFAULT;
		struct vocab_builder *b[2];
		struct vocab v[2];
		const uint32_t *df[2];

		r.min_df = min_df;
		for (int i = 0; i < 2; i++)
			b[i] = build(&r, i, &v[i], &df[i]);
		assert_true(v[0].n_words == WORDS && v[0].n_pairs > 20);
		assert_int_equal(v[0].n_pairs, v[1].n_pairs);
		assert_memory_equal(df[0], df[1], vocab_size(&v[0]) * sizeof *df[0]);
		assert_memory_equal(
			v[0].pair_slots, v[1].pair_slots, v[0].n_pair_slots * sizeof *v[0].pair_slots);
		for (int i = 0; i < 2; i++)
			vocab_builder_free(b[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sieve__never_calls_a_frequent_key_seldom),
		cmocka_unit_test(test_sieve__counts_no_further_than_it_can),
		cmocka_unit_test(test_sieve__the_vocabulary_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

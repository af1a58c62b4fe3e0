// SPDX-License-Identifier: MIT
// The table of pairs that texts are looked up in against the vocabulary's own, also where that is a
// stranger's.
#include "tests/unit/fixture.h"

#include "base/mem.h"
#include "features/pairs.h"

enum { WORDS = 50, PAIRS = 600, SLOTS = 2048 };

static void empty(struct pair_slot slots[SLOTS])
{
	for (size_t i = 0; i < SLOTS; i++)
		slots[i] = (struct pair_slot){0, 0, VOCAB_NONE};
}

static void put(struct pair_slot slots[SLOTS], uint32_t first, uint32_t second, uint32_t id)
{
	uint32_t at = (uint32_t)vocab_pair_mix(vocab_pair_key(first, second)) % SLOTS;

	while (slots[at].id != VOCAB_NONE)
		at = (at + 1) % SLOTS;
	slots[at] = (struct pair_slot){first, second, id};
}

static void assert_same(const struct pair_table *t, const struct vocab *v, uint32_t upto)
{
	for (uint32_t a = 0; a < upto; a++)
		for (uint32_t b = 0; b < upto; b++) {
			uint32_t want = vocab_find_pair(v, a, b);
			uint64_t key = vocab_pair_key(a, b);

			assert_int_equal(pair_find(t, key), want);
			assert_true(want == VOCAB_NONE || pair_may_be(t, key));
		}
}

static void test_pairs__are_those_of_the_vocabulary(void **state)
{
	static struct pair_slot slots[SLOTS];
	struct vocab v = {.n_words = WORDS, .n_pairs = PAIRS, .n_pair_slots = SLOTS, .pair_slots = slots};
	struct pair_table t = {0};
	size_t may_be = 0;

	(void)state;
	empty(slots);
	for (uint32_t i = 0; i < PAIRS; i++)
		put(slots, i % WORDS, (i / WORDS * 7 + i) % WORDS, WORDS + i);
	assert_true(pair_table_make(&t, &v));
	assert_same(&t, &v, WORDS + 20);
	for (uint32_t a = 100; a < 200; a++)
		for (uint32_t b = 100; b < 200; b++)
			may_be += pair_may_be(&t, vocab_pair_key(a, b));
	assert_true(may_be < 10000 / 8); // the filter keeps most others out
	pair_table_release(&t);
}

static void test_pairs__none(void **state)
{
	struct vocab v = {.n_words = WORDS};
	struct pair_table t = {0};

	(void)state;
	assert_true(pair_table_make(&t, &v));
	assert_int_equal(pair_find(&t, vocab_pair_key(1, 2)), VOCAB_NONE);
	assert_false(pair_may_be(&t, vocab_pair_key(1, 2)));
	pair_table_release(&t);
}

// No empty slot would end a search, and numbers lead outside: neither may do harm.
static void test_pairs__of_a_strangers_table(void **state)
{
	static struct pair_slot slots[SLOTS];
	struct vocab v = {.n_words = WORDS, .n_pairs = PAIRS, .n_pair_slots = SLOTS, .pair_slots = slots};
	struct pair_table t = {0};

	(void)state;
	for (uint32_t i = 0; i < SLOTS; i++)
		slots[i] = (struct pair_slot){i, i, i % (WORDS + PAIRS)};
	assert_true(pair_table_make(&t, &v));
	for (uint32_t a = 0; a < 100; a++)
		assert_true(pair_find(&t, vocab_pair_key(a, a + 1)) == VOCAB_NONE);
	pair_table_release(&t);
	for (uint32_t i = 0; i < SLOTS; i++)
		slots[i].id = UINT32_MAX - 1 - i;
	assert_true(pair_table_make(&t, &v));
	for (uint32_t a = 0; a < SLOTS; a++)
		assert_int_equal(pair_find(&t, vocab_pair_key(a, a)), VOCAB_NONE);
	pair_table_release(&t);
}

static void test_pairs__without_memory(void **state)
{
	struct vocab v = {.n_words = WORDS};
	struct pair_table t = {0};

	(void)state;
	for (long n = 0; n < 2; n++) {
		mem_fail_after(n);
		assert_false(pair_table_make(&t, &v));
		mem_fail_after(-1);
		pair_table_release(&t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pairs__are_those_of_the_vocabulary),
		cmocka_unit_test(test_pairs__none),
		cmocka_unit_test(test_pairs__of_a_strangers_table),
		cmocka_unit_test(test_pairs__without_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

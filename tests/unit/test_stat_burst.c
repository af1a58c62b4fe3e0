// SPDX-License-Identifier: MIT
#include "base/mem.h"
#include "reports/stat_burst.h"
#include "tests/unit/weekly.h"

static void check(const json_t *c, const struct bursts *b)
{
	const json_t *want = json_object_get(expected(c), "bursts"), *w;
	size_t i;

	near_value(c, "number of bursts", (double)b->n, (double)json_array_size(want));
	json_array_foreach(want, i, w)
	{
		near_value(c, "start", (double)b->items[i].from, number(w, "start"));
		near_value(c, "end", (double)b->items[i].to, number(w, "end"));
		near_value(c, "strength", b->items[i].strength, number(w, "strength"));
	}
	near(c, "cost", b->cost);
}

static void test_stat_burst__vectors(void **state)
{
	json_t *root = oracle("bursts.json"), *c;
	struct weekly w[ORACLE_LONGEST];
	struct bursts b;
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		size_t n =
			weeks_of(w, json_object_get(input(c), "counts"), json_object_get(input(c), "totals"));

		assert_int_equal(bursts_find(&b, w, n, number(input(c), "rho"), NULL), DL_OK);
		check(c, &b);
		mem_free(b.items);
	}
	json_decref(root);
}

static void test_stat_burst__known(void **state)
{
	struct weekly w[30];
	struct bursts b;

	(void)state;
	for (int i = 0; i < 30; i++)
		w[i] = (struct weekly){i >= 10 && i <= 13 ? 30 : 6, 60};
	w[14] = (struct weekly){0, 0};
	assert_int_equal(bursts_find(&b, w, 30, 0.01, NULL), DL_OK);
	assert_int_equal(b.n, 1);
	assert_int_equal(b.items[0].from, 10);
	assert_int_equal(b.items[0].to, 13); // the empty week after it is no part of it
	mem_free(b.items);
	assert_int_equal(bursts_find(&b, w, 12, 0.01, NULL), DL_OK);
	assert_int_equal(b.n, 0);
}

// Most weeks have none: the level is then not the median but (X + 1/2) / (N + 1) of the 27 weeks around, 20.5
// / 1351.
static void test_stat_burst__rare_topic(void **state)
{
	struct weekly w[30];
	struct bursts b;

	(void)state;
	for (int i = 0; i < 30; i++)
		w[i] = (struct weekly){i == 15 ? 20 : 0, 50};
	assert_int_equal(bursts_find(&b, w, 30, 0, NULL), DL_OK);
	assert_int_equal(b.n, 1);
	assert_int_equal(b.items[0].from, 15);
	assert_int_equal(b.items[0].to, 15);
	assert_true(fabs(b.items[0].strength - 13.3971133845) < 1e-9);
	mem_free(b.items);
}

static void test_stat_burst__no_memory(void **state)
{
	struct weekly w[30];
	struct bursts b;
	enum dl_status st = DL_ENOMEM;

	(void)state;
	for (int i = 0; i < 30; i++)
		w[i] = (struct weekly){i >= 10 && i <= 13 ? 30 : 6, 60};
	for (long n = 0; st != DL_OK; n++) {
		mem_fail_after(n);
		st = bursts_find(&b, w, 30, 0.01, NULL);
		mem_fail_after(-1);
		assert_true(st == DL_OK || (st == DL_ENOMEM && !b.items));
		assert_true(n < 10);
	}
	mem_free(b.items);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stat_burst__vectors),
		cmocka_unit_test(test_stat_burst__known),
		cmocka_unit_test(test_stat_burst__rare_topic),
		cmocka_unit_test(test_stat_burst__no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

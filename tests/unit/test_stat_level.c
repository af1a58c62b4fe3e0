// SPDX-License-Identifier: MIT
#include "base/mem.h"
#include "reports/stat_burst.h"
#include "reports/stat_level.h"
#include "tests/unit/weekly.h"

static size_t series(struct weekly *w, const json_t *c)
{
	return weeks_of(w, json_object_get(input(c), "counts"), json_object_get(input(c), "totals"));
}

static void leave_out_bursts(struct weekly *w, size_t n)
{
	struct bursts b;

	assert_int_equal(bursts_find(&b, w, n, NAN, NULL), DL_OK);
	for (size_t i = 0; i < b.n; i++)
		for (size_t k = b.items[i].from; k <= b.items[i].to; k++)
			w[k] = (struct weekly){0, 0};
	mem_free(b.items);
}

static void check_changes(const json_t *c, const struct levels *l)
{
	double want[ORACLE_LONGEST];
	size_t n = numbers(want, json_object_get(expected(c), "changes"));

	near_value(c, "number of changes", (double)l->n, (double)n);
	for (size_t i = 0; i < n; i++)
		near_value(c, "change", (double)l->changes[i], want[i]);
}

static void test_stat_level__levels(void **state)
{
	json_t *root = oracle("levels.json"), *c;
	struct weekly w[ORACLE_LONGEST];
	struct levels l;
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		size_t n = series(w, c), segment = (size_t)number(input(c), "min_weeks");

		assert_int_equal(levels_find(&l, w, n, number(input(c), "rho"), number(input(c), "beta"),
					 segment, NULL),
			DL_OK);
		check_changes(c, &l);
		near(c, "cost", l.cost);
		mem_free(l.changes);
	}
	json_decref(root);
}

static void test_stat_level__shapes(void **state)
{
	static const char *const names[] = {"level", "trend", "steps"};
	json_t *root = oracle("shape.json"), *c;
	struct weekly w[ORACLE_LONGEST];
	struct shape s;
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		size_t n = series(w, c);

		leave_out_bursts(w, n);
		assert_int_equal(shape_find(&s, w, n, NULL), DL_OK);
		assert_string_equal(names[s.kind], json_string_value(json_object_get(expected(c), "shape")));
		near(c, "level", s.level);
		near(c, "trend", s.trend);
		near(c, "steps", s.steps);
		near(c, "logit_slope_per_week", s.slope);
		near(c, "slope_se", s.slope_error);
		check_changes(c, &s.levels);
		mem_free(s.levels.changes);
	}
	json_decref(root);
}

static void test_stat_level__known(void **state)
{
	struct weekly w[60];
	struct shape s;

	(void)state;
	for (int i = 0; i < 60; i++)
		w[i] = (struct weekly){i < 30 ? 5 + i % 2 : 15 + i % 2, 60};
	assert_int_equal(shape_find(&s, w, 60, NULL), DL_OK);
	assert_int_equal(s.kind, SHAPE_STEPS);
	assert_int_equal(s.levels.n, 1);
	assert_int_equal(s.levels.changes[0], 30);
	mem_free(s.levels.changes);
	for (int i = 0; i < 60; i++)
		w[i].x = 0;
	assert_int_equal(shape_find(&s, w, 60, NULL), DL_OK);
	assert_true(s.kind == SHAPE_LEVEL && isnan(s.trend) && isnan(s.steps));
	mem_free(s.levels.changes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stat_level__levels),
		cmocka_unit_test(test_stat_level__shapes),
		cmocka_unit_test(test_stat_level__known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include "reports/stat_loess.h"
#include "tests/unit/oracle.h"

static void test_stat_loess__vectors(void **state)
{
	json_t *root = oracle("loess.json"), *c;
	double x[ORACLE_LONGEST], y[ORACLE_LONGEST], w[ORACLE_LONGEST], got[ORACLE_LONGEST];
	double want[ORACLE_LONGEST];
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		size_t n = numbers(x, json_object_get(input(c), "weeks"));

		assert_int_equal(numbers(y, json_object_get(input(c), "shares")), n);
		assert_int_equal(numbers(w, json_object_get(input(c), "totals")), n);
		assert_int_equal(numbers(want, json_object_get(expected(c), "smooth")), n);
		loess_line(got, x, y, w, n);
		for (size_t k = 0; k < n; k++)
			near_value(c, "line", got[k], want[k]);
	}
	json_decref(root);
}

static void test_stat_loess__known(void **state)
{
	double x[20], y[20], w[20], got[20];

	(void)state;
	for (int i = 0; i < 20; i++) {
		x[i] = i * 2;
		y[i] = 0.1 + 0.02 * i;
		w[i] = 1 + i % 4;
	}
	loess_line(got, x, y, w, 20);
	for (int i = 0; i < 20; i++)
		assert_true(fabs(got[i] - y[i]) < 1e-12);
	loess_line(got, x, y, w, 1);
	assert_true(got[0] == y[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stat_loess__vectors),
		cmocka_unit_test(test_stat_loess__known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include "reports/stat_trend.h"
#include "tests/unit/oracle.h"

static void test_stat_trend__vectors(void **state)
{
	json_t *root = oracle("trend.json"), *c;
	double x[ORACLE_LONGEST], y[ORACLE_LONGEST];
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		const json_t *test = json_object_get(expected(c), "mann_kendall");
		const json_t *line = json_object_get(expected(c), "theil_sen");
		size_t n = numbers(x, json_object_get(input(c), "weeks"));
		struct trend t;

		assert_int_equal(numbers(y, json_object_get(input(c), "shares")), n);
		assert_int_equal(trend_find(&t, x, y, n, NULL), DL_OK);
		near_value(c, "S", t.s, number(test, "S"));
		if (number(test, "var") > 0) // given with 13 digits
			near_value(c, "var, of 1", t.variance / number(test, "var"), 1);
		near_value(c, "factor", t.factor, number(test, "factor"));
		near_value(c, "z", t.z, number(test, "z"));
		near_value(c, "p", t.p, number(test, "p"));
		near_value(c, "slope", t.slope, number(line, "slope"));
		near_value(c, "intercept", t.intercept, number(line, "intercept"));
		near_value(c, "lower", t.low, number(line, "lower"));
		near_value(c, "upper", t.high, number(line, "upper"));
	}
	json_decref(root);
}

static void test_stat_trend__known(void **state)
{
	double x[12], y[12];
	struct trend t;

	(void)state;
	for (int i = 0; i < 12; i++) {
		x[i] = 2 * i;
		y[i] = 0.1 + 0.01 * i;
	}
	assert_int_equal(trend_find(&t, x, y, 12, NULL), DL_OK);
	assert_true(fabs(t.slope - 0.005) < 1e-12 && fabs(t.intercept - 0.1) < 1e-12);
	assert_true(t.s > 65 && t.s < 67 && t.p < 1e-4);
	for (int i = 0; i < 12; i++)
		y[i] = 0.3;
	assert_int_equal(trend_find(&t, x, y, 12, NULL), DL_OK);
	assert_true(!(fabs(t.slope) > 0) && !(t.p < 1));
	assert_int_equal(trend_find(&t, x, y, 1, NULL), DL_EINVAL);
}

// Every third week is higher: of the rank autocorrelations of the rest, -0.417, -0.458 and 0.75, only the
// third leaves 1.96 / sqrt(12); the factor is 1 + 2 / (12 11 10) * 9 8 7 * 0.75 = 1.572727...
static void test_stat_trend__three_lags(void **state)
{
	double x[12], y[12];
	struct trend t;

	(void)state;
	for (int i = 0; i < 12; i++) {
		x[i] = i;
		y[i] = i + (i % 3 ? 0 : 5);
	}
	assert_int_equal(trend_find(&t, x, y, 12, NULL), DL_OK);
	assert_true(fabs(t.slope - 1) < 1e-12);
	assert_true(fabs(t.factor - (1 + 2.0 / 1320 * 504 * 0.75)) < 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stat_trend__vectors),
		cmocka_unit_test(test_stat_trend__known),
		cmocka_unit_test(test_stat_trend__three_lags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

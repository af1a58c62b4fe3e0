// SPDX-License-Identifier: MIT
#include "reports/stat_compare.h"
#include "tests/unit/oracle.h"

static void test_stat_compare__weeks(void **state)
{
	json_t *root = oracle("compare_weeks.json"), *c;
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		const json_t *in = input(c);
		struct weekly now = {number(in, "x1"), number(in, "n1")};
		struct weekly then = {number(in, "x0"), number(in, "n0")};
		double nu = number(in, "nu");
		struct comparison got;

		assert_int_equal(compare_weeks(&got, &now, &then, number(in, "rho"), isnan(nu) ? 0 : nu),
			json_is_object(expected(c)));
		if (!json_is_object(expected(c)))
			continue;
		near(c, "ratio", got.ratio);
		near(c, "lower", got.low);
		// Relative where it is large: the reference's quantile of t has nine digits.
		double upper = number(expected(c), "upper");

		if (isfinite(upper) && upper > 1)
			near_value(c, "upper, of 1", got.high / upper, 1);
		else
			near(c, "upper", got.high);
		near(c, "z", got.z);
		near(c, "p", got.p);
	}
	json_decref(root);
}

static void test_stat_compare__change(void **state)
{
	json_t *root = oracle("share_change.json"), *c;
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		const json_t *in = input(c);
		struct share now = {number(in, "p1"), number(in, "l1"), number(in, "u1")};
		struct share then = {number(in, "p0"), number(in, "l0"), number(in, "u0")};
		struct share got = share_change(&now, &then);

		near(c, "change", got.value);
		near(c, "lower", got.low);
		near(c, "upper", got.high);
	}
	json_decref(root);
}

static void test_stat_compare__many(void **state)
{
	json_t *root = oracle("bh.json"), *c;
	double p[ORACLE_LONGEST], want[ORACLE_LONGEST];
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		size_t n = numbers(p, json_object_get(input(c), "p"));

		assert_int_equal(numbers(want, json_object_get(expected(c), "adjusted")), n);
		assert_true(adjust_p(p, n));
		for (size_t k = 0; k < n; k++)
			near_value(c, "adjusted p", p[k], want[k]);
	}
	json_decref(root);
}

static void test_stat_compare__known(void **state)
{
	struct weekly a = {30, 100}, b = {30, 100}, none = {0, 0};
	struct comparison c;
	double p[] = {0.04, NAN, 0.01};

	(void)state;
	assert_true(compare_weeks(&c, &a, &b, 0.01, 25));
	assert_true(fabs(c.ratio - 1) < 1e-12 && c.low < 1 && c.high > 1 && c.p > 0.999);
	assert_false(compare_weeks(&c, &a, &none, 0.01, 25));
	assert_true(adjust_p(p, 3));
	assert_true(fabs(p[0] - 0.04) < 1e-12 && isnan(p[1]) && fabs(p[2] - 0.02) < 1e-12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stat_compare__weeks),
		cmocka_unit_test(test_stat_compare__change),
		cmocka_unit_test(test_stat_compare__many),
		cmocka_unit_test(test_stat_compare__known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

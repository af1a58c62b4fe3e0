// SPDX-License-Identifier: MIT
#include "reports/stat_dist.h"
#include "tests/unit/oracle.h"

static double call(const char *f, const double *a, bool *known)
{
	*known = true;
	if (strcmp(f, "qnorm") == 0)
		return normal_quantile(a[0]);
	if (strcmp(f, "pnorm") == 0)
		return normal_below(a[0]);
	if (strcmp(f, "qt") == 0)
		return student_quantile(a[0], a[1]);
	if (strcmp(f, "pt") == 0)
		return student_below(a[0], a[1]);
	if (strcmp(f, "lbeta") == 0)
		return log_beta(a[0], a[1]);
	*known = false;
	return 0;
}

static void test_stat_dist__vectors(void **state)
{
	json_t *root = oracle("special_functions.json"), *c;
	double a[ORACLE_LONGEST];
	size_t i, tried = 0;
	bool known;

	(void)state;
	oracle_cases(root, i, c)
	{
		numbers(a, json_object_get(input(c), "args"));
		double got = call(json_string_value(json_object_get(input(c), "function")), a, &known);

		if (known)
			near(c, "value", got);
		tried += known ? 1 : 0;
	}
	assert_true(tried >= 30);
	json_decref(root);
}

static void test_stat_dist__inverse(void **state)
{
	(void)state;
	for (double p = 1e-12; p < 1; p = p * 1.7 + 1e-13) {
		assert_true(fabs(normal_below(normal_quantile(p)) / p - 1) < 1e-9);
		assert_true(fabs(student_below(student_quantile(p, 5), 5) / p - 1) < 1e-9);
	}
	assert_true(fabs(student_quantile(0.975, 1e6) - normal_quantile(0.975)) < 1e-5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stat_dist__vectors),
		cmocka_unit_test(test_stat_dist__inverse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

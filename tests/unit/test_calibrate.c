// SPDX-License-Identifier: MIT
// Probabilities and cuts from scores outside the training folds.
#include "tests/unit/oracle.h"
#include "train/platt.h"

static size_t read_scores(const json_t *c, double *d, bool *positive)
{
	double label[ORACLE_LONGEST];
	size_t n = numbers(d, json_object_get(input(c), "scores"));

	assert_int_equal(numbers(label, json_object_get(input(c), "labels")), n);
	for (size_t i = 0; i < n; i++)
		positive[i] = label[i] > 0;
	return n;
}

static void test_platt__as_the_reference(void **state)
{
	json_t *root = oracle("platt.json"), *c;
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		static double d[ORACLE_LONGEST];
		static bool positive[ORACLE_LONGEST];
		size_t n = read_scores(c, d, positive);
		const json_t *cov = json_object_get(expected(c), "cov");
		struct platt p;

		platt_fit(&p, d, positive, n);
		if (json_object_get(expected(c), "probability_at_score")) { // any line through that point
			near(c, "probability_at_score", platt_probability(&p, d[0]));
			continue;
		}
		near(c, "A", p.a);
		near(c, "B", p.b);
		near(c, "mean_probability", p.mean);
		near(c, "dmean_dA", p.mean_a);
		near(c, "dmean_dB", p.mean_b);
		near(c, "probability_at_0", platt_probability(&p, 0));
		for (size_t k = 0; k < 3; k++)
			near_value(c, "cov", p.hessian_inverse[k], number_of(json_array_get(cov, k)));
	}
	json_decref(root);
}

static void test_cut__as_the_reference(void **state)
{
	json_t *root = oracle("threshold.json"), *c;
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		static double d[ORACLE_LONGEST];
		static bool positive[ORACLE_LONGEST];
		size_t n = read_scores(c, d, positive);
		struct cut cut;

		assert_int_equal(cut_best_f1(&cut, d, positive, n, NULL), DL_OK);
		if (json_is_null(expected(c))) { // nothing to find: nothing is ever above it
			assert_int_equal(cut.n1, 0);
			continue;
		}
		near(c, "cut", cut.at);
		near(c, "f1", cut.f1);
	}
	json_decref(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_platt__as_the_reference),
		cmocka_unit_test(test_cut__as_the_reference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

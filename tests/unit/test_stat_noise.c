// SPDX-License-Identifier: MIT
#include "tests/unit/weekly.h"

static void test_stat_noise__vectors(void **state)
{
	json_t *root = oracle("noise.json"), *c;
	struct weekly w[ORACLE_LONGEST];
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		size_t n =
			weeks_of(w, json_object_get(input(c), "counts"), json_object_get(input(c), "totals"));
		struct noise window = noise_window(w, n);

		near(c, "rho_window", window.rho);
		near(c, "weeks", (double)window.weeks);
		assert_int_equal(window.measured, json_is_true(json_object_get(expected(c), "measured")));
		near(c, "rho_diff", noise_differences(w, n).rho);
	}
	json_decref(root);
}

static void test_stat_noise__known(void **state)
{
	struct weekly w[12] = {{0}};

	(void)state;
	assert_true(noise_window(w, 0).rho == NOISE_ASSUMED && !noise_window(w, 0).measured);
	for (int i = 0; i < 12; i++)
		w[i] = (struct weekly){i % 2 ? 40 : 0, 40};
	assert_true(noise_differences(w, 12).rho == 0.9);
	assert_true(noise_differences(w, 9).measured && noise_window(w, 8).measured);
	assert_true(!noise_differences(w, 8).measured && noise_differences(w, 8).rho == NOISE_ASSUMED);
	assert_true(!noise_window(w, 7).measured && noise_window(w, 7).rho == NOISE_ASSUMED);
	assert_true(design_effect(101, 0.02) == 3);
	assert_true(design_effect(0, 0.02) == 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stat_noise__vectors),
		cmocka_unit_test(test_stat_noise__known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

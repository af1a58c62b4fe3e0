// SPDX-License-Identifier: MIT
#include "models/paired.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void mcnemar_agrees_with_the_binomial(void **state)
{
	(void)state;
	assert_true(mcnemar_mid_p(0, 0) == 1);
	assert_true(mcnemar_mid_p(7, 7) == 1);
	// n 5, k 0: 1/32; n 10, k 2: (2 (1 + 10) + 45) / 1024
	assert_true(fabs(mcnemar_mid_p(5, 0) - 1.0 / 32) < 1e-12);
	assert_true(fabs(mcnemar_mid_p(2, 8) - 67.0 / 1024) < 1e-12);
	assert_true(fabs(mcnemar_mid_p(8, 2) - 67.0 / 1024) < 1e-12);
	assert_true(mcnemar_mid_p(100000, 0) < 1e-300);
}

static void equal_models_do_not_differ(void **state)
{
	struct paired_outcome o[3] = {{{1, 1}, {0, 0}}, {{0, 0}, {2, 2}}, {{2, 2}, {1, 1}}};

	(void)state;
	assert_true(paired_micro_f1_p(o, 3) == 1);
	assert_true(paired_micro_f1_p(o, 0) == 1);
}

static void randomisation_comes_near_the_exact_share(void **state)
{
	struct paired_outcome o[5];
	double p;

	(void)state;
	for (int i = 0; i < 5; i++)
		o[i] = (struct paired_outcome){{1, 0}, {0, 1}};
	// Only none or all of the five swapped is as extreme: 2/32, standard error 0.0024.
	p = paired_micro_f1_p(o, 5);
	assert_true(fabs(p - 2.0 / 32) < 0.01);
	assert_true(paired_micro_f1_p(o, 5) == p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mcnemar_agrees_with_the_binomial),
		cmocka_unit_test(equal_models_do_not_differ),
		cmocka_unit_test(randomisation_comes_near_the_exact_share),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

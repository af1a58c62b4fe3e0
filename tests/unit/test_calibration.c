// SPDX-License-Identifier: MIT
// Brier score, skill and calibration error over bins of equal count.
#include "tests/unit/oracle.h"

#include "models/calibration.h"

static void bins_are(const json_t *c, const struct calibration *got)
{
	const json_t *bins = json_object_get(expected(c), "bins"), *bin;
	size_t b;

	if (got->n_bins != json_array_size(bins))
		fail_msg("%s: %zu bins, not %zu", json_string_value(json_object_get(c, "name")), got->n_bins,
			json_array_size(bins));
	json_array_foreach(bins, b, bin)
	{
		const struct calibration_bin *g = &got->bins[b];

		near_value(c, "n", (double)g->n, number(bin, "n"));
		near_value(c, "mean_probability", g->mean, number(bin, "mean_probability"));
		near_value(c, "observed", (double)g->hits / (double)g->n, number(bin, "observed"));
		near_value(c, "lower", g->came_in.low, number(bin, "lower"));
		near_value(c, "upper", g->came_in.high, number(bin, "upper"));
	}
}

static void test_calibration__oracle(void **state)
{
	json_t *root = oracle("calibration.json"), *c;
	static double p[ORACLE_LONGEST], labels[ORACLE_LONGEST];
	static struct said said[ORACLE_LONGEST];
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		size_t n = numbers(p, json_object_get(input(c), "probabilities"));
		struct calibration got;

		assert_int_equal(numbers(labels, json_object_get(input(c), "labels")), n);
		assert_int_equal((int)number(input(c), "bins"), CALIBRATION_BINS);
		for (size_t k = 0; k < n; k++)
			said[k] = (struct said){.probability = p[k], .came_true = labels[k] > 0.5};
		calibration_measure(&got, said, n);
		near(c, "brier", got.brier);
		near(c, "brier_skill", got.skill);
		near(c, "ece", got.ece);
		bins_are(c, &got);
	}
	json_decref(root);
}

// Twenty in ten bins of two, worked out by hand: the five that came true were said with 0.9 (four of them)
// and 0.1. Of the equal-width bins, two would hold all.
static void test_calibration__by_hand(void **state)
{
	struct said said[20];
	struct calibration got;

	(void)state;
	for (size_t i = 0; i < 20; i++)
		said[i] = (struct said){.probability = i % 5 ? 0.1 : 0.9, .came_true = i % 5 == 0 || i == 1};
	calibration_measure(&got, said, 20);
	assert_int_equal(got.n_bins, 10);
	assert_true(fabs(got.brier - (19 * 0.01 + 0.81) / 20) < 1e-12);
	assert_true(fabs(got.skill - (1 - 0.05 / (0.25 * 0.75))) < 1e-12);
	// 7 bins of 0.1 without and one with a hit (equal ones keep their order: the first), 2 of 0.9
	assert_int_equal(got.bins[0].hits, 1);
	assert_true(fabs(got.ece - (0.8 + 7 * 0.2 + 2 * 0.2) / 20) < 1e-12);
	assert_true(got.bins[9].low == 0.9 && got.bins[9].high == 0.9 && got.bins[9].hits == 2);
	assert_true(got.bins[0].low == 0.1 && got.bins[7].high == 0.1);
}

static void test_calibration__nothing_said_and_one_outcome(void **state)
{
	struct said said[3] = {{.probability = 0.1}, {.probability = 0.2}, {.probability = 0.3}};
	struct calibration got;

	(void)state;
	calibration_measure(&got, said, 0);
	assert_true(got.n_bins == 0 && got.ece == 0 && isnan(got.skill));
	calibration_measure(&got, said, 3);
	assert_true(got.n_bins == 3 && isnan(got.skill) && fabs(got.ece - 0.2) < 1e-12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calibration__oracle),
		cmocka_unit_test(test_calibration__by_hand),
		cmocka_unit_test(test_calibration__nothing_said_and_one_outcome),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Scoring formulas against numbers worked out by hand.
#include "tests/unit/fixture.h"

#include "models/metrics.h"
#include "models/model.h"

#include <math.h>

// Platt: 1 / (1 + exp(a d + b)), for decisions far on both sides of the middle.
static void test_scoring__probability_is_the_logistic_function(void **state)
{
	struct model *m;
	const double decisions[] = {-3, -0.5, 0, 0.5, 3, 40, -40};

	(void)state;
	assert_int_equal(model_open(&m, DATELINE_SOURCE_DIR "/tests/golden/model.2", NULL), DL_OK);
	for (size_t i = 0; i < sizeof decisions / sizeof *decisions; i++) {
		double d[2] = {decisions[i], decisions[i]}, p[2];

		model_probabilities(m, d, p);
		for (size_t k = 0; k < 2; k++) {
			const struct model_topic *t = model_topic(m, k);

			assert_true(fabs(p[k] - 1 / (1 + exp(t->platt_a * d[k] + t->platt_b))) < 1e-12);
		}
	}
	model_close(m);
}

// Topic 0: one found, one missed, one false; topic 1: one found; topic 2 never occurs.
static void test_scoring__averages_of_f1(void **state)
{
	struct metrics m;
	const bool gold[3][3] = {{true, false, false}, {true, true, false}, {false, false, false}};
	const bool chosen[3][3] = {{true, false, false}, {false, true, false}, {true, false, false}};

	(void)state;
	assert_int_equal(metrics_init(&m, 3, NULL), DL_OK);
	for (size_t i = 0; i < 3; i++)
		metrics_add(&m, gold[i], chosen[i], NULL);
	assert_int_equal(metrics_finish(&m, NULL), DL_OK);
	assert_true(fabs(m.topics[0].f1 - 0.5) < 1e-12);
	assert_true(fabs(m.topics[1].f1 - 1) < 1e-12);
	assert_true(fabs(m.macro_f1 - 0.75) < 1e-12);
	assert_true(fabs(m.micro_f1 - 4. / 6) < 1e-12);
	assert_true(fabs(m.accuracy - 1. / 3) < 1e-12);
	metrics_release(&m);
}

// A topic is measured alone, and all decisions together.
static void test_scoring__calibration_of_topics(void **state)
{
	struct metrics m;
	const bool gold[2] = {true, false};
	const double sure[2] = {1, 0}, unsure[2] = {1, 0.5};

	(void)state;
	assert_int_equal(metrics_init(&m, 2, NULL), DL_OK);
	metrics_add(&m, gold, gold, sure);
	metrics_add(&m, gold, gold, unsure);
	assert_int_equal(metrics_finish(&m, NULL), DL_OK);
	assert_true(m.topics[0].said.brier == 0 && m.topics[0].said.ece == 0);
	assert_true(fabs(m.topics[1].said.brier - 0.125) < 1e-12);
	assert_true(fabs(m.topics[1].said.ece - 0.25) < 1e-12);
	assert_true(fabs(m.said.brier - 0.0625) < 1e-12 && fabs(m.said.ece - 0.125) < 1e-12);
	assert_true(fabs(m.said.skill - 0.75) < 1e-12 && m.said.n_bins == 4);
	metrics_release(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scoring__probability_is_the_logistic_function),
		cmocka_unit_test(test_scoring__averages_of_f1),
		cmocka_unit_test(test_scoring__calibration_of_topics),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

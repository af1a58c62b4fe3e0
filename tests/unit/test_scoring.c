// SPDX-License-Identifier: MIT
// Scoring formulas against numbers worked out by hand.
#include "tests/unit/fixture.h"

#include "base/hash.h"
#include "features/score.h"
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

// All ways of adding up, for every number of topics and of items about a block's.
static void test_scoring__ways_give_the_same_bits(void **state)
{
	enum { TERMS = 500, TOPICS = 21, ITEMS = 60 };
	static float weights[TERMS * TOPICS];
	struct feature items[ITEMS];
	uint64_t random = 1;
	size_t n_ways;
	score_fn *const *ways = score_ways(&n_ways);

	(void)state;
	for (size_t i = 0; i < TERMS * TOPICS; i++)
		weights[i] = (float)((double)(int64_t)(random = hash_mix(random + i)) / 1e18);
	for (size_t n_topics = 1; n_topics <= TOPICS; n_topics++)
		for (size_t n = 0; n <= ITEMS; n++) {
			double want[TOPICS];

			for (size_t i = 0; i < n; i++) {
				random = hash_mix(random);
				items[i] = (struct feature){
					(uint32_t)(random % TERMS), (float)(random >> 40) / 1e6f};
			}
			for (size_t k = 0; k < n_topics; k++) {
				want[k] = 0;
				for (size_t i = 0; i < n; i++)
					want[k] += (double)items[i].weight *
						   (double)weights[items[i].id * n_topics + k];
			}
			for (size_t way = 0; way < n_ways; way++) {
				double got[TOPICS];

				ways[way](got, weights, n_topics, items, n);
				assert_memory_equal(got, want, n_topics * sizeof *got);
			}
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scoring__probability_is_the_logistic_function),
		cmocka_unit_test(test_scoring__averages_of_f1),
		cmocka_unit_test(test_scoring__calibration_of_topics),
		cmocka_unit_test(test_scoring__ways_give_the_same_bits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

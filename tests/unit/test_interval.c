// SPDX-License-Identifier: MIT
// Intervals of shares and F1 against values of SciPy and of a bootstrap by NumPy.
#include "tests/unit/fixture.h"

#include "models/metrics.h"

#include <math.h>

static void assert_near(double x, double want, double within)
{
	if (!(fabs(x - want) <= within))
		fail_msg("%.12g is not %.12g within %g", x, want, within);
}

// scipy.stats.binomtest(x, n).proportion_ci(0.95, method='wilson'), SciPy 1.10.
static void test_interval__share(void **state)
{
	static const double rows[][4] = {
		{3, 3, 0.4385029682449546, 1},
		{0, 3, 0, 0.5614970317550454},
		{47, 50, 0.8378290831116182, 0.979385029651026},
		{1, 2, 0.09453120573423074, 0.9054687942657693},
		{880, 1000, 0.8583909241522871, 0.8987007393986908},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct interval in = interval_share(rows[i][0], rows[i][1]);
		struct interval f = interval_f1(rows[i][0], rows[i][1] - rows[i][0]);

		assert_near(in.low, rows[i][2], 1e-12);
		assert_near(in.high, rows[i][3], 1e-12);
		assert_near(f.low, 2 * rows[i][2] / (1 + rows[i][2]), 1e-12);
		assert_near(f.high, 2 * rows[i][3] / (1 + rows[i][3]), 1e-12);
	}
}

static void test_interval__nothing_measured_is_nothing_known(void **state)
{
	struct interval in = interval_share(0, 0), f = interval_f1(0, 0);

	(void)state;
	assert_true(in.low == 0 && in.high == 1 && f.low == 0 && f.high == 1);
}

// 300 articles and three topics by arithmetic; the decisions on an article tend to go wrong together. The
// limits that are asked for come from NumPy: percentiles of 200 000 draws of 300 articles with replacement.
static void fill(struct metrics *m)
{
	assert_int_equal(metrics_init(m, 3, NULL), DL_OK);
	for (unsigned i = 0; i < 300; i++) {
		bool gold[3], chosen[3];

		for (unsigned k = 0; k < 3; k++) {
			bool off = (i * 37 + i / 7) % 11 < 2 || (i * 13 + k * 29) % 23 == 0;

			gold[k] = (i * 7 + k * 5) % (k + 3) == 0;
			chosen[k] = gold[k] != off;
		}
		metrics_add(m, gold, chosen, NULL);
	}
	assert_int_equal(metrics_finish(m, NULL), DL_OK);
}

static void test_interval__micro_and_macro_are_those_of_a_bootstrap(void **state)
{
	struct metrics m;

	(void)state;
	fill(&m);
	assert_near(m.micro_f1, 0.6465364120781527, 1e-6);
	assert_near(m.micro_in.low, 0.58139535, 0.01);
	assert_near(m.micro_in.high, 0.70967742, 0.01);
	assert_near(m.macro_f1, 0.6402091317837174, 1e-6);
	assert_near(m.macro_in.low, 0.57334124, 0.01);
	assert_near(m.macro_in.high, 0.70289861, 0.01);
	metrics_release(&m);
}

// All right: no spread, but ten articles are no proof.
static void test_interval__ten_right_of_ten(void **state)
{
	const bool yes[1] = {true};
	struct metrics m;

	(void)state;
	assert_int_equal(metrics_init(&m, 1, NULL), DL_OK);
	for (int i = 0; i < 10; i++)
		metrics_add(&m, yes, yes, NULL);
	assert_int_equal(metrics_finish(&m, NULL), DL_OK);
	assert_true(m.micro_f1 == 1 && m.micro_in.high == 1);
	assert_near(m.macro_in.high, 1, 1e-12);
	assert_near(m.micro_in.low, m.topics[0].f1_in.low, 1e-12);
	assert_near(m.macro_in.low, m.topics[0].f1_in.low, 1e-12);
	assert_true(m.micro_in.low < 0.85);
	assert_false(metrics_says_little(&m.topics[0]));
	metrics_release(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_interval__share),
		cmocka_unit_test(test_interval__nothing_measured_is_nothing_known),
		cmocka_unit_test(test_interval__micro_and_macro_are_those_of_a_bootstrap),
		cmocka_unit_test(test_interval__ten_right_of_ten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

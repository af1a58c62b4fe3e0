// SPDX-License-Identifier: MIT
#include "reports/stat_drift.h"
#include "tests/unit/oracle.h"

static bool holds(const json_t *article, size_t before, const char *word)
{
	for (size_t i = 0; i < before; i++)
		if (strcmp(json_string_value(json_array_get(article, i)), word) == 0)
			return true;
	return false;
}

// The article's distinct words, and those that fewer than min_df training articles have.
static void count_words(const json_t *c, const json_t *article, double *unknown, double *distinct)
{
	const json_t *known = json_object_get(input(c), "document_frequencies"), *v;
	size_t i;

	json_array_foreach(article, i, v)
	{
		double df = number(known, json_string_value(v));

		if (holds(article, i, json_string_value(v)))
			continue;
		*distinct += 1;
		*unknown += isnan(df) || df < number(input(c), "min_df") ? 1 : 0;
	}
}

static void test_stat_drift__words(void **state)
{
	static const char *const levels[] = {"unknown", "ok", "notice", "warn"};
	json_t *root = oracle("oov.json"), *c, *v;
	size_t i, k;

	(void)state;
	oracle_cases(root, i, c)
	{
		double df[256], unknown = 0, distinct = 0, base;
		struct word_drift d;
		const char *word;
		size_t n = 0;

		json_object_foreach(json_object_get(input(c), "document_frequencies"), word, v) df[n++] =
			number_of(v);
		json_array_foreach(json_object_get(input(c), "articles"), k, v)
			count_words(c, v, &unknown, &distinct);
		base = drift_base_rate(df, n, number(input(c), "min_df"));
		d = drift_words(unknown, distinct, base);
		near(c, "base_rate", base);
		near(c, "rate", d.rate);
		near(c, "ratio", d.ratio);
		assert_string_equal(
			levels[d.level], json_string_value(json_object_get(expected(c), "level")));
	}
	json_decref(root);
}

static void test_stat_drift__misfit(void **state)
{
	json_t *root = oracle("misfit.json"), *c;
	double h[3][ORACLE_LONGEST];
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		struct misfit m;

		assert_int_equal(numbers(h[0], json_object_get(input(c), "positives")), DRIFT_BINS);
		assert_int_equal(numbers(h[1], json_object_get(input(c), "negatives")), DRIFT_BINS);
		assert_int_equal(numbers(h[2], json_object_get(input(c), "incoming")), DRIFT_BINS);
		assert_true(drift_misfit(&m, h[0], h[1], h[2]));
		near(c, "share", m.share);
		near(c, "chi2", m.chi2);
		near(c, "p", m.p);
		near(c, "hellinger", m.hellinger);
	}
	json_decref(root);
}

static void test_stat_drift__known(void **state)
{
	const double up[DRIFT_BINS] = {1, 2, 3, 4, 5, 10, 20, 30, 40, 50};
	const double down[DRIFT_BINS] = {50, 40, 30, 20, 10, 5, 4, 3, 2, 1};
	const double middle[DRIFT_BINS] = {0, 0, 0, 0, 90, 90, 0, 0, 0, 0}, none[DRIFT_BINS] = {0};
	struct misfit m;

	(void)state;
	assert_true(drift_misfit(&m, up, down, up) && m.share > 0.999 && !m.distrust);
	assert_true(drift_misfit(&m, up, down, middle) && m.distrust);
	assert_false(drift_misfit(&m, up, down, none));
	assert_int_equal(drift_words(31, 100, 0.2).level, DRIFT_WARN);
	assert_int_equal(drift_words(26, 100, 0.2).level, DRIFT_NOTICE);
	assert_int_equal(drift_words(24, 100, 0.2).level, DRIFT_FINE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stat_drift__words),
		cmocka_unit_test(test_stat_drift__misfit),
		cmocka_unit_test(test_stat_drift__known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

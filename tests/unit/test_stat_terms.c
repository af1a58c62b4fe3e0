// SPDX-License-Identifier: MIT
// Terms and representative articles: against the reference vectors, and values of our own.
#include "reports/stat_terms.h"

#include "tests/unit/oracle.h"

enum { MOST = 64 };

static size_t read_counts(struct term_count *out, const json_t *in, double *n_week, double *n_before)
{
	const json_t *week = json_object_get(in, "week"), *before = json_object_get(in, "baseline");
	const char *key;
	json_t *value;
	size_t n = 0;

	*n_week = *n_before = 0;
	json_object_foreach((json_t *)(uintptr_t)week, key, value)
	{
		assert_true(n < MOST);
		out[n++] = (struct term_count){.term = str_from(key),
			.week = json_number_value(value),
			.before = json_number_value(json_object_get(before, key))};
		*n_week += json_number_value(value);
	}
	json_object_foreach((json_t *)(uintptr_t)before, key, value) *n_before += json_number_value(value);
	return n;
}

static void test_terms__oracle(void **state)
{
	json_t *root = oracle("terms.json"), *c;
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		const json_t *want = json_object_get(expected(c), "terms");
		struct term_count got[MOST];
		double n_week, n_before;
		size_t n = read_counts(got, input(c), &n_week, &n_before);

		n = terms_rank(got, n, n_week, n_before);
		assert_int_equal(n, json_array_size(want));
		for (size_t k = 0; k < n; k++) {
			const json_t *w = json_array_get(want, k);

			assert_true(str_is(got[k].term, json_string_value(json_object_get(w, "term"))));
			near_value(c, "z", got[k].z, number(w, "z"));
		}
	}
	json_decref(root);
}

// The dimensions of a case in the order in which they are met.
static uint32_t dimension(const char **names, size_t *n, const char *name)
{
	for (size_t i = 0; i < *n; i++)
		if (strcmp(names[i], name) == 0)
			return (uint32_t)i;
	assert_true(*n < MOST);
	names[(*n)++] = name;
	return (uint32_t)(*n - 1);
}

static void check_ranking(const json_t *c)
{
	const json_t *stories = json_object_get(input(c), "stories"),
		     *want = json_object_get(expected(c), "ranking");
	struct story_vector got[MOST];
	uint32_t dims[MOST][MOST];
	double values[MOST][MOST];
	const char *names[MOST], *key;
	size_t n = json_array_size(stories), n_names = 0;
	json_t *value;

	assert_true(n <= MOST);
	for (size_t i = 0; i < n; i++) {
		json_t *s = json_array_get(stories, i);

		got[i] = (struct story_vector){.dims = dims[i],
			.values = values[i],
			.probability = number(s, "p"),
			.copies = (size_t)number(s, "copies")};
		json_object_foreach(json_object_get(s, "vector"), key, value)
		{
			dims[i][got[i].n] = dimension(names, &n_names, key);
			values[i][got[i].n++] = json_number_value(value);
		}
	}
	assert_int_equal(stories_rank(got, n, n_names, NULL), DL_OK);
	for (size_t i = 0; i < json_array_size(want); i++) {
		assert_int_equal(got[i].index, (size_t)number(json_array_get(want, i), "index"));
		near_value(c, "score", got[i].score, number(json_array_get(want, i), "score"));
	}
}

static void test_stories__oracle(void **state)
{
	json_t *root = oracle("representative.json"), *c;
	size_t i;

	(void)state;
	oracle_cases(root, i, c) check_ranking(c);
	json_decref(root);
}

// Worked out by hand: y1 = 4 of 10, y2 = 2 of 40; a = 100 * 6 / 50 = 12.
static void test_terms__by_hand(void **state)
{
	struct term_count t[] = {
		{.term = STR("rail"), .week = 4, .before = 2}, {.term = STR("of"), .week = 2, .before = 9}};
	double z = (log(16.0 / 94) - log(14.0 / 126)) / sqrt(1 / 16.0 + 1 / 14.0);

	(void)state;
	assert_int_equal(terms_rank(t, 2, 10, 40), 1);
	assert_true(str_is(t[0].term, "rail"));
	assert_true(fabs(t[0].z - z) < 1e-12);
	assert_int_equal(terms_rank(t, 0, 0, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_terms__oracle),
		cmocka_unit_test(test_terms__by_hand),
		cmocka_unit_test(test_stories__oracle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include "reports/stat_mix.h"
#include "tests/unit/oracle.h"

enum { MOST = 32 };

static struct weekly pair_of(const json_t *object, const char *source)
{
	const json_t *pair = json_object_get(object, source);
	struct weekly w = {0, 0};

	if (pair)
		w = (struct weekly){number_of(json_array_get(pair, 0)), number_of(json_array_get(pair, 1))};
	return w;
}

// Every source of either side; their number.
static size_t sources_of(struct mix_source *out, const char **names, const json_t *c)
{
	json_t *now = json_object_get(input(c), "now"), *then = json_object_get(input(c), "before"), *v;
	const char *name;
	size_t n = 0;

	json_object_foreach(now, name, v) names[n++] = name;
	json_object_foreach(then, name, v) if (!json_object_get(now, name)) names[n++] = name;
	assert_true(n <= MOST);
	for (size_t i = 0; i < n; i++)
		out[i] = (struct mix_source){.now = pair_of(now, names[i]), .then = pair_of(then, names[i])};
	return n;
}

static void check_sources(const json_t *c, const struct mix_source *s, const char **names, size_t n)
{
	const json_t *want;
	size_t i;

	json_array_foreach(json_object_get(expected(c), "sources"), i, want)
	{
		const char *name = json_string_value(json_object_get(want, "source"));
		size_t k = 0;

		while (k < n && strcmp(names[k], name) != 0)
			k++;
		assert_true(k < n);
		near_value(c, "within a source", s[k].within, number(want, "within"));
		near_value(c, "mix of a source", s[k].mix, number(want, "mix"));
	}
}

static void test_stat_mix__vectors(void **state)
{
	json_t *root = oracle("source_mix.json"), *c;
	struct mix_source s[MOST];
	const char *names[MOST];
	struct mix m;
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		size_t n = sources_of(s, names, c);

		assert_int_equal(mix_split(&m, s, n), json_is_object(expected(c)));
		if (!json_is_object(expected(c)))
			continue;
		near(c, "change", m.change);
		near(c, "within", m.within);
		near(c, "mix", m.mix);
		check_sources(c, s, names, n);
	}
	json_decref(root);
}

static void test_stat_mix__known(void **state)
{
	struct mix_source s[2] = {{.now = {8, 20}, .then = {4, 10}}, {.now = {1, 10}, .then = {3, 30}}};
	struct mix m;

	(void)state;
	assert_true(mix_split(&m, s, 2));
	assert_true(fabs(m.within) < 1e-15 && fabs(m.mix - (9.0 / 30 - 7.0 / 40)) < 1e-12);
	s[0].now.n = s[1].now.n = 0;
	assert_false(mix_split(&m, s, 2));
	assert_false(mix_split(&m, s, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stat_mix__vectors),
		cmocka_unit_test(test_stat_mix__known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

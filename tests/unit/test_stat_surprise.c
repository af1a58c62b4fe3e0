// SPDX-License-Identifier: MIT
#include "reports/stat_surprise.h"
#include "tests/unit/weekly.h"

static size_t baseline(struct weekly *w, const json_t *c)
{
	return weeks_of(w, json_object_get(input(c), "baseline_counts"),
		json_object_get(input(c), "baseline_totals"));
}

static void check(const json_t *c, const struct surprise *s)
{
	near(c, "K", (double)s->weeks);
	near(c, "baseline_share", s->share);
	near(c, "rho", s->rho);
	near(c, "rho_pred", s->rho_predicted);
	near(c, "p_up", s->p_up);
	near(c, "p_low", s->p_down);
	near(c, "p", s->p);
	near(c, "score", s->score);
	assert_string_equal(
		s->up ? "up" : "down", json_string_value(json_object_get(expected(c), "direction")));
}

static void test_stat_surprise__vectors(void **state)
{
	json_t *root = oracle("surprise.json"), *c;
	struct weekly w[ORACLE_LONGEST];
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		struct weekly now = {number(input(c), "x"), number(input(c), "n")};
		struct surprise s;

		assert_int_equal(surprise_of(&s, w, baseline(w, c), &now), json_is_object(expected(c)));
		if (json_is_object(expected(c)))
			check(c, &s);
	}
	json_decref(root);
}

static void test_stat_surprise__range(void **state)
{
	json_t *root = oracle("normal_range.json"), *c;
	struct weekly w[ORACLE_LONGEST];
	size_t i;

	(void)state;
	oracle_cases(root, i, c)
	{
		double least, largest;

		assert_true(surprise_range(&least, &largest, w, baseline(w, c), number(input(c), "n"),
			number(input(c), "level")));
		near(c, "lowest", least);
		near(c, "highest", largest);
	}
	json_decref(root);
}

// Counting the articles that are not of the topic turns the surprise round.
static void test_stat_surprise__mirror(void **state)
{
	struct weekly w[10], v[10], now = {19, 50}, other = {31, 50};
	struct surprise s, t;

	(void)state;
	for (int i = 0; i < 10; i++) {
		w[i] = (struct weekly){5 + i % 3, 50};
		v[i] = (struct weekly){45 - i % 3, 50};
	}
	assert_true(surprise_of(&s, w, 10, &now) && surprise_of(&t, v, 10, &other));
	assert_true(s.up && !t.up && s.p < 0.01);
	assert_true(fabs(s.p_up - t.p_down) < 1e-12 && fabs(s.p_down - t.p_up) < 1e-10);
	assert_false(surprise_of(&s, w, 7, &now));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stat_surprise__vectors),
		cmocka_unit_test(test_stat_surprise__range),
		cmocka_unit_test(test_stat_surprise__mirror),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

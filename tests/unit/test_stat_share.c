// SPDX-License-Identifier: MIT
// Shares against the reference vectors.
#include "reports/stat_share.h"

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#ifndef DATELINE_SOURCE_DIR
#define DATELINE_SOURCE_DIR "."
#endif

// The vectors, or a visible skip where they are not installed.
static json_t *oracle(const char *name)
{
	const char *shared = getenv("DATELINE_SHARED");
	char path[1024];

	snprintf(path, sizeof(path), "%s/oracles/%s", shared ? shared : DATELINE_SOURCE_DIR "/../shared",
		name);
	FILE *f = fopen(path, "rb");
	if (!f) {
		print_message("no %s: set DATELINE_SHARED\n", path);
		skip();
	}
	json_t *root = json_loadf(f, 0, NULL);
	fclose(f);
	assert_non_null(root);
	assert_true(json_array_size(json_object_get(root, "cases")) > 0);
	return root;
}

static double number(const json_t *object, const char *key)
{
	const json_t *v = json_object_get(object, key);

	return json_is_number(v) ? json_number_value(v) : NAN;
}

static void near(const json_t *c, const char *key, double got)
{
	double want = number(json_object_get(c, "expected"), key);

	if (isnan(want) ? !isnan(got) : !(fabs(got - want) <= number(c, "tolerance")))
		fail_msg("%s: %s is %.13g, not %.13g", json_string_value(json_object_get(c, "name")), key,
			got, want);
}

static struct confusion confusion_of(const json_t *o)
{
	return (struct confusion){number(o, "tp"), number(o, "n1"), number(o, "fp"), number(o, "n0")};
}

static void separable_is(const json_t *c, const struct confusion *m)
{
	bool want = json_is_true(json_object_get(json_object_get(c, "expected"), "separable"));

	if (share_separable(m) != want)
		fail_msg("%s: separable", json_string_value(json_object_get(c, "name")));
}

static void test_stat_share__wilson(void **state)
{
	json_t *root = oracle("share_interval.json"), *c;
	size_t i;

	(void)state;
	json_array_foreach(json_object_get(root, "cases"), i, c)
	{
		json_t *in = json_object_get(c, "input");
		if (fabs(number(in, "level") - 0.95) > 1e-9) {
			print_message("left out, only 95 %% is offered: %s\n",
				json_string_value(json_object_get(c, "name")));
			continue;
		}

		struct share s = share_wilson(number(in, "x"), number(in, "n"));

		near(c, "share", s.value);
		near(c, "lower", s.low);
		near(c, "upper", s.high);
	}
	json_decref(root);
}

static void test_stat_share__adjusted(void **state)
{
	json_t *root = oracle("acc_interval.json"), *c;
	size_t i;

	(void)state;
	json_array_foreach(json_object_get(root, "cases"), i, c)
	{
		json_t *in = json_object_get(c, "input");
		struct confusion m = confusion_of(in);
		struct share s = share_adjusted(number(in, "x"), number(in, "n"), &m);

		near(c, "acc", s.value);
		near(c, "lower", s.low);
		near(c, "upper", s.high);
	}
	json_decref(root);
}

static void test_stat_share__separable(void **state)
{
	json_t *root = oracle("separable.json"), *c;
	size_t i;

	(void)state;
	json_array_foreach(json_object_get(root, "cases"), i, c)
	{
		struct confusion m = confusion_of(json_object_get(c, "input"));

		separable_is(c, &m);
	}
	json_decref(root);
}

static void likely_is(const json_t *c)
{
	static double d[100000];
	const json_t *in = json_object_get(c, "input"), *m = json_object_get(in, "model");
	const json_t *scores = json_object_get(in, "scores"), *cov = json_object_get(m, "cov");
	size_t n = json_array_size(scores);

	assert_true(json_is_array(scores) && n <= sizeof(d) / sizeof(*d));
	for (size_t i = 0; i < n; i++)
		d[i] = json_number_value(json_array_get(scores, i));
	struct platt_error p = {number(m, "A"), number(m, "B"), json_number_value(json_array_get(cov, 0)),
		json_number_value(json_array_get(cov, 1)), json_number_value(json_array_get(cov, 2)),
		number(m, "mean_probability"), number(m, "dmean_dA"), number(m, "dmean_dB")};
	struct share s;

	assert_true(share_likely(&s, d, n, &p));

	near(c, "sld", s.value);
	if (n) {
		near(c, "sld_lower", s.low);
		near(c, "sld_upper", s.high);
	}
}

static void test_stat_share__likely(void **state)
{
	json_t *root = oracle("quantify.json"), *c;
	size_t i;

	(void)state;
	json_array_foreach(json_object_get(root, "cases"), i, c)
	{
		likely_is(c);
	}
	json_decref(root);
}

// Without a prior it is the maximum likelihood share; with one it lies between that and the prior, the nearer
// to the prior the more that weighs; and it is the mean probability at the q that the prior pulls to.
static void test_share__borrowed(void **state)
{
	const struct platt_error p = {-2, 0.5, 0.01, 0.001, 0.01, 0.25, 0.02, -0.1};
	double d[40], light, heavy, none;
	struct share own;

	(void)state;
	for (int i = 0; i < 40; i++)
		d[i] = (i % 4 == 0 ? 1.2 : -1.1) + 0.03 * (i % 7);
	assert_true(share_likely(&own, d, 40, &p));
	assert_true(share_borrowed(&none, d, 40, &p, 0.9, 0));
	assert_true(share_borrowed(&light, d, 40, &p, 0.9, 15));
	assert_true(share_borrowed(&heavy, d, 40, &p, 0.9, 1000));
	assert_true(fabs(none - own.value) < 1e-9);
	assert_true(own.value < light && light < heavy && heavy < 0.9);
	assert_true(share_borrowed(&light, d, 40, &p, own.value, 15));
	assert_true(fabs(light - own.value) < 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_share__borrowed),
		cmocka_unit_test(test_stat_share__wilson),
		cmocka_unit_test(test_stat_share__adjusted),
		cmocka_unit_test(test_stat_share__separable),
		cmocka_unit_test(test_stat_share__likely),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

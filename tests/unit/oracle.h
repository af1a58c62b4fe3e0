// SPDX-License-Identifier: MIT
// Reference vectors: oracles/NAME.json in the folder DATELINE_SHARED. A test is skipped, with a message,
// where they are not there.
#ifndef TESTS_UNIT_ORACLE_H
#define TESTS_UNIT_ORACLE_H

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include <cmocka.h>

#ifndef DATELINE_SOURCE_DIR
#define DATELINE_SOURCE_DIR "."
#endif

// The path of a vector file; the test is skipped, with a message, where it is not there.
static inline void oracle_path(char out[1024], const char *name)
{
	const char *shared = getenv("DATELINE_SHARED");

	snprintf(out, 1024, "%s/oracles/%s", shared ? shared : DATELINE_SOURCE_DIR "/../shared", name);
	FILE *f = fopen(out, "rb");
	if (!f) {
		print_message("no %s: set DATELINE_SHARED\n", out);
		skip();
	}
	fclose(f);
}

// The file's object; json_decref.
static inline json_t *oracle_file(const char *name)
{
	char path[1024];

	oracle_path(path, name);
	json_t *root = json_load_file(path, 0, NULL);
	assert_non_null(root);
	return root;
}

// The same of a file whose "cases" are not empty.
static inline json_t *oracle(const char *name)
{
	json_t *root = oracle_file(name);

	assert_true(json_array_size(json_object_get(root, "cases")) > 0);
	return root;
}

#define oracle_cases(root, i, c) json_array_foreach (json_object_get(root, "cases"), i, c)

// NaN where it is null or missing, "inf" is infinite.
static inline double number_of(const json_t *v)
{
	if (json_is_string(v) && strcmp(json_string_value(v), "inf") == 0)
		return INFINITY;
	return json_is_number(v) ? json_number_value(v) : NAN;
}

static inline double number(const json_t *object, const char *key)
{
	return number_of(json_object_get(object, key));
}

static inline const json_t *input(const json_t *c)
{
	return json_object_get(c, "input");
}

static inline const json_t *expected(const json_t *c)
{
	return json_object_get(c, "expected");
}

// Fails, with the case's name, where `got` is further from `want` than the case's tolerance.
static inline void near_value(const json_t *c, const char *what, double got, double want)
{
	if (isnan(want) ? !isnan(got)
			: isinf(want) ? got != want : !(fabs(got - want) <= number(c, "tolerance")))
		fail_msg("%s: %s is %.15g, not %.15g", json_string_value(json_object_get(c, "name")), what,
			got, want);
}

// The same for expected[key].
static inline void near(const json_t *c, const char *key, double got)
{
	near_value(c, key, got, number(expected(c), key));
}

enum { ORACLE_LONGEST = 4096 };

// An array of numbers into `out`; its length.
static inline size_t numbers(double *out, const json_t *array)
{
	size_t n = json_array_size(array);

	assert_true(json_is_array(array) && n <= ORACLE_LONGEST);
	for (size_t i = 0; i < n; i++)
		out[i] = number_of(json_array_get(array, i));
	return n;
}

#endif

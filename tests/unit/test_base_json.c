// SPDX-License-Identifier: MIT
// What is written is compared as text, and read back by a JSON library of others.
#include "base/hash.h"
#include "base/json.h"

#include "base/utf8.h"

// Both sides have a json_null; the other's is not needed here.
#define json_null jansson_null
#include <jansson.h>
#undef json_null
#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void write_sample(struct json *j)
{
	json_open(j, '{');
	json_key(j, "topic");
	json_text(j, "crime");
	json_key(j, "none");
	json_text(j, NULL);
	json_key(j, "weeks");
	json_open(j, '[');
	json_int(j, INT64_MIN);
	json_num(j, 0.25, 6);
	json_bool(j, true);
	json_open(j, '[');
	json_close(j, ']');
	json_close(j, ']');
	json_keystr(j, STR("raw"));
	json_raw(j, STR("{\"a\":1}"));
	json_key(j, "colon:");
	json_str(j, STR("ends in:"));
	json_key(j, "last");
	json_null(j);
	json_close(j, '}');
}

static void test_base_json__compact(void **state)
{
	struct buf b = {0};
	struct json j = {.out = &b};

	(void)state;
	write_sample(&j);
	assert_string_equal(b.ptr,
		"{\"topic\":\"crime\",\"none\":null,\"weeks\":[-9223372036854775808,0.25,true,[]],"
		"\"raw\":{\"a\":1},\"colon:\":\"ends in:\",\"last\":null}");
	buf_release(&b);
}

// Pretty or not, the same document.
static void test_base_json__pretty(void **state)
{
	struct buf plain = {0}, pretty = {0};
	struct json a = {.out = &plain}, b = {.out = &pretty, .pretty = true};
	json_t *one, *two;

	(void)state;
	write_sample(&a);
	write_sample(&b);
	assert_non_null(strstr(pretty.ptr, "\n  \"topic\": \"crime\",\n"));
	one = json_loads(plain.ptr, 0, NULL);
	two = json_loads(pretty.ptr, 0, NULL);
	assert_non_null(one);
	assert_true(json_equal(one, two));
	json_decref(one);
	json_decref(two);
	buf_release(&plain);
	buf_release(&pretty);
}

static void quoted(const char *want, struct str text)
{
	struct buf b = {0};

	json_quote(&b, text);
	assert_string_equal(b.ptr, want);
	buf_release(&b);
}

static void test_base_json__quotes(void **state)
{
	(void)state;
	quoted("\"\"", STR(""));
	quoted("\"a\\\"b\\\\c/\"", STR("a\"b\\c/"));
	quoted("\"\\b\\t\\n\\f\\r\\u0000\\u001f\\u007f\"", STR("\b\t\n\f\r\0\x1f\x7f"));
	quoted("\"\xD0\xB4\xE2\x80\x93\xF0\x9F\x93\xB0\"", STR("\xD0\xB4\xE2\x80\x93\xF0\x9F\x93\xB0"));
	quoted("\"a\xEF\xBF\xBDz\"", STR("a\xFFz"));
	quoted("\"\xEF\xBF\xBD\xEF\xBF\xBD\"", STR("\xE2\x80"));
}

// Any bytes at all make a string that a reader takes, and valid ones come back the same.
static void test_base_json__any_bytes_are_readable(void **state)
{
	uint64_t x = 1;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct buf b = {0}, repaired = {0};
		char bytes[24];
		json_t *back;

		for (size_t k = 0; k < sizeof bytes; k++) {
			x = x * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			bytes[k] = (char)(x >> 56);
		}
		json_quote(&b, (struct str){bytes, sizeof bytes});
		back = json_loadb(b.ptr, b.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
		assert_non_null(back);
		utf8_repair(&repaired, (struct str){bytes, sizeof bytes});
		assert_true(str_eq(
			(struct str){json_string_value(back), json_string_length(back)}, buf_str(&repaired)));
		json_decref(back);
		buf_release(&b);
		buf_release(&repaired);
	}
}

static void number_is(const char *want, double value, int digits)
{
	struct buf b = {0};

	json_number(&b, value, digits);
	assert_string_equal(b.ptr, want);
	buf_release(&b);
}

static void test_base_json__numbers(void **state)
{
	(void)state;
	number_is("0.25", 0.25, 6);
	number_is("3", 3, 6);
	number_is("1e-07", 1e-7, 6);
	number_is("0", -0.0, 6);
	number_is("0.1", 0.1, 15);
	number_is("0.10000000000000001", 0.1, 17);
	number_is("null", (double)NAN, 6);
	number_is("null", -(double)INFINITY, 6);
}

// What is written fast is what printf writes.
static void test_base_json__numbers_of_every_size(void **state)
{
	uint64_t random = 1;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		char want[40];
		int digits = 1 + i % 9;
		double value;

		random = hash_mix(random + (uint64_t)i);
		value = (double)(random >> 11) / 9007199254740992.0 * pow(10, -(double)(random % 16));
		if (i % 5 == 0)
			value = (double)(random % 1000 + 1) * pow(10, -(double)(random % 17));
		snprintf(want, sizeof want, "%.*g", digits, value);
		number_is(want, value, digits);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base_json__compact),
		cmocka_unit_test(test_base_json__pretty),
		cmocka_unit_test(test_base_json__quotes),
		cmocka_unit_test(test_base_json__any_bytes_are_readable),
		cmocka_unit_test(test_base_json__numbers),
		cmocka_unit_test(test_base_json__numbers_of_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

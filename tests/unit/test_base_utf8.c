// SPDX-License-Identifier: MIT
// Characters against a table of the forms of RFC 3629, and every code point there and back.
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_base_utf8__every_code_point(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		char bytes[4];
		uint32_t back;
		size_t len = utf8_encode(bytes, cp), used = utf8_decode(&back, bytes, len);

		if (cp >= 0xD800 && cp <= 0xDFFF) {
			assert_true(used == 1 && back == UTF8_REPLACEMENT);
			continue;
		}
		assert_true(used == len && back == cp);
		assert_true(len == (cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4));
		for (size_t cut = 1; cut < len; cut++)
			assert_true(utf8_decode(&back, bytes, cut) == 1 && back == UTF8_REPLACEMENT);
	}
}

static void test_base_utf8__bad_bytes(void **state)
{
	static const struct {
		const char *text;
		size_t bad;
	} rows[] = {
		{"plain", 0},
		{"\xEF\xBF\xBD", 0},     // U+FFFD itself is no error
		{"\x80", 1},             // a continuation alone
		{"\xC0\xAF", 2},         // overlong '/'
		{"\xC1\xBF", 2},         // overlong
		{"\xE0\x9F\xBF", 3},     // overlong
		{"\xED\xA0\x80", 3},     // a surrogate
		{"\xF0\x8F\xBF\xBF", 4}, // overlong
		{"\xF4\x90\x80\x80", 4}, // above U+10FFFF
		{"\xF5\x80\x80\x80", 4}, // no such first byte
		{"\xFE\xFF", 2},         // UTF-16's mark
		{"\xE2\x80", 2},         // cut
		{"\xE2\x80"
		 "a",
			2},                  // the letter after a cut one is kept
		{"\xF8\x88\x80\x80\x80", 5}, // five bytes
		{"\xD0\xB4\xFF\xD0\xB4", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(utf8_bad(str_from(rows[i].text)), rows[i].bad);
}

static void test_base_utf8__repair(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_int_equal(utf8_repair(&b, STR("a\xFF"
					     "b\0c\xE2\x80")),
		3);
	assert_true(str_eq(buf_str(&b), STR("a\xEF\xBF\xBD"
					    "b\0c\xEF\xBF\xBD\xEF\xBF\xBD")));
	assert_int_equal(utf8_bad(buf_str(&b)), 0);
	buf_clear(&b);
	assert_int_equal(utf8_repair(&b, STR("\xD0\xB4")), 0);
	assert_string_equal(b.ptr, "\xD0\xB4");
	buf_release(&b);
}

static void test_base_utf8__cut(void **state)
{
	struct str text = STR("a\xD0\xB4\xF0\x9F\x93\xB0");
	static const size_t want[] = {0, 1, 1, 3, 3, 3, 3, 7, 7};

	(void)state;
	for (size_t max = 0; max < sizeof want / sizeof want[0]; max++)
		assert_int_equal(utf8_cut(text, max).len, want[max]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base_utf8__every_code_point),
		cmocka_unit_test(test_base_utf8__bad_bytes),
		cmocka_unit_test(test_base_utf8__repair),
		cmocka_unit_test(test_base_utf8__cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Characters against a table of the forms of RFC 3629, and every code point there and back.
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

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

static size_t bad_one_by_one(struct str text)
{
	size_t bad = 0, used;
	uint32_t cp;

	for (size_t i = 0; i < text.len; i += used) {
		used = utf8_decode(&cp, text.ptr + i, text.len - i);
		bad += cp == UTF8_REPLACEMENT && used == 1;
	}
	return bad;
}

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

// Characters of all lengths, in runs of each; now and then a byte that is none, or one of the first or last
// of a length. The last may be cut.
static size_t some_text(char *out, size_t len, uint32_t *seed)
{
	static const uint32_t edges[] = {
		0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x3FFFF, 0x10FFFF};
	static const uint32_t most[] = {0x80, 0x80, 0x800, 0xD800, 0x110000};
	uint32_t kind = 0;

	for (size_t i = 0; i < len;) {
		char one[4];
		size_t n = 1;

		if (next(seed) % 16 == 0)
			kind = next(seed) % 5;
		if (next(seed) % 512 == 0)
			one[0] = (char)next(seed);
		else if (next(seed) % 32 == 0)
			n = utf8_encode(one, edges[next(seed) % 12]);
		else
			n = utf8_encode(one, next(seed) % most[kind]);
		n = n < len - i ? n : len - i;
		memcpy(out + i, one, n);
		i += n;
	}
	return len;
}

// The way by blocks against the plain one; in memory of just that size, so that a look behind it is seen.
static void test_base_utf8__bad_in_long_texts(void **state)
{
	uint32_t seed = 1;
	size_t valid = 0, rounds = 20000;

	(void)state;
	for (size_t round = 0; round < rounds; round++) {
		size_t len = next(&seed) % 300, bad;
		char *text = malloc(len + !len);

		assert_non_null(text);
		bad = bad_one_by_one((struct str){text, some_text(text, len, &seed)});
		assert_int_equal(utf8_bad((struct str){text, len}), bad);
		valid += !bad;
		free(text);
	}
	assert_in_range(valid, rounds / 10, rounds - rounds / 10);
	assert_int_equal(utf8_bad((struct str){NULL, 0}), 0);
}

// Each of these, the last six of which are none, at each place of a block and across its edge, whole, cut and
// with a byte changed.
static void test_base_utf8__bad_at_every_place(void **state)
{
	static const char *const characters[] = {"\xD0\xB4", "\xE0\xA0\x80", "\xED\x9F\xBF",
		"\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "\xC2\x80", "\xEF\xBF\xBD", "\xC1\xBF",
		"\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80"};
	char text[200];

	(void)state;
	for (size_t c = 0; c < sizeof characters / sizeof *characters; c++) {
		struct str one = str_from(characters[c]);

		for (size_t at = 0; at < 140; at++)
			for (size_t cut = 0; cut <= one.len; cut++)
				for (size_t len = at + cut; len < at + cut + 2; len++) {
					struct str all = {text, len};

					memset(text, 'a', sizeof text);
					memcpy(text + at, one.ptr, cut);
					assert_int_equal(utf8_bad(all), bad_one_by_one(all));
					text[at] = (char)(text[at] ^ 0x10);
					assert_int_equal(utf8_bad(all), bad_one_by_one(all));
				}
	}
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
		cmocka_unit_test(test_base_utf8__bad_in_long_texts),
		cmocka_unit_test(test_base_utf8__bad_at_every_place),
		cmocka_unit_test(test_base_utf8__repair),
		cmocka_unit_test(test_base_utf8__cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

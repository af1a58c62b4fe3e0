// SPDX-License-Identifier: MIT
#include "cli/wrap.h"

#include "cli/output.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(struct str text, size_t width, size_t most, const char *lines)
{
	struct buf out = {0};
	size_t n = wrap_text(&out, text, width, most), feeds = 0;

	assert_string_equal(out.ptr ? out.ptr : "", lines);
	for (size_t i = 0; i < out.len; i++)
		feeds += out.ptr[i] == '\n';
	assert_int_equal(n, feeds);
	buf_release(&out);
}

static void test_wrap__breaks_at_blanks(void **state)
{
	(void)state;
	expect(STR(""), 10, 0, "");
	expect(STR("one"), 10, 0, "one\n");
	expect(STR("one two three"), 10, 0, "one two\nthree\n");
	expect(STR("one two tre"), 11, 0, "one two tre\n");
	expect(STR("ten bytes. next"), 10, 0, "ten bytes.\nnext\n");
	expect(STR("a\n\nb  c   "), 10, 0, "a\n\nb  c\n");
	expect(STR("one two three four"), 9, 2, "one two\nthree\n");
}

static void test_wrap__cuts_what_is_too_wide(void **state)
{
	(void)state;
	expect(STR("abcdefghijklmnop"), 8, 0, "abcdefgh\nijklmnop\n");
	expect(STR("Душанбе сегодня"), 8, 0, "Душанбе\nсегодня\n");
	expect(STR("東京東京東京"), 9, 0, "東京東京\n東京\n");
	expect(STR("x"), 0, 0, "x\n");
}

static void test_wrap__is_safe(void **state)
{
	(void)state;
	expect(STR("a\033[2Jb\r\u202E"), 20, 0, "a\uFFFD[2Jb\uFFFD\uFFFD\n");
}

static void test_wrap__of_a_megabyte_without_a_blank(void **state)
{
	struct buf big = {0}, out = {0};

	(void)state;
	for (int i = 0; i < 1 << 20; i++)
		buf_addc(&big, 'x');
	assert_int_equal(wrap_text(&out, buf_str(&big), 64, 0), 1 << 14);
	buf_release(&big);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrap__breaks_at_blanks),
		cmocka_unit_test(test_wrap__cuts_what_is_too_wide),
		cmocka_unit_test(test_wrap__is_safe),
		cmocka_unit_test(test_wrap__of_a_megabyte_without_a_blank),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include "base/buf.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_base_buf__adds_pieces(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_true(str_is(buf_str(&b), ""));
	buf_adds(&b, "share ");
	buf_addc(&b, '=');
	buf_addstr(&b, STR(" a\0b"));
	buf_addf(&b, " %d%%", 25);
	buf_add(&b, NULL, 0);
	assert_false(buf_failed(&b));
	assert_true(str_eq(buf_str(&b), STR("share = a\0b 25%")));
	assert_int_equal(b.ptr[b.len], '\0');
	buf_release(&b);
	assert_null(b.ptr);
}

static void test_base_buf__grows(void **state)
{
	struct buf b = {0};

	(void)state;
	for (int i = 0; i < 20000; i++)
		buf_addf(&b, "%05d", i);
	assert_false(buf_failed(&b));
	assert_int_equal(b.len, 100000);
	assert_true(b.cap > b.len);
	assert_memory_equal(b.ptr + 5 * 12345, "12345", 5);
	buf_release(&b);
}

// The limit holds to the byte, and a buffer that failed once takes nothing more.
static void test_base_buf__limit(void **state)
{
	struct buf b = {.limit = 10};

	(void)state;
	buf_adds(&b, "0123456789");
	assert_false(buf_failed(&b));
	buf_addc(&b, 'x');
	assert_true(buf_failed(&b));
	buf_add(&b, "", 0);
	buf_addf(&b, "%s", "y");
	assert_true(str_is(buf_str(&b), "0123456789"));
	buf_clear(&b);
	assert_false(buf_failed(&b));
	buf_addf(&b, "%s", "0123456789x");
	assert_true(buf_failed(&b));
	assert_int_equal(b.len, 0);
	assert_null(buf_room(&b, SIZE_MAX));
	buf_release(&b);
}

static void test_base_buf__clear_keeps_memory(void **state)
{
	struct buf b = {0};
	long before;

	(void)state;
	buf_adds(&b, "a first text that is long enough");
	before = mem_count();
	buf_clear(&b);
	assert_string_equal(b.ptr, "");
	buf_adds(&b, "a second text");
	assert_int_equal(mem_count(), before);
	assert_string_equal(b.ptr, "a second text");
	buf_release(&b);
}

static void test_base_buf__out_of_memory(void **state)
{
	struct buf b = {0};

	(void)state;
	buf_adds(&b, "kept");
	mem_fail_after(0);
	for (int i = 0; i < 100; i++)
		buf_addc(&b, 'x');
	mem_fail_after(-1);
	assert_true(buf_failed(&b));
	assert_true(str_starts(buf_str(&b), STR("keptxxx")));
	assert_true(b.len < b.cap);
	buf_adds(&b, "more");
	assert_false(str_ends(buf_str(&b), STR("more")));
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base_buf__adds_pieces),
		cmocka_unit_test(test_base_buf__grows),
		cmocka_unit_test(test_base_buf__limit),
		cmocka_unit_test(test_base_buf__clear_keeps_memory),
		cmocka_unit_test(test_base_buf__out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

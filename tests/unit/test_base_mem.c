// SPDX-License-Identifier: MIT
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_base_mem__nothing_is_something(void **state)
{
	void *a = mem_alloc(0), *b = mem_zalloc(0, 8), *c = mem_resize(NULL, 0, 8);

	(void)state;
	assert_non_null(a);
	assert_non_null(b);
	assert_non_null(c);
	mem_free(a);
	mem_free(b);
	mem_free(c);
	mem_free(NULL);
}

static void test_base_mem__large(void **state)
{
	const size_t sizes[] = {0, 1, 4096, (1 << 21) - 1, 1 << 21, (1 << 21) + 1, 5 << 20};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		unsigned char *block = mem_alloc_large(sizes[i]);

		assert_non_null(block);
		memset(block, 1, sizes[i]);
		mem_free(block);
		mem_fail_after(0);
		assert_null(mem_alloc_large(sizes[i]));
		mem_fail_after(-1);
	}
}

static void test_base_mem__products_that_overflow(void **state)
{
	char *kept = mem_strdup("kept", 4);

	(void)state;
	assert_null(mem_zalloc(SIZE_MAX / 2, 3));
	assert_null(mem_resize(kept, SIZE_MAX / 2, 3));
	assert_string_equal(kept, "kept");
	assert_null(mem_strdup(kept, SIZE_MAX));
	mem_free(kept);
}

static void test_base_mem__zeroed_and_copied(void **state)
{
	unsigned char *z = mem_zalloc(100, 7);
	char *copy = mem_strdup("one\0two and more", 7);

	(void)state;
	for (size_t i = 0; i < 700; i++)
		assert_int_equal(z[i], 0);
	assert_memory_equal(copy, "one\0two", 8);
	mem_free(z);
	mem_free(copy);
}

static void test_base_mem__grow(void **state)
{
	int *items = NULL;
	size_t cap = 0;
	long before = mem_count();

	(void)state;
	for (size_t i = 0; i < 100000; i++) {
		assert_true(mem_grow((void **)&items, &cap, i + 1, sizeof *items));
		assert_true(cap > i);
		items[i] = (int)i;
	}
	assert_true(mem_count() - before < 20);
	for (size_t i = 0; i < 100000; i++)
		assert_int_equal(items[i], i);
	mem_free(items);
}

static void test_base_mem__grow_fails_whole(void **state)
{
	int *items = NULL, *old;
	size_t cap = 0, old_cap;

	(void)state;
	assert_true(mem_grow((void **)&items, &cap, 1, sizeof *items));
	items[0] = 42;
	old = items;
	old_cap = cap;
	assert_false(mem_grow((void **)&items, &cap, SIZE_MAX, sizeof *items));
	assert_false(mem_grow((void **)&items, &cap, SIZE_MAX / 4 + 2, sizeof *items));
	mem_fail_after(0);
	assert_false(mem_grow((void **)&items, &cap, cap + 1, sizeof *items));
	mem_fail_after(-1);
	assert_ptr_equal(items, old);
	assert_int_equal(cap, old_cap);
	assert_int_equal(items[0], 42);
	mem_free(items);
}

// The hook that the other tests lean on: exactly n succeed, then all fail, and -1 ends it.
static void test_base_mem__fail_after(void **state)
{
	void *got[4];

	(void)state;
	mem_fail_after(2);
	for (int i = 0; i < 4; i++)
		got[i] = i == 1 ? mem_zalloc(1, 1) : mem_alloc(1);
	mem_fail_after(-1);
	assert_non_null(got[0]);
	assert_non_null(got[1]);
	assert_null(got[2]);
	assert_null(got[3]);
	mem_free(got[0]);
	mem_free(got[1]);
	got[0] = mem_alloc(1);
	assert_non_null(got[0]);
	mem_free(got[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base_mem__nothing_is_something),
		cmocka_unit_test(test_base_mem__large),
		cmocka_unit_test(test_base_mem__products_that_overflow),
		cmocka_unit_test(test_base_mem__zeroed_and_copied),
		cmocka_unit_test(test_base_mem__grow),
		cmocka_unit_test(test_base_mem__grow_fails_whole),
		cmocka_unit_test(test_base_mem__fail_after),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

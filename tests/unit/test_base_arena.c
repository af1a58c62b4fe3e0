// SPDX-License-Identifier: MIT
#include "base/arena.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_base_arena__aligned_and_apart(void **state)
{
	struct arena a = {0};
	unsigned char *blocks[200];

	(void)state;
	for (size_t i = 0; i < 200; i++) {
		blocks[i] = arena_alloc(&a, i * 7);
		assert_non_null(blocks[i]);
		assert_int_equal((uintptr_t)blocks[i] % 16, 0);
		memset(blocks[i], (int)i, i * 7);
	}
	for (size_t i = 0; i < 200; i++)
		for (size_t k = 0; k < i * 7; k++)
			assert_int_equal(blocks[i][k], i);
	arena_release(&a);
}

static void test_base_arena__copy_ends_in_nul(void **state)
{
	struct arena a = {0};
	struct str copy = arena_copy(&a, STR("one\0two")), empty = arena_copy(&a, (struct str){NULL, 0});

	(void)state;
	assert_int_equal(copy.len, 7);
	assert_memory_equal(copy.ptr, "one\0two", 8);
	assert_non_null(empty.ptr);
	assert_int_equal(empty.len, 0);
	assert_int_equal(empty.ptr[0], '\0');
	arena_release(&a);
}

static void fill(struct arena *a)
{
	assert_non_null(arena_alloc(a, 40));
	assert_non_null(arena_alloc(a, 100 * 1000));
	for (int i = 0; i < 500; i++)
		assert_non_null(arena_alloc(a, 300));
}

// The hot path: the second and every later article costs no allocation.
static void test_base_arena__reset_keeps_memory(void **state)
{
	struct arena a = {0};
	long before;

	(void)state;
	fill(&a);
	arena_reset(&a);
	before = mem_count();
	for (int i = 0; i < 10; i++) {
		fill(&a);
		arena_reset(&a);
	}
	assert_int_equal(mem_count(), before);
	arena_release(&a);
}

static void test_base_arena__reset_gives_back_much(void **state)
{
	struct arena a = {0};
	long before;

	(void)state;
	assert_non_null(arena_alloc(&a, 8 * 1024 * 1024));
	arena_reset(&a);
	before = mem_count();
	assert_non_null(arena_alloc(&a, 8 * 1024 * 1024));
	assert_int_equal(mem_count(), before + 1);
	arena_release(&a);
}

static void test_base_arena__out_of_memory(void **state)
{
	struct arena a = {0};
	struct str copy;

	(void)state;
	assert_null(arena_alloc(&a, SIZE_MAX));
	assert_null(arena_alloc(&a, SIZE_MAX - 20));
	assert_null(arena_copy(&a, (struct str){"", SIZE_MAX}).ptr);
	mem_fail_after(0);
	copy = arena_copy(&a, STR("text"));
	mem_fail_after(-1);
	assert_null(copy.ptr);
	assert_true(str_is(arena_copy(&a, STR("text")), "text"));
	assert_true(a.failed);
	arena_reset(&a);
	assert_false(a.failed);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base_arena__aligned_and_apart),
		cmocka_unit_test(test_base_arena__copy_ends_in_nul),
		cmocka_unit_test(test_base_arena__reset_keeps_memory),
		cmocka_unit_test(test_base_arena__reset_gives_back_much),
		cmocka_unit_test(test_base_arena__out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

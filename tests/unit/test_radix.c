// SPDX-License-Identifier: MIT

#include "base/radix.h"
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MOST = 5000 };

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

// Numbers that differ in the bytes of `mask` only.
static void check(size_t n, uint64_t mask)
{
	static uint64_t got[MOST], want[MOST], scratch[MOST];

	for (size_t i = 0; i < n; i++)
		got[i] = want[i] = hash_mix(i * 977 + n) & mask;
	qsort(want, n, sizeof *want, by_value);
	radix_sort(got, scratch, n);
	assert_memory_equal(got, want, n * sizeof *want);
}

static void test_radix__sorts_like_qsort(void **state)
{
	static const uint64_t masks[] = {
		UINT64_MAX, 0xFF, 0xFF00, 0xFFFF0000FFFF, 0xFF00000000000000, 0x3, UINT64_MAX << 32};

	(void)state;
	for (size_t m = 0; m < sizeof masks / sizeof *masks; m++)
		for (size_t n = 1; n <= MOST; n = n < 40 ? n + 1 : n * 3)
			check(n, masks[m]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_radix__sorts_like_qsort)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

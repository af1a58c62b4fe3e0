// SPDX-License-Identifier: MIT
#include "corpus/furniture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const struct str source = {"valley.example", 14}, other = {"hill.example", 12};

static void page(struct furniture *f, struct str from, int i)
{
	char own[40];
	struct str lines[3] = {STR("Subscribe to the letter"), STR("Subscribe to the letter"), {own, 0}};

	lines[2].len = (size_t)snprintf(own, sizeof own, "Story number %d", i);
	furniture_page(f, from, lines, 3);
}

static void test_furniture__repeats_are_counted_once_a_page(void **state)
{
	struct furniture *f = furniture_open();

	(void)state;
	assert_non_null(f);
	for (int i = 0; i < 10; i++)
		page(f, source, i);
	assert_int_equal(furniture_pages(f, source), 10);
	assert_int_equal(furniture_count(f, source, STR("Subscribe to the letter")), 10);
	assert_int_equal(furniture_count(f, source, STR("Story number 3")), 1);
	assert_int_equal(furniture_count(f, other, STR("Subscribe to the letter")), 0);
	assert_true(furniture_is(f, source, STR("Subscribe to the letter"), false));
	assert_false(furniture_is(f, source, STR("Story number 3"), false));
	assert_false(furniture_is(f, other, STR("Subscribe to the letter"), false));
	furniture_close(f);
}

// A stock paragraph on two pages of ten is the agency's own; on six of ten it is not.
static void test_furniture__prose_needs_more(void **state)
{
	struct furniture *f = furniture_open();
	struct str stock = STR("The division has been in the country since the war."), line = STR("x");

	(void)state;
	for (int i = 0; i < 10; i++)
		furniture_page(f, source, i < 4 ? &stock : &line, 1);
	assert_true(furniture_is(f, source, stock, false));
	assert_false(furniture_is(f, source, stock, true));
	for (int i = 0; i < 6; i++)
		furniture_page(f, source, &stock, 1);
	assert_true(furniture_is(f, source, stock, true));
	furniture_close(f);
}

static void test_furniture__order_does_not_matter(void **state)
{
	struct furniture *a = furniture_open(), *b = furniture_open();
	char line[40];

	(void)state;
	for (int i = 0; i < 500; i++) {
		page(a, i % 3 ? source : other, i);
		page(b, (499 - i) % 3 ? source : other, 499 - i);
	}
	for (int i = 0; i < 500; i++) {
		struct str l = {line, (size_t)snprintf(line, sizeof line, "Story number %d", i)};

		assert_int_equal(furniture_count(a, source, l), furniture_count(b, source, l));
		assert_int_equal(furniture_count(a, source, l), i % 3 ? 1 : 0);
	}
	furniture_close(a);
	furniture_close(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_furniture__repeats_are_counted_once_a_page),
		cmocka_unit_test(test_furniture__prose_needs_more),
		cmocka_unit_test(test_furniture__order_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

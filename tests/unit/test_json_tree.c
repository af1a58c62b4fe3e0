// SPDX-License-Identifier: MIT
#include "reports/json_tree.h"

#include "tests/unit/fixture.h"

#include "base/mem.h"

static bool is_tree(const char *text)
{
	yajl_val v = json_tree(text);
	bool is = v != NULL;

	yajl_tree_free(v);
	return is;
}

static void test_json_tree__takes_what_reports_write(void **state)
{
	(void)state;
	assert_true(is_tree("{\"a\":[1,{\"b\":\"]]]] \\\" [[[[ / \\\\\"}],\"c\":null}"));
	assert_false(is_tree(""));
	assert_false(is_tree("{"));
	assert_false(is_tree("{\"a\":\"\\"));
	assert_false(is_tree("/* \" */ []"));
	assert_false(is_tree("[1] // \""));
}

static void test_json_tree__refuses_what_would_run_out_of_stack(void **state)
{
	const size_t levels[] = {1, JSON_TREE_MOST_NESTED, JSON_TREE_MOST_NESTED + 1, 3000000};
	char *text;

	(void)state;
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		text = mem_zalloc(2 * levels[i] + 1, 1);
		assert_non_null(text);
		memset(text, '[', levels[i]);
		memset(text + levels[i], ']', levels[i]);
		assert_int_equal(is_tree(text), levels[i] <= JSON_TREE_MOST_NESTED);
		text[levels[i]] = '\0'; // never closed
		assert_false(is_tree(text));
		mem_free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json_tree__takes_what_reports_write),
		cmocka_unit_test(test_json_tree__refuses_what_would_run_out_of_stack),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

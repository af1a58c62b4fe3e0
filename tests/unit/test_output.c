// SPDX-License-Identifier: MIT
#include "cli/output.h"
#include "cli/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_safe(struct str text, const char *expected, bool lines)
{
	struct buf out = {0};

	output_safe(&out, text, lines);
	assert_string_equal(out.ptr ? out.ptr : "", expected);
	buf_release(&out);
}

static void test_output__neutralises_what_steers_a_terminal(void **state)
{
	(void)state;
	assert_safe(STR("\033]0;title\007"), "\uFFFD]0;title\uFFFD", false);
	assert_safe(STR("a\u202Eb\u2066c"), "a\uFFFDb\uFFFDc", false);
	assert_safe(STR("\xC2\x9B"
			"31m"),
		"\uFFFD31m", false); // the one-character CSI
	assert_safe(STR("a\rb\x7F"), "a\uFFFDb\uFFFD", false);
	assert_safe(STR("\xFFz\xC3"), "\uFFFDz\uFFFD", false);
	assert_safe(STR("a\nb\tc"), "a b c", false);
	assert_safe(STR("a\nb\tc"), "a\nb\tc", true);
}

static void test_output__leaves_text_alone(void **state)
{
	(void)state;
	assert_safe(STR("Душанбе, naïve 東京 \U0001F600"), "Душанбе, naïve 東京 \U0001F600", false);
}

static void test_output__columns(void **state)
{
	(void)state;
	assert_int_equal(output_columns(STR("abc")), 3);
	assert_int_equal(output_columns(STR("Тоҷик")), 5);
	assert_int_equal(output_columns(STR("東京")), 4);
	assert_int_equal(output_columns(STR("e\u0301")), 1);
}

static void assert_table(const struct table *t, bool color, int width, const char *expected)
{
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);
	struct dl_err err = {0};

	assert_non_null(f);
	assert_int_equal(table_print(t, f, color, width, &err), DL_OK);
	fclose(f);
	assert_string_equal(text, expected);
	free(text);
}

static void test_output__table_aligns_by_width_on_the_screen(void **state)
{
	struct table t;

	(void)state;
	table_init(&t, 2, "lr");
	table_head(&t, (const char *[]){"topic", "n"});
	table_cell(&t, STR("東京都"));
	table_cellf(&t, "%d", 7);
	table_cell(&t, STR("é"));
	table_cellf(&t, "%d", 12);
	assert_table(&t, false, 80, "topic    n\n東京都   7\né       12\n");
	assert_table(&t, true, 80, "\033[1mtopic \033[0m  \033[1m n\033[0m\n東京都   7\né       12\n");
	table_release(&t);
}

static void test_output__table_cuts_the_marked_column(void **state)
{
	struct table t;

	(void)state;
	table_init(&t, 2, "lL");
	table_cell(&t, STR("id"));
	table_cell(&t, STR("a headline that is too long"));
	assert_table(&t, false, 14, "id  a headlin…\n");
	assert_table(&t, false, 0, "id  a headline that is too long\n");
	table_release(&t);
}

static void test_output__color_as_chosen(void **state)
{
	(void)state;
	assert_true(output_color(COLOR_ALWAYS, stdout));
	assert_false(output_color(COLOR_NEVER, stdout));
	assert_int_equal(setenv("NO_COLOR", "1", 1), 0);
	assert_false(output_color(COLOR_AUTO, stdout));
	assert_true(output_color(COLOR_ALWAYS, stdout));
}

static void test_output__exit_codes(void **state)
{
	(void)state;
	assert_int_equal(exit_code_of(DL_OK), 0);
	assert_int_equal(exit_code_of(DL_EIO), 1);
	assert_int_equal(exit_code_of(DL_EINVAL), 2);
	assert_int_equal(exit_code_of(DL_EEXTERNAL), 4);
	assert_int_equal(exit_code_of(DL_EINTERRUPT), 130);
}

static const char *nearest(const char *typed)
{
	static const char *const names[] = {"corpus", "train", "models", "classify", "reports"};
	struct suggestion s;

	suggest_start(&s, typed);
	for (size_t i = 0; i < 5; i++)
		suggest_offer(&s, names[i]);
	return s.best ? s.best : "";
}

static void test_output__suggests_the_nearest_name(void **state)
{
	(void)state;
	assert_string_equal(nearest("clasify"), "classify");
	assert_string_equal(nearest("tarin"), "train");
	assert_string_equal(nearest("report"), "reports");
	assert_string_equal(nearest("corp"), "corpus");
	assert_string_equal(nearest("frobnicate"), "");
	assert_string_equal(nearest(""), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_output__neutralises_what_steers_a_terminal),
		cmocka_unit_test(test_output__leaves_text_alone),
		cmocka_unit_test(test_output__columns),
		cmocka_unit_test(test_output__table_aligns_by_width_on_the_screen),
		cmocka_unit_test(test_output__table_cuts_the_marked_column),
		cmocka_unit_test(test_output__color_as_chosen),
		cmocka_unit_test(test_output__exit_codes),
		cmocka_unit_test(test_output__suggests_the_nearest_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

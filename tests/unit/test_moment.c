// SPDX-License-Identifier: MIT
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

// A day must survive being written and read, or an article would move to another week.
static void test_moment__text_keeps_the_civil_day(void **state)
{
	static const char *const rows[][2] = {
		{"2015-06-24", "2015-06-24"},
		{"2015-06-24T05:15:30Z", "2015-06-24T05:15:30Z"},
		{"2015-06-24T02:00:00+05:00", "2015-06-24T02:00:00+05:00"}, // the 23rd in UTC
		{"2015-06-24T23:00-0330", "2015-06-24T23:00:00-03:30"},     // the 25th in UTC
		{"2015-06-24 10:15", "2015-06-24"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct moment m, again;
		char text[INSTANT_TEXT];

		assert_true(moment_parse(&m, str_from(rows[i][0])));
		assert_string_equal(moment_text(text, &m), rows[i][1]);
		assert_true(moment_parse(&again, str_from(text)));
		assert_int_equal(again.day, date_parse(STR("2015-06-24")));
		assert_int_equal(again.instant, m.instant);
	}
}

static void test_moment__no_day_gives_no_text(void **state)
{
	const struct moment none = {.day = DATE_NONE};
	char text[INSTANT_TEXT];

	(void)state;
	assert_string_equal(moment_text(text, &none), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_moment__text_keeps_the_civil_day),
		cmocka_unit_test(test_moment__no_day_gives_no_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

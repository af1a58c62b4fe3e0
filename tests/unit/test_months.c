// SPDX-License-Identifier: MIT
// The names themselves are no part of the header: the source is taken in.
#include "corpus/months.c"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check(const char *name, size_t *n)
{
	struct buf longer = {0};

	buf_addf(&longer, "%sda", name);
	assert_true(may_be_of_date(str_from(name)));
	assert_true(may_be_of_date(buf_str(&longer)));
	buf_release(&longer);
	++*n;
}

static void test_months__quick_look_passes_every_name(void **state)
{
	size_t n = 0;

	(void)state;
	for (int m = 0; m < N_MONTHS; m++)
		for (int k = 0; k < MAX_WAYS; k++) {
			if (stems[m][k])
				check(stems[m][k], &n);
			if (whole[m][k])
				check(whole[m][k], &n);
		}
	for (int d = 0; d < N_DAYS; d++) {
		for (int k = 0; k < MAX_DAY_WAYS && weekdays[d][k]; k++)
			check(weekdays[d][k], &n);
		for (int k = 0; k < 4 && short_weekdays[d][k]; k++)
			check(short_weekdays[d][k], &n);
	}
	assert_true(n > 150);
}

// Whatever begins with two letters that the quick look refuses is no name, no filler either.
static void test_months__quick_look_refuses_no_date(void **state)
{
	static const char *const fillers[] = {"of", "the", "th", "st", "nd", "rd", "nji", "njy", "nchi",
		"inchi", "kuni", "yil", "yili", "yyl"};
	size_t refused = 0;

	(void)state;
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
		assert_true(is_date_filler(str_from(fillers[i])));
		assert_true(may_be_of_date(str_from(fillers[i])));
	}
	for (char a = 'a'; a <= 'z'; a++)
		for (char b = 'a'; b <= 'z'; b++)
			refused += !may_be_of_date((struct str){(char[]){a, b}, 2});
	assert_true(refused > 600);
	assert_false(may_be_of_date(STR("company")));
	assert_false(may_be_of_date(STR("a")));
	assert_false(may_be_of_date(STR("")));
	assert_true(may_be_of_date(STR("\u0433")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_months__quick_look_passes_every_name),
		cmocka_unit_test(test_months__quick_look_refuses_no_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

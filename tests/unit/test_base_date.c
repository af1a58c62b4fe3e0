// SPDX-License-Identifier: MIT
// Dates against a calendar that is counted day by day, and against the reference vectors.
#include "base/date.h"

#include <jansson.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#ifndef DATELINE_SOURCE_DIR
#define DATELINE_SOURCE_DIR "."
#endif

static int days_of(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

// Every day of the valid years, in order; 1900-01-01 was a Monday.
static void test_base_date__every_day(void **state)
{
	int32_t day = -25567;

	(void)state;
	for (int y = 1900; y <= 9999; y++) {
		for (int m = 1; m <= 12; m++) {
			for (int d = 1; d <= days_of(y, m); d++, day++) {
				struct civil c = date_to_civil(day);

				assert_true(c.year == y && c.month == m && c.day == d);
				assert_true(date_from_civil((struct civil){y, m, d}) == day);
				assert_true(date_weekday(day) == (day + 25567) % 7 + 1);
			}
		}
	}
	assert_int_equal(day, 2932897);
}

// Weeks follow each other: 1, 2, ... 52 or 53, then 1 of the next year; 1900-W01 began on 1900-01-01.
static void test_base_date__every_week(void **state)
{
	struct iso_week want = {1900, 1};

	(void)state;
	for (int32_t monday = -25567; monday + 6 <= 2932896; monday += 7) {
		for (int32_t day = monday; day < monday + 7; day++) {
			struct iso_week got = week_of(day);

			assert_true(got.year == want.year && got.week == want.week);
		}
		assert_true(week_monday(want) == monday);
		if (want.week == 53 || (want.week == 52 && !week_is_long_year(want.year)))
			want = (struct iso_week){want.year + 1, 1};
		else
			want.week++;
	}
	assert_int_equal(want.year, 9999);
	assert_int_equal(want.week, 52);
}

static void test_base_date__no_such_date(void **state)
{
	static const struct civil none[] = {{2015, 2, 29}, {1900, 2, 29}, {2015, 0, 1}, {2015, 13, 1},
		{2015, 4, 31}, {2015, 1, 0}, {2015, 1, -1}, {1899, 12, 31}, {10000, 1, 1}, {INT32_MIN, 1, 1},
		{INT32_MAX, INT32_MAX, INT32_MAX}};
	static const struct iso_week no_week[] = {
		{2015, 0}, {2015, 54}, {2016, 53}, {1899, 1}, {10000, 1}, {2015, -1}};
	char text[DATE_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		assert_int_equal(date_from_civil(none[i]), DATE_NONE);
	for (size_t i = 0; i < sizeof no_week / sizeof no_week[0]; i++)
		assert_int_equal(week_monday(no_week[i]), DATE_NONE);
	assert_int_not_equal(date_from_civil((struct civil){2000, 2, 29}), DATE_NONE);
	assert_string_equal(date_text(text, DATE_NONE), "");
}

static void test_base_date__parse_is_strict(void **state)
{
	static const char *const bad[] = {"", "2015", "2015-06", "2015-6-24", "2015-06-24 ", " 2015-06-24",
		"2015/06/24", "20150624", "2015-06-31", "2015-06-2x", "+015-06-24", "2015-06-241"};
	static const char *const bad_weeks[] = {
		"", "2015-26", "2015-W6", "2015-w26", "2015-W00", "2015-W54", "2016-W53", "2015-W26-1"};
	struct iso_week w;
	char text[WEEK_TEXT];

	(void)state;
	assert_int_equal(date_parse(STR("1970-01-01")), 0);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(date_parse(str_from(bad[i])), DATE_NONE);
	for (size_t i = 0; i < sizeof bad_weeks / sizeof bad_weeks[0]; i++)
		assert_false(week_parse(&w, str_from(bad_weeks[i])));
	assert_true(week_parse(&w, STR("2015-W53")));
	assert_string_equal(week_text(text, w), "2015-W53");
}

static void test_base_date__moments(void **state)
{
	static const struct {
		const char *text;
		const char *instant; // "" where none
	} rows[] = {
		{"2015-06-24", ""},
		{"2015-06-24T10:15", ""},
		{"2015-06-24T10:15Z", "2015-06-24T10:15:00Z"},
		{"2015-06-24 10:15:30 +0500", "2015-06-24T05:15:30Z"},
		{"2015-06-24t10:15:30.250-05:30", "2015-06-24T15:45:30Z"},
		{"2015-06-24T00:30:00+05", "2015-06-23T19:30:00Z"},
		{"2015-06-24T23:59:60Z", "2015-06-24T23:59:59Z"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct moment m;
		char text[INSTANT_TEXT] = "";

		assert_true(moment_parse(&m, str_from(rows[i].text)));
		assert_int_equal(m.day, date_parse(STR("2015-06-24")));
		assert_int_equal(m.has_instant, rows[i].instant[0] != '\0');
		if (m.has_instant)
			instant_text(text, m.instant);
		assert_string_equal(text, rows[i].instant);
	}
}

static void test_base_date__no_moments(void **state)
{
	static const char *const bad[] = {"", "24 June 2015", "2015-06-31T10:00Z", "2015-06-24T",
		"2015-06-24T1", "2015-06-24T24:00", "2015-06-24T10:60", "2015-06-24T10:15:61",
		"2015-06-24T10:15:30.", "2015-06-24T10:15X", "2015-06-24T10:15+5",
		"2015-06-24T10:15+05:", "2015-06-24T10:15+05:60", "2015-06-24T10:15+16:00",
		"2015-06-24T10:15Zx", "2015-06-24T10:15 ", "2015-06-24 ", "2015-06-24T10:15  Z"};
	struct moment m = {.day = 7};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (moment_parse(&m, str_from(bad[i])))
			fail_msg("'%s' was read as a moment", bad[i]);
	assert_int_equal(m.day, 7);
}

static void test_base_date__instants_out_of_range(void **state)
{
	char text[INSTANT_TEXT];

	(void)state;
	assert_int_equal(instant_day(-1, 0), -1);
	assert_int_equal(instant_day(0, -1), -1);
	assert_int_equal(instant_day(INT64_C(-2208988801), 0), DATE_NONE);
	assert_int_equal(instant_day(INT64_C(-2208988800), 0), -25567);
	assert_string_equal(instant_text(text, INT64_C(253402300799)), "9999-12-31T23:59:59Z");
	assert_string_equal(instant_text(text, INT64_C(253402300800)), "");
	assert_string_equal(instant_text(text, INT64_MAX / 2), "");
}

static const char *member(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static int whole(const json_t *object, const char *key)
{
	return (int)json_integer_value(json_object_get(object, key));
}

static void date_case(const json_t *in, const json_t *want)
{
	int32_t day = date_parse(str_from(member(in, "date")));
	struct iso_week w = week_of(day);
	char text[WEEK_TEXT], monday[DATE_TEXT], sunday[DATE_TEXT];

	assert_int_not_equal(day, DATE_NONE);
	assert_int_equal(w.year, whole(want, "iso_year"));
	assert_int_equal(w.week, whole(want, "iso_week"));
	assert_int_equal(date_weekday(day), whole(want, "weekday"));
	assert_string_equal(week_text(text, w), member(want, "key"));
	assert_string_equal(date_text(monday, week_monday(w)), member(want, "monday"));
	assert_string_equal(date_text(sunday, week_monday(w) + 6), member(want, "sunday"));
}

static void key_case(const json_t *in, const json_t *want)
{
	struct iso_week w;
	char text[DATE_TEXT];
	bool valid = week_parse(&w, str_from(member(in, "key")));

	assert_int_equal(valid, json_is_true(json_object_get(want, "valid")));
	if (valid)
		assert_string_equal(date_text(text, week_monday(w)), member(want, "monday"));
}

static void instant_case(const json_t *in, const json_t *want)
{
	struct moment m;
	char date[DATE_TEXT], week[WEEK_TEXT];
	int32_t day;

	assert_true(moment_parse(&m, str_from(member(in, "instant"))));
	assert_true(m.has_instant);
	day = instant_day(m.instant, 60 * whole(in, "offset_minutes"));
	assert_string_equal(date_text(date, day), member(want, "local_date"));
	assert_string_equal(week_text(week, week_of(day)), member(want, "key"));
}

static void test_base_date__reference_vectors(void **state)
{
	const char *shared = getenv("DATELINE_SHARED");
	char path[1024];
	json_t *root, *c;
	size_t i;

	(void)state;
	snprintf(path, sizeof path, "%s/oracles/iso_week.json",
		shared ? shared : DATELINE_SOURCE_DIR "/../shared");
	root = json_load_file(path, 0, NULL);
	if (!root) {
		print_message("no %s: set DATELINE_SHARED\n", path);
		skip();
	}
	assert_true(json_array_size(json_object_get(root, "cases")) > 0);
	json_array_foreach(json_object_get(root, "cases"), i, c)
	{
		const json_t *in = json_object_get(c, "input"), *want = json_object_get(c, "expected");

		if (json_object_get(in, "date"))
			date_case(in, want);
		else if (json_object_get(in, "key"))
			key_case(in, want);
		else if (json_object_get(in, "instant"))
			instant_case(in, want);
		else
			assert_int_equal(week_is_long_year(whole(in, "iso_year")) ? 53 : 52,
				whole(want, "weeks_in_year"));
	}
	json_decref(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base_date__every_day),
		cmocka_unit_test(test_base_date__every_week),
		cmocka_unit_test(test_base_date__no_such_date),
		cmocka_unit_test(test_base_date__parse_is_strict),
		cmocka_unit_test(test_base_date__moments),
		cmocka_unit_test(test_base_date__no_moments),
		cmocka_unit_test(test_base_date__instants_out_of_range),
		cmocka_unit_test(test_base_date__reference_vectors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Dates into weeks, days and months, by way of a report.
#include "base/file.h"
#include "reports/series.h"
#include "tests/unit/oracle.h"

#include <stdio.h>
#include <unistd.h>

static int32_t day_of(const json_t *v)
{
	return json_is_string(v) ? date_parse(str_from(json_string_value(v))) : DATE_NONE;
}

static void write_articles(const char *path, const json_t *dates)
{
	FILE *f = fopen(path, "w");
	const json_t *d;
	size_t i;

	assert_non_null(f);
	json_array_foreach(dates, i, d)
	{
		fprintf(f, "{\"id\":\"%zu\",", i);
		if (json_is_string(d))
			fprintf(f, "\"date\":\"%s\",", json_string_value(d));
		fprintf(f, "\"topics\":[],\"scores\":{\"farm\":0.2}}\n");
	}
	assert_int_equal(fclose(f), 0);
}

static void check_bins(const json_t *c, const struct report *r)
{
	const json_t *bins = json_object_get(expected(c), "bins"), *b;
	char date[DATE_TEXT];
	size_t i;

	assert_int_equal(r->n_periods, json_array_size(bins));
	json_array_foreach(bins, i, b)
	{
		const struct period *p = &r->periods[i];

		assert_string_equal(p->key, json_string_value(json_object_get(b, "key")));
		assert_string_equal(date_text(date, p->from), json_string_value(json_object_get(b, "start")));
		assert_int_equal(p->articles, number(b, "total"));
		assert_int_equal(p->complete, json_is_true(json_object_get(b, "complete")));
	}
	assert_int_equal(r->undated, number(expected(c), "undated"));
	assert_int_equal(
		r->outside, number(expected(c), "after_as_of") + number(expected(c), "before_since"));
}

static void test_bins__as_the_reference(void **state)
{
	json_t *root = oracle("bins.json"), *c;
	char path[] = "/tmp/dateline-bins-XXXXXX";
	const char *paths[] = {path};
	int fd = mkstemp(path);
	size_t i, bad;

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	oracle_cases(root, i, c)
	{
		const char *unit = json_string_value(json_object_get(input(c), "unit"));
		struct report_options o = {.period = strcmp(unit, "day") == 0     ? PERIOD_DAY
						     : strcmp(unit, "month") == 0 ? PERIOD_MONTH
										  : PERIOD_WEEK,
			.from = day_of(json_object_get(input(c), "since")),
			.to = day_of(json_object_get(input(c), "as_of"))};
		struct report *r = NULL;
		struct dl_err err;
		enum dl_status st;

		write_articles(path, json_object_get(input(c), "dates"));
		st = report_from_jsonl(&r, paths, 1, &o, NULL, NULL, &bad, &err);
		if (!json_array_size(json_object_get(expected(c), "bins")))
			assert_int_equal(st, DL_ENOTFOUND);
		else if (st != DL_OK)
			fail_msg("%s: %s", json_string_value(json_object_get(c, "name")), err.text);
		else
			check_bins(c, r);
		report_free(r);
	}
	unlink(path);
	json_decref(root);
}

// An instant in UTC is dated by the clock asked for, a date printed with another offset stays as printed.
static void test_bins__clock(void **state)
{
	static const char lines[] =
		"{\"date\":\"2015-06-28T22:00:00Z\",\"topics\":[],\"scores\":{\"farm\":0.2}}\n"
		"{\"date\":\"2015-06-28T23:00:00+05:00\",\"topics\":[],\"scores\":{\"farm\":0.2}}\n"
		"{\"date\":\"2015-06-28\",\"topics\":[],\"scores\":{\"farm\":0.2}}\n";
	char path[] = "/tmp/dateline-clock-XXXXXX";
	const char *paths[] = {path};
	int fd = mkstemp(path);
	size_t bad;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, lines, sizeof lines - 1), sizeof lines - 1);
	close(fd);
	for (int east = 0; east < 2; east++) {
		struct report_options o = {.from = DATE_NONE, .to = DATE_NONE, .tz = east ? 5 * 3600 : 0};
		struct report *r;
		struct dl_err err;

		assert_int_equal(report_from_jsonl(&r, paths, 1, &o, NULL, NULL, &bad, &err), DL_OK);
		assert_int_equal(r->n_periods, east ? 2 : 1);
		assert_string_equal(r->periods[0].key, "2015-W26");
		assert_int_equal(r->periods[0].articles, east ? 2 : 3);
		assert_int_equal(r->converted, 1);
		assert_int_equal(r->moved, east);
		report_free(r);
	}
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bins__as_the_reference),
		cmocka_unit_test(test_bins__clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

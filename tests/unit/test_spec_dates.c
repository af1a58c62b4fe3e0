// SPDX-License-Identifier: MIT
// The cases of tests/spec/dateline.txt and tests/spec/dates.txt; their heads say how they are read.
#include "base/file.h"
#include "corpus/clean.h"
#include "corpus/printed_date.h"
#include "corpus/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static struct str next_line(struct str *rest)
{
	const char *nl = memchr(rest->ptr, '\n', rest->len);
	struct str line = str_sub(*rest, 0, nl ? (size_t)(nl - rest->ptr) : rest->len);

	*rest = str_sub(*rest, nl ? line.len + 1 : line.len, rest->len);
	return line;
}

static void add_field(struct buf *out, struct str field)
{
	buf_addstr(out, field.len ? field : STR("-"));
	buf_adds(out, " | ");
}

static void describe_dateline(struct buf *out, struct str text)
{
	struct dateline d = dateline_find(text);
	struct arena mem = {0};
	char day[DATE_TEXT];

	buf_clear(out);
	if (!d.len) {
		buf_adds(out, "no dateline");
		return;
	}
	add_field(out, d.place.ptr ? place_name(&mem, d.place) : d.place);
	if (d.impossible)
		buf_adds(out, "impossible | ");
	else if (d.date.month && !d.date.year)
		buf_addf(out, "--%02d-%02d | ", d.date.month, d.date.day);
	else
		add_field(out, str_from(d.date.month ? date_text(day, date_from_civil(d.date)) : ""));
	add_field(out, d.agency);
	buf_addstr(out, str_sub(text, d.len, text.len));
	arena_release(&mem);
}

static void test_spec__datelines(void **state)
{
	struct buf file = {0}, got = {0};
	struct str rest, input = {"", 0};
	size_t cases = 0, wrong = 0;

	(void)state;
	assert_int_equal(
		file_read(&file, DATELINE_SOURCE_DIR "/tests/spec/dateline.txt", 1 << 20, NULL), DL_OK);
	for (rest = buf_str(&file); rest.len;) {
		struct str line = next_line(&rest);

		if (!line.len || line.ptr[0] == '#') {
			input.len = 0;
		} else if (!input.len) {
			input = line;
		} else {
			describe_dateline(&got, input);
			cases++;
			if (!str_eq(buf_str(&got), line)) {
				wrong++;
				print_error("%.*s\n  got      %s\n  expected %.*s\n", (int)input.len,
					input.ptr, got.ptr, (int)line.len, line.ptr);
			}
			input.len = 0;
		}
	}
	buf_release(&file);
	buf_release(&got);
	assert_int_equal(wrong, 0);
	assert_true(cases >= 60);
}

static void add_date(struct buf *out, const struct printed_date *d)
{
	char day[DATE_TEXT];

	if (out->len)
		buf_addc(out, ' ');
	if (d->impossible) {
		buf_adds(out, "impossible");
		return;
	}
	if (d->date.year)
		buf_adds(out, date_text(day, date_from_civil(d->date)));
	else
		buf_addf(out, "--%02d-%02d", d->date.month, d->date.day);
	if (d->has_time)
		buf_addf(out, "T%02d:%02d:%02d", d->second / 3600, d->second / 60 % 60, d->second % 60);
	if (d->weekday)
		buf_addf(out, "(%d)", d->weekday);
}

static void describe_dates(struct buf *out, struct str text)
{
	bool us = str_starts(text, STR("us "));
	struct printed_dates s;
	struct printed_date d;

	buf_clear(out);
	printed_dates_start(&s, text, us);
	while (printed_dates_next(&s, &d))
		add_date(out, &d);
	if (!out->len)
		buf_adds(out, "-");
}

static size_t arrow(struct str line)
{
	for (size_t i = 0; i + 4 <= line.len; i++)
		if (memcmp(line.ptr + i, " => ", 4) == 0)
			return i;
	return line.len;
}

static void test_spec__printed_dates(void **state)
{
	struct buf file = {0}, got = {0};
	size_t cases = 0, wrong = 0;

	(void)state;
	assert_int_equal(
		file_read(&file, DATELINE_SOURCE_DIR "/tests/spec/printed_dates.txt", 1 << 20, NULL), DL_OK);
	for (struct str rest = buf_str(&file); rest.len;) {
		struct str line = next_line(&rest);
		size_t at = arrow(line);

		if (!line.len || line.ptr[0] == '#')
			continue;
		assert_true(at < line.len);
		describe_dates(&got, str_sub(line, 0, at));
		cases++;
		if (!str_eq(buf_str(&got), str_sub(line, at + 4, line.len))) {
			wrong++;
			print_error("%.*s\n  got %s\n", (int)line.len, line.ptr, got.ptr);
		}
	}
	buf_release(&file);
	buf_release(&got);
	assert_int_equal(wrong, 0);
	assert_true(cases >= 60);
}

struct page {
	struct buf text;
	char file[64];
	int32_t written; // DATE_NONE: the bytes come from memory
};

// The folder that pages are written to, made by the test.
static void read_page(struct buf *out, struct page *p, const char *folder)
{
	struct article a = {0};
	struct dl_err err = {0};
	struct reader *r;
	char path[160], day[DATE_TEXT];
	enum dl_status st;

	snprintf(path, sizeof path, "%s/%s", folder, p->file);
	if (p->written != DATE_NONE) {
		const struct timespec when = {.tv_sec = (time_t)p->written * 86400};

		assert_int_equal(file_write(path, buf_str(&p->text), NULL), DL_OK);
		assert_int_equal(utimensat(AT_FDCWD, path, (const struct timespec[]){when, when}, 0), 0);
		st = reader_open(&r, path, NULL, &err);
	} else {
		st = reader_open_memory(&r, p->text.ptr, p->text.len, path, NULL, &err);
	}
	assert_int_equal(st, DL_OK);
	st = reader_next(r, &a, &err);
	buf_clear(out);
	if (st == DL_EFORMAT)
		buf_addf(out, "bad: %s", strstr(err.text, ":1: ") ? strstr(err.text, ":1: ") + 4 : err.text);
	else if (a.date.day == DATE_NONE)
		buf_adds(out, a.grade == GRADE_NONE && !a.date_from.ptr ? "none" : "none, but with a grade");
	else
		buf_addf(out, "%s %s %s", date_text(day, a.date.day), date_grade_name(a.grade),
			a.date_from.ptr);
	if (st == DL_OK && a.date_refused.ptr)
		buf_addf(out, " (refused %s)", a.date_refused.ptr);
	unlink(path);
	article_release(&a);
	reader_close(r);
}

static void page_clear(struct page *p)
{
	buf_clear(&p->text);
	snprintf(p->file, sizeof p->file, "page");
	p->written = DATE_NONE;
}

// A line of a block that is not its last.
static void page_line(struct page *p, struct str line)
{
	if (str_starts(line, STR("@file ")))
		snprintf(p->file, sizeof p->file, "%.*s", (int)line.len - 6, line.ptr + 6);
	else if (str_starts(line, STR("@written ")))
		p->written = date_parse(str_sub(line, 9, line.len));
	else if (p->text.len || (line.len && !str_starts(line, STR("# "))))
		buf_addf(&p->text, "%.*s\n", (int)line.len, line.ptr);
}

static void test_spec__dates_of_pages(void **state)
{
	struct buf file = {0}, got = {0};
	struct page page = {.file = ""};
	char folder[] = "/tmp/dateline-dates-XXXXXX";
	size_t cases = 0, wrong = 0;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(file_read(&file, DATELINE_SOURCE_DIR "/tests/spec/dates.txt", 1 << 20, NULL), DL_OK);
	page_clear(&page);
	for (struct str rest = buf_str(&file); rest.len;) {
		struct str line = next_line(&rest);

		if (!str_starts(line, STR("=> "))) {
			page_line(&page, line);
			continue;
		}
		read_page(&got, &page, folder);
		cases++;
		if (!str_eq(buf_str(&got), str_sub(line, 3, line.len))) {
			wrong++;
			print_error("%s  got      %s\n  expected %.*s\n", page.text.ptr, got.ptr,
				(int)line.len - 3, line.ptr + 3);
		}
		page_clear(&page);
	}
	rmdir(folder);
	buf_release(&file);
	buf_release(&got);
	buf_release(&page.text);
	assert_int_equal(wrong, 0);
	assert_true(cases >= 40);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spec__datelines),
		cmocka_unit_test(test_spec__printed_dates),
		cmocka_unit_test(test_spec__dates_of_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

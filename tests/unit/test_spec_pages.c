// SPDX-License-Identifier: MIT
// tests/spec/boilerplate and tests/spec/unseen: whole pages and what must be left of them.
//
// A case is "=== page html|text [clean]", the page, "=== furniture", lines that must not come through, and
// "=== expected": "title:", "date:", "place:" lines, "---", and the body. The first set must come out
// exactly; of the second, which nothing was tuned to, the shares are held against the floors of the project.
// DATELINE_SHOW=1 in the environment prints every line that is missing or too many.
#include "base/file.h"
#include "corpus/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct figures {
	size_t cases, exact, clean, clean_same, body, kept, furniture, through, dates, right, titles, titled;
};

// The part of a case behind "=== NAME", without the rest of that line (to `rest`).
static struct str section(struct str text, const char *name, struct str *rest)
{
	size_t len = strlen(name);

	for (size_t i = 0; i + len + 4 <= text.len; i++) {
		if ((i && text.ptr[i - 1] != '\n') || memcmp(text.ptr + i, "=== ", 4) != 0 ||
			memcmp(text.ptr + i + 4, name, len) != 0)
			continue;
		const char *line = memchr(text.ptr + i, '\n', text.len - i);
		const char *end = line ? strstr(line, "\n=== ") : NULL;

		assert_non_null(line);
		*rest = (struct str){text.ptr + i + 4 + len, (size_t)(line - text.ptr) - i - 4 - len};
		return (struct str){
			line + 1, (size_t)((end ? end : text.ptr + text.len) - line) - (end != line)};
	}
	return (struct str){NULL, 0};
}

static bool next_line(struct str *text, struct str *line)
{
	while (text->len) {
		const char *nl = memchr(text->ptr, '\n', text->len);
		size_t n = nl ? (size_t)(nl - text->ptr) : text->len;

		*line = str_trim(str_sub(*text, 0, n));
		*text = str_sub(*text, n + (nl != NULL), text->len);
		if (line->len)
			return true;
	}
	return false;
}

static bool has_line(struct str text, struct str want)
{
	struct str line;

	while (next_line(&text, &line))
		if (str_eq(line, want))
			return true;
	return false;
}

static void complain(const char *path, const char *what, struct str line)
{
	if (getenv("DATELINE_SHOW"))
		print_message("%s: %s: %.*s\n", strrchr(path, '/') + 1, what, (int)line.len, line.ptr);
}

static void check_fields(struct figures *f, struct str *want, const struct article *a, const char *path)
{
	char date[INSTANT_TEXT];
	struct str line;

	while (next_line(want, &line) && !str_is(line, "---")) {
		struct str value = str_trim(str_sub(line,
			(size_t)((const char *)memchr(line.ptr, ':', line.len) - line.ptr) + 1, line.len));
		struct str have = str_starts(line, STR("title"))   ? a->title
				  : str_starts(line, STR("place")) ? a->place
								   : str_from(moment_text(date, &a->date));
		bool right = str_eq(have, value);

		if (str_starts(line, STR("date"))) {
			f->dates++;
			f->right += right;
		} else {
			f->titles++;
			f->titled += right;
		}
		if (!right)
			complain(path, "field", have);
	}
}

static void check_body(
	struct figures *f, struct str want, struct str furniture, struct str got, const char *path)
{
	struct str body = want, line;
	size_t bad = 0;

	while (next_line(&body, &line)) {
		bool kept = has_line(got, line);

		f->body++;
		f->kept += kept;
		bad += !kept;
		if (!kept)
			complain(path, "lost", line);
	}
	while (next_line(&furniture, &line)) {
		bool through = has_line(got, line);

		f->furniture++;
		f->through += through;
		if (through)
			complain(path, "through", line);
	}
	while (next_line(&got, &line))
		if (!has_line(want, line)) {
			bad++;
			complain(path, "too many", line);
		}
	f->exact += bad == 0;
}

static void check_case(struct figures *f, const char *path)
{
	struct buf text = {0};
	struct str kind, none, page, furniture, want;
	struct article a = {0};
	struct reader *r;

	assert_int_equal(file_read(&text, path, 1 << 22, NULL), DL_OK);
	page = section(buf_str(&text), "page", &kind);
	furniture = section(buf_str(&text), "furniture", &none);
	want = section(buf_str(&text), "expected", &none);
	assert_non_null(page.ptr);
	assert_non_null(want.ptr);
	const struct reader_options options = {
		.no_lang = true, .format = str_starts(kind, STR(" html")) ? FORMAT_HTML : FORMAT_TEXT};

	assert_int_equal(reader_open_memory(&r, page.ptr, page.len, path, &options, NULL), DL_OK);
	assert_int_equal(reader_next(r, &a, NULL), DL_OK);
	f->cases++;
	check_fields(f, &want, &a, path);
	check_body(f, want, furniture, a.text, path);
	if (str_ends(kind, STR("clean"))) {
		bool same = str_eq(str_trim(page), a.text) && !a.n_removed;

		f->clean++;
		f->clean_same += same;
		if (!same)
			complain(path, "changed", a.text);
	}
	article_release(&a);
	reader_close(r);
	buf_release(&text);
}

static struct figures check_folder(const char *folder)
{
	struct file_list files = {0};
	struct figures f = {0};

	assert_int_equal(file_walk(&files, folder, NULL), DL_OK);
	for (size_t i = 0; i < files.n; i++)
		check_case(&f, files.paths[i]);
	file_list_release(&files);
	print_message(
		"%zu pages, %zu exact: body lines kept %zu of %zu, furniture lines removed %zu of %zu, "
		"dates right %zu of %zu, titles and places %zu of %zu, clean articles unchanged %zu of %zu\n",
		f.cases, f.exact, f.kept, f.body, f.furniture - f.through, f.furniture, f.right, f.dates,
		f.titled, f.titles, f.clean_same, f.clean);
	return f;
}

static void test_spec__boilerplate(void **state)
{
	struct figures f = check_folder(DATELINE_SOURCE_DIR "/tests/spec/boilerplate");

	(void)state;
	assert_true(f.cases >= 40);
	assert_int_equal(f.exact, f.cases);
	assert_int_equal(f.clean_same, f.clean);
	assert_int_equal(f.right, f.dates);
	assert_int_equal(f.titled, f.titles);
}

// Written after the cleaner and not tuned to: the floors of the project, not perfection.
static void hold_floors(const char *folder)
{
	struct figures f = check_folder(folder);

	assert_true(f.cases >= 60);
	assert_true(f.kept * 1000 >= f.body * 995);
	assert_true((f.furniture - f.through) * 100 >= f.furniture * 97);
	assert_true(f.right * 100 >= f.dates * 98);
	assert_int_equal(f.clean_same, f.clean);
}

static void test_spec__unseen(void **state)
{
	(void)state;
	hold_floors(DATELINE_SOURCE_DIR "/tests/spec/unseen");
}

// The same, written after teasers, standfirsts and pages drawn from data were learned.
static void test_spec__unseen_2(void **state)
{
	(void)state;
	hold_floors(DATELINE_SOURCE_DIR "/tests/spec/unseen2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spec__boilerplate),
		cmocka_unit_test(test_spec__unseen),
		cmocka_unit_test(test_spec__unseen_2),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

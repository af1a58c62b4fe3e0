// SPDX-License-Identifier: MIT
// tests/spec/readers and tests/spec/encodings: what each file is read as. NAME.expected lies beside NAME: an
// article a line, then its date's worth and origin, agency, encoding damage; a bad record as its message.
// DATELINE_UPDATE=1 in the environment writes them anew: read the difference before keeping it.
#include "base/file.h"
#include "base/json.h"
#include "corpus/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void describe(struct buf *out, const struct article *a)
{
	struct json j = {.out = out};

	article_json(&j, a);
	buf_addf(out, "\n  line %zu, date %s from %s, agency %s, replaced %zu\n", a->line,
		date_grade_name(a->grade), a->date_from.ptr ? a->date_from.ptr : "-",
		a->agency.ptr ? a->agency.ptr : "-", a->replaced);
}

static void read_all(struct buf *out, const char *path)
{
	struct article a = {0};
	struct dl_err err = {0};
	struct reader *r;
	const struct reader_options options = {.no_lang = true};
	enum dl_status st = reader_open(&r, path, &options, &err);

	assert_int_equal(st, DL_OK);
	while ((st = reader_next(r, &a, &err)) == DL_OK || st == DL_EFORMAT) {
		if (st == DL_OK)
			describe(out, &a);
		else
			buf_addf(out, "bad %s\n", err.text + (size_t)(strrchr(path, '/') + 1 - path));
	}
	if (st != DL_END)
		buf_addf(out, "stopped: status %d\n", (int)st);
	reader_close(r);
	article_release(&a);
}

static void check_file(const char *path)
{
	struct buf got = {0}, want = {0}, name = {0};

	read_all(&got, path);
	buf_addf(&name, "%s.expected", path);
	if (getenv("DATELINE_UPDATE")) {
		assert_int_equal(file_write(name.ptr, buf_str(&got), NULL), DL_OK);
	} else {
		assert_int_equal(file_read(&want, name.ptr, 1 << 20, NULL), DL_OK);
		if (!str_eq(buf_str(&got), buf_str(&want)))
			fail_msg("%s\ngot:\n%s\nexpected:\n%s", path, got.ptr, want.ptr);
	}
	buf_release(&got);
	buf_release(&want);
	buf_release(&name);
}

static size_t check_folder(const char *folder)
{
	struct file_list files = {0};
	size_t n = 0;

	assert_int_equal(file_walk(&files, folder, NULL), DL_OK);
	for (size_t i = 0; i < files.n; i++) {
		if (str_ends(str_from(files.paths[i]), STR(".expected")))
			continue;
		check_file(files.paths[i]);
		n++;
	}
	file_list_release(&files);
	return n;
}

static void test_spec__readers(void **state)
{
	(void)state;
	assert_true(check_folder(DATELINE_SOURCE_DIR "/tests/spec/readers") >= 12);
}

static void test_spec__encodings(void **state)
{
	(void)state;
	assert_true(check_folder(DATELINE_SOURCE_DIR "/tests/spec/encodings") >= 12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spec__readers),
		cmocka_unit_test(test_spec__encodings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

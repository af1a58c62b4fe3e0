// SPDX-License-Identifier: MIT
#include "tests/unit/store_fixture.h"

#include "base/file.h"

#include <sqlite3.h>

static enum dl_status open_status(struct fixture *f, const char *path, enum store_mode mode)
{
	struct store *s;
	enum dl_status st = store_open(&s, path, mode, &f->err);

	store_close(s);
	return st;
}

static void expect_untouched(struct fixture *f, struct str bytes, enum dl_status expected, const char *words)
{
	char path[128];
	struct buf after = {0};

	snprintf(path, sizeof path, "%s.copy", f->path);
	assert_int_equal(file_write(path, bytes, NULL), DL_OK);
	for (int mode = STORE_READ; mode <= STORE_CREATE; mode++) {
		assert_int_equal(open_status(f, path, (enum store_mode)mode), expected);
		assert_non_null(strstr(f->err.text, words));
		assert_int_equal(file_read(&after, path, SIZE_MAX / 2, NULL), DL_OK);
		assert_true(str_eq(buf_str(&after), bytes));
	}
	buf_release(&after);
}

static void test_store__foreign_file_is_refused_and_left_alone(void **state)
{
	struct fixture *f = *state;
	struct buf bytes = {0};

	store_close(f->s);
	f->s = NULL;
	expect_untouched(f, STR("My holiday notes\n"), DL_EFORMAT, "not a dateline store");
	assert_int_equal(file_read(&bytes, f->path, SIZE_MAX / 2, NULL), DL_OK);
	bytes.ptr[68] = 0;
	expect_untouched(f, buf_str(&bytes), DL_EFORMAT, "another program");
	bytes.len = 50;
	expect_untouched(f, buf_str(&bytes), DL_EFORMAT, "not a dateline store");
	buf_release(&bytes);
}

static void test_store__newer_version_is_refused(void **state)
{
	struct fixture *f = *state;
	struct buf bytes = {0};

	store_close(f->s);
	f->s = NULL;
	assert_int_equal(file_read(&bytes, f->path, SIZE_MAX / 2, NULL), DL_OK);
	assert_memory_equal(bytes.ptr + 68, "DTLN", 4);
	bytes.ptr[62] = 1; // user_version 257
	expect_untouched(f, buf_str(&bytes), DL_EVERSION, "newer");
	buf_release(&bytes);
}

static void test_store__damaged_file_is_named(void **state)
{
	struct fixture *f = *state;
	struct buf bytes = {0};

	add_five(f);
	store_close(f->s);
	f->s = NULL;
	assert_int_equal(file_read(&bytes, f->path, SIZE_MAX / 2, NULL), DL_OK);
	memset(bytes.ptr + 100, 0x5a, 900);
	expect_untouched(f, buf_str(&bytes), DL_EIO, "damaged");
	buf_release(&bytes);
}

static void test_store__missing_empty_and_folder(void **state)
{
	struct fixture *f = *state;
	char path[128];

	snprintf(path, sizeof path, "%s.copy", f->path);
	assert_int_equal(open_status(f, path, STORE_READ), DL_ENOTFOUND);
	assert_non_null(strstr(f->err.text, "corpus add"));
	assert_int_equal(open_status(f, path, STORE_WRITE), DL_ENOTFOUND);
	assert_false(file_exists(path));
	assert_int_equal(file_write(path, STR(""), NULL), DL_OK);
	assert_int_equal(open_status(f, path, STORE_READ), DL_EFORMAT);
	assert_int_equal(open_status(f, path, STORE_CREATE), DL_OK);
	assert_int_equal(open_status(f, path, STORE_READ), DL_OK);
	assert_int_equal(open_status(f, f->dir, STORE_CREATE), DL_EIO);
	assert_int_equal(open_status(f, "", STORE_CREATE), DL_EINVAL);
	snprintf(path, sizeof path, "%s/no/such/folder.db", f->dir);
	assert_int_equal(open_status(f, path, STORE_CREATE), DL_EIO);
}

static void test_store__read_only_folder(void **state)
{
	struct fixture *f = *state;
	char other[128];

	add_five(f);
	store_close(f->s);
	f->s = NULL;
	snprintf(other, sizeof other, "%s.copy", f->path);
	assert_int_equal(chmod(f->path, 0400), 0);
	assert_int_equal(chmod(f->dir, 0500), 0);
	if (access(f->dir, W_OK) == 0) {
		print_message("skipped: this user may write everywhere\n");
		skip();
	}
	assert_int_equal(open_status(f, other, STORE_CREATE), DL_EIO);
	assert_non_null(strstr(f->err.text, "writable"));
	assert_int_equal(open_status(f, f->path, STORE_WRITE), DL_EIO);
	assert_int_equal(store_open(&f->s, f->path, STORE_READ, &f->err), DL_OK);
	expect_list(f, FILTER(.labelled = true), "b a ");
}

static void test_store__reader_sees_committed_articles_only(void **state)
{
	struct fixture *f = *state;
	struct store *reader;
	struct store_counts c;

	assert_int_equal(store_open(&reader, f->path, STORE_READ, &f->err), DL_OK);
	assert_int_equal(store_begin(f->s, &f->err), DL_OK);
	article(f, "a-1", "Title", "Text", "");
	expect_add(f, STORE_ADDED);
	assert_int_equal(store_counts(reader, &c, &f->err), DL_OK);
	assert_int_equal(c.articles, 0);
	assert_int_equal(store_commit(f->s, &f->err), DL_OK);
	assert_int_equal(store_counts(reader, &c, &f->err), DL_OK);
	assert_int_equal(c.articles, 1);
	assert_int_not_equal(store_begin(reader, &f->err), DL_OK);
	store_close(reader);
}

// Each allocation in turn is refused: the answer is DL_ENOMEM, and what was stored is still there.
static void test_store__memory_runs_out(void **state)
{
	struct fixture *f = *state;
	struct article out = {0};
	struct store *s;
	enum dl_status st = DL_ENOMEM;

	add_five(f);
	for (long n = 0; st == DL_ENOMEM && n < 1000; n++) {
		mem_fail_after(n);
		st = store_open(&s, f->path, STORE_READ, &f->err);
		if (st == DL_OK)
			st = store_get(s, "b", &out, &f->err);
		mem_fail_after(-1);
		store_close(s);
		article_release(&out);
	}
	assert_int_equal(st, DL_OK);
	assert_int_equal(count(f), 5);
}

// The first column of the first row, "" if there is none.

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(foreign_file_is_refused_and_left_alone),
		STORE_TEST(newer_version_is_refused),
		STORE_TEST(damaged_file_is_named),
		STORE_TEST(missing_empty_and_folder),
		STORE_TEST(read_only_folder),
		STORE_TEST(reader_sees_committed_articles_only),
		STORE_TEST(memory_runs_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

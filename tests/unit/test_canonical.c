// SPDX-License-Identifier: MIT
// One article by all its addresses, in new stores and in those of version 1.
#include "corpus/canonical.h"
#include "corpus/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <unistd.h>

static void test_canonical__addresses(void **state)
{
	static const char *const rows[][2] = {
		{"https://www.news.example/story/1/", "news.example/story/1"},
		{"http://news.example/story/1", "news.example/story/1"},
		{"//news.example/story/1", "news.example/story/1"},
		{"HTTP://M.News.Example:80/story/1#comments", "news.example/story/1"},
		{"https://mobile.news.example:443/story/1?utm_source=rss&utm_medium=feed",
			"news.example/story/1"},
		{"https://news.example/story/1?fbclid=abc&page=2", "news.example/story/1?page=2"},
		{"https://news.example/story/1?amp=1&id=7&gclid=x", "news.example/story/1?id=7"},
		{"https://news.example/story/1/amp/", "news.example/story/1"},
		{"https://news.example/story/index.html", "news.example/story"},
		{"https://news.example/story/INDEX.PHP?id=5", "news.example/story?id=5"},
		{"https://news.example/?p=12", "news.example?p=12"},
		{"https://news.example/#!/story/1", "news.example#!/story/1"},
		{"https://news.example:8080/a", "news.example:8080/a"},
		{"https://news.example/%d0%b0%2Db%7Ec%2fd", "news.example/%D0%B0-b~c%2Fd"},
		{"https://news.example/а b", "news.example/%D0%B0%20b"},
		{"https://news.example/50%", "news.example/50%"},
		{"https://m.example/story", "m.example/story"},
		{"https://news.example/Story", "news.example/Story"},
		{"https://news.example/", NULL},
		{"https://www.news.example/index.html?utm_source=x", NULL},
		{"https:///story", NULL},
		{"news.example/story", NULL},
		{"mailto:desk@news.example", NULL},
		{"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = {0};
		bool found = canonical_url(&out, str_from(rows[i][0]));

		if (found != (rows[i][1] != NULL) || (found && strcmp(out.ptr, rows[i][1]) != 0))
			fail_msg("%s gives %s", rows[i][0], found ? out.ptr : "nothing");
		assert_true(found || out.len == 0);
		buf_release(&out);
	}
}

struct fixture {
	char dir[64], path[96];
	struct store *s;
	struct dl_err err;
};

static int setup(void **state)
{
	static struct fixture f;

	f = (struct fixture){.s = NULL};
	snprintf(f.dir, sizeof f.dir, "/tmp/dateline-canonical-XXXXXX");
	assert_non_null(mkdtemp(f.dir));
	snprintf(f.path, sizeof f.path, "%s/news.db", f.dir);
	*state = &f;
	return store_open(&f.s, f.path, STORE_CREATE, &f.err);
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	char copy[128];

	store_close(f->s);
	unlink(f->path);
	snprintf(copy, sizeof copy, "%s.v1", f->path); // what migrating leaves
	unlink(copy);
	return rmdir(f->dir);
}

static enum store_added add(struct fixture *f, const char *url, const char *text, const char *day)
{
	struct article a = {0};
	enum store_added what;

	article_reset(&a);
	a.url = str_from(url);
	a.text = str_from(text);
	assert_true(moment_parse(&a.date, str_from(day)));
	a.grade = GRADE_DAY;
	assert_int_equal(article_make_id(&a, NULL), DL_OK);
	if (store_add(f->s, &a, &what, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
	article_release(&a);
	return what;
}

static void test_canonical__one_page_by_all_addresses(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(add(f, "http://news.example/1", "First", "2020-01-01"), STORE_ADDED);
	assert_int_equal(
		add(f, "https://www.news.example/1/?utm_source=x", "Mended", "2020-01-01"), STORE_UPDATED);
	assert_int_equal(add(f, "https://m.news.example/1#top", "Mended", "2020-01-01"), STORE_DUPLICATE);
	assert_int_equal(add(f, "https://news.example/2", "Mended", "2020-01-01"), STORE_DUPLICATE); // a copy
	assert_int_equal(add(f, "https://news.example/1", "Of another day", "2020-01-02"), STORE_ADDED);
	assert_int_equal(add(f, "https://news.example/", "Front page", "2020-01-01"), STORE_ADDED);
	assert_int_equal(add(f, "https://news.example/", "Another front page", "2020-01-01"), STORE_ADDED);
}

// What version 1 had instead.
static void make_version_1(const char *path)
{
	static const char sql[] = "DROP TABLE model_bin; ALTER TABLE model DROP COLUMN unseen;"
				  "DROP VIEW audit; DROP TABLE review; DROP INDEX article_canonical; ALTER TABLE article DROP COLUMN canonical;"
				  "CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;"
				  "PRAGMA user_version = 1;";
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void test_canonical__old_stores_learn_it(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(
		add(f, "https://www.news.example/1/?utm_source=x", "First", "2020-01-01"), STORE_ADDED);
	assert_int_equal(add(f, "", "Without an address", "2020-01-01"), STORE_ADDED);
	store_close(f->s);
	f->s = NULL;
	make_version_1(f->path);
	if (store_open(&f->s, f->path, STORE_WRITE, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
	assert_int_equal(add(f, "http://news.example/1", "Mended", "2020-01-01"), STORE_UPDATED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_canonical__addresses),
		cmocka_unit_test_setup_teardown(test_canonical__one_page_by_all_addresses, setup, teardown),
		cmocka_unit_test_setup_teardown(test_canonical__old_stores_learn_it, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

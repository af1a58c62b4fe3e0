// SPDX-License-Identifier: MIT
#include "tests/unit/store_fixture.h"

#include "base/file.h"
#include "corpus/store_care.h"
#include "corpus/store_internal.h"

static void collect(void *payload, const char *sentence)
{
	buf_adds(payload, sentence);
	buf_addc(payload, '\n');
}

// What store_check says, in `said`; returns how many problems.
static size_t checked(struct fixture *f, struct buf *said)
{
	size_t problems;

	buf_clear(said);
	assert_int_equal(store_check(f->s, collect, said, &problems, &f->err), DL_OK);
	return problems;
}

static void add(struct fixture *f, const char *id)
{
	label(article(f, id, "A title", id, "2020-01-01"), "crime");
	expect_add(f, STORE_ADDED);
}

static void add_many(struct fixture *f, int n)
{
	char id[32];

	assert_int_equal(store_begin(f->s, &f->err), DL_OK);
	for (int i = 0; i < n; i++) {
		snprintf(id, sizeof id, "number-%d", i);
		add(f, id);
	}
	assert_int_equal(store_commit(f->s, &f->err), DL_OK);
}

static void test_store__check_finds_what_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct buf said = {0};

	add(f, "one");
	add(f, "two");
	assert_int_equal(checked(f, &said), 0);
	assert_int_equal(store_exec(f->s,
				 "PRAGMA foreign_keys = OFF; UPDATE article SET story = 99 WHERE id = 'one';"
				 "UPDATE article SET day = 99999999 WHERE id = 'two';"
				 "UPDATE article SET labelled = 0 WHERE id = 'two';"
				 "INSERT INTO label VALUES (77, 'crime');",
				 &f->err),
		DL_OK);
	assert_int_equal(checked(f, &said), 4);
	assert_non_null(strstr(said.ptr, "article one belongs to a story"));
	assert_non_null(strstr(said.ptr, "article two has a day outside"));
	assert_non_null(strstr(said.ptr, "article two has labels but"));
	assert_non_null(strstr(said.ptr, "table label refers to a missing row of article"));
	buf_release(&said);
}

// Bytes of an index are overwritten: SQLite alone notices.
static void test_store__check_reads_every_page(void **state)
{
	struct fixture *f = *state;
	struct buf bytes = {0}, said = {0};
	size_t problems = 0;
	enum dl_status st;

	add_many(f, 300);
	store_close(f->s);
	f->s = NULL;
	assert_int_equal(file_read(&bytes, f->path, 1 << 26, &f->err), DL_OK);
	for (size_t i = bytes.len - 6 * 4096; i < bytes.len; i++)
		bytes.ptr[i] = (char)(i * 7);
	assert_int_equal(file_write(f->path, buf_str(&bytes), &f->err), DL_OK);
	assert_int_equal(store_open(&f->s, f->path, STORE_READ, &f->err), DL_OK);
	st = store_check(f->s, collect, &said, &problems, &f->err);
	assert_true(st == DL_EIO || problems > 0);
	buf_release(&bytes);
	buf_release(&said);
}

static void expect_articles(struct fixture *f, const char *path, uint64_t n)
{
	struct store_counts c;
	struct store *s;

	if (store_open(&s, path, STORE_READ, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
	assert_int_equal(store_counts(s, &c, &f->err), DL_OK);
	assert_int_equal(c.articles, n);
	store_close(s);
}

static void test_store__backup_is_a_store_of_its_own(void **state)
{
	struct fixture *f = *state;
	char copy[128];

	snprintf(copy, sizeof copy, "%s.copy", f->path);
	add(f, "one");
	assert_int_equal(store_backup(f->s, copy, &f->err), DL_OK);
	add(f, "two");
	expect_articles(f, copy, 1);
	assert_int_equal(store_backup(f->s, copy, &f->err), DL_EINVAL);
	assert_int_equal(store_backup(f->s, "/nowhere/copy.db", &f->err), DL_EIO);
}

static void test_store__compact_gives_space_back(void **state)
{
	struct fixture *f = *state;
	uint64_t before, after;

	add_many(f, 500);
	assert_int_equal(store_exec(f->s, "DELETE FROM article WHERE id <> 'number-7'", &f->err), DL_OK);
	assert_int_equal(store_compact(f->s, &before, &after, &f->err), DL_OK);
	assert_true(after < before);
	assert_int_equal(count(f), 1);
}

static int64_t version(struct fixture *f)
{
	struct query q;
	int64_t v = -1;

	assert_int_equal(query_start(&q, f->s, ONCE, "PRAGMA user_version", &f->err), DL_OK);
	assert_int_equal(query_run(&q, &v, &f->err), DL_OK);
	return v;
}

static void test_store__older_store_is_copied_then_migrated(void **state)
{
	static const char *const steps[] = {"never run", "never run", "never run", "never run",
		"ALTER TABLE article ADD COLUMN byline TEXT"};
	struct fixture *f = *state;
	char copy[128];

	snprintf(copy, sizeof copy, "%s.v4", f->path);
	add(f, "one");
	if (store_migrate_by(f->s, steps, 5, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
	assert_int_equal(version(f), 5);
	assert_int_equal(store_exec(f->s, "UPDATE article SET byline = 'N. N.'", &f->err), DL_OK);
	expect_articles(f, copy, 1); // version 4 still: this program opens no other
	unlink(copy);
}

static void test_store__failed_migration_changes_nothing(void **state)
{
	static const char *const steps[] = {"never run", "never run", "never run", "never run",
		"ALTER TABLE article ADD COLUMN byline TEXT", "ALTER TABLE nowhere ADD COLUMN x"};
	struct fixture *f = *state;
	char copy[128];

	snprintf(copy, sizeof copy, "%s.v4", f->path);
	add(f, "one");
	assert_int_equal(store_migrate_by(f->s, steps, 6, &f->err), DL_EIO);
	assert_int_equal(version(f), 4);
	assert_true(file_exists(copy));
	assert_int_equal(store_exec(f->s, "SELECT byline FROM article", &f->err), DL_EIO);
	assert_int_equal(count(f), 1);
	unlink(copy);
}

static void test_store__strangers_schema_is_not_trusted(void **state)
{
	struct fixture *f = *state;
	sqlite3 *db;

	// A view that calls a function with side effects, and a trigger that would delete everything.
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(db,
			"CREATE TRIGGER evil AFTER INSERT ON article BEGIN DELETE FROM article; END;"
			"DROP VIEW weekly; CREATE VIEW weekly AS SELECT load_extension('/tmp/evil') AS week;",
			NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(db);
	reopen(f, STORE_WRITE);
	add(f, "one");
	add(f, "two");
	assert_int_equal(count(f), 2);
	assert_int_equal(store_exec(f->s, "SELECT * FROM weekly", &f->err), DL_EIO);
	assert_int_not_equal(
		store_exec(f->s, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = ''", &f->err),
		DL_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(check_finds_what_is_wrong),
		STORE_TEST(check_reads_every_page),
		STORE_TEST(backup_is_a_store_of_its_own),
		STORE_TEST(compact_gives_space_back),
		STORE_TEST(older_store_is_copied_then_migrated),
		STORE_TEST(failed_migration_changes_nothing),
		STORE_TEST(strangers_schema_is_not_trusted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

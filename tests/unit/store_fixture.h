// SPDX-License-Identifier: MIT
// What the tests of the store start with: cmocka's headers in the order they want, an empty store in a folder
// of its own, articles to put in.
#ifndef TESTS_UNIT_STORE_FIXTURE_H
#define TESTS_UNIT_STORE_FIXTURE_H

#include "base/buf.h"
#include "base/mem.h"
#include "corpus/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
	char dir[64], path[96];
	struct store *s;
	struct dl_err err;
	struct article a; // what `add` fills
};

static inline int setup(void **state)
{
	struct fixture *f = mem_zalloc(1, sizeof *f);

	snprintf(f->dir, sizeof f->dir, "/tmp/dateline-store-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->path, sizeof f->path, "%s/news.db", f->dir);
	assert_int_equal(store_open(&f->s, f->path, STORE_CREATE, &f->err), DL_OK);
	*state = f;
	return 0;
}

static inline int teardown(void **state)
{
	static const char *const suffixes[] = {"", "-wal", "-shm", "-journal", ".copy"};
	struct fixture *f = *state;
	char name[128];

	store_close(f->s);
	article_release(&f->a);
	chmod(f->dir, 0700);
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		snprintf(name, sizeof name, "%s%s", f->path, suffixes[i]);
		unlink(name);
	}
	assert_int_equal(rmdir(f->dir), 0);
	mem_free(f);
	return 0;
}

static inline void reopen(struct fixture *f, enum store_mode mode)
{
	store_close(f->s);
	assert_int_equal(store_open(&f->s, f->path, mode, &f->err), DL_OK);
}

// An article in f->a: id (NULL: made from the content), title, text, date ("": none).
static inline struct article *article(
	struct fixture *f, const char *id, const char *title, const char *text, const char *date)
{
	struct article *a = &f->a;

	article_reset(a);
	a->id_given = id != NULL;
	if (id)
		a->id = str_from(id);
	a->title = str_from(title);
	a->text = str_from(text);
	if (*date) {
		assert_true(moment_parse(&a->date, str_from(date)));
		a->grade = GRADE_DAY;
	}
	assert_int_equal(article_make_id(a, NULL), DL_OK);
	return a;
}

static inline void label(struct article *a, const char *topic)
{
	a->labelled = true;
	if (topic)
		assert_int_equal(article_add_label(a, str_from(topic), NULL), DL_OK);
}

static inline void expect_add(struct fixture *f, enum store_added expected)
{
	enum store_added what;

	if (store_add(f->s, &f->a, &what, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
	assert_int_equal(what, expected);
}

static inline uint64_t count(struct fixture *f)
{
	struct store_counts c;

	assert_int_equal(store_counts(f->s, &c, &f->err), DL_OK);
	return c.articles;
}

static inline void assert_str(struct str actual, const char *expected)
{
	assert_non_null(actual.ptr);
	assert_string_equal(actual.ptr, expected);
}

struct listing {
	struct buf ids;
	int stop_after; // 0: never
};

static inline enum dl_status list(void *payload, const struct article *a, struct dl_err *err)
{
	struct listing *l = payload;

	buf_addf(&l->ids, "%s ", a->id.ptr);
	return l->stop_after && --l->stop_after == 0 ? err_set(err, DL_EINTERRUPT, "stop") : DL_OK;
}

static inline void expect_list(struct fixture *f, const struct store_filter *filter, const char *expected)
{
	struct listing l = {.stop_after = 0};

	if (store_each(f->s, filter, list, &l, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
	assert_string_equal(buf_str(&l.ids).ptr, expected);
	buf_release(&l.ids);
}

// b: 1 January, labelled crime; a: 2 January, labelled none; d, c: 2 January, not labelled; e: undated.
static inline void add_five(struct fixture *f)
{
	label(article(f, "b", "Border 100%", "Guards of the_river", "2020-01-01"), "crime");
	f->a.source = STR("Asia-Plus");
	f->a.split = STR("train");
	expect_add(f, STORE_ADDED);
	label(article(f, "a", "Wheat", "Harvest of corn", "2020-01-02"), NULL);
	f->a.lang = STR("en");
	expect_add(f, STORE_ADDED);
	article(f, "d", "Rain", "Rain in the north", "2020-01-02")->source = STR("Asia-Plus");
	expect_add(f, STORE_ADDED);
	article(f, "c", "Snow", "Snow in the south\\east", "2020-01-02")->split = STR("test");
	expect_add(f, STORE_ADDED);
	article(f, "e", "Undated", "Nothing", "");
	expect_add(f, STORE_ADDED);
}

#define FILTER(...) (&(struct store_filter){.from = DATE_NONE, .to = DATE_NONE, __VA_ARGS__})

#define STORE_TEST(name) cmocka_unit_test_setup_teardown(test_store__##name, setup, teardown)

#endif

// SPDX-License-Identifier: MIT
#include "tests/unit/store_fixture.h"

#include "base/file.h"

#include <math.h>
#include <sqlite3.h>

static const struct topic_quality qualities[] = {
	{.topic = "crime",
		.platt_a = -1.5,
		.platt_b = 0.25,
		.threshold = 0.4,
		.hessian_inverse = {1, 2, 3},
		.mean = 0.1,
		.mean_a = 4,
		.mean_b = 5,
		.tp = 6,
		.n1 = 7,
		.fp = 8,
		.n0 = 9},
	{.topic = "economy", .platt_a = (double)NAN, .platt_b = (double)NAN, .threshold = 0.5},
};

static struct store_model make_model(const char *id)
{
	return (struct store_model){.id = id,
		.name = "news.model",
		.made = "2015-06-24T05:15:30Z",
		.n_topics = 2,
		.topics = qualities,
		.documents = 200,
		.terms = 3000};
}

static void put_model(struct fixture *f, const char *id)
{
	struct store_model m = make_model(id);

	if (store_put_model(f->s, &m, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
}

static enum dl_status predict(
	struct fixture *f, const char *model, const char *id, double crime, double economy)
{
	const char *const topics[] = {"crime", "economy"};
	const struct prediction p = {.article_id = id,
		.n_topics = 2,
		.topics = topics,
		.oov = 0.25,
		.probability = (const double[]){crime, economy},
		.chosen = (const bool[]){crime >= 0.4, economy >= 0.5}};

	return store_put_prediction(f->s, model, &p, &f->err);
}

static void test_store__model_comes_back(void **state)
{
	struct fixture *f = *state;
	struct store_model *m;

	assert_int_equal(store_newest_model(f->s, &m, &f->err), DL_ENOTFOUND);
	put_model(f, "m1");
	assert_int_equal(store_newest_model(f->s, &m, &f->err), DL_OK);
	assert_string_equal(m->id, "m1");
	assert_string_equal(m->name, "news.model");
	assert_string_equal(m->made, "2015-06-24T05:15:30Z");
	assert_int_equal(m->documents, 200);
	assert_int_equal(m->terms, 3000);
	assert_int_equal(m->n_topics, 2);
	assert_string_equal(m->topics[0].topic, "crime");
	assert_true(m->topics[0].platt_a == -1.5 && m->topics[0].hessian_inverse[2] == 3 &&
		    m->topics[0].mean_b == 5);
	assert_int_equal(m->topics[0].n0, 9);
	assert_true(isnan(m->topics[1].platt_a));
	store_model_free(m);
}

static void expect_newest(struct fixture *f, const char *id)
{
	struct store_model *m;

	assert_int_equal(store_newest_model(f->s, &m, &f->err), DL_OK);
	assert_string_equal(m->id, id);
	store_model_free(m);
}

static void test_store__model_used_last_is_newest(void **state)
{
	struct fixture *f = *state;

	put_model(f, "m1");
	put_model(f, "m2");
	expect_newest(f, "m2");
	put_model(f, "m1");
	expect_newest(f, "m1");
}

static void test_store__prediction_needs_its_article_and_model(void **state)
{
	struct fixture *f = *state;

	put_model(f, "m1");
	assert_int_equal(predict(f, "m1", "nobody", 0.1, 0.1), DL_ENOTFOUND);
	article(f, "a-1", "Title", "Text", "");
	expect_add(f, STORE_ADDED);
	assert_int_equal(predict(f, "m9", "a-1", 0.1, 0.1), DL_ENOTFOUND);
	assert_int_equal(predict(f, "m1", "a-1", 0.1, 0.1), DL_OK);
	article(f, NULL, "Title", "Text", ""); // a copy, stored under its other id
	expect_add(f, STORE_DUPLICATE);
	assert_int_equal(predict(f, "m1", f->a.id.ptr, 0.9, 0.1), DL_OK);
	expect_list(f, FILTER(.topic = "crime"), "a-1 ");
}

static void test_store__unclassified_shrinks_batch_by_batch(void **state)
{
	struct fixture *f = *state;
	struct article batch[2] = {0};
	uint64_t left;
	size_t n;

	add_five(f);
	put_model(f, "m1");
	for (int round = 0; round < 3; round++) {
		assert_int_equal(store_count_unclassified(f->s, "m1", &left, &f->err), DL_OK);
		assert_int_equal(left, 5 - 2 * round);
		assert_int_equal(store_unclassified(f->s, "m1", batch, 2, &n, &f->err), DL_OK);
		assert_int_equal(n, round < 2 ? 2 : 1);
		assert_str(batch[0].id, (const char *[]){"b", "d", "e"}[round]); // in order of insertion
		for (size_t i = 0; i < n; i++)
			assert_int_equal(predict(f, "m1", batch[i].id.ptr, 0.1, 0.2), DL_OK);
	}
	assert_int_equal(store_unclassified(f->s, "m1", batch, 2, &n, &f->err), DL_OK);
	assert_int_equal(n, 0);
	article(f, "b", "Border", "A new text", "2020-01-01"); // what was said of the old text is void
	expect_add(f, STORE_UPDATED);
	assert_int_equal(store_unclassified(f->s, "m1", batch, 2, &n, &f->err), DL_OK);
	assert_int_equal(n, 1);
	assert_str(batch[0].id, "b");
	assert_int_equal(store_unclassified(f->s, "m2", batch, 2, &n, &f->err), DL_OK);
	assert_int_equal(n, 2);
	article_release(&batch[0]);
	article_release(&batch[1]);
}

static enum dl_status list_dated(void *payload, const struct dated_topics *d, struct dl_err *err)
{
	(void)err;
	buf_addf(payload, "%s%s%s:%.2f%s,%.2f%s%s ", d->id.ptr,
		d->labelled     ? " gold"
		: d->classified ? " model"
				: "",
		d->text.ptr ? " text" : "", d->probability[0], d->chosen[0] ? "+" : "", d->probability[1],
		d->chosen[1] ? "+" : "", d->abstained ? d->abstained : "");
	return DL_OK;
}

static void test_store__each_dated_puts_gold_before_the_model(void **state)
{
	struct fixture *f = *state;
	struct store_model m = make_model("m1");
	struct buf b = {0};

	add_five(f);
	put_model(f, "m1");
	assert_int_equal(predict(f, "m1", "b", 0.01, 0.99), DL_OK);
	assert_int_equal(predict(f, "m1", "c", 0.75, 0.125), DL_OK);
	assert_int_equal(store_put_prediction(f->s, "m1",
				 &(struct prediction){.article_id = "d", .abstained = "empty"}, &f->err),
		DL_OK);
	assert_int_equal(store_each_dated(f->s, &m, false, list_dated, &b, &f->err), DL_OK);
	assert_string_equal(b.ptr,
		"b gold:1.00+,0.00 a gold:0.00,0.00 c model:0.75+,0.12 d model:0.00,0.00empty e:0.00,0.00 ");
	buf_clear(&b);
	assert_int_equal(store_each_dated(f->s, &m, true, list_dated, &b, &f->err), DL_OK);
	assert_non_null(strstr(b.ptr, "c model text:"));
	buf_release(&b);
}

enum { MANY = 9 };

static enum dl_status list_many(void *payload, const struct dated_topics *d, struct dl_err *err)
{
	(void)err;
	for (size_t i = 0; i < MANY; i++)
		buf_addf(payload, "%.1f%s ", d->probability[i], d->chosen[i] ? "+" : "");
	return DL_OK;
}

// More topics than one statement writes; what is put again replaces what was there.
static void test_store__prediction_of_many_topics(void **state)
{
	static const char *const names[MANY] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
	struct fixture *f = *state;
	struct topic_quality topics[MANY] = {{.topic = NULL}};
	struct store_model m = {.id = "many",
		.name = "n",
		.made = "2015-06-24T05:15:30Z",
		.n_topics = MANY,
		.topics = topics};
	double probability[MANY];
	bool chosen[MANY];
	struct buf b = {0};

	for (size_t i = 0; i < MANY; i++)
		topics[i].topic = names[i];
	article(f, "a-1", "Title", "Text", "");
	expect_add(f, STORE_ADDED);
	assert_int_equal(store_put_model(f->s, &m, &f->err), DL_OK);
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < MANY; i++) {
			probability[i] = (double)(round ? MANY - i : i) / 10;
			chosen[i] = i % 2 == (size_t)round;
		}
		assert_int_equal(store_put_prediction(f->s, "many",
					 &(struct prediction){.article_id = "a-1",
						 .n_topics = MANY,
						 .topics = names,
						 .probability = probability,
						 .chosen = chosen},
					 &f->err),
			DL_OK);
		buf_clear(&b);
		assert_int_equal(store_each_dated(f->s, &m, false, list_many, &b, &f->err), DL_OK);
		assert_string_equal(b.ptr, round ? "0.9 0.8+ 0.7 0.6+ 0.5 0.4+ 0.3 0.2+ 0.1 "
						 : "0.0+ 0.1 0.2+ 0.3 0.4+ 0.5 0.6+ 0.7 0.8+ ");
	}
	buf_release(&b);
}

static void ask(sqlite3 *db, const char *sql, const char *expected)
{
	sqlite3_stmt *stmt;
	const char *text = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(db), sql);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		text = (const char *)sqlite3_column_text(stmt, 0);
	if (expected)
		assert_string_equal(text ? text : "", expected);
	sqlite3_finalize(stmt);
}

static void test_store__views_answer_other_programs(void **state)
{
	struct fixture *f = *state;
	sqlite3 *db;

	label(article(f, "a", "Meeting", "Text one", "2015-06-24"), "security");
	expect_add(f, STORE_ADDED);
	article(f, "b", "Prices", "Text two", "2016-01-03");
	expect_add(f, STORE_ADDED);
	put_model(f, "m1");
	assert_int_equal(predict(f, "m1", "a", 0.9, 0.9), DL_OK);
	assert_int_equal(predict(f, "m1", "b", 0.1, 0.75), DL_OK);
	assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	ask(db, "PRAGMA user_version", "4");
	ask(db, "SELECT group_concat(week || ' ' || topic || ' ' || stories, ', ') FROM weekly",
		"2015-W26 security 1, 2015-W53 economy 1");
	ask(db, "SELECT group_concat(article || topic || probability || origin, ' ') FROM article_topic",
		"1security1.0label 2economy0.75model");
	ask(db, "SELECT group_concat(date || first || articles, ' ') FROM story",
		"2015-06-24a1 2016-01-03b1");
	sqlite3_close(db);
}

static void test_store__documented_questions_can_be_asked(void **state)
{
	struct fixture *f = *state;
	struct buf text = {0};
	sqlite3 *db;
	int asked = 0;

	assert_int_equal(file_read(&text, DATELINE_SOURCE_DIR "/corpus/FORMAT.md", 1 << 20, &f->err), DL_OK);
	assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	for (char *at = text.ptr, *end; (at = strstr(at, "```sql\n")) != NULL; at = end + 3, asked++) {
		at += strlen("```sql\n");
		end = strstr(at, "```");
		assert_non_null(end);
		*end = '\0';
		ask(db, at, NULL);
	}
	assert_true(asked >= 5);
	sqlite3_close(db);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(model_comes_back),
		STORE_TEST(model_used_last_is_newest),
		STORE_TEST(prediction_needs_its_article_and_model),
		STORE_TEST(unclassified_shrinks_batch_by_batch),
		STORE_TEST(each_dated_puts_gold_before_the_model),
		STORE_TEST(prediction_of_many_topics),
		STORE_TEST(views_answer_other_programs),
		STORE_TEST(documented_questions_can_be_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

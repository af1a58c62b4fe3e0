// SPDX-License-Identifier: MIT
// store_each_inserted says the same whatever the threads, of one state of the store.
#include "tests/unit/store_fixture.h"

#include "corpus/store_internal.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>

enum { ARTICLES = 200 };

static const struct topic_quality qualities[] = {{.topic = "crime", .platt_a = -1, .threshold = 0.5},
	{.topic = "economy", .platt_a = -1, .threshold = 0.5}};

static const struct store_model model = {
	.id = "m1", .name = "news.model", .made = "2015-06-24T05:15:30Z", .n_topics = 2, .topics = qualities};

// Of every ten: one labelled, one not classified, one abstained from, one undated; some rows are missing.
static void fill(struct fixture *f)
{
	assert_int_equal(store_begin(f->s, &f->err), DL_OK);
	assert_int_equal(store_put_model(f->s, &model, &f->err), DL_OK);
	for (int i = 0; i < ARTICLES; i++) {
		char id[16], text[64];
		const double probability[] = {i / (double)ARTICLES, 1 - i / (double)ARTICLES};
		const struct prediction p = {.article_id = id,
			.abstained = i % 10 == 3 ? "empty" : NULL,
			.n_topics = 2,
			.topics = (const char *const[]){"crime", "economy"},
			.oov = i / 1000.0,
			.probability = probability,
			.chosen = (const bool[]){probability[0] >= 0.5, probability[1] >= 0.5}};

		snprintf(id, sizeof id, "a%d", i);
		snprintf(text, sizeof text, "Number %d.", i);
		article(f, id, "title", text, i % 10 == 4 ? "" : "2015-06-24");
		f->a.source = i % 3 ? str_from("Asia-Plus") : (struct str){NULL, 0};
		f->a.lang = str_from(i % 2 ? "en" : "tg");
		if (i % 10 == 1)
			label(&f->a, i % 20 == 1 ? "economy" : NULL);
		expect_add(f, STORE_ADDED);
		if (i % 10 != 2)
			assert_int_equal(store_put_prediction(f->s, "m1", &p, &f->err), DL_OK);
	}
	assert_int_equal(
		store_exec(f->s, "DELETE FROM article WHERE row BETWEEN 30 AND 60 OR row = 7", &f->err),
		DL_OK);
	assert_int_equal(store_commit(f->s, &f->err), DL_OK);
}

struct said {
	struct buf text;
	size_t n, fails; // fails: at this article, 0: never
};

static enum dl_status say(void *payload, const struct dated_topics *d, struct dl_err *err)
{
	struct said *out = payload;

	if (++out->n == out->fails)
		return err_set(err, DL_EINVAL, "enough after %zu", out->n);
	buf_addf(&out->text, "%d %lld %s %s %s%s%s %.3f %.3f%s %.3f%s\n", d->day, (long long)d->story,
		d->source.ptr ? d->source.ptr : "-", d->lang.ptr ? d->lang.ptr : "-",
		d->labelled ? "gold " : "", d->classified ? "model " : "", d->abstained ? d->abstained : "",
		isnan(d->unknown) ? -1 : d->unknown, d->probability[0], d->chosen[0] ? "+" : "",
		d->probability[1], d->chosen[1] ? "+" : "");
	return DL_OK;
}

static void test_store__inserted_is_the_same_with_any_threads(void **state)
{
	static const int64_t rows[] = {1, 2, 7, 31, 199, 200, 8192};
	struct fixture *f = *state;
	struct said want = {.fails = 0};

	fill(f);
	assert_int_equal(store_each_inserted_by(f->s, &model, 8192, 1, say, &want, &f->err), DL_OK);
	assert_int_equal(want.n, ARTICLES - 32);
	assert_non_null(strstr(want.text.ptr, "gold"));
	assert_non_null(strstr(want.text.ptr, "empty"));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int threads = 1; threads <= 5; threads++) {
			struct said got = {.fails = 0};

			assert_int_equal(
				store_each_inserted_by(f->s, &model, rows[i], threads, say, &got, &f->err),
				DL_OK);
			assert_string_equal(got.text.ptr, want.text.ptr);
			buf_release(&got.text);
		}
	buf_release(&want.text);
}

// Not one article more is said, and all before were.
static void test_store__inserted_ends_at_a_failure(void **state)
{
	struct fixture *f = *state;

	fill(f);
	for (size_t at = 1; at < 100; at += 9) {
		struct said one = {.fails = at}, many = {.fails = at};

		assert_int_equal(
			store_each_inserted_by(f->s, &model, 8192, 1, say, &one, &f->err), DL_EINVAL);
		assert_int_equal(store_each_inserted_by(f->s, &model, 5, 3, say, &many, &f->err), DL_EINVAL);
		assert_int_equal(many.n, at);
		if (at > 1)
			assert_string_equal(many.text.ptr, one.text.ptr);
		buf_release(&one.text);
		buf_release(&many.text);
	}
}

// What the transaction of the handle itself has changed is seen.
static void test_store__inserted_within_a_transaction(void **state)
{
	struct fixture *f = *state;
	struct said got = {.fails = 0};

	fill(f);
	assert_int_equal(store_begin(f->s, &f->err), DL_OK);
	assert_int_equal(store_exec(f->s, "UPDATE article SET source = 'changed'", &f->err), DL_OK);
	assert_int_equal(store_each_inserted_by(f->s, &model, 5, 3, say, &got, &f->err), DL_OK);
	assert_null(strstr(got.text.ptr, "Asia-Plus"));
	store_rollback(f->s);
	buf_release(&got.text);
}

struct writing {
	const char *path;
	atomic_bool stop;
	atomic_int written;
};

// All sources are the same after each transaction.
static void *write_on(void *payload)
{
	struct writing *w = payload;
	struct store *s;

	if (store_open(&s, w->path, STORE_WRITE, NULL) != DL_OK)
		return NULL;
	store_exec(s, "PRAGMA synchronous = OFF", NULL); // to write as often as can be
	for (int i = 0; !atomic_load(&w->stop); i++) {
		char sql[64];

		snprintf(sql, sizeof sql, "UPDATE article SET source = 'S%d'", i);
		if (store_exec(s, sql, NULL) == DL_OK)
			atomic_fetch_add(&w->written, 1);
	}
	store_close(s);
	return NULL;
}

static enum dl_status same_source(void *payload, const struct dated_topics *d, struct dl_err *err)
{
	struct said *first = payload;

	if (!first->n++)
		buf_addstr(&first->text, d->source);
	return str_eq(buf_str(&first->text), d->source)
		       ? DL_OK
		       : err_set(err, DL_EINVAL, "%s beside %s", first->text.ptr, d->source.ptr);
}

static void test_store__inserted_is_of_one_state_while_others_write(void **state)
{
	struct fixture *f = *state;
	struct writing w = {.path = f->path};
	pthread_t thread;

	fill(f);
	assert_int_equal(store_exec(f->s, "UPDATE article SET source = 'S'", &f->err), DL_OK);
	assert_int_equal(pthread_create(&thread, NULL, write_on, &w), 0);
	for (int i = 0; i < 500 || !atomic_load(&w.written); i++) {
		struct said first = {.fails = 0};

		if (store_each_inserted_by(f->s, &model, 20, 3, same_source, &first, &f->err) != DL_OK)
			fail_msg("%s", f->err.text);
		assert_int_equal(first.n, ARTICLES - 32);
		buf_release(&first.text);
	}
	atomic_store(&w.stop, true);
	pthread_join(thread, NULL);
	assert_true(w.written > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_store__inserted_is_the_same_with_any_threads, setup, teardown),
		cmocka_unit_test_setup_teardown(test_store__inserted_ends_at_a_failure, setup, teardown),
		cmocka_unit_test_setup_teardown(test_store__inserted_within_a_transaction, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_store__inserted_is_of_one_state_while_others_write, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "base/mem.h"
#include "corpus/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
	char dir[64], path[96];
	struct store *s;
	struct dl_err err;
	struct article a; // what `add` fills
};

static int setup(void **state)
{
	struct fixture *f = mem_zalloc(1, sizeof *f);

	snprintf(f->dir, sizeof f->dir, "/tmp/dateline-store-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->path, sizeof f->path, "%s/news.db", f->dir);
	assert_int_equal(store_open(&f->s, f->path, STORE_CREATE, &f->err), DL_OK);
	*state = f;
	return 0;
}

static int teardown(void **state)
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

static void reopen(struct fixture *f, enum store_mode mode)
{
	store_close(f->s);
	assert_int_equal(store_open(&f->s, f->path, mode, &f->err), DL_OK);
}

// An article in f->a: id (NULL: made from the content), title, text, date ("": none).
static struct article *article(
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

static void label(struct article *a, const char *topic)
{
	a->labelled = true;
	if (topic)
		assert_int_equal(article_add_label(a, str_from(topic), NULL), DL_OK);
}

static void expect_add(struct fixture *f, enum store_added expected)
{
	enum store_added what;

	if (store_add(f->s, &f->a, &what, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
	assert_int_equal(what, expected);
}

static uint64_t count(struct fixture *f)
{
	struct store_counts c;

	assert_int_equal(store_counts(f->s, &c, &f->err), DL_OK);
	return c.articles;
}

static void assert_str(struct str actual, const char *expected)
{
	assert_non_null(actual.ptr);
	assert_string_equal(actual.ptr, expected);
}

static void test_store__article_comes_back_whole(void **state)
{
	struct fixture *f = *state;
	struct article *a = article(
			       f, "a-1", "Title: Таджикистан", "Body\n\nof it", "2015-06-24T10:15:30+05:00"),
		       out = {0};

	a->url = STR("http://example.org/1?x=%25");
	a->source = STR("Asia-Plus");
	a->place = STR("Dushanbe");
	a->agency = STR("AP");
	a->lang = STR("en");
	a->split = STR("train");
	a->date_from = STR("dateline");
	a->grade = GRADE_EXACT;
	label(a, "security");
	label(a, "crime");
	expect_add(f, STORE_ADDED);
	reopen(f, STORE_READ);
	assert_int_equal(store_get(f->s, "a-1", &out, &f->err), DL_OK);
	assert_str(out.url, "http://example.org/1?x=%25");
	assert_str(out.source, "Asia-Plus");
	assert_str(out.place, "Dushanbe");
	assert_str(out.agency, "AP");
	assert_str(out.title, "Title: Таджикистан");
	assert_str(out.lang, "en");
	assert_str(out.text, "Body\n\nof it");
	assert_str(out.split, "train");
	assert_str(out.date_from, "dateline");
	assert_int_equal(out.grade, GRADE_EXACT);
	assert_int_equal(out.date.day, a->date.day);
	assert_true(out.date.has_instant && out.date.has_time);
	assert_int_equal(out.date.instant, a->date.instant);
	assert_int_equal(out.date.second, a->date.second);
	assert_true(out.id_given && out.labelled);
	assert_int_equal(out.n_labels, 2);
	assert_str(out.labels[0], "crime");
	assert_str(out.labels[1], "security");
	article_release(&out);
}

static void test_store__absent_stays_absent(void **state)
{
	struct fixture *f = *state;
	struct article out = {0};

	article(f, "a-1", "", "Text only", "")->title = (struct str){NULL, 0};
	expect_add(f, STORE_ADDED);
	assert_int_equal(store_get(f->s, "a-1", &out, &f->err), DL_OK);
	assert_null(out.url.ptr);
	assert_null(out.title.ptr);
	assert_null(out.date_from.ptr);
	assert_int_equal(out.date.day, DATE_NONE);
	assert_int_equal(out.grade, GRADE_NONE);
	assert_false(out.labelled);
	assert_int_equal(store_get(f->s, "a-2", &out, &f->err), DL_ENOTFOUND);
	assert_non_null(strstr(f->err.text, "'a-2'"));
	article_release(&out);
}

static void test_store__same_id_is_updated_when_it_differs(void **state)
{
	struct fixture *f = *state;
	struct article out = {0};

	article(f, "a-1", "Title", "First text", "2020-01-01")->url = STR("http://example.org/1");
	expect_add(f, STORE_ADDED);
	expect_add(f, STORE_DUPLICATE);
	article(f, "a-1", "Title", "Second text", "2020-01-02");
	expect_add(f, STORE_UPDATED);
	expect_add(f, STORE_DUPLICATE);
	assert_int_equal(store_get(f->s, "a-1", &out, &f->err), DL_OK);
	assert_str(out.text, "Second text");
	assert_str(out.url, "http://example.org/1"); // what the new version does not say stays
	assert_int_equal(out.date.day, date_parse(STR("2020-01-02")));
	assert_int_equal(count(f), 1);
	article_release(&out);
}

static void test_store__worse_date_does_not_replace_better(void **state)
{
	struct fixture *f = *state;
	struct article out = {0};

	article(f, "a-1", "Title", "Text", "2020-01-01");
	expect_add(f, STORE_ADDED);
	article(f, "a-1", "Title", "Text", "2026-05-05")->grade = GRADE_FILE;
	expect_add(f, STORE_DUPLICATE);
	assert_int_equal(store_get(f->s, "a-1", &out, &f->err), DL_OK);
	assert_int_equal(out.date.day, date_parse(STR("2020-01-01")));
	assert_int_equal(out.grade, GRADE_DAY);
	article_release(&out);
}

static void test_store__labels_alone_leave_the_words(void **state)
{
	struct fixture *f = *state;
	struct article out = {0};

	article(f, "a-1", "Title", "Text", "2020-01-01");
	expect_add(f, STORE_ADDED);
	label(article(f, "a-1", "", "", ""), "crime");
	expect_add(f, STORE_UPDATED);
	expect_add(f, STORE_DUPLICATE);
	assert_int_equal(store_get(f->s, "a-1", &out, &f->err), DL_OK);
	assert_str(out.text, "Text");
	assert_str(out.title, "Title");
	assert_int_equal(out.n_labels, 1);
	label(article(f, "a-1", "", "", ""), NULL); // none of the topics is a label too
	expect_add(f, STORE_UPDATED);
	article(f, "a-1", "Title", "Text", "2020-01-01"); // not labelled: the labels stay
	expect_add(f, STORE_DUPLICATE);
	assert_int_equal(store_get(f->s, "a-1", &out, &f->err), DL_OK);
	assert_true(out.labelled);
	assert_int_equal(out.n_labels, 0);
	article_release(&out);
}

static void test_store__copies_without_an_id_are_one(void **state)
{
	struct fixture *f = *state;
	struct article out = {0};

	article(f, "given", "Title", "Text", "2020-01-01");
	expect_add(f, STORE_ADDED);
	article(f, NULL, "Title", "Text", "2020-01-01");
	expect_add(f, STORE_DUPLICATE);
	label(article(f, NULL, "Title", "Text", ""), "crime");
	expect_add(f, STORE_UPDATED);
	assert_int_equal(store_get(f->s, "given", &out, &f->err), DL_OK);
	assert_int_equal(out.n_labels, 1);
	article(f, "other", "Title", "Text", "2020-01-01"); // data sets hold the same text under several ids
	expect_add(f, STORE_ADDED);
	article(f, NULL, "Titl", "eText", "2020-01-01");
	expect_add(f, STORE_ADDED);
	assert_int_equal(count(f), 3);
	article_release(&out);
}

static void test_store__page_saved_again_is_updated(void **state)
{
	struct fixture *f = *state;

	article(f, NULL, "Title", "Text", "2020-01-01")->url = STR("http://example.org/1");
	expect_add(f, STORE_ADDED);
	article(f, NULL, "Title", "Text, corrected", "2020-01-01")->url = STR("http://example.org/1");
	expect_add(f, STORE_UPDATED);
	article(f, NULL, "Another", "Of another day", "2020-01-02")->url = STR("http://example.org/1");
	expect_add(f, STORE_ADDED);
	assert_int_equal(count(f), 2);
}

static void test_store__rollback_leaves_nothing(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(store_begin(f->s, &f->err), DL_OK);
	article(f, "a-1", "Title", "Text", "");
	expect_add(f, STORE_ADDED);
	store_rollback(f->s);
	assert_int_equal(count(f), 0);
	assert_int_equal(store_begin(f->s, &f->err), DL_OK);
	expect_add(f, STORE_ADDED);
	assert_int_equal(store_commit(f->s, &f->err), DL_OK);
	assert_int_equal(count(f), 1);
}

static void test_store__article_without_id_is_refused(void **state)
{
	struct fixture *f = *state;
	enum store_added what;

	article(f, "x", "Title", "Text", "")->id = STR("");
	assert_int_equal(store_add(f->s, &f->a, &what, &f->err), DL_EINVAL);
	assert_int_equal(count(f), 0);
}

struct listing {
	struct buf ids;
	int stop_after; // 0: never
};

static enum dl_status list(void *payload, const struct article *a, struct dl_err *err)
{
	struct listing *l = payload;

	buf_addf(&l->ids, "%s ", a->id.ptr);
	return l->stop_after && --l->stop_after == 0 ? err_set(err, DL_EINTERRUPT, "stop") : DL_OK;
}

static void expect_list(struct fixture *f, const struct store_filter *filter, const char *expected)
{
	struct listing l = {.stop_after = 0};

	if (store_each(f->s, filter, list, &l, &f->err) != DL_OK)
		fail_msg("%s", f->err.text);
	assert_string_equal(buf_str(&l.ids).ptr, expected);
	buf_release(&l.ids);
}

// b: 1 January, labelled crime; a: 2 January, labelled none; d, c: 2 January, not labelled; e: undated.
static void add_five(struct fixture *f)
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

static void test_store__each_filters_in_order_of_date(void **state)
{
	struct fixture *f = *state;

	add_five(f);
	expect_list(f, &STORE_ALL, "b a c d e ");
	expect_list(f, FILTER(.limit = 2), "b a ");
	expect_list(f, FILTER(.labelled = true), "b a ");
	expect_list(f, FILTER(.unlabelled = true), "c d e ");
	expect_list(f, FILTER(.source = "Asia-Plus"), "b d ");
	expect_list(f, FILTER(.lang = "en"), "a ");
	expect_list(f, FILTER(.split = "test"), "c ");
	expect_list(f, FILTER(.topic = "crime"), "b ");
	expect_list(f, FILTER(.topic = "x' OR '1'='1"), "");
	expect_list(
		f, &(struct store_filter){.from = date_parse(STR("2020-01-02")), .to = DATE_NONE}, "a c d ");
	expect_list(f, &(struct store_filter){.from = DATE_NONE, .to = date_parse(STR("2020-01-01"))}, "b ");
}

static void test_store__search_takes_words_literally(void **state)
{
	struct fixture *f = *state;

	add_five(f);
	expect_list(f, FILTER(.search = "rain north"), "d ");
	expect_list(f, FILTER(.search = "  the  "), "b c d ");
	expect_list(f, FILTER(.search = "snow north"), "");
	expect_list(f, FILTER(.search = "100%"), "b ");
	expect_list(f, FILTER(.search = "0%0"), "");
	expect_list(f, FILTER(.search = "the_river"), "b ");
	expect_list(f, FILTER(.search = "th__river"), "");
	expect_list(f, FILTER(.search = "south\\east"), "c ");
	expect_list(f, FILTER(.search = "' OR 1 --"), "");
	expect_list(f, FILTER(.search = ""), "b a c d e ");
}

static void test_store__search_knows_no_case_in_any_script(void **state)
{
	struct fixture *f = *state;

	article(f, "ru", "Душанбе", "Жители столицы", "");
	expect_add(f, STORE_ADDED);
	expect_list(f, FILTER(.search = "ДУШАНБЕ столиц"), "ru ");
	expect_list(f, FILTER(.search = "Худжанд"), "");
}

static void test_store__each_ends_with_its_function(void **state)
{
	struct fixture *f = *state;
	struct listing l = {.stop_after = 2};

	add_five(f);
	assert_int_equal(store_each(f->s, &STORE_ALL, list, &l, &f->err), DL_EINTERRUPT);
	assert_string_equal(l.ids.ptr, "b a ");
	buf_release(&l.ids);
}

static void tell(void *payload, const char *name, uint64_t n)
{
	buf_addf(payload, "%s=%d ", name, (int)n);
}

static void expect_tally(struct fixture *f, const char *what, const char *expected)
{
	struct buf b = {0};

	assert_int_equal(store_tally(f->s, what, tell, &b, &f->err), DL_OK);
	assert_string_equal(buf_str(&b).ptr, expected);
	buf_release(&b);
}

static void test_store__counts_and_tallies(void **state)
{
	struct fixture *f = *state;
	struct store_counts c;

	assert_int_equal(store_counts(f->s, &c, &f->err), DL_OK);
	assert_true(c.articles == 0 && c.labelled == 0 && c.stories == 0 && c.first == DATE_NONE &&
		    c.last == DATE_NONE);
	add_five(f);
	assert_int_equal(store_counts(f->s, &c, &f->err), DL_OK);
	assert_int_equal(c.articles, 5);
	assert_int_equal(c.undated, 1);
	assert_int_equal(c.labelled, 2);
	assert_int_equal(c.classified, 0);
	assert_int_equal(c.stories, 5);
	assert_int_equal(c.first, date_parse(STR("2020-01-01")));
	assert_int_equal(c.last, date_parse(STR("2020-01-02")));
	expect_tally(f, "source", "Asia-Plus=2 ");
	expect_tally(f, "lang", "en=1 ");
	expect_tally(f, "label", "crime=1 ");
	expect_tally(f, "grade", "day=4 none=1 ");
	expect_tally(f, "year", "2020=4 ");
	assert_int_equal(store_tally(f->s, "text; DROP TABLE article", tell, NULL, &f->err), DL_EINVAL);
}

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
	ask(db, "PRAGMA user_version", "2");
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

#define TEST(name) cmocka_unit_test_setup_teardown(test_store__##name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(article_comes_back_whole),
		TEST(absent_stays_absent),
		TEST(same_id_is_updated_when_it_differs),
		TEST(worse_date_does_not_replace_better),
		TEST(labels_alone_leave_the_words),
		TEST(copies_without_an_id_are_one),
		TEST(page_saved_again_is_updated),
		TEST(rollback_leaves_nothing),
		TEST(article_without_id_is_refused),
		TEST(each_filters_in_order_of_date),
		TEST(search_takes_words_literally),
		TEST(search_knows_no_case_in_any_script),
		TEST(each_ends_with_its_function),
		TEST(counts_and_tallies),
		TEST(model_comes_back),
		TEST(model_used_last_is_newest),
		TEST(prediction_needs_its_article_and_model),
		TEST(unclassified_shrinks_batch_by_batch),
		TEST(each_dated_puts_gold_before_the_model),
		TEST(views_answer_other_programs),
		TEST(documented_questions_can_be_asked),
		TEST(foreign_file_is_refused_and_left_alone),
		TEST(newer_version_is_refused),
		TEST(damaged_file_is_named),
		TEST(missing_empty_and_folder),
		TEST(read_only_folder),
		TEST(reader_sees_committed_articles_only),
		TEST(memory_runs_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include "tests/unit/store_fixture.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(article_comes_back_whole),
		STORE_TEST(absent_stays_absent),
		STORE_TEST(same_id_is_updated_when_it_differs),
		STORE_TEST(worse_date_does_not_replace_better),
		STORE_TEST(labels_alone_leave_the_words),
		STORE_TEST(copies_without_an_id_are_one),
		STORE_TEST(page_saved_again_is_updated),
		STORE_TEST(rollback_leaves_nothing),
		STORE_TEST(article_without_id_is_refused),
		STORE_TEST(each_filters_in_order_of_date),
		STORE_TEST(search_takes_words_literally),
		STORE_TEST(search_knows_no_case_in_any_script),
		STORE_TEST(each_ends_with_its_function),
		STORE_TEST(counts_and_tallies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

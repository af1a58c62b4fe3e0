// SPDX-License-Identifier: MIT
#include "corpus/clean.h"
#include "corpus/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LONG_1                                                                                               \
	"The council voted on Tuesday night to turn the derelict cinema into a public library for children."
#define LONG_2                                                                                               \
	"Work on the roof could begin before the frost, the deputy mayor told the meeting, which lasted "    \
	"long."

static void clean(struct article *a, const char *text)
{
	article_reset(a);
	assert_int_equal(clean_text(a, str_from(text), NULL), DL_OK);
}

static void assert_str(struct str got, const char *want)
{
	assert_non_null(got.ptr);
	assert_string_equal(got.ptr, want);
}

static void test_clean__clean_text_is_untouched(void **state)
{
	static const char *const texts[] = {LONG_1, LONG_1 "\n" LONG_2, LONG_1 "\n\n" LONG_2 "\n\nShort.",
		LONG_1 "\nRelated industries have followed, the union says, in the next town.",
		LONG_1 "\nPrint orders for labels have doubled since then, it says.",
		LONG_1 "\n  Two blanks before, and  two inside.\n" LONG_2};
	struct article a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		clean(&a, texts[i]);
		assert_str(a.text, texts[i]);
		assert_int_equal(a.n_removed, 0);
	}
	article_release(&a);
}

static void test_clean__recaps_stay_and_are_flagged(void **state)
{
	struct article a = {0};

	(void)state;
	clean(&a, LONG_1 "\nRecall, the cinema was closed in 1998.\n" LONG_2);
	assert_str(a.text, LONG_1 "\nRecall, the cinema was closed in 1998.\n" LONG_2);
	assert_int_equal(a.n_flagged, 1);
	assert_str(a.flagged[0].text, "Recall, the cinema was closed in 1998.");
	clean(&a, "Дар шаҳр китобхонаи нав кушода шуд, ки дар он ҳазорҳо китоб барои кӯдакон ҷой дода "
		  "шудааст.\n"
		  "Ёдовар мешавем, ки кинотеатр соли 1998 баста шуда буд.");
	assert_int_equal(a.n_flagged, 1);
	article_release(&a);
}

static void test_clean__pointers_inside_the_story_go(void **state)
{
	struct article a = {0};

	(void)state;
	clean(&a, LONG_1 "\nRead also: Old mill to be sold\n" LONG_2);
	assert_str(a.text, LONG_1 "\n" LONG_2);
	assert_int_equal(a.n_removed, 1);
	assert_str(a.removed[0].reason, "pointer to another story");
	article_release(&a);
}

static void test_clean__only_furniture_leaves_something(void **state)
{
	struct article a = {0};

	(void)state;
	clean(&a, "");
	assert_int_equal(a.text.len, 0);
	clean(&a, "\n \n\t\n");
	assert_int_equal(a.text.len, 0);
	clean(&a, "Officers met");
	assert_str(a.text, "Officers met");
	article_release(&a);
}

static void read_page(struct article *a, const char *page)
{
	const struct reader_options o = {.format = FORMAT_HTML, .no_lang = true};
	struct reader *r;

	assert_int_equal(reader_open_memory(&r, page, strlen(page), "page", &o, NULL), DL_OK);
	assert_int_equal(reader_next(r, a, NULL), DL_OK);
	reader_close(r);
}

#define LD(json)                                                                                             \
	"<html><head><script type='application/ld+json'>" json "</script></head><body><div>" LONG_1          \
	"<br>" LONG_2 "</div></body></html>"

static void test_clean__json_ld_in_every_shape(void **state)
{
	static const char *const pages[] = {
		LD("{\"@type\":\"NewsArticle\",\"headline\":\"Library\",\"datePublished\":\"2020-05-06\"}"),
		LD("[{\"@type\":\"WebSite\"},{\"@type\":[\"Article\",\"X\"],\"headline\":\"Library\","
		   "\"datePublished\":\"2020-05-06\"}]"),
		LD("{\"@graph\":[{\"datePublished\":\"2020-05-06\",\"headline\":\"Library\",\"@type\":"
		   "\"ReportageNewsArticle\"}]}"),
		LD("<!--{\"@type\":\"BlogPosting\",\"headline\":\"Library\",\"datePublished\":\"2020-05-06\","
		   "\"articleBody\":\"cut"),
	};
	struct article a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		read_page(&a, pages[i]);
		assert_str(a.title, "Library");
		assert_int_equal(a.date.day, date_parse(STR("2020-05-06")));
		assert_str(a.text, LONG_1 "\n" LONG_2);
	}
	article_release(&a);
}

static void test_clean__title_without_the_site(void **state)
{
	struct article a = {0};

	(void)state;
	read_page(&a, "<html><head><title>Council votes for a library - Valley Post</title></head><body>"
		      "<h1>Valley Post</h1><div><p>" LONG_1 "</p><p>" LONG_2 "</p></div></body></html>");
	assert_str(a.title, "Council votes for a library");
	assert_str(a.text, LONG_1 "\n" LONG_2);
	read_page(&a,
		"<html><head><meta property='og:title' content='Совет решил открыть библиотеку — Азия'>"
		"<meta property='og:site_name' content='Азия'></head><body><p>" LONG_1 "</p></body></html>");
	assert_str(a.title, "Совет решил открыть библиотеку");
	article_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clean__clean_text_is_untouched),
		cmocka_unit_test(test_clean__recaps_stay_and_are_flagged),
		cmocka_unit_test(test_clean__pointers_inside_the_story_go),
		cmocka_unit_test(test_clean__only_furniture_leaves_something),
		cmocka_unit_test(test_clean__json_ld_in_every_shape),
		cmocka_unit_test(test_clean__title_without_the_site),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

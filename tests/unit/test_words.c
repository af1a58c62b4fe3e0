// SPDX-License-Identifier: MIT
#include "tests/unit/fixture.h"

#include "features/stem.h"
#include "features/words.h"

static void expect(const char *text, const char *const *folded)
{
	struct words w;

	words_start(&w, str_from(text));
	for (; *folded; folded++) {
		assert_true(words_next(&w));
		assert_int_equal(w.folded.len, strlen(*folded));
		assert_memory_equal(w.folded.ptr, *folded, w.folded.len);
	}
	assert_false(words_next(&w));
}

static void test_words__fold_case_and_split(void **state)
{
	(void)state;
	expect("NATO's 2nd-Army, 1990.", (const char *const[]){"nato", "s", "2nd", "army", "1990", NULL});
	expect("  \n ", (const char *const[]){NULL});
	expect("", (const char *const[]){NULL});
}

static void test_words__cyrillic_and_tajik(void **state)
{
	(void)state;
	expect("ДУШАНБЕ, Ёлка Муҳоҷирони ӮЗБЕК",
		(const char *const[]){"душанбе", "ёлка", "муҳоҷирони", "ӯзбек", NULL});
}

static void test_words__composed_and_decomposed_are_one(void **state)
{
	(void)state;
	expect("и\xCC\x86од \xC3\x89t\xC3\xA9 E\xCC\x81te\xCC\x81",
		(const char *const[]){"йод", "\xC3\xA9t\xC3\xA9", "\xC3\xA9t\xC3\xA9", NULL});
}

static void test_words__lookalikes(void **state)
{
	(void)state;
	expect("c\xD1\x82рана", (const char *const[]){"страна", NULL}); // a Latin c
	expect("z\xD1\x82", (const char *const[]){"z\xD1\x82", NULL});  // z looks like no Cyrillic letter
}

static void test_words__sentence_breaks(void **state)
{
	struct words w;

	(void)state;
	words_start(&w, STR("One two. Three, four"));
	assert_true(words_next(&w) && !w.broke);
	assert_true(words_next(&w) && !w.broke);
	assert_true(words_next(&w) && w.broke);
	assert_true(words_next(&w) && !w.broke);
}

static void test_words__bad_bytes_and_long_words(void **state)
{
	char text[3000];
	struct words w;

	(void)state;
	expect("ab\xFF\xC3", (const char *const[]){"ab", NULL});
	memset(text, 'x', sizeof text);
	words_start(&w, (struct str){text, sizeof text});
	assert_true(words_next(&w));
	assert_int_equal(w.surface.len, sizeof text);
	assert_int_equal(w.folded.len <= WORD_MAX, 1);
	assert_false(words_next(&w));
}

static void test_words__stems_by_language(void **state)
{
	struct stemmers s = {0};

	(void)state;
	assert_true(str_is(stem_word(&s, stem_lang(STR("en-GB")), STR("borders")), "border"));
	assert_true(str_is(stem_word(&s, stem_lang(STR("ru")), STR("границы")), "границ"));
	assert_int_equal(stem_lang(STR("tg")), -1);
	assert_true(str_is(stem_word(&s, -1, STR("borders")), "borders"));
	stemmers_release(&s);
}

// About where the folded form is cut: what stands behind a word makes no difference.
static void test_words__length_alone_cuts(void **state)
{
	(void)state;
	for (size_t n = WORD_MAX - 8; n <= WORD_MAX + 4; n++) {
		char text[WORD_MAX + 16], first[WORD_MAX + 4];
		struct words w;
		size_t len;

		memset(text, 'p', n);
		memcpy(text + n, " x", 3);
		words_start(&w, (struct str){text, n + 2});
		assert_true(words_next(&w));
		len = w.folded.len;
		memcpy(first, w.folded.ptr, len);
		memcpy(text + n, "\xE2\x80\x94", 4);
		words_start(&w, (struct str){text, n + 3});
		assert_true(words_next(&w));
		assert_int_equal(w.folded.len, len);
		assert_memory_equal(w.folded.ptr, first, len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words__fold_case_and_split),
		cmocka_unit_test(test_words__cyrillic_and_tajik),
		cmocka_unit_test(test_words__composed_and_decomposed_are_one),
		cmocka_unit_test(test_words__lookalikes),
		cmocka_unit_test(test_words__sentence_breaks),
		cmocka_unit_test(test_words__bad_bytes_and_long_words),
		cmocka_unit_test(test_words__length_alone_cuts),
		cmocka_unit_test(test_words__stems_by_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

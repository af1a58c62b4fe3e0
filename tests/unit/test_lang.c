// SPDX-License-Identifier: MIT
// tests/spec/language.txt: a tag, a tab, a text.
#include "base/file.h"
#include "base/utf8.h"
#include "corpus/lang.h"
#include "corpus/lang_letters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_lang__spec(void **state)
{
	struct lang_detector *d = lang_open();
	struct buf spec = {0};
	size_t cases = 0, wrong = 0;

	(void)state;
	assert_non_null(d);
	assert_int_equal(
		file_read(&spec, DATELINE_SOURCE_DIR "/tests/spec/language.txt", 1 << 20, NULL), DL_OK);
	for (size_t at = 0; at < spec.len;) {
		const char *line = spec.ptr + at, *end = strchr(line, '\n'), *tab = strchr(line, '\t');
		const char *got;

		assert_non_null(end);
		at = (size_t)(end - spec.ptr) + 1;
		if (*line == '#')
			continue;
		assert_true(tab && tab < end);
		got = lang_detect(d, (struct str){tab + 1, (size_t)(end - tab) - 1});
		cases++;
		if (strlen(got) != (size_t)(tab - line) || strncmp(got, line, strlen(got)) != 0) {
			print_message("got %s: %.*s\n", got, (int)(end - line), line);
			wrong++;
		}
	}
	assert_true(cases >= 20);
	assert_int_equal(wrong, 0);
	lang_close(d);
	buf_release(&spec);
}

static void test_lang__nothing_to_go_by(void **state)
{
	struct lang_detector *d = lang_open();

	(void)state;
	assert_string_equal(lang_detect(d, STR("")), "und");
	assert_string_equal(lang_detect(d, STR("qwrtp zxcvb sdfgh jklmn bvcxz plkmn")), "und");
	lang_close(d);
}

// What stands in memory behind a text is no part of it, nor are texts before it.
static void test_lang__only_the_text(void **state)
{
	static const char title[] = "Председателю кредитного комитета банка запросили 19 лет";
	static const char *const behind[] = {
		"", " и", "сти", "\xD0", "\xF0\x9F", "zzzzzzzz", "\xFF\xFF\xFF\xFF"};
	struct lang_detector *d = lang_open();
	const char *alone = lang_detect(d, str_from(title));

	(void)state;
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
		char text[256];

		snprintf(text, sizeof text, "%s%s", title, behind[i]);
		assert_string_equal(lang_detect(d, (struct str){text, sizeof title - 1}), alone);
	}
	lang_close(d);
}

static void add_letters(struct lang_letters *sum, const struct lang_letter_table *t, struct str text)
{
	struct lang_letters l;

	lang_count_letters(&l, t, text);
	sum->all += l.all;
	sum->ascii += l.ascii;
	for (size_t s = 0; s < N_SCRIPTS; s++)
		sum->script[s] += l.script[s];
	for (size_t s = 0; s < N_LETTER_SETS; s++)
		sum->set[s] += l.set[s];
}

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

// Mostly ASCII, then Cyrillic, with letters of every set, other characters and bytes that are none.
static size_t some_character(char out[4], uint32_t *seed)
{
	uint32_t kind = next(seed) % 16, x = next(seed);

	if (kind < 5)
		return utf8_encode(out, x % 0x80);
	if (kind < 10)
		return utf8_encode(out, 0x400 + x % 0x60);
	if (kind < 12)
		return utf8_encode(out, 0x80 + x % 0x680);
	if (kind < 14)
		return utf8_encode(out, 0x2000 + x % 0xB000);
	out[0] = (char)(0x80 + x % 0x80);
	return 1;
}

// However it is counted, a text has the letters of its characters.
static void test_lang__letters_of_each_character(void **state)
{
	struct lang_letter_table t;
	uint32_t seed = 1;
	char text[5000];

	(void)state;
	lang_letters_open(&t);
	for (size_t round = 0; round < 400; round++) {
		size_t max = next(&seed) % (sizeof text - 4), len = 0, used;
		struct lang_letters sum = {0}, all;
		char *copy;

		while (len < max)
			len += some_character(text + len, &seed);
		copy = malloc(len + 1); // so that a look behind the end is seen
		assert_non_null(copy);
		memcpy(copy, text, len);
		lang_count_letters(&all, &t, (struct str){copy, len});
		for (size_t i = 0; i < len; i += used) {
			uint32_t cp;

			used = utf8_decode(&cp, copy + i, len - i);
			add_letters(&sum, &t, (struct str){copy + i, used});
		}
		assert_memory_equal(&all, &sum, sizeof all);
		free(copy);
	}
}

// Counts of places that overflow a byte would be seen here.
static void test_lang__letters_of_long_texts(void **state)
{
	static const struct {
		const char *letter;
		enum script script;
	} cases[] = {{"a", SCRIPT_LATIN}, {"Z", SCRIPT_LATIN}, {"ы", SCRIPT_CYRILLIC}, {"Щ", SCRIPT_CYRILLIC},
		{"ғ", SCRIPT_CYRILLIC}, {"ß", SCRIPT_LATIN}, {"漢", SCRIPT_HAN}};
	struct lang_letter_table t;
	char text[16384];

	(void)state;
	lang_letters_open(&t);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str one = str_from(cases[i].letter);
		struct lang_letters l;
		size_t n = sizeof text / one.len;

		for (size_t k = 0; k < n; k++)
			memcpy(text + k * one.len, one.ptr, one.len);
		lang_count_letters(&l, &t, (struct str){text, n * one.len});
		assert_int_equal(l.script[cases[i].script], n);
		assert_int_equal(l.all, n);
		assert_int_equal(l.ascii, one.len == 1 ? n : 0);
	}
}

static void test_lang__okina(void **state)
{
	(void)state;
	assert_int_equal(lang_count_okina(STR("")), 0);
	assert_int_equal(lang_count_okina(STR("'")), 0);
	assert_int_equal(lang_count_okina(STR("o")), 0);
	assert_int_equal(lang_count_okina(STR("o'zbek g`alaba oʻ G‘ Oʼ o’ a' ʻ")), 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lang__spec),
		cmocka_unit_test(test_lang__nothing_to_go_by),
		cmocka_unit_test(test_lang__only_the_text),
		cmocka_unit_test(test_lang__letters_of_each_character),
		cmocka_unit_test(test_lang__letters_of_long_texts),
		cmocka_unit_test(test_lang__okina),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

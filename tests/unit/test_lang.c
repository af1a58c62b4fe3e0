// SPDX-License-Identifier: MIT
// tests/spec/language.txt: a tag, a tab, a text.
#include "base/file.h"
#include "corpus/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lang__spec),
		cmocka_unit_test(test_lang__nothing_to_go_by),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

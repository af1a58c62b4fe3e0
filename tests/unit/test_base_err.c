// SPDX-License-Identifier: MIT
#include "base/err.h"

#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_base_err__set_and_prefix(void **state)
{
	struct dl_err err = {0};

	(void)state;
	assert_int_equal(err_set(&err, DL_EIO, "cannot read '%s': %d", "a.txt", 5), DL_EIO);
	assert_string_equal(err.text, "cannot read 'a.txt': 5");
	assert_int_equal(err_prefix(&err, DL_EFORMAT, "%s:%d", "list", 7), DL_EFORMAT);
	assert_string_equal(err.text, "list:7: cannot read 'a.txt': 5");
	assert_int_equal(err_nomem(&err), DL_ENOMEM);
	assert_string_equal(err.text, "out of memory");
}

static void test_base_err__without_a_place_for_it(void **state)
{
	(void)state;
	assert_int_equal(err_set(NULL, DL_EINVAL, "%s", "x"), DL_EINVAL);
	assert_int_equal(err_prefix(NULL, DL_EVERSION, "%s", "x"), DL_EVERSION);
	assert_int_equal(err_nomem(NULL), DL_ENOMEM);
}

// Whatever the length, the cut falls between two characters.
static void test_base_err__long_text_stays_utf8(void **state)
{
	static const char *const letters[] = {"a", "\xD1\x8F", "\xE2\x80\x93", "\xF0\x9F\x93\xB0"};
	struct dl_err err;

	(void)state;
	for (size_t kind = 0; kind < 4; kind++) {
		for (int shift = 0; shift < 4; shift++) {
			struct buf b = {0};

			buf_addf(&b, "%.*s", shift, "xyz");
			while (b.len < 700)
				buf_adds(&b, letters[kind]);
			err_set(&err, DL_EIO, "%s", b.ptr);
			assert_true(strlen(err.text) >= DL_ERR_TEXT - 5);
			assert_int_equal(utf8_bad(str_from(err.text)), 0);
			err_prefix(&err, DL_EIO, "%s", letters[kind]);
			assert_true(strlen(err.text) >= DL_ERR_TEXT - 5);
			assert_int_equal(utf8_bad(str_from(err.text)), 0);
			err_prefix(&err, DL_EIO, "%s", b.ptr);
			assert_int_equal(utf8_bad(str_from(err.text)), 0);
			buf_release(&b);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base_err__set_and_prefix),
		cmocka_unit_test(test_base_err__without_a_place_for_it),
		cmocka_unit_test(test_base_err__long_text_stays_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

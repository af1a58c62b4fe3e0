// SPDX-License-Identifier: MIT
#include "corpus/message_head.h"
#include "corpus/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_message_head__subject(void **state)
{
	static const struct {
		const char *text, *want; // NULL: no title
	} cases[] = {
		{"From: a@b.org\nSubject: Border reopened\nLines: 3\n\nThe crossing opened.",
			"Border reopened"},
		{"Subject: Border reopened\r\nFrom: a@b.org\r\n\r\nThe crossing opened.", "Border reopened"},
		{"FROM: a@b.org\nsubject:Re: RE:  Fwd: fw:Border reopened \n\nText.", "Border reopened"},
		{"From: a@b.org\nSubject: a very\n  long\r\n\tsubject\nX: y\n\nText.", "a very long subject"},
		{"From: a@b.org\nSubject:\n folded at once\n\nText.", "folded at once"},
		{"From: a@b.org\nSubject: Re: Regards: all\n\n", "Regards: all"},
		{"From: a@b.org\nSubject: the first\nSubject: the second\n \nText.", "the first"},
		{"From: a@b.org\nSubject: граница открыта\n\nТекст.", "граница открыта"},
		// no heads
		{"", NULL},
		{"\n", NULL},
		{"From: a@b.org\nSubject: no empty line follows", NULL},
		{"From: a@b.org\nSubject: no empty line follows\n", NULL},
		{"From: a@b.org\nSubject: no field\nhere, but prose\n\nText.", NULL},
		{"\nFrom: a@b.org\nSubject: not at the beginning\n\nText.", NULL},
		{"Subject: nobody sent it\n\nText.", NULL},
		{"From: a@b.org\nLines: 3\n\nSubject: in the text\n\nText.", NULL},
		{"From here: on\nSubject: a blank in a name\n\nText.", NULL},
		{" folded\nFrom: a@b.org\nSubject: begins folded\n\nText.", NULL},
		{": a@b.org\nFrom: x\nSubject: a field without a name\n\nText.", NULL},
		// nothing to make a title of
		{"From: a@b.org\nSubject:\n\nText.", NULL},
		{"From: a@b.org\nSubject: Re: \n\nText.", NULL},
		{"From: a@b.org\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\n\nText.", NULL},
	};
	struct arena mem = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str got = message_subject(&mem, str_from(cases[i].text));

		if (!cases[i].want) {
			assert_null(got.ptr);
			continue;
		}
		assert_non_null(got.ptr);
		assert_string_equal(got.ptr, cases[i].want);
		assert_int_equal(got.len, strlen(cases[i].want));
	}
	arena_release(&mem);
}

// However it is cut, nothing outside of the text is read (the copy has no byte more, for the sanitizers).
static void test_message_head__cut_anywhere(void **state)
{
	static const char text[] = "From: a\r\nSubject: Re: b\r\nX: d\r\n\r\ne";
	struct arena mem = {0};

	(void)state;
	for (size_t n = 0; n < sizeof text; n++) {
		char *copy = malloc(n ? n : 1);
		struct str got;

		assert_non_null(copy);
		memcpy(copy, text, n);
		got = message_subject(&mem, (struct str){copy, n});
		assert_int_equal(got.ptr != NULL, n >= strlen("From: a\r\nSubject: Re: b\r\nX: d\r\n\r"));
		free(copy);
	}
	arena_release(&mem);
}

static void read_one(struct article *a, const char *record)
{
	const struct reader_options options = {.format = FORMAT_JSONL, .no_lang = true};
	struct dl_err err = {0};
	struct reader *r;

	assert_int_equal(reader_open_memory(&r, record, strlen(record), "x", &options, &err), DL_OK);
	assert_int_equal(reader_next(r, a, &err), DL_OK);
	reader_close(r);
}

// The text stays as it is, a title that is there too; the id made of a record is what it was without.
static void test_message_head__records(void **state)
{
	struct article a = {0}, b = {0};

	(void)state;
	read_one(&a, "{\"text\":\"From: x\\nSubject: Re: y\\n\\nz\"}");
	assert_string_equal(a.title.ptr, "y");
	assert_string_equal(a.text.ptr, "From: x\nSubject: Re: y\n\nz");
	a.title = (struct str){NULL, 0};
	article_reset(&b);
	b.text = arena_copy(&b.mem, a.text);
	assert_int_equal(article_make_id(&b, &(struct dl_err){0}), DL_OK);
	assert_string_equal(a.id.ptr, b.id.ptr);
	read_one(&a, "{\"title\":\"mine\",\"text\":\"From: x\\nSubject: y\\n\\nz\"}");
	assert_string_equal(a.title.ptr, "mine");
	article_release(&a);
	article_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_message_head__subject),
		cmocka_unit_test(test_message_head__cut_anywhere),
		cmocka_unit_test(test_message_head__records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// What every reader must hold to, whatever the bytes: it ends, and its articles are valid.
#ifndef TESTS_READ_FUZZ_H
#define TESTS_READ_FUZZ_H

#include "base/utf8.h"
#include "corpus/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void check_text(struct str text)
{
	if (utf8_bad(text) || (text.len && memchr(text.ptr, 0, text.len)) || (text.ptr && text.ptr[text.len]))
		__builtin_trap();
}

static inline void check_article(const struct article *a)
{
	if (!a->id.len || (a->date.day == DATE_NONE) != (a->grade == GRADE_NONE) ||
		(!a->labelled && a->n_labels))
		__builtin_trap();
	check_text(a->id);
	check_text(a->url);
	check_text(a->title);
	check_text(a->text);
	check_text(a->place);
	check_text(a->agency);
	for (size_t i = 0; i < a->n_labels; i++)
		check_text(a->labels[i]);
}

static inline int read_as(enum article_format format, const uint8_t *data, size_t size)
{
	const struct reader_options o = {
		.max_record = 100000, .format = format, .no_lang = true}; // a slow start
	struct article a = {0};
	struct reader *r;
	enum dl_status st;
	size_t n = 0;

	if (reader_open_memory(&r, data, size, "fuzz", &o, NULL) != DL_OK)
		return 0;
	while ((st = reader_next(r, &a, NULL)) == DL_OK || st == DL_EFORMAT) {
		if (st == DL_OK)
			check_article(&a);
		if (++n > size + 2) // each record takes a byte at least
			__builtin_trap();
	}
	article_release(&a);
	reader_close(r);
	return 0;
}

#endif

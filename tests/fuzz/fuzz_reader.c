// SPDX-License-Identifier: MIT
// Every format of the reader: the first byte chooses it, the rest is the file.
#include "base/utf8.h"
#include "corpus/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_article(const struct article *a)
{
	if (!a->id.len || !a->lang.ptr || utf8_bad(a->text) || utf8_bad(a->title) ||
		memchr(a->text.ptr, 0, a->text.len))
		__builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader_options o = {.max_record = 100000};
	struct article a = {0};
	struct reader *r;
	enum dl_status st;

	if (!size)
		return 0;
	o.format = (enum article_format)(data[0] % (FORMAT_LINES + 1));
	if (reader_open_memory(&r, data + 1, size - 1, "fuzz", &o, NULL) != DL_OK)
		return 0;
	while ((st = reader_next(r, &a, NULL)) == DL_OK || st == DL_EFORMAT)
		if (st == DL_OK)
			check_article(&a);
	article_release(&a);
	reader_close(r);
	return 0;
}

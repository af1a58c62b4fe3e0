// SPDX-License-Identifier: MIT
// A saved page, from bytes to the cleaned article.
#include "base/utf8.h"
#include "corpus/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct reader_options o = {.format = FORMAT_HTML, .no_lang = true, .max_record = 1 << 20};
	struct article a = {0};
	struct reader *r;

	if (reader_open_memory(&r, data, size, "fuzz", &o, NULL) != DL_OK)
		return 0;
	if (reader_next(r, &a, NULL) == DL_OK) {
		if (utf8_bad(a.text) || utf8_bad(a.title) || utf8_bad(a.url) || utf8_bad(a.source))
			__builtin_trap();
		if (memchr(a.text.ptr, 0, a.text.len) || (a.title.len && memchr(a.title.ptr, 0, a.title.len)))
			__builtin_trap();
		for (size_t i = 0; i < a.n_removed; i++)
			if (!a.removed[i].reason.len || utf8_bad(a.removed[i].text))
				__builtin_trap();
		if (a.text.len && (ascii_is_space(a.text.ptr[0]) || ascii_is_space(a.text.ptr[a.text.len - 1])))
			__builtin_trap();
	}
	article_release(&a);
	reader_close(r);
	return 0;
}

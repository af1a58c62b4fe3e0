// SPDX-License-Identifier: MIT
// The cleaner of texts: nothing is invented, and every line of the text stays or is accounted for.
#include "base/utf8.h"
#include "corpus/clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// Whether all lines of `text` stand in `raw` in this order.
static bool is_part_of(struct str text, struct str raw)
{
	size_t at = 0;

	while (text.len) {
		const char *nl = memchr(text.ptr, '\n', text.len);
		struct str line = str_sub(text, 0, nl ? (size_t)(nl - text.ptr) : text.len);

		while (at + line.len <= raw.len && memcmp(raw.ptr + at, line.ptr, line.len) != 0)
			at++;
		if (at + line.len > raw.len)
			return false;
		at += line.len;
		text = str_sub(text, line.len + (nl != NULL), text.len);
	}
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf text = {0};
	struct article a = {0};
	size_t pieces = 0;

	if (size > 1 << 16)
		return 0;
	article_reset(&a);
	utf8_repair(&text, (struct str){(const char *)data, size});
	if (clean_text(&a, text.ptr ? buf_str(&text) : STR(""), NULL) == DL_OK) {
		for (size_t i = 0; i < a.n_removed; i++)
			pieces += a.removed[i].text.len;
		if (utf8_bad(a.text) || !is_part_of(a.text, buf_str(&text)) || a.text.len + pieces > text.len)
			__builtin_trap();
		if (a.n_flagged && !a.text.len)
			__builtin_trap();
	}
	article_release(&a);
	buf_release(&text);
	return 0;
}

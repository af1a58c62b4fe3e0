// SPDX-License-Identifier: MIT
#include "reports/html.h"

#include "base/utf8.h"

static void add_character(struct buf *out, uint32_t c, const char *bytes, size_t n)
{
	switch (c) {
	case '<':
		buf_adds(out, "&lt;");
		break;
	case '>':
		buf_adds(out, "&gt;");
		break;
	case '&':
		buf_adds(out, "&amp;");
		break;
	case '"':
		buf_adds(out, "&quot;");
		break;
	case '\'':
		buf_adds(out, "&#39;");
		break;
	case '\t':
	case '\n':
	case '\r':
		buf_addc(out, ' ');
		break;
	default:
		if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == UTF8_REPLACEMENT || (c & 0xfffe) == 0xfffe)
			buf_adds(out, "\xef\xbf\xbd");
		else
			buf_add(out, bytes, n);
	}
}

// Marks that turn the direction of what follows, or hide it: a title must not reorder the page around it.
static bool turns_direction(uint32_t c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

void html_cut(struct buf *out, struct str text, size_t most)
{
	size_t done = 0;

	for (size_t i = 0; i < text.len; done++) {
		uint32_t c;
		size_t n = utf8_decode(&c, text.ptr + i, text.len - i);

		if (done + 1 >= most && i + n < text.len) {
			buf_adds(out, "…");
			return;
		}
		if (!turns_direction(c))
			add_character(out, c, text.ptr + i, n);
		i += n;
	}
}

void html_text(struct buf *out, struct str text)
{
	html_cut(out, text, SIZE_MAX);
}

static bool has_digit(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
			return true;
	return false;
}

// The end of the word at `from`; a number takes the % behind it along.
static size_t end_of_word(struct str text, size_t from)
{
	size_t at = from;

	while (at < text.len && text.ptr[at] != ' ')
		at++;
	if (at + 1 < text.len && text.ptr[at + 1] == '%' && has_digit(str_sub(text, from, at)))
		while (++at < text.len && text.ptr[at] != ' ')
			;
	return at;
}

void html_sentence(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len;) {
		size_t to = end_of_word(text, i);
		struct str word = str_sub(text, i, to);
		bool whole = word.len < 24 && has_digit(word) &&
			     (memchr(word.ptr, '-', word.len) || memchr(word.ptr, ' ', word.len));

		buf_adds(out, whole ? "<span class=\"nb\">" : "");
		html_text(out, word);
		buf_adds(out, whole ? "</span>" : "");
		for (i = to; i < text.len && text.ptr[i] == ' '; i++)
			buf_addc(out, ' ');
	}
}

bool html_may_link(struct str url)
{
	if (url.len > 2000 || (!str_starts(url, STR("http://")) && !str_starts(url, STR("https://"))))
		return false;
	for (size_t i = 0; i < url.len; i++)
		if ((unsigned char)url.ptr[i] <= ' ' || (unsigned char)url.ptr[i] == 0x7f ||
			url.ptr[i] == '\\')
			return false;
	return utf8_bad(url) == 0;
}

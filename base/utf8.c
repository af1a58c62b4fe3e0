// SPDX-License-Identifier: MIT
#include "base/utf8.h"

static bool is_cont(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

static size_t decode2(uint32_t *out, const char *p)
{
	uint32_t cp = ((uint32_t)(unsigned char)p[0] & 0x1F) << 6 | ((unsigned char)p[1] & 0x3F);

	if (cp < 0x80)
		return 0;
	*out = cp;
	return 2;
}

static size_t decode3(uint32_t *out, const char *p)
{
	uint32_t cp = ((uint32_t)(unsigned char)p[0] & 0x0F) << 12 |
		      ((uint32_t)(unsigned char)p[1] & 0x3F) << 6 | ((unsigned char)p[2] & 0x3F);

	if (cp < 0x800 || (cp >= 0xD800 && cp <= 0xDFFF))
		return 0;
	*out = cp;
	return 3;
}

static size_t decode4(uint32_t *out, const char *p)
{
	uint32_t cp = ((uint32_t)(unsigned char)p[0] & 0x07) << 18 |
		      ((uint32_t)(unsigned char)p[1] & 0x3F) << 12 |
		      ((uint32_t)(unsigned char)p[2] & 0x3F) << 6 | ((unsigned char)p[3] & 0x3F);

	if (cp < 0x10000 || cp > 0x10FFFF)
		return 0;
	*out = cp;
	return 4;
}

size_t utf8_decode(uint32_t *out, const char *p, size_t len)
{
	unsigned char c = (unsigned char)p[0];
	size_t used = 0;

	if (c < 0x80) {
		*out = c;
		return 1;
	}
	if ((c & 0xE0) == 0xC0 && len >= 2 && is_cont(p[1]))
		used = decode2(out, p);
	else if ((c & 0xF0) == 0xE0 && len >= 3 && is_cont(p[1]) && is_cont(p[2]))
		used = decode3(out, p);
	else if ((c & 0xF8) == 0xF0 && len >= 4 && is_cont(p[1]) && is_cont(p[2]) && is_cont(p[3]))
		used = decode4(out, p);
	if (used)
		return used;
	*out = UTF8_REPLACEMENT;
	return 1;
}

size_t utf8_encode(char out[4], uint32_t cp)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

// A decoded U+FFFD of length 1 is a replacement; the character itself takes 3 bytes.
static bool is_bad(uint32_t cp, size_t used)
{
	return cp == UTF8_REPLACEMENT && used == 1;
}

// How many bytes of ASCII come first, in steps of eight.
static size_t ascii_run(const char *p, size_t len)
{
	size_t n = 0;
	uint64_t eight;

	for (; n + sizeof eight <= len; n += sizeof eight) {
		memcpy(&eight, p + n, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	return n;
}

size_t utf8_bad(struct str text)
{
	size_t bad = 0, used;
	uint32_t cp;

	for (size_t i = 0; i < text.len; i += used) {
		i += ascii_run(text.ptr + i, text.len - i);
		if (i == text.len)
			break;
		used = utf8_decode(&cp, text.ptr + i, text.len - i);
		bad += is_bad(cp, used);
	}
	return bad;
}

size_t utf8_repair(struct buf *out, struct str text)
{
	size_t bad = 0, used, from = 0;
	uint32_t cp;

	for (size_t i = 0; i < text.len; i += used) {
		used = utf8_decode(&cp, text.ptr + i, text.len - i);
		if (!is_bad(cp, used))
			continue;
		buf_addstr(out, str_sub(text, from, i));
		buf_adds(out, "\xEF\xBF\xBD");
		from = i + 1;
		bad++;
	}
	if (from < text.len)
		buf_addstr(out, str_sub(text, from, text.len));
	return bad;
}

struct str utf8_cut(struct str text, size_t max)
{
	if (text.len <= max)
		return text;
	while (max && is_cont(text.ptr[max]))
		max--;
	return str_sub(text, 0, max);
}

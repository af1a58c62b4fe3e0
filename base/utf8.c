// SPDX-License-Identifier: MIT
#include "base/utf8.h"

#include "base/bytes.h"

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

enum { BLOCK = 64, STEP = sizeof(bytes), BEFORE = 3 };

// 255 where a byte at p is not what those before it ask for, or can stand nowhere; BEFORE bytes before p are
// read.
static inline bytes errors(const unsigned char *p)
{
	bytes x = bytes_load(p), one = bytes_load(p - 1), two = bytes_load(p - 2), three = bytes_load(p - 3);
	bytes follows = (bytes)((one >= 0xC0) | (two >= 0xE0) | (three >= 0xF0));
	bytes never = (bytes)((x >= 0xF5) | ((x & 0xFE) == 0xC0));
	bytes overlong = (bytes)(((one == 0xE0) & (x < 0xA0)) | ((one == 0xF0) & (x < 0x90)));
	bytes beyond = (bytes)(((one == 0xED) & (x >= 0xA0)) | ((one == 0xF4) & (x >= 0x90)));

	return (follows ^ (bytes)((x & 0xC0) == 0x80)) | never | overlong | beyond;
}

static inline bool is_ascii(const unsigned char *p)
{
	return !bytes_any_high(
		bytes_load(p) | bytes_load(p + STEP) | bytes_load(p + 2 * STEP) | bytes_load(p + 3 * STEP));
}

static inline bool has_errors(const unsigned char *p)
{
	bytes all = {0};

	for (size_t i = 0; i < BLOCK; i += STEP)
		all |= errors(p + i);
	return bytes_any_high(all);
}

// Block by block; the first and the last, which have nothing before or behind them, in a copy with zeros
// there. The last may be empty: what a character at the end lacks is missed in it.
static bool is_valid(struct str text)
{
	const unsigned char *p = (const unsigned char *)text.ptr;
	bool ascii = true; // the block before

	if (!text.len)
		return true;
	for (size_t at = 0; at <= text.len; at += BLOCK) {
		unsigned char copy[BEFORE + BLOCK] = {0};
		const unsigned char *block = p + at;
		size_t before = at ? BEFORE : 0, left = text.len - at < BLOCK ? text.len - at : BLOCK;

		if (!at || left < BLOCK) {
			if (before + left)
				memcpy(copy + BEFORE - before, block - before, before + left);
			block = copy + BEFORE;
		}
		if (is_ascii(block) && ascii)
			continue;
		ascii = is_ascii(block);
		if (has_errors(block))
			return false;
	}
	return true;
}

size_t utf8_bad(struct str text)
{
	size_t bad = 0, used;
	uint32_t cp;

	if (is_valid(text))
		return 0;
	for (size_t i = 0; i < text.len; i += used) {
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

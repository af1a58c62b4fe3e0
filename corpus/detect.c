// SPDX-License-Identifier: MIT
// What bytes are: their format and their encoding.
#include "corpus/reader_internal.h"

#include "base/utf8.h"

static bool has_word(struct str text, const char *word, bool fold)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= text.len; i++) {
		size_t k = 0;

		while (k < len &&
			(text.ptr[i + k] == word[k] || (fold && (text.ptr[i + k] | 0x20) == word[k])))
			k++;
		if (k == len)
			return true;
	}
	return false;
}

bool looks_binary(struct str head)
{
	bool utf16 = str_starts(head, STR("\xFF\xFE")) || str_starts(head, STR("\xFE\xFF"));
	size_t control = 0;

	if (utf16)
		return false;
	for (size_t i = 0; i < head.len; i++) {
		unsigned char c = (unsigned char)head.ptr[i];

		if (c == 0)
			return true;
		control += c < 0x20 && !ascii_is_space((char)c) && c != 0x1B;
	}
	return control * 50 > head.len;
}

// A first line of column names, one of them ours.
static bool is_header(struct str head, char separator)
{
	const char *nl = memchr(head.ptr, '\n', head.len);
	struct str line = str_trim(str_sub(head, 0, nl ? (size_t)(nl - head.ptr) : head.len));
	bool ours = false, several = false;

	if (!nl || line.len > 2000)
		return false;
	while (line.len) {
		const char *end = memchr(line.ptr, separator, line.len);
		size_t len = end ? (size_t)(end - line.ptr) : line.len;
		struct str name = str_trim(str_sub(line, 0, len));

		if (name.len > 1 && name.ptr[0] == '"' && name.ptr[name.len - 1] == '"')
			name = str_sub(name, 1, name.len - 1);
		ours = ours || str_is(name, "text") || str_is(name, "title");
		several = several || end;
		line = str_sub(line, end ? len + 1 : len, line.len);
	}
	return ours && several;
}

enum article_format detect_format(struct str head)
{
	struct str start;

	if (str_starts(head, STR("\xEF\xBB\xBF")))
		head = str_sub(head, 3, head.len);
	head = str_trim(head);
	start = str_sub(head, 0, head.len < 2000 ? head.len : 2000);
	if (head.len && head.ptr[0] == '{')
		return FORMAT_JSONL;
	if (head.len && head.ptr[0] == '<') {
		if (has_word(start, "<rss", true) || has_word(start, "<feed", true) ||
			has_word(start, "<rdf:rdf", true))
			return FORMAT_FEED;
		if (has_word(start, "lewis", true))
			return FORMAT_SGML;
		if (has_word(start, "<html", true) || has_word(start, "<!doctype html", true) ||
			has_word(start, "<head", true) || has_word(start, "<body", true) ||
			has_word(start, "<div", true) || has_word(start, "<p", true) ||
			has_word(start, "<meta", true) || has_word(start, "<article", true))
			return FORMAT_HTML;
	}
	if (head.len && is_header(head, '\t'))
		return FORMAT_TSV;
	if (head.len && is_header(head, ','))
		return FORMAT_CSV;
	return FORMAT_TEXT;
}

// Unicode of the upper half of the two Cyrillic one-byte encodings; 0 where there is none.
static uint32_t cp1251(unsigned char c)
{
	static const uint16_t low[64] = {0x402, 0x403, 0x201A, 0x453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC,
		0x2030, 0x409, 0x2039, 0x40A, 0x40C, 0x40B, 0x40F, 0x452, 0x2018, 0x2019, 0x201C, 0x201D,
		0x2022, 0x2013, 0x2014, 0, 0x2122, 0x459, 0x203A, 0x45A, 0x45C, 0x45B, 0x45F, 0xA0, 0x40E,
		0x45E, 0x408, 0xA4, 0x490, 0xA6, 0xA7, 0x401, 0xA9, 0x404, 0xAB, 0xAC, 0xAD, 0xAE, 0x407,
		0xB0, 0xB1, 0x406, 0x456, 0x491, 0xB5, 0xB6, 0xB7, 0x451, 0x2116, 0x454, 0xBB, 0x458, 0x405,
		0x455, 0x457};

	return c >= 0xC0 ? 0x410u + c - 0xC0 : low[c - 0x80];
}

static uint32_t koi8r(unsigned char c)
{
	static const char order[] = "\x1E\x00\x01\x16\x04\x05\x14\x03\x15\x08\x09\x0A\x0B\x0C\x0D\x0E\x0F\x1F"
				    "\x10\x11\x12\x13\x06\x02"
				    "\x1C\x1B\x07\x18\x1D\x19\x17\x1A";

	if (c >= 0xE0)
		return 0x410u + (unsigned char)order[c - 0xE0];
	if (c >= 0xC0)
		return 0x430u + (unsigned char)order[c - 0xC0];
	return c == 0xA3 ? 0x451 : c == 0xB3 ? 0x401 : 0;
}

// Russian prose is mostly small letters: the reading with more of them is the right one.
static size_t small_letters(struct str raw, uint32_t (*map)(unsigned char))
{
	size_t n = 0;

	for (size_t i = 0; i < raw.len; i++) {
		unsigned char c = (unsigned char)raw.ptr[i];
		uint32_t cp = c >= 0x80 ? map(c) : 0;

		n += cp >= 0x430 && cp <= 0x45F;
	}
	return n;
}

static size_t decode_bytes(struct buf *out, struct str raw, uint32_t (*map)(unsigned char))
{
	size_t bad = 0;

	for (size_t i = 0; i < raw.len; i++) {
		unsigned char c = (unsigned char)raw.ptr[i];
		uint32_t cp = c < 0x80 ? c : map(c);
		char utf8[4];

		bad += !cp;
		buf_add(out, utf8, utf8_encode(utf8, cp ? cp : UTF8_REPLACEMENT));
	}
	return bad;
}

static size_t decode_utf16(struct buf *out, struct str raw, bool big)
{
	size_t bad = 0;

	for (size_t i = 2; i + 1 < raw.len; i += 2) {
		unsigned a = (unsigned char)raw.ptr[i], b = (unsigned char)raw.ptr[i + 1];
		uint32_t cp = big ? a << 8 | b : b << 8 | a;
		char utf8[4];

		if (cp >= 0xD800 && cp <= 0xDBFF && i + 3 < raw.len) {
			unsigned c = (unsigned char)raw.ptr[i + 2], d = (unsigned char)raw.ptr[i + 3];
			uint32_t low = big ? c << 8 | d : d << 8 | c;

			if (low >= 0xDC00 && low <= 0xDFFF) {
				cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			}
		}
		if (!cp || (cp >= 0xD800 && cp <= 0xDFFF)) {
			cp = UTF8_REPLACEMENT;
			bad++;
		}
		buf_add(out, utf8, utf8_encode(utf8, cp));
	}
	return bad;
}

size_t decode_text(struct buf *out, struct str raw)
{
	size_t bad, high = 0, win, koi;

	if (str_starts(raw, STR("\xFF\xFE")))
		return decode_utf16(out, raw, false);
	if (str_starts(raw, STR("\xFE\xFF")))
		return decode_utf16(out, raw, true);
	if (str_starts(raw, STR("\xEF\xBB\xBF")))
		raw = str_sub(raw, 3, raw.len);
	bad = utf8_bad(raw);
	for (size_t i = 0; i < raw.len; i++)
		high += (unsigned char)raw.ptr[i] >= 0x80;
	win = small_letters(raw, cp1251);
	koi = small_letters(raw, koi8r);
	// Mostly broken as UTF-8, and a good part of the high bytes are Russian small letters: a one-byte
	// encoding.
	if (bad * 2 > high && (win > koi ? win : koi) * 2 > high)
		return decode_bytes(out, raw, win >= koi ? cp1251 : koi8r);
	if (!bad && !memchr(raw.ptr, '\0', raw.len)) {
		buf_addstr(out, raw);
		return 0;
	}
	return utf8_repair(out, raw);
}

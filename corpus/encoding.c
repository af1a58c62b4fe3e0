// SPDX-License-Identifier: MIT
// Bytes to UTF-8: by byte-order mark, by declaration where it holds, by evidence.
#include "corpus/reader_internal.h"

#include "base/utf8.h"

enum { DECLARED_WITHIN = 1024 };

static bool starts_folded(struct str text, const char *lower)
{
	size_t i = 0;

	while (lower[i] && i < text.len && ((text.ptr[i] | 0x20) == lower[i] || text.ptr[i] == lower[i]))
		i++;
	return !lower[i];
}

// Unicode of the upper half of the one-byte encodings; 0 where there is none.
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

static uint32_t cp1252(unsigned char c)
{
	static const uint16_t low[32] = {0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,
		0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
		0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178};

	return c >= 0xA0 ? c : low[c - 0x80];
}

typedef uint32_t byte_map(unsigned char c);

static size_t decode_bytes(struct buf *out, struct str raw, byte_map *map)
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

static uint32_t unit_at(struct str raw, size_t i, bool big)
{
	unsigned a = (unsigned char)raw.ptr[i], b = (unsigned char)raw.ptr[i + 1];

	return big ? a << 8 | b : b << 8 | a;
}

static size_t decode_utf16(struct buf *out, struct str raw, bool big)
{
	size_t bad = raw.len % 2; // half a unit at the end

	for (size_t i = 0; i + 1 < raw.len; i += 2) {
		uint32_t cp = unit_at(raw, i, big);
		char utf8[4];

		if (cp >= 0xD800 && cp <= 0xDBFF && i + 3 < raw.len) {
			uint32_t low = unit_at(raw, i + 2, big);

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

// The upper bytes of Latin and of most Cyrillic UTF-16 are 0 and 4: nearly all of them stand on one side.
// 'b' big-endian, 'l' little-endian, 0 neither.
static char utf16_by_evidence(struct str raw)
{
	size_t n = raw.len < 4096 ? raw.len / 2 : 2048, upper[2] = {0, 0}, zero[2] = {0, 0};

	for (size_t i = 0; i < 2 * n; i++) {
		upper[i % 2] += raw.ptr[i] == 0 || raw.ptr[i] == 4;
		zero[i % 2] += raw.ptr[i] == 0;
	}
	for (int side = 0; side < 2; side++)
		if (n >= 4 && upper[side] * 10 >= n * 8 && upper[!side] * 10 <= n && zero[side] &&
			!zero[!side])
			return side ? 'l' : 'b';
	return 0;
}

bool looks_utf16(struct str head)
{
	return str_starts(head, STR("\xFF\xFE")) || str_starts(head, STR("\xFE\xFF")) ||
	       utf16_by_evidence(head);
}

static bool is_common_letter(uint32_t cp)
{
	static const uint16_t common[] = {
		0x430, 0x432, 0x435, 0x438, 0x43B, 0x43D, 0x43E, 0x440, 0x441, 0x442}; // а в е и л н о р с т

	if (cp < 0x430) // a capital
		cp += 0x20;
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (cp == common[i])
			return true;
	return false;
}

// How much a reading looks like Russian or a kindred language: frequent letters first, then small ones.
static size_t likeness(struct str raw, byte_map *map)
{
	size_t n = 0;

	for (size_t i = 0; i < raw.len; i++) {
		unsigned char c = (unsigned char)raw.ptr[i];
		uint32_t cp = c >= 0x80 ? map(c) : 0;

		n += (cp >= 0x410 && cp <= 0x44F && is_common_letter(cp) ? 6u : 0u) +
		     (cp >= 0x430 && cp <= 0x45F ? 1u : 0u);
	}
	return n;
}

// Cyrillic words are runs of upper bytes; an accent or a quote of Western text stands alone.
static bool runs_of_high_bytes(struct str raw)
{
	size_t high = 0, runs = 0;
	bool before = false;

	for (size_t i = 0; i < raw.len; i++) {
		bool now = (unsigned char)raw.ptr[i] >= 0x80;

		high += now;
		runs += now && !before;
		before = now;
	}
	return high * 2 >= runs * 5;
}

struct charset {
	const char *name, *key; // what is said; how declarations begin
	byte_map *map;
};

static const struct charset western = {"windows-1252", "windows-1252", cp1252};
static const struct charset cyrillic = {"windows-1251", "windows-1251", cp1251};
static const struct charset koi = {"KOI8-R", "koi8", koi8r};

// Of `charset=NAME` or `encoding="NAME"` within the first bytes; NULL if there is none that we know.
static const struct charset *declared(struct str raw)
{
	static const struct charset aliases[] = {{"windows-1251", "cp1251", cp1251},
		{"windows-1251", "cp-1251", cp1251}, {"windows-1251", "win-1251", cp1251},
		{"windows-1252", "iso-8859-1", cp1252}, {"windows-1252", "latin1", cp1252},
		{"windows-1252", "cp1252", cp1252}};
	const struct charset *const own[] = {&western, &cyrillic, &koi};

	for (size_t i = 0; i < raw.len && i < DECLARED_WITHIN; i++) {
		struct str rest = str_sub(raw, i, raw.len);
		size_t skip = starts_folded(rest, "charset=") ? 8 : starts_folded(rest, "encoding=") ? 9 : 0;

		if (!skip)
			continue;
		rest = str_sub(rest, skip, rest.len);
		while (rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\'' || rest.ptr[0] == ' '))
			rest = str_sub(rest, 1, rest.len);
		for (size_t k = 0; k < 3; k++)
			if (starts_folded(rest, own[k]->key))
				return own[k];
		for (size_t k = 0; k < sizeof aliases / sizeof *aliases; k++)
			if (starts_folded(rest, aliases[k].key))
				return &aliases[k];
	}
	return NULL;
}

// Bytes that are not UTF-8 as a whole: NULL where that is damage only.
static const struct charset *one_byte_charset(struct str raw)
{
	size_t bad = utf8_bad(raw), high = 0, win, other;
	const struct charset *said;

	for (size_t i = 0; i < raw.len; i++)
		high += (unsigned char)raw.ptr[i] >= 0x80;
	if (bad * 2 <= high) // mostly sound as UTF-8
		return NULL;
	said = declared(raw);
	if (said)
		return said;
	if (!runs_of_high_bytes(raw))
		return high >= 2 ? &western : NULL; // one byte alone is damage
	win = likeness(raw, cp1251);
	other = likeness(raw, koi8r);
	if ((win > other ? win : other) < high * 3) // real prose has 4 and more a letter
		return NULL;
	return win >= other ? &cyrillic : &koi;
}

size_t decode_text(struct buf *out, struct str raw, const char **encoding)
{
	char utf16 = 0;
	const struct charset *one_byte;

	if (str_starts(raw, STR("\xFF\xFE")) || str_starts(raw, STR("\xFE\xFF"))) {
		utf16 = raw.ptr[0] == '\xFF' ? 'l' : 'b';
		raw = str_sub(raw, 2, raw.len);
	} else if (!str_starts(raw, STR("\xEF\xBB\xBF"))) {
		utf16 = utf16_by_evidence(raw);
	} else {
		raw = str_sub(raw, 3, raw.len);
	}
	*encoding = utf16 == 'l' ? "UTF-16LE" : utf16 ? "UTF-16BE" : "UTF-8";
	if (utf16)
		return decode_utf16(out, raw, utf16 == 'b');
	one_byte = one_byte_charset(raw);
	if (one_byte) {
		*encoding = one_byte->name;
		return decode_bytes(out, raw, one_byte->map);
	}
	return utf8_repair(out, raw);
}

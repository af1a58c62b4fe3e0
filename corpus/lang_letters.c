// SPDX-License-Identifier: MIT
#include "corpus/lang_letters.h"

#include "base/bytes.h"
#include "base/utf8.h"

#include <string.h>

// Code points of each set, small letters and capitals; 0 ends a row.
static const struct {
	enum letter_set set;
	uint16_t letters[20];
} sets[] = {
	{L_TAJIK, {0x4B6, 0x4B7, 0x4E2, 0x4E3, 0x4EE, 0x4EF}},
	{L_TAJIK_UZ, {0x4B2, 0x4B3}},
	{L_UZBEK, {0x40E, 0x45E}},
	{L_QG, {0x49A, 0x49B, 0x492, 0x493}},
	{L_KAZAKH, {0x4D8, 0x4D9, 0x4B0, 0x4B1, 0x4BA, 0x4BB}},
	{L_I, {0x406, 0x456}},
	{L_KYRGYZ, {0x4A2, 0x4A3}},
	{L_OE_UE, {0x4E8, 0x4E9, 0x4AE, 0x4AF}},
	{L_TATAR, {0x496, 0x497}},
	{L_BASHKIR, {0x498, 0x499, 0x4AA, 0x4AB, 0x4A0, 0x4A1}},
	{L_UKRAINIAN, {0x407, 0x457, 0x404, 0x454, 0x490, 0x491}},
	{L_SOUTH, {0x408, 0x458, 0x409, 0x459, 0x40A, 0x45A, 0x402, 0x452, 0x40B, 0x45B, 0x40F, 0x45F, 0x403,
			  0x453, 0x40C, 0x45C, 0x405, 0x455}},
	{L_YERU, {0x42B, 0x44B}},
	{L_SHCHA, {0x429, 0x449}},
	{L_PERSIAN, {0x67E, 0x686, 0x698, 0x6AF, 0x6A9, 0x6CC}},
	{L_ARABIC, {0x629, 0x643, 0x64A, 0x649}},
	{L_URDU, {0x679, 0x688, 0x691, 0x6BA, 0x6D2}},
	{L_PASHTO, {0x69A, 0x681, 0x685, 0x67C, 0x689, 0x693, 0x6D0, 0x6CD}},
	{L_KURDISH, {0x6CE, 0x6C6, 0x6B5, 0x695}},
	{L_TURKMEN, {0x147, 0x148, 0xDD, 0xFD}},
	{L_SCHWA, {0x18F, 0x259}},
	{L_TURKISH, {0x131, 0x11E, 0x11F, 0x15E, 0x15F, 0x130}},
};

static const struct {
	uint32_t from, to;
	enum script script;
} ranges[] = {{0x41, 0x5A, SCRIPT_LATIN}, {0x61, 0x7A, SCRIPT_LATIN}, {0xC0, 0x24F, SCRIPT_LATIN},
	{0x259, 0x259, SCRIPT_LATIN}, {0x370, 0x3FF, SCRIPT_GREEK}, {0x400, 0x52F, SCRIPT_CYRILLIC},
	{0x531, 0x587, SCRIPT_ARMENIAN}, {0x5D0, 0x5EA, SCRIPT_HEBREW}, {0x620, 0x64A, SCRIPT_ARABIC},
	{0x66E, 0x6D3, SCRIPT_ARABIC}, {0x6D5, 0x6D5, SCRIPT_ARABIC}, {0x904, 0x939, SCRIPT_DEVANAGARI},
	{0xE01, 0xE30, SCRIPT_THAI}, {0x10A0, 0x10FF, SCRIPT_GEORGIAN}, {0x1100, 0x11FF, SCRIPT_HANGUL},
	{0x1E00, 0x1EFF, SCRIPT_LATIN}, {0x3041, 0x30FF, SCRIPT_KANA}, {0x3400, 0x9FFF, SCRIPT_HAN},
	{0xAC00, 0xD7A3, SCRIPT_HANGUL}, {0xFB50, 0xFDFF, SCRIPT_ARABIC}, {0xFE70, 0xFEFC, SCRIPT_ARABIC}};

static enum script script_of(uint32_t cp)
{
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (cp >= ranges[i].from && cp <= ranges[i].to)
			return cp == 0xD7 || cp == 0xF7 ? N_SCRIPTS : ranges[i].script;
	return cp < 0x250 || (cp >= 0x2000 && cp < 0x3041) || cp >= 0xFE00 ? N_SCRIPTS : SCRIPT_OTHER;
}

void lang_letters_open(struct lang_letter_table *t)
{
	for (uint32_t cp = 0; cp < LANG_NEAR; cp++) {
		t->script[cp] = (unsigned char)script_of(cp);
		t->set[cp] = N_LETTER_SETS;
	}
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		for (size_t k = 0; k < 20 && sets[i].letters[k]; k++)
			t->set[sets[i].letters[k]] = (unsigned char)sets[i].set;
}

enum { BLOCK = 64, STEP = sizeof(bytes), CHUNK = 32 * BLOCK };

// Each byte counts what was found in its places: at most 4 in a block, so that those of a chunk fit.
struct sums {
	bytes ascii, cyrillic, yeru, shcha;
};

static size_t sum(bytes x)
{
	const uint64_t even = UINT64_C(0x00ff00ff00ff00ff);
	uint64_t half[2], pairs;

	memcpy(half, &x, sizeof half);
	pairs = (half[0] & even) + (half[0] >> 8 & even) + (half[1] & even) + (half[1] >> 8 & even);
	return pairs * UINT64_C(0x0001000100010001) >> 48;
}

static void count_one(struct lang_letters *l, const struct lang_letter_table *t, uint32_t cp)
{
	enum script s = cp < LANG_NEAR ? (enum script)t->script[cp] : script_of(cp);

	if (s == N_SCRIPTS)
		return;
	l->script[s]++;
	l->all++;
	if (cp < LANG_NEAR && t->set[cp] != N_LETTER_SETS)
		l->set[t->set[cp]]++;
}

// Of the characters that begin where the mask says.
static void count_marked(struct lang_letters *l, const struct lang_letter_table *t, struct str text,
	size_t at, const bytes *mask)
{
	uint64_t half[2];

	memcpy(half, mask, sizeof half);
	for (size_t i = 0; i < 2; i++, at += sizeof *half)
		for (uint64_t m = half[i] & UINT64_C(0x8080808080808080); m; m &= m - 1) {
			size_t from = at + (size_t)__builtin_ctzll(m) / 8;
			uint32_t cp;

			utf8_decode(&cp, text.ptr + from, text.len - from);
			count_one(l, t, cp);
		}
}

// Characters are counted where they begin: no character holds a byte that another could begin with. The
// letters of Russian, from 0xD0 0x90 to 0xD1 0x8F and 0xD0 0x81, 0xD1 0x91, are counted at once. What begins
// with a byte up to 0xC2 or with 0xE2 is no letter, or no character.
static void count_high(struct lang_letters *l, struct sums *s, const struct lang_letter_table *t,
	struct str text, size_t at, const unsigned char *p)
{
	for (size_t i = 0; i < BLOCK; i += STEP) {
		bytes x = bytes_load(p + i), next = bytes_load(p + i + 1);
		bytes d0 = (bytes)(x == 0xD0), d1 = (bytes)(x == 0xD1), plain, others;

		plain = d0 & (bytes)((next - 0x90 < 0x30) | (next == 0x81));
		plain |= d1 & (bytes)((next - 0x80 < 0x10) | (next == 0x91));
		s->cyrillic -= plain;
		s->yeru -= (d0 & (bytes)(next == 0xAB)) | (d1 & (bytes)(next == 0x8B));
		s->shcha -= (d0 & (bytes)(next == 0xA9)) | (d1 & (bytes)(next == 0x89));
		others = (bytes)((x >= 0xC3) & (x != 0xE2)) & ~plain;
		if (bytes_any_high(others))
			count_marked(l, t, text, at + i, &others);
	}
}

// The block at `at`, of which copies at `p` have a byte more.
static void count_block(struct lang_letters *l, struct sums *s, const struct lang_letter_table *t,
	struct str text, size_t at, const unsigned char *p)
{
	bytes all = {0};

	for (size_t i = 0; i < BLOCK; i += STEP) {
		bytes x = bytes_load(p + i);

		s->ascii -= (bytes)((x | 0x20) - 'a' < 26);
		all |= x;
	}
	if (bytes_any_high(all))
		count_high(l, s, t, text, at, p);
}

static void add_sums(struct lang_letters *l, const struct sums *s)
{
	size_t ascii = sum(s->ascii), cyrillic = sum(s->cyrillic);

	l->ascii += ascii;
	l->script[SCRIPT_LATIN] += ascii;
	l->script[SCRIPT_CYRILLIC] += cyrillic;
	l->all += ascii + cyrillic;
	l->set[L_YERU] += sum(s->yeru);
	l->set[L_SHCHA] += sum(s->shcha);
}

void lang_count_letters(struct lang_letters *l, const struct lang_letter_table *t, struct str text)
{
	*l = (struct lang_letters){0};
	for (size_t from = 0; from < text.len; from += CHUNK) {
		size_t to = text.len - from < CHUNK ? text.len : from + CHUNK;
		struct sums s = {0};

		for (size_t at = from; at < to; at += BLOCK) {
			unsigned char last[BLOCK + STEP] = {0};
			const unsigned char *p = (const unsigned char *)text.ptr + at;

			if (text.len - at <= BLOCK)
				p = memcpy(last, p, text.len - at);
			count_block(l, &s, t, text, at, p);
		}
		add_sums(l, &s);
	}
}

static bool is_okina(uint32_t cp)
{
	return cp == 0x2BB || cp == 0x2018 || cp == 0x2019 || cp == '\'' || cp == '`' || cp == 0x2BC;
}

size_t lang_count_okina(struct str text)
{
	size_t n = 0;

	for (size_t i = 1; i < text.len; i++) {
		char before = (char)(text.ptr[i - 1] | 0x20);
		uint32_t cp;

		if (before != 'o' && before != 'g')
			continue;
		utf8_decode(&cp, text.ptr + i, text.len - i);
		n += is_okina(cp);
	}
	return n;
}

enum script lang_script(const struct lang_letters *l)
{
	enum script best = SCRIPT_OTHER;

	if (l->script[SCRIPT_LATIN] * 2 > l->all)
		return SCRIPT_LATIN;
	for (int s = 0; s < N_SCRIPTS; s++)
		if (l->script[s] > l->script[best])
			best = (enum script)s;
	return best;
}

// SPDX-License-Identifier: MIT
#include "features/words.h"

#include "base/utf8.h"

#include <utf8proc.h>

enum { MAX_POINTS = WORD_MAX }; // a folded character takes at least one byte

struct points {
	int32_t cp[MAX_POINTS];
	size_t n;
	bool other; // beyond ASCII and basic Cyrillic: needs the full case folding
	size_t latin, cyrillic;
};

bool words_is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z');
	if (cp >= 0x400 && cp <= 0x481)
		return true;
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_ND:
		return true;
	default:
		return false;
	}
}

void words_start(struct words *w, struct str text)
{
	w->text = text;
	w->at = 0;
	w->surface = w->folded = (struct str){NULL, 0};
	w->broke = false;
}

// Case folding of ASCII and of the Cyrillic block's basic letters; anything else is left to utf8proc.
static int32_t fold_simple(struct points *p, uint32_t cp)
{
	if (cp < 0x80) {
		bool upper = cp >= 'A' && cp <= 'Z';

		p->latin += cp >= 'A';
		return (int32_t)(upper ? cp | 0x20 : cp);
	}
	if (cp >= 0x400 && cp <= 0x45F) {
		p->cyrillic++;
		return (int32_t)(cp < 0x410 ? cp + 0x50 : cp < 0x430 ? cp + 0x20 : cp);
	}
	p->other = true;
	if (cp >= 0x460 && cp <= 0x52F)
		p->cyrillic++;
	return (int32_t)cp;
}

// A Latin letter that looks like a Cyrillic one, as that one; 0 if none. Input is case-folded.
static int32_t cyrillic_twin(int32_t cp)
{
	static const char latin[] = "aceopxyhkmtbi";
	static const int32_t twins[] = {
		0x430, 0x441, 0x435, 0x43E, 0x440, 0x445, 0x443, 0x4BB, 0x43A, 0x43C, 0x442, 0x432, 0x456};
	const char *at = cp > 0 && cp < 0x80 ? strchr(latin, (char)cp) : NULL;

	return at ? twins[at - latin] : 0;
}

// Only when every Latin letter of the word has a Cyrillic twin is the mixture an accident.
static void fold_lookalikes(struct points *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->cp[i] >= 'a' && p->cp[i] <= 'z' && !cyrillic_twin(p->cp[i]))
			return;
	for (size_t i = 0; i < p->n; i++)
		if (cyrillic_twin(p->cp[i]))
			p->cp[i] = cyrillic_twin(p->cp[i]);
}

// Decomposes, folds and composes again: the reference that the simple path is a shortcut for.
static void fold_full(struct points *p)
{
	char utf8[MAX_POINTS * 4];
	int32_t wide[MAX_POINTS * 4];
	utf8proc_ssize_t n;
	size_t len = 0;

	for (size_t i = 0; i < p->n; i++)
		len += utf8_encode(utf8 + len, (uint32_t)p->cp[i]);
	n = utf8proc_decompose((const utf8proc_uint8_t *)utf8, (utf8proc_ssize_t)len, wide,
		(utf8proc_ssize_t)(sizeof wide / sizeof *wide),
		UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
	if (n <= 0 || (size_t)n > sizeof wide / sizeof *wide)
		return;
	n = utf8proc_normalize_utf32(wide, n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	p->n = n > 0 ? (size_t)n : 0;
	if (p->n > MAX_POINTS)
		p->n = MAX_POINTS;
	memcpy(p->cp, wide, p->n * sizeof *wide);
}

static void fold_word(struct words *w, struct points *p)
{
	size_t len = 0;

	if (p->other)
		fold_full(p);
	if (p->cyrillic && p->latin)
		fold_lookalikes(p);
	for (size_t i = 0; i < p->n && len + 4 <= WORD_MAX; i++)
		len += utf8_encode(w->store + len, (uint32_t)p->cp[i]);
	w->folded = (struct str){w->store, len};
}

// Reads the run of word characters at w->at; false when there is none.
static bool read_run(struct words *w, struct points *p)
{
	size_t from = w->at;
	uint32_t cp;

	while (w->at < w->text.len) {
		size_t used = utf8_decode(&cp, w->text.ptr + w->at, w->text.len - w->at);

		if (!words_is_letter(cp))
			break;
		w->at += used;
		if (p->n < MAX_POINTS)
			p->cp[p->n++] = fold_simple(p, cp);
	}
	w->surface = str_sub(w->text, from, w->at);
	return w->at > from;
}

// An ASCII word, the common case, in one tight loop. False, with nothing changed, when the word is not ASCII,
// or longer than fold_word leaves it.
static bool read_ascii_run(struct words *w)
{
	const char *p = w->text.ptr + w->at;
	size_t max = w->text.len - w->at, n = 0;

	for (; n < max && n < WORD_MAX; n++) {
		unsigned char c = (unsigned char)p[n];
		unsigned char low = c | 0x20;

		if (low >= 'a' && low <= 'z')
			w->store[n] = (char)low;
		else if (c >= '0' && c <= '9')
			w->store[n] = (char)c;
		else
			break;
	}
	if (!n || n > WORD_MAX - 3 || (n < max && (unsigned char)p[n] >= 0x80))
		return false;
	w->surface = (struct str){p, n};
	w->folded = (struct str){w->store, n};
	w->at += n;
	return true;
}

bool words_next(struct words *w)
{
	w->broke = false;
	while (w->at < w->text.len) {
		struct points p;
		uint32_t cp;

		if (read_ascii_run(w))
			return true;
		p.n = p.latin = p.cyrillic = 0;
		p.other = false;
		if (read_run(w, &p)) {
			fold_word(w, &p);
			if (w->folded.len)
				return true;
			continue;
		}
		w->at += utf8_decode(&cp, w->text.ptr + w->at, w->text.len - w->at);
		w->broke |= cp == '.' || cp == '!' || cp == '?';
	}
	return false;
}

// SPDX-License-Identifier: MIT
#include "corpus/line_shape.h"

#include "base/utf8.h"

#include <utf8proc.h>

static bool is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
		return true;
	default:
		return false;
	}
}

static bool is_digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 0x660 && cp <= 0x669) || (cp >= 0x6F0 && cp <= 0x6F9);
}

static bool is_capital(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z';
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LU;
}

static bool is_blank(uint32_t cp)
{
	return cp <= ' ' || cp == 0x7F || cp == 0xA0 || cp == 0xAD || (cp >= 0x2000 && cp <= 0x200F) ||
	       cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x3000 || cp == 0xFEFF;
}

static bool is_dense(uint32_t cp)
{
	return (cp >= 0x3040 && cp <= 0x9FFF) || (cp >= 0xAC00 && cp <= 0xD7A3) ||
	       (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
}

static bool is_closing(uint32_t cp)
{
	return cp == '"' || cp == '\'' || cp == ')' || cp == ']' || cp == 0xBB || cp == 0x201D ||
	       cp == 0x2019 || cp == 0x201C || cp == 0x300D || cp == 0x300F || cp == 0xFF09 || cp == 0x203A;
}

// Stops that need no blank behind them are those of scripts without blanks.
static bool is_stop(uint32_t cp)
{
	return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 || cp == 0x3002 || cp == 0xFF01 ||
	       cp == 0xFF1F || cp == 0x61F || cp == 0x6D4 || cp == 0x964 || cp == 0x589 || cp == 0x104B ||
	       cp == 0x1362 || cp == 0x17D4;
}

static bool is_comma(uint32_t cp)
{
	return cp == ',' || cp == ';' || cp == 0x60C || cp == 0x61B || cp == 0x3001 || cp == 0xFF0C ||
	       cp == 0xFF1B;
}

static void count_letter(struct line_shape *s, uint32_t cp)
{
	s->letters++;
	if (cp < 0x250)
		s->latin++;
	else if (cp >= 0x400 && cp <= 0x52F)
		s->cyrillic++;
	else if ((cp >= 0x600 && cp <= 0x77F) || (cp >= 0xFB50 && cp <= 0xFEFC))
		s->arabic++;
	else if (is_dense(cp))
		s->dense++;
}

struct scan {
	bool in_word, stop_before, ends, colon;
	unsigned dots;
};

static void see(struct line_shape *s, struct scan *k, uint32_t cp)
{
	bool letter = is_letter(cp), digit = is_digit(cp);

	s->width += is_dense(cp) ? 3 : 1;
	if (letter)
		count_letter(s, cp);
	s->digits += digit;
	if ((letter || digit) && !k->in_word) {
		s->words++;
		s->capitalised += is_capital(cp);
	}
	k->in_word = letter || digit || (k->in_word && (cp == '\'' || cp == 0x2019 || cp == '-'));
	s->commas += is_comma(cp);
	s->stops += is_stop(cp) && cp > 0x2000 && cp != 0x2026;
	if (is_stop(cp) || (!is_closing(cp))) {
		k->ends = is_stop(cp);
		k->colon = cp == ':' || cp == 0xFF1A || cp == ';';
	}
	if (cp == '.')
		k->dots++;
	else if (!is_closing(cp))
		k->dots = cp == 0x2026 ? 3 : 0;
	k->stop_before = is_stop(cp) || (k->stop_before && is_closing(cp));
}

struct line_shape line_shape(struct str text)
{
	struct line_shape s = {0};
	struct scan k = {0};
	size_t used;
	uint32_t cp;

	for (size_t i = 0; i < text.len; i += used) {
		used = utf8_decode(&cp, text.ptr + i, text.len - i);
		if (is_blank(cp)) {
			s.stops += k.stop_before;
			k.stop_before = k.in_word = false;
			continue;
		}
		see(&s, &k, cp);
	}
	s.stops += k.stop_before;
	s.ends = k.ends;
	s.colon = k.colon;
	s.ellipsis = k.dots >= 2 && k.ends;
	return s;
}

char line_script(const struct line_shape *s)
{
	if (s->dense * 3 > s->latin + s->cyrillic + s->arabic)
		return 'd';
	if (s->cyrillic > s->latin && s->cyrillic >= s->arabic)
		return 'c';
	if (s->arabic > s->latin)
		return 'a';
	return s->latin ? 'l' : 0;
}

uint32_t line_next_visible(struct str text, size_t *at)
{
	uint32_t cp;

	while (*at < text.len) {
		*at += utf8_decode(&cp, text.ptr + *at, text.len - *at);
		if (!is_blank(cp))
			return cp;
	}
	return 0;
}

// A count behind a phrase, as in "Comments (12)", says nothing.
static size_t without_count(const char *out, size_t len)
{
	size_t end = len;

	while (end && ((out[end - 1] >= '0' && out[end - 1] <= '9') || out[end - 1] == ' '))
		end--;
	return end ? end : len;
}

size_t line_fold(char *out, size_t size, struct str text)
{
	size_t len = 0, used;
	bool gap = false;
	uint32_t cp;

	for (size_t i = 0; i < text.len; i += used) {
		char utf8[4];
		size_t n;

		used = utf8_decode(&cp, text.ptr + i, text.len - i);
		if (cp == 0xAD || cp == 0x200B || cp == 0x200C)
			continue;
		if (!is_letter(cp) && !is_digit(cp)) {
			gap = len > 0 && cp != '\'' && cp != 0x2019 && cp != 0x2BB ? true : gap;
			continue;
		}
		n = utf8_encode(utf8, (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp));
		if (len + n + gap >= size)
			break;
		if (gap)
			out[len++] = ' ';
		memcpy(out + len, utf8, n);
		len += n;
		gap = false;
	}
	len = without_count(out, len);
	if (size)
		out[len] = '\0';
	return len;
}

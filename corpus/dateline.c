// SPDX-License-Identifier: MIT
// The dateline at the beginning of an agency story: "DUSHANBE, June 24, 2015, Asia-Plus – ".
//
// The text up to a dash (or to "/.") is cut into pieces at commas, stops, brackets and quotes. The first
// piece must be a place, the others a date or names; anything else means that the sentence has begun and
// there is no dateline.
#include "corpus/clean.h"

#include "base/utf8.h"
#include "corpus/months.h"

#include <utf8proc.h>

enum { REACH = 160, MAX_PIECES = 12, MAX_PLACE_WORDS = 4, MAX_AGENCY_WORDS = 6 };

struct pieces {
	struct str at[MAX_PIECES];
	bool enclosed[MAX_PIECES]; // stood in brackets, quotes or slashes
	size_t n;
};

static bool is_upper(uint32_t cp)
{
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LU;
}

static bool is_lower(uint32_t cp)
{
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LL;
}

struct str place_name(struct arena *mem, struct str place)
{
	char *out = arena_alloc(mem, place.len * 2 + 1);
	size_t len = 0, used;
	bool first = true;
	uint32_t cp;

	if (!out)
		return (struct str){NULL, 0};
	for (size_t i = 0; i < place.len; i += used) {
		used = utf8_decode(&cp, place.ptr + i, place.len - i);
		if (is_lower(cp)) // not all capitals: as it stands
			return arena_copy(mem, place);
		len += utf8_encode(out + len, first ? cp : (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp));
		first = cp == ' ' || cp == '-' || cp == '/';
	}
	out[len] = '\0';
	return (struct str){out, len};
}

static bool all_capitals(struct str text)
{
	size_t used, upper = 0;
	uint32_t cp;

	for (size_t i = 0; i < text.len; i += used) {
		used = utf8_decode(&cp, text.ptr + i, text.len - i);
		if (is_lower(cp))
			return false;
		upper += is_upper(cp);
	}
	return upper >= 3;
}

// Words that all begin with a capital or a digit, at most `max` of them; a few small ones may stand between.
static bool is_name(struct str text, size_t max)
{
	size_t words = 0;

	while ((text = str_trim(text)).len) {
		size_t len = 0;
		uint32_t cp;

		while (len < text.len && text.ptr[len] != ' ')
			len++;
		utf8_decode(&cp, text.ptr, text.len);
		if (is_lower(cp) && !str_is(str_sub(text, 0, len), "of") &&
			!str_is(str_sub(text, 0, len), "и"))
			return false;
		words++;
		text = str_sub(text, len, text.len);
	}
	return words >= 1 && words <= max;
}

static void add_piece(struct pieces *p, struct str text, bool enclosed)
{
	text = str_trim(text);
	if (text.len && p->n < MAX_PIECES) {
		p->at[p->n] = text;
		p->enclosed[p->n++] = enclosed;
	}
}

// One of , . | ( ) / " and the quotes at p, its length in *used.
static bool is_cut(const char *p, size_t left, size_t *used)
{
	static const char *const cuts[] = {",", ".", "|", "(", ")", "/", "\"", "«", "»", "“", "”"};

	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		*used = strlen(cuts[i]);
		if (left >= *used && memcmp(p, cuts[i], *used) == 0)
			return true;
	}
	return false;
}

// Between two digits a stop belongs to a date: 23.09.2019.
static bool inside_number(struct str text, size_t i)
{
	return text.ptr[i] == '.' && i > 0 && i + 1 < text.len && text.ptr[i - 1] >= '0' &&
	       text.ptr[i - 1] <= '9' && text.ptr[i + 1] >= '0' && text.ptr[i + 1] <= '9';
}

static void cut_pieces(struct pieces *p, struct str text)
{
	size_t from = 0, used;
	bool enclosed = false;

	for (size_t i = 0; i < text.len; i++) {
		if (!is_cut(text.ptr + i, text.len - i, &used) || inside_number(text, i))
			continue;
		add_piece(p, str_sub(text, from, i), enclosed);
		enclosed =
			text.ptr[i] != ',' && text.ptr[i] != '.' && text.ptr[i] != ')' && text.ptr[i] != '|';
		from = i + used;
		i += used - 1;
	}
	add_piece(p, str_sub(text, from, text.len), enclosed);
}

// "June 24", "24 June", "4-уми август", "23.09.2019", perhaps with a year behind; a year alone completes an
// earlier piece.
static bool take_date(struct civil *out, struct str piece)
{
	struct civil c = *out;

	if (c.month && !c.year && months_year(&c.year, piece)) {
		*out = c;
		return true;
	}
	if (c.month || !months_date(&c, piece))
		return false;
	*out = c;
	return true;
}

// Cyrillic and other names are quoted by agencies of the region; a bare one must be short and capitalised.
static bool read_pieces(struct dateline *out, const struct pieces *p)
{
	size_t names = 0;

	if (!p->n || !is_name(p->at[0], MAX_PLACE_WORDS) ||
		(p->at[0].ptr[0] >= '0' && p->at[0].ptr[0] <= '9'))
		return false;
	out->place = p->at[0];
	for (size_t i = 1; i < p->n; i++) {
		if (take_date(&out->date, p->at[i]))
			continue;
		if (!is_name(p->at[i], MAX_AGENCY_WORDS))
			return false;
		if (!out->agency.ptr || p->enclosed[i])
			out->agency = p->at[i];
		names++;
	}
	// A country may stand between place and date: the last name is the agency, except where only the
	// country is said.
	for (size_t i = 1; i < p->n && names > 1; i++)
		if (!p->enclosed[i] && is_name(p->at[i], MAX_AGENCY_WORDS) &&
			!months_date(&(struct civil){0}, p->at[i]))
			out->agency = p->at[i];
	return out->date.month || p->n > 1 || all_capitals(out->place);
}

static const struct str dashes[] = {{"–", 3}, {"—", 3}, {"--", 2}, {"-", 1}};

// A separator at `i`: a dash with a blank before it (a hyphen inside a word is none), and its length with the
// blanks after.
static size_t separator_at(struct str text, size_t i)
{
	for (size_t k = 0; k < sizeof dashes / sizeof *dashes; k++) {
		size_t end = i + dashes[k].len;

		if (end > text.len || memcmp(text.ptr + i, dashes[k].ptr, dashes[k].len) != 0)
			continue;
		if (dashes[k].len < 3 && (i == 0 || (text.ptr[i - 1] != ' ' && text.ptr[i - 1] != ')')))
			return 0;
		if (dashes[k].len == 1 && end < text.len && text.ptr[end] != ' ')
			return 0;
		while (end < text.len && (text.ptr[end] == ' ' || text.ptr[end] == '|'))
			end++;
		return end - i;
	}
	return 0;
}

static bool try_until(struct dateline *out, struct str head, size_t len)
{
	struct pieces p = {.n = 0};
	struct dateline d = {.len = len};

	cut_pieces(&p, head);
	if (!read_pieces(&d, &p))
		return false;
	*out = d;
	return true;
}

// "«Azia-Plus» / Regnum – ..." names a partner after the dash: the part up to the next dash may belong to the
// dateline.
struct dateline dateline_find(struct str text)
{
	struct str reach = utf8_cut(text, REACH);
	struct dateline out = {0};
	const char *nl = memchr(reach.ptr ? reach.ptr : "", '\n', reach.len);

	if (nl)
		reach.len = (size_t)(nl - reach.ptr);
	for (size_t i = 1; i < reach.len; i++) {
		size_t used = separator_at(reach, i);

		if (used && try_until(&out, str_sub(reach, 0, i), i + used))
			return out;
		if (reach.ptr[i] == '/' && i + 1 < reach.len && reach.ptr[i + 1] == '.' &&
			try_until(&out, str_sub(reach, 0, i + 1), i + 2)) {
			while (out.len < text.len && text.ptr[out.len] == ' ')
				out.len++;
			return out;
		}
	}
	return out;
}

// SPDX-License-Identifier: MIT
// The dateline at the beginning of an agency story: "DUSHANBE, June 24, 2015, Asia-Plus – ".
//
// The text up to a dash (or a stop) is cut at its date, and what stands before and behind it into pieces at
// commas, stops, brackets and quotes. Before it must be a place, perhaps a country; behind it names. Anything
// else means that the sentence has begun and there is no dateline.
#include "corpus/clean.h"

#include "base/utf8.h"
#include "corpus/months.h"
#include "corpus/printed_date.h"

#include <utf8proc.h>

enum {
	REACH = 240,
	PARTNER = 40,
	MAX_PIECES = 12,
	MAX_PLACE_WORDS = 4,
	MAX_AGENCY_WORDS = 6,
	ENCLOSED = '('
};

struct pieces {
	struct str at[MAX_PIECES];
	char before[MAX_PIECES]; // the mark before it; ENCLOSED: it stood in brackets, quotes or slashes
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

static void add_piece(struct pieces *p, struct str text, char before)
{
	text = str_trim(text);
	if (text.len && p->n < MAX_PIECES) {
		p->at[p->n] = text;
		p->before[p->n++] = before;
	}
}

// Brackets, slashes and quotes, each with its closing partner.
static const struct {
	struct str open, close;
} pairs[] = {{{"(", 1}, {")", 1}}, {{"/", 1}, {"/", 1}}, {{"\"", 1}, {"\"", 1}}, {{"«", 2}, {"»", 2}},
	{{"“", 3}, {"”", 3}}, {{"„", 3}, {"“", 3}}, {{"[", 1}, {"]", 1}}};

// What stands enclosed from `at` on, *end behind its closing partner; {NULL, 0} where nothing is enclosed. A
// slash inside a word opens nothing.
static struct str enclosed_at(struct str text, size_t at, size_t *end)
{
	for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
		struct str rest = str_sub(text, at, text.len);

		if (!str_starts(rest, pairs[k].open) ||
			(rest.ptr[0] == '/' && at && text.ptr[at - 1] != ' ' && text.ptr[at - 1] != '.'))
			continue;
		for (size_t i = at + pairs[k].open.len; i < text.len; i++)
			if (str_starts(str_sub(text, i, text.len), pairs[k].close)) {
				*end = i + pairs[k].close.len;
				return str_sub(text, at + pairs[k].open.len, i);
			}
	}
	return (struct str){NULL, 0};
}

// A stop inside a name ("UzDaily.com", "AKIPRESS.COM") ends nothing.
static bool ends_piece(struct str text, size_t i)
{
	if (text.ptr[i] == ',' || text.ptr[i] == '|')
		return true;
	return text.ptr[i] == '.' && (i + 1 == text.len || text.ptr[i + 1] == ' ');
}

static void cut_pieces(struct pieces *p, struct str text)
{
	size_t from = 0, end;
	char before = 0;

	for (size_t i = 0; i < text.len; i++) {
		struct str inner = enclosed_at(text, i, &end);

		if (!inner.ptr && !ends_piece(text, i))
			continue;
		add_piece(p, str_sub(text, from, i), before);
		before = text.ptr[i];
		if (inner.ptr) {
			add_piece(p, inner, ENCLOSED);
			before = ' ';
			i = end - 1;
		}
		from = i + 1;
	}
	add_piece(p, str_sub(text, from, text.len), before);
}

static bool is_weekday(struct str piece)
{
	struct words w;

	words_start(&w, piece);
	return words_next(&w) && weekday_named(w.folded) && !words_next(&w);
}

static bool is_number(struct str piece)
{
	size_t i = 0;

	while (i < piece.len && piece.ptr[i] >= '0' && piece.ptr[i] <= '9')
		i++;
	return i == piece.len;
}

// Words that begin sentences, never the names of places.
static bool is_small_word(struct str place)
{
	static const char *const words[] = {"On", "In", "At", "By", "Since", "From", "Until", "The", "A",
		"An", "After", "Before", "As", "But", "And", "For", "To", "Of", "В", "Во", "На", "С", "Со",
		"К", "По", "До", "От", "За", "Из", "О", "Об", "И", "А", "Но", "Дар", "Аз", "Ба", "То", "Рӯзи",
		"Бо"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(place, words[i]))
			return true;
	return false;
}

// "CentralAsia", "AKIPRESS.COM": capitals or stops inside a word are the marks of an agency.
static bool looks_like_agency(struct str name)
{
	for (size_t i = 1; i + 1 < name.len; i++) {
		bool lower = name.ptr[i - 1] >= 'a' && name.ptr[i - 1] <= 'z';

		if (name.ptr[i] == '.' && name.ptr[i + 1] != ' ')
			return true;
		if (lower && name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' && !memchr(name.ptr, ' ', name.len))
			return true;
	}
	return false;
}

static bool is_place(struct str piece)
{
	return is_name(piece, MAX_PLACE_WORDS) && !is_small_word(piece) &&
	       !(piece.ptr[0] >= '0' && piece.ptr[0] <= '9') && !is_weekday(piece);
}

// Names before the date: place, then country; an agency may stand in brackets before or behind them.
static bool read_front(struct dateline *out, const struct pieces *p, size_t *countries)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->before[i] == ENCLOSED) {
			if (!is_name(p->at[i], MAX_AGENCY_WORDS))
				return false;
			if (!out->agency.ptr)
				out->agency = p->at[i];
		} else if (is_weekday(p->at[i])) {
			continue;
		} else if (!out->place.ptr && !looks_like_agency(p->at[i])) {
			if (!is_place(p->at[i]))
				return false;
			out->place = p->at[i];
		} else if (!is_name(p->at[i], MAX_AGENCY_WORDS)) {
			return false;
		} else if (p->before[i] == '.' || looks_like_agency(p->at[i])) {
			out->agency = p->at[i];
		} else {
			++*countries;
		}
	}
	return true;
}

// Names behind the date: the agency, then its partner or a reporter; a bare one goes before one in brackets.
static bool read_back(struct dateline *out, const struct pieces *p)
{
	bool bare = false;

	for (size_t i = 0; i < p->n; i++) {
		if (is_weekday(p->at[i]) || is_number(p->at[i]))
			continue;
		if (!is_name(p->at[i], MAX_AGENCY_WORDS))
			return false;
		if (p->before[i] != ENCLOSED && !bare) {
			out->agency = p->at[i];
			bare = true;
		} else if (!out->agency.ptr) {
			out->agency = p->at[i];
		}
	}
	return true;
}

static bool has_mark_between(struct str head, size_t place_end, size_t date_from)
{
	for (size_t i = place_end; i < date_from; i++)
		if (head.ptr[i] != ' ')
			return true;
	return false;
}

// What comes after must begin a sentence where nothing but the names speaks for a dateline.
static bool begins_sentence(struct str rest)
{
	uint32_t cp;

	rest = str_trim(rest);
	if (!rest.len)
		return false;
	utf8_decode(&cp, rest.ptr, rest.len);
	return is_upper(cp) || (cp >= '0' && cp <= '9') || cp == '"' || cp == 0xAB || cp == 0x201C;
}

static bool is_dateline(
	const struct dateline *d, const struct pieces *front, size_t countries, struct str rest)
{
	if (d->date.month)
		return d->place.ptr || d->agency.ptr;
	if (!begins_sentence(rest))
		return false;
	if (d->place.ptr && all_capitals(d->place))
		return true;
	if (!d->place.ptr)
		return d->agency.ptr && looks_like_agency(d->agency);
	return d->agency.ptr && (countries || front->n == 2);
}

// Whether `head` is a dateline before `rest`.
static bool read_head(struct dateline *out, struct str head, struct str rest)
{
	struct pieces front = {.n = 0}, back = {.n = 0};
	struct printed_dates dates;
	struct printed_date date;
	struct dateline d = {.len = 0};
	size_t countries = 0;

	printed_dates_start(&dates, head, false);
	if (printed_dates_next(&dates, &date)) {
		d.date = date.date;
		d.impossible = date.impossible;
		d.weekday = date.weekday;
		cut_pieces(&front, str_sub(head, 0, date.from));
		cut_pieces(&back, str_sub(head, date.to, head.len));
	} else {
		cut_pieces(&front, head);
	}
	if (!front.n || !read_front(&d, &front, &countries) || !read_back(&d, &back))
		return false;
	if (d.date.month && d.place.ptr && !all_capitals(d.place) &&
		!has_mark_between(head, (size_t)(d.place.ptr + d.place.len - head.ptr), date.from))
		return false;
	if (!is_dateline(&d, &front, countries, rest))
		return false;
	*out = d;
	return true;
}

static const struct str dashes[] = {{"–", 3}, {"—", 3}, {"--", 2}, {"-", 1}};

static size_t blank_at(struct str text, size_t i)
{
	if (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '|' || text.ptr[i] == '\t'))
		return 1;
	return i + 1 < text.len && memcmp(text.ptr + i, " ", 2) == 0 ? 2 : 0;
}

static size_t skip_blanks(struct str text, size_t i)
{
	for (size_t used; (used = blank_at(text, i)); i += used)
		;
	return i;
}

// A separator at `i`: a dash with a blank before it (a hyphen inside a word is none). Where the text goes on;
// 0: none.
static size_t separator_at(struct str text, size_t i)
{
	for (size_t k = 0; k < sizeof dashes / sizeof *dashes; k++) {
		size_t end = i + dashes[k].len;

		if (end > text.len || text.ptr[i] != dashes[k].ptr[0] ||
			memcmp(text.ptr + i, dashes[k].ptr, dashes[k].len) != 0)
			continue;
		if (dashes[k].len < 3 && (i == 0 || !strchr(" )/\"\xA0", text.ptr[i - 1])))
			return 0;
		if (dashes[k].len == 1 && end < text.len && !blank_at(text, end))
			return 0;
		return skip_blanks(text, end);
	}
	return 0;
}

// Behind the dash: a partner ("Regnum – "), or the agency where none was named before ("Sputnik. ").
static size_t take_behind(struct dateline *d, struct str text, size_t at)
{
	for (size_t i = at; i < text.len && i < at + PARTNER; i++) {
		struct str name = str_trim(str_sub(text, at, i));
		size_t end = separator_at(text, i);

		if (end && i > at && is_name(name, 2) && begins_sentence(str_sub(text, end, text.len)))
			return end;
		if (text.ptr[i] == '.' && i > at && i + 1 < text.len && text.ptr[i + 1] == ' ')
			if (!d->agency.ptr && d->date.month && is_name(name, 2) &&
				begins_sentence(str_sub(text, i + 1, text.len))) {
				d->agency = name;
				return skip_blanks(text, i + 1);
			}
		if (text.ptr[i] == '.' || text.ptr[i] == ',')
			break;
	}
	return at;
}

// "…, 10 сентября. /ТАСС/. " and "BAKU, Azerbaijan, July 29. ": a stop closes it.
static size_t stop_at(struct str text, size_t i)
{
	return text.ptr[i] == '.' && i + 1 < text.len && blank_at(text, i + 1) ? skip_blanks(text, i + 1) : 0;
}

static bool closed_by_stop(const struct dateline *d, struct str head)
{
	struct printed_dates dates;
	struct printed_date date;
	char last = head.len ? head.ptr[head.len - 1] : 0;

	if (!d->date.month || !d->place.ptr)
		return false;
	if (d->agency.ptr)
		return last == '/' || last == ')' || str_ends(head, STR("»"));
	printed_dates_start(&dates, head, false);
	return printed_dates_next(&dates, &date) && date.to == head.len;
}

struct dateline dateline_find(struct str text)
{
	struct str reach = utf8_cut(text, REACH);
	struct dateline out = {0};
	const char *nl = memchr(reach.ptr ? reach.ptr : "", '\n', reach.len);
	struct dateline stopped = {0};
	bool digit = false;

	if (nl)
		reach.len = (size_t)(nl - reach.ptr);
	for (size_t i = 0; i < reach.len; i++) {
		unsigned char c = (unsigned char)reach.ptr[i]; // NOLINT(clang-analyzer-core.NullDereference)
		size_t end;

		digit |= c >= '0' && c <= '9';
		if (i == 0 || (c < 0x80 && c != '-' && c != '.'))
			continue;
		end = separator_at(reach, i);
		if (end && read_head(&out, str_sub(reach, 0, i), str_sub(text, end, text.len))) {
			out.len = take_behind(&out, reach, end);
			return out;
		}
		end = digit ? stop_at(reach, i) : 0; // only behind a date
		if (end && read_head(&out, str_sub(reach, 0, i), str_sub(text, end, text.len)) &&
			closed_by_stop(&out, str_sub(reach, 0, i))) {
			stopped = out;
			stopped.len = end;
		}
	}
	return stopped;
}

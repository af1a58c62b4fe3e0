// SPDX-License-Identifier: MIT
#include "corpus/dating.h"

#include "base/buf.h"

#include "corpus/clean.h"
#include "corpus/printed_date.h"

enum {
	NEAR = 31,       // days that a date may lie from the one it explains
	CLOCK_SLACK = 2, // days: time zones, clocks that are off
	MAX_CLUES = 32,
	MAX_FURNITURE = 4,  // lone dates that are looked at
	HEAD_LINES = 3,     // of the text, where a date may have been left
	LONGEST_LONE = 120, // bytes of a line that is furniture for its date
	PROSE = 6000,       // bytes of the text that are searched for dates
	FIRST_YEAR = 1990,  // of years in addresses and prose
	LAST_YEAR = 2099,
	WROTE_PROGRAM = 20819 // 2027-01-01: a file cannot be read before; an older time stamp limits nothing
};

struct clue {
	int32_t day;
	bool has_time;
	int32_t second;
	bool modified; // the page calls it the day of a change
};

struct search {
	struct article *a;
	const struct dating *how;
	struct clue lone[MAX_FURNITURE]; // of the furniture
	size_t n_lone;
	int32_t url, file;
	struct dateline line; // date.month 0: none
};

bool dating_is_late(const struct dating *how, int32_t day)
{
	int32_t limit = how->written > WROTE_PROGRAM ? how->written : WROTE_PROGRAM;

	return how->written != DATE_NONE && day > limit + CLOCK_SLACK;
}

static enum dl_status refuse(
	struct article *a, const char *from, const char *date, const char *why, struct dl_err *err)
{
	struct buf text = {0};

	if (a->date_refused.ptr)
		return DL_OK;
	buf_addf(&text, "%s %s: %s", from, date, why);
	a->date_refused = arena_copy(&a->mem, buf_str(&text));
	if (buf_failed(&text))
		a->date_refused.ptr = NULL;
	buf_release(&text);
	return a->date_refused.ptr ? DL_OK : err_nomem(err);
}

static enum dl_status refuse_late(struct article *a, const char *from, int32_t day, struct dl_err *err)
{
	char date[DATE_TEXT];

	return refuse(a, from, date_text(date, day), "the file was written before that day", err);
}

static void take(
	struct article *a, int32_t day, const struct clue *clue, enum date_grade grade, const char *from)
{
	a->date = (struct moment){.day = day};
	if (clue && clue->has_time) {
		a->date.has_time = true;
		a->date.second = clue->second;
	}
	a->grade = grade;
	a->date_from = str_from(from);
}

static void forget(struct article *a)
{
	a->date = (struct moment){.day = DATE_NONE};
	a->grade = GRADE_NONE;
	a->date_from = (struct str){NULL, 0};
}

static bool month_first(const struct article *a)
{
	return a->lang.len == 5 && str_is(a->lang, "en-US");
}

// Words that say that the date is of a change, or of the day of reading.
static bool is_change_word(struct str word)
{
	static const char *const words[] = {
		"modified", "updated", "update", "обновлено", "изменено", "обновление"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(word, words[i]))
			return true;
	return false;
}

// A line that holds one date and hardly another word: "Date: 14:32, 23-07-2014.", "(last modified Thu, ...)".
static bool lone_date(struct clue *out, struct str line, bool us)
{
	struct printed_dates s;
	struct printed_date d;
	struct words w;
	size_t other = 0;

	line = str_trim(line);
	if (!line.len || line.len > LONGEST_LONE)
		return false;
	printed_dates_start(&s, line, us);
	if (!printed_dates_next(&s, &d) || d.impossible || !d.date.year)
		return false;
	*out = (struct clue){date_from_civil(d.date), d.has_time, d.second, false};
	words_start(&w, line);
	while (words_next(&w)) {
		size_t at = (size_t)(w.surface.ptr - line.ptr);

		other += at < d.from || at >= d.to;
		out->modified |= is_change_word(w.folded);
	}
	return other <= 3 && !printed_dates_next(&s, &d);
}

static void add_lone(struct search *s, struct str text)
{
	while (text.len && s->n_lone < MAX_FURNITURE) {
		const char *nl = memchr(text.ptr, '\n', text.len);
		size_t len = nl ? (size_t)(nl - text.ptr) : text.len;

		if (lone_date(&s->lone[s->n_lone], str_sub(text, 0, len), month_first(s->a)))
			s->n_lone++;
		text = str_sub(text, nl ? len + 1 : len, text.len);
	}
}

static bool is_of_others(struct str reason)
{
	static const char *const words[] = {
		"headline", "comments", "other stor", "another story", "many pages"};

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		for (size_t i = 0; i + strlen(words[k]) <= reason.len; i++)
			if (memcmp(reason.ptr + i, words[k], strlen(words[k])) == 0)
				return true;
	return false;
}

static struct str first_lines(struct str text, size_t n)
{
	size_t i = 0;

	for (; i < text.len && n; i++)
		n -= text.ptr[i] == '\n';
	return str_sub(text, 0, i);
}

static void gather_furniture(struct search *s)
{
	struct clue title;

	for (size_t i = 0; i < s->a->n_removed; i++)
		if (!is_of_others(s->a->removed[i].reason))
			add_lone(s, s->a->removed[i].text);
	// A first line that is a date is no title.
	if (s->a->title.len && lone_date(&title, s->a->title, month_first(s->a))) {
		add_lone(s, s->a->title);
		s->a->title = (struct str){NULL, 0};
	}
	if (s->a->text.len)
		add_lone(s, first_lines(s->a->text, HEAD_LINES));
}

// The dateline that cleaning took out, or that stands in a record's text. A piece of it is parsed with a word
// behind, as if the story began.
static void gather_dateline(struct search *s)
{
	struct buf whole = {0};

	for (size_t i = 0; i < s->a->n_removed && !s->line.date.month; i++)
		if (str_is(s->a->removed[i].reason, "dateline")) {
			buf_clear(&whole);
			buf_addstr(&whole, s->a->removed[i].text);
			buf_adds(&whole, " The");
			s->line = dateline_find(buf_str(&whole));
		}
	if (!s->line.len)
		s->line = dateline_find(s->a->text);
	buf_release(&whole);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int digits_at(struct str text, size_t at, size_t most, int *out)
{
	size_t n = 0;

	for (*out = 0; at + n < text.len && n < most && is_digit(text.ptr[at + n]); n++)
		*out = *out * 10 + (text.ptr[at + n] - '0');
	return at + n < text.len && is_digit(text.ptr[at + n]) ? 0 : (int)n;
}

// "2015/06/24", "2015-06-24", "20150624" at `at`.
static int32_t packed_date(struct str text, size_t at)
{
	struct civil c = {0};
	int n, long_number;
	size_t next = at + 5;

	if (digits_at(text, at, 8, &long_number) == 8)
		c = (struct civil){long_number / 10000, long_number / 100 % 100, long_number % 100};
	else if (digits_at(text, at, 4, &c.year) == 4 && next < text.len &&
		 strchr("/-_.", text.ptr[next - 1])) {
		n = digits_at(text, next, 2, &c.month);
		next += (size_t)n + 1;
		if (!n || next > text.len || text.ptr[next - 1] != text.ptr[at + 4] ||
			!digits_at(text, next, 2, &c.day))
			return DATE_NONE;
	}
	return c.year >= FIRST_YEAR && c.year <= LAST_YEAR ? date_from_civil(c) : DATE_NONE;
}

static struct str path_of(struct str url)
{
	size_t from = 0, to = 0;

	if (!url.len)
		return STR("");
	for (size_t i = 0; i + 3 <= url.len && !from; i++)
		if (memcmp(url.ptr + i, "://", 3) == 0)
			from = i + 3;
	while (from < url.len && url.ptr[from] != '/')
		from++;
	for (to = from; to < url.len && url.ptr[to] != '?' && url.ptr[to] != '#'; to++)
		;
	return str_sub(url, from, to);
}

int32_t dating_of_url(struct str url)
{
	struct str path = path_of(url);

	for (size_t i = 0; i < path.len; i++) {
		int32_t day = DATE_NONE;

		if (is_digit(path.ptr[i]) && (i == 0 || strchr("/-_.", path.ptr[i - 1])))
			day = packed_date(path, i);
		if (day != DATE_NONE)
			return day;
	}
	return DATE_NONE;
}

// A year alone between slashes, with the month that may follow: "/2008/05/".
static int year_of_url(struct str url, int *month)
{
	struct str path = path_of(url);

	for (size_t i = 1; i + 4 < path.len; i++) {
		int year;

		if (path.ptr[i - 1] != '/' || digits_at(path, i, 4, &year) != 4 || path.ptr[i + 4] != '/' ||
			year < FIRST_YEAR || year > LAST_YEAR)
			continue;
		if (!digits_at(path, i + 5, 2, month) || *month < 1 || *month > 12)
			*month = 0;
		return year;
	}
	return 0;
}

// A file named after a day: "2015-06-24.txt". A date further on in the name may be that of a crawl.
static int32_t day_of_file(const char *path)
{
	const char *base = path ? strrchr(path, '/') : NULL;

	return path ? packed_date(str_from(base ? base + 1 : path), 0) : DATE_NONE;
}

static void closest(int32_t clue, struct civil date, int32_t *best, int32_t *distance)
{
	struct civil c = date_to_civil(clue);

	for (int year = c.year - 1; year <= c.year + 1; year++) {
		int32_t day = date_from_civil((struct civil){year, date.month, date.day});
		int32_t apart = day == DATE_NONE ? INT32_MAX : day > clue ? day - clue : clue - day;

		if (apart <= NEAR && apart < *distance) {
			*best = day;
			*distance = apart;
		}
	}
}

// What the text says besides: full dates near the dateline's, days of the week said with its date, and years.
struct prose {
	int32_t day; // nearest full date, explained
	int32_t distance;
	int weekday;
	int years[MAX_CLUES];
	size_t n_years;
};

static void read_prose(struct prose *p, struct str text, struct civil date)
{
	struct printed_dates s;
	struct printed_date d;
	struct words w;
	int year;

	*p = (struct prose){.day = DATE_NONE, .distance = NEAR + 1};
	text.len = text.len < PROSE ? text.len : PROSE;
	printed_dates_start(&s, text, false);
	while (printed_dates_next(&s, &d)) {
		if (!d.impossible && d.date.year)
			closest(date_from_civil(d.date), date, &p->day, &p->distance);
		if (d.weekday && d.date.month == date.month && d.date.day == date.day && !d.date.year &&
			!p->weekday)
			p->weekday = d.weekday;
	}
	words_start(&w, text);
	while (words_next(&w) && p->n_years < MAX_CLUES)
		if (w.folded.len == 4 && printed_year(&year, w.folded) && year >= FIRST_YEAR)
			p->years[p->n_years++] = year;
}

// The one year named in the text in which the day falls on the weekday said; DATE_NONE for none or several.
static int32_t by_weekday(const struct prose *p, struct civil date, int weekday)
{
	int32_t found = DATE_NONE;

	for (size_t i = 0; weekday && i < p->n_years; i++) {
		int32_t day = date_from_civil((struct civil){p->years[i], date.month, date.day});

		if (day == DATE_NONE || date_weekday(day) != weekday || day == found)
			continue;
		if (found != DATE_NONE)
			return DATE_NONE;
		found = day;
	}
	return found;
}

// The dateline's day in a year that evidence speaks for.
static int32_t conclude(const struct search *s)
{
	struct civil date = s->line.date;
	int32_t best = DATE_NONE, distance = NEAR + 1;
	struct prose prose;
	int month = 0, year = year_of_url(s->a->url, &month), weekday;

	read_prose(&prose, s->a->text, date);
	weekday = s->line.weekday ? s->line.weekday : prose.weekday;
	for (size_t i = 0; i < s->n_lone; i++)
		closest(s->lone[i].day, date, &best, &distance);
	if (s->url != DATE_NONE)
		closest(s->url, date, &best, &distance);
	if (s->file != DATE_NONE)
		closest(s->file, date, &best, &distance);
	if (s->a->date.day != DATE_NONE) // <time>
		closest(s->a->date.day, date, &best, &distance);
	if (best == DATE_NONE && year && (!month || month == date.month))
		best = date_from_civil((struct civil){year, date.month, date.day});
	if (best == DATE_NONE)
		best = prose.day;
	if (best == DATE_NONE)
		best = by_weekday(&prose, date, weekday);
	if (best != DATE_NONE && (dating_is_late(s->how, best) || (weekday && date_weekday(best) != weekday)))
		return DATE_NONE;
	return best;
}

// True when the dateline has the word: it gives a date, or makes every weaker one doubtful.
static bool settle_by_dateline(struct search *s, enum dl_status *st, struct dl_err *err)
{
	struct article *a = s->a;
	char text[32];
	int32_t day;

	if (!s->line.date.month)
		return false;
	if (s->line.impossible) {
		snprintf(text, sizeof text, "%d-%02d-%02d", s->line.date.year, s->line.date.month,
			s->line.date.day);
		*st = refuse(
			a, "dateline", text, "there is no such day, or it is another day of the week", err);
		return false;
	}
	day = s->line.date.year ? date_from_civil(s->line.date) : conclude(s);
	forget(a);
	if (day != DATE_NONE && dating_is_late(s->how, day)) {
		*st = refuse_late(a, "dateline", day, err);
		return false;
	}
	if (day != DATE_NONE)
		take(a, day, NULL, s->line.date.year ? GRADE_DAY : GRADE_INFERRED_YEAR, "dateline");
	return true;
}

// The first on the page; but where the second lies long before it, the first is the day of the crawl. Later ones
// stand beside other stories.
static const struct clue *best_lone(const struct search *s)
{
	const struct clue *first = NULL;

	for (size_t i = 0; i < s->n_lone; i++) {
		const struct clue *c = &s->lone[i];

		if (dating_is_late(s->how, c->day) || c->modified)
			continue;
		if (first)
			return c->day < first->day - NEAR ? c : first;
		first = c;
	}
	return first;
}

static void settle_by_rest(struct search *s)
{
	const struct clue *lone = best_lone(s);
	bool url = s->url != DATE_NONE && !dating_is_late(s->how, s->url);

	// A lone date long after the address's own is that of the crawl.
	if (lone && (!url || lone->day <= s->url + NEAR))
		take(s->a, lone->day, lone, GRADE_DAY, "furniture");
	else if (url)
		take(s->a, s->url, NULL, GRADE_DAY, "url");
	else if (s->file != DATE_NONE && !dating_is_late(s->how, s->file))
		take(s->a, s->file, NULL, GRADE_FILE, "file");
}

enum dl_status dating_settle(struct article *a, const struct dating *how, struct dl_err *err)
{
	struct search s = {.a = a, .how = how, .url = DATE_NONE, .file = DATE_NONE};
	enum dl_status st = DL_OK;

	if (a->date.day != DATE_NONE && dating_is_late(how, a->date.day)) {
		st = refuse_late(a, a->date_from.ptr ? a->date_from.ptr : "date", a->date.day, err);
		forget(a);
	}
	if (st != DL_OK || (a->date.day != DATE_NONE && !str_is(a->date_from, "time") &&
				   !str_is(a->date_from, "dateline")))
		return st;
	s.url = dating_of_url(a->url);
	s.file = how->page ? day_of_file(how->path) : DATE_NONE;
	if (how->page)
		gather_furniture(&s);
	gather_dateline(&s);
	if (s.line.len && str_is(a->date_from, "dateline")) // the cleaner's first look, without the evidence
		forget(a);
	if (settle_by_dateline(&s, &st, err) || st != DL_OK || a->date.day != DATE_NONE)
		return st;
	settle_by_rest(&s);
	return st;
}

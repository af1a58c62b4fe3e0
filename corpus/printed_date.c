// SPDX-License-Identifier: MIT
#include "corpus/printed_date.h"

#include "corpus/months.h"

// REACH: no date is so long (bytes).
enum { WIDEST_GAP = 4, REACH = 256, LEAP_YEAR = 2000, FIRST_YEAR = 1900, LAST_YEAR = 2099 };

void printed_dates_start(struct printed_dates *s, struct str text, bool month_first)
{
	*s = (struct printed_dates){.text = text, .month_first = month_first};
	words_start(&s->words, text);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

// Leading digits of a word, and whether what follows them may stand there: "24", "24th", "2015г".
static void read_number(struct date_token *t, struct str word)
{
	size_t n = 0;

	while (n < word.len && n < 5 && is_digit(word.ptr[n]))
		t->number = t->number * 10 + (word.ptr[n++] - '0');
	if (n <= 4 && (n == word.len || is_date_filler(str_sub(word, n, word.len))))
		t->digits = (int)n;
}

// "may" and "march" are months only as names; a weekday's or month's short form may be a word as well.
static bool is_doubtful(struct str surface, struct str folded)
{
	bool small = surface.ptr[0] >= 'a' && surface.ptr[0] <= 'z';

	return small && (str_is(folded, "may") || str_is(folded, "march") || str_is(folded, "mar"));
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

// No date is without a digit: words that are far from the next one, and from the last, need no look.
static void pass_over(struct printed_dates *s)
{
	size_t at = s->words.at, digit = at, end = s->text.len;

	if (at < s->near)
		return;
	while (digit < end && !is_digit(s->text.ptr[digit]))
		digit++;
	s->near = digit + REACH;
	if (digit < end && digit - at <= REACH)
		return;
	for (at = digit == end ? end : digit - REACH; at < digit && !is_blank(s->text.ptr[at]); at++)
		;
	s->words.at = at < digit || digit == end ? at : s->words.at;
}

static bool top_up(struct printed_dates *s)
{
	while (s->n < DATE_TOKENS) {
		struct date_token *t = &s->ahead[s->n];
		struct str word;

		pass_over(s);
		if (!words_next(&s->words))
			break;
		s->n++;
		word = s->words.folded;
		*t = (struct date_token){.from = (size_t)(s->words.surface.ptr - s->text.ptr)};
		t->to = t->from + s->words.surface.len;
		if (word.len && is_digit(word.ptr[0])) {
			read_number(t, word);
			s->near = t->from + REACH;
			continue;
		}
		if (!may_be_of_date(word))
			continue;
		t->filler = is_date_filler(word);
		t->month = month_named(word);
		t->weekday = t->month ? 0 : weekday_named(word);
		t->doubtful = t->month && is_doubtful(s->words.surface, word);
	}
	return s->n > 0;
}

static void drop(struct printed_dates *s, size_t n)
{
	memmove(s->ahead, s->ahead + n, (s->n - n) * sizeof *s->ahead);
	s->n -= n;
}

// Only blanks and light punctuation, little of it, stand between two parts of a date.
static bool is_close(const struct printed_dates *s, size_t from, size_t to)
{
	static const char *const wide[] = {" ", " ", "–", "’", "‘"}; // no-break blanks, dashes, apostrophes
	struct str gap;

	if (to < from || to - from > WIDEST_GAP)
		return false;
	for (gap = str_sub(s->text, from, to); gap.len;) {
		size_t used = strchr(" ,.-/\t", gap.ptr[0]) ? 1 : 0;

		for (size_t i = 0; !used && i < sizeof wide / sizeof *wide; i++)
			if (str_starts(gap, str_from(wide[i])))
				used = strlen(wide[i]);
		if (!used)
			return false;
		gap = str_sub(gap, used, gap.len);
	}
	return true;
}

// The token after `i` that is no filler, as long as all stand close together; s->n where there is none.
static size_t next_part(const struct printed_dates *s, size_t i)
{
	do {
		if (i + 1 >= s->n || !is_close(s, s->ahead[i].to, s->ahead[i + 1].from))
			return s->n;
		i++;
	} while (s->ahead[i].filler);
	return i;
}

static bool is_day(const struct date_token *t)
{
	return (t->digits == 1 || t->digits == 2) && t->number >= 1;
}

static bool is_year(const struct date_token *t)
{
	return t->digits == 4 && t->number >= FIRST_YEAR && t->number <= LAST_YEAR;
}

// Fillers behind the last part belong to the date: "2015 года".
static size_t with_fillers(const struct printed_dates *s, size_t last)
{
	while (last + 1 < s->n && s->ahead[last + 1].filler &&
		is_close(s, s->ahead[last].to, s->ahead[last + 1].from))
		last++;
	return last;
}

// A date whose month is a name, from the first token on. *last: its last token.
static bool named(const struct printed_dates *s, struct civil *out, size_t *last)
{
	const struct date_token *t = s->ahead;
	size_t a = next_part(s, 0), b = a < s->n ? next_part(s, a) : s->n;

	if (a == s->n)
		return false;
	*out = (struct civil){0};
	*last = a;
	if (is_day(&t[0]) && t[a].month)
		*out = (struct civil){0, t[a].month, t[0].number};
	else if (t[0].month && is_day(&t[a]) && !t[0].doubtful)
		*out = (struct civil){0, t[0].month, t[a].number};
	if (out->month) {
		if (b < s->n && is_year(&t[b])) {
			out->year = t[b].number;
			*last = b;
		}
		*last = with_fillers(s, *last);
		return true;
	}
	if (b == s->n || !is_year(&t[0]))
		return false;
	if (is_day(&t[a]) && t[b].month)
		*out = (struct civil){t[0].number, t[b].month, t[a].number};
	else if (t[a].month && is_day(&t[b]))
		*out = (struct civil){t[0].number, t[a].month, t[b].number};
	*last = with_fillers(s, b);
	return out->month != 0;
}

// "23.09.2019", "2019-09-23", "05/06/2015" as bytes from `at` on; *to: their end. Nothing of a longer number.
static bool numeric(const struct printed_dates *s, size_t at, struct civil *out, size_t *to)
{
	struct str text = s->text;
	int part[3] = {0}, digits[3] = {0};
	char separator = 0;

	if (at && (is_digit(text.ptr[at - 1]) ||
			  (at > 1 && strchr(".,/-", text.ptr[at - 1]) && is_digit(text.ptr[at - 2]))))
		return false;
	for (int k = 0; k < 3; k++) {
		for (; at < text.len && is_digit(text.ptr[at]) && digits[k] < 5; at++, digits[k]++)
			part[k] = part[k] * 10 + (text.ptr[at] - '0');
		if (k == 2)
			break;
		if (at >= text.len || !strchr("./-", text.ptr[at]) || (k == 1 && text.ptr[at] != separator))
			return false;
		separator = text.ptr[at++];
	}
	if (at + 1 < text.len && strchr("./-", text.ptr[at]) && is_digit(text.ptr[at + 1]))
		return false;
	*to = at;
	if (digits[0] == 4 && digits[1] && digits[1] <= 2 && digits[2] && digits[2] <= 2)
		*out = (struct civil){part[0], part[1], part[2]};
	else if (digits[0] && digits[0] <= 2 && digits[1] && digits[1] <= 2 && digits[2] == 4)
		*out = (struct civil){part[2], part[1], part[0]};
	else
		return false;
	if (digits[0] != 4 && separator == '/' && (out->month > 12 || (s->month_first && out->day <= 12)))
		*out = (struct civil){out->year, out->day, out->month};
	return out->year >= FIRST_YEAR && out->year <= LAST_YEAR;
}

// "14:32" or "14:32:05" at `at`, its end in *to.
static bool clock_at(struct str text, size_t at, int32_t *second, size_t *to)
{
	int part[3] = {0};
	int n = 0;

	for (; n < 3; n++) {
		size_t digits = 0;

		for (; at < text.len && is_digit(text.ptr[at]) && digits < 3; at++, digits++)
			part[n] = part[n] * 10 + (text.ptr[at] - '0');
		if (digits != 2 && !(digits == 1 && n == 0))
			return false;
		if (at + 1 >= text.len || text.ptr[at] != ':' || !is_digit(text.ptr[at + 1]) || n == 2)
			break;
		at++;
	}
	*to = at;
	*second = part[0] * 3600 + part[1] * 60 + part[2];
	return n >= 1 && part[0] < 24 && part[1] < 60 && part[2] < 60;
}

// A time of day right behind the date, or else right before it.
static void take_time(const struct printed_dates *s, struct printed_date *d)
{
	size_t at = d->to, from = d->from;

	while (at < s->text.len && at < d->to + 5 && strchr(" ,|T-", s->text.ptr[at]))
		at++;
	if (clock_at(s->text, at, &d->second, &at)) {
		d->has_time = true;
		d->to = at;
		return;
	}
	while (from > s->past && d->from - from < 4 && strchr(" ,|", s->text.ptr[from - 1]))
		from--;
	at = from;
	while (from > s->past && (is_digit(s->text.ptr[from - 1]) || s->text.ptr[from - 1] == ':') &&
		at - from < 9)
		from--;
	if (from < at && clock_at(str_sub(s->text, 0, at), from, &d->second, &at)) {
		d->has_time = true;
		d->from = from;
	}
}

// A date without a year may be the 29th of February: some year has it.
static void judge(struct printed_date *d)
{
	struct civil c = d->date;

	if (!c.year)
		c.year = LEAP_YEAR;
	d->impossible = date_from_civil(c) == DATE_NONE ||
			(d->date.year && d->weekday && date_weekday(date_from_civil(c)) != d->weekday);
}

// "Thursday (August 21", "среда, 24 июня": a weekday just before the date.
static void take_weekday(const struct printed_dates *s, struct printed_date *d)
{
	size_t i = s->weekday_end;

	if (!s->weekday || d->from < i || d->from - i > 3)
		return;
	for (; i < d->from; i++)
		if (!strchr(" ,(.", s->text.ptr[i]))
			return;
	d->weekday = s->weekday;
}

bool printed_dates_next(struct printed_dates *s, struct printed_date *out)
{
	while (top_up(s)) {
		struct date_token t = s->ahead[0];
		size_t last = 0, to = 0;

		*out = (struct printed_date){.from = t.from};
		if (t.from < s->past) {
			drop(s, 1);
			continue;
		}
		if (is_digit(s->text.ptr[t.from]) && numeric(s, t.from, &out->date, &to))
			out->to = to;
		else if (named(s, &out->date, &last))
			out->to = s->ahead[last].to;
		if (out->to) {
			take_weekday(s, out);
			take_time(s, out);
			judge(out);
			s->past = out->to;
			return true;
		}
		if (t.weekday) {
			s->weekday = t.weekday;
			s->weekday_end = t.to;
		}
		drop(s, 1);
	}
	return false;
}

static bool holds_words(struct str text)
{
	struct words w;

	words_start(&w, text);
	while (words_next(&w))
		if (!weekday_named(w.folded) && !is_date_filler(w.folded))
			return true;
	return false;
}

bool printed_date_whole(struct printed_date *out, struct str text, bool month_first)
{
	struct printed_dates s;

	printed_dates_start(&s, text, month_first);
	return printed_dates_next(&s, out) && !holds_words(str_sub(text, 0, out->from)) &&
	       !holds_words(str_sub(text, out->to, text.len));
}

bool printed_year(int *out, struct str text)
{
	struct words w;
	int year = 0;

	words_start(&w, text);
	while (words_next(&w)) {
		struct date_token t = {0};

		if (is_date_filler(w.folded))
			continue;
		read_number(&t, w.folded);
		if (year || !is_year(&t))
			return false;
		year = t.number;
	}
	*out = year ? year : *out;
	return year != 0;
}

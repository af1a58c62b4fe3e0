// SPDX-License-Identifier: MIT
#include "base/date.h"

#include <stdio.h>

static bool leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && leap(year) ? 29 : days[month - 1];
}

int32_t date_from_civil(struct civil c)
{
	int y, era, yoe, doy, doe;

	if (c.year < 1900 || c.year > 9999 || c.month < 1 || c.month > 12 || c.day < 1 ||
		c.day > month_days(c.year, c.month))
		return DATE_NONE;
	y = c.month <= 2 ? c.year - 1 : c.year;
	era = y / 400;
	yoe = y - era * 400;
	doy = (153 * (c.month > 2 ? c.month - 3 : c.month + 9) + 2) / 5 + c.day - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

struct civil date_to_civil(int32_t day)
{
	int32_t z = day + 719468;
	int32_t era = (z >= 0 ? z : z - 146096) / 146097;
	int32_t doe = z - era * 146097;
	int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int32_t mp = (5 * doy + 2) / 153;
	struct civil c = {.year = yoe + era * 400,
		.month = mp < 10 ? mp + 3 : mp - 9,
		.day = doy - (153 * mp + 2) / 5 + 1};

	c.year += c.month <= 2;
	return c;
}

int date_weekday(int32_t day)
{
	int32_t from_monday = (day + 3) % 7; // 1970-01-01 was a Thursday

	return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

// The year of a week is the year of its Thursday.
struct iso_week week_of(int32_t day)
{
	int32_t thursday = day - date_weekday(day) + 4;
	int year = date_to_civil(thursday).year;
	int32_t first = date_from_civil((struct civil){year, 1, 1});

	if (first == DATE_NONE) // a week that reaches out of the valid years
		return (struct iso_week){year, 1};
	return (struct iso_week){year, (thursday - first) / 7 + 1};
}

bool week_is_long_year(int year)
{
	int32_t last = date_from_civil((struct civil){year, 12, 28}); // always in the year's last week

	return last != DATE_NONE && week_of(last).week == 53;
}

int32_t week_monday(struct iso_week w)
{
	int32_t fourth = date_from_civil((struct civil){w.year, 1, 4}); // always in week 1

	if (fourth == DATE_NONE || w.week < 1 || w.week > 53 || (w.week == 53 && !week_is_long_year(w.year)))
		return DATE_NONE;
	return fourth - date_weekday(fourth) + 1 + 7 * (w.week - 1);
}

const char *date_text(char out[DATE_TEXT], int32_t day)
{
	struct civil c;

	out[0] = '\0';
	if (day == DATE_NONE)
		return out;
	c = date_to_civil(day);
	if (c.year >= 0 && c.year <= 9999)
		snprintf(out, DATE_TEXT, "%04u-%02u-%02u", (unsigned)c.year % 10000, (unsigned)c.month % 100,
			(unsigned)c.day % 100);
	return out;
}

const char *week_text(char out[WEEK_TEXT], struct iso_week w)
{
	snprintf(out, WEEK_TEXT, "%04u-W%02u", (unsigned)w.year % 10000, (unsigned)w.week % 100);
	return out;
}

// Takes `n` digits from the front of *text.
static bool take_digits(struct str *text, size_t n, int *out)
{
	int value = 0;

	if (text->len < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (text->ptr[i] < '0' || text->ptr[i] > '9')
			return false;
		value = value * 10 + (text->ptr[i] - '0');
	}
	*text = str_sub(*text, n, text->len);
	*out = value;
	return true;
}

static bool take_char(struct str *text, char c)
{
	if (!text->len || text->ptr[0] != c)
		return false;
	*text = str_sub(*text, 1, text->len);
	return true;
}

static bool take_date(struct str *text, int32_t *day)
{
	struct civil c;

	if (!take_digits(text, 4, &c.year) || !take_char(text, '-') || !take_digits(text, 2, &c.month) ||
		!take_char(text, '-') || !take_digits(text, 2, &c.day))
		return false;
	*day = date_from_civil(c);
	return *day != DATE_NONE;
}

int32_t date_parse(struct str text)
{
	int32_t day;

	return take_date(&text, &day) && text.len == 0 ? day : DATE_NONE;
}

bool week_parse(struct iso_week *out, struct str text)
{
	struct iso_week w;

	if (!take_digits(&text, 4, &w.year) || !take_char(&text, '-') || !take_char(&text, 'W') ||
		!take_digits(&text, 2, &w.week) || text.len || week_monday(w) == DATE_NONE)
		return false;
	*out = w;
	return true;
}

// hh:mm[:ss[.fraction]]; a leap second counts as the last second of its minute.
static bool take_time(struct str *text, int32_t *second)
{
	int h, m, s = 0;

	if (!take_digits(text, 2, &h) || !take_char(text, ':') || !take_digits(text, 2, &m) || h > 23 ||
		m > 59)
		return false;
	if (take_char(text, ':')) {
		if (!take_digits(text, 2, &s) || s > 60)
			return false;
		if (s == 60)
			s = 59;
		if (take_char(text, '.')) {
			int digit;
			size_t n = 0;

			while (take_digits(text, 1, &digit))
				n++;
			if (!n)
				return false;
		}
	}
	*second = h * 3600 + m * 60 + s;
	return true;
}

static bool take_offset(struct str *text, int32_t *offset)
{
	int sign, h, m = 0;

	*offset = 0;
	if (take_char(text, 'Z') || take_char(text, 'z'))
		return true;
	if (take_char(text, '+'))
		sign = 1;
	else if (take_char(text, '-'))
		sign = -1;
	else
		return false;
	if (!take_digits(text, 2, &h) || h > 15)
		return false;
	if (text->len) {
		take_char(text, ':');
		if (!take_digits(text, 2, &m) || m > 59)
			return false;
	}
	*offset = sign * (h * 3600 + m * 60);
	return true;
}

bool offset_parse(int32_t *seconds, struct str text)
{
	return take_offset(&text, seconds) && !text.len;
}

const char *offset_text(char out[OFFSET_TEXT], int32_t seconds)
{
	unsigned away = (unsigned)(seconds < 0 ? -seconds : seconds) / 60 % (24 * 60);

	snprintf(out, OFFSET_TEXT, "%c%02u:%02u", seconds < 0 ? '-' : '+', away / 60, away % 60);
	return out;
}

bool moment_parse(struct moment *out, struct str text)
{
	struct moment m = {.day = DATE_NONE};
	int32_t offset;

	if (!take_date(&text, &m.day))
		return false;
	if (text.len) {
		if (!take_char(&text, 'T') && !take_char(&text, 't') && !take_char(&text, ' '))
			return false;
		if (!take_time(&text, &m.second))
			return false;
		m.has_time = true;
		if (text.len > 1 && text.ptr[0] == ' ')
			text = str_sub(text, 1, text.len);
		if (text.len) {
			if (!take_offset(&text, &offset) || text.len)
				return false;
			m.has_instant = true;
			m.instant = (int64_t)m.day * 86400 + m.second - offset;
		}
	}
	*out = m;
	return true;
}

const char *moment_text(char out[INSTANT_TEXT], const struct moment *m)
{
	bool exact = m->has_instant && m->has_time && m->day != DATE_NONE;
	int64_t offset = exact ? ((int64_t)m->day * 86400 + m->second - m->instant) / 60 : 0;
	int away = (int)((offset < 0 ? -offset : offset) % (24 * 60)), s = m->second;
	char text[64] = "";

	if (exact && offset == 0)
		return instant_text(out, m->instant);
	date_text(text, m->day);
	if (exact)
		snprintf(text + DATE_TEXT - 1, sizeof(text) - DATE_TEXT, "T%02d:%02d:%02d%c%02d:%02d",
			s / 3600, s / 60 % 60, s % 60, offset < 0 ? '-' : '+', away / 60, away % 60);
	memcpy(out, text, INSTANT_TEXT - 1);
	out[INSTANT_TEXT - 1] = '\0';
	return out;
}

int32_t instant_day(int64_t instant, int32_t offset)
{
	int64_t local = instant + offset;
	int64_t day = local / 86400;

	if (local % 86400 < 0)
		day--;
	return day < -25567 || day > 2932896 ? DATE_NONE : (int32_t)day; // 1900-01-01 to 9999-12-31
}

const char *instant_text(char out[INSTANT_TEXT], int64_t instant)
{
	int32_t day = instant_day(instant, 0);
	int64_t second = instant - (int64_t)day * 86400;
	char date[DATE_TEXT];

	out[0] = '\0';
	if (day == DATE_NONE)
		return out;
	snprintf(out, INSTANT_TEXT, "%sT%02u:%02u:%02uZ", date_text(date, day),
		(unsigned)(second / 3600) % 24, (unsigned)(second / 60) % 60, (unsigned)second % 60);
	return out;
}

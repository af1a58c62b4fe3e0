// SPDX-License-Identifier: MIT
// Dates of e-mail and of RSS.
#include "corpus/reader_internal.h"

static struct str take_word(struct str *rest, char until)
{
	struct str word;
	size_t n = 0;

	*rest = str_trim(*rest);
	while (n < rest->len && !ascii_is_space(rest->ptr[n]) && rest->ptr[n] != until)
		n++;
	word = str_sub(*rest, 0, n);
	*rest = str_sub(*rest, n < rest->len && rest->ptr[n] == until ? n + 1 : n, rest->len);
	return word;
}

static int number(struct str word, size_t longest)
{
	int n = 0;

	if (!word.len || word.len > longest)
		return -1;
	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] < '0' || word.ptr[i] > '9')
			return -1;
		n = n * 10 + (word.ptr[i] - '0');
	}
	return n;
}

static int month_number(struct str word)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (int m = 0; word.len >= 3 && m < 12; m++) {
		size_t k = 0;

		while (k < 3 && (word.ptr[k] | 0x20) == names[3 * m + (int)k])
			k++;
		if (k == 3)
			return m + 1;
	}
	return 0;
}

// Years of two digits by RFC 2822 section 4.3; of three, 1900 is added.
static int full_year(struct str word)
{
	int year = number(word, 4);

	if (year < 0 || word.len < 2)
		return -1;
	if (word.len == 2)
		return year < 50 ? year + 2000 : year + 1900;
	return word.len == 3 ? year + 1900 : year;
}

// "" where the zone is none that we know.
static const char *zone_offset(struct str zone)
{
	static const char *const zones[][2] = {{"UT", "Z"}, {"GMT", "Z"}, {"UTC", "Z"}, {"Z", "Z"},
		{"EST", "-0500"}, {"EDT", "-0400"}, {"CST", "-0600"}, {"CDT", "-0500"}, {"MST", "-0700"},
		{"MDT", "-0600"}, {"PST", "-0800"}, {"PDT", "-0700"}, {"MSK", "+0300"}};

	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (str_is(zone, zones[i][0]))
			return zones[i][1];
	return "";
}

static bool rfc822(struct moment *out, struct str text)
{
	char iso[64], offset[8] = "";
	struct str word = take_word(&text, ','), zone;
	int day, month, year, hour, minute, second = 0;

	if (number(word, 2) < 0) // the day of the week
		word = take_word(&text, ' ');
	day = number(word, 2);
	month = month_number(take_word(&text, ' '));
	year = full_year(take_word(&text, ' '));
	if (day < 0 || !month || year < 0)
		return false;
	if (!str_trim(text).len) {
		snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
		return moment_parse(out, str_from(iso));
	}
	hour = number(take_word(&text, ':'), 2);
	word = take_word(&text, ' ');
	minute = number(str_sub(word, 0, word.len < 2 ? word.len : 2), 2);
	if (word.len == 5 && word.ptr[2] == ':')
		second = number(str_sub(word, 3, 5), 2);
	else if (word.len != 2)
		return false;
	zone = str_trim(text);
	if (zone.len == 5 && (zone.ptr[0] == '+' || zone.ptr[0] == '-'))
		memcpy(offset, zone.ptr, 5);
	else
		snprintf(offset, sizeof offset, "%s", zone_offset(zone));
	if (hour < 0 || minute < 0 || second < 0)
		return false;
	snprintf(iso, sizeof iso, "%04d-%02d-%02dT%02d:%02d:%02d%s", year, month, day, hour, minute, second,
		offset);
	return moment_parse(out, str_from(iso));
}

bool feed_moment(struct moment *out, struct str text)
{
	text = str_trim(text);
	return moment_parse(out, text) || rfc822(out, text);
}

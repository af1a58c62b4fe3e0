// SPDX-License-Identifier: MIT
// Civil dates (proleptic Gregorian), ISO 8601 weeks and instants. No time zone database, no locale, no clock.
//
// A day is an int32_t: days since 1970-01-01. An instant is an int64_t: seconds since 1970-01-01T00:00:00Z.
// Years 1900 to 9999 are valid. Algorithms: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

#include <stdint.h>

enum { DATE_NONE = INT32_MIN, DATE_TEXT = 11, WEEK_TEXT = 10, INSTANT_TEXT = 26, OFFSET_TEXT = 8 };

struct civil {
	int year, month, day; // month 1 to 12, day 1 to 31
};

// The day, or DATE_NONE where there is no such date.
int32_t date_from_civil(struct civil c);
struct civil date_to_civil(int32_t day);

// Monday 1 ... Sunday 7.
int date_weekday(int32_t day);

// ISO week: `year` is the week's year (not always the day's), `week` 1 to 53.
struct iso_week {
	int year, week;
};

struct iso_week week_of(int32_t day);

// The Monday of a week, or DATE_NONE where there is no such week (W53 only in long years).
int32_t week_monday(struct iso_week w);
bool week_is_long_year(int year);

// "2015-06-24", "2015-W26"; out has DATE_TEXT or WEEK_TEXT bytes. DATE_NONE gives "".
const char *date_text(char out[DATE_TEXT], int32_t day);
const char *week_text(char out[WEEK_TEXT], struct iso_week w);

// Strict "2015-06-24" / "2015-W26", the whole of `text`; DATE_NONE / false otherwise.
int32_t date_parse(struct str text);
bool week_parse(struct iso_week *out, struct str text);

// An ISO 8601 / RFC 3339 date or instant, the whole of `text`.
struct moment {
	int32_t day;      // the civil date as printed, DATE_NONE if none
	bool has_instant; // a time of day and an offset (or Z) were given
	int64_t instant;  // valid if has_instant
	bool has_time;    // a time of day was given, perhaps without an offset
	int32_t second;   // of the printed day, 0 to 86399, if has_time
};

// "2015-06-24", "2015-06-24T10:15", "...:30", "...:30.5", each with nothing, "Z", "+05:00", "+0500" or "+05";
// a blank may stand for T. False where `text` is anything else or the date is impossible.
bool moment_parse(struct moment *out, struct str text);

// "2015-06-24T05:15:30Z".
const char *instant_text(char out[INSTANT_TEXT], int64_t instant);

// What `moment_parse` reads back the same: "2015-06-24", "2015-06-24T05:15:30Z", or with the offset of its
// clock, "2015-06-24T02:00:00+05:00", so that the civil day stays what was printed. DATE_NONE gives "".
const char *moment_text(char out[INSTANT_TEXT], const struct moment *m);

// "Z", "+05:00", "+0500", "-03": seconds east of UTC, at most 15 hours; false where `text` is anything else.
bool offset_parse(int32_t *seconds, struct str text);

// "+05:00" (OFFSET_TEXT bytes); less than a minute is left out.
const char *offset_text(char out[OFFSET_TEXT], int32_t seconds);

// The civil day of an instant at `offset` seconds east of UTC.
int32_t instant_day(int64_t instant, int32_t offset);

#endif

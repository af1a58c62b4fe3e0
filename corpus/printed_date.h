// SPDX-License-Identifier: MIT
// Dates as people print them: "June 24, 2015", "24 июня", "2015-yil 24-iyun", "4-уми августи соли 2015",
// "23.09.2019", "2019-09-23 14:05".
//
//     struct printed_dates s;
//     printed_dates_start(&s, text, false);
//     while (printed_dates_next(&s, &found)) ...
#ifndef CORPUS_PRINTED_DATE_H
#define CORPUS_PRINTED_DATE_H

#include "base/date.h"
#include "features/words.h"

struct printed_date {
	struct civil date; // year 0: not said
	bool impossible;   // reads like a date, but there is no such day, or its weekday is another one
	bool has_time;     // a time of day stands beside it
	int32_t second;    // 0 to 86399
	int weekday;       // said beside it: Monday 1 ... Sunday 7; else 0
	size_t from, to;   // its bytes in the text, with time and weekday
};

enum { DATE_TOKENS = 8 };

struct date_token {
	size_t from, to;
	int number, digits; // digits 0: no number
	int month, weekday;
	bool filler, doubtful; // doubtful: "may" and the like, when not a name
};

// Thread rule: one thread a struct. Nothing is allocated.
struct printed_dates {
	struct words words;
	struct str text;
	bool month_first;
	struct date_token ahead[DATE_TOKENS];
	size_t n, past; // tokens that begin before `past` belong to the last date
	int weekday;    // the last one said, and where it ends
	size_t weekday_end;
	size_t near; // up to here a digit is near
};

// `month_first`: how 05/06/2015, and nothing but that form, is understood where both ways are possible. Stops
// between numbers always mean day.month.year. A year has four digits, 1900 to 2099; with two digits it is
// nothing that is read as a date.
void printed_dates_start(struct printed_dates *s, struct str text, bool month_first);
bool printed_dates_next(struct printed_dates *s, struct printed_date *out);

// Whether `text` is one date and nothing else but punctuation.
bool printed_date_whole(struct printed_date *out, struct str text, bool month_first);

// "2015": a year alone, perhaps with a word for it ("2015 г", "соли 2015"); 1900 to 2099.
bool printed_year(int *out, struct str text);

#endif

// SPDX-License-Identifier: MIT
// What a report says by itself, in its languages: sentences, counted nouns, months, numbers. Plain text, not
// yet escaped. No locale is asked. Internal to reports/.
#ifndef REPORTS_PHRASE_H
#define REPORTS_PHRASE_H

#include "reports/phrase_list.h"
#include "reports/report.h"

enum { LANGUAGES = 3 };

enum noun { NOUN_ARTICLE, NOUN_STORY, NOUN_WEEK, NOUN_DAY, NOUN_MONTH, NOUN_SOURCE, NOUN_COUNT };

// The arguments of phrase_add: PHRASE_ARGS("a", "b").
#define PHRASE_ARGS(...) ((const char *const[]){__VA_ARGS__, NULL})

// The sentence with its places {0}, {1} ... left as they stand; never NULL.
const char *phrase_text(enum report_language language, enum phrase id);

// Appends the sentence with {0} to {9} replaced by `args` (NULL-terminated; NULL: none). A place without an
// argument becomes nothing. Arguments are taken as they are: braces in them mean nothing.
void phrase_add(struct buf *out, enum report_language language, enum phrase id, const char *const *args);

// "1,234 articles", "21 статья", "12 ҳафта".
void phrase_count(struct buf *out, enum report_language language, size_t n, enum noun noun);

// 1234567 as "1,234,567", "1 234 567" (no-break spaces).
void phrase_integer(struct buf *out, enum report_language language, size_t n);

// 0.0441 as "4.4 %", "4,4 %"; from 10 % on, whole numbers. Not a number: "–".
void phrase_percent(struct buf *out, enum report_language language, double share);

// "26–37 %"; the same decimals on both sides.
void phrase_range(struct buf *out, enum report_language language, double low, double high);

// `decimals` 0 to 3 digits behind the point or comma.
void phrase_decimal(struct buf *out, enum report_language language, double value, int decimals);

// "24 June 2015", "24 июня 2015", "24 июни 2015"; DATE_NONE: "–".
void phrase_date(struct buf *out, enum report_language language, int32_t day);

// Month 1 to 12: "Jun", "июн"; "June 2015" and "июнь 2015" with a year other than 0 and `longer`.
void phrase_month(struct buf *out, enum report_language language, int month, int year, bool longer);

// "week 2015-W26", "24 June 2015", "June 2015": how a period is called in a sentence.
struct period;
void phrase_period(
	struct buf *out, enum report_language language, enum report_period kind, const struct period *p);

#endif

// SPDX-License-Identifier: MIT
#include "reports/phrase.h"

#include "reports/series.h"

#include <math.h>

#define NBSP "\xc2\xa0"

#define PHRASE_TEXTS(id, en, ru, tg) [id] = {en, ru, tg},
static const char *const phrases[PHRASE_COUNT][LANGUAGES] = {PHRASE_LIST(PHRASE_TEXTS)};

// One, few (2 to 4), many. English has two forms, Tajik nouns stay the same after a number.
static const char *const nouns[NOUN_COUNT][LANGUAGES][3] = {
	[NOUN_ARTICLE] = {{"article", "articles", "articles"}, {"статья", "статьи", "статей"},
		{"мақола", "мақола", "мақола"}},
	[NOUN_STORY] = {{"story", "stories", "stories"}, {"сюжет", "сюжета", "сюжетов"},
		{"хабар", "хабар", "хабар"}},
	[NOUN_WEEK] = {{"week", "weeks", "weeks"}, {"неделя", "недели", "недель"},
		{"ҳафта", "ҳафта", "ҳафта"}},
	[NOUN_DAY] = {{"day", "days", "days"}, {"день", "дня", "дней"}, {"рӯз", "рӯз", "рӯз"}},
	[NOUN_MONTH] = {{"month", "months", "months"}, {"месяц", "месяца", "месяцев"}, {"моҳ", "моҳ", "моҳ"}},
	[NOUN_SOURCE] = {{"source", "sources", "sources"}, {"источник", "источника", "источников"},
		{"манбаъ", "манбаъ", "манбаъ"}},
};

static const char *const months[LANGUAGES][12] = {
	{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
		"November", "December"},
	{"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
		"ноябрь", "декабрь"},
	{"январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр",
		"декабр"},
};

// After a day: Russian in the genitive, Tajik with the izofat.
static const char *const months_of[LANGUAGES][12] = {
	{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
		"November", "December"},
	{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
		"ноября", "декабря"},
	{"январи", "феврали", "марти", "апрели", "майи", "июни", "июли", "августи", "сентябри", "октябри",
		"ноябри", "декабри"},
};

static const char *const months_short[LANGUAGES][12] = {
	{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	{"янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"},
	{"янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"},
};

const char *phrase_text(enum report_language language, enum phrase id)
{
	return phrases[id][language];
}

void phrase_add(struct buf *out, enum report_language language, enum phrase id, const char *const *args)
{
	size_t n = 0;

	while (args && args[n])
		n++;
	for (const char *c = phrases[id][language]; *c; c++) {
		if (c[0] == '{' && c[1] >= '0' && c[1] <= '9' && c[2] == '}') {
			size_t k = (size_t)(c[1] - '0');

			buf_adds(out, k < n ? args[k] : "");
			c += 2;
		} else {
			buf_addc(out, *c);
		}
	}
}

void phrase_integer(struct buf *out, enum report_language language, size_t n)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%zu", n);

	for (int i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			buf_adds(out, language == LANGUAGE_EN ? "," : NBSP);
		buf_addc(out, digits[i]);
	}
}

static int plural(enum report_language language, size_t n)
{
	if (language != LANGUAGE_RU)
		return n == 1 ? 0 : 2;
	if (n % 10 == 1 && n % 100 != 11)
		return 0;
	return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2;
}

void phrase_count(struct buf *out, enum report_language language, size_t n, enum noun noun)
{
	phrase_integer(out, language, n);
	buf_adds(out, NBSP);
	buf_adds(out, nouns[noun][language][plural(language, n)]);
}

void phrase_decimal(struct buf *out, enum report_language language, double value, int decimals)
{
	char text[64];

	snprintf(text, sizeof text, "%.*f", decimals, value);
	for (char *c = text; *c; c++)
		if (*c == '.' && language != LANGUAGE_EN)
			*c = ',';
	if (text[0] == '-') // a true minus
		buf_adds(out, "\xe2\x88\x92");
	buf_adds(out, text + (text[0] == '-'));
}

static int decimals_of(double percent)
{
	return fabs(percent) < 9.95 && percent != 0 ? 1 : 0;
}

void phrase_percent(struct buf *out, enum report_language language, double share)
{
	if (!isfinite(share)) {
		buf_adds(out, "–");
		return;
	}
	phrase_decimal(out, language, 100 * share, decimals_of(100 * share));
	buf_adds(out, NBSP "%");
}

void phrase_range(struct buf *out, enum report_language language, double low, double high)
{
	if (!isfinite(low) || !isfinite(high)) {
		buf_adds(out, "–");
		return;
	}
	int decimals = decimals_of(100 * high);

	if (high - low > 1e-9) { // equal ends: every article was labelled by hand
		phrase_decimal(out, language, 100 * low, decimals);
		buf_adds(out, "–");
	}
	phrase_decimal(out, language, 100 * high, decimals);
	buf_adds(out, NBSP "%");
}

void phrase_date(struct buf *out, enum report_language language, int32_t day)
{
	if (day == DATE_NONE) {
		buf_adds(out, "–");
		return;
	}
	struct civil c = date_to_civil(day);

	buf_addf(out, "%d" NBSP "%s %d", c.day, months_of[language][c.month - 1], c.year);
}

void phrase_month(struct buf *out, enum report_language language, int month, int year, bool longer)
{
	buf_adds(out, (longer ? months : months_short)[language][month - 1]);
	if (year)
		buf_addf(out, " %d", year);
}

void phrase_period(
	struct buf *out, enum report_language language, enum report_period kind, const struct period *p)
{
	struct civil c = date_to_civil(p->from);

	if (kind == PERIOD_WEEK) {
		phrase_add(out, language, P_WEEK_NAMED, PHRASE_ARGS(p->key));
	} else if (kind == PERIOD_MONTH) {
		phrase_month(out, language, c.month, c.year, true);
	} else {
		phrase_date(out, language, p->from);
	}
}

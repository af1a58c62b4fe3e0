// SPDX-License-Identifier: MIT
// The report's own words in three languages.
#include "reports/phrase.h"
#include "reports/series.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const enum report_language languages[] = {LANGUAGE_EN, LANGUAGE_RU, LANGUAGE_TG};

static void is(struct buf *b, const char *want)
{
	assert_false(buf_failed(b));
	assert_string_equal(b->ptr ? b->ptr : "", want);
	buf_clear(b);
}

// The places of a sentence as a set of bits.
static unsigned places(const char *text)
{
	unsigned set = 0;

	for (; *text; text++)
		if (text[0] == '{') {
			assert_in_range(text[1], '0', '9');
			assert_int_equal(text[2], '}');
			set |= 1u << (text[1] - '0');
		}
	return set;
}

static void test_phrase__complete(void **state)
{
	(void)state;
	for (int id = 0; id < PHRASE_COUNT; id++)
		for (int l = 0; l < LANGUAGES; l++) {
			const char *text = phrase_text(languages[l], (enum phrase)id);

			if (!text || !*text ||
				places(text) != places(phrase_text(LANGUAGE_EN, (enum phrase)id)))
				fail_msg("sentence %d in language %d: %s", id, l, text ? text : "missing");
		}
}

// A sentence that is the same in two languages was forgotten; the names of languages aside.
static void test_phrase__translated(void **state)
{
	(void)state;
	for (int id = P_LANGUAGE + 1; id < PHRASE_COUNT; id++)
		for (int l = 1; l < LANGUAGES; l++) {
			const char *en = phrase_text(LANGUAGE_EN, (enum phrase)id);

			if (strcmp(en, phrase_text(languages[l], (enum phrase)id)) == 0 &&
				strpbrk(en, "abcdefghij"))
				fail_msg("sentence %d stands in English in language %d: %s", id, l, en);
		}
}

static void test_phrase__arguments(void **state)
{
	struct buf b = {0};

	(void)state;
	phrase_add(&b, LANGUAGE_EN, P_SPAN, PHRASE_ARGS("{1}", "%s"));
	is(&b, "{1} to %s");
	phrase_add(&b, LANGUAGE_TG, P_SPAN, PHRASE_ARGS("1", "2"));
	is(&b, "аз 1 то 2");
	phrase_add(&b, LANGUAGE_EN, P_SPAN, NULL);
	is(&b, " to ");
	buf_release(&b);
}

static void test_phrase__plurals(void **state)
{
	static const struct {
		size_t n;
		const char *en, *ru, *tg;
	} cases[] = {{0, "0\u00a0weeks", "0\u00a0недель", "0\u00a0ҳафта"},
		{1, "1\u00a0week", "1\u00a0неделя", "1\u00a0ҳафта"},
		{2, "2\u00a0weeks", "2\u00a0недели", "2\u00a0ҳафта"},
		{5, "5\u00a0weeks", "5\u00a0недель", "5\u00a0ҳафта"},
		{11, "11\u00a0weeks", "11\u00a0недель", "11\u00a0ҳафта"},
		{12, "12\u00a0weeks", "12\u00a0недель", "12\u00a0ҳафта"},
		{21, "21\u00a0weeks", "21\u00a0неделя", "21\u00a0ҳафта"},
		{104, "104\u00a0weeks", "104\u00a0недели", "104\u00a0ҳафта"},
		{1111, "1,111\u00a0weeks",
			"1\u00a0"
			"111\u00a0недель",
			"1\u00a0"
			"111\u00a0ҳафта"}};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		phrase_count(&b, LANGUAGE_EN, cases[i].n, NOUN_WEEK);
		is(&b, cases[i].en);
		phrase_count(&b, LANGUAGE_RU, cases[i].n, NOUN_WEEK);
		is(&b, cases[i].ru);
		phrase_count(&b, LANGUAGE_TG, cases[i].n, NOUN_WEEK);
		is(&b, cases[i].tg);
	}
	buf_release(&b);
}

static void test_phrase__numbers(void **state)
{
	struct buf b = {0};

	(void)state;
	phrase_percent(&b, LANGUAGE_EN, 0.314);
	is(&b, "31\u00a0%");
	phrase_percent(&b, LANGUAGE_RU, 0.0441);
	is(&b, "4,4\u00a0%");
	phrase_percent(&b, LANGUAGE_EN, 0.0996);
	is(&b, "10\u00a0%");
	phrase_percent(&b, LANGUAGE_EN, 0);
	is(&b, "0\u00a0%");
	phrase_percent(&b, LANGUAGE_EN, (double)NAN);
	is(&b, "–");
	phrase_range(&b, LANGUAGE_EN, 0.012, 0.063);
	is(&b, "1.2–6.3\u00a0%");
	phrase_range(&b, LANGUAGE_TG, 0.012, 0.263);
	is(&b, "1–26\u00a0%");
	phrase_range(&b, LANGUAGE_EN, 0.25, 0.25);
	is(&b, "25\u00a0%");
	phrase_decimal(&b, LANGUAGE_RU, -1.25, 1);
	is(&b, "\u22121,2");
	phrase_integer(&b, LANGUAGE_EN, 1234567);
	is(&b, "1,234,567");
	buf_release(&b);
}

static void test_phrase__dates(void **state)
{
	int32_t day = date_from_civil((struct civil){2015, 6, 24});
	struct period week = {0};
	struct buf b = {0};

	(void)state;
	phrase_date(&b, LANGUAGE_EN, day);
	is(&b, "24\u00a0June 2015");
	phrase_date(&b, LANGUAGE_RU, day);
	is(&b, "24\u00a0июня 2015");
	phrase_date(&b, LANGUAGE_TG, day);
	is(&b, "24\u00a0июни 2015");
	phrase_date(&b, LANGUAGE_EN, DATE_NONE);
	is(&b, "–");
	phrase_month(&b, LANGUAGE_RU, 6, 2015, true);
	is(&b, "июнь 2015");
	phrase_month(&b, LANGUAGE_TG, 12, 0, false);
	is(&b, "дек");
	period_of(&week, PERIOD_WEEK, day);
	phrase_period(&b, LANGUAGE_RU, PERIOD_WEEK, &week);
	is(&b, "неделя 2015-W26");
	phrase_period(&b, LANGUAGE_EN, PERIOD_MONTH, &week);
	is(&b, "June 2015");
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_phrase__complete),
		cmocka_unit_test(test_phrase__translated),
		cmocka_unit_test(test_phrase__arguments),
		cmocka_unit_test(test_phrase__plurals),
		cmocka_unit_test(test_phrase__numbers),
		cmocka_unit_test(test_phrase__dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include "corpus/months.h"

#include <stdint.h>

enum { N_MONTHS = 12, MAX_WAYS = 6 };

// Stems that take the endings below: Russian and its borrowings in Tajik, Kyrgyz and Uzbek; Kazakh; Uzbek and
// Turkmen in Latin letters.
static const char *const stems[N_MONTHS][MAX_WAYS] = {
	{"январ", "қаңтар", "yanvar", "ýanwar", "yanwar"},
	{"феврал", "ақпан", "fevral", "fewral"},
	{"март", "наурыз", "mart"},
	{"апрел", "сәуір", "aprel"},
	{"май", "мамыр", "may", "maý"},
	{"июн", "маусым", "iyun", "iýun"},
	{"июл", "шілде", "iyul", "iýul"},
	{"август", "тамыз", "avgust", "awgust"},
	{"сентябр", "сентабр", "қыркүйек", "sentabr", "sentyabr", "sentýabr"},
	{"октябр", "октабр", "қазан", "oktabr", "oktyabr", "oktýabr"},
	{"ноябр", "қараша", "noyabr", "noýabr"},
	{"декабр", "желтоқсан", "dekabr"},
};

static const char *const endings[] = {"", "ь", "я", "ю", "е", "ем", "ём", "и", "а", "у", "ом", "ы", "і", "да",
	"де", "та", "те", "до", "дө", "дан", "ден", "тан", "тен", "дын", "дин", "дун", "дүн", "тын", "тин",
	"дың", "дің", "тың", "тің", "нын", "нин", "ның", "нің", "нинг", "га", "ге", "ка", "ке", "ға", "қа",
	"ни", "ро", "ында", "инде", "інде", "унда", "үндө", "ынын", "инин", "ының", "інің", "унун", "үнүн",
	"дағы", "дегі", "тағы", "тегі", "даги", "дагы", "гача", "ына", "іне", "ина", "да", "de", "da", "dan",
	"den", "ning", "ga", "ge", "ni", "dagi", "gacha", "y", "i", "yň", "iň", "nyň", "niň", "ynda", "inde",
	"yna", "ine"};

// Complete as they are.
static const char *const whole[N_MONTHS][MAX_WAYS] = {
	{"january", "jan", "янв", "қаң"},
	{"february", "feb", "фев", "февр", "ақп"},
	{"march", "mar", "мар", "нау"},
	{"april", "apr", "апр", "сәу"},
	{"мая", "мае", "маю", "маем", "мам"},
	{"june", "jun", "мау"},
	{"july", "jul", "шіл"},
	{"august", "aug", "авг", "там"},
	{"september", "sept", "sep", "сент", "сен", "қыр"},
	{"october", "oct", "окт", "қаз"},
	{"november", "nov", "нояб", "ноя", "қар"},
	{"december", "dec", "дек", "жел"},
};

static bool has_ending(struct str rest)
{
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_is(rest, endings[i]))
			return true;
	return false;
}

static bool is_month(struct str word, int m)
{
	for (int k = 0; k < MAX_WAYS && whole[m][k]; k++)
		if (str_is(word, whole[m][k]))
			return true;
	for (int k = 0; k < MAX_WAYS && stems[m][k]; k++) {
		if (str_begins(word, stems[m][k]) && has_ending(str_sub(word, strlen(stems[m][k]), word.len)))
			return true;
	}
	return false;
}

int month_named(struct str word)
{
	for (int m = 0; word.len >= 3 && m < N_MONTHS; m++)
		if (is_month(word, m))
			return m + 1;
	return 0;
}

enum { N_DAYS = 7, MAX_DAY_WAYS = 11, LONGEST_ENDING = 12 };

static const char *const weekdays[N_DAYS][MAX_DAY_WAYS] = {
	{"monday", "понедельник", "дүйсенбі", "дүйшөмбү", "dushanba", "душанба", "duşenbe"},
	{"tuesday", "вторник", "сешанбе", "сейсенбі", "шейшемби", "seshanba", "сешанба", "sişenbe"},
	{"wednesday", "сред", "чоршанбе", "сәрсенбі", "шаршемби", "chorshanba", "чоршанба", "çarşenbe"},
	{"thursday", "четверг", "панҷшанбе", "бейсенбі", "бейшемби", "payshanba", "пайшанба", "penşenbe"},
	{"friday", "пятниц", "ҷумъа", "жұма", "жума", "juma", "anna"},
	{"saturday", "суббот", "шанбе", "сенбі", "ишемби", "shanba", "шанба", "şenbe"},
	{"sunday", "воскресень", "якшанбе", "жексенбі", "жекшемби", "yakshanba", "якшанба", "ýekşenbe"},
};

static const char *const short_weekdays[N_DAYS][4] = {{"mon", "пн"}, {"tue", "tues", "вт"}, {"wed", "ср"},
	{"thu", "thur", "thurs", "чт"}, {"fri", "пт"}, {"sat", "сб"}, {"sun", "вс"}};

int weekday_named(struct str word)
{
	for (int d = 0; d < N_DAYS; d++) {
		for (int k = 0; k < 4 && short_weekdays[d][k]; k++)
			if (str_is(word, short_weekdays[d][k]))
				return d + 1;
		for (int k = 0; k < MAX_DAY_WAYS && weekdays[d][k]; k++) {
			const char *name = weekdays[d][k];

			if (str_begins(word, name) && word.len <= strlen(name) + LONGEST_ENDING)
				return d + 1;
		}
	}
	return 0;
}

bool is_date_filler(struct str word)
{
	static const char *const exact[] = {"of", "the", "г", "год", "года", "году", "числа", "ж", "жж",
		"nji", "njy", "nchi", "нчи", "нчы", "нчу", "нчү", "inchi", "уми", "юми", "ум", "юм", "мин",
		"th", "st", "nd", "rd", "го", "е", "й", "моҳи", "мохи", "соли", "рӯзи", "рузи", "айының",
		"айынын", "айы", "куни", "kuni", "күні", "күнү", "ы", "і", "ү", "у", "сы", "сі"};
	static const char *const stem[] = {"жыл", "yil", "йил", "ýyl", "yyl"};

	for (size_t i = 0; i < sizeof exact / sizeof *exact; i++)
		if (str_is(word, exact[i]))
			return true;
	for (size_t i = 0; i < sizeof stem / sizeof *stem; i++)
		if (str_begins(word, stem[i]) && word.len <= strlen(stem[i]) + LONGEST_ENDING)
			return true;
	return false;
}

#define BIT(c) (UINT32_C(1) << ((c) - 'a'))

// By its first letter: which second letters the names above have.
static const uint32_t second_letters[26] = {
	['a' - 'a'] = BIT('n') | BIT('p') | BIT('u') | BIT('v') | BIT('w'),
	['c' - 'a'] = BIT('h'),
	['d' - 'a'] = BIT('e') | BIT('u'),
	['f' - 'a'] = BIT('e') | BIT('r'),
	['i' - 'a'] = BIT('n') | BIT('y'),
	['j' - 'a'] = BIT('a') | BIT('u'),
	['k' - 'a'] = BIT('u'),
	['m' - 'a'] = BIT('a') | BIT('o'),
	['n' - 'a'] = BIT('c') | BIT('d') | BIT('j') | BIT('o'),
	['o' - 'a'] = BIT('c') | BIT('f') | BIT('k'),
	['p' - 'a'] = BIT('a') | BIT('e'),
	['r' - 'a'] = BIT('d'),
	['s' - 'a'] = BIT('a') | BIT('e') | BIT('h') | BIT('i') | BIT('t') | BIT('u'),
	['t' - 'a'] = BIT('h') | BIT('u'),
	['w' - 'a'] = BIT('e'),
	['y' - 'a'] = BIT('a') | BIT('i') | BIT('y'),
};

#undef BIT

bool may_be_of_date(struct str word)
{
	unsigned char first = word.len ? (unsigned char)word.ptr[0] : 0, second;

	if (first >= 0x80)
		return true;
	if (first < 'a' || first > 'z' || word.len < 2)
		return false;
	second = (unsigned char)word.ptr[1];
	if (second < 'a' || second > 'z')
		return second >= 0x80;
	return second_letters[first - 'a'] >> (second - 'a') & 1;
}

// SPDX-License-Identifier: MIT
// What single lines are by their shape.
#include "base/utf8.h"
#include "corpus/clean_page.h"
#include "corpus/months.h"
#include "features/words.h"

enum { LONG = 160, SHORT = 60 };

bool line_is_prose(const struct clean_line *l)
{
	if (l->phrase != PHRASE_NONE || l->shape.ellipsis)
		return false;
	return (l->shape.ends && (l->shape.width >= 25 || l->shape.words >= 5)) || l->shape.width >= LONG ||
	       l->shape.stops >= 2 || (l->shape.colon && l->shape.width >= SHORT);
}

bool line_is_headline(const struct clean_line *l)
{
	return l->shape.width <= 200 && l->shape.letters >= 3 &&
	       (!l->shape.ends || l->text.ptr[l->text.len - 1] == '?') && !l->shape.colon;
}

// The words of a line, cut at everything that is no letter, digit, dot, dash, slash or colon.
static struct str next_word(struct str *rest)
{
	struct str word;
	size_t n = 0;

	while (rest->len && strchr(" \t|,()[]", rest->ptr[0]))
		*rest = str_sub(*rest, 1, rest->len);
	while (n < rest->len && !strchr(" \t|,()[]", rest->ptr[n]))
		n++;
	word = str_sub(*rest, 0, n);
	*rest = str_sub(*rest, n, rest->len);
	return word;
}

// "14:32", "23-07-2014", "2018", "23.9", "+05:00": digits with what stands between them.
static bool is_numeric(struct str w)
{
	size_t digits = 0;

	for (size_t i = 0; i < w.len; i++) {
		digits += w.ptr[i] >= '0' && w.ptr[i] <= '9';
		if (!strchr("0123456789:./-+%T", w.ptr[i]))
			return false;
	}
	return digits > 0;
}

static bool is_month(struct str w)
{
	struct words words;

	words_start(&words, w);
	return words_next(&words) && month_named(words.folded) && !words_next(&words);
}

static bool is_date_word(struct str w)
{
	static const char words[] =
		"|date|time|дата|сана|время|msk|мск|gmt|utc|am|pm|at|on|the|posted|published|updated|last|"
		"modified"
		"|опубликовано|обновлено|добавлено|asia|dushanbe|year|года|год|г|соли|соати|с|в|monday|"
		"tuesday"
		"|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|понедельник|вторник|"
		"среда"
		"|четверг|пятница|суббота|воскресенье|душанбе|сешанбе|чоршанбе|панҷшанбе|ҷумъа|шанбе|якшанбе"
		"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|uhr|um|lundi|mardi|mercredi|"
		"jeudi|vendredi|samedi|dimanche|à"
		"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|de|del|min|hrs|hours|ago|назад|часов|"
		"часа|час|минут|день|дня|дней|days|day|hour|minutes|";
	char key[80];
	size_t len = line_fold(key + 1, sizeof key - 3, w);

	key[0] = '|';
	key[len + 1] = '|';
	key[len + 2] = '\0';
	return len == 0 || strstr(words, key);
}

bool line_is_date(const struct clean_line *l)
{
	struct str rest = l->text;
	size_t numbers = 0, words = 0, months = 0;
	bool time = false;

	if (l->shape.width > 70)
		return false;
	while (rest.len) {
		struct str w = next_word(&rest);

		if (!w.len)
			break;
		words++;
		time = time || memchr(w.ptr, ':', w.len);
		if (is_numeric(w))
			numbers++;
		else if (is_month(w))
			months++;
		else if (!is_date_word(w))
			return false;
	}
	if (!words)
		return false;
	// A label whose date is missing, or a date; a bare number is none.
	if (!months && !time && !l->shape.colon && l->shape.digits < 6)
		return false;
	return numbers + months >= 2 ||
	       (numbers == 1 &&
		       (l->shape.digits >= 6 || words > 1 || memchr(l->text.ptr, ':', l->text.len))) ||
	       (numbers == 0 && months == 0 && l->shape.colon && words <= 2);
}

bool line_is_crumbs(const struct clean_line *l)
{
	size_t marks = 0, at = 0;
	uint32_t cp;

	if (l->shape.width > 150 || l->shape.ends)
		return false;
	while ((cp = line_next_visible(l->text, &at)) != 0)
		marks +=
			cp == '>' || cp == 0xBB || cp == 0x203A || cp == 0x2192 || cp == 0x2044 || cp == 0xAB;
	if (marks >= 2 && l->shape.words <= marks * 8)
		return true;
	// "1. Home 2. Asia 3. Tajikistan"
	return str_starts(l->text, STR("1. ")) && memchr(l->text.ptr, '2', l->text.len) &&
	       l->shape.stops >= 2 && l->shape.width < 100 && l->shape.words <= l->shape.stops * 5;
}

bool line_is_ticker(const struct clean_line *l)
{
	static const char *const codes[] = {"USD", "EUR", "RUB", "KGS", "KZT", "UZS", "TJS", "TMT", "CNY",
		"GBP", "CHF", "BTC", "Brent", "°"};
	size_t found = 0;

	if (l->shape.width > 160 || l->shape.ends || l->shape.digits < 1)
		return false;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		for (size_t at = 0; at + strlen(codes[i]) <= l->text.len; at++)
			found += strncmp(l->text.ptr + at, codes[i], strlen(codes[i])) == 0;
	if (found && l->shape.words <= found * 3 + l->shape.digits && l->shape.letters <= found * 8 + 4)
		return true;
	// "23.9 C", "+5 C"
	return l->shape.letters == 1 && l->shape.digits <= 3 && l->shape.width <= 8 &&
	       (str_ends(l->text, STR("C")) || str_ends(l->text, STR("F")) || str_ends(l->text, STR("С")));
}

// Most words name a service or an act of sharing.
bool line_is_share_bar(const struct clean_line *l)
{
	static const char words[] = "|share|tweet|print|email|mail|e|send|save|copy|link|facebook|twitter|"
				    "telegram|whatsapp|linkedin"
				    "|pinterest|reddit|instagram|youtube|vk|vkontakte|ok|odnoklassniki|viber|"
				    "messenger|x|button|icon"
				    "|поделиться|вконтакте|одноклассники|фейсбук|твиттер|телеграм|ватсап|"
				    "печать|распечатать|отправить"
				    "|facebook|threads|bluesky|flipboard|tumblr|rss|teilen|drucken|partager|"
				    "compartir|condividi|via|on|"
				    "pocket|line|wechat|weibo|skype|sms|mix|xing|tiktok|";
	struct str rest = l->text;
	size_t hits = 0, n = 0;

	if (l->shape.width > 120 || l->shape.ends)
		return false;
	while (rest.len) {
		char key[64];
		size_t len = line_fold(key + 1, sizeof key - 3, next_word(&rest));

		if (!len)
			continue;
		key[0] = key[len + 1] = '|';
		key[len + 2] = '\0';
		n++;
		hits += strstr(words, key) != NULL;
	}
	return n >= 2 && hits * 10 >= n * 7;
}

bool line_is_name(const struct clean_line *l)
{
	const struct line_shape *s = &l->shape;

	return s->words >= 2 && s->words <= 3 && s->capitalised == s->words && s->width <= 40 && !s->ends &&
	       !s->digits && !s->commas && !s->colon && s->letters + 3 >= s->width;
}

// The part of a line before its first colon or dash, if that comes early.
static struct str before_mark(struct str text)
{
	for (size_t i = 0; i < text.len && i < 80; i++) {
		if (text.ptr[i] == ':' || text.ptr[i] == '|' || text.ptr[i] == '>')
			return str_sub(text, 0, i);
		if (i && i + 3 <= text.len && text.ptr[i - 1] == ' ' &&
			(memcmp(text.ptr + i, "–", 3) == 0 || memcmp(text.ptr + i, "—", 3) == 0 ||
				memcmp(text.ptr + i, "»", 2) == 0))
			return str_sub(text, 0, i);
		if (i + 3 <= text.len && memcmp(text.ptr + i, "：", 3) == 0)
			return str_sub(text, 0, i);
	}
	return (struct str){NULL, 0};
}

bool line_is_also(const struct clean_line *l)
{
	struct str before = before_mark(l->text);

	if (l->phrase == PHRASE_ALSO)
		return true;
	if (!before.len || (l->shape.ends && l->shape.stops > 1) || l->shape.width > 220)
		return false;
	return phrase_whole(before) == PHRASE_ALSO ||
	       (phrase_start(l->text) == PHRASE_ALSO && before.len < 40 && !l->shape.ends);
}

bool line_is_credit(const struct clean_line *l)
{
	struct str before = before_mark(l->text);

	if (l->shape.ends || l->shape.width > 160 || l->shape.stops > 1)
		return false;
	if (before.len && before.len < 40 && phrase_start(l->text) == PHRASE_CREDIT && l->shape.width < 100)
		return true;
	if (str_starts(l->text, STR("©")) || str_starts(l->text, STR("(c)")) ||
		str_starts(l->text, STR("(Photo")) || str_starts(l->text, STR("(Фото")))
		return true;
	return l->shape.width < 60 &&
	       (str_ends(l->text, STR("Getty Images")) || str_ends(l->text, STR("/AP")) ||
		       str_starts(l->text, STR("REUTERS/")) || str_ends(l->text, STR("/Reuters")));
}

bool line_is_address(const struct clean_line *l)
{
	struct str rest = l->text;
	char folded[64];
	size_t n = 0;

	while (rest.len) {
		struct str w = next_word(&rest);

		if (!w.len)
			break;
		if (w.len == 1 || line_fold(folded, sizeof folded, w) == 0)
			continue;
		if (w.ptr[0] != '@' && w.ptr[0] != '#' && !str_starts(w, STR("http://")) &&
			!str_starts(w, STR("https://")) && !str_starts(w, STR("www.")) &&
			!str_starts(w, STR("t.me/")))
			return false;
		n++;
	}
	return n > 0;
}

bool line_is_counter(const struct clean_line *l)
{
	static const char words[] = "|views|view|visited|times|today|visits|comments|comment|shares|likes|"
				    "min|read|minutes|minute|reading|time"
				    "|просмотров|просмотра|просмотры|просмотр|комментариев|комментария|"
				    "комментарий|прочитано|раз|мин"
				    "|читать|минут|минуты|время|чтения|количество|votes|голосов|рейтинг|"
				    "оценка|rating|average|of|on|"
				    "lesezeit|minuten|lectura|lecture|дида|шуд|бор|қаралды|көрүү|марта|ko|";
	struct str rest = l->text;
	size_t words_seen = 0, numbers = 0;

	if (l->shape.width > 60 || !l->shape.digits)
		return false;
	while (rest.len) {
		char key[64];
		struct str w = next_word(&rest);
		size_t len = line_fold(key + 1, sizeof key - 3, w);

		if (is_numeric(w)) {
			numbers++;
			continue;
		}
		if (!len)
			continue;
		key[0] = key[len + 1] = '|';
		key[len + 2] = '\0';
		if (!strstr(words, key))
			return false;
		words_seen++;
	}
	return numbers && words_seen;
}

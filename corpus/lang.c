// SPDX-License-Identifier: MIT
// Three kinds of evidence, the surest first: letters that only one language writes, small words, and the
// n-gram profiles of libexttextcat. Where they do not settle it, "und".
#include "corpus/lang.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "corpus/lang_letters.h"
#include "corpus/lang_words.h"

#include <libexttextcat/textcat.h>
#include <stdio.h>
#include <string.h>

// TEXTCAT_LETTERS: of Latin script; with fewer, its answer is mostly "unknown", and always slow.
// PROSE: percent of the signs that are letters, at least.
enum { LOOK_AT = 4096, MIN_LETTERS = 20, TEXTCAT_LETTERS = 100, PROSE = 55 };

struct lang_detector {
	struct lang_words words;
	struct lang_letter_table letters;
	void *textcat; // opened when first needed
	bool tried;
	char copy[LOOK_AT + 8]; // of a text for it: it reads a character behind the end
};

struct lang_detector *lang_open(void)
{
	struct lang_detector *d = mem_zalloc(1, sizeof *d);

	if (!d)
		return NULL;
	lang_words_open(&d->words);
	lang_letters_open(&d->letters);
	return d;
}

void lang_close(struct lang_detector *d)
{
	if (!d)
		return;
	if (d->textcat)
		textcat_Done(d->textcat);
	mem_free(d);
}

static bool names(const char *answer, const char *lang)
{
	char tag[16];

	snprintf(tag, sizeof tag, "[%.8s-", lang);
	return strstr(answer, tag) != NULL;
}

// `leader`: the language that small words speak for, though not loud enough; NULL if none.
static const char *by_textcat(struct lang_detector *d, struct str text, const char *leader)
{
	static const char *const known[] = {"en", "ru", "tg", "fa", "kk", "ky", "uz", "tk", "tr", "de", "fr",
		"es", "it", "pt", "uk", "pl", "ar", "nl", "sv", "az", "bg", "sr", "ro", "cs", "hu", "fi",
		"zh", "ja", "ko", "mn", "be", "mk", "da", "sk", "sl", "hr", "lt", "lv", "et", "el", "he",
		"sq", "ca", "id", "vi", "hi", "th", "ka", "hy", "ps", "ur", "tt"};
	const char *answer;

	if (!d->tried) {
		d->tried = true;
		d->textcat = special_textcat_Init(
			"/usr/share/libexttextcat/fpdb.conf", "/usr/share/libexttextcat/");
	}
	memcpy(d->copy, text.ptr, text.len);
	memset(d->copy + text.len, 0, sizeof d->copy - text.len);
	answer = d->textcat ? textcat_Classify(d->textcat, d->copy, text.len) : "";
	// "[de--utf8]", or several where it is not sure: then the leader, if it is among them.
	if (leader && answer && names(answer, leader))
		return leader;
	if (!answer || answer[0] != '[' || strchr(answer + 1, '['))
		return "und";
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strncmp(answer + 1, known[i], 2) == 0 && (answer[3] == '-' || answer[3] == ']'))
			return known[i];
	return "und";
}

// What letters alone say of a Cyrillic text; NULL where they say nothing.
static const char *cyrillic_by_letters(const struct lang_letters *l)
{
	const size_t *n = l->set, all = l->script[SCRIPT_CYRILLIC];

	if (n[L_UKRAINIAN] * 250 > all && n[L_I] > n[L_YERU])
		return "uk";
	if (n[L_UZBEK] * 250 > all && n[L_I] > n[L_UZBEK] && !n[L_QG])
		return "be";
	if (n[L_TAJIK] * 150 > all && n[L_TAJIK] >= n[L_UZBEK] && n[L_TAJIK] > n[L_YERU] / 2)
		return "tg";
	if (n[L_UZBEK] * 250 > all && n[L_UZBEK] > n[L_TAJIK])
		return "uz-Cyrl";
	if (n[L_BASHKIR] * 150 > all)
		return "ba";
	if (n[L_TATAR] * 300 > all && n[L_KAZAKH] * 50 > all)
		return "tt";
	if ((n[L_KAZAKH] + n[L_I]) * 50 > all && n[L_KAZAKH] + n[L_QG] > 0 && n[L_YERU])
		return "kk";
	if (n[L_KYRGYZ] * 400 > all && n[L_OE_UE] * 100 > all)
		return "ky";
	if (n[L_SOUTH] * 100 > all)
		return NULL;
	if ((n[L_YERU] + n[L_SHCHA]) * 200 > all && n[L_YERU] &&
		l->set[L_OE_UE] + n[L_I] + n[L_TAJIK] + n[L_QG] + n[L_UZBEK] == 0)
		return "ru";
	return NULL;
}

static const char *cyrillic_language(struct lang_detector *d, const struct lang_letters *l, struct str text)
{
	const char *lang = cyrillic_by_letters(l), *leader = NULL;
	enum lang_certain certain;

	if (!lang) {
		leader = lang_by_words(&d->words, false, false, text, &certain);
		lang = certain == LANG_SURE ? leader : NULL;
	}
	if (!lang && (l->set[L_TAJIK] + l->set[L_TAJIK_UZ] + l->set[L_QG]) * 40 > l->all && !l->set[L_YERU])
		lang = l->set[L_UZBEK] ? "uz-Cyrl" : "tg";
	return lang ? lang : by_textcat(d, text, leader);
}

static const char *arabic_language(const struct lang_letters *l)
{
	const size_t *n = l->set, all = l->script[SCRIPT_ARABIC];

	if (n[L_KURDISH] * 100 > all)
		return "ckb";
	if (n[L_PASHTO] * 100 > all)
		return "ps";
	if (n[L_URDU] * 50 > all)
		return "ur";
	if (n[L_PERSIAN] * 25 > all && n[L_PERSIAN] > n[L_ARABIC] / 2)
		return "fa";
	return n[L_ARABIC] * 25 > all ? "ar" : NULL;
}

// Of an encoded file only half the signs are letters.
static bool is_prose(struct str text, size_t letters)
{
	size_t signs = 0;

	for (size_t i = 0; i < text.len; i++)
		signs += (unsigned char)text.ptr[i] > ' ';
	return letters * 100 >= signs * PROSE;
}

static const char *latin_language(struct lang_detector *d, const struct lang_letters *l, struct str text)
{
	const size_t *n = l->set, all = l->script[SCRIPT_LATIN];
	bool plain = l->ascii == l->all;
	enum lang_certain certain;
	const char *words = lang_by_words(&d->words, true, plain, text, &certain);
	size_t okina;

	if (n[L_SCHWA] * 50 > all)
		return "az";
	if (words && certain == LANG_SURE)
		return words;
	// One alone may be "Del Horno's".
	okina = lang_count_okina(text);
	if (okina * 200 > all && okina > 1 && n[L_TURKISH] == 0)
		return "uz";
	if (n[L_TURKMEN] * 50 > all)
		return "tk";
	if ((l->all == all && all < TEXTCAT_LETTERS) || (plain && !is_prose(text, all)))
		return "und";
	return certain == LANG_LIKELY ? d->words.tags[0] : by_textcat(d, text, words);
}

static const char *by_script(struct lang_detector *d, const struct lang_letters *l, struct str text)
{
	const size_t *n = l->script;

	// Japanese mixes scripts: a few kana settle it.
	if ((n[SCRIPT_HAN] + n[SCRIPT_KANA]) * 2 > l->all && n[SCRIPT_KANA] * 20 > l->all)
		return "ja";
	switch (lang_script(l)) {
	case SCRIPT_LATIN:
		return latin_language(d, l, text);
	case SCRIPT_CYRILLIC:
		return cyrillic_language(d, l, text);
	case SCRIPT_ARABIC:
		return arabic_language(l);
	case SCRIPT_HAN:
		return "zh";
	case SCRIPT_KANA:
		return "ja";
	case SCRIPT_HANGUL:
		return "ko";
	case SCRIPT_GREEK:
		return "el";
	case SCRIPT_HEBREW:
		return "he";
	case SCRIPT_ARMENIAN:
		return "hy";
	case SCRIPT_GEORGIAN:
		return "ka";
	case SCRIPT_DEVANAGARI:
		return "hi";
	case SCRIPT_THAI:
		return "th";
	case SCRIPT_OTHER:
	case N_SCRIPTS:
		break;
	}
	return NULL;
}

const char *lang_detect(struct lang_detector *d, struct str text)
{
	struct lang_letters l;
	const char *lang;
	size_t dense;

	text = utf8_cut(text, LOOK_AT);
	lang_count_letters(&l, &d->letters, text);
	dense = l.script[SCRIPT_HAN] + l.script[SCRIPT_KANA] + l.script[SCRIPT_HANGUL];
	if (l.all + 2 * dense < MIN_LETTERS)
		return "und";
	lang = by_script(d, &l, text);
	return lang ? lang : "und";
}

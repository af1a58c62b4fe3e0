// SPDX-License-Identifier: MIT
// Three kinds of evidence, the surest first: letters that only one language writes, small words, and the
// n-gram profiles of libexttextcat. Where they do not settle it, "und".
#include "corpus/lang.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "corpus/lang_letters.h"
#include "features/words.h"

#include <libexttextcat/textcat.h>

enum { LOOK_AT = 4096, MIN_LETTERS = 20, MAX_WORDS = 160, SURE_WORDS = 60 };

struct lang_detector {
	void *textcat; // opened when first needed
	bool tried;
};

struct lang_detector *lang_open(void)
{
	return mem_zalloc(1, sizeof(struct lang_detector));
}

void lang_close(struct lang_detector *d)
{
	if (!d)
		return;
	if (d->textcat)
		textcat_Done(d->textcat);
	mem_free(d);
}

struct small_words {
	const char *lang;
	const char *words; // folded, between bars
};

// The commonest words of each language, as few as possible shared with its neighbours.
static const struct small_words latin[] = {
	{"en", "|the|of|and|to|in|that|for|is|was|with|said|on|has|it|as|by|at|from|are|be|an|have|"},
	{"de", "|der|die|das|und|den|von|zu|mit|sich|des|auf|für|ist|im|dem|nicht|ein|eine|als|auch|es|an|"
	       "hat|wird|"},
	{"fr", "|le|la|les|des|et|du|en|un|une|est|que|qui|dans|pour|sur|au|par|pas|plus|ce|il|a|à|"},
	{"es", "|el|la|los|las|de|que|y|en|un|una|del|se|por|con|no|para|su|al|es|lo|"},
	{"pt", "|o|a|os|as|de|que|e|do|da|em|um|uma|para|com|não|no|na|dos|por|se|"},
	{"it", "|il|la|di|che|e|un|una|in|per|del|della|è|con|non|si|da|i|le|al|gli|"},
	{"nl", "|de|het|een|van|en|in|is|dat|op|te|zijn|voor|met|die|niet|aan|er|ook|"},
	{"pl", "|w|i|na|z|nie|się|że|do|to|jest|o|po|przez|jak|od|za|który|"},
	{"tr", "|ve|bir|bu|için|ile|da|de|olarak|çok|daha|en|olan|dedi|gibi|ne|"},
	{"az", "|və|bir|bu|üçün|ilə|da|də|olan|ki|olub|edib|"},
	{"uz", "|va|bilan|uchun|bu|ham|deb|bo|dan|esa|edi|qildi|ning|har|bir|yil|boʻyicha|"},
	{"tk", "|we|bilen|üçin|bu|hem|boldy|bolan|boýunça|bir|ýyl|edildi|"},
	{"ro", "|și|de|în|a|la|cu|pe|din|care|nu|o|un|pentru|mai|au|este|"},
	{"cs", "|a|v|se|na|je|že|o|s|z|do|i|to|ve|pro|za|by|který|"},
	{"sv", "|och|i|att|en|det|som|på|är|av|för|med|den|till|inte|om|ett|"},
	{"hu", "|a|az|és|hogy|nem|is|egy|ez|meg|volt|csak|"},
	{"fi", "|ja|on|ei|se|että|oli|myös|hän|kun|mutta|"},
	{"id", "|yang|dan|di|untuk|dengan|dari|ini|pada|itu|tidak|dalam|akan|"},
	{"vi", "|và|của|là|có|được|cho|trong|các|không|một|người|"},
};

static const struct small_words cyrillic[] = {
	{"ru", "|и|в|не|на|что|с|по|из|за|от|о|как|его|это|для|к|был|но|также|до|при|он|она|"},
	{"tg", "|ва|дар|аз|ки|ба|барои|бо|ин|он|мешавад|шуд|буд|аст|кард|хам|то|шудааст|мекунад|гуфт|"},
	{"bg", "|и|на|да|се|за|от|в|с|е|са|че|по|не|ще|към|беше|"},
	{"sr", "|и|је|у|да|се|на|за|су|од|са|ће|који|не|"},
	{"mk", "|и|на|да|се|во|за|од|е|со|не|ќе|што|"},
	{"uk", "|і|в|на|що|не|з|за|та|до|у|про|це|від|як|"},
	{"be", "|і|у|на|што|не|з|за|да|як|ад|гэта|пра|"},
	{"mn", "|нь|юм|байна|бол|гэж|оны|энэ|ба|болон|"},
	{"ky", "|жана|менен|үчүн|бул|деп|эле|болгон|бир|ошол|"},
	{"kk", "|және|мен|үшін|бұл|деп|осы|болды|бір|"},
};

// The language whose small words make up most of the text: at least `least` percent of them, and well above
// the second. NULL where none does.
static const char *by_words(const struct small_words *table, size_t n, struct str text, size_t least)
{
	size_t hits[32] = {0}, words = 0, best = 0, second = 0;
	char key[24];
	struct words w;

	words_start(&w, text);
	while (words_next(&w) && words < MAX_WORDS) {
		words++;
		if (w.folded.len + 3 > sizeof key)
			continue;
		key[0] = key[w.folded.len + 1] = '|';
		memcpy(key + 1, w.folded.ptr, w.folded.len);
		key[w.folded.len + 2] = '\0';
		for (size_t i = 0; i < n; i++)
			hits[i] += strstr(table[i].words, key) != NULL;
		// The first language of a table, once it is beyond doubt, is spared the rest.
		if (words == SURE_WORDS && hits[0] * 4 > words)
			return table[0].lang;
		n = words == SURE_WORDS / 4 && hits[0] * 3 > words ? 1 : n;
	}
	for (size_t i = 1; i < n; i++)
		best = hits[i] > hits[best] ? i : best;
	for (size_t i = 0; i < n; i++)
		second = i != best && hits[i] > second ? hits[i] : second;
	if (words < 4 || hits[best] * 100 < words * least || hits[best] < 2 || hits[best] * 4 < second * 5)
		return NULL;
	return table[best].lang;
}

static const char *by_textcat(struct lang_detector *d, struct str text)
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
	answer = d->textcat ? textcat_Classify(d->textcat, text.ptr, text.len) : "";
	// "[de--utf8]": one answer only, several mean that it is not sure.
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
	const char *lang = cyrillic_by_letters(l);

	if (!lang)
		lang = by_words(cyrillic, sizeof cyrillic / sizeof *cyrillic, text, 10);
	if (!lang && (l->set[L_TAJIK] + l->set[L_TAJIK_UZ] + l->set[L_QG]) * 40 > l->all && !l->set[L_YERU])
		lang = l->set[L_UZBEK] ? "uz-Cyrl" : "tg";
	return lang ? lang : by_textcat(d, text);
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

static const char *latin_language(struct lang_detector *d, const struct lang_letters *l, struct str text)
{
	const size_t *n = l->set, all = l->script[SCRIPT_LATIN];
	const char *words = by_words(latin, sizeof latin / sizeof *latin, text, 12);

	if (n[L_SCHWA] * 50 > all)
		return "az";
	if (words)
		return words;
	if (n[L_OKINA] * 200 > all && n[L_TURKISH] == 0)
		return "uz";
	if (n[L_TURKMEN] * 50 > all)
		return "tk";
	return by_textcat(d, text);
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
	lang_count_letters(&l, text);
	dense = l.script[SCRIPT_HAN] + l.script[SCRIPT_KANA] + l.script[SCRIPT_HANGUL];
	if (l.all + 2 * dense < MIN_LETTERS)
		return "und";
	lang = by_script(d, &l, text);
	return lang ? lang : "und";
}

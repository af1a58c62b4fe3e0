// SPDX-License-Identifier: MIT
#include "corpus/lang.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "features/words.h"

#include <libexttextcat/textcat.h>

enum { LOOK_AT = 4096, MIN_LETTERS = 20 };

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

// Letters that only some languages of the region write.
struct letters {
	size_t latin, cyrillic, arabic, other;
	size_t tajik, kazakh, kyrgyz, uzbek, ukrainian, russian, persian, turkmen;
};

static void count_cyrillic(struct letters *l, uint32_t cp)
{
	switch (cp) {
	case 0x4B7:
	case 0x4B6:
	case 0x4E3:
	case 0x4E2:
	case 0x4EF:
	case 0x4EE: // ҷ ӣ ӯ
		l->tajik++;
		break;
	case 0x4D9:
	case 0x4D8:
	case 0x4B1:
	case 0x4B0:
	case 0x456:
	case 0x406:
	case 0x4BB: // ә ұ і һ
		l->kazakh++;
		break;
	case 0x4A3:
	case 0x4A2:
	case 0x4E9:
	case 0x4E8:
	case 0x4AF:
	case 0x4AE: // ң ө ү
		l->kyrgyz++;
		break;
	case 0x45E:
	case 0x40E: // ў
		l->uzbek++;
		break;
	case 0x457:
	case 0x407:
	case 0x454:
	case 0x404:
	case 0x491:
	case 0x490: // ї є ґ
		l->ukrainian++;
		break;
	case 0x44B:
	case 0x42B:
	case 0x449:
	case 0x429: // ы щ
		l->russian++;
		break;
	default:
		break;
	}
}

static struct letters count_letters(struct str text)
{
	struct letters l = {0};
	size_t used;
	uint32_t cp;

	for (size_t i = 0; i < text.len; i += used) {
		used = utf8_decode(&cp, text.ptr + i, text.len - i);
		if (cp < 0x80) {
			l.latin += (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
		} else if (cp >= 0x400 && cp <= 0x52F) {
			l.cyrillic++;
			count_cyrillic(&l, cp);
		} else if (cp >= 0x600 && cp <= 0x6FF) {
			l.arabic++;
			l.persian += cp == 0x67E || cp == 0x686 || cp == 0x698 || cp == 0x6AF || cp == 0x6CC;
		} else if (cp >= 0xC0 && cp <= 0x24F) {
			l.latin++;
			l.turkmen += cp == 0x148 || cp == 0x17E || cp == 0xFD;
		} else if (cp > 0x24F && (cp < 0x2000 || cp > 0x2BFF)) {
			l.other++;
		}
	}
	return l;
}

// Small words that no other language of the set shares: enough of them and the question is settled.
static bool is_english(struct str text)
{
	static const char *const small[] = {
		"the", "of", "and", "to", "in", "that", "for", "is", "was", "with", "said", "on", "has"};
	size_t hits = 0, n = 0;
	struct words w;

	words_start(&w, text);
	while (words_next(&w) && n < 200) {
		n++;
		for (size_t i = 0; i < sizeof small / sizeof *small; i++)
			hits += str_is(w.folded, small[i]);
	}
	return n >= 4 && hits * 8 >= n;
}

static const char *by_textcat(struct lang_detector *d, struct str text)
{
	static const char *const known[] = {"en", "ru", "tg", "fa", "kk", "ky", "uz", "tk", "tr", "de", "fr",
		"es", "it", "pt", "uk", "pl", "ar", "nl", "sv", "az", "bg", "sr", "ro", "cs", "hu", "fi",
		"zh", "ja", "ko"};
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

static const char *cyrillic_language(struct lang_detector *d, const struct letters *l, struct str text)
{
	if (l->tajik * 100 > l->cyrillic && l->tajik > l->russian)
		return "tg";
	if (l->uzbek * 200 > l->cyrillic && l->uzbek > l->kazakh)
		return "uz-Cyrl";
	if (l->ukrainian * 200 > l->cyrillic)
		return "uk";
	if (l->kazakh * 50 > l->cyrillic)
		return "kk";
	if (l->kyrgyz * 100 > l->cyrillic)
		return "ky";
	if (l->russian * 200 > l->cyrillic && l->tajik + l->kazakh + l->kyrgyz + l->uzbek + l->ukrainian == 0)
		return "ru";
	return by_textcat(d, text);
}

const char *lang_detect(struct lang_detector *d, struct str text)
{
	struct letters l;

	text = utf8_cut(text, LOOK_AT);
	l = count_letters(text);
	if (l.latin + l.cyrillic + l.arabic + l.other < MIN_LETTERS)
		return "und";
	if (l.cyrillic > l.latin && l.cyrillic > l.arabic)
		return cyrillic_language(d, &l, text);
	if (l.latin > l.arabic + l.other && is_english(text))
		return "en";
	return by_textcat(d, text);
}

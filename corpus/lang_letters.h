// SPDX-License-Identifier: MIT
// Letters by script, and those that only some languages write. Internal to corpus/.
#ifndef CORPUS_LANG_LETTERS_H
#define CORPUS_LANG_LETTERS_H

#include "base/str.h"

// Sets of letters; the comment names who writes them.
enum letter_set {
	L_TAJIK,     // ҷ ӣ ӯ: tg
	L_TAJIK_UZ,  // ҳ: tg, uz-Cyrl
	L_UZBEK,     // ў: uz-Cyrl, be
	L_QG,        // қ ғ: tg, uz-Cyrl, kk
	L_KAZAKH,    // ә ұ һ: kk (ә һ also tt)
	L_I,         // і: kk, uk, be
	L_KYRGYZ,    // ң: ky, kk, tt
	L_OE_UE,     // ө ү: ky, kk, mn, tt
	L_TATAR,     // җ: tt
	L_BASHKIR,   // ҙ ҫ ҡ: ba
	L_UKRAINIAN, // ї є ґ: uk
	L_SOUTH,     // ј љ њ ђ ћ џ ѓ ќ ѕ: sr, mk
	L_YERU,      // ы: ru, be, kk, ky, ...
	L_SHCHA,     // щ: ru, uk, bg
	L_PERSIAN,   // پ چ ژ گ ک ی: fa, ur, ps
	L_ARABIC,    // ة ك ي ى: ar
	L_URDU,      // ٹ ڈ ڑ ں ے: ur
	L_PASHTO,    // ښ ځ څ ټ ډ ړ ې ۍ: ps
	L_KURDISH,   // ێ ۆ ڵ ڕ: ckb
	L_TURKMEN,   // ň ý: tk
	L_SCHWA,     // ə: az
	L_TURKISH,   // ı ğ ş: tr, az
	N_LETTER_SETS
};

enum script {
	SCRIPT_LATIN,
	SCRIPT_CYRILLIC,
	SCRIPT_ARABIC,
	SCRIPT_HAN,
	SCRIPT_KANA,
	SCRIPT_HANGUL,
	SCRIPT_GREEK,
	SCRIPT_HEBREW,
	SCRIPT_ARMENIAN,
	SCRIPT_GEORGIAN,
	SCRIPT_DEVANAGARI,
	SCRIPT_THAI,
	SCRIPT_OTHER,
	N_SCRIPTS
};

struct lang_letters {
	size_t script[N_SCRIPTS], set[N_LETTER_SETS], all;
	size_t ascii; // of all of them
};

// Script and set of each character below LANG_NEAR, worked out once.
enum { LANG_NEAR = 0x700 };

struct lang_letter_table {
	unsigned char script[LANG_NEAR], set[LANG_NEAR]; // N_SCRIPTS, N_LETTER_SETS: none
};

void lang_letters_open(struct lang_letter_table *t);

void lang_count_letters(struct lang_letters *out, const struct lang_letter_table *t, struct str text);

// How often o or g comes before one of ʻ ʼ ‘ ’ ' and `: letters of uz.
size_t lang_count_okina(struct str text);

// The script of most letters; SCRIPT_OTHER where there are none.
enum script lang_script(const struct lang_letters *l);

#endif

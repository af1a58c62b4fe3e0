// SPDX-License-Identifier: MIT
// Names of months and days of the week in English, Russian, Tajik, Kazakh, Kyrgyz, Uzbek (both scripts) and
// Turkmen, in all cases and usual abbreviations. A word is one of them as a whole: "mar" is March, "mary" is
// not.
#ifndef CORPUS_MONTHS_H
#define CORPUS_MONTHS_H

#include "base/str.h"

// 1 to 12; 0: no month. `word` is folded as features/words.h does it.
int month_named(struct str word);

// Monday 1 ... Sunday 7; 0: none. Tajik Monday is left out: it is also the name of Dushanbe.
int weekday_named(struct str word);

// Words that stand inside dates and say nothing: "of", "года", "соли", "жылғы", "yil", "nji", ...
bool is_date_filler(struct str word);

// False: none of the three above; a quick look at the first two letters.
bool may_be_of_date(struct str word);

#endif

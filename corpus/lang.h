// SPDX-License-Identifier: MIT
// The language of a text, from its letters first, then libexttextcat; "und" where unsure.
#ifndef CORPUS_LANG_H
#define CORPUS_LANG_H

#include "base/str.h"

struct lang_detector;

// One detector a thread. NULL when memory cannot be had.
struct lang_detector *lang_open(void);
void lang_close(struct lang_detector *d);

// A BCP 47 tag with static lifetime ("en", "ru", "tg", "kk", "ky", "uz-Cyrl", ...). Looks at most at the
// first 4 KiB.
const char *lang_detect(struct lang_detector *d, struct str text);

#endif

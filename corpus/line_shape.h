// SPDX-License-Identifier: MIT
// The shape of a line of text: what can be said of it without knowing its language.
//
// Counts are of characters, not bytes, so that scripts compare; an ideograph counts for three because it
// carries about as much as three letters. Pure; any thread.
#ifndef CORPUS_LINE_SHAPE_H
#define CORPUS_LINE_SHAPE_H

#include "base/str.h"

#include <stdint.h>

struct line_shape {
	uint32_t width;                          // visible characters, ideographs threefold
	uint32_t letters, digits;                // ideographs are letters
	uint32_t words, capitalised;             // runs of letters and digits; of them, begun by a capital
	uint32_t stops, commas;                  // sentence ends and commas of any script
	uint32_t latin, cyrillic, arabic, dense; // letters by script; dense: ideographs, kana, hangul
	bool ends;     // closes like a sentence (also with a quote or bracket behind)
	bool ellipsis; // closes with "..." or its one-character form
	bool colon;    // closes with a colon
};

// Shape of `text`, which is valid UTF-8.
struct line_shape line_shape(struct str text);

// The script that most letters belong to: 'l', 'c', 'a', 'd', or 0 where there are no letters.
char line_script(const struct line_shape *s);

// `text` in small letters with everything but letters and digits folded to single blanks, none at the ends;
// digits at the very end (a count) go too. At most `size` - 1 bytes and a NUL into `out`, cut at a character.
// Returns the length.
size_t line_fold(char *out, size_t size, struct str text);

// The next character that is neither white space of any kind nor invisible from byte *at on; 0 at the end.
uint32_t line_next_visible(struct str text, size_t *at);

#endif

// SPDX-License-Identifier: MIT
// Text in lines of a terminal's width.
#ifndef CLI_WRAP_H
#define CLI_WRAP_H

#include "base/buf.h"

// Appends `text`, made safe (output_safe), in lines of at most `width` columns (at least 8), each ended by a
// line feed. Lines break at blanks; a word that is wider than a line is cut; line feeds in the text stay. No
// blank stands at the end of a line. Stops after `most` lines (0: never). Returns how many lines it made.
size_t wrap_text(struct buf *out, struct str text, size_t width, size_t most);

// The longest start of `text` (valid UTF-8) that takes at most `width` columns.
struct str wrap_cut(struct str text, size_t width);

#endif

// SPDX-License-Identifier: MIT
// Text of others inside HTML and SVG. Internal to reports/.
#ifndef REPORTS_HTML_H
#define REPORTS_HTML_H

#include "base/buf.h"

// Appends `text` with & < > " ' escaped, bad UTF-8 and control characters replaced by U+FFFD: it stays text
// wherever it stands, also inside an attribute in quotes.
void html_text(struct buf *out, struct str text);

// The same for at most `most` characters; a longer text is cut and ends in "…".
void html_cut(struct buf *out, struct str text, size_t most);

// html_text of a sentence of ours, in which numbers and periods are not broken at the end of a line: "12–17
// %", "2015-W26".
void html_sentence(struct buf *out, struct str text);

// Whether `url` is an absolute http or https address without blanks or control characters: what may stand in
// a link.
bool html_may_link(struct str url);

#endif

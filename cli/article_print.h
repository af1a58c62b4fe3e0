// SPDX-License-Identifier: MIT
// One article as a line of JSON, a row of CSV, or for people.
#ifndef CLI_ARTICLE_PRINT_H
#define CLI_ARTICLE_PRINT_H

#include "corpus/article.h"
#include "cli/output.h"

// Each appends to `out`; a lack of memory is seen in buf_failed.
void article_to_json(struct buf *out, const struct article *a); // one line, with its line feed

void article_csv_head(struct buf *out);
void article_to_csv(struct buf *out, const struct article *a); // RFC 4180, labels separated by '|'

// Names and values one a line, a blank line, the text. With `removed`, what cleaning took out as well.
void article_to_text(struct buf *out, const struct article *a, bool color, bool removed);

// The labels separated by `between`; "-" when not labelled, "none" for none of the topics.
void article_labels(struct buf *out, const struct article *a, const char *between);

#endif

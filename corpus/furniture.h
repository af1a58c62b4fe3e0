// SPDX-License-Identifier: MIT
// Learned furniture: lines that repeat on many pages of one source.
//
// Two passes over the same pages: the first counts every line once a page, the second asks. Counts stand in a
// sketch of fixed size (count-min, four rows), so memory is bounded whatever the number of pages, and as
// additions commute, neither the order of the pages nor the number of threads changes an answer. A sketch may
// count too many, never too few: four independent cells would have to be shared.
//
//     struct furniture *f = furniture_open();
//     for each page:  furniture_page(f, source); furniture_line(f, source, line) for each line
//     then:           if (furniture_is(f, source, line, is_prose)) ...
//     furniture_close(f);
//
// Thread rule: one thread at a time for counting, any number for asking.
#ifndef CORPUS_FURNITURE_H
#define CORPUS_FURNITURE_H

#include "base/str.h"

#include <stdint.h>

struct furniture;

enum { FURNITURE_MIN_PAGES = 4 }; // fewer teach nothing

// About 16 MiB. NULL when memory cannot be had.
struct furniture *furniture_open(void);
void furniture_close(struct furniture *f);

// Counts one page of `source`; then each different line of it once (a line that the page holds twice is
// counted once).
void furniture_page(struct furniture *f, struct str source, const struct str *lines, size_t n);

// On how many pages of `source` the line stood, and how many pages there were.
uint32_t furniture_count(const struct furniture *f, struct str source, struct str line);
uint32_t furniture_pages(const struct furniture *f, struct str source);

// Whether the line is furniture: on at least 4 pages and 15 % of those of the source; prose, which agencies
// repeat in good faith, on at least 5 and half of them.
bool furniture_is(const struct furniture *f, struct str source, struct str line, bool prose);

#endif

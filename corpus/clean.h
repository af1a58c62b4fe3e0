// SPDX-License-Identifier: MIT
// Cleaning: from what a saved page or file holds to the article alone.
//
// Judged by structure (blank gaps, line length, closing punctuation, runs of headline-like lines, script,
// mark-up); known phrases (corpus/phrases.h) are further evidence only. What is taken out is kept in
// `removed`, each piece with its reason; sentences that recall an earlier story stay and are named in
// `flagged`. A clean article comes through byte for byte.
//
// While many pages are added, lines that repeat on many pages of one source are learned (corpus/furniture.h):
// the pages are read twice, first with `learning.counting`, then without.
#ifndef CORPUS_CLEAN_H
#define CORPUS_CLEAN_H

#include "corpus/article.h"
#include "corpus/furniture.h"

// Plain text (valid UTF-8) into the article: title (if the first line is one), dateline parts (place, date,
// agency), text, removed. Fields that are already set are not overwritten. Errors: DL_ENOMEM.
enum dl_status clean_text(struct article *a, struct str raw, struct dl_err *err);

struct learning {
	struct furniture *table;
	bool counting;     // count the lines of this page; else take out those that are known
	struct str folder; // names the source of pages that do not name theirs
};

// The same with what was learned; `l` may be NULL.
enum dl_status clean_text_learned(
	struct article *a, struct str raw, const struct learning *l, struct dl_err *err);

// What a dateline at the very start of a text says. `len` is the number of bytes it takes, with its closing
// dash and blanks; 0 if there is none. Strings are views into the text, absent where not said.
struct dateline {
	size_t len;
	struct str place, agency;
	struct civil date; // year 0: not said; month 0: no date
	bool impossible;   // the date is printed, but there is no such day
	int weekday;       // said beside the date: Monday 1 ... Sunday 7; else 0
};

struct dateline dateline_find(struct str text);

// "DUSHANBE" as a name: "Dushanbe"; a word that is not all capitals stays. NULL pointer when memory is short.
struct str place_name(struct arena *mem, struct str place);

#endif

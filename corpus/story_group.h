// SPDX-License-Identifier: MIT
// Grouping at work: the articles of some days, who of them are alike, which stories that makes. Internal to
// corpus/.
//
// An article is new, not yet compared with the others, where its story is NULL (it changed) or its row is
// above all rows in the table `sketch` (it was added since). So adding can write the article's own number as
// its story at once, and comparing need not write the row again unless it joins a story.
#ifndef CORPUS_STORY_GROUP_H
#define CORPUS_STORY_GROUP_H

#include "corpus/shingle.h"
#include "corpus/store_internal.h"

struct grouping;

// `compared`: the largest row in `sketch` before those of the new articles were put there. NULL when memory
// cannot be had.
struct grouping *grouping_new(struct store *s, int64_t compared);
void grouping_free(struct grouping *g);

// Forgets the articles, keeps what was joined.
void grouping_clear(struct grouping *g);

// The articles with first <= day <= last; those before `middle` are only compared with those from it on.
enum dl_status grouping_load(
	struct grouping *g, int64_t first, int64_t middle, int64_t last, struct dl_err *err);
enum dl_status grouping_load_undated(struct grouping *g, struct dl_err *err);

// Compares each article without a story with all that are loaded, and joins those that are alike.
enum dl_status grouping_compare(struct grouping *g, struct dl_err *err);

// Writes the story of every article without one, and of those whose stories grew together.
enum dl_status grouping_write(struct grouping *g, uint64_t *joined, struct dl_err *err);

#endif

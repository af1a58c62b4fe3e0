// SPDX-License-Identifier: MIT
// Stories: near-duplicate articles counted as one.
//
// Two articles at most 7 days apart are one story when their texts are alike (corpus/shingle.h). Joined
// transitively; a story is known by its earliest article. An undated article is compared with the undated
// ones only. Sketches find candidates, the decision is exact. The order of adding makes no difference; no
// text is altered.
#ifndef CORPUS_STORY_H
#define CORPUS_STORY_H

#include "base/progress.h"
#include "corpus/store.h"

enum { STORY_DAYS = 7 };

// Groups the articles that are new, or changed, since the last call: compares them with those of the days
// around, in one transaction. *joined: how many of them turned out to be one story with another article (of
// several new ones that make up a story, the first does not count). Not within store_begin. Memory: about 1
// KiB for each article of any 16 days. Errors: DL_ENOMEM, DL_EIO, DL_EINTERRUPT (nothing is kept, the next
// call does it).
enum dl_status store_group_stories(
	struct store *s, uint64_t *joined, const struct progress *p, struct dl_err *err);

#endif

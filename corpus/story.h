// SPDX-License-Identifier: MIT
// Stories: near-duplicate articles counted as one.
//
// Two articles at most 7 days apart are one story when the sets of their 4-word shingles resemble each other
// (|A∩B|/|A∪B| >= 0.5), or when the shorter, of at least 30 shingles, is contained in the other to 0.8. Joined transitively. MinHash
// (Broder 1997) finds candidates, the decision is exact. The result does not depend on the order of adding; no text is altered.
#ifndef CORPUS_STORY_H
#define CORPUS_STORY_H

#include "base/progress.h"
#include "corpus/store.h"

// Groups all articles anew and keeps the result in the store, in one transaction. *near_duplicates: articles that are not the earliest of their
// story. Memory: 8 bytes a word of text. Errors: DL_ENOMEM, DL_EIO, DL_EINTERRUPT.
enum dl_status store_group_stories(struct store *s, uint64_t *near_duplicates, const struct progress *p, struct dl_err *err);

#endif

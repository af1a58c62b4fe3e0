// SPDX-License-Identifier: MIT
// Which of many articles are near-duplicates: the one detection that the store's stories and the folds of
// training share.
//
// Two articles at most STORY_DAYS apart are joined when their texts are alike (corpus/shingle.h),
// transitively. Undated articles (day DATE_NONE) are compared among themselves only. Sketches find
// candidates, the decision is exact. The order of adding makes no difference; ties of size are broken by
// `row`.
//
//     struct story_index x;
//     if (!story_index_init(&x, read, payload)) ...
//     for each article: story_index_add(&x, &member);      // its sketch in x.mem, or kept by the caller
//     st = story_index_compare(&x, &err);
//     story of row r: union_root(x.stories, r)
//     story_index_release(&x);
#ifndef CORPUS_STORY_INDEX_H
#define CORPUS_STORY_INDEX_H

#include "base/arena.h"
#include "corpus/shingle.h"
#include "corpus/story_union.h"

struct story_member {
	int64_t row;   // above 0
	int64_t story; // 0: new
	int32_t day;
	bool early; // two such are not compared: that was done before
	struct sketch sketch;
};

// The shingles of the article `row`; `out` is overwritten.
typedef enum dl_status story_read_fn(void *payload, struct shingles *out, int64_t row, struct dl_err *err);

// Thread rule: one thread an index.
struct story_index {
	story_read_fn *read;
	void *payload;
	struct arena mem;             // the sketches
	struct story_member *members; // by number of shingles, then row
	size_t n, cap;
	struct union_find *stories; // outlives story_index_clear
	// Made by story_index_compare.
	uint64_t *postings; // hash in the upper half, member in the lower, ascending
	size_t n_postings, postings_cap;
	uint64_t *shared; // a bit a hash, by its low bits: it may stand in several sketches
	size_t n_shared, shared_cap;
	uint32_t *counts;  // hashes in common with the article at hand, by member
	uint32_t *touched; // members with a count
	size_t counts_cap, touched_cap, n_touched;
	struct shingles one, other;
	bool one_read;
};

// False when memory cannot be had; release it nevertheless.
bool story_index_init(struct story_index *g, story_read_fn *read, void *payload);
void story_index_release(struct story_index *g);

// Forgets the articles, keeps what was joined.
void story_index_clear(struct story_index *g);

// A member without shingles is like no other and is not kept. False when memory cannot be had.
bool story_index_add(struct story_index *g, const struct story_member *m);

// Compares each new article (story 0) with all others, and joins those that are alike. DL_ENOMEM, and the
// errors of `read`.
enum dl_status story_index_compare(struct story_index *g, struct dl_err *err);

#endif

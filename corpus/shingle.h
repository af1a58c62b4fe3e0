// SPDX-License-Identifier: MIT
// Shingles: the set of all runs of 4 words of a text, as hashes, by which near-duplicates are told (A. Broder
// 1997, "On the resemblance and containment of documents").
//
//     struct shingles a = {0}, b = {0};
//     if (shingles_read(&a, one) && shingles_read(&b, other) && shingles_alike(&a, &b)) ...
//     shingles_release(&a);
#ifndef CORPUS_SHINGLE_H
#define CORPUS_SHINGLE_H

#include "base/str.h"

#include <stdint.h>

enum { SHINGLE_WORDS = 4, SHINGLE_CONTAINED_FROM = 30 };

// `{0}` is a valid empty set. Thread rule: one thread a set.
struct shingles {
	uint64_t *hashes; // ascending, distinct
	size_t n, cap;
};

// The shingles of a text (words as features/words.h defines them). A text shorter than a shingle has one, the
// whole; a text without words has none. False when memory cannot be had.
bool shingles_read(struct shingles *out, struct str text);
void shingles_release(struct shingles *s);

size_t shingles_common(const struct shingles *a, const struct shingles *b);

// Resemblance |A∩B|/|A∪B| >= 0.5, or containment |A∩B|/min(|A|,|B|) >= 0.8 when the smaller has at least
// SHINGLE_CONTAINED_FROM. Exact but for equal 64-bit hashes of different shingles.
//
// Measured on made pairs (tests/unit/test_story_pairs.c prints the table, also for other bounds): with 1, 5,
// 10, 20 % of the words edited one by one 100, 99.7, 58 and 0 % are joined, with 10 or 20 % rewritten in one
// run, or a dateline added, all; a text with its own first half 99 %; unrelated stories of one topic never
// (300 pairs).
bool shingles_alike(const struct shingles *a, const struct shingles *b);

// The same rule from counts.
bool shingles_rule(size_t a, size_t b, size_t common);

// A sketch: the smallest 32-bit hashes of a set, at least a quarter of them and all of a small set. What is
// common to two sketches estimates what is common to the sets, also of a short text inside a long one.
struct sketch {
	uint32_t *hashes; // ascending, distinct
	size_t n;         // hashes in the sketch
	size_t shingles;  // of the set
	uint32_t limit;   // every hash of the set up to here is in the sketch
};

// How many hashes the sketch of `n` shingles has at most.
size_t sketch_size(size_t n);

// Writes the sketch of `s` into `hashes`, which has room for sketch_size(s->n).
struct sketch sketch_of(uint32_t *hashes, const struct shingles *s);

size_t sketch_common(const struct sketch *a, const struct sketch *b);

// False where the sets are almost surely not alike, given `common` equal hashes of the two sketches.
bool sketch_may_be_alike(const struct sketch *a, const struct sketch *b, size_t common);

#endif

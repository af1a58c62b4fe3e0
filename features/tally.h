// SPDX-License-Identifier: MIT
// Counts in how many articles each key stands.
#ifndef FEATURES_TALLY_H
#define FEATURES_TALLY_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tally_entry {
	uint64_t key;
	uint32_t n;     // articles; 0: empty slot
	uint32_t last;  // the article that counted last
	uint32_t order; // of first appearance
};

// `{0}` is an empty tally.
struct tally {
	struct tally_entry *slots; // open addressing, a power of two
	size_t n_slots, used;
};

// Counts `key` for article number `article` (from 1) once. *fresh: it had not been seen before. DL_ENOMEM.
enum dl_status tally_add(struct tally *t, uint64_t key, uint32_t article, bool *fresh, struct dl_err *err);

// The key's entry, or NULL.
const struct tally_entry *tally_find(const struct tally *t, uint64_t key);

// Packs the entries of at least `min` articles to the front of `slots`, the most frequent first
// (then in order of first appearance), and returns their number. The tally is then a list and no longer a
// table.
uint32_t tally_pack(struct tally *t, uint32_t min);

void tally_release(struct tally *t);

#endif

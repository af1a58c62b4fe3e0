// SPDX-License-Identifier: MIT
// Many small things of one lifetime, released at once (the strings and tokens of one article).
//
// `{0}` is a valid empty arena. `arena_reset` keeps the memory for the next article, so that a loop over
// articles allocates nothing in its steady state. Thread rule: one thread an arena.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *first, *current;
	size_t used; // of the current block
	bool failed; // an allocation since the last reset: something that was to be kept is missing
};

// `size` bytes aligned for any type, uninitialised, valid until reset or release; NULL when out of memory.
void *arena_alloc(struct arena *a, size_t size);

// A NUL-terminated copy (the view's `len` does not count the NUL). On failure `ptr` is NULL.
struct str arena_copy(struct arena *a, struct str text);

// Forgets the contents, keeps the memory. Blocks beyond 1 MiB in total are given back.
void arena_reset(struct arena *a);

void arena_release(struct arena *a);

#endif

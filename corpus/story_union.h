// SPDX-License-Identifier: MIT
// Union-find over numbers (stories and new articles by their rows); a number that was never joined takes no
// memory. Internal to corpus/.
#ifndef CORPUS_STORY_UNION_H
#define CORPUS_STORY_UNION_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct union_find;

// NULL when memory cannot be had.
struct union_find *union_new(void);
void union_free(struct union_find *u);

// The number that stands for the group of `x` (above 0).
int64_t union_root(const struct union_find *u, int64_t x);

// Puts the groups of `a` and `b` together. `new_a`, `new_b`: they are new articles, not stories that were
// there before. False when memory cannot be had.
bool union_join(struct union_find *u, int64_t a, bool new_a, int64_t b, bool new_b);

// New articles that joined an old story or an earlier new article.
uint64_t union_joined(const struct union_find *u);

// Calls fn for every number that was joined, in no particular order.
enum dl_status union_each(struct union_find *u,
	enum dl_status (*fn)(void *payload, int64_t x, int64_t root, struct dl_err *err), void *payload,
	struct dl_err *err);

#endif

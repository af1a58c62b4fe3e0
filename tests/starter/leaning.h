// SPDX-License-Identifier: MIT
// Sources and places that lean to one topic and would so give a label away.
#ifndef TESTS_LEANING_H
#define TESTS_LEANING_H

#include "corpus/article.h"

enum { LEAN_TOPICS = 5 }; // the four topics and none

// The topics in the order of a tally's columns; the last is "none".
extern const char *const lean_topics[LEAN_TOPICS];

struct tally {
	char *name;
	size_t articles, of[LEAN_TOPICS];
};

// `{0}` is empty. Owns its list and the names.
struct tallies {
	struct tally *list;
	size_t n, cap;
};

// Counts one article under `name` (an absent name is not counted). False: no memory.
bool tallies_add(struct tallies *t, struct str name, const struct article *a);

// Prints every name of at least `enough` articles of which more than `percent` carry one topic; how many.
size_t tallies_leaning(const struct tallies *t, const char *what, size_t enough, size_t percent);

void tallies_release(struct tallies *t);

#endif

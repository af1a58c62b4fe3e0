// SPDX-License-Identifier: MIT
// "Did you mean ...": the name nearest to a mistyped one.
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include <stddef.h>

struct suggestion {
	const char *typed;
	const char *best; // NULL: nothing near enough
	size_t distance;  // of `best`
};

// Starts with nothing near; then offer every name.
void suggest_start(struct suggestion *s, const char *typed);
void suggest_offer(struct suggestion *s, const char *name);

#endif

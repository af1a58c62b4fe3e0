// SPDX-License-Identifier: MIT
// Which of very many keys may occur often: one byte a key at most, so that those that are seen once or twice,
// as most pairs of words are, never need a place of their own.
//
// A key counts in the byte that its hash names, and so do others; so the sieve never says "seldom" of a key
// that is not, and says "often" of some that are seldom.
#ifndef FEATURES_SIEVE_H
#define FEATURES_SIEVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// `{0}`: nothing is known, everything may occur often.
struct sieve {
	uint8_t *counts; // up to 255
	size_t mask;
};

// For about `n` keys, counting the same key each time. False: no memory.
bool sieve_init(struct sieve *s, size_t n);
void sieve_release(struct sieve *s);

void sieve_add(struct sieve *s, uint64_t key);

// False: the key was added less than `min` times.
bool sieve_passes(const struct sieve *s, uint64_t key, uint32_t min);

#endif

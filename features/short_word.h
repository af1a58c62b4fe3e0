// SPDX-License-Identifier: MIT
// Short runs of word bytes as two numbers, the fast way to compare and to hash them.
#ifndef FEATURES_SHORT_WORD_H
#define FEATURES_SHORT_WORD_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { SHORT_BYTES = 16 };

// The bytes of a run, little end first, zero behind them; ASCII letters are made small.
typedef uint64_t short_word __attribute__((vector_size(SHORT_BYTES)));

// Of n <= SHORT_BYTES bytes at p, where SHORT_BYTES may be read. Digits have the bit already that makes
// letters small; of bytes from 0x80 on nothing is changed.
static inline __attribute__((always_inline)) short_word short_word_at(const char *p, size_t n)
{
	static const unsigned char mask[2 * SHORT_BYTES] = {
		255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
	short_word x, m;

	memcpy(&x, p, sizeof x);
	memcpy(&m, mask + SHORT_BYTES - n, sizeof m);
	return (x | (~x & UINT64_C(0x8080808080808080)) >> 2) & m;
}

// The same where no more than the n bytes may be read.
static inline short_word short_word_of(const char *p, size_t n)
{
	char copy[SHORT_BYTES] = {0};

	memcpy(copy, p, n);
	return short_word_at(copy, n);
}

#endif

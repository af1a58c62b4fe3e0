// SPDX-License-Identifier: MIT
// Where words may lie in 64 bytes of text, as bit masks: bit i speaks of byte i.
//
// `word`: ASCII letters and digits, and all bytes from 0x80 except those of `exotic`. `stop`: full stop, !
// and
// ?. `exotic`: lead bytes that may begin a character that is no part of a word (0xC2, and 0xE0 up): the
// caller looks at those one by one. Two-byte letters (Latin with accents, Greek, Cyrillic, Arabic) need no
// look.
//
// All ways of doing it give the same; the fastest that the processor has is chosen at run time.
#ifndef FEATURES_SCAN_H
#define FEATURES_SCAN_H

#include <stddef.h>
#include <stdint.h>

enum { SCAN_BLOCK = 64, SCAN_SPARE = 7 };

struct scan_masks {
	uint64_t word, stop, exotic;
};

// How many bits are set; without the instruction for it, which not every x86-64 processor has.
static inline size_t scan_count(uint64_t x)
{
	x -= x >> 1 & UINT64_C(0x5555555555555555);
	x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
	return (size_t)(((x + (x >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f)) * UINT64_C(0x0101010101010101) >> 56);
}

struct scan_way {
	void (*scan)(struct scan_masks *out, const unsigned char *block);

	// Writes base + i for each bit i that is set, in ascending order, and returns how many there are; up
	// to SCAN_SPARE places behind them are written to as well.
	size_t (*list)(size_t *out, uint64_t bits, size_t base);
};

// The ways that this processor has, portable first, fastest last; *n of them.
const struct scan_way *scan_ways(size_t *n);

static inline const struct scan_way *scan_fastest(void)
{
	size_t n;
	const struct scan_way *ways = scan_ways(&n);

	return &ways[n - 1];
}

#endif

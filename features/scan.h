// SPDX-License-Identifier: MIT
// Where words may lie in 64 bytes of text, as bit masks: bit i speaks of byte i.
//
// `word`: ASCII letters and digits, and all bytes from 0x80 except those of `exotic`. `stop`: full stop, !
// and
// ?. `exotic`: lead bytes that may begin a character that is no part of a word (0xC2, and 0xE0 up): the
// caller looks at those one by one. Two-byte letters (Latin with accents, Greek, Cyrillic, Arabic) need no
// look.
//
// The ways of finding the masks give the same masks; the fastest that the processor has is chosen at run
// time.
#ifndef FEATURES_SCAN_H
#define FEATURES_SCAN_H

#include <stddef.h>
#include <stdint.h>

enum { SCAN_BLOCK = 64 };

struct scan_masks {
	uint64_t word, stop, exotic;
};

typedef void scan_fn(struct scan_masks *out, const unsigned char *block);

scan_fn scan_portable;

// The ways that this processor has, portable first, fastest last; *n of them.
scan_fn *const *scan_ways(size_t *n);

#endif

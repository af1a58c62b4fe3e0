// SPDX-License-Identifier: MIT
// Sixteen bytes at a time in plain C: the vectors of gcc and clang, which every processor has in some way.
// Comparisons give 255 for yes and 0 for no in each byte:
//
//     bytes x = bytes_load(p);
//     bytes is_a = (bytes)(x == 'a');
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef unsigned char bytes __attribute__((vector_size(16)));

// Any address will do.
static inline bytes bytes_load(const void *p)
{
	bytes x;

	memcpy(&x, p, sizeof x);
	return x;
}

// Whether any byte is 128 or more.
static inline bool bytes_any_high(bytes x)
{
	uint64_t half[2];

	memcpy(half, &x, sizeof half);
	return (half[0] | half[1]) & UINT64_C(0x8080808080808080);
}

#endif

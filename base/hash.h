// SPDX-License-Identifier: MIT
// Hashing: fast and the same on every machine; not for secrets.
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

// 64-bit hash of `len` bytes. Little-endian by definition, so equal on all machines.
uint64_t hash64(const void *data, size_t len, uint64_t seed);

// Another hash of the same kind, for megabytes: twice as fast as hash64 there, slower for a few bytes.
uint64_t hash64_long(const void *data, size_t len, uint64_t seed);

// Mixes one 64-bit value so that every input bit moves every output bit (a bijection).
static inline uint64_t hash_mix(uint64_t x)
{
	x ^= x >> 32;
	x *= UINT64_C(0xd6e8feb86659fd93);
	x ^= x >> 32;
	x *= UINT64_C(0xd6e8feb86659fd93);
	x ^= x >> 32;
	return x;
}

enum { HASH_ID_LEN = 20 };

// A content id: 80 bits of hash over the parts, as 20 hexadecimal digits and a NUL.
// The parts are kept apart: ("ab","c") and ("a","bc") differ.
void hash_id(char out[HASH_ID_LEN + 1], const struct str *parts, size_t n);

#endif

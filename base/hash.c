// SPDX-License-Identifier: MIT
#include "base/hash.h"

#include <stdio.h>

static const uint64_t K0 = UINT64_C(0x9e3779b97f4a7c15);
static const uint64_t K1 = UINT64_C(0xbf58476d1ce4e5b9);

static uint64_t load_le(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

	for (size_t i = 0; i < n; i++)
		v |= (uint64_t)p[i] << (8 * i);
	return v;
}

static uint64_t load8(const unsigned char *p)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint64_t v;

	memcpy(&v, p, sizeof v);
	return v;
#else
	return load_le(p, 8);
#endif
}

// Two lanes of multiply-and-rotate over 16-byte steps, then a final mix of both with the length.
uint64_t hash64(const void *data, size_t len, uint64_t seed)
{
	const unsigned char *p = data;
	uint64_t a = seed ^ K0, b = seed + K1;
	size_t left = len;

	for (; left >= 16; left -= 16, p += 16) {
		a = (a ^ load8(p)) * K1;
		a ^= a >> 29;
		b = (b ^ load8(p + 8)) * K0;
		b ^= b >> 31;
	}
	if (left > 8) {
		a = (a ^ load8(p)) * K1;
		b = (b ^ load_le(p + 8, left - 8)) * K0;
	} else if (left) {
		a = (a ^ load_le(p, left)) * K1;
	}
	return hash_mix(hash_mix(a ^ (uint64_t)len) + b);
}

enum { LANES = 8, STEP = LANES * 8 };

static inline __attribute__((always_inline)) void take_step(uint64_t lane[LANES], const unsigned char *p)
{
	for (size_t i = 0; i < LANES; i += 2) {
		lane[i] = (lane[i] ^ load8(p + 8 * i)) * K1;
		lane[i] ^= lane[i] >> 29;
		lane[i + 1] = (lane[i + 1] ^ load8(p + 8 * i + 8)) * K0;
		lane[i + 1] ^= lane[i + 1] >> 31;
	}
}

// Four times the two lanes of hash64, so that the processor need not wait for one multiplication before it
// begins the next. A lane never forgets a change of one of its words: each step is a bijection of what it
// was.
uint64_t hash64_long(const void *data, size_t len, uint64_t seed)
{
	const unsigned char *p = data;
	unsigned char last[STEP] = {0};
	uint64_t lane[LANES], h;
	size_t left = len;

	for (size_t i = 0; i < LANES; i++)
		lane[i] = hash_mix(seed + i * K0);
	for (; left >= STEP; left -= STEP, p += STEP)
		take_step(lane, p);
	if (left) {
		memcpy(last, p, left);
		take_step(lane, last);
	}
	h = seed ^ (uint64_t)len;
	for (size_t i = 0; i < LANES; i++)
		h = hash_mix(h * K0 + lane[i]);
	return h;
}

void hash_id(char out[HASH_ID_LEN + 1], const struct str *parts, size_t n)
{
	uint64_t high = 1, low = 2;

	for (size_t i = 0; i < n; i++) {
		high = hash64(parts[i].ptr, parts[i].len, hash_mix(high + i));
		low = hash64(parts[i].ptr, parts[i].len, hash_mix(low ^ (high + i)));
	}
	snprintf(out, HASH_ID_LEN + 1, "%016llx%04llx", (unsigned long long)high,
		(unsigned long long)(low & 0xffff));
}

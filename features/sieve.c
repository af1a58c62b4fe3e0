// SPDX-License-Identifier: MIT
#include "features/sieve.h"

#include "base/hash.h"
#include "base/mem.h"

enum { LEAST = 1 << 12 };

bool sieve_init(struct sieve *s, size_t n)
{
	size_t size = LEAST;

	while (size < n && size < SIZE_MAX / 4)
		size *= 2;
	*s = (struct sieve){.counts = mem_zalloc(size, sizeof *s->counts), .mask = size - 1};
	return s->counts != NULL;
}

void sieve_release(struct sieve *s)
{
	mem_free(s->counts);
	*s = (struct sieve){0};
}

void sieve_add(struct sieve *s, uint64_t key)
{
	uint8_t *count = &s->counts[hash_mix(key) & s->mask];

	*count = (uint8_t)(*count + (*count < UINT8_MAX));
}

bool sieve_passes(const struct sieve *s, uint64_t key, uint32_t min)
{
	return !s->counts || s->counts[hash_mix(key) & s->mask] >= (min < UINT8_MAX ? min : UINT8_MAX);
}

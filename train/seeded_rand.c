// SPDX-License-Identifier: MIT
#include "train/seeded_rand.h"

#include "base/hash.h"

// The ban on rand() is for callers; here it is defined.
#undef rand

static _Thread_local uint64_t state;

void seeded_rand_start(uint32_t seed)
{
	state = hash_mix(seed + UINT64_C(0x9e3779b97f4a7c15));
}

// In place of the C library's, so it must be seen by libsvm and LIBLINEAR though all else is hidden: 31
// random bits (splitmix64; Steele, Lea and Flood 2014).
__attribute__((visibility("default"))) int rand(void)
{
	state += UINT64_C(0x9e3779b97f4a7c15);
	return (int)(hash_mix(state) & RAND_MAX);
}

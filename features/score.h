// SPDX-License-Identifier: MIT
// Sums of weights: what terms say of each topic.
#ifndef FEATURES_SCORE_H
#define FEATURES_SCORE_H

#include <stddef.h>
#include <stdint.h>

// The value of a feature of a vector is weight * scale.
struct feature {
	uint32_t id;
	float weight;
};

// out[k] = sum over the n items, in their order, of item weight * weights[id * n_topics + k], as doubles.
// Every way gives the same bits: only different topics are added up at once.
typedef void score_fn(
	double *out, const float *weights, size_t n_topics, const struct feature *items, size_t n);

// The ways that this processor has, portable first, fastest last; *n of them.
score_fn *const *score_ways(size_t *n);

static inline score_fn *score_fastest(void)
{
	size_t n;
	score_fn *const *ways = score_ways(&n);

	return ways[n - 1];
}

#endif

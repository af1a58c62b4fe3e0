// SPDX-License-Identifier: MIT
// Sums of weights: what a vector says of each topic. Internal to models/.
#ifndef MODELS_SCORE_H
#define MODELS_SCORE_H

#include "features/extract.h"

// out[k] = sum over the items of v, in their order, of item weight * weights[id * n_topics + k], as doubles.
// Every way gives the same bits: only different topics are added up at once.
typedef void score_fn(double *out, const float *weights, size_t n_topics, const struct vec *v);

// The ways that this processor has, portable first, fastest last; *n of them.
score_fn *const *score_ways(size_t *n);

#endif

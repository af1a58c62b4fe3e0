// SPDX-License-Identifier: MIT
#include "features/score.h"

#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { AHEAD = 20 }; // items whose weights are on their way from memory

#define HOT static inline __attribute__((always_inline))

typedef double pair __attribute__((vector_size(16)));

HOT pair two(const float *w, double x)
{
	return (pair){(double)w[0], (double)w[1]} * x;
}

// Items from `from` to `to` for topics from the first of `w`: four or eight, in registers.
HOT void sum_two_by_two(pair sum[4], const float *w, size_t n_topics, const struct feature *items,
	size_t from, size_t to, size_t width, bool ahead)
{
	for (size_t i = from; i < to; i++) {
		const float *row = w + (size_t)items[i].id * n_topics;
		double x = (double)items[i].weight;

		if (ahead)
			__builtin_prefetch(w + (size_t)items[i + AHEAD].id * n_topics);
		for (size_t p = 0; p < width / 2; p++)
			sum[p] += two(row + 2 * p, x);
	}
}

HOT void score_some(
	double *out, const float *w, size_t n_topics, const struct feature *items, size_t n, size_t width)
{
	size_t middle = n > AHEAD ? n - AHEAD : 0;
	pair sum[4] = {{0}};

	sum_two_by_two(sum, w, n_topics, items, 0, middle, width, true);
	sum_two_by_two(sum, w, n_topics, items, middle, n, width, false);
	memcpy(out, sum, width * sizeof *out);
}

static double score_one(const float *w, size_t n_topics, const struct feature *items, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (double)items[i].weight * (double)w[(size_t)items[i].id * n_topics];
	return sum;
}

// The sums of as many topics as the function is made for, from the first of `w`.
typedef void block_fn(double *out, const float *w, size_t n_topics, const struct feature *items, size_t n);

static void score_blocks(double *out, const float *weights, size_t n_topics, const struct feature *items,
	size_t n, block_fn *eight, block_fn *four)
{
	size_t k = 0;

	for (; k + 8 <= n_topics; k += 8)
		eight(out + k, weights + k, n_topics, items, n);
	for (; k + 4 <= n_topics; k += 4)
		four(out + k, weights + k, n_topics, items, n);
	for (; k < n_topics; k++)
		out[k] = score_one(weights + k, n_topics, items, n);
}

static void eight_portable(
	double *out, const float *w, size_t n_topics, const struct feature *items, size_t n)
{
	score_some(out, w, n_topics, items, n, 8);
}

static void four_portable(double *out, const float *w, size_t n_topics, const struct feature *items, size_t n)
{
	score_some(out, w, n_topics, items, n, 4);
}

static void score_portable(
	double *out, const float *weights, size_t n_topics, const struct feature *items, size_t n)
{
	score_blocks(out, weights, n_topics, items, n, eight_portable, four_portable);
}

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256d four(const float *w, __m256d x)
{
	return _mm256_mul_pd(_mm256_cvtps_pd(_mm_loadu_ps(w)), x);
}

AVX2 HOT void sum_fours(__m256d sum[2], const float *w, size_t n_topics, const struct feature *items,
	size_t from, size_t to, size_t width, bool ahead)
{
	for (size_t i = from; i < to; i++) {
		const float *row = w + (size_t)items[i].id * n_topics;
		__m256d x = _mm256_set1_pd((double)items[i].weight);

		if (ahead)
			__builtin_prefetch(w + (size_t)items[i + AHEAD].id * n_topics);
		sum[0] = _mm256_add_pd(sum[0], four(row, x));
		if (width == 8)
			sum[1] = _mm256_add_pd(sum[1], four(row + 4, x));
	}
}

AVX2 HOT void score_fours(
	double *out, const float *w, size_t n_topics, const struct feature *items, size_t n, size_t width)
{
	size_t middle = n > AHEAD ? n - AHEAD : 0;
	__m256d sum[2] = {_mm256_setzero_pd(), _mm256_setzero_pd()};

	sum_fours(sum, w, n_topics, items, 0, middle, width, true);
	sum_fours(sum, w, n_topics, items, middle, n, width, false);
	_mm256_storeu_pd(out, sum[0]);
	if (width == 8)
		_mm256_storeu_pd(out + 4, sum[1]);
}

AVX2 static void eight_avx2(
	double *out, const float *w, size_t n_topics, const struct feature *items, size_t n)
{
	score_fours(out, w, n_topics, items, n, 8);
}

AVX2 static void four_avx2(
	double *out, const float *w, size_t n_topics, const struct feature *items, size_t n)
{
	score_fours(out, w, n_topics, items, n, 4);
}

static void score_avx2(
	double *out, const float *weights, size_t n_topics, const struct feature *items, size_t n)
{
	score_blocks(out, weights, n_topics, items, n, eight_avx2, four_avx2);
}

score_fn *const *score_ways(size_t *n)
{
	static score_fn *const ways[] = {score_portable, score_avx2};

	*n = __builtin_cpu_supports("avx2") ? 2 : 1;
	return ways;
}

#else

score_fn *const *score_ways(size_t *n)
{
	static score_fn *const ways[] = {score_portable};

	*n = 1;
	return ways;
}

#endif

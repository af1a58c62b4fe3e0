// SPDX-License-Identifier: MIT
// Least significant digit first, a byte a pass; a pass in which all numbers agree is left out.
#include "corpus/radix.h"

#include <string.h>

enum { DIGITS = 8, BASE = 256, FEW = 24 };

static void insertion_sort(uint64_t *values, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		uint64_t v = values[i];
		size_t k = i;

		for (; k && values[k - 1] > v; k--)
			values[k] = values[k - 1];
		values[k] = v;
	}
}

static void pass(uint64_t *to, const uint64_t *from, size_t n, int digit, size_t counts[BASE])
{
	size_t at = 0;

	for (int b = 0; b < BASE; b++) {
		size_t count = counts[b];

		counts[b] = at;
		at += count;
	}
	for (size_t i = 0; i < n; i++)
		to[counts[from[i] >> 8 * digit & 255]++] = from[i];
}

void radix_sort(uint64_t *values, uint64_t *scratch, size_t n)
{
	size_t counts[DIGITS][BASE] = {{0}};
	uint64_t *from = values, *to = scratch;

	if (n <= FEW) {
		insertion_sort(values, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		for (int d = 0; d < DIGITS; d++)
			counts[d][values[i] >> 8 * d & 255]++;
	for (int d = 0; d < DIGITS; d++) {
		uint64_t *swap = from;

		if (counts[d][from[0] >> 8 * d & 255] == n)
			continue;
		pass(to, from, n, d, counts[d]);
		from = to;
		to = swap;
	}
	if (from != values)
		memcpy(values, from, n * sizeof *values);
}

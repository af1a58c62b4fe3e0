// SPDX-License-Identifier: MIT
// Most significant byte first, until few numbers agree in all bytes so far; one insertion sort over all then
// has little to move. A pass in which all numbers agree is left out.
#include "base/radix.h"

#include <string.h>

enum { BASE = 256, FEW = 16, TOP = 56 };

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

static void count(size_t counts[BASE], const uint64_t *values, size_t n, int shift)
{
	memset(counts, 0, BASE * sizeof *counts);
	for (size_t i = 0; i < n; i++)
		counts[values[i] >> shift & 255]++;
}

// Puts those that agree in the byte at `shift` side by side; counts[b]: then where the byte b ends.
static void spread(uint64_t *values, uint64_t *scratch, size_t n, int shift, size_t counts[BASE])
{
	size_t at = 0;

	for (int b = 0; b < BASE; b++) {
		size_t here = counts[b];

		counts[b] = at;
		at += here;
	}
	for (size_t i = 0; i < n; i++)
		scratch[counts[values[i] >> shift & 255]++] = values[i];
	memcpy(values, scratch, n * sizeof *values);
}

// At most 8 deep: a level a byte.
static void sort_roughly(uint64_t *values, uint64_t *scratch, size_t n, int shift)
{
	size_t counts[BASE], from = 0;

	count(counts, values, n, shift);
	while (counts[values[0] >> shift & 255] == n && shift) {
		shift -= 8;
		count(counts, values, n, shift);
	}
	spread(values, scratch, n, shift, counts);
	for (int b = 0; b < BASE && shift; from = counts[b++])
		if (counts[b] - from > FEW)
			sort_roughly(values + from, scratch, counts[b] - from, shift - 8);
}

void radix_sort(uint64_t *values, uint64_t *scratch, size_t n)
{
	if (n > FEW)
		sort_roughly(values, scratch, n, TOP);
	insertion_sort(values, n);
}

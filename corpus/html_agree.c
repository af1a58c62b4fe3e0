// SPDX-License-Identifier: MIT
#include "corpus/html_agree.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>

enum { RUN = 4 };

static bool is_word_byte(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

struct runs {
	uint64_t *hash;
	size_t n, cap;
};

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static bool gather(struct runs *out, struct str t)
{
	uint64_t last[RUN] = {0};
	size_t words = 0;

	for (size_t i = 0; i < t.len;) {
		size_t from = i;
		uint64_t h = 0;

		while (i < t.len && is_word_byte((unsigned char)t.ptr[i]))
			i++;
		if (i == from) {
			i++;
			continue;
		}
		memmove(last, last + 1, sizeof last - sizeof *last);
		last[RUN - 1] = hash64(t.ptr + from, i - from, 5);
		if (++words < RUN)
			continue;
		for (int k = 0; k < RUN; k++)
			h = hash_mix(h * 31 + last[k]);
		if (!mem_grow((void **)&out->hash, &out->cap, out->n + 1, sizeof *out->hash))
			return false;
		out->hash[out->n++] = h;
	}
	qsort(out->hash ? out->hash : &last[0], out->n, sizeof *out->hash, by_value);
	return true;
}

static double share_in(const struct runs *a, const struct runs *b)
{
	size_t k = 0, hits = 0;

	for (size_t i = 0; i < a->n; i++) {
		while (k < b->n && b->hash[k] < a->hash[i])
			k++;
		hits += k < b->n && b->hash[k] == a->hash[i];
	}
	return a->n ? (double)hits / (double)a->n : 0;
}

bool texts_agree(struct agreement *out, struct str a, struct str b)
{
	struct runs x = {0}, y = {0};
	bool fine = gather(&x, a) && gather(&y, b);

	if (fine)
		*out = (struct agreement){x.n, y.n, share_in(&x, &y), share_in(&y, &x)};
	mem_free(x.hash);
	mem_free(y.hash);
	return fine;
}

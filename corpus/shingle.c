// SPDX-License-Identifier: MIT
#include "corpus/shingle.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/radix.h"
#include "features/words.h"

enum { SKETCH_ALL = 64, SKETCH_SHARE = 4, SKETCH_MAX = 65536 };

static bool add_hash(struct shingles *s, const uint64_t *words, size_t n)
{
	if (!mem_grow((void **)&s->hashes, &s->cap, s->n + 1, sizeof *s->hashes))
		return false;
	s->hashes[s->n++] = hash64(words, n * sizeof *words, n);
	return true;
}

// What lies behind the hashes is the room that sorting needs.
static bool sort_distinct(struct shingles *s)
{
	size_t n = 0;

	if (!mem_grow((void **)&s->hashes, &s->cap, 2 * s->n, sizeof *s->hashes))
		return false;
	if (s->n)
		radix_sort(s->hashes, s->hashes + s->n, s->n);
	for (size_t i = 0; i < s->n; i++)
		if (i == 0 || s->hashes[i] != s->hashes[i - 1])
			s->hashes[n++] = s->hashes[i];
	s->n = n;
	return true;
}

bool shingles_read(struct shingles *out, struct str text)
{
	uint64_t last[SHINGLE_WORDS] = {0};
	size_t n = 0;
	struct words w;

	out->n = 0;
	words_start(&w, text);
	while (words_next(&w)) {
		if (n >= SHINGLE_WORDS)
			memmove(last, last + 1, sizeof last - sizeof *last);
		last[n < SHINGLE_WORDS ? n : SHINGLE_WORDS - 1] = hash64(w.folded.ptr, w.folded.len, 0);
		if (++n >= SHINGLE_WORDS && !add_hash(out, last, SHINGLE_WORDS))
			return false;
	}
	if (n && n < SHINGLE_WORDS && !add_hash(out, last, n))
		return false;
	return sort_distinct(out);
}

void shingles_release(struct shingles *s)
{
	mem_free(s->hashes);
	*s = (struct shingles){0};
}

size_t shingles_common(const struct shingles *a, const struct shingles *b)
{
	size_t i = 0, j = 0, n = 0;

	while (i < a->n && j < b->n) {
		uint64_t x = a->hashes[i], y = b->hashes[j];

		n += x == y;
		i += x <= y;
		j += y <= x;
	}
	return n;
}

bool shingles_rule(size_t a, size_t b, size_t common)
{
	size_t least = a < b ? a : b;

	if (!least)
		return false;
	return common * 2 >= a + b - common || (least >= SHINGLE_CONTAINED_FROM && common * 5 >= least * 4);
}

bool shingles_alike(const struct shingles *a, const struct shingles *b)
{
	return shingles_rule(a->n, b->n, shingles_common(a, b));
}

size_t sketch_size(size_t n)
{
	size_t share = n / SKETCH_SHARE;

	if (n <= SKETCH_ALL)
		return n;
	return share < SKETCH_ALL ? SKETCH_ALL : share > SKETCH_MAX ? SKETCH_MAX : share;
}

// The set is in order, so its smallest hashes stand first; their upper halves are in order too.
struct sketch sketch_of(uint32_t *hashes, const struct shingles *s)
{
	size_t take = sketch_size(s->n);
	struct sketch k = {.hashes = hashes, .shingles = s->n, .limit = UINT32_MAX};

	for (size_t i = 0; i < take; i++) {
		uint32_t h = (uint32_t)(s->hashes[i] >> 32);

		if (!k.n || h != hashes[k.n - 1])
			hashes[k.n++] = h;
	}
	if (take < s->n)
		k.limit = hashes[k.n - 1];
	return k;
}

size_t sketch_common(const struct sketch *a, const struct sketch *b)
{
	size_t i = 0, j = 0, n = 0;

	while (i < a->n && j < b->n) {
		uint32_t x = a->hashes[i], y = b->hashes[j];

		n += x == y;
		i += x <= y;
		j += y <= x;
	}
	return n;
}

static size_t up_to(const struct sketch *k, uint32_t limit)
{
	size_t low = 0, high = k->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (k->hashes[middle] <= limit)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

// Both sketches are complete up to the lower limit: there they are a sample of the two sets. Of whole sets
// the rule itself decides, one hash in doubt; of samples, far looser bounds.
bool sketch_may_be_alike(const struct sketch *a, const struct sketch *b, size_t common)
{
	uint32_t limit = a->limit < b->limit ? a->limit : b->limit;
	size_t in_a = up_to(a, limit), in_b = up_to(b, limit), least = in_a < in_b ? in_a : in_b;

	if (!common)
		return false;
	if (limit == UINT32_MAX)
		return shingles_rule(a->shingles, b->shingles, common + 1);
	return common * 10 >= 3 * (in_a + in_b - common) || common * 5 >= least * 2;
}

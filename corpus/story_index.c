// SPDX-License-Identifier: MIT
#include "corpus/story_index.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/radix.h"
#include "corpus/story.h"

// A hash that more articles share is boilerplate, or a text sent very often: each of them is then compared
// with its NEIGHBOURS in size only, which still joins the copies, one to the next.
enum { COMMON_HASH = 256, NEIGHBOURS = 32 };

bool story_index_init(struct story_index *g, story_read_fn *read, void *payload)
{
	*g = (struct story_index){.read = read, .payload = payload};
	g->stories = union_new();
	return g->stories;
}

void story_index_release(struct story_index *g)
{
	arena_release(&g->mem);
	shingles_release(&g->one);
	shingles_release(&g->other);
	union_free(g->stories);
	mem_free(g->members);
	mem_free(g->postings);
	mem_free(g->shared);
	mem_free(g->counts);
	mem_free(g->touched);
}

void story_index_clear(struct story_index *g)
{
	arena_reset(&g->mem);
	g->n = g->n_postings = 0;
}

bool story_index_add(struct story_index *g, const struct story_member *m)
{
	if (!m->sketch.n || g->n == UINT32_MAX)
		return true;
	if (!mem_grow((void **)&g->members, &g->cap, g->n + 1, sizeof *g->members))
		return false;
	g->members[g->n++] = *m;
	return true;
}

static int by_size(const void *a, const void *b)
{
	const struct story_member *x = a, *y = b;

	if (x->sketch.shingles != y->sketch.shingles)
		return x->sketch.shingles < y->sketch.shingles ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static uint64_t *shared_bit(const struct story_index *g, uint32_t hash, uint64_t *bit)
{
	uint64_t at = hash_mix(hash) & (g->n_shared * 64 - 1);

	*bit = UINT64_C(1) << at % 64;
	return &g->shared[at / 64];
}

// Most hashes stand in one sketch only: a bit for each that does not (and by chance for a few that do) saves
// the search.
static bool mark_shared(struct story_index *g)
{
	uint64_t bit;

	for (g->n_shared = 16; g->n_shared * 4 < g->n_postings;)
		g->n_shared *= 2;
	if (!mem_grow((void **)&g->shared, &g->shared_cap, g->n_shared, sizeof *g->shared))
		return false;
	memset(g->shared, 0, g->n_shared * sizeof *g->shared);
	for (size_t i = 1; i < g->n_postings; i++)
		if (g->postings[i] >> 32 == g->postings[i - 1] >> 32) {
			uint64_t *word = shared_bit(g, (uint32_t)(g->postings[i] >> 32), &bit);

			*word |= bit;
		}
	return true;
}

static bool build_index(struct story_index *g)
{
	size_t total = 0;

	qsort(g->members, g->n, sizeof *g->members, by_size);
	for (size_t i = 0; i < g->n; i++)
		total += g->members[i].sketch.n;
	if (!mem_grow((void **)&g->postings, &g->postings_cap, 2 * total, sizeof *g->postings) ||
		!mem_grow((void **)&g->counts, &g->counts_cap, g->n, sizeof *g->counts) ||
		!mem_grow((void **)&g->touched, &g->touched_cap, g->n, sizeof *g->touched))
		return false;
	memset(g->counts, 0, g->n * sizeof *g->counts);
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < g->members[i].sketch.n; k++)
			g->postings[g->n_postings++] = (uint64_t)g->members[i].sketch.hashes[k] << 32 | i;
	radix_sort(g->postings, g->postings + total, g->n_postings);
	return mark_shared(g);
}

static size_t posting(const struct story_index *g, uint64_t key)
{
	size_t low = 0, high = g->n_postings;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (g->postings[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

// Pairs of two new articles are looked at once; pairs before the middle belong to the block before.
static bool is_candidate(const struct story_index *g, size_t one, size_t other)
{
	const struct story_member *a = &g->members[one], *b = &g->members[other];
	int64_t apart = (int64_t)a->day - (int64_t)b->day;

	if (one == other || (!b->story && other > one) || (a->early && b->early))
		return false;
	return apart >= -STORY_DAYS && apart <= STORY_DAYS;
}

static void count_range(struct story_index *g, size_t one, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		size_t other = (uint32_t)g->postings[i];

		if (!is_candidate(g, one, other))
			continue;
		if (!g->counts[other]++)
			g->touched[g->n_touched++] = (uint32_t)other;
	}
}

// Counts what the others have in common with `one`. Returns how many hashes were only counted for neighbours.
static size_t count_common(struct story_index *g, size_t one)
{
	const struct sketch *k = &g->members[one].sketch;
	size_t partly = 0;

	g->n_touched = 0;
	for (size_t i = 0; i < k->n; i++) {
		size_t from, to, own;
		uint64_t bit;

		if (!(*shared_bit(g, k->hashes[i], &bit) & bit))
			continue;
		from = to = posting(g, (uint64_t)k->hashes[i] << 32);
		while (to < g->n_postings && g->postings[to] >> 32 == k->hashes[i])
			to++;
		if (to - from > COMMON_HASH) {
			own = posting(g, (uint64_t)k->hashes[i] << 32 | one);
			from = own - from > NEIGHBOURS ? own - NEIGHBOURS : from;
			to = to - own > NEIGHBOURS ? own + NEIGHBOURS + 1 : to;
			partly++;
		}
		count_range(g, one, from, to);
	}
	return partly;
}

static int64_t story_of(const struct story_index *g, const struct story_member *m)
{
	return union_root(g->stories, m->story ? m->story : m->row);
}

static enum dl_status decide(
	struct story_index *g, struct story_member *a, struct story_member *b, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	if (story_of(g, a) == story_of(g, b) ||
		!sketch_may_be_alike(&a->sketch, &b->sketch, sketch_common(&a->sketch, &b->sketch)))
		return DL_OK;
	if (!g->one_read)
		st = g->read(g->payload, &g->one, a->row, err);
	g->one_read = true;
	if (st == DL_OK)
		st = g->read(g->payload, &g->other, b->row, err);
	if (st != DL_OK || !shingles_alike(&g->one, &g->other))
		return st;
	if (!union_join(g->stories, a->story ? a->story : a->row, !a->story, b->story ? b->story : b->row,
		    !b->story))
		return err_nomem(err);
	return DL_OK;
}

static enum dl_status compare_one(struct story_index *g, size_t one, struct dl_err *err)
{
	struct story_member *a = &g->members[one];
	size_t partly = count_common(g, one);
	enum dl_status st = DL_OK;

	g->one_read = false;
	for (size_t i = 0; i < g->n_touched; i++) {
		struct story_member *b = &g->members[g->touched[i]];
		size_t common = g->counts[g->touched[i]] + partly;

		g->counts[g->touched[i]] = 0;
		if (st == DL_OK && sketch_may_be_alike(&a->sketch, &b->sketch, common))
			st = decide(g, a, b, err);
	}
	return st;
}

enum dl_status story_index_compare(struct story_index *g, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	if (!g->n)
		return DL_OK;
	if (!build_index(g))
		return err_nomem(err);
	for (size_t i = 0; i < g->n && st == DL_OK; i++)
		if (!g->members[i].story)
			st = compare_one(g, i, err);
	return st;
}

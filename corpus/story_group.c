// SPDX-License-Identifier: MIT
#include "corpus/story_group.h"

#include "base/hash.h"
#include "base/mem.h"
#include "corpus/radix.h"
#include "corpus/story.h"
#include "corpus/story_union.h"

// A hash that more articles share is boilerplate, or a text sent very often: each of them is then compared
// with its NEIGHBOURS in size only, which still joins the copies, one to the next.
enum { COMMON_HASH = 256, NEIGHBOURS = 32 };

struct member {
	int64_t row, story; // story 0: new
	int32_t day;
	bool early; // before the middle
	struct sketch sketch;
};

struct grouping {
	struct store *s;
	struct arena mem;       // the sketches
	struct member *members; // by number of shingles, then row
	size_t n, cap;
	uint64_t *postings; // hash in the upper half, member in the lower, ascending
	size_t n_postings, postings_cap;
	uint64_t *shared; // a bit a hash, by its low bits: it may stand in several sketches
	size_t n_shared, shared_cap;
	uint32_t *counts;  // hashes in common with the article at hand, by member
	uint32_t *touched; // members with a count
	size_t counts_cap, touched_cap, n_touched;
	struct shingles one, other;
	bool one_read;
	struct union_find *stories;
};

struct grouping *grouping_new(struct store *s)
{
	struct grouping *g = mem_zalloc(1, sizeof *g);

	if (!g)
		return NULL;
	g->s = s;
	g->stories = union_new();
	if (g->stories)
		return g;
	mem_free(g);
	return NULL;
}

void grouping_free(struct grouping *g)
{
	if (!g)
		return;
	arena_release(&g->mem);
	shingles_release(&g->one);
	shingles_release(&g->other);
	union_free(g->stories);
	mem_free(g->members);
	mem_free(g->postings);
	mem_free(g->shared);
	mem_free(g->counts);
	mem_free(g->touched);
	mem_free(g);
}

void grouping_clear(struct grouping *g)
{
	arena_reset(&g->mem);
	g->n = g->n_postings = 0;
}

static bool load_sketch(struct grouping *g, struct sketch *k, const struct query *q)
{
	size_t bytes = (size_t)sqlite3_column_bytes(q->stmt, 4);
	const unsigned char *p = sqlite3_column_blob(q->stmt, 4);

	k->shingles = (size_t)sqlite3_column_int64(q->stmt, 3);
	k->n = bytes / sizeof *k->hashes;
	k->hashes = arena_alloc(&g->mem, bytes + 1);
	if (!k->hashes)
		return false;
	for (size_t i = 0; i < k->n; i++, p += 4)
		k->hashes[i] =
			(uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
	k->limit = k->n && sketch_size(k->shingles) < k->shingles ? k->hashes[k->n - 1] : UINT32_MAX;
	return true;
}

static enum dl_status load_rows(struct grouping *g, struct query *q, int64_t middle, struct dl_err *err)
{
	enum dl_status st;

	while ((st = query_step(q, err)) == DL_OK) {
		struct member *m;

		if (!mem_grow((void **)&g->members, &g->cap, g->n + 1, sizeof *g->members))
			return err_nomem(err);
		m = &g->members[g->n];
		*m = (struct member){.row = sqlite3_column_int64(q->stmt, 0),
			.day = column_day(q, 1),
			.story = sqlite3_column_int64(q->stmt, 2)};
		m->early = m->day != DATE_NONE && m->day < middle;
		if (!load_sketch(g, &m->sketch, q))
			return err_nomem(err);
		if (m->sketch.n && g->n < UINT32_MAX)
			g->n++;
	}
	return st == DL_END ? DL_OK : st;
}

#define SQL_MEMBERS                                                                                          \
	"SELECT a.row, a.day, a.story, k.shingles, k.hashes FROM article a JOIN sketch k ON k.article = "    \
	"a.row WHERE "

enum dl_status grouping_load(
	struct grouping *g, int64_t first, int64_t middle, int64_t last, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(
		&q, g->s, ONCE, SQL_MEMBERS "(a.day IS NULL) = 0 AND a.day BETWEEN ?1 AND ?2", err);

	if (st != DL_OK)
		return st;
	query_int(&q, first);
	query_int(&q, last);
	st = load_rows(g, &q, middle, err);
	query_end(&q);
	return st;
}

enum dl_status grouping_load_undated(struct grouping *g, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, g->s, ONCE, SQL_MEMBERS "(a.day IS NULL) = 1", err);

	if (st != DL_OK)
		return st;
	st = load_rows(g, &q, 0, err);
	query_end(&q);
	return st;
}

static int by_size(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->sketch.shingles != y->sketch.shingles)
		return x->sketch.shingles < y->sketch.shingles ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static uint64_t *shared_bit(const struct grouping *g, uint32_t hash, uint64_t *bit)
{
	uint64_t at = hash_mix(hash) & (g->n_shared * 64 - 1);

	*bit = UINT64_C(1) << at % 64;
	return &g->shared[at / 64];
}

// Most hashes stand in one sketch only: a bit for each that does not (and by chance for a few that do) saves
// the search.
static bool mark_shared(struct grouping *g)
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

static bool build_index(struct grouping *g)
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

static size_t posting(const struct grouping *g, uint64_t key)
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
static bool is_candidate(const struct grouping *g, size_t one, size_t other)
{
	const struct member *a = &g->members[one], *b = &g->members[other];
	int64_t apart = (int64_t)a->day - (int64_t)b->day;

	if (one == other || (!b->story && other > one) || (a->early && b->early))
		return false;
	return apart >= -STORY_DAYS && apart <= STORY_DAYS;
}

static void count_range(struct grouping *g, size_t one, size_t from, size_t to)
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
static size_t count_common(struct grouping *g, size_t one)
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

static enum dl_status read_set(struct grouping *g, struct shingles *out, int64_t row, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, g->s, READ_TEXT, "SELECT text FROM article WHERE row = ?1", err);

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	st = query_step(&q, err);
	out->n = 0;
	if (st == DL_OK && !shingles_read(out, column_str(&q, 0)))
		st = err_nomem(err);
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

static int64_t story_of(const struct grouping *g, const struct member *m)
{
	return union_root(g->stories, m->story ? m->story : m->row);
}

static enum dl_status decide(struct grouping *g, struct member *a, struct member *b, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	if (story_of(g, a) == story_of(g, b) ||
		!sketch_may_be_alike(&a->sketch, &b->sketch, sketch_common(&a->sketch, &b->sketch)))
		return DL_OK;
	if (!g->one_read)
		st = read_set(g, &g->one, a->row, err);
	g->one_read = true;
	if (st == DL_OK)
		st = read_set(g, &g->other, b->row, err);
	if (st != DL_OK || !shingles_alike(&g->one, &g->other))
		return st;
	if (!union_join(g->stories, a->story ? a->story : a->row, !a->story, b->story ? b->story : b->row,
		    !b->story))
		return err_nomem(err);
	return DL_OK;
}

static enum dl_status compare_one(struct grouping *g, size_t one, struct dl_err *err)
{
	struct member *a = &g->members[one];
	size_t partly = count_common(g, one);
	enum dl_status st = DL_OK;

	g->one_read = false;
	for (size_t i = 0; i < g->n_touched; i++) {
		struct member *b = &g->members[g->touched[i]];
		size_t common = g->counts[g->touched[i]] + partly;

		g->counts[g->touched[i]] = 0;
		if (st == DL_OK && sketch_may_be_alike(&a->sketch, &b->sketch, common))
			st = decide(g, a, b, err);
	}
	return st;
}

enum dl_status grouping_compare(struct grouping *g, struct dl_err *err)
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

static enum dl_status move_story(void *payload, int64_t story, int64_t root, struct dl_err *err)
{
	struct grouping *g = payload;
	struct query q;
	enum dl_status st =
		query_start(&q, g->s, MOVE_STORY, "UPDATE article SET story = ?1 WHERE story = ?2", err);

	if (st != DL_OK || story == root)
		return st;
	query_int(&q, root);
	query_int(&q, story);
	return query_run(&q, NULL, err);
}

// A story has the number of its earliest article.
static enum dl_status name_story(void *payload, int64_t story, int64_t root, struct dl_err *err)
{
	struct grouping *g = payload;
	struct query q;
	int64_t first = root;
	enum dl_status st = query_start(&q, g->s, FIRST_OF_STORY,
		"SELECT row FROM article WHERE story = ?1 ORDER BY day IS NULL, day, row LIMIT 1", err);

	if (st != DL_OK || story != root)
		return st;
	query_int(&q, root);
	st = query_run(&q, &first, err);
	return st == DL_OK ? move_story(g, root, first, err) : st;
}

enum dl_status grouping_write(struct grouping *g, uint64_t *joined, struct dl_err *err)
{
	enum dl_status st = store_exec(g->s, "UPDATE article SET story = row WHERE story IS NULL", err);

	if (st == DL_OK)
		st = union_each(g->stories, move_story, g, err);
	if (st == DL_OK)
		st = union_each(g->stories, name_story, g, err);
	*joined = union_joined(g->stories);
	return st;
}

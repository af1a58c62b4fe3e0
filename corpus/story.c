// SPDX-License-Identifier: MIT
#include "corpus/story.h"

#include "base/hash.h"
#include "base/mem.h"
#include "corpus/store_internal.h"
#include "features/words.h"

enum { SHINGLE = 4, BANDS = 16, ROWS = 2, MAX_DAYS = 7, CONTAINED_FROM = 30, LOOK_BACK = 64 };

struct member {
	sqlite3_int64 rowid;
	int32_t day;
	uint64_t *shingles; // sorted, distinct; in the arena
	size_t n;
	size_t parent;      // union-find
};

struct grouping {
	struct arena mem;
	struct member *members;
	size_t n, cap;
	uint64_t *hashes; // of the article being read
	size_t hashes_cap;
};

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

// The distinct shingles of a text; of a text shorter than a shingle the whole; of an empty one none.
static size_t shingle(struct grouping *g, struct str text, bool *ok)
{
	uint64_t window[SHINGLE] = {0};
	size_t words = 0, n = 0, distinct = 0;
	struct words w;

	words_start(&w, text);
	while (*ok && words_next(&w)) {
		for (int i = 1; i < SHINGLE; i++)
			window[i - 1] = window[i];
		window[SHINGLE - 1] = hash64(w.folded.ptr, w.folded.len, 3);
		if (++words < SHINGLE)
			continue;
		*ok = mem_grow((void **)&g->hashes, &g->hashes_cap, n + 1, sizeof *g->hashes);
		if (*ok)
			g->hashes[n++] = hash64(window, sizeof window, 4);
	}
	if (*ok && words && words < SHINGLE) {
		*ok = mem_grow((void **)&g->hashes, &g->hashes_cap, 1, sizeof *g->hashes);
		if (*ok)
			g->hashes[n++] = hash64(window, sizeof window, 5);
	}
	if (n)
		qsort(g->hashes, n, sizeof *g->hashes, by_value);
	for (size_t i = 0; i < n; i++)
		if (!i || g->hashes[i] != g->hashes[i - 1])
			g->hashes[distinct++] = g->hashes[i];
	return distinct;
}

static enum dl_status add_member(struct grouping *g, const struct query *q, struct dl_err *err)
{
	bool ok = mem_grow((void **)&g->members, &g->cap, g->n + 1, sizeof *g->members);
	struct member *m = ok ? &g->members[g->n] : NULL;
	size_t n = ok ? shingle(g, column_str(q, 2), &ok) : 0;

	if (!ok)
		return err_nomem(err);
	m->rowid = sqlite3_column_int64(q->stmt, 0);
	m->day = column_day(q, 1);
	m->n = n;
	m->parent = g->n;
	m->shingles = arena_alloc(&g->mem, n * sizeof *m->shingles);
	if (!m->shingles)
		return err_nomem(err);
	if (n)
		memcpy(m->shingles, g->hashes, n * sizeof *m->shingles);
	g->n++;
	return DL_OK;
}

static size_t root(struct grouping *g, size_t i)
{
	while (g->members[i].parent != i) {
		g->members[i].parent = g->members[g->members[i].parent].parent;
		i = g->members[i].parent;
	}
	return i;
}

static size_t common(const struct member *a, const struct member *b)
{
	size_t i = 0, j = 0, n = 0;

	while (i < a->n && j < b->n) {
		if (a->shingles[i] == b->shingles[j]) {
			n++;
			i++;
			j++;
		} else if (a->shingles[i] < b->shingles[j]) {
			i++;
		} else {
			j++;
		}
	}
	return n;
}

static bool same_story(const struct member *a, const struct member *b)
{
	size_t both = common(a, b), shorter = a->n < b->n ? a->n : b->n;
	int64_t apart = (int64_t)a->day - (int64_t)b->day;

	if (apart > MAX_DAYS || apart < -MAX_DAYS || !shorter)
		return false;
	return both * 2 >= a->n + b->n - both || (shorter >= CONTAINED_FROM && both * 5 >= shorter * 4);
}

struct sketch {
	uint64_t key; // of one band
	size_t member;
};

static int by_key(const void *a, const void *b)
{
	const struct sketch *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->member > y->member) - (x->member < y->member);
}

static uint64_t band_key(const struct member *m, unsigned band)
{
	uint64_t key = band;

	for (unsigned r = 0; r < ROWS; r++) {
		uint64_t least = UINT64_MAX, salt = hash_mix(band * 64u + r + 1);

		for (size_t i = 0; i < m->n; i++) {
			uint64_t h = hash_mix(m->shingles[i] ^ salt);

			least = h < least ? h : least;
		}
		key = hash_mix(key ^ least) + r;
	}
	return key;
}

// Members are in order of days: equal keys far apart in time cannot be one story, which bounds the comparisons.
static void join_band(struct grouping *g, struct sketch *s, size_t n)
{
	qsort(s, n, sizeof *s, by_key);
	for (size_t i = 1; i < n; i++)
		for (size_t j = i; j-- > 0 && s[j].key == s[i].key && i - j <= LOOK_BACK;) {
			size_t a = root(g, s[i].member), b = root(g, s[j].member);

			if (a != b && same_story(&g->members[s[i].member], &g->members[s[j].member]))
				g->members[a > b ? a : b].parent = a > b ? b : a;
		}
}

static enum dl_status join_all(struct grouping *g, const struct progress *p, struct dl_err *err)
{
	struct sketch *s = mem_zalloc(g->n, sizeof *s);
	enum dl_status st = s ? DL_OK : err_nomem(err);

	for (unsigned band = 0; st == DL_OK && band < BANDS; band++) {
		size_t n = 0;

		for (size_t i = 0; i < g->n; i++)
			if (g->members[i].n)
				s[n++] = (struct sketch){band_key(&g->members[i], band), i};
		if (n)
			join_band(g, s, n);
		if (!progress_step(p, "finding near-duplicates", band + 1, BANDS))
			st = err_set(err, DL_EINTERRUPT, "interrupted while looking for near-duplicates");
	}
	mem_free(s);
	return st;
}

static enum dl_status write_stories(struct store *s, struct grouping *g, uint64_t *near_duplicates, struct dl_err *err)
{
	static const char sql[] = "UPDATE article SET story = ?2 WHERE row = ?1 AND story IS NOT ?2";
	enum dl_status st = store_begin(s, err);

	*near_duplicates = 0;
	for (size_t i = 0; st == DL_OK && i < g->n; i++) {
		size_t first = root(g, i);
		struct query q;

		st = query_start(&q, s, SET_STORY, sql, err);
		if (st != DL_OK)
			break;
		query_int(&q, g->members[i].rowid);
		query_int(&q, g->members[first].rowid);
		st = query_run(&q, NULL, err);
		*near_duplicates += first != i;
	}
	if (st == DL_OK)
		return store_commit(s, err);
	store_rollback(s);
	return st;
}

enum dl_status store_group_stories(struct store *s, uint64_t *near_duplicates, const struct progress *p, struct dl_err *err)
{
	static const char sql[] = "SELECT row, day, text FROM article ORDER BY day IS NULL, day, row";
	struct grouping g = {.n = 0};
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE, sql, err);

	*near_duplicates = 0;
	if (st != DL_OK)
		return st;
	while (st == DL_OK && (st = query_step(&q, err)) == DL_OK)
		st = add_member(&g, &q, err);
	query_end(&q);
	if (st == DL_END)
		st = g.n ? join_all(&g, p, err) : DL_OK;
	if (st == DL_OK)
		st = write_stories(s, &g, near_duplicates, err);
	arena_release(&g.mem);
	mem_free(g.members);
	mem_free(g.hashes);
	return st;
}

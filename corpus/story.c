// SPDX-License-Identifier: MIT
#include "corpus/story.h"

#include "base/mem.h"
#include "corpus/story_group.h"

// Any two articles at most 7 days apart lie in one block of 8 days or in neighbouring ones.
enum { BLOCK_DAYS = STORY_DAYS + 1, BLOCK_ORIGIN = 800000 };

static enum dl_status interrupted(struct dl_err *err)
{
	return err_set(
		err, DL_EINTERRUPT, "interrupted while looking for near-duplicates; the articles are kept");
}

struct sketching {
	struct shingles set;
	uint32_t *hashes;
	size_t cap;
};

// The bytes in the store are little-endian on every machine.
static void to_little_endian(uint32_t *hashes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const uint32_t h = hashes[i];
		const unsigned char bytes[] = {(unsigned char)h, (unsigned char)(h >> 8),
			(unsigned char)(h >> 16), (unsigned char)(h >> 24)};

		memcpy(&hashes[i], bytes, sizeof bytes);
	}
}

static enum dl_status write_sketch(struct store *s, struct sketching *w, int64_t row, struct dl_err *err)
{
	struct sketch k;
	struct query q;
	enum dl_status st;

	if (!mem_grow((void **)&w->hashes, &w->cap, sketch_size(w->set.n) + 1, sizeof *w->hashes))
		return err_nomem(err);
	k = sketch_of(w->hashes, &w->set);
	to_little_endian(k.hashes, k.n);
	st = query_start(&q, s, WRITE_SKETCH,
		"INSERT OR REPLACE INTO sketch (article, shingles, hashes) VALUES (?1, ?2, ?3)", err);
	if (st != DL_OK)
		return st;
	query_int(&q, row);
	query_int(&q, (int64_t)k.shingles);
	query_blob(&q, k.hashes, k.n * sizeof *k.hashes);
	return query_run(&q, NULL, err);
}

static enum dl_status count_new(struct store *s, int64_t *n, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE, "SELECT count(*) FROM article WHERE story IS NULL", err);

	return st == DL_OK ? query_run(&q, n, err) : st;
}

// The rows are fetched in pieces, since a table that is being read should not be written.
static enum dl_status sketch_some(
	struct store *s, struct sketching *w, int64_t *after, size_t *done, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT a.row, a.text FROM article a LEFT JOIN sketch k ON k.article = a.row "
		"WHERE a.story IS NULL AND k.article IS NULL AND a.row > ?1 ORDER BY a.row LIMIT 1000",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, *after);
	while ((st = query_step(&q, err)) == DL_OK) {
		*after = sqlite3_column_int64(q.stmt, 0);
		if (!shingles_read(&w->set, column_str(&q, 1)))
			st = err_nomem(err);
		else
			st = write_sketch(s, w, *after, err);
		if (st != DL_OK)
			break;
		++*done;
	}
	query_end(&q);
	return st;
}

static enum dl_status sketch_new(struct store *s, int64_t total, const struct progress *p, struct dl_err *err)
{
	struct sketching w = {.cap = 0};
	int64_t after = INT64_MIN, before;
	enum dl_status st;
	size_t done = 0;

	do {
		before = after;
		st = sketch_some(s, &w, &after, &done, err);
		if (st == DL_END && !progress_step(p, "reading for near-duplicates", done, (uint64_t)total))
			st = interrupted(err);
	} while (st == DL_END && after != before);
	shingles_release(&w.set);
	mem_free(w.hashes);
	return st == DL_END ? DL_OK : st;
}

struct blocks {
	int64_t *numbers; // ascending; 0: the undated articles
	size_t n, cap;
};

static enum dl_status add_block(struct blocks *b, int64_t number, struct dl_err *err)
{
	if (b->n && b->numbers[b->n - 1] >= number)
		return DL_OK;
	if (!mem_grow((void **)&b->numbers, &b->cap, b->n + 1, sizeof *b->numbers))
		return err_nomem(err);
	b->numbers[b->n++] = number;
	return DL_OK;
}

// The blocks with new articles, and those after them: each is compared with itself and with the one before.
static enum dl_status find_blocks(struct blocks *b, struct store *s, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT DISTINCT ifnull((day + ?1) / ?2, 0) AS block FROM article WHERE story IS NULL ORDER "
		"BY block",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, BLOCK_ORIGIN);
	query_int(&q, BLOCK_DAYS);
	while ((st = query_step(&q, err)) == DL_OK) {
		int64_t number = sqlite3_column_int64(q.stmt, 0);

		st = add_block(b, number, err);
		if (st == DL_OK && number)
			st = add_block(b, number + 1, err);
		if (st != DL_OK)
			break;
	}
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

static enum dl_status group_block(struct grouping *g, int64_t number, struct dl_err *err)
{
	int64_t first = number * BLOCK_DAYS - BLOCK_ORIGIN;
	enum dl_status st;

	grouping_clear(g);
	if (!number)
		st = grouping_load_undated(g, err);
	else
		st = grouping_load(g, first - BLOCK_DAYS, first, first + BLOCK_DAYS - 1, err);
	return st == DL_OK ? grouping_compare(g, err) : st;
}

static enum dl_status group_blocks(
	struct store *s, uint64_t *joined, const struct progress *p, struct dl_err *err)
{
	struct grouping *g = grouping_new(s);
	struct blocks b = {.n = 0};
	enum dl_status st = g ? find_blocks(&b, s, err) : err_nomem(err);

	for (size_t i = 0; i < b.n && st == DL_OK; i++) {
		st = group_block(g, b.numbers[i], err);
		if (st == DL_OK && !progress_step(p, "comparing for near-duplicates", i + 1, b.n))
			st = interrupted(err);
	}
	if (st == DL_OK)
		st = grouping_write(g, joined, err);
	grouping_free(g);
	mem_free(b.numbers);
	return st;
}

enum dl_status store_group_stories(
	struct store *s, uint64_t *joined, const struct progress *p, struct dl_err *err)
{
	int64_t n = 0;
	enum dl_status st = store_begin(s, err);

	*joined = 0;
	if (st != DL_OK)
		return st;
	st = count_new(s, &n, err);
	if (st == DL_OK && n)
		st = sketch_new(s, n, p, err);
	if (st == DL_OK && n)
		st = group_blocks(s, joined, p, err);
	if (st == DL_OK)
		st = store_commit(s, err);
	if (st != DL_OK)
		store_rollback(s);
	return st;
}

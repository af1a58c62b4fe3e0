// SPDX-License-Identifier: MIT
#include "corpus/story.h"

#include "base/mem.h"
#include "base/par.h"
#include "corpus/story_group.h"

// Any two articles at most 7 days apart lie in one block of 8 days or in neighbouring ones.
enum { BLOCK_DAYS = STORY_DAYS + 1, BLOCK_ORIGIN = 800000 };

static enum dl_status interrupted(struct dl_err *err)
{
	return err_set(
		err, DL_EINTERRUPT, "interrupted while looking for near-duplicates; the articles are kept");
}

// Texts are fetched in pieces, since a table that is being read should not be written; they become sketches
// on all processors.
enum { BATCH = 1024, BATCH_BYTES = 16 * 1024 * 1024, PIECE = 64, MAX_WORKERS = 16 };

struct sketching {
	struct arena texts;
	int64_t rows[BATCH];
	struct str text[BATCH];
	struct sketch made[BATCH]; // hashes: kept for the next batch, with room for cap[i]
	size_t cap[BATCH];
	size_t n;
	struct shingles set[MAX_WORKERS];
};

static void sketching_free(struct sketching *w)
{
	if (!w)
		return;
	arena_release(&w->texts);
	for (size_t i = 0; i < BATCH; i++)
		mem_free(w->made[i].hashes);
	for (size_t i = 0; i < MAX_WORKERS; i++)
		shingles_release(&w->set[i]);
	mem_free(w);
}

static enum dl_status make_piece(void *payload, size_t piece, int worker, struct dl_err *err)
{
	struct sketching *w = payload;
	struct shingles *set = &w->set[worker];

	for (size_t i = piece * PIECE; i < w->n && i < (piece + 1) * PIECE; i++) {
		if (!shingles_read(set, w->text[i]) ||
			!mem_grow((void **)&w->made[i].hashes, &w->cap[i], sketch_size(set->n) + 1,
				sizeof *w->made[i].hashes))
			return err_nomem(err);
		w->made[i] = sketch_of(w->made[i].hashes, set);
	}
	return DL_OK;
}

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

static enum dl_status write_sketch(struct store *s, struct sketch *k, int64_t row, struct dl_err *err)
{
	struct query q;
	enum dl_status st;

	to_little_endian(k->hashes, k->n);
	st = query_start(&q, s, WRITE_SKETCH,
		"INSERT OR REPLACE INTO sketch (article, shingles, hashes) VALUES (?1, ?2, ?3)", err);
	if (st != DL_OK)
		return st;
	query_int(&q, row);
	query_int(&q, (int64_t)k->shingles);
	query_blob(&q, k->hashes, k->n * sizeof *k->hashes);
	return query_run(&q, NULL, err);
}

static enum dl_status count_new(struct store *s, int64_t compared, int64_t *n, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT (SELECT count(*) FROM article WHERE story IS NULL AND row <= ?1) + "
		"(SELECT count(*) FROM article WHERE row > ?1)",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, compared);
	return query_run(&q, n, err);
}

static const char changed_texts[] =
	"SELECT a.row, a.text FROM article a "
	"LEFT JOIN sketch k ON k.article = a.row "
	"WHERE a.story IS NULL AND k.article IS NULL AND a.row > ?1 AND a.row <= ?2 "
	"ORDER BY a.row";
static const char added_texts[] = "SELECT row, text FROM article WHERE row > max(?1, ?2) ORDER BY row";

static enum dl_status fetch_some(struct store *s, struct sketching *w, const char *texts, int64_t *after,
	int64_t compared, struct dl_err *err)
{
	struct query q;
	size_t bytes = 0;
	enum dl_status st = query_start(&q, s, ONCE, texts, err);

	w->n = 0;
	arena_reset(&w->texts);
	if (st != DL_OK)
		return st;
	query_int(&q, *after);
	query_int(&q, compared);
	while (w->n < BATCH && bytes < BATCH_BYTES && (st = query_step(&q, err)) == DL_OK) {
		*after = w->rows[w->n] = sqlite3_column_int64(q.stmt, 0);
		w->text[w->n] = arena_copy(&w->texts, column_str(&q, 1));
		if (!w->text[w->n].ptr) {
			st = err_nomem(err);
			break;
		}
		bytes += w->text[w->n++].len;
	}
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

// Those that changed, then those that were added.
static enum dl_status sketch_some(
	struct store *s, struct sketching *w, int64_t *after, int64_t compared, struct dl_err *err)
{
	int cpus = par_cpus();
	enum dl_status st = DL_OK;

	w->n = 0;
	if (*after < compared)
		st = fetch_some(s, w, changed_texts, after, compared, err);
	if (st == DL_OK && !w->n)
		st = fetch_some(s, w, added_texts, after, compared, err);
	if (st == DL_OK)
		st = par_for((w->n + PIECE - 1) / PIECE, cpus < MAX_WORKERS ? cpus : MAX_WORKERS, make_piece,
			w, err);
	for (size_t i = 0; i < w->n && st == DL_OK; i++)
		st = write_sketch(s, &w->made[i], w->rows[i], err);
	return st;
}

static enum dl_status sketch_new(
	struct store *s, int64_t compared, int64_t total, const struct progress *p, struct dl_err *err)
{
	struct sketching *w = mem_zalloc(1, sizeof *w);
	int64_t after = INT64_MIN;
	enum dl_status st = w ? DL_OK : err_nomem(err);
	size_t done = 0;

	while (st == DL_OK) {
		st = sketch_some(s, w, &after, compared, err);
		done += w->n;
		if (st != DL_OK || !w->n)
			break;
		if (!progress_step(p, "reading for near-duplicates", done, (uint64_t)total))
			st = interrupted(err);
	}
	sketching_free(w);
	return st;
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
static enum dl_status find_blocks(struct blocks *b, struct store *s, int64_t compared, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT DISTINCT ifnull((day + ?1) / ?2, 0) AS block FROM "
		"(SELECT day FROM article WHERE story IS NULL AND row <= ?3 UNION ALL "
		"SELECT day FROM article WHERE row > ?3) ORDER BY block",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, BLOCK_ORIGIN);
	query_int(&q, BLOCK_DAYS);
	query_int(&q, compared);
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
	struct store *s, int64_t compared, uint64_t *joined, const struct progress *p, struct dl_err *err)
{
	struct grouping *g = grouping_new(s, compared);
	struct blocks b = {.n = 0};
	enum dl_status st = g ? find_blocks(&b, s, compared, err) : err_nomem(err);

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
	int64_t compared = 0, n = 0;
	struct query q;
	enum dl_status st = store_begin(s, err);

	*joined = 0;
	if (st != DL_OK)
		return st;
	st = query_start(&q, s, ONCE, "SELECT ifnull(max(article), 0) FROM sketch", err);
	if (st == DL_OK)
		st = query_run(&q, &compared, err);
	if (st == DL_OK)
		st = count_new(s, compared, &n, err);
	if (st == DL_OK && n)
		st = sketch_new(s, compared, n, p, err);
	if (st == DL_OK && n)
		st = group_blocks(s, compared, joined, p, err);
	if (st == DL_OK)
		st = store_commit(s, err);
	if (st != DL_OK)
		store_rollback(s);
	return st;
}

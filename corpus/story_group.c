// SPDX-License-Identifier: MIT
#include "corpus/story_group.h"

#include "base/mem.h"
#include "corpus/story_index.h"

struct grouping {
	struct store *s;
	int64_t compared; // articles up to this row are new only where they have no story
	struct story_index x;
};

static enum dl_status read_set(void *payload, struct shingles *out, int64_t row, struct dl_err *err);

struct grouping *grouping_new(struct store *s, int64_t compared)
{
	struct grouping *g = mem_zalloc(1, sizeof *g);

	if (!g)
		return NULL;
	g->s = s;
	g->compared = compared;
	if (story_index_init(&g->x, read_set, g))
		return g;
	grouping_free(g);
	return NULL;
}

void grouping_free(struct grouping *g)
{
	if (!g)
		return;
	story_index_release(&g->x);
	mem_free(g);
}

void grouping_clear(struct grouping *g)
{
	story_index_clear(&g->x);
}

static bool load_sketch(struct grouping *g, struct sketch *k, const struct query *q)
{
	size_t bytes = (size_t)sqlite3_column_bytes(q->stmt, 4);
	const unsigned char *p = sqlite3_column_blob(q->stmt, 4);

	k->shingles = (size_t)sqlite3_column_int64(q->stmt, 3);
	k->n = bytes / sizeof *k->hashes;
	k->hashes = arena_alloc(&g->x.mem, bytes + 1);
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
		struct story_member m = {.row = sqlite3_column_int64(q->stmt, 0),
			.day = column_day(q, 1),
			.story = sqlite3_column_int64(q->stmt, 2)};

		if (m.row > g->compared)
			m.story = 0;
		m.early = m.day != DATE_NONE && m.day < middle;
		if (!load_sketch(g, &m.sketch, q) || !story_index_add(&g->x, &m))
			return err_nomem(err);
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

static enum dl_status read_set(void *payload, struct shingles *out, int64_t row, struct dl_err *err)
{
	struct grouping *g = payload;
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

enum dl_status grouping_compare(struct grouping *g, struct dl_err *err)
{
	return story_index_compare(&g->x, err);
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
		st = union_each(g->x.stories, move_story, g, err);
	if (st == DL_OK)
		st = union_each(g->x.stories, name_story, g, err);
	*joined = union_joined(g->x.stories);
	return st;
}

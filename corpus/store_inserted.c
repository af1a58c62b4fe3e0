// SPDX-License-Identifier: MIT
// All articles in order of insertion, read by several threads, each with a connection of its own to the same
// state of the store: a thread takes the next rows, reads them, and gives them out when it is their turn.
#include "corpus/store_dated.h"

#include "base/mem.h"
#include "base/par.h"

#include <pthread.h>

enum { ROWS = 8192, MAX_READERS = 4, ATTEMPTS = 5, ROOM = 64 };

// Rows of a store whose numbers have larger gaps than this are not cut into pieces.
static const int64_t max_span = INT64_C(1) << 28;

// What one thread has read and not yet given out.
struct walker {
	struct store *s;
	struct dated dated;
	struct arena mem; // of the items: texts, probabilities, choices
	struct dated_topics *items;
	size_t n, cap;
};

struct walk {
	const struct store_model *m;
	int64_t first, last, rows;
	struct walker readers[MAX_READERS];
	int n_readers;
	store_dated_fn *fn;
	void *payload;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	size_t turn; // the piece to be given out next, guarded by `lock`
	bool failed; // likewise
};

static enum dl_status walk_all(
	struct store *s, const struct store_model *m, store_dated_fn *fn, void *payload, struct dl_err *err)
{
	struct dated d;
	enum dl_status st = dated_start(&d, s, m, err);

	if (st == DL_OK)
		st = dated_walk_rows(&d, INT64_MIN, INT64_MAX, fn, payload, err);
	return dated_end(&d, st);
}

static bool copy_str(struct str *text, struct arena *mem)
{
	if (text->ptr)
		*text = arena_copy(mem, *text);
	return !mem->failed;
}

static enum dl_status keep(void *payload, const struct dated_topics *d, struct dl_err *err)
{
	struct walker *r = payload;
	struct str abstained = str_from(d->abstained);
	size_t topics = r->dated.m->n_topics;
	double *probability = arena_alloc(&r->mem, topics * sizeof *probability);
	bool *chosen = arena_alloc(&r->mem, topics * sizeof *chosen);
	struct dated_topics *item;

	if (!probability || !chosen || !mem_grow((void **)&r->items, &r->cap, r->n + 1, sizeof *r->items))
		return err_nomem(err);
	item = &r->items[r->n++];
	*item = *d;
	memcpy(probability, d->probability, topics * sizeof *probability);
	memcpy(chosen, d->chosen, topics * sizeof *chosen);
	item->probability = probability;
	item->chosen = chosen;
	if (!copy_str(&item->source, &r->mem) || !copy_str(&item->lang, &r->mem) ||
		!copy_str(&abstained, &r->mem))
		return err_nomem(err);
	item->abstained = abstained.ptr;
	return DL_OK;
}

static enum dl_status read_piece(struct walk *w, struct walker *r, size_t piece, struct dl_err *err)
{
	int64_t first = w->first + (int64_t)piece * w->rows;
	int64_t last = w->last - first < w->rows ? w->last : first + w->rows - 1;
	enum dl_status st;

	r->n = 0;
	arena_reset(&r->mem);
	st = dated_walk_rows(&r->dated, first, last, keep, r, err);
	return st == DL_END ? DL_OK : st;
}

static bool wait_for_turn(struct walk *w, size_t piece)
{
	bool fine;

	pthread_mutex_lock(&w->lock);
	while (w->turn != piece && !w->failed)
		pthread_cond_wait(&w->moved, &w->lock);
	fine = !w->failed;
	pthread_mutex_unlock(&w->lock);
	return fine;
}

static void end_turn(struct walk *w, bool failed)
{
	pthread_mutex_lock(&w->lock);
	w->turn++;
	w->failed = failed;
	pthread_cond_broadcast(&w->moved);
	pthread_mutex_unlock(&w->lock);
}

// A failure, too, waits for its turn: all before it is given out.
static enum dl_status walk_piece(void *payload, size_t piece, int worker, struct dl_err *err)
{
	struct walk *w = payload;
	struct walker *r = &w->readers[worker];
	enum dl_status st = read_piece(w, r, piece, err);

	if (!wait_for_turn(w, piece))
		return st;
	for (size_t i = 0; i < r->n && st == DL_OK; i++)
		st = w->fn(w->payload, &r->items[i], err);
	end_turn(w, st != DL_OK);
	return st;
}

static enum dl_status ask(struct store *s, const char *sql, int64_t *out, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE, sql, err);

	*out = 0;
	return st == DL_OK ? query_run(&q, out, err) : st;
}

// Transactions that read begin one after the other; where nothing was committed meanwhile, all see the same.
static bool begin_together(struct walk *w, struct store *s)
{
	int64_t before, after;
	enum dl_status st = ask(s, "PRAGMA data_version", &before, NULL);

	for (int i = 0; i < w->n_readers && st == DL_OK; i++)
		st = store_exec(w->readers[i].s, "BEGIN; SELECT row FROM model LIMIT 1", NULL);
	if (st == DL_OK)
		st = ask(s, "PRAGMA data_version", &after, NULL);
	if (st == DL_OK && before == after)
		return true;
	for (int i = 0; i < w->n_readers; i++)
		store_rollback(w->readers[i].s);
	return false;
}

// False where it cannot be done, be it that others write all the time: then one connection must do.
static bool open_readers(struct walk *w, struct store *s, int threads)
{
	enum dl_status st = DL_OK;
	bool together = false;

	while (w->n_readers < threads && w->n_readers < MAX_READERS && st == DL_OK) {
		st = store_open(&w->readers[w->n_readers].s, s->path, STORE_READ, NULL);
		if (st == DL_OK)
			st = store_exec(w->readers[w->n_readers++].s, "PRAGMA cache_size = -1024", NULL);
	}
	for (int i = 0; i < ATTEMPTS && st == DL_OK && !together; i++)
		together = begin_together(w, s);
	for (int i = 0; i < w->n_readers && st == DL_OK; i++)
		st = dated_start(&w->readers[i].dated, w->readers[i].s, w->m, NULL);
	return st == DL_OK && together;
}

static void close_readers(struct walk *w)
{
	for (int i = 0; i < w->n_readers; i++) {
		dated_end(&w->readers[i].dated, DL_OK);
		arena_release(&w->readers[i].mem);
		mem_free(w->readers[i].items);
		store_close(w->readers[i].s);
	}
}

static enum dl_status walk_pieces(struct walk *w, struct dl_err *err)
{
	enum dl_status st;

	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->moved, NULL);
	st = par_for((size_t)((w->last - w->first) / w->rows + 1), w->n_readers, walk_piece, w, err);
	pthread_cond_destroy(&w->moved);
	pthread_mutex_destroy(&w->lock);
	return st;
}

// Where to begin and end; *cut: whether there is enough for several threads.
static enum dl_status find_rows(struct walk *w, struct store *s, bool *cut, struct dl_err *err)
{
	enum dl_status st = ask(s, "SELECT min(row) FROM article", &w->first, err);

	if (st == DL_OK)
		st = ask(s, "SELECT max(row) FROM article", &w->last, err);
	*cut = st == DL_OK && w->first > 0 && w->last - w->first >= w->rows && w->last - w->first < max_span;
	return st;
}

enum dl_status store_each_inserted_by(struct store *s, const struct store_model *m, int64_t rows, int threads,
	store_dated_fn *fn, void *payload, struct dl_err *err)
{
	struct walk w = {.m = m, .rows = rows, .fn = fn, .payload = payload};
	bool cut = false;
	enum dl_status st = DL_OK;

	if (threads > 1 && sqlite3_get_autocommit(s->db))
		st = find_rows(&w, s, &cut, err);
	if (st == DL_OK && cut)
		cut = open_readers(&w, s, threads);
	if (st == DL_OK && cut)
		st = find_rows(&w, w.readers[0].s, &cut, err); // as they all see it
	if (st == DL_OK)
		st = cut ? walk_pieces(&w, err) : walk_all(s, m, fn, payload, err);
	close_readers(&w);
	return st;
}

enum dl_status store_each_inserted(
	struct store *s, const struct store_model *m, store_dated_fn *fn, void *payload, struct dl_err *err)
{
	return store_each_inserted_by(s, m, ROWS, par_cpus(), fn, payload, err);
}

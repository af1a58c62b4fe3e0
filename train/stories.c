// SPDX-License-Identifier: MIT
#include "train/stories.h"

#include "base/mem.h"
#include "base/par.h"
#include "corpus/story_index.h"

enum { PIECE = 64 };

struct sketching {
	const struct train_set *set;
	uint32_t *order;         // row - 1 -> article
	struct sketch *sketches; // one an article, each with its own memory
	struct shingles *scratch;
};

static struct str told(const struct doc *d)
{
	return d->text.len ? d->text : d->title;
}

static enum dl_status sketch_piece(void *payload, size_t piece, int worker, struct dl_err *err)
{
	struct sketching *w = payload;
	struct shingles *all = &w->scratch[worker];

	for (size_t i = piece * PIECE; i < w->set->n && i < (piece + 1) * PIECE; i++) {
		uint32_t *hashes;

		if (!shingles_read(all, told(&w->set->docs[i])))
			return err_nomem(err);
		hashes = mem_zalloc(sketch_size(all->n) + 1, sizeof *hashes);
		if (!hashes)
			return err_nomem(err);
		w->sketches[i] = sketch_of(hashes, all);
	}
	return DL_OK;
}

static void sketching_release(struct sketching *w, int threads)
{
	for (size_t i = 0; w->sketches && i < w->set->n; i++)
		mem_free(w->sketches[i].hashes);
	mem_free(w->sketches);
	for (int i = 0; w->scratch && i < threads; i++)
		shingles_release(&w->scratch[i]);
	mem_free(w->scratch);
	mem_free(w->order);
}

static enum dl_status read_again(void *payload, struct shingles *out, int64_t row, struct dl_err *err)
{
	const struct sketching *w = payload;

	return shingles_read(out, told(&w->set->docs[w->order[row - 1]])) ? DL_OK : err_nomem(err);
}

static enum dl_status join(struct train_set *s, struct sketching *w, struct dl_err *err)
{
	struct story_index x;
	enum dl_status st = story_index_init(&x, read_again, w) ? DL_OK : err_nomem(err);

	for (size_t i = 0; st == DL_OK && i < s->n; i++) {
		struct story_member m = {.row = (int64_t)i + 1,
			.day = s->docs[w->order[i]].day,
			.sketch = w->sketches[w->order[i]]};

		if (!story_index_add(&x, &m))
			st = err_nomem(err);
	}
	if (st == DL_OK)
		st = story_index_compare(&x, err);
	for (size_t i = 0; st == DL_OK && i < s->n; i++)
		s->docs[w->order[i]].story = (uint32_t)union_root(x.stories, (int64_t)i + 1);
	story_index_release(&x);
	return st;
}

enum dl_status stories_find(
	struct train_set *s, int threads, const struct progress *progress, struct dl_err *err)
{
	struct sketching w = {.set = s,
		.order = mem_zalloc(s->n, sizeof *w.order),
		.sketches = mem_zalloc(s->n, sizeof *w.sketches),
		.scratch = mem_zalloc((size_t)threads, sizeof *w.scratch)};
	enum dl_status st = w.order && w.sketches && w.scratch ? DL_OK : err_nomem(err);

	if (st == DL_OK && !progress_step(progress, "looking for near-duplicates", 0, s->n))
		st = err_set(err, DL_EINTERRUPT, "interrupted while looking for near-duplicates");
	if (st == DL_OK)
		st = par_for((s->n + PIECE - 1) / PIECE, threads, sketch_piece, &w, err);
	if (st == DL_OK)
		st = train_set_order(w.order, s, err);
	if (st == DL_OK)
		st = join(s, &w, err);
	sketching_release(&w, threads);
	return st;
}

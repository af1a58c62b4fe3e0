// SPDX-License-Identifier: MIT
#include "train/vectorise.h"

#include "base/mem.h"
#include "base/par.h"
#include "features/words.h"

void vectors_release(struct vectors *v)
{
	for (size_t i = 0; v->vecs && i < v->n; i++)
		vec_release(&v->vecs[i]);
	mem_free(v->vecs);
	mem_free(v->names);
	arena_release(&v->mem);
	vocab_builder_free(v->builder);
	*v = (struct vectors){0};
}

static enum dl_status count_terms(struct vectors *v, const struct train_set *s, struct extractor *x,
	const struct progress *progress, struct dl_err *err)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct doc *d = &s->docs[i];
		const uint64_t *keys;
		size_t n, n_single;
		enum dl_status st = extract_keys(&keys, &n, &n_single, x, d->title, d->text, d->lang, err);

		if (st == DL_OK)
			st = vocab_builder_count(v->builder, keys, n, n_single, err);
		if (st != DL_OK)
			return st;
		if (i % 256 == 0 && !progress_step(progress, "counting terms", i, s->n))
			return err_set(err, DL_EINTERRUPT, "interrupted while counting terms");
	}
	return DL_OK;
}

struct naming {
	struct vectors *v;
	const struct doc *d;
};

// "Border\nguards" as first seen becomes "border guards".
static enum dl_status name_term(void *payload, const struct running_term *t, struct dl_err *err)
{
	struct naming *n = payload;
	uint32_t id = vocab_find(&n->v->vocab, t->key);
	char text[2 * WORD_MAX + 1];
	size_t len = 0;
	struct words w;

	if (id == VOCAB_NONE || n->v->names[id].ptr)
		return DL_OK;
	words_start(&w, str_sub(t->field ? n->d->text : n->d->title, t->from, t->to));
	while (words_next(&w) && len + w.folded.len + 1 <= sizeof text) {
		if (w.folded.len < 2)
			continue;
		if (len)
			text[len++] = ' ';
		memcpy(text + len, w.folded.ptr, w.folded.len);
		len += w.folded.len;
	}
	n->v->names[id] = arena_copy(&n->v->mem, (struct str){text, len});
	return n->v->names[id].ptr ? DL_OK : err_nomem(err);
}

static enum dl_status name_terms(
	struct vectors *v, const struct train_set *s, struct extractor *x, struct dl_err *err)
{
	struct naming n = {.v = v};
	enum dl_status st = DL_OK;

	for (size_t i = 0; st == DL_OK && i < s->n; i++) {
		n.d = &s->docs[i];
		st = extract_each(x, n.d->title, n.d->text, n.d->lang, name_term, &n, err);
	}
	return st;
}

struct filling {
	struct vectors *v;
	const struct train_set *s;
	struct extractor **x; // one a thread
};

static enum dl_status fill_one(void *payload, size_t i, int worker, struct dl_err *err)
{
	struct filling *f = payload;
	const struct doc *d = &f->s->docs[i];

	return extract_vec(&f->v->vecs[i], f->x[worker], &f->v->vocab, d->title, d->text, d->lang, err);
}

static enum dl_status fill_all(
	struct vectors *v, const struct train_set *s, const struct recipe *r, int threads, struct dl_err *err)
{
	struct filling f = {.v = v, .s = s, .x = mem_zalloc((size_t)threads, sizeof *f.x)};
	enum dl_status st = f.x ? DL_OK : err_nomem(err);

	for (int t = 0; st == DL_OK && t < threads; t++) {
		f.x[t] = extractor_new(r);
		if (!f.x[t])
			st = err_nomem(err);
	}
	if (st == DL_OK)
		st = par_for(s->n, threads, fill_one, &f, err);
	for (int t = 0; f.x && t < threads; t++)
		extractor_free(f.x[t]);
	mem_free(f.x);
	return st;
}

static enum dl_status make(struct vectors *v, const struct train_set *s, const struct recipe *r,
	struct extractor *x, int threads, const struct progress *progress, struct dl_err *err)
{
	enum dl_status st = count_terms(v, s, x, progress, err);

	if (st != DL_OK)
		return st;
	v->unseen_rate = vocab_builder_unseen_rate(v->builder, r->min_df);
	st = vocab_builder_finish(v->builder, r->min_df, &v->vocab, &v->df, err);
	if (st != DL_OK)
		return st;
	v->n = s->n;
	v->names = mem_zalloc(v->vocab.n_terms, sizeof *v->names);
	v->vecs = mem_zalloc(s->n, sizeof *v->vecs);
	if (!v->names || !v->vecs)
		return err_nomem(err);
	st = name_terms(v, s, x, err);
	return st == DL_OK ? fill_all(v, s, r, threads, err) : st;
}

enum dl_status vectors_make(struct vectors *out, const struct train_set *s, const struct recipe *r,
	int threads, const struct progress *progress, struct dl_err *err)
{
	struct extractor *x = extractor_new(r);
	enum dl_status st;

	*out = (struct vectors){.builder = vocab_builder_new()};
	st = x && out->builder ? make(out, s, r, x, threads, progress, err) : err_nomem(err);
	extractor_free(x);
	return st;
}

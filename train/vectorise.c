// SPDX-License-Identifier: MIT
#include "train/vectorise.h"

#include "base/mem.h"
#include "base/par.h"
#include "features/stem.h"
#include "features/words.h"

void vectors_release(struct vectors *v)
{
	for (size_t i = 0; v->vecs && i < v->n; i++)
		vec_release(&v->vecs[i]);
	mem_free(v->vecs);
	mem_free(v->names);
	mem_free(v->stems);
	arena_release(&v->mem);
	vocab_builder_free(v->builder);
	*v = (struct vectors){0};
}

// Counting words, then pairs.
struct counting {
	struct vectors *v;
	const struct recipe *r;
	uint32_t before; // the known word before in the sentence
};

static enum dl_status count_word(void *payload, const struct running_word *w, struct dl_err *err)
{
	struct counting *c = payload;

	return w->term ? vocab_builder_word(c->v->builder, w->stem, !w->field, err) : DL_OK;
}

static enum dl_status count_pair(void *payload, const struct running_word *w, struct dl_err *err)
{
	struct counting *c = payload;
	uint32_t before = w->broke ? VOCAB_NONE : c->before, word;

	c->before = before;
	if (!w->term)
		return DL_OK;
	c->before = word = vocab_builder_known(c->v->builder, vocab_key(w->stem));
	if (before == VOCAB_NONE || word == VOCAB_NONE || (!w->field && !c->r->title))
		return DL_OK;
	return vocab_builder_pair(c->v->builder, before, word, err);
}

static enum dl_status count_all(struct counting *c, running_word_fn *fn, const struct train_set *s,
	struct stemmers *stemmers, const struct progress *progress, struct dl_err *err)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct doc *d = &s->docs[i];
		enum dl_status st;

		vocab_builder_article(c->v->builder);
		st = each_word(stemmers, c->r->stem, d->title, d->text, d->lang, fn, c, err);
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

static size_t add_name(char *text, size_t len, size_t cap, struct str name)
{
	if (len + name.len > cap)
		return len;
	memcpy(text + len, name.ptr, name.len);
	return len + name.len;
}

// "Border\nguards" as first seen becomes "border guards"; a title word "title: border".
static enum dl_status name_term(void *payload, const struct running_term *t, struct dl_err *err)
{
	struct naming *n = payload;
	const struct vocab *v = &n->v->vocab;
	char text[2 * WORD_MAX + 16];
	size_t len = 0;
	struct words w;

	if (n->v->names[t->id].ptr)
		return DL_OK;
	if (t->id >= v->n_words + v->n_pairs)
		len = add_name(text, len, sizeof text, STR("title: "));
	words_start(&w, str_sub(t->field ? n->d->text : n->d->title, t->from, t->to));
	for (size_t i = 0; words_next(&w);) {
		if (w.folded.len < 2)
			continue;
		if (i++)
			len = add_name(text, len, sizeof text, STR(" "));
		len = add_name(text, len, sizeof text, w.folded);
	}
	n->v->names[t->id] = arena_copy(&n->v->mem, (struct str){text, len});
	return n->v->names[t->id].ptr ? DL_OK : err_nomem(err);
}

static enum dl_status name_terms(struct vectors *v, const struct recipe *r, const struct train_set *s,
	struct stemmers *stemmers, struct dl_err *err)
{
	struct naming n = {.v = v};
	enum dl_status st = DL_OK;

	for (size_t i = 0; st == DL_OK && i < s->n; i++) {
		n.d = &s->docs[i];
		st = each_term(stemmers, r, &v->vocab, n.d->title, n.d->text, n.d->lang, name_term, &n, err);
	}
	return st;
}

// The stem that stands for each word, where n-grams are to be folded into words.
static enum dl_status note_stem(void *payload, const struct running_word *w, struct dl_err *err)
{
	struct counting *c = payload;
	uint32_t id = w->term ? vocab_builder_known(c->v->builder, vocab_key(w->stem)) : VOCAB_NONE;

	if (id == VOCAB_NONE || c->v->stems[id].ptr)
		return DL_OK;
	c->v->stems[id] = arena_copy(&c->v->mem, w->stem);
	return c->v->stems[id].ptr ? DL_OK : err_nomem(err);
}

struct filling {
	struct vectors *v;
	const struct train_set *s;
	struct extractor **x; // one a thread
	struct vec *work;     // likewise
};

static enum dl_status fill_one(void *payload, size_t i, int worker, struct dl_err *err)
{
	struct filling *f = payload;
	const struct doc *d = &f->s->docs[i];
	struct vec *work = &f->work[worker];
	enum dl_status st = extract_vec(work, f->x[worker], d->title, d->text, d->lang, err);

	vec_sort(work);
	return st == DL_OK ? vec_copy(&f->v->vecs[i], work, err) : st;
}

static enum dl_status fill_all(
	struct vectors *v, const struct train_set *s, const struct recipe *r, int threads, struct dl_err *err)
{
	struct filling f = {.v = v,
		.s = s,
		.x = mem_zalloc((size_t)threads, sizeof *f.x),
		.work = mem_zalloc((size_t)threads, sizeof *f.work)};
	enum dl_status st = f.x && f.work ? DL_OK : err_nomem(err);

	for (int t = 0; st == DL_OK && t < threads; t++) {
		f.x[t] = extractor_new(r, &v->vocab, true);
		if (!f.x[t])
			st = err_nomem(err);
	}
	if (st == DL_OK)
		st = par_for(s->n, threads, fill_one, &f, err);
	for (int t = 0; f.x && f.work && t < threads; t++) {
		extractor_free(f.x[t]);
		vec_release(&f.work[t]);
	}
	mem_free(f.x);
	mem_free(f.work);
	return st;
}

static enum dl_status count(struct vectors *v, const struct train_set *s, const struct recipe *r,
	struct stemmers *stemmers, const struct progress *progress, struct dl_err *err)
{
	struct counting c = {.v = v, .r = r, .before = VOCAB_NONE};
	enum dl_status st = count_all(&c, count_word, s, stemmers, progress, err);

	if (st == DL_OK)
		st = vocab_builder_settle(v->builder, err);
	if (st == DL_OK && r->ngrams > 1)
		st = count_all(&c, count_pair, s, stemmers, progress, err);
	if (st == DL_OK)
		st = vocab_builder_finish(v->builder, &v->vocab, &v->df, err);
	if (st != DL_OK || !r->grams)
		return st;
	v->stems = mem_zalloc(v->vocab.n_words, sizeof *v->stems);
	return v->stems ? count_all(&c, note_stem, s, stemmers, progress, err) : err_nomem(err);
}

static enum dl_status make(struct vectors *v, const struct train_set *s, const struct recipe *r,
	struct stemmers *stemmers, int threads, const struct progress *progress, struct dl_err *err)
{
	enum dl_status st = count(v, s, r, stemmers, progress, err);

	if (st != DL_OK)
		return st;
	v->unseen_rate = vocab_builder_unseen_rate(v->builder);
	v->n = s->n;
	v->names = mem_zalloc(vocab_size(&v->vocab), sizeof *v->names);
	v->vecs = mem_zalloc(s->n, sizeof *v->vecs);
	if (!v->names || !v->vecs)
		return err_nomem(err);
	st = name_terms(v, r, s, stemmers, err);
	return st == DL_OK ? fill_all(v, s, r, threads, err) : st;
}

enum dl_status vectors_make(struct vectors *out, const struct train_set *s, const struct recipe *r,
	int threads, const struct progress *progress, struct dl_err *err)
{
	struct stemmers stemmers = {0};
	enum dl_status st;

	*out = (struct vectors){.builder = vocab_builder_new(r)};
	st = out->builder ? make(out, s, r, &stemmers, threads, progress, err) : err_nomem(err);
	stemmers_release(&stemmers);
	return st;
}

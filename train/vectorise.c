// SPDX-License-Identifier: MIT
#include "train/vectorise.h"

#include "base/mem.h"
#include "base/par.h"
#include "features/words.h"
#include "train/tokens.h"

void vectors_forget(struct vectors *v)
{
	for (size_t i = 0; v->vecs && i < v->n; i++)
		vec_release(&v->vecs[i]);
	mem_free(v->vecs);
	v->vecs = NULL;
}

void vectors_release(struct vectors *v)
{
	vectors_forget(v);
	mem_free(v->names);
	mem_free(v->stems);
	arena_release(&v->mem);
	vocab_builder_free(v->builder);
	*v = (struct vectors){0};
}

static enum dl_status count_words(struct vectors *v, const struct tokens *t, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (size_t i = 0; i < v->n; i++) {
		vocab_builder_article(v->builder);
		for (size_t k = t->start[i]; st == DL_OK && k < t->start[i + 1]; k++)
			st = vocab_builder_word(
				v->builder, token_form(t, t->all[k])->stem, t->all[k] & TOKEN_TITLE, err);
	}
	return st;
}

// Calls fn for each pair of known words; a pair in the title of a recipe without titles is none.
static enum dl_status each_pair(struct vectors *v, const struct tokens *t, const struct recipe *r,
	enum dl_status (*fn)(struct vocab_builder *b, uint32_t first, uint32_t second, struct dl_err *err),
	struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (size_t i = 0; i < v->n; i++) {
		uint32_t before = VOCAB_NONE;

		vocab_builder_article(v->builder);
		for (size_t k = t->start[i]; st == DL_OK && k < t->start[i + 1]; k++) {
			uint32_t token = t->all[k], word = token_form(t, token)->word;
			bool counts = r->title || !(token & TOKEN_TITLE);

			if (counts && !(token & TOKEN_BROKE) && before != VOCAB_NONE && word != VOCAB_NONE)
				st = fn(v->builder, before, word, err);
			before = word;
		}
	}
	return st;
}

static enum dl_status foresee(struct vocab_builder *b, uint32_t first, uint32_t second, struct dl_err *err)
{
	(void)err;
	vocab_builder_foresee(b, first, second);
	return DL_OK;
}

static enum dl_status count(
	struct vectors *v, const struct tokens *t, const struct recipe *r, struct dl_err *err)
{
	enum dl_status st = count_words(v, t, err);

	if (st == DL_OK)
		st = vocab_builder_settle(v->builder, err);
	for (size_t i = 0; st == DL_OK && i < t->n_forms; i++)
		t->forms[i].word = vocab_builder_known(v->builder, vocab_key(t->forms[i].stem));
	if (st == DL_OK && r->ngrams > 1)
		st = vocab_builder_expect(v->builder, t->n, err);
	if (st == DL_OK && r->ngrams > 1)
		st = each_pair(v, t, r, foresee, err);
	if (st == DL_OK && r->ngrams > 1)
		st = each_pair(v, t, r, vocab_builder_pair, err);
	return st == DL_OK ? vocab_builder_finish(v->builder, &v->vocab, &v->df, err) : st;
}

static size_t add_name(char *text, size_t len, size_t cap, struct str name)
{
	if (!name.len || len + name.len > cap)
		return len;
	memcpy(text + len, name.ptr, name.len);
	return len + name.len;
}

// "Border\nguards" as first seen becomes "border guards"; a title word "title: border".
static bool name_term(struct vectors *v, uint32_t id, struct str head, struct str word)
{
	char text[2 * WORD_MAX + 16];
	size_t len;

	if (id == VOCAB_NONE || v->names[id].ptr)
		return true;
	len = add_name(text, 0, sizeof text, head);
	if (id < v->vocab.n_words + v->vocab.n_pairs && head.len)
		len = add_name(text, len, sizeof text, STR(" "));
	len = add_name(text, len, sizeof text, word);
	v->names[id] = arena_copy(&v->mem, (struct str){text, len});
	return v->names[id].ptr != NULL;
}

static bool name_article(struct vectors *v, const struct tokens *t, const struct recipe *r, size_t article)
{
	const struct token_form *before = NULL;
	bool ok = true;

	for (size_t k = t->start[article]; ok && k < t->start[article + 1]; k++) {
		uint32_t token = t->all[k];
		const struct token_form *f = token_form(t, token);
		bool title = token & TOKEN_TITLE, counts = r->title || !title;

		if (token & TOKEN_BROKE)
			before = NULL;
		if (counts)
			ok = name_term(v, f->word, (struct str){0}, f->folded);
		if (ok && counts && r->ngrams > 1 && before && f->word != VOCAB_NONE)
			ok = name_term(v, vocab_find_pair(&v->vocab, before->word, f->word), before->folded,
				f->folded);
		if (ok && title && r->title_terms)
			ok = name_term(v, vocab_title(&v->vocab, f->word), STR("title: "), f->folded);
		before = f->word != VOCAB_NONE ? f : NULL;
	}
	return ok;
}

static enum dl_status name_terms(
	struct vectors *v, const struct tokens *t, const struct recipe *r, struct dl_err *err)
{
	v->names = mem_zalloc(vocab_size(&v->vocab), sizeof *v->names);
	if (!v->names)
		return err_nomem(err);
	for (size_t i = 0; i < v->n; i++)
		if (!name_article(v, t, r, i))
			return err_nomem(err);
	return DL_OK;
}

// The stem that stands for each word, where n-grams are to be folded into words.
static enum dl_status note_stems(struct vectors *v, const struct tokens *t, struct dl_err *err)
{
	v->stems = mem_zalloc(v->vocab.n_words, sizeof *v->stems);
	if (!v->stems)
		return err_nomem(err);
	for (size_t i = 0; i < t->n_forms; i++) {
		const struct token_form *f = &t->forms[i];

		if (f->word == VOCAB_NONE || v->stems[f->word].ptr)
			continue;
		v->stems[f->word] = arena_copy(&v->mem, f->stem);
		if (!v->stems[f->word].ptr)
			return err_nomem(err);
	}
	return DL_OK;
}

struct filling {
	struct vectors *v;
	const struct train_set *s;
	struct extractor **x; // one a thread
	struct vec *work;     // likewise
	uint32_t *order;      // articles as they were added
	size_t done;          // of these
};

static void filling_release(struct filling *f, int threads)
{
	for (int t = 0; f->x && f->work && t < threads; t++) {
		extractor_free(f->x[t]);
		vec_release(&f->work[t]);
	}
	mem_free(f->x);
	mem_free(f->work);
	mem_free(f->order);
}

static enum dl_status filling_init(struct filling *f, const struct recipe *r, int threads, struct dl_err *err)
{
	f->x = mem_zalloc((size_t)threads, sizeof *f->x);
	f->work = mem_zalloc((size_t)threads, sizeof *f->work);
	f->order = mem_zalloc(f->s->n, sizeof *f->order);
	if (!f->x || !f->work || !f->order)
		return err_nomem(err);
	for (int t = 0; t < threads; t++) {
		f->x[t] = extractor_new(r, &f->v->vocab, true);
		if (!f->x[t])
			return err_nomem(err);
	}
	return DL_OK;
}

static enum dl_status fill_one(void *payload, size_t i, int worker, struct dl_err *err)
{
	struct filling *f = payload;
	size_t at = f->order[f->done + i];
	const struct doc *d = &f->s->docs[at];
	struct vec *work = &f->work[worker];
	enum dl_status st = extract_vec(work, f->x[worker], d->title, d->text, d->lang, err);

	vec_sort(work);
	return st == DL_OK ? vec_copy(&f->v->vecs[at], work, err) : st;
}

// Block by block, each given back when its articles are vectors.
static enum dl_status fill_and_spend(struct filling *f, struct train_set *s, int threads, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (size_t i = 0; i < s->n; i++)
		f->order[s->docs[i].added] = (uint32_t)i;
	while (st == DL_OK && s->texts.first) {
		size_t n = s->texts.first->articles;

		st = par_for(n, threads, fill_one, f, err);
		for (size_t i = 0; i < n; i++) {
			struct doc *d = &s->docs[f->order[f->done++]];

			d->title = d->text = (struct str){"", 0};
		}
		texts_drop_first(&s->texts);
	}
	return st;
}

static enum dl_status fill_all(struct vectors *v, struct train_set *s, const struct recipe *r,
	const struct train_options *o, struct dl_err *err)
{
	struct filling f = {.v = v, .s = s};
	enum dl_status st = filling_init(&f, r, o->threads, err);

	for (size_t i = 0; st == DL_OK && i < s->n; i++)
		f.order[i] = (uint32_t)i;
	if (st == DL_OK)
		st = o->spend_texts ? fill_and_spend(&f, s, o->threads, err)
				    : par_for(s->n, o->threads, fill_one, &f, err);
	filling_release(&f, o->threads);
	return st;
}

static enum dl_status learn(struct vectors *v, const struct train_set *s, const struct recipe *r, bool named,
	const struct progress *progress, struct dl_err *err)
{
	struct tokens t;
	enum dl_status st = tokens_make(&t, s, r->stem, progress, err);

	if (st != DL_OK)
		return st;
	st = count(v, &t, r, err);
	if (st == DL_OK && named && r->grams)
		st = note_stems(v, &t, err);
	if (st == DL_OK && named)
		st = name_terms(v, &t, r, err);
	tokens_release(&t);
	v->unseen_rate = vocab_builder_unseen_rate(v->builder);
	return st;
}

enum dl_status vectors_make(struct vectors *out, struct train_set *s, const struct recipe *r, bool named,
	const struct train_options *o, struct dl_err *err)
{
	enum dl_status st;

	*out = (struct vectors){
		.builder = vocab_builder_new(r), .vecs = mem_zalloc(s->n, sizeof *out->vecs), .n = s->n};
	st = out->builder && out->vecs ? learn(out, s, r, named, o->progress, err) : err_nomem(err);
	return st == DL_OK ? fill_all(out, s, r, o, err) : st;
}

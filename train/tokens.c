// SPDX-License-Identifier: MIT
#include "train/tokens.h"

#include "base/hash.h"
#include "base/mem.h"
#include "features/extract.h"
#include "features/stem.h"

enum { FIRST_SLOTS = 1 << 12, MOST_FORMS = 1 << 30 };

void tokens_release(struct tokens *t)
{
	mem_free(t->all);
	mem_free(t->start);
	mem_free(t->forms);
	mem_free(t->slots);
	arena_release(&t->mem);
	*t = (struct tokens){0};
}

static bool grow(struct tokens *t)
{
	size_t n = t->n_slots ? t->n_slots * 2 : FIRST_SLOTS;
	uint32_t *slots = mem_zalloc(n, sizeof *slots);

	if (!slots)
		return false;
	for (size_t i = 0; i < t->n_forms; i++) {
		size_t at = t->forms[i].hash & (n - 1);

		while (slots[at])
			at = (at + 1) & (n - 1);
		slots[at] = (uint32_t)i + 1;
	}
	mem_free(t->slots);
	t->slots = slots;
	t->n_slots = n;
	return true;
}

struct reading {
	struct tokens *t;
	struct stemmers stemmers;
	int lang;
};

// Mostly the stem is the beginning of the word.
static bool add_form(struct reading *r, struct str folded, uint32_t hash)
{
	struct tokens *t = r->t;
	struct token_form *f;
	struct str stem;

	if (!mem_grow((void **)&t->forms, &t->forms_cap, t->n_forms + 1, sizeof *t->forms))
		return false;
	f = &t->forms[t->n_forms];
	*f = (struct token_form){.folded = arena_copy(&t->mem, folded), .hash = hash, .lang = r->lang};
	if (!f->folded.ptr)
		return false;
	stem = stem_word(&r->stemmers, r->lang, f->folded);
	f->stem = str_sub(f->folded, 0, stem.len < folded.len ? stem.len : folded.len);
	if (!str_eq(stem, f->stem))
		f->stem = arena_copy(&t->mem, stem);
	if (!f->stem.ptr)
		return false;
	t->n_forms++;
	return true;
}

static enum dl_status form_of(uint32_t *out, struct reading *r, struct str folded, struct dl_err *err)
{
	struct tokens *t = r->t;
	uint32_t hash = (uint32_t)hash64(folded.ptr, folded.len, (uint64_t)r->lang + 1);
	size_t at;

	if ((t->n_forms + 1) * 2 > t->n_slots && !grow(t))
		return err_nomem(err);
	for (at = hash & (t->n_slots - 1); t->slots[at]; at = (at + 1) & (t->n_slots - 1)) {
		const struct token_form *f = &t->forms[t->slots[at] - 1];

		*out = t->slots[at] - 1;
		if (f->hash == hash && f->lang == r->lang && str_eq(f->folded, folded))
			return DL_OK;
	}
	if (t->n_forms == MOST_FORMS)
		return err_set(err, DL_EINVAL, "more than a billion different words: split the corpus");
	*out = (uint32_t)t->n_forms;
	if (!add_form(r, folded, hash))
		return err_nomem(err);
	t->slots[at] = *out + 1;
	return DL_OK;
}

static enum dl_status take_word(void *payload, const struct running_word *w, struct dl_err *err)
{
	struct reading *r = payload;
	struct tokens *t = r->t;
	uint32_t form = 0;
	enum dl_status st;

	if (!w->term)
		return DL_OK;
	if (!mem_grow((void **)&t->all, &t->cap, t->n + 1, sizeof *t->all))
		return err_nomem(err);
	st = form_of(&form, r, w->folded, err);
	if (st == DL_OK)
		t->all[t->n++] =
			form << TOKEN_BITS | (w->broke ? TOKEN_BROKE : 0) | (w->field ? 0 : TOKEN_TITLE);
	return st;
}

static enum dl_status read_all(struct reading *r, const struct train_set *s, bool stem,
	const struct progress *progress, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (size_t i = 0; st == DL_OK && i < s->n; i++) {
		const struct doc *d = &s->docs[i];

		r->lang = stem ? stem_lang(d->lang) : -1;
		st = each_word(&r->stemmers, false, d->title, d->text, d->lang, take_word, r, err);
		r->t->start[i + 1] = r->t->n;
		if (i % 256 == 0 && !progress_step(progress, "counting terms", i, s->n))
			return err_set(err, DL_EINTERRUPT, "interrupted while counting terms");
	}
	return st;
}

enum dl_status tokens_make(struct tokens *out, const struct train_set *s, bool stem,
	const struct progress *progress, struct dl_err *err)
{
	struct reading r = {.t = out};
	enum dl_status st;

	*out = (struct tokens){.start = mem_zalloc(s->n + 1, sizeof *out->start)};
	st = out->start ? read_all(&r, s, stem, progress, err) : err_nomem(err);
	stemmers_release(&r.stemmers);
	if (st != DL_OK)
		tokens_release(out);
	return st;
}

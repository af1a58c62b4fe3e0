// SPDX-License-Identifier: MIT
// Words and terms one after the other, the simple way.
#include "features/extract.h"
#include "features/stem.h"
#include "features/words.h"

static enum dl_status each_of_field(struct stemmers *s, int lang, int field, struct str text,
	running_word_fn *fn, void *payload, struct dl_err *err)
{
	struct running_word r = {.field = field, .broke = true};
	enum dl_status st = DL_OK;
	struct words w;

	words_start(&w, text);
	while (st == DL_OK && words_next(&w)) {
		r.broke |= w.broke;
		r.from = (size_t)(w.surface.ptr - text.ptr);
		r.to = r.from + w.surface.len;
		r.folded = w.folded;
		r.term = w.folded.len > 1;
		r.stem = stem_word(s, lang, w.folded);
		st = fn(payload, &r, err);
		if (r.term)
			r.broke = false;
	}
	return st;
}

enum dl_status each_word(struct stemmers *s, bool stem, struct str title, struct str body, struct str lang,
	running_word_fn *fn, void *payload, struct dl_err *err)
{
	int stemmer = stem ? stem_lang(lang) : -1;
	enum dl_status st = each_of_field(s, stemmer, 0, title, fn, payload, err);

	return st == DL_OK ? each_of_field(s, stemmer, 1, body, fn, payload, err) : st;
}

struct walk {
	const struct recipe *r;
	const struct vocab *v;
	running_term_fn *fn;
	void *payload;
	uint32_t before; // the word before in the sentence, or VOCAB_NONE
	size_t before_from;
};

static enum dl_status give(struct walk *k, struct running_term *t, uint32_t id, struct dl_err *err)
{
	if (id == VOCAB_NONE || !t->times)
		return DL_OK;
	t->id = id;
	return k->fn(k->payload, t, err);
}

static enum dl_status terms_of_word(void *payload, const struct running_word *w, struct dl_err *err)
{
	struct walk *k = payload;
	struct running_term t = {.field = w->field, .from = w->from, .to = w->to};
	uint32_t word, before = w->broke ? VOCAB_NONE : k->before;
	size_t from = w->from;
	enum dl_status st;

	if (!w->term) {
		k->before = before;
		return DL_OK;
	}
	word = vocab_find(k->v, vocab_key(w->stem));
	if (word >= k->v->n_words)
		word = VOCAB_NONE;
	t.times = w->field ? 1 : k->r->title;
	st = give(k, &t, word, err);
	if (st == DL_OK && k->r->ngrams > 1 && before != VOCAB_NONE && word != VOCAB_NONE) {
		t.from = k->before_from;
		st = give(k, &t, vocab_find_pair(k->v, before, word), err);
		t.from = from;
	}
	t.times = 1;
	if (st == DL_OK && !w->field && k->r->title_terms)
		st = give(k, &t, vocab_title(k->v, word), err);
	k->before = word;
	k->before_from = from;
	return st;
}

enum dl_status each_term(struct stemmers *s, const struct recipe *r, const struct vocab *v, struct str title,
	struct str body, struct str lang, running_term_fn *fn, void *payload, struct dl_err *err)
{
	struct walk k = {.r = r, .v = v, .fn = fn, .payload = payload, .before = VOCAB_NONE};

	return each_word(s, r->stem, title, body, lang, terms_of_word, &k, err);
}

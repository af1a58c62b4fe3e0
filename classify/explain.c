// SPDX-License-Identifier: MIT
#include "classify/classifier.h"

#include "base/mem.h"

#include <math.h>

static int by_id(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->field != y->field ? x->field - y->field : (x->from > y->from) - (x->from < y->from);
}

static int by_strength(const void *a, const void *b)
{
	const struct reason *x = a, *y = b;
	double p = fabs(x->weight), q = fabs(y->weight);

	return p != q ? (p < q) - (p > q) : (x->id > y->id) - (x->id < y->id);
}

static enum dl_status note_place(void *payload, const struct running_term *t, struct dl_err *err)
{
	struct classifier *c = payload;

	if (!mem_grow((void **)&c->places, &c->places_cap, c->n_places + 1, sizeof *c->places))
		return err_nomem(err);
	c->places[c->n_places++] = (struct place){t->id, t->field, t->from, t->to};
	return DL_OK;
}

// Have unknown words a say, in a vector whose n-grams are folded?
static bool unknown_speak(const struct classifier *c)
{
	for (size_t k = 0; c->vec.unseen && k < model_n_topics(c->m); k++)
		if (c->vec.unseen[k] != 0)
			return true;
	return false;
}

// One reason an item of the vector, with its places: both are in order of ids. What follows the named terms
// in the vector are n-grams of words that the model does not know: one reason for all of them.
static void make_reasons(struct classifier *c)
{
	uint32_t named = vocab_named(model_vocab(c->m));
	size_t at = 0, i = 0;

	c->n_reasons = 0;
	for (; i < c->vec.n && c->vec.items[i].id < named; i++) {
		struct reason r = {.id = c->vec.items[i].id, .item = i};

		while (at < c->n_places && c->places[at].id < r.id)
			at++;
		r.at = &c->places[at];
		while (at < c->n_places && c->places[at].id == r.id) {
			at++;
			r.n_at++;
		}
		if (!r.n_at)
			r.at = NULL;
		c->reasons[c->n_reasons++] = r;
	}
	if (i < c->vec.n || unknown_speak(c))
		c->reasons[c->n_reasons++] = (struct reason){.id = VOCAB_NONE, .item = i};
}

static enum dl_status gather(struct classifier *c, const struct article *a, struct dl_err *err)
{
	enum dl_status st;

	if (c->gathered)
		return DL_OK;
	c->n_places = 0;
	vec_sort(&c->vec);
	st = each_term(&c->stemmers, model_recipe(c->m), model_vocab(c->m), a->title, a->text,
		classifier_lang(c, a), note_place, c, err);
	if (st != DL_OK)
		return st;
	if (!mem_grow((void **)&c->reasons, &c->reasons_cap, c->vec.n + 1, sizeof *c->reasons))
		return err_nomem(err);
	if (c->n_places)
		qsort(c->places, c->n_places, sizeof *c->places, by_id);
	make_reasons(c);
	c->gathered = true;
	return DL_OK;
}

double reason_weight(const struct classifier *c, const struct reason *r, size_t topic)
{
	size_t end = r->id == VOCAB_NONE ? c->vec.n : r->item + 1;
	bool folded = r->id == VOCAB_NONE && c->vec.unseen;
	double sum = folded ? c->vec.scale * c->vec.unseen[topic] : 0;

	for (size_t i = r->item; i < end; i++)
		sum += (double)c->vec.items[i].weight * c->vec.scale *
		       model_weight(c->m, c->vec.items[i].id, topic);
	return sum;
}

struct str reason_name(const struct model *m, const struct reason *r)
{
	return r->id == VOCAB_NONE ? STR("(unknown words)") : model_term(m, r->id);
}

static void hand_out(const struct reason **out, size_t *n, struct classifier *c)
{
	if (c->n_reasons)
		qsort(c->reasons, c->n_reasons, sizeof *c->reasons, by_strength);
	*out = c->reasons;
	*n = c->n_reasons;
}

enum dl_status classify_explain(const struct reason **out, size_t *n, struct classifier *c,
	const struct article *a, size_t topic, struct dl_err *err)
{
	enum dl_status st = gather(c, a, err);

	if (st != DL_OK)
		return st;
	for (size_t i = 0; i < c->n_reasons; i++)
		c->reasons[i].weight = reason_weight(c, &c->reasons[i], topic);
	hand_out(out, n, c);
	return DL_OK;
}

enum dl_status classify_explain_all(const struct reason **out, size_t *n, struct classifier *c,
	const struct article *a, struct dl_err *err)
{
	enum dl_status st = gather(c, a, err);

	if (st != DL_OK)
		return st;
	for (size_t i = 0; i < c->n_reasons; i++) {
		struct reason *r = &c->reasons[i];

		r->weight = 0;
		for (size_t k = 0; k < model_n_topics(c->m); k++) {
			double w = reason_weight(c, r, k);

			r->weight = fabs(w) > fabs(r->weight) ? w : r->weight;
		}
	}
	hand_out(out, n, c);
	return DL_OK;
}

// SPDX-License-Identifier: MIT
#include "classify/classify.h"

#include "base/mem.h"
#include "features/stem.h"

#include <math.h>

enum { MIN_KNOWN = 3 };
static const double MAX_OOV = 0.6;

struct classifier {
	const struct model *m;
	struct classify_options o;
	struct extractor *x;
	struct stemmers stemmers; // for explanations
	struct vec vec;
	double *decision, *probability;
	bool *chosen;
	size_t *order;
	struct reason *reasons;
	size_t n_reasons, reasons_cap;
};

struct classifier *classifier_new(const struct model *m, const struct classify_options *o)
{
	struct classifier *c = mem_zalloc(1, sizeof *c);
	size_t n = model_n_topics(m);

	if (!c)
		return NULL;
	c->m = m;
	if (o)
		c->o = *o;
	c->x = extractor_new(model_recipe(m), model_vocab(m), false);
	c->decision = mem_zalloc(n, sizeof *c->decision);
	c->probability = mem_zalloc(n, sizeof *c->probability);
	c->chosen = mem_zalloc(n, sizeof *c->chosen);
	c->order = mem_zalloc(n, sizeof *c->order);
	if (c->x && c->decision && c->probability && c->chosen && c->order)
		return c;
	classifier_free(c);
	return NULL;
}

void classifier_free(struct classifier *c)
{
	if (!c)
		return;
	extractor_free(c->x);
	stemmers_release(&c->stemmers);
	vec_release(&c->vec);
	mem_free(c->decision);
	mem_free(c->probability);
	mem_free(c->chosen);
	mem_free(c->order);
	mem_free(c->reasons);
	mem_free(c);
}

// A model has few topics: insertion sort, stable.
static void sort_order(struct classifier *c)
{
	size_t n = model_n_topics(c->m);

	for (size_t i = 0; i < n; i++) {
		size_t at = i;

		for (; at > 0 && c->probability[c->order[at - 1]] < c->probability[i]; at--)
			c->order[at] = c->order[at - 1];
		c->order[at] = i;
	}
}

static const char *why_abstain(const struct vec *v)
{
	if (!v->words)
		return "empty";
	if (v->known < MIN_KNOWN)
		return "too few known words";
	if ((double)v->unknown > MAX_OOV * (double)(v->known + v->unknown))
		return "mostly unknown words";
	return NULL;
}

// An article of unknown language is taken for one of the model's, where that has only one.
static struct str language(const struct classifier *c, const struct article *a)
{
	return a->lang.len && !str_is(a->lang, "und") ? a->lang : str_from(model_lang(c->m));
}

enum dl_status classify_article(
	struct verdict *out, struct classifier *c, const struct article *a, struct dl_err *err)
{
	size_t n = model_n_topics(c->m);
	enum dl_status st = extract_vec(&c->vec, c->x, a->title, a->text, language(c, a), err);
	uint32_t distinct = c->vec.known + c->vec.unknown;

	if (st != DL_OK)
		return st;
	model_decide(c->m, &c->vec, c->decision);
	model_probabilities(c->m, c->decision, c->probability);
	model_choose(c->m, c->probability, c->chosen);
	sort_order(c);
	*out = (struct verdict){.n_topics = n,
		.decision = c->decision,
		.probability = c->probability,
		.chosen = c->chosen,
		.order = c->order,
		.abstained = why_abstain(&c->vec),
		.vec = &c->vec,
		.oov = distinct ? (double)c->vec.unknown / (double)distinct : 0};
	for (size_t k = 0; k < n; k++)
		c->chosen[k] = c->chosen[k] && !out->abstained && c->probability[k] >= c->o.min_probability;
	return DL_OK;
}

static int by_id(const void *a, const void *b)
{
	const struct reason *x = a, *y = b;

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

	if (!mem_grow((void **)&c->reasons, &c->reasons_cap, c->n_reasons + 1, sizeof *c->reasons))
		return err_nomem(err);
	c->reasons[c->n_reasons++] =
		(struct reason){.id = t->id, .from = t->from, .to = t->to, .field = t->field};
	return DL_OK;
}

static double part_of(const struct classifier *c, size_t at, size_t topic)
{
	const struct feature *f = &c->vec.items[at];

	return (double)f->weight * c->vec.scale * model_weight(c->m, f->id, topic);
}

// Keeps each term's first place, and gives it its weight: places and vector are both in order of ids. What
// follows the named terms in the vector are n-grams of words that the model does not know.
static void weigh(struct classifier *c, size_t topic)
{
	uint32_t named = vocab_named(model_vocab(c->m));
	struct reason rest = {.id = VOCAB_NONE, .field = -1};
	size_t n = 0, at = 0;

	for (size_t i = 0; i < c->n_reasons; i++) {
		struct reason r = c->reasons[i];

		if (n && c->reasons[n - 1].id == r.id)
			continue;
		while (at < c->vec.n && c->vec.items[at].id < r.id)
			at++;
		if (at == c->vec.n || c->vec.items[at].id != r.id)
			continue;
		r.weight = part_of(c, at, topic);
		c->reasons[n++] = r;
	}
	for (at = c->vec.n; at > 0 && c->vec.items[at - 1].id >= named; at--)
		rest.weight += part_of(c, at - 1, topic);
	if (at < c->vec.n)
		c->reasons[n++] = rest;
	c->n_reasons = n;
}

struct str reason_name(const struct model *m, const struct reason *r)
{
	return r->field < 0 ? STR("(unknown words)") : model_term(m, r->id);
}

enum dl_status classify_explain(const struct reason **out, size_t *n, struct classifier *c,
	const struct article *a, size_t topic, struct dl_err *err)
{
	enum dl_status st;

	c->n_reasons = 0;
	vec_sort(&c->vec);
	st = each_term(&c->stemmers, model_recipe(c->m), model_vocab(c->m), a->title, a->text, language(c, a),
		note_place, c, err);
	if (st != DL_OK)
		return st;
	if (st == DL_OK &&
		!mem_grow((void **)&c->reasons, &c->reasons_cap, c->n_reasons + 1, sizeof *c->reasons))
		return err_nomem(err);
	if (c->n_reasons)
		qsort(c->reasons, c->n_reasons, sizeof *c->reasons, by_id);
	weigh(c, topic);
	if (c->n_reasons)
		qsort(c->reasons, c->n_reasons, sizeof *c->reasons, by_strength);
	*out = c->reasons;
	*n = c->n_reasons;
	return DL_OK;
}

// SPDX-License-Identifier: MIT
#include "classify/classifier.h"

#include "base/mem.h"

enum { MIN_KNOWN = 3 };
static const double MAX_OOV = 0.6;

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
	mem_free(c->places);
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

struct str classifier_lang(const struct classifier *c, const struct article *a)
{
	return a->lang.len && !str_is(a->lang, "und") ? a->lang : str_from(model_lang(c->m));
}

enum dl_status classify_article(
	struct verdict *out, struct classifier *c, const struct article *a, struct dl_err *err)
{
	size_t n = model_n_topics(c->m);
	enum dl_status st = extract_vec(&c->vec, c->x, a->title, a->text, classifier_lang(c, a), err);
	uint32_t distinct = c->vec.known + c->vec.unknown;

	c->gathered = false;
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

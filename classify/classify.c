// SPDX-License-Identifier: MIT
#include "classify/classifier.h"

#include "base/mem.h"
#include "corpus/lang.h"
#include "models/abstain.h"

struct classifier *classifier_new(const struct model *m, const struct classify_options *o)
{
	struct classifier *c = mem_zalloc(1, sizeof *c);
	size_t n = model_n_topics(m);

	if (!c)
		return NULL;
	c->m = m;
	if (o)
		c->o = *o;
	c->x = c->o.all_terms ? extractor_new(model_recipe(m), model_vocab(m), false) : model_extractor(m);
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
	lang_close(c->detector);
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

struct str classifier_lang(const struct classifier *c, const struct article *a)
{
	return a->lang.len && !str_is(a->lang, "und") ? a->lang : str_from(model_lang(c->m));
}

// Readers may leave the language out; it is found where it decides.
static enum dl_status why_abstain(
	const char **out, struct classifier *c, const struct article *a, struct dl_err *err)
{
	struct str lang = a->lang;

	if (!lang.len && model_asks_language(&c->vec)) {
		if (!c->detector)
			c->detector = lang_open();
		if (!c->detector)
			return err_nomem(err);
		lang = str_from(lang_detect(c->detector, a->text.len ? a->text : a->title));
	}
	*out = model_abstains(c->m, &c->vec, lang);
	return DL_OK;
}

enum dl_status classify_article(
	struct verdict *out, struct classifier *c, const struct article *a, struct dl_err *err)
{
	size_t n = model_n_topics(c->m);
	enum dl_status st = extract_vec(&c->vec, c->x, a->title, a->text, classifier_lang(c, a), err);
	uint32_t distinct = c->vec.known + c->vec.unknown;
	const char *abstained = NULL;

	c->gathered = false;
	if (st == DL_OK)
		st = why_abstain(&abstained, c, a, err);
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
		.abstained = abstained,
		.vec = &c->vec,
		.oov = distinct ? (double)c->vec.unknown / (double)distinct : 0};
	for (size_t k = 0; k < n; k++)
		c->chosen[k] = c->chosen[k] && !out->abstained && c->probability[k] >= c->o.min_probability;
	return DL_OK;
}

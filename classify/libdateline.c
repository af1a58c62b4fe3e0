// SPDX-License-Identifier: MIT
#include "classify/dateline.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "classify/classify.h"
#include "corpus/lang.h"

#include <stdio.h>

struct dateline {
	struct model *model;
	struct classifier *classifier;
	struct lang_detector *detector;
	struct article article; // the last one
	struct dateline_topic *topics;
	struct dateline_reason *reasons;
	size_t cap_reasons;
	struct arena terms; // all else of the last explanation
	struct buf utf8;
	bool classified;
};

static enum dateline_status status_of(enum dl_status st)
{
	switch (st) {
	case DL_OK:
		return DATELINE_OK;
	case DL_ENOMEM:
		return DATELINE_NO_MEMORY;
	case DL_ENOTFOUND:
		return DATELINE_NOT_FOUND;
	case DL_EFORMAT:
		return DATELINE_NOT_A_MODEL;
	case DL_EVERSION:
		return DATELINE_TOO_NEW;
	case DL_ECHECKSUM:
		return DATELINE_DAMAGED;
	case DL_EINVAL:
		return DATELINE_INVALID;
	default:
		return DATELINE_IO;
	}
}

const char *dateline_version(void)
{
	return DATELINE_VERSION;
}

static enum dl_status open_all(struct dateline *d, const char *path, struct dl_err *err)
{
	enum dl_status st = model_open(&d->model, path ? path : DATELINE_DATADIR "/starter.model", err);

	if (st != DL_OK)
		return st;
	d->classifier = classifier_new(d->model, NULL);
	d->detector = lang_open();
	d->topics = mem_zalloc(model_n_topics(d->model), sizeof *d->topics);
	return d->classifier && d->detector && d->topics ? DL_OK : err_nomem(err);
}

enum dateline_status dateline_open(struct dateline **out, const char *path, char *error, size_t size)
{
	struct dl_err err = {0};
	struct dateline *d = mem_zalloc(1, sizeof *d);
	enum dl_status st = d ? open_all(d, path, &err) : err_nomem(&err);

	*out = d;
	if (st == DL_OK)
		return DATELINE_OK;
	if (error && size)
		snprintf(error, size, "%s", err.text);
	dateline_close(d);
	*out = NULL;
	return status_of(st);
}

void dateline_close(struct dateline *d)
{
	if (!d)
		return;
	classifier_free(d->classifier);
	lang_close(d->detector);
	model_close(d->model);
	article_release(&d->article);
	arena_release(&d->terms);
	buf_release(&d->utf8);
	mem_free(d->topics);
	mem_free(d->reasons);
	mem_free(d);
}

size_t dateline_n_topics(const struct dateline *d)
{
	return model_n_topics(d->model);
}

const char *dateline_topic_name(const struct dateline *d, size_t k)
{
	return k < model_n_topics(d->model) ? model_topic(d->model, k)->name : NULL;
}

// A valid copy in the article's memory; absent stays absent.
static bool copy(struct dateline *d, struct str *to, const char *text)
{
	*to = (struct str){0};
	if (!text)
		return true;
	buf_clear(&d->utf8);
	utf8_repair(&d->utf8, str_from(text));
	if (buf_failed(&d->utf8))
		return false;
	*to = arena_copy(&d->article.mem, d->utf8.ptr ? buf_str(&d->utf8) : STR(""));
	return to->ptr != NULL;
}

static bool fill(struct dateline *d, const struct dateline_article *from)
{
	struct article *a = &d->article;

	article_reset(a);
	if (!copy(d, &a->title, from->title) || !copy(d, &a->text, from->text) ||
		!copy(d, &a->lang, from->lang))
		return false;
	if (!a->lang.ptr)
		a->lang = str_from(lang_detect(d->detector, a->text.len ? a->text : a->title));
	return true;
}

enum dateline_status dateline_classify(
	struct dateline *d, const struct dateline_article *article, struct dateline_result *out)
{
	struct verdict v;
	enum dl_status st;

	d->classified = false;
	st = fill(d, article) ? classify_article(&v, d->classifier, &d->article, NULL) : DL_ENOMEM;
	if (st != DL_OK)
		return status_of(st);
	for (size_t i = 0; i < v.n_topics; i++) {
		size_t k = v.order[i];

		d->topics[i] = (struct dateline_topic){
			model_topic(d->model, k)->name, v.probability[k], v.decision[k], v.chosen[k]};
	}
	*out = (struct dateline_result){v.n_topics, d->topics, v.abstained, v.oov};
	d->classified = true;
	return DATELINE_OK;
}

// A reason as the caller sees it; its parts live as long as the explanation.
static bool copy_reason(struct dateline *d, struct dateline_reason *to, const struct reason *from)
{
	size_t n = model_n_topics(d->model);
	struct str term = arena_copy(&d->terms, reason_name(d->model, from));
	double *weights = arena_alloc(&d->terms, n * sizeof *weights);
	struct dateline_place *places = arena_alloc(&d->terms, (from->n_at + 1) * sizeof *places);

	if (!term.ptr || !weights || !places)
		return false;
	for (size_t k = 0; k < n; k++)
		weights[k] = reason_weight(d->classifier, from, k);
	for (size_t i = 0; i < from->n_at; i++)
		places[i] = (struct dateline_place){from->at[i].field == 0, from->at[i].from, from->at[i].to};
	*to = (struct dateline_reason){term.ptr, from->weight, weights, from->n_at, places};
	return true;
}

enum dateline_status dateline_explain(struct dateline *d, const char *topic, struct dateline_reasons *out)
{
	const struct reason *found;
	size_t n, k;

	if (!d->classified)
		return DATELINE_INVALID;
	k = model_topic_named(d->model, topic);
	if (k == model_n_topics(d->model))
		return DATELINE_NOT_FOUND;
	if (classify_explain(&found, &n, d->classifier, &d->article, k, NULL) != DL_OK ||
		!mem_grow((void **)&d->reasons, &d->cap_reasons, n, sizeof *d->reasons))
		return DATELINE_NO_MEMORY;
	arena_reset(&d->terms);
	for (size_t i = 0; i < n; i++)
		if (!copy_reason(d, &d->reasons[i], &found[i]))
			return DATELINE_NO_MEMORY;
	*out = (struct dateline_reasons){model_topic(d->model, k)->bias, n, d->reasons};
	return DATELINE_OK;
}

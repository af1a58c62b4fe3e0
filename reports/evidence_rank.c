// SPDX-License-Identifier: MIT
// From the gathered stories to the terms and articles that are shown.
#include "base/mem.h"
#include "reports/evidence_internal.h"
#include "reports/stat_terms.h"

#include <math.h>

enum { LEAST_Z = 3 };

// A word says nothing more than a listed pair that holds it and stands in as many stories.
static bool said_by_pair(const struct term_count *terms, size_t n, size_t i)
{
	struct str word = terms[i].term;

	if (memchr(word.ptr, ' ', word.len))
		return false;
	for (size_t k = 0; k < n; k++) {
		struct str t = terms[k].term;
		const char *blank = memchr(t.ptr, ' ', t.len);
		size_t cut = blank ? (size_t)(blank - t.ptr) : 0;

		if (blank && terms[k].week >= terms[i].week && terms[k].week <= terms[i].week &&
			(str_eq(str_sub(t, 0, cut), word) || str_eq(str_sub(t, cut + 1, t.len), word)))
			return true;
	}
	return false;
}

static enum dl_status take_terms(struct evidence *e, struct topic_evidence *out, struct term_count *terms,
	size_t n, struct dl_err *err)
{
	size_t listed = 0;

	while (listed < n && terms[listed].z >= LEAST_Z)
		listed++;
	for (size_t i = 0; i < listed && out->n_terms < EVIDENCE_MOST_TERMS; i++) {
		struct str text;

		if (said_by_pair(terms, listed, i))
			continue;
		text = arena_copy(&e->r->mem, terms[i].term);
		if (!text.ptr)
			return err_nomem(err);
		out->terms[out->n_terms++] = (struct report_term){text, (size_t)terms[i].week, terms[i].z};
	}
	return DL_OK;
}

static enum dl_status find_terms(struct evidence *e, struct topic_evidence *out, size_t k, struct dl_err *err)
{
	struct gathered *g = e->g;
	uint32_t *week = mem_zalloc(g->n_terms ? g->n_terms : 1, sizeof *week);
	struct term_count *terms = NULL;
	size_t n = 0, cap = 0;
	double all = 0;
	enum dl_status st = week ? DL_OK : err_nomem(err);

	for (size_t i = 0; st == DL_OK && i < g->n_stories; i++) {
		const struct story *s = &g->stories[i];

		for (size_t j = 0; s->chosen[k] && j < s->n; j++)
			week[g->pool[s->first + j]]++;
		all += s->chosen[k] ? (double)s->n : 0;
	}
	for (size_t t = 0; st == DL_OK && t < g->n_terms; t++) {
		if (week[t] < TERMS_LEAST_STORIES)
			continue;
		if (!mem_grow((void **)&terms, &cap, n + 1, sizeof *terms))
			st = err_nomem(err);
		else
			terms[n++] = (struct term_count){.term = g->terms[t].text,
				.week = week[t],
				.before = g->counts ? g->counts[t * e->r->n_topics + k] : 0};
	}
	if (st == DL_OK && n)
		st = take_terms(e, out, terms, terms_rank(terms, n, all, g->all_before[k]), err);
	mem_free(week);
	mem_free(terms);
	return st;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

// A story by its words (pairs add nothing here), rarer ones in the period weigh more.
static enum dl_status make_vector(
	struct gathered *g, const struct story *s, struct story_vector *out, struct dl_err *err)
{
	uint32_t *dims = arena_alloc(&g->mem, (s->n + 1) * sizeof *dims);
	double *values = arena_alloc(&g->mem, (s->n + 1) * sizeof *values);
	size_t n = 0;

	if (!dims || !values)
		return err_nomem(err);
	for (size_t j = 0; j < s->n; j++)
		if (!g->terms[g->pool[s->first + j]].pair)
			dims[n++] = g->pool[s->first + j];
	if (n)
		qsort(dims, n, sizeof *dims, by_number);
	for (size_t j = 0; j < n; j++)
		values[j] = log(1 + (double)g->n_stories / g->terms[dims[j]].stories);
	*out = (struct story_vector){.dims = dims, .values = values, .n = n, .copies = s->article.copies};
	return DL_OK;
}

static bool copy_article(struct report *r, struct report_article *out, const struct report_article *a)
{
	*out = *a;
	out->id = arena_copy(&r->mem, a->id);
	out->title = arena_copy(&r->mem, a->title);
	out->url = arena_copy(&r->mem, a->url);
	out->source = arena_copy(&r->mem, a->source);
	return out->id.ptr && out->title.ptr && out->url.ptr && out->source.ptr;
}

static enum dl_status find_articles(
	struct evidence *e, struct topic_evidence *out, size_t k, struct dl_err *err)
{
	struct gathered *g = e->g;
	struct story_vector *vectors = mem_zalloc(g->n_stories + 1, sizeof *vectors);
	const struct story **of = mem_zalloc(g->n_stories + 1, sizeof *of);
	size_t n = 0;
	enum dl_status st = vectors && of ? DL_OK : err_nomem(err);

	for (size_t i = 0; st == DL_OK && i < g->n_stories; i++) {
		if (!g->stories[i].chosen[k])
			continue;
		st = make_vector(g, &g->stories[i], &vectors[n], err);
		vectors[n].probability = g->stories[i].probability[k];
		of[n++] = &g->stories[i];
	}
	if (st == DL_OK)
		st = stories_rank(vectors, n, g->n_terms, err);
	out->stories = n;
	for (size_t i = 0; st == DL_OK && i < n && i < EVIDENCE_MOST_ARTICLES; i++)
		if (!copy_article(e->r, &out->articles[out->n_articles++], &of[vectors[i].index]->article))
			st = err_nomem(err);
	mem_free(vectors);
	mem_free(of);
	return st;
}

static enum dl_status rank_topic(struct evidence *e, struct topic_evidence *out, size_t k, struct dl_err *err)
{
	enum dl_status st = find_terms(e, out, k, err);

	return st == DL_OK ? find_articles(e, out, k, err) : st;
}

enum dl_status evidence_finish(struct topic_evidence **out, struct evidence *e, struct dl_err *err)
{
	struct report *r = e->r;
	size_t n = e->topic == r->n_topics ? r->n_topics : 1;
	struct topic_evidence *all = arena_alloc(&r->mem, n * sizeof *all);
	enum dl_status st = all ? DL_OK : err_nomem(err);

	if (all)
		memset(all, 0, n * sizeof *all);
	if (st == DL_OK && e->topic < r->n_topics)
		st = rank_topic(e, all, e->topic, err);
	for (size_t k = 0; st == DL_OK && e->topic == r->n_topics && k < n; k++)
		if (r->shown[k])
			st = rank_topic(e, &all[k], k, err);
	*out = st == DL_OK ? all : NULL;
	return st;
}

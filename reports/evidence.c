// SPDX-License-Identifier: MIT
#include "reports/evidence.h"

#include "base/hash.h"
#include "base/mem.h"
#include "features/words.h"
#include "reports/stat_terms.h"

#include <math.h>

enum { MOST_STORIES = 3000, MOST_STORY_TERMS = 4000, SEEN_SLOTS = 1 << 14, PERIODS_BEFORE = 12, LEAST_Z = 3 };

struct term {
	uint64_t hash;
	struct str text;
	uint32_t stories; // of the period, all topics
	bool pair;
};

struct story {
	int64_t number;
	struct report_article article;
	double *probability;
	bool *chosen;
	size_t first, n; // its terms in the pool
};

// The terms of one story, each once.
struct seen {
	uint64_t hash[SEEN_SLOTS];
	uint32_t story[SEEN_SLOTS]; // in which story the slot was last used
	uint32_t current;
	size_t n;
};

struct gathered {
	struct arena mem;
	struct seen seen;
	struct term *terms;
	size_t n_terms, cap_terms;
	uint32_t *slots; // hash table of terms + 1
	size_t n_slots;
	uint32_t *pool;
	size_t n_pool, cap_pool;
	struct story *stories;
	size_t n_stories, cap_stories;
	int64_t *before; // hash set of the stories of the periods before
	size_t n_before;
	uint32_t *counts;   // of the periods before: term x topic; made when the first of their stories comes
	double *all_before; // sum over all terms, one a topic
};

enum { BEFORE_SLOTS = 1 << 13 };

enum dl_status evidence_start(struct evidence *e, struct report *r, struct dl_err *err)
{
	struct gathered *g;
	size_t at = report_latest(r), first = at, periods = 0, articles = 0;

	*e = (struct evidence){.r = r, .at = at};
	if (at == r->n_periods)
		return err_set(err, DL_ENOTFOUND, "there is no complete period");
	for (size_t i = at; i-- > 0 && periods < PERIODS_BEFORE && articles < MOST_STORIES;)
		if (r->periods[i].complete && r->periods[i].articles) {
			first = i;
			periods++;
			articles += r->periods[i].articles;
		}
	e->from = r->periods[first].from;
	e->to = r->periods[at].from - 1;
	g = e->g = mem_zalloc(1, sizeof *g);
	if (!g)
		return err_nomem(err);
	g->n_slots = 1 << 12;
	g->slots = mem_zalloc(g->n_slots, sizeof *g->slots);
	g->before = mem_zalloc(BEFORE_SLOTS, sizeof *g->before);
	g->all_before = mem_zalloc(r->n_topics, sizeof *g->all_before);
	return g->slots && g->before && g->all_before ? DL_OK : err_nomem(err);
}

void evidence_release(struct evidence *e)
{
	struct gathered *g = e->g;

	if (!g)
		return;
	arena_release(&g->mem);
	mem_free(g->terms);
	mem_free(g->slots);
	mem_free(g->pool);
	mem_free(g->stories);
	mem_free(g->before);
	mem_free(g->counts);
	mem_free(g->all_before);
	mem_free(g);
	e->g = NULL;
}

// Whether the story has the term for the first time; false too when it has too many.
static bool first_time(struct seen *s, uint64_t hash)
{
	size_t at = hash % SEEN_SLOTS;

	while (s->story[at] == s->current) {
		if (s->hash[at] == hash)
			return false;
		at = (at + 1) % SEEN_SLOTS;
	}
	if (s->n == MOST_STORY_TERMS)
		return false;
	s->story[at] = s->current;
	s->hash[at] = hash;
	s->n++;
	return true;
}

static size_t slot_of(const struct gathered *g, uint64_t hash)
{
	size_t at = hash % g->n_slots;

	while (g->slots[at] && g->terms[g->slots[at] - 1].hash != hash)
		at = (at + 1) % g->n_slots;
	return at;
}

static enum dl_status grow_slots(struct gathered *g, struct dl_err *err)
{
	size_t n = 4 * g->n_slots;
	uint32_t *slots = mem_zalloc(n, sizeof *slots);

	if (!slots)
		return err_nomem(err);
	mem_free(g->slots);
	g->slots = slots;
	g->n_slots = n;
	for (size_t i = 0; i < g->n_terms; i++)
		g->slots[slot_of(g, g->terms[i].hash)] = (uint32_t)i + 1;
	return DL_OK;
}

// The number of a term of the period, a new one where it is not known yet.
static enum dl_status term_number(
	struct gathered *g, uint64_t hash, struct str text, bool pair, uint32_t *out, struct dl_err *err)
{
	size_t at = slot_of(g, hash);
	struct str copy;

	if (!g->slots[at]) {
		copy = arena_copy(&g->mem, text);
		if (!copy.ptr ||
			!mem_grow((void **)&g->terms, &g->cap_terms, g->n_terms + 1, sizeof *g->terms))
			return err_nomem(err);
		g->terms[g->n_terms++] = (struct term){hash, copy, 0, pair};
		g->slots[at] = (uint32_t)g->n_terms;
	}
	*out = g->slots[at] - 1;
	g->terms[*out].stories++;
	return 2 * g->n_terms > g->n_slots ? grow_slots(g, err) : DL_OK;
}

// What is done with each term of a story, once.
typedef enum dl_status on_term(
	struct evidence *e, void *with, uint64_t hash, struct str text, bool pair, struct dl_err *err);

static enum dl_status offer(
	struct evidence *e, on_term *act, void *with, struct str text, bool pair, struct dl_err *err)
{
	uint64_t hash = hash64(text.ptr, text.len, 1);

	return first_time(&e->g->seen, hash) ? act(e, with, hash, text, pair, err) : DL_OK;
}

// Words, and pairs of words within a sentence.
static enum dl_status each_term(
	struct evidence *e, struct str text, on_term *act, void *with, struct dl_err *err)
{
	char pair[2 * WORD_MAX + 8];
	struct words w;
	size_t before = 0;
	enum dl_status st = DL_OK;

	words_start(&w, text);
	while (st == DL_OK && words_next(&w)) {
		if (before && !w.broke) {
			pair[before] = ' ';
			memcpy(pair + before + 1, w.folded.ptr, w.folded.len);
			st = offer(e, act, with, (struct str){pair, before + 1 + w.folded.len}, true, err);
		}
		memcpy(pair, w.folded.ptr, w.folded.len);
		before = w.folded.len;
		if (st == DL_OK)
			st = offer(e, act, with, w.folded, false, err);
	}
	return st;
}

static enum dl_status each_of_story(
	struct evidence *e, const struct evidence_article *a, on_term *act, void *with, struct dl_err *err)
{
	enum dl_status st;

	e->g->seen.current++;
	e->g->seen.n = 0;
	st = each_term(e, a->title, act, with, err);
	return st == DL_OK ? each_term(e, a->text, act, with, err) : st;
}

static enum dl_status keep_term(
	struct evidence *e, void *with, uint64_t hash, struct str text, bool pair, struct dl_err *err)
{
	struct gathered *g = e->g;
	struct story *s = with;
	uint32_t number = 0;
	enum dl_status st = term_number(g, hash, text, pair, &number, err);

	if (st == DL_OK && !mem_grow((void **)&g->pool, &g->cap_pool, g->n_pool + 1, sizeof *g->pool))
		st = err_nomem(err);
	if (st == DL_OK) {
		g->pool[g->n_pool++] = number;
		s->n++;
	}
	return st;
}

static struct story *known_story(struct gathered *g, int64_t number)
{
	for (size_t i = g->n_stories; i-- > 0;) // copies come soon after each other
		if (g->stories[i].number == number)
			return &g->stories[i];
	return NULL;
}

static bool keep_article(struct gathered *g, struct story *s, const struct evidence_article *a, size_t topics)
{
	struct report_article *r = &s->article;

	*r = (struct report_article){.id = arena_copy(&g->mem, a->id),
		.title = arena_copy(&g->mem, a->title),
		.url = arena_copy(&g->mem, a->url),
		.source = arena_copy(&g->mem, a->source),
		.day = a->day,
		.copies = 1};
	s->probability = arena_alloc(&g->mem, topics * sizeof *s->probability);
	s->chosen = arena_alloc(&g->mem, topics * sizeof *s->chosen);
	if (!r->id.ptr || !r->title.ptr || !r->url.ptr || !r->source.ptr || !s->probability || !s->chosen)
		return false;
	memcpy(s->probability, a->probability, topics * sizeof *s->probability);
	memcpy(s->chosen, a->chosen, topics * sizeof *s->chosen);
	return true;
}

enum dl_status evidence_period(struct evidence *e, const struct evidence_article *a, struct dl_err *err)
{
	struct gathered *g = e->g;
	struct story *s = known_story(g, a->story);

	if (s) {
		s->article.copies++;
		return DL_OK;
	}
	if (g->n_stories == MOST_STORIES)
		return DL_OK;
	if (!mem_grow((void **)&g->stories, &g->cap_stories, g->n_stories + 1, sizeof *g->stories))
		return err_nomem(err);
	s = &g->stories[g->n_stories];
	*s = (struct story){.number = a->story, .first = g->n_pool};
	if (!keep_article(g, s, a, e->r->n_topics))
		return err_nomem(err);
	g->n_stories++;
	return each_of_story(e, a, keep_term, s, err);
}

static enum dl_status count_before(
	struct evidence *e, void *with, uint64_t hash, struct str text, bool pair, struct dl_err *err)
{
	const struct evidence_article *a = with;
	struct gathered *g = e->g;
	size_t at = slot_of(g, hash), topics = e->r->n_topics;

	(void)text;
	(void)pair;
	(void)err;
	for (size_t k = 0; k < topics; k++)
		if (a->chosen[k]) {
			g->all_before[k]++;
			if (g->slots[at])
				g->counts[(g->slots[at] - 1) * topics + k]++;
		}
	return DL_OK;
}

static bool new_before(struct gathered *g, int64_t story)
{
	size_t at = hash_mix((uint64_t)story) % BEFORE_SLOTS;

	while (g->before[at] && g->before[at] != story)
		at = (at + 1) % BEFORE_SLOTS;
	if (g->before[at] || g->n_before == MOST_STORIES)
		return false;
	g->before[at] = story;
	g->n_before++;
	return true;
}

enum dl_status evidence_before(struct evidence *e, const struct evidence_article *a, struct dl_err *err)
{
	struct gathered *g = e->g;
	struct evidence_article copy = *a;

	if (!g->counts)
		g->counts = mem_zalloc(g->n_terms ? g->n_terms : 1, e->r->n_topics * sizeof *g->counts);
	if (!g->counts)
		return err_nomem(err);
	if (!a->story || !new_before(g, a->story))
		return DL_OK;
	return each_of_story(e, a, count_before, &copy, err);
}

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
	if (st == DL_OK)
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

enum dl_status evidence_finish(struct evidence *e, struct dl_err *err)
{
	struct report *r = e->r;
	struct topic_evidence *all = arena_alloc(&r->mem, r->n_topics * sizeof *all);
	enum dl_status st = all ? DL_OK : err_nomem(err);

	if (all)
		memset(all, 0, r->n_topics * sizeof *all);
	for (size_t k = 0; st == DL_OK && k < r->n_topics; k++) {
		if (!r->shown[k])
			continue;
		st = find_terms(e, &all[k], k, err);
		if (st == DL_OK)
			st = find_articles(e, &all[k], k, err);
	}
	if (st == DL_OK)
		r->evidence = all;
	return st;
}

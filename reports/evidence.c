// SPDX-License-Identifier: MIT
#include "base/hash.h"
#include "base/mem.h"
#include "features/words.h"
#include "reports/evidence_internal.h"

enum { MOST_STORIES = 3000, MOST_ARTICLES = 3000, PERIODS_BEFORE = 12 };
enum { BEFORE_SLOTS = 1 << 13 };

// The days of the periods before `first` that are compared; none where there are none.
static void find_before(struct evidence *e, size_t first)
{
	const struct report *r = e->r;
	size_t earliest = first, periods = 0, articles = 0;

	for (size_t i = first; i-- > 0 && periods < PERIODS_BEFORE && articles < MOST_STORIES;)
		if (r->periods[i].complete && r->periods[i].articles) {
			earliest = i;
			periods++;
			articles += r->periods[i].articles;
		}
	e->from = r->periods[earliest].from;
	e->to = r->periods[first].from - 1;
}

enum dl_status evidence_start(
	struct evidence *e, struct report *r, size_t first, size_t last, size_t topic, struct dl_err *err)
{
	struct gathered *g = mem_zalloc(1, sizeof *g);
	size_t articles = 0, end = first;

	*e = (struct evidence){.r = r, .topic = topic, .g = g};
	for (size_t i = first; i <= last && articles < MOST_ARTICLES; i++) {
		articles += r->periods[i].articles;
		end = i;
	}
	e->since = r->periods[first].from;
	e->until = r->periods[end].to;
	find_before(e, first);
	if (!g)
		return err_nomem(err);
	g->n_slots = 1 << 12;
	g->slots = mem_zalloc(g->n_slots, sizeof *g->slots);
	g->before = mem_zalloc(BEFORE_SLOTS, sizeof *g->before);
	g->all_before = mem_zalloc(r->n_topics, sizeof *g->all_before);
	return g->slots && g->before && g->all_before ? DL_OK : err_nomem(err);
}

// Whether the article is of the topic that is looked at.
static bool speaks_of(const struct evidence *e, const struct evidence_article *a)
{
	return e->topic == e->r->n_topics || a->chosen[e->topic];
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
	struct story *s = speaks_of(e, a) ? known_story(g, a->story) : NULL;

	if (!speaks_of(e, a))
		return DL_OK;
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
	if (!speaks_of(e, a) || !a->story || !new_before(g, a->story))
		return DL_OK;
	return each_of_story(e, a, count_before, &copy, err);
}

// SPDX-License-Identifier: MIT
#include "train/dataset.h"

#include "base/hash.h"
#include "base/mem.h"
#include "models/model.h"

#include <stdlib.h>

struct train_set *train_set_new(void)
{
	return mem_zalloc(1, sizeof(struct train_set));
}

void train_set_free(struct train_set *s)
{
	if (!s)
		return;
	arena_release(&s->mem);
	texts_release(&s->texts);
	mem_free(s->docs);
	mem_free(s);
}

size_t train_set_size(const struct train_set *s)
{
	return s->n;
}

// Language, source and topics are mostly those of the article before: one copy serves all.
static struct str copy_unless(struct arena *mem, struct str before, struct str text)
{
	return before.ptr && str_eq(before, text) ? before : arena_copy(mem, text);
}

static bool copy_labels(struct train_set *s, struct doc *d, const struct article *a)
{
	const struct doc *before = s->n ? &s->docs[s->n - 1] : NULL;
	bool same = before && before->n_labels == a->n_labels, ok;

	for (size_t i = 0; same && i < a->n_labels; i++)
		same = str_eq(before->labels[i], a->labels[i]);
	d->n_labels = a->n_labels;
	d->labels = same ? before->labels : arena_alloc(&s->mem, a->n_labels * sizeof *d->labels);
	ok = d->labels != NULL;
	for (size_t i = 0; ok && !same && i < a->n_labels; i++) {
		d->labels[i] = arena_copy(&s->mem, a->labels[i]);
		ok = d->labels[i].ptr;
	}
	return ok;
}

enum dl_status train_set_add(struct train_set *s, const struct article *a, struct dl_err *err)
{
	struct doc *d;
	bool ok;

	if (!a->labelled)
		return err_set(err, DL_EINVAL, "article '%.*s' has no labels", (int)a->id.len, a->id.ptr);
	if (!mem_grow((void **)&s->docs, &s->cap, s->n + 1, sizeof *s->docs))
		return err_nomem(err);
	d = &s->docs[s->n];
	d->id = arena_copy(&s->mem, a->id);
	d->title = a->title;
	d->text = a->text;
	d->added = (uint32_t)s->n;
	d->lang = copy_unless(&s->mem, s->n ? d[-1].lang : (struct str){0}, a->lang);
	d->source = copy_unless(&s->mem, s->n ? d[-1].source : (struct str){0}, a->source);
	d->day = a->date.day;
	d->story = 0;
	ok = copy_labels(s, d, a) && d->id.ptr && d->lang.ptr && d->source.ptr;
	if (!ok || !texts_add(&s->texts, &d->title, &d->text))
		return err_nomem(err);
	s->n++;
	return DL_OK;
}

bool doc_has_topic(const struct doc *d, const char *topic)
{
	for (size_t i = 0; i < d->n_labels; i++)
		if (str_is(d->labels[i], topic))
			return true;
	return false;
}

void topic_list_release(struct topic_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		mem_free(l->names[i]);
	mem_free(l->names);
	*l = (struct topic_list){0};
}

static enum dl_status list_add(struct topic_list *l, size_t *cap, struct str name, struct dl_err *err)
{
	char *copy;

	for (size_t i = 0; i < l->n; i++)
		if (str_is(name, l->names[i]))
			return DL_OK;
	if (l->n == MODEL_MAX_TOPICS)
		return err_set(err, DL_EINVAL,
			"more than %d different topics: name those to learn with --topics", MODEL_MAX_TOPICS);
	copy = mem_strdup(name.ptr, name.len);
	if (!copy || !mem_grow((void **)&l->names, cap, l->n + 1, sizeof *l->names)) {
		mem_free(copy);
		return err_nomem(err);
	}
	l->names[l->n++] = copy;
	return DL_OK;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool train_set_has_topic(const struct train_set *s, const char *topic)
{
	for (size_t i = 0; i < s->n; i++)
		if (doc_has_topic(&s->docs[i], topic))
			return true;
	return false;
}

enum dl_status topic_list_make(
	struct topic_list *out, const struct train_set *s, const char *const *asked, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	bool by_name = asked && *asked;
	size_t cap = 0;

	*out = (struct topic_list){0};
	for (; st == DL_OK && asked && *asked; asked++) {
		if (!train_set_has_topic(s, *asked))
			return err_set(
				err, DL_EINVAL, "no article has the topic '%s': check --topics", *asked);
		st = list_add(out, &cap, str_from(*asked), err);
	}
	for (size_t i = 0; st == DL_OK && !by_name && i < s->n; i++)
		for (size_t k = 0; st == DL_OK && k < s->docs[i].n_labels; k++)
			st = list_add(out, &cap, s->docs[i].labels[k], err);
	if (st == DL_OK && !out->n)
		return err_set(err, DL_EINVAL,
			"no article has a topic: labelled articles are needed, with their topics in "
			"'labels'");
	if (out->n)
		qsort(out->names, out->n, sizeof *out->names, by_bytes);
	return st;
}

static int by_labels(const struct doc *x, const struct doc *y)
{
	int order = 0;

	for (size_t i = 0; !order && i < x->n_labels && i < y->n_labels; i++)
		order = str_cmp(x->labels[i], y->labels[i]);
	return order ? order : (x->n_labels > y->n_labels) - (x->n_labels < y->n_labels);
}

static int by_content(const void *a, const void *b)
{
	const struct doc *x = a, *y = b;
	int order = (x->day > y->day) - (x->day < y->day);

	order = order ? order : str_cmp(x->id, y->id);
	order = order ? order : str_cmp(x->title, y->title);
	order = order ? order : str_cmp(x->text, y->text);
	order = order ? order : str_cmp(x->lang, y->lang);
	order = order ? order : str_cmp(x->source, y->source);
	return order ? order : by_labels(x, y);
}

void train_set_sort(struct train_set *s)
{
	if (s->n)
		qsort(s->docs, s->n, sizeof *s->docs, by_content);
}

static uint64_t topics_hash(const struct doc *d)
{
	uint64_t h = 0;

	for (size_t i = 0; i < d->n_labels; i++)
		h += hash64(d->labels[i].ptr, d->labels[i].len, 7); // a sum: order does not matter
	return h;
}

struct place {
	uint64_t keys[4]; // hashes of id, text, title, topics
	size_t doc;
};

static int by_keys(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	for (size_t i = 0; i < sizeof x->keys / sizeof *x->keys; i++)
		if (x->keys[i] != y->keys[i])
			return x->keys[i] < y->keys[i] ? -1 : 1;
	return 0;
}

enum dl_status train_set_order(uint32_t *out, const struct train_set *s, struct dl_err *err)
{
	struct place *places = mem_zalloc(s->n, sizeof *places);

	if (!places)
		return err_nomem(err);
	for (size_t i = 0; i < s->n; i++) {
		const struct doc *d = &s->docs[i];

		places[i] =
			(struct place){{hash64(d->id.ptr, d->id.len, 1), hash64(d->text.ptr, d->text.len, 1),
					       hash64(d->title.ptr, d->title.len, 1), topics_hash(d)},
				i};
	}
	qsort(places, s->n, sizeof *places, by_keys);
	for (size_t i = 0; i < s->n; i++)
		out[i] = (uint32_t)places[i].doc;
	mem_free(places);
	return DL_OK;
}

struct card {
	uint64_t topics, order; // hashes: topic set; id and seed
	uint64_t story;         // or a hash of the text
	uint32_t doc;
};

static int by_story(const void *a, const void *b)
{
	const struct card *x = a, *y = b;

	if (x->story != y->story)
		return x->story < y->story ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x->topics < y->topics ? -1 : x->topics > y->topics;
}

static int by_topics(const void *a, const void *b)
{
	const struct card *x = a, *y = b;

	if (x->topics != y->topics)
		return x->topics < y->topics ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x->story < y->story ? -1 : x->story > y->story;
}

// More articles than a fold has room for are a template rather than a story ("shares of X closed at Y"): they
// are dealt text by text, or the other folds would have nothing to learn them from.
static void split_templates(struct card *cards, const struct train_set *s, int folds)
{
	size_t from = 0;

	for (size_t i = 1; i <= s->n; i++) {
		if (i < s->n && cards[i].story == cards[from].story)
			continue;
		for (bool large = (i - from) * (size_t)folds > s->n; from < i; from++)
			if (large) {
				const struct str text = s->docs[cards[from].doc].text;

				cards[from].story = hash64(text.ptr, text.len, 1) | UINT64_C(1) << 63;
			}
	}
}

enum dl_status fold_deal(
	uint8_t *fold, const struct train_set *s, int folds, uint32_t seed, struct dl_err *err)
{
	struct card *cards = mem_zalloc(s->n, sizeof *cards);
	size_t dealt = 0;

	if (!cards)
		return err_nomem(err);
	for (size_t i = 0; i < s->n; i++) {
		const struct doc *d = &s->docs[i];

		cards[i] = (struct card){
			topics_hash(d), hash64(d->id.ptr, d->id.len, seed), d->story, (uint32_t)i};
	}
	qsort(cards, s->n, sizeof *cards, by_story);
	split_templates(cards, s, folds);
	// The first article of a story stands for all: its place in the deal is theirs.
	qsort(cards, s->n, sizeof *cards, by_story);
	for (size_t i = 1; i < s->n; i++)
		if (cards[i].story == cards[i - 1].story) {
			cards[i].order = cards[i - 1].order;
			cards[i].topics = cards[i - 1].topics;
		}
	qsort(cards, s->n, sizeof *cards, by_topics);
	for (size_t i = 0; i < s->n; i++) {
		dealt += i && cards[i].story != cards[i - 1].story;
		fold[cards[i].doc] = (uint8_t)(dealt % (size_t)folds);
	}
	mem_free(cards);
	return DL_OK;
}

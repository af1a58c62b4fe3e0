// SPDX-License-Identifier: MIT
#include "train/dataset.h"

#include "base/hash.h"
#include "base/mem.h"
#include "models/model.h"

struct train_set *train_set_new(void)
{
	return mem_zalloc(1, sizeof(struct train_set));
}

void train_set_free(struct train_set *s)
{
	if (!s)
		return;
	arena_release(&s->mem);
	mem_free(s->docs);
	mem_free(s);
}

size_t train_set_size(const struct train_set *s)
{
	return s->n;
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
	d->title = arena_copy(&s->mem, a->title);
	d->text = arena_copy(&s->mem, a->text);
	d->lang = arena_copy(&s->mem, a->lang);
	d->labels = arena_alloc(&s->mem, a->n_labels * sizeof *d->labels);
	d->n_labels = a->n_labels;
	ok = d->id.ptr && d->title.ptr && d->text.ptr && d->lang.ptr && d->labels;
	for (size_t i = 0; ok && i < a->n_labels; i++) {
		d->labels[i] = arena_copy(&s->mem, a->labels[i]);
		ok = d->labels[i].ptr;
	}
	if (!ok)
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

static bool occurs(const struct train_set *s, const char *topic)
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
		if (!occurs(s, *asked))
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

struct card {
	uint64_t topics, text, order; // hashes: topic set; text; id and seed
	uint32_t doc;
};

static int by_group(const void *a, const void *b)
{
	const struct card *x = a, *y = b;

	if (x->topics != y->topics)
		return x->topics < y->topics ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x->text < y->text ? -1 : x->text > y->text;
}

static int by_text(const void *a, const void *b)
{
	const struct card *x = a, *y = b;

	if (x->text != y->text)
		return x->text < y->text ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static uint64_t topics_hash(const struct doc *d)
{
	uint64_t h = 0;

	for (size_t i = 0; i < d->n_labels; i++)
		h += hash64(d->labels[i].ptr, d->labels[i].len, 7); // a sum: order does not matter
	return h;
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

		cards[i] = (struct card){topics_hash(d), hash64(d->text.ptr, d->text.len, 1),
			hash64(d->id.ptr, d->id.len, seed), (uint32_t)i};
	}
	// The first copy of a text stands for all: its place in the deal is theirs.
	qsort(cards, s->n, sizeof *cards, by_text);
	for (size_t i = 1; i < s->n; i++)
		if (cards[i].text == cards[i - 1].text) {
			cards[i].order = cards[i - 1].order;
			cards[i].topics = cards[i - 1].topics;
		}
	qsort(cards, s->n, sizeof *cards, by_group);
	for (size_t i = 0; i < s->n; i++) {
		dealt += i && cards[i].text != cards[i - 1].text;
		fold[cards[i].doc] = (uint8_t)(dealt % (size_t)folds);
	}
	mem_free(cards);
	return DL_OK;
}

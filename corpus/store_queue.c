// SPDX-License-Identifier: MIT
#include "corpus/store_review.h"

#include "base/hash.h"
#include "base/mem.h"
#include "corpus/store_internal.h"

#include <math.h>

// The queue while it is read: one item a story (picks) or an article (audit).
struct queueing {
	const struct store_model *m;
	const struct review_query *q;
	size_t topic; // the one asked for, m->n_topics: all
	struct review_item *items;
	int64_t *stories; // beside the items
	size_t n, cap, stories_cap;
};

static double logit(double p)
{
	return log(p) - log1p(-p);
}

// How near the probability lies to the topic's cut; infinite where it can never be reached, or always is.
static double distance_of(double p, const struct topic_quality *t)
{
	double cut = isnan(t->threshold) ? 0.5 : t->threshold;

	if (isnan(p) || !(cut > 0 && cut < 1))
		return (double)INFINITY;
	return fabs(logit(p) - logit(cut));
}

static enum dl_status append(struct queueing *u, struct review_item item, int64_t story, struct dl_err *err)
{
	if (!mem_grow((void **)&u->items, &u->cap, u->n + 1, sizeof *u->items) ||
		!mem_grow((void **)&u->stories, &u->stories_cap, u->n + 1, sizeof *u->stories))
		return err_nomem(err);
	u->items[u->n] = item;
	u->stories[u->n++] = story;
	return DL_OK;
}

// Rows come in order of stories and articles: an item is improved until the next story begins.
static enum dl_status take_pick(struct queueing *u, const struct query *q, struct dl_err *err)
{
	int64_t story = sqlite3_column_int64(q->stmt, 0), row = sqlite3_column_int64(q->stmt, 1);
	int64_t topic = sqlite3_column_int64(q->stmt, 2);
	struct review_item item = {.row = row};

	if (topic < 0 || (uint64_t)topic >= u->m->n_topics)
		return DL_OK;
	if (u->topic < u->m->n_topics && (size_t)topic != u->topic)
		return DL_OK;
	item.distance = distance_of(column_real(q, 3), &u->m->topics[topic]);
	if (!isfinite(item.distance))
		return DL_OK;
	if (!u->n || u->stories[u->n - 1] != story)
		return append(u, item, story, err);
	if (item.distance < u->items[u->n - 1].distance)
		u->items[u->n - 1] = item;
	return DL_OK;
}

static enum dl_status take_sample(struct queueing *u, const struct query *q, struct dl_err *err)
{
	struct str id = column_str(q, 1);
	struct review_item item = {.row = sqlite3_column_int64(q->stmt, 0)};

	item.order = hash64(id.ptr, id.len, u->q->seed);
	return append(u, item, item.row, err);
}

static int by_distance(const void *a, const void *b)
{
	const struct review_item *x = a, *y = b;

	if (x->distance != y->distance)
		return x->distance < y->distance ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static const char picks_sql[] =
	"SELECT ifnull(a.story, a.row), a.row, p.topic, p.probability FROM article a "
	"JOIN classified c ON c.article = a.row AND c.model = ?1 AND c.abstained IS NULL "
	"JOIN prediction p ON p.article = a.row AND p.model = ?1 "
	"WHERE NOT a.labelled ORDER BY 1, 2, 3";

static const char audit_sql[] =
	"SELECT a.row, a.id FROM article a "
	"JOIN classified c ON c.article = a.row AND c.model = ?1 AND c.abstained IS NULL "
	"LEFT JOIN review r ON r.article = a.row "
	"WHERE NOT a.labelled OR (r.how = 'pick' AND r.model = ?1)";

static enum dl_status read_all(struct queueing *u, struct store *s, struct dl_err *err)
{
	int64_t model;
	struct query q;
	enum dl_status st = store_find(s, FIND_MODEL, str_from(u->m->id), &model, err);

	if (st == DL_OK)
		st = query_start(&q, s, ONCE, u->q->audit ? audit_sql : picks_sql, err);
	if (st != DL_OK)
		return st;
	query_int(&q, model);
	while ((st = query_step(&q, err)) == DL_OK) {
		st = u->q->audit ? take_sample(u, &q, err) : take_pick(u, &q, err);
		if (st != DL_OK)
			break;
	}
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

static enum dl_status find_topic(struct queueing *u, struct dl_err *err)
{
	u->topic = u->m->n_topics;
	if (!u->q->topic)
		return DL_OK;
	for (u->topic = 0; u->topic < u->m->n_topics; u->topic++)
		if (!strcmp(u->m->topics[u->topic].topic, u->q->topic))
			return DL_OK;
	return err_set(err, DL_ENOTFOUND, "the store's newest model '%s' has no topic '%s'", u->m->name,
		u->q->topic);
}

enum dl_status store_review_queue(struct review_queue *out, struct store *s, const struct store_model *m,
	const struct review_query *q, struct dl_err *err)
{
	struct queueing u = {.m = m, .q = q};
	enum dl_status st = find_topic(&u, err);

	*out = (struct review_queue){0};
	if (st == DL_OK)
		st = read_all(&u, s, err);
	if (st == DL_OK && u.n)
		qsort(u.items, u.n, sizeof *u.items, by_distance);
	mem_free(u.stories);
	if (st != DL_OK) {
		mem_free(u.items);
		return st;
	}
	*out = (struct review_queue){u.items, u.n < q->limit ? u.n : q->limit, u.n};
	return DL_OK;
}

void review_queue_release(struct review_queue *q)
{
	mem_free(q->items);
	*q = (struct review_queue){0};
}

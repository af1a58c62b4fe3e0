// SPDX-License-Identifier: MIT
#include "corpus/store_internal.h"

#include "base/mem.h"

// The row of an article; an id that store_add just found to be a copy stands for the article that it copies.
static enum dl_status find_article(struct store *s, const char *id, int64_t *row, struct dl_err *err)
{
	enum dl_status st;

	if (s->last_row && str_is(buf_str(&s->last_id), id)) {
		*row = s->last_row;
		return DL_OK;
	}
	st = store_find(s, FIND_ID, str_from(id), row, err);
	if (st == DL_OK && !*row)
		return err_set(
			err, DL_ENOTFOUND, "the store has no article '%s' to keep a prediction of", id);
	return st;
}

static enum dl_status find_model(struct store *s, const char *id, int64_t *row, struct dl_err *err)
{
	enum dl_status st = store_find(s, FIND_MODEL, str_from(id), row, err);

	if (st == DL_OK && !*row)
		return err_set(err, DL_ENOTFOUND, "the store does not know model '%s'", id);
	return st;
}

static enum dl_status replace_classified(
	struct store *s, int64_t article, int64_t model, const struct prediction *p, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(
		&q, s, DELETE_CLASSIFIED, "DELETE FROM classified WHERE article = ?1 AND model = ?2", err);

	if (st != DL_OK)
		return st;
	query_int(&q, article);
	query_int(&q, model);
	st = query_run(&q, NULL, err);
	if (st == DL_OK)
		st = query_start(&q, s, INSERT_CLASSIFIED,
			"INSERT INTO classified (article, model, abstained, unknown) VALUES (?1, ?2, ?3, ?4)",
			err);
	if (st != DL_OK)
		return st;
	query_int(&q, article);
	query_int(&q, model);
	query_str(&q, str_from(p->abstained));
	query_real(&q, p->oov);
	return query_run(&q, NULL, err);
}

static enum dl_status insert_topics(
	struct store *s, int64_t article, int64_t model, const struct prediction *p, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	struct query q;

	for (size_t i = 0; i < p->n_topics && st == DL_OK; i++) {
		st = query_start(&q, s, INSERT_PREDICTION,
			"INSERT INTO prediction (article, model, topic, probability, chosen) VALUES (?1, ?2, "
			"?3, ?4, ?5)",
			err);
		if (st != DL_OK)
			return st;
		query_int(&q, article);
		query_int(&q, model);
		query_int(&q, (int64_t)i);
		query_real(&q, p->probability[i]);
		query_int(&q, p->chosen[i]);
		st = query_run(&q, NULL, err);
	}
	return st;
}

enum dl_status store_put_prediction(
	struct store *s, const char *model_id, const struct prediction *p, struct dl_err *err)
{
	bool own = sqlite3_get_autocommit(s->db);
	int64_t article = 0, model = 0;
	enum dl_status st = own ? store_begin(s, err) : DL_OK;

	if (st == DL_OK)
		st = find_article(s, p->article_id, &article, err);
	if (st == DL_OK)
		st = find_model(s, model_id, &model, err);
	if (st == DL_OK)
		st = replace_classified(s, article, model, p, err);
	if (st == DL_OK)
		st = insert_topics(s, article, model, p, err);
	if (own && st == DL_OK)
		st = store_commit(s, err);
	if (own && st != DL_OK)
		store_rollback(s);
	return st;
}

// Everything before the first article found was classified: the next call need not look there again.
static enum dl_status read_unclassified(
	struct store *s, int64_t model, struct article *batch, size_t limit, size_t *n, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT " ARTICLE_COLUMNS " FROM article a WHERE a.row > ?1 AND NOT EXISTS "
		"(SELECT 1 FROM classified c WHERE c.article = a.row AND c.model = ?2) ORDER BY a.row LIMIT "
		"?3",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, s->seen_row);
	query_int(&q, model);
	query_int(&q, (int64_t)limit);
	while (*n < limit && (st = query_step(&q, err)) == DL_OK) {
		if (*n == 0)
			s->seen_row = sqlite3_column_int64(q.stmt, 0) - 1;
		st = article_from_row(&batch[*n], &q, err);
		if (st != DL_OK)
			break;
		++*n;
	}
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

enum dl_status store_unclassified(struct store *s, const char *model_id, struct article *batch, size_t limit,
	size_t *n, struct dl_err *err)
{
	int64_t model;
	enum dl_status st = store_find(s, FIND_MODEL, str_from(model_id), &model, err);
	bool again;

	*n = 0;
	if (st != DL_OK)
		return st;
	if (s->seen_model != model)
		s->seen_row = 0;
	s->seen_model = model;
	again = s->seen_row > 0;
	st = read_unclassified(s, model, batch, limit, n, err);
	if (st != DL_OK || *n || !again)
		return st;
	s->seen_row = 0; // another process may have changed an earlier article
	return read_unclassified(s, model, batch, limit, n, err);
}

enum dl_status store_count_unclassified(
	struct store *s, const char *model_id, uint64_t *n, struct dl_err *err)
{
	struct query q;
	int64_t count = 0;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT (SELECT count(*) FROM article) - "
		"(SELECT count(*) FROM classified WHERE model = (SELECT row FROM model WHERE id = ?1))",
		err);

	if (st != DL_OK)
		return st;
	query_str(&q, str_from(model_id));
	st = query_run(&q, &count, err);
	*n = (uint64_t)count;
	return st;
}

// One article of store_each_dated, in memory that the next one uses again.
struct dated {
	struct store *s;
	const struct store_model *m;
	int64_t model;
	double *probability;
	bool *chosen;
	struct query *predictions; // all of the model, in order of articles; NULL: asked for one by one
	bool more;                 // *predictions stands on a row
	struct dated_topics out;
};

static void take_prediction(struct dated *d, const struct query *q, int column)
{
	int64_t topic = sqlite3_column_int64(q->stmt, column);

	if (topic < 0 || (uint64_t)topic >= d->m->n_topics)
		return;
	d->probability[topic] = column_real(q, column + 1);
	d->chosen[topic] = sqlite3_column_int(q->stmt, column + 2) != 0;
}

// The articles come in order of their rows too: both walks go on side by side.
static enum dl_status next_predictions(struct dated *d, int64_t row, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	while (d->more) {
		int64_t at = sqlite3_column_int64(d->predictions->stmt, 0);

		if (at > row)
			return DL_OK;
		if (at == row)
			take_prediction(d, d->predictions, 1);
		st = query_step(d->predictions, err);
		d->more = st == DL_OK;
	}
	return st == DL_END ? DL_OK : st;
}

static enum dl_status read_predictions(struct dated *d, int64_t row, struct dl_err *err)
{
	if (d->predictions)
		return next_predictions(d, row, err);

	struct query q;
	enum dl_status st = query_start(&q, d->s, READ_PREDICTIONS,
		"SELECT topic, probability, chosen FROM prediction WHERE article = ?1 AND model = ?2", err);

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	query_int(&q, d->model);
	while ((st = query_step(&q, err)) == DL_OK)
		take_prediction(d, &q, 0);
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

static enum dl_status read_gold(struct dated *d, int64_t row, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, d->s, READ_TOPICS, SQL_READ_TOPICS, err);

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	while ((st = query_step(&q, err)) == DL_OK)
		for (size_t i = 0; i < d->m->n_topics; i++)
			if (str_is(column_str(&q, 0), d->m->topics[i].topic)) {
				d->probability[i] = 1;
				d->chosen[i] = true;
			}
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

static enum dl_status dated_from_row(struct dated *d, const struct query *q, struct dl_err *err)
{
	int64_t row = sqlite3_column_int64(q->stmt, 0);
	struct dated_topics *o = &d->out;

	*o = (struct dated_topics){.id = column_str(q, 1),
		.title = column_str(q, 2),
		.url = column_str(q, 3),
		.source = column_str(q, 4),
		.lang = column_str(q, 5),
		.text = column_str(q, 11),
		.unknown = column_real(q, 12),
		.day = column_day(q, 6),
		.story = sqlite3_column_int64(q->stmt, 7),
		.labelled = sqlite3_column_int(q->stmt, 8) != 0,
		.classified = sqlite3_column_int(q->stmt, 9) != 0,
		.abstained = column_str(q, 10).ptr,
		.probability = d->probability,
		.chosen = d->chosen};
	if (o->day != DATE_NONE && sqlite3_column_type(q->stmt, 13) != SQLITE_NULL) {
		o->instant = sqlite3_column_int64(q->stmt, 13);
		o->in_utc = o->instant == (int64_t)o->day * 86400 + sqlite3_column_int64(q->stmt, 14);
	}
	memset(d->probability, 0, d->m->n_topics * sizeof *d->probability);
	memset(d->chosen, 0, d->m->n_topics * sizeof *d->chosen);
	if (o->labelled)
		return read_gold(d, row, err);
	return o->classified ? read_predictions(d, row, err) : DL_OK;
}

static enum dl_status walk_dated(struct dated *d, const char *sql, int32_t from, int32_t to,
	store_dated_fn *fn, void *payload, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, d->s, ONCE, sql, err);

	if (st != DL_OK)
		return st;
	query_int(&q, d->model);
	if (from != DATE_NONE) {
		query_int(&q, from);
		query_int(&q, to);
	}
	while ((st = query_step(&q, err)) == DL_OK) {
		st = dated_from_row(d, &q, err);
		if (st == DL_OK)
			st = fn(payload, &d->out, err);
		if (st != DL_OK)
			break;
	}
	query_end(&q);
	return st;
}

#define SELECT_BY_ROW                                                                                        \
	"SELECT a.row, NULL, NULL, NULL, a.source, a.lang, a.day, ifnull(a.story, a.row), a.labelled, "      \
	"c.article IS NOT NULL, c.abstained, NULL, c.unknown, a.instant, a.second FROM article a "           \
	"LEFT JOIN classified c ON c.article = a.row AND c.model = ?1 ORDER BY a.row"

#define SELECT_DATED(text, where)                                                                            \
	"SELECT a.row, a.id, a.title, a.url, a.source, a.lang, a.day, ifnull(a.story, a.row), a.labelled, "  \
	"c.article IS NOT NULL, c.abstained, " text ", c.unknown, a.instant, a.second FROM article a "       \
	"LEFT JOIN classified c ON c.article = a.row AND c.model = ?1 " where                                \
	"ORDER BY a.day IS NULL, a.day, a.id"

static enum dl_status each_dated(struct store *s, const struct store_model *m, const char *sql, int32_t from,
	int32_t to, store_dated_fn *fn, void *payload, struct dl_err *err)
{
	struct dated d = {.s = s,
		.m = m,
		.probability = mem_zalloc(m->n_topics, sizeof *d.probability),
		.chosen = mem_zalloc(m->n_topics, sizeof *d.chosen)};
	enum dl_status st = d.probability && d.chosen ? DL_OK : err_nomem(err);

	if (st == DL_OK)
		st = store_find(s, FIND_MODEL, str_from(m->id), &d.model, err);
	if (st == DL_OK)
		st = walk_dated(&d, sql, from, to, fn, payload, err);
	mem_free(d.probability);
	mem_free(d.chosen);
	return st == DL_END ? DL_OK : st;
}

enum dl_status store_each_dated(struct store *s, const struct store_model *m, bool with_text,
	store_dated_fn *fn, void *payload, struct dl_err *err)
{
	return each_dated(s, m, with_text ? SELECT_DATED("a.text", "") : SELECT_DATED("NULL", ""), DATE_NONE,
		DATE_NONE, fn, payload, err);
}

enum dl_status store_each_dated_between(struct store *s, const struct store_model *m, int32_t from,
	int32_t to, store_dated_fn *fn, void *payload, struct dl_err *err)
{
	return each_dated(
		s, m, SELECT_DATED("a.text", "WHERE a.day BETWEEN ?2 AND ?3 "), from, to, fn, payload, err);
}

static enum dl_status walk_inserted(struct dated *d, store_dated_fn *fn, void *payload, struct dl_err *err)
{
	struct query predictions;
	enum dl_status st = query_start(&predictions, d->s, ONCE,
		"SELECT article, topic, probability, chosen FROM prediction WHERE model = ?1 ORDER BY "
		"article",
		err);

	if (st != DL_OK)
		return st;
	query_int(&predictions, d->model);
	st = query_step(&predictions, err);
	d->predictions = &predictions;
	d->more = st == DL_OK;
	if (st == DL_OK || st == DL_END)
		st = walk_dated(d, SELECT_BY_ROW, DATE_NONE, DATE_NONE, fn, payload, err);
	d->predictions = NULL;
	query_end(&predictions);
	return st;
}

enum dl_status store_each_inserted(
	struct store *s, const struct store_model *m, store_dated_fn *fn, void *payload, struct dl_err *err)
{
	struct dated d = {.s = s,
		.m = m,
		.probability = mem_zalloc(m->n_topics, sizeof *d.probability),
		.chosen = mem_zalloc(m->n_topics, sizeof *d.chosen)};
	enum dl_status st = d.probability && d.chosen ? DL_OK : err_nomem(err);

	if (st == DL_OK)
		st = store_find(s, FIND_MODEL, str_from(m->id), &d.model, err);
	if (st == DL_OK)
		st = walk_inserted(&d, fn, payload, err);
	mem_free(d.probability);
	mem_free(d.chosen);
	return st == DL_END ? DL_OK : st;
}

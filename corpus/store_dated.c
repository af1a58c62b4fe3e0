// SPDX-License-Identifier: MIT
#include "corpus/store_dated.h"

#include "base/mem.h"

#include <math.h>

static void take_prediction(struct dated *d, const struct query *q, int column)
{
	int64_t topic = sqlite3_column_int64(q->stmt, column);

	if (topic < 0 || (uint64_t)topic >= d->m->n_topics)
		return;
	d->probability[topic] = column_real(q, column + 1);
	d->chosen[topic] = sqlite3_column_int(q->stmt, column + 2) != 0;
}

static enum dl_status side_next(struct side *s, struct dl_err *err)
{
	enum dl_status st = query_step(&s->q, err);

	s->more = st == DL_OK;
	if (s->more)
		s->at = sqlite3_column_int64(s->q.stmt, 0);
	return st == DL_END ? DL_OK : st;
}

static enum dl_status side_start(struct side *s, struct dated *d, enum statement which, const char *sql,
	int64_t first, int64_t last, struct dl_err *err)
{
	enum dl_status st = query_start(&s->q, d->s, which, sql, err);

	if (st != DL_OK)
		return st;
	query_int(&s->q, d->model);
	query_int(&s->q, first);
	query_int(&s->q, last);
	return side_next(s, err);
}

// Goes on to the first row of the article or of a later one; whether it is of the article.
static enum dl_status side_find(bool *found, struct side *s, int64_t row, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	while (st == DL_OK && s->more && s->at < row)
		st = side_next(s, err);
	*found = st == DL_OK && s->more && s->at == row;
	return st;
}

static enum dl_status next_predictions(struct dated *d, int64_t row, struct dl_err *err)
{
	bool found;
	enum dl_status st;

	while ((st = side_find(&found, d->predictions, row, err)) == DL_OK && found) {
		take_prediction(d, &d->predictions->q, 1);
		st = side_next(d->predictions, err);
		if (st != DL_OK)
			break;
	}
	return st;
}

// What the row of the article did not say: whether it is classified, why not, how much of it is unknown.
static enum dl_status next_classified(struct dated *d, int64_t row, struct dl_err *err)
{
	bool found;
	enum dl_status st = side_find(&found, d->classified, row, err);

	if (st != DL_OK)
		return st;
	d->out.classified = found;
	if (found) {
		d->out.abstained = column_str(&d->classified->q, 1).ptr;
		d->out.unknown = column_real(&d->classified->q, 2);
	}
	return DL_OK;
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

// What a walk by rows leaves out or reads beside.
static void rest_from_row(struct dated_topics *o, const struct query *q)
{
	o->id = column_str(q, 1);
	o->title = column_str(q, 2);
	o->url = column_str(q, 3);
	o->classified = sqlite3_column_int(q->stmt, 9) != 0;
	o->abstained = column_str(q, 10).ptr;
	o->text = column_str(q, 11);
	o->unknown = column_real(q, 12);
}

static enum dl_status dated_from_row(struct dated *d, const struct query *q, struct dl_err *err)
{
	int64_t row = sqlite3_column_int64(q->stmt, 0);
	struct dated_topics *o = &d->out;

	*o = (struct dated_topics){.source = column_str(q, 4),
		.lang = column_str(q, 5),
		.unknown = (double)NAN,
		.day = column_day(q, 6),
		.story = sqlite3_column_int64(q->stmt, 7),
		.labelled = sqlite3_column_int(q->stmt, 8) != 0,
		.probability = d->probability,
		.chosen = d->chosen};
	if (!d->classified)
		rest_from_row(o, q);
	if (o->day != DATE_NONE && sqlite3_column_type(q->stmt, 13) != SQLITE_NULL) {
		o->instant = sqlite3_column_int64(q->stmt, 13);
		o->in_utc = o->instant == (int64_t)o->day * 86400 + sqlite3_column_int64(q->stmt, 14);
	}
	memset(d->probability, 0, d->m->n_topics * sizeof *d->probability);
	memset(d->chosen, 0, d->m->n_topics * sizeof *d->chosen);
	if (d->classified) {
		enum dl_status st = next_classified(d, row, err);

		if (st != DL_OK)
			return st;
	}
	if (o->labelled)
		return read_gold(d, row, err);
	return o->classified ? read_predictions(d, row, err) : DL_OK;
}

// Ends the query.
static enum dl_status walk_query(
	struct dated *d, struct query *q, store_dated_fn *fn, void *payload, struct dl_err *err)
{
	enum dl_status st;

	while ((st = query_step(q, err)) == DL_OK) {
		st = dated_from_row(d, q, err);
		if (st == DL_OK)
			st = fn(payload, &d->out, err);
		if (st != DL_OK)
			break;
	}
	query_end(q);
	return st;
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
	return walk_query(d, &q, fn, payload, err);
}

#define SELECT_BY_ROW                                                                                        \
	"SELECT a.row, NULL, NULL, NULL, a.source, a.lang, a.day, ifnull(a.story, a.row), a.labelled, "      \
	"0, NULL, NULL, NULL, a.instant, a.second FROM article a WHERE a.row BETWEEN ?1 AND ?2 ORDER BY "    \
	"a.row"

// The order is that of the index article_date.
#define SELECT_DATED(text, where_and_order)                                                                  \
	"SELECT a.row, a.id, a.title, a.url, a.source, a.lang, a.day, ifnull(a.story, a.row), a.labelled, "  \
	"c.article IS NOT NULL, c.abstained, " text ", c.unknown, a.instant, a.second FROM article a "       \
	"LEFT JOIN classified c ON c.article = a.row AND c.model = ?1 " where_and_order

#define BY_DATE "ORDER BY a.day IS NULL, a.day, a.id"

enum dl_status dated_start(struct dated *d, struct store *s, const struct store_model *m, struct dl_err *err)
{
	*d = (struct dated){.s = s,
		.m = m,
		.probability = mem_zalloc(m->n_topics, sizeof *d->probability),
		.chosen = mem_zalloc(m->n_topics, sizeof *d->chosen)};
	if (!d->probability || !d->chosen)
		return err_nomem(err);
	return store_find(s, FIND_MODEL, str_from(m->id), &d->model, err);
}

enum dl_status dated_end(struct dated *d, enum dl_status st)
{
	mem_free(d->probability);
	mem_free(d->chosen);
	return st == DL_END ? DL_OK : st;
}

static enum dl_status each_dated(struct store *s, const struct store_model *m, const char *sql, int32_t from,
	int32_t to, store_dated_fn *fn, void *payload, struct dl_err *err)
{
	struct dated d;
	enum dl_status st = dated_start(&d, s, m, err);

	if (st == DL_OK)
		st = walk_dated(&d, sql, from, to, fn, payload, err);
	return dated_end(&d, st);
}

enum dl_status store_each_dated(struct store *s, const struct store_model *m, bool with_text,
	store_dated_fn *fn, void *payload, struct dl_err *err)
{
	return each_dated(s, m, with_text ? SELECT_DATED("a.text", BY_DATE) : SELECT_DATED("NULL", BY_DATE),
		DATE_NONE, DATE_NONE, fn, payload, err);
}

enum dl_status store_each_dated_between(struct store *s, const struct store_model *m, int32_t from,
	int32_t to, store_dated_fn *fn, void *payload, struct dl_err *err)
{
	// the index begins with whether there is a day
	return each_dated(s, m,
		SELECT_DATED("a.text",
			"WHERE (a.day IS NULL) = 0 AND a.day BETWEEN ?2 AND ?3 ORDER BY a.day, a.id"),
		from, to, fn, payload, err);
}

static enum dl_status walk_articles(
	struct dated *d, int64_t first, int64_t last, store_dated_fn *fn, void *payload, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, d->s, WALK_ARTICLES, SELECT_BY_ROW, err);

	if (st != DL_OK)
		return st;
	query_int(&q, first);
	query_int(&q, last);
	return walk_query(d, &q, fn, payload, err);
}

#define OF_ROWS " WHERE model = ?1 AND article BETWEEN ?2 AND ?3 ORDER BY article"

enum dl_status dated_walk_rows(
	struct dated *d, int64_t first, int64_t last, store_dated_fn *fn, void *payload, struct dl_err *err)
{
	struct side classified = {0}, predictions = {0};
	enum dl_status st = side_start(&classified, d, WALK_CLASSIFIED,
		"SELECT article, abstained, unknown FROM classified" OF_ROWS, first, last, err);

	if (st == DL_OK)
		st = side_start(&predictions, d, WALK_PREDICTIONS,
			"SELECT article, topic, probability, chosen FROM prediction" OF_ROWS, first, last,
			err);
	if (st == DL_OK) {
		d->classified = &classified;
		d->predictions = &predictions;
		st = walk_articles(d, first, last, fn, payload, err);
	}
	d->classified = d->predictions = NULL;
	query_end(&predictions.q);
	query_end(&classified.q);
	return st;
}

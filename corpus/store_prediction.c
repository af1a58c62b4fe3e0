// SPDX-License-Identifier: MIT
#include "corpus/store_internal.h"

// The row of an article; an id that store_add just found to be a copy stands for the article that it copies.
static enum dl_status find_article(struct store *s, const char *id, int64_t *row, struct dl_err *err)
{
	enum dl_status st;

	if (s->last_row && str_is(buf_str(&s->last_id), id)) {
		*row = s->last_row;
		return DL_OK;
	}
	st = store_find(s, FIND_ROW, str_from(id), row, err);
	if (st == DL_OK && !*row)
		return err_set(
			err, DL_ENOTFOUND, "the store has no article '%s' to keep a prediction of", id);
	return st;
}

// Known for the rest of the transaction.
static enum dl_status find_model(struct store *s, const char *id, int64_t *row, struct dl_err *err)
{
	enum dl_status st;

	if (s->put_model && str_is(buf_str(&s->put_model_id), id)) {
		*row = s->put_model;
		return DL_OK;
	}
	st = store_find(s, FIND_MODEL, str_from(id), row, err);
	if (st == DL_OK && !*row)
		return err_set(err, DL_ENOTFOUND, "the store does not know model '%s'", id);
	buf_clear(&s->put_model_id);
	buf_adds(&s->put_model_id, id);
	if (st == DL_OK && buf_failed(&s->put_model_id))
		return err_nomem(err);
	s->put_model = st == DL_OK ? *row : 0;
	return st;
}

static enum dl_status insert_classified(struct store *s, int64_t article, int64_t model,
	const struct prediction *p, bool *done, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, INSERT_CLASSIFIED,
		"INSERT INTO classified (article, model, abstained, unknown) VALUES (?1, ?2, ?3, ?4) "
		"ON CONFLICT DO NOTHING",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, article);
	query_int(&q, model);
	query_str(&q, str_from(p->abstained));
	query_real(&q, p->oov);
	st = query_run(&q, NULL, err);
	*done = sqlite3_changes(s->db) > 0;
	return st;
}

static enum dl_status delete_classified(struct store *s, int64_t article, int64_t model, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(
		&q, s, DELETE_CLASSIFIED, "DELETE FROM classified WHERE article = ?1 AND model = ?2", err);

	if (st != DL_OK)
		return st;
	query_int(&q, article);
	query_int(&q, model);
	return query_run(&q, NULL, err);
}

static enum dl_status replace_classified(
	struct store *s, int64_t article, int64_t model, const struct prediction *p, struct dl_err *err)
{
	bool done = false;
	enum dl_status st = insert_classified(s, article, model, p, &done, err);

	if (st != DL_OK || done)
		return st;
	st = delete_classified(s, article, model, err);
	return st == DL_OK ? insert_classified(s, article, model, p, &done, err) : st;
}

#define INSERT_INTO_PREDICTION "INSERT INTO prediction (article, model, topic, probability, chosen) VALUES "

// The `n` topics from `first` on, in one statement.
static enum dl_status insert_some(struct store *s, enum statement which, const char *sql, int64_t article,
	int64_t model, const struct prediction *p, size_t first, size_t n, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, which, sql, err);

	if (st != DL_OK)
		return st;
	query_int(&q, article);
	query_int(&q, model);
	for (size_t i = first; i < first + n; i++) {
		query_int(&q, (int64_t)i);
		query_real(&q, p->probability[i]);
		query_int(&q, p->chosen[i]);
	}
	return query_run(&q, NULL, err);
}

static enum dl_status insert_topics(
	struct store *s, int64_t article, int64_t model, const struct prediction *p, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	size_t i = 0;

	for (; i + 4 <= p->n_topics && st == DL_OK; i += 4)
		st = insert_some(s, INSERT_FOUR_PREDICTIONS,
			INSERT_INTO_PREDICTION "(?1, ?2, ?3, ?4, ?5), (?1, ?2, ?6, ?7, ?8), (?1, ?2, ?9, "
					       "?10, ?11), (?1, ?2, ?12, ?13, ?14)",
			article, model, p, i, 4, err);
	for (; i < p->n_topics && st == DL_OK; i++)
		st = insert_some(s, INSERT_PREDICTION, INSERT_INTO_PREDICTION "(?1, ?2, ?3, ?4, ?5)", article,
			model, p, i, 1, err);
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

// SPDX-License-Identifier: MIT
#include "corpus/store_review.h"

#include "base/mem.h"
#include "corpus/store_internal.h"

// Names of enum review_how in the store; none for REVIEW_NONE.
static const char *const how_names[] = {NULL, "hand", "pick", "audit"};

static enum review_how how_parse(struct str name)
{
	for (int how = REVIEW_HAND; how <= REVIEW_AUDIT; how++)
		if (str_is(name, how_names[how]))
			return (enum review_how)how;
	return REVIEW_NONE;
}

enum dl_status store_review_row(struct store *s, const char *id, int64_t *row, struct dl_err *err)
{
	enum dl_status st = store_find(s, FIND_ROW, str_from(id), row, err);

	if (st == DL_OK && !*row)
		return err_set(err, DL_ENOTFOUND, "the store has no article '%s'", id);
	return st;
}

enum dl_status store_review_read(struct store *s, const struct store_model *m, int64_t row,
	struct article *out, double *probability, bool *chosen, struct dl_err *err)
{
	struct query q;
	enum dl_status st =
		query_start(&q, s, ONCE, "SELECT " ARTICLE_COLUMNS " FROM article a WHERE a.row = ?1", err);

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	st = query_step(&q, err);
	if (st == DL_OK)
		st = article_from_row(out, &q, err);
	query_end(&q);
	if (st == DL_END)
		return err_set(err, DL_ENOTFOUND, "the article is no longer in the store");
	if (st == DL_OK)
		st = query_start(&q, s, ONCE,
			"SELECT topic, probability, chosen FROM prediction WHERE article = ?1 AND model = "
			"(SELECT row FROM model WHERE id = ?2)",
			err);
	if (st != DL_OK)
		return st;
	memset(chosen, 0, m->n_topics * sizeof *chosen);
	memset(probability, 0, m->n_topics * sizeof *probability);
	query_int(&q, row);
	query_str(&q, str_from(m->id));
	while ((st = query_step(&q, err)) == DL_OK) {
		int64_t k = sqlite3_column_int64(q.stmt, 0);

		if (k < 0 || (uint64_t)k >= m->n_topics)
			continue;
		probability[k] = column_real(&q, 1);
		if (!(probability[k] >= 0))
			probability[k] = 0;
		chosen[k] = sqlite3_column_int(q.stmt, 2) != 0;
	}
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

void review_state_release(struct review_state *r)
{
	arena_release(&r->mem);
	*r = (struct review_state){0};
}

static enum dl_status mark_read(struct store *s, int64_t row, struct review_state *out, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT a.labelled, r.how, r.model, r.decided, r.seed FROM article a LEFT JOIN review r ON "
		"r.article = a.row WHERE a.row = ?1",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	st = query_step(&q, err);
	if (st == DL_OK) {
		out->labelled = sqlite3_column_int(q.stmt, 0) != 0;
		out->how = how_parse(column_str(&q, 1));
		out->model = sqlite3_column_int64(q.stmt, 2);
		out->decided = sqlite3_column_int64(q.stmt, 3);
		out->seed = (uint64_t)sqlite3_column_int64(q.stmt, 4);
	}
	query_end(&q);
	return st == DL_END ? err_set(err, DL_ENOTFOUND, "the article is no longer in the store") : st;
}

static enum dl_status state_labels(struct store *s, int64_t row, struct review_state *out, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, READ_TOPICS, SQL_READ_TOPICS, err);

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	while (out->n_labels < ARTICLE_MAX_LABELS && (st = query_step(&q, err)) == DL_OK) {
		struct str *label = &out->labels[out->n_labels];

		*label = arena_copy(&out->mem, column_str(&q, 0));
		if (!label->ptr) {
			st = err_nomem(err);
			break;
		}
		out->n_labels++;
	}
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

enum dl_status store_review_state(struct store *s, int64_t row, struct review_state *out, struct dl_err *err)
{
	enum dl_status st;

	*out = (struct review_state){0};
	st = mark_read(s, row, out, err);
	return st == DL_OK ? state_labels(s, row, out, err) : st;
}

static enum dl_status mark_write(
	struct store *s, int64_t row, const struct review_state *r, struct dl_err *err)
{
	struct query q;
	enum dl_status st;

	if (r->how == REVIEW_NONE)
		return DL_OK;
	st = query_start(&q, s, ONCE,
		"INSERT INTO review (article, how, model, decided, seed) VALUES (?1, ?2, ?3, ?4, ?5)", err);
	if (st != DL_OK)
		return st;
	query_int(&q, row);
	query_str(&q, str_from(how_names[r->how]));
	r->model ? query_int(&q, r->model) : query_null(&q);
	query_int(&q, r->decided);
	r->how == REVIEW_AUDIT ? query_int(&q, (int64_t)r->seed) : query_null(&q);
	return query_run(&q, NULL, err);
}

static enum dl_status state_write(
	struct store *s, int64_t row, const struct review_state *r, struct dl_err *err)
{
	enum dl_status st = store_labels_delete(s, row, err);

	if (st == DL_OK)
		st = query_with_row(s, ONCE, "DELETE FROM review WHERE article = ?1", row, err);
	if (st == DL_OK)
		st = r->labelled ? store_labels_write(s, row, r->labels, r->n_labels, err)
				 : query_with_row(s, ONCE, "UPDATE article SET labelled = 0 WHERE row = ?1",
					   row, err);
	return st == DL_OK ? mark_write(s, row, r, err) : st;
}

enum dl_status store_review_set(
	struct store *s, int64_t row, const struct review_state *r, struct dl_err *err)
{
	enum dl_status st = store_begin(s, err);

	if (st != DL_OK)
		return st;
	st = state_write(s, row, r, err);
	if (st == DL_OK)
		st = store_commit(s, err);
	if (st != DL_OK)
		store_rollback(s);
	return st;
}

// The new mark: the higher of both; of an audit the first one's model and seed.
static enum dl_status decide(struct store *s, const struct review_decision *d,
	const struct review_state *before, struct review_state *after, struct dl_err *err)
{
	int64_t model = 0;
	enum dl_status st = d->model ? store_find(s, FIND_MODEL, str_from(d->model), &model, err) : DL_OK;

	*after = (struct review_state){.labelled = true,
		.n_labels = d->n_labels,
		.how = d->how,
		.model = model,
		.decided = d->decided,
		.seed = d->seed};
	if (before->how > d->how || (before->how == REVIEW_AUDIT && before->model == model)) {
		after->how = before->how;
		after->model = before->model;
		after->seed = before->seed;
	}
	for (size_t i = 0; i < d->n_labels; i++)
		after->labels[i] = d->labels[i];
	return st;
}

enum dl_status store_review_decide(struct store *s, int64_t row, const struct review_decision *d,
	struct review_state *before, struct dl_err *err)
{
	struct review_state was = {0}, after;
	enum dl_status st = d->n_labels <= ARTICLE_MAX_LABELS ? store_begin(s, err)
							      : err_set(err, DL_EINVAL, "too many labels");

	if (before)
		*before = (struct review_state){0};
	if (st != DL_OK)
		return st;
	st = store_review_state(s, row, &was, err);
	if (st == DL_OK)
		st = decide(s, d, &was, &after, err);
	if (st == DL_OK)
		st = state_write(s, row, &after, err);
	if (st == DL_OK)
		st = store_commit(s, err);
	if (st != DL_OK)
		store_rollback(s);
	if (before && st == DL_OK)
		*before = was;
	else
		review_state_release(&was);
	return st;
}

enum dl_status store_audit(
	struct store *s, const struct store_model *m, struct audit_counts *out, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT t.number, u.tp, u.n1, u.fp, u.n0 FROM audit u JOIN model m ON m.id = u.model "
		"JOIN model_topic t ON t.model = m.row AND t.topic = u.topic WHERE u.model = ?1",
		err);

	if (st != DL_OK)
		return st;
	memset(out, 0, m->n_topics * sizeof *out);
	query_str(&q, str_from(m->id));
	while ((st = query_step(&q, err)) == DL_OK) {
		int64_t k = sqlite3_column_int64(q.stmt, 0);

		if (k >= 0 && (uint64_t)k < m->n_topics)
			out[k] = (struct audit_counts){(uint64_t)sqlite3_column_int64(q.stmt, 1),
				(uint64_t)sqlite3_column_int64(q.stmt, 2),
				(uint64_t)sqlite3_column_int64(q.stmt, 3),
				(uint64_t)sqlite3_column_int64(q.stmt, 4)};
	}
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

uint64_t store_labels_kept(const struct store *s)
{
	return s->labels_kept;
}

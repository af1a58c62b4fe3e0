// SPDX-License-Identifier: MIT
#include "corpus/store_internal.h"

#include "base/mem.h"

#include <math.h>

enum dl_status store_find(
	struct store *s, enum statement which, struct str id, int64_t *row, struct dl_err *err)
{
	struct query q;
	enum dl_status st =
		query_start(&q, s, which, which == FIND_MODEL ? SQL_FIND_MODEL : SQL_FIND_ROW, err);

	*row = 0;
	if (st != DL_OK)
		return st;
	query_str(&q, id);
	return query_run(&q, row, err);
}

static enum dl_status insert_topic(
	struct store *s, int64_t model, size_t number, const struct topic_quality *t, struct dl_err *err)
{
	const double reals[] = {t->platt_a, t->platt_b, t->threshold, t->hessian_inverse[0],
		t->hessian_inverse[1], t->hessian_inverse[2], t->mean, t->mean_a, t->mean_b};
	const uint64_t counts[] = {t->tp, t->n1, t->fp, t->n0};
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"INSERT INTO model_topic (model, number, topic, platt_a, platt_b, threshold, hessian_aa, "
		"hessian_ab, "
		"hessian_bb, mean, mean_a, mean_b, tp, n1, fp, n0) "
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, model);
	query_int(&q, (int64_t)number);
	query_str(&q, str_from(t->topic));
	for (size_t i = 0; i < sizeof reals / sizeof *reals; i++)
		query_real(&q, reals[i]);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		query_int(&q, (int64_t)counts[i]);
	return query_run(&q, NULL, err);
}

static enum dl_status insert_bin(struct store *s, int64_t model, size_t number, const struct topic_quality *t,
	size_t bin, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"INSERT INTO model_bin (model, number, bin, upper, positives, negatives) VALUES (?, ?, ?, ?, "
		"?, ?)",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, model);
	query_int(&q, (int64_t)number);
	query_int(&q, (int64_t)bin);
	query_real(&q, bin < 9 ? t->bin_edge[bin] : (double)NAN);
	query_int(&q, t->bin_positives[bin]);
	query_int(&q, t->bin_negatives[bin]);
	return query_run(&q, NULL, err);
}

// What version 3 of the tables knows more of a model.
static enum dl_status insert_drift(
	struct store *s, int64_t row, const struct store_model *m, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE, "UPDATE model SET unseen = ? WHERE row = ?", err);

	if (st != DL_OK)
		return st;
	query_real(&q, m->unseen);
	query_int(&q, row);
	st = query_run(&q, NULL, err);
	for (size_t i = 0; i < m->n_topics; i++)
		for (size_t bin = 0; bin < 10 && m->topics[i].have_bins && st == DL_OK; bin++)
			st = insert_bin(s, row, i, &m->topics[i], bin, err);
	return st;
}

static enum dl_status lacks_drift(struct store *s, int64_t row, bool *lacks, struct dl_err *err)
{
	struct query q;
	int64_t n = 0;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT (SELECT unseen IS NULL FROM model WHERE row = ?1) AND NOT EXISTS "
		"(SELECT 1 FROM model_bin WHERE model = ?1)",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	st = query_run(&q, &n, err);
	*lacks = n != 0;
	return st;
}

static enum dl_status insert_model(struct store *s, const struct store_model *m, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"INSERT INTO model (id, name, made, documents, terms, used) "
		"VALUES (?, ?, ?, ?, ?, (SELECT ifnull(max(used), 0) + 1 FROM model))",
		err);
	int64_t row;

	if (st != DL_OK)
		return st;
	query_str(&q, str_from(m->id));
	query_str(&q, str_from(m->name ? m->name : ""));
	query_str(&q, str_from(m->made ? m->made : ""));
	query_int(&q, (int64_t)m->documents);
	query_int(&q, (int64_t)m->terms);
	st = query_run(&q, NULL, err);
	row = sqlite3_last_insert_rowid(s->db);
	for (size_t i = 0; i < m->n_topics && st == DL_OK; i++)
		st = insert_topic(s, row, i, &m->topics[i], err);
	return st == DL_OK ? insert_drift(s, row, m, err) : st;
}

static enum dl_status touch_model(struct store *s, int64_t row, const char *name, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"UPDATE model SET name = ifnull(?1, name), used = (SELECT max(used) + 1 FROM model) WHERE "
		"row = ?2 "
		"AND (used < (SELECT max(used) FROM model) OR name <> ifnull(?1, name))",
		err);

	if (st != DL_OK)
		return st;
	query_str(&q, str_from(name));
	query_int(&q, row);
	return query_run(&q, NULL, err);
}

// A model that is there already; a store of an older version may lack some of what is known of it.
static enum dl_status know_again(
	struct store *s, int64_t row, const struct store_model *m, struct dl_err *err)
{
	bool lacks = false;
	enum dl_status st = lacks_drift(s, row, &lacks, err);

	if (st == DL_OK && lacks)
		st = insert_drift(s, row, m, err);
	return st == DL_OK ? touch_model(s, row, m->name, err) : st;
}

enum dl_status store_put_model(struct store *s, const struct store_model *m, struct dl_err *err)
{
	bool own = sqlite3_get_autocommit(s->db);
	enum dl_status st = own ? store_begin(s, err) : DL_OK;
	int64_t row;

	if (st == DL_OK)
		st = store_find(s, FIND_MODEL, str_from(m->id), &row, err);
	if (st == DL_OK)
		st = row ? know_again(s, row, m, err) : insert_model(s, m, err);
	if (own && st == DL_OK)
		st = store_commit(s, err);
	if (own && st != DL_OK)
		store_rollback(s);
	return st;
}

// A model as read from the store: the public part first, its strings and topics in `mem`.
struct kept_model {
	struct store_model model;
	struct arena mem;
};

static const char *keep(struct kept_model *k, const struct query *q, int column)
{
	return arena_copy(&k->mem, column_str(q, column).ptr ? column_str(q, column) : STR("")).ptr;
}

static enum dl_status topic_from_row(
	struct kept_model *k, struct topic_quality *t, const struct query *q, struct dl_err *err)
{
	double *const reals[] = {&t->platt_a, &t->platt_b, &t->threshold, &t->hessian_inverse[0],
		&t->hessian_inverse[1], &t->hessian_inverse[2], &t->mean, &t->mean_a, &t->mean_b};
	uint64_t *const counts[] = {&t->tp, &t->n1, &t->fp, &t->n0};

	t->topic = keep(k, q, 0);
	for (int i = 0; i < 9; i++)
		*reals[i] = column_real(q, 1 + i);
	for (int i = 0; i < 4; i++)
		*counts[i] = (uint64_t)sqlite3_column_int64(q->stmt, 10 + i);
	return t->topic ? DL_OK : err_nomem(err);
}

static enum dl_status read_topics(
	struct kept_model *k, struct store *s, int64_t row, size_t n, struct dl_err *err)
{
	struct topic_quality *topics = arena_alloc(&k->mem, (n ? n : 1) * sizeof *topics);
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT topic, platt_a, platt_b, threshold, hessian_aa, hessian_ab, hessian_bb, mean, "
		"mean_a, mean_b, "
		"tp, n1, fp, n0 FROM model_topic WHERE model = ? ORDER BY number",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	st = topics ? DL_OK : err_nomem(err);
	if (topics)
		memset(topics, 0, (n ? n : 1) * sizeof *topics);
	while (st == DL_OK && k->model.n_topics < n && (st = query_step(&q, err)) == DL_OK)
		st = topic_from_row(k, &topics[k->model.n_topics++], &q, err);
	query_end(&q);
	k->model.topics = topics;
	return st == DL_END ? DL_OK : st;
}

static enum dl_status read_bins(struct kept_model *k, struct store *s, int64_t row, struct dl_err *err)
{
	struct topic_quality *topics = (struct topic_quality *)k->model.topics;
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT number, bin, upper, positives, negatives FROM model_bin WHERE model = ? ORDER BY "
		"number, bin",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	while ((st = query_step(&q, err)) == DL_OK) {
		int64_t number = sqlite3_column_int64(q.stmt, 0), bin = sqlite3_column_int64(q.stmt, 1);

		if (number < 0 || (uint64_t)number >= k->model.n_topics || bin < 0 || bin > 9)
			continue;
		struct topic_quality *t = &topics[number];

		t->have_bins = true;
		if (bin < 9)
			t->bin_edge[bin] = column_real(&q, 2);
		t->bin_positives[bin] = (uint32_t)sqlite3_column_int64(q.stmt, 3);
		t->bin_negatives[bin] = (uint32_t)sqlite3_column_int64(q.stmt, 4);
	}
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

static enum dl_status read_newest(struct kept_model *k, struct store *s, struct dl_err *err)
{
	struct store_model *m = &k->model;
	int64_t row = 0, n = 0;
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT row, id, name, made, documents, terms, (SELECT count(*) FROM model_topic WHERE model "
		"= row), unseen "
		"FROM model ORDER BY used DESC LIMIT 1",
		err);

	if (st != DL_OK)
		return st;
	st = query_step(&q, err);
	if (st == DL_OK) {
		row = sqlite3_column_int64(q.stmt, 0);
		m->id = keep(k, &q, 1);
		m->name = keep(k, &q, 2);
		m->made = keep(k, &q, 3);
		m->documents = (uint64_t)sqlite3_column_int64(q.stmt, 4);
		m->terms = (uint64_t)sqlite3_column_int64(q.stmt, 5);
		n = sqlite3_column_int64(q.stmt, 6);
		m->unseen = column_real(&q, 7);
		st = m->id && m->name && m->made ? DL_OK : err_nomem(err);
	} else if (st == DL_END) {
		st = err_set(err, DL_ENOTFOUND,
			"no model has classified this store yet; run 'dateline classify --new'");
	}
	query_end(&q);
	if (st == DL_OK)
		st = read_topics(k, s, row, (size_t)n, err);
	return st == DL_OK ? read_bins(k, s, row, err) : st;
}

enum dl_status store_newest_model(struct store *s, struct store_model **out, struct dl_err *err)
{
	struct kept_model *k = mem_zalloc(1, sizeof *k);
	enum dl_status st;

	*out = NULL;
	if (!k)
		return err_nomem(err);
	st = read_newest(k, s, err);
	if (st == DL_OK)
		*out = &k->model;
	else
		store_model_free(&k->model);
	return st;
}

void store_model_free(struct store_model *m)
{
	struct kept_model *k = (struct kept_model *)m;

	if (!k)
		return;
	arena_release(&k->mem);
	mem_free(k);
}

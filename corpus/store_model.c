// SPDX-License-Identifier: MIT
// Models, their predictions, and what reports read.
#include "corpus/store_internal.h"

#include "base/mem.h"

#include <math.h>

static void bind_number(sqlite3_stmt *stmt, int at, double value)
{
	if (isfinite(value))
		sqlite3_bind_double(stmt, at, value);
}

static double column_number(sqlite3_stmt *stmt, int at)
{
	return sqlite3_column_type(stmt, at) == SQLITE_NULL ? NAN : sqlite3_column_double(stmt, at);
}

static enum dl_status put_topic(struct store *s, sqlite3_int64 model, size_t place, const struct topic_quality *q, struct dl_err *err)
{
	static const char sql[] = "INSERT INTO model_topic VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16)";
	sqlite3_stmt *stmt = store_statement(s, sql, err);
	const double numbers[] = {q->platt_a, q->platt_b, q->threshold, q->hessian_inverse[0], q->hessian_inverse[1],
		q->hessian_inverse[2], q->mean, q->mean_a, q->mean_b};
	const uint64_t counts[] = {q->tp, q->n1, q->fp, q->n0};

	if (!stmt)
		return DL_EIO;
	sqlite3_bind_int64(stmt, 1, model);
	sqlite3_bind_int64(stmt, 2, (sqlite3_int64)place);
	bind_text(stmt, 3, str_from(q->topic));
	for (int i = 0; i < 9; i++)
		bind_number(stmt, 4 + i, numbers[i]);
	for (int i = 0; i < 4; i++)
		sqlite3_bind_int64(stmt, 13 + i, (sqlite3_int64)counts[i]);
	return store_run(s, stmt, err);
}

static enum dl_status put_new_model(struct store *s, const struct store_model *m, struct dl_err *err)
{
	static const char sql[] = "INSERT INTO model(id, name, made, documents, terms, used) VALUES(?1,?2,?3,?4,?5,"
				  " (SELECT coalesce(max(used), 0) + 1 FROM model))";
	sqlite3_stmt *stmt = store_statement(s, sql, err);
	sqlite3_int64 rowid;
	enum dl_status st;

	if (!stmt)
		return DL_EIO;
	bind_text(stmt, 1, str_from(m->id));
	bind_text(stmt, 2, str_from(m->name));
	bind_text(stmt, 3, str_from(m->made));
	sqlite3_bind_int64(stmt, 4, (sqlite3_int64)m->documents);
	sqlite3_bind_int64(stmt, 5, (sqlite3_int64)m->terms);
	st = store_run(s, stmt, err);
	rowid = sqlite3_last_insert_rowid(s->db);
	for (size_t k = 0; st == DL_OK && k < m->n_topics; k++)
		st = put_topic(s, rowid, k, &m->topics[k], err);
	return st;
}

enum dl_status store_put_model(struct store *s, const struct store_model *m, struct dl_err *err)
{
	static const char touch[] = "UPDATE model SET used = (SELECT max(used) + 1 FROM model) WHERE id = ?1";
	sqlite3_stmt *stmt;
	enum dl_status st = store_begin(s, err);

	if (st != DL_OK)
		return st;
	stmt = store_statement(s, touch, err);
	st = stmt ? DL_OK : DL_EIO;
	if (st == DL_OK) {
		bind_text(stmt, 1, str_from(m->id));
		st = store_run(s, stmt, err);
	}
	if (st == DL_OK && sqlite3_changes(s->db) == 0)
		st = put_new_model(s, m, err);
	if (st == DL_OK)
		return store_commit(s, err);
	store_rollback(s);
	return st;
}

// A store_model with memory of its own behind it.
struct owned_model {
	struct store_model m; // first: the caller's pointer is this one's
	struct arena mem;
};

void store_model_free(struct store_model *m)
{
	struct owned_model *o = (struct owned_model *)m;

	if (!o)
		return;
	arena_release(&o->mem);
	mem_free(o);
}

static const char *own(struct owned_model *o, sqlite3_stmt *stmt, int at)
{
	struct str text = column_text(stmt, at);

	return arena_copy(&o->mem, text.ptr ? text : STR("")).ptr;
}

static enum dl_status load_topics(struct store *s, struct owned_model *o, sqlite3_int64 rowid, struct dl_err *err)
{
	static const char sql[] = "SELECT topic, platt_a, platt_b, threshold, var_aa, var_ab, var_bb, mean, mean_a, mean_b, tp, n1, fp, n0"
				  " FROM model_topic WHERE model = ?1 ORDER BY place";
	sqlite3_stmt *stmt = store_statement(s, sql, err);
	struct topic_quality *q = arena_alloc(&o->mem, 1024 * sizeof *q);
	enum dl_status st;

	if (!stmt || !q)
		return q ? DL_EIO : err_nomem(err);
	o->m.topics = q;
	sqlite3_bind_int64(stmt, 1, rowid);
	while ((st = store_step(s, stmt, err)) == DL_OK && o->m.n_topics < 1024) {
		q[o->m.n_topics++] = (struct topic_quality){.topic = own(o, stmt, 0), .platt_a = column_number(stmt, 1),
			.platt_b = column_number(stmt, 2), .threshold = column_number(stmt, 3),
			.hessian_inverse = {column_number(stmt, 4), column_number(stmt, 5), column_number(stmt, 6)},
			.mean = column_number(stmt, 7), .mean_a = column_number(stmt, 8), .mean_b = column_number(stmt, 9),
			.tp = (uint64_t)sqlite3_column_int64(stmt, 10), .n1 = (uint64_t)sqlite3_column_int64(stmt, 11),
			.fp = (uint64_t)sqlite3_column_int64(stmt, 12), .n0 = (uint64_t)sqlite3_column_int64(stmt, 13)};
		if (!q[o->m.n_topics - 1].topic)
			return err_nomem(err);
	}
	sqlite3_reset(stmt);
	return st == DL_END || st == DL_OK ? DL_OK : st;
}

enum dl_status store_newest_model(struct store *s, struct store_model **out, struct dl_err *err)
{
	static const char sql[] = "SELECT rowid, id, name, made, documents, terms FROM model ORDER BY used DESC LIMIT 1";
	sqlite3_stmt *stmt = store_statement(s, sql, err);
	struct owned_model *o;
	sqlite3_int64 rowid;
	enum dl_status st;

	*out = NULL;
	if (!stmt)
		return DL_EIO;
	st = store_step(s, stmt, err);
	if (st == DL_END)
		return err_set(err, DL_ENOTFOUND, "nothing in the store '%s' is classified yet: run 'dateline classify --new'", s->path);
	o = st == DL_OK ? mem_zalloc(1, sizeof *o) : NULL;
	if (!o)
		return st == DL_OK ? err_nomem(err) : st;
	rowid = sqlite3_column_int64(stmt, 0);
	o->m = (struct store_model){.id = own(o, stmt, 1), .name = own(o, stmt, 2), .made = own(o, stmt, 3),
		.documents = (uint64_t)sqlite3_column_int64(stmt, 4), .terms = (uint64_t)sqlite3_column_int64(stmt, 5)};
	sqlite3_reset(stmt);
	st = o->m.id && o->m.name && o->m.made ? load_topics(s, o, rowid, err) : err_nomem(err);
	if (st == DL_OK)
		*out = &o->m;
	else
		store_model_free(&o->m);
	return st;
}

static enum dl_status put_score(struct store *s, const char *model, const char *article, size_t place, double p, bool chosen,
	struct dl_err *err)
{
	static const char sql[] = "INSERT OR REPLACE INTO score SELECT m.rowid, a.rowid, ?3, ?4, ?5 FROM model m, article a WHERE"
				  " m.id = ?1 AND a.id = ?2";
	sqlite3_stmt *stmt = store_statement(s, sql, err);

	if (!stmt)
		return DL_EIO;
	bind_text(stmt, 1, str_from(model));
	bind_text(stmt, 2, str_from(article));
	sqlite3_bind_int64(stmt, 3, (sqlite3_int64)place);
	sqlite3_bind_double(stmt, 4, p);
	sqlite3_bind_int(stmt, 5, chosen);
	return store_run(s, stmt, err);
}

enum dl_status store_put_prediction(struct store *s, const char *model_id, const struct prediction *p, struct dl_err *err)
{
	static const char sql[] = "INSERT INTO prediction SELECT m.rowid, a.rowid, ?3, ?4 FROM model m, article a WHERE m.id = ?1 AND"
				  " a.id = ?2 ON CONFLICT DO UPDATE SET abstained = excluded.abstained, oov = excluded.oov";
	sqlite3_stmt *stmt = store_statement(s, sql, err);
	enum dl_status st;

	if (!stmt)
		return DL_EIO;
	bind_text(stmt, 1, str_from(model_id));
	bind_text(stmt, 2, str_from(p->article_id));
	bind_text(stmt, 3, str_from(p->abstained));
	sqlite3_bind_double(stmt, 4, p->oov);
	st = store_run(s, stmt, err);
	for (size_t k = 0; st == DL_OK && k < p->n_topics; k++)
		st = put_score(s, model_id, p->article_id, k, p->probability[k], p->chosen[k], err);
	return st;
}

struct dated {
	struct dated_topics d;
	double *probability;
	bool *chosen;
};

static enum dl_status load_scores(struct store *s, struct dated *x, const struct store_model *m, sqlite3_int64 rowid, struct dl_err *err)
{
	static const char sql[] = "SELECT place, probability, chosen FROM score WHERE model = (SELECT rowid FROM model WHERE id = ?1) AND"
				  " article = ?2";
	sqlite3_stmt *stmt = store_statement(s, sql, err);
	enum dl_status st;

	if (!stmt)
		return DL_EIO;
	bind_text(stmt, 1, str_from(m->id));
	sqlite3_bind_int64(stmt, 2, rowid);
	while ((st = store_step(s, stmt, err)) == DL_OK) {
		sqlite3_int64 place = sqlite3_column_int64(stmt, 0);

		if (place < 0 || (size_t)place >= m->n_topics)
			continue;
		x->probability[place] = sqlite3_column_double(stmt, 1);
		x->chosen[place] = sqlite3_column_int(stmt, 2);
		x->d.classified = true;
	}
	return st == DL_END ? DL_OK : st;
}

// Gold labels stand above what a model says.
static enum dl_status load_gold(struct store *s, struct dated *x, const struct store_model *m, sqlite3_int64 rowid, struct dl_err *err)
{
	static const char sql[] = "SELECT topic FROM label WHERE article = ?1";
	sqlite3_stmt *stmt = store_statement(s, sql, err);
	enum dl_status st;

	if (!stmt)
		return DL_EIO;
	sqlite3_bind_int64(stmt, 1, rowid);
	while ((st = store_step(s, stmt, err)) == DL_OK)
		for (size_t k = 0; k < m->n_topics; k++)
			if (str_is(column_text(stmt, 0), m->topics[k].topic)) {
				x->probability[k] = 1;
				x->chosen[k] = true;
			}
	return st == DL_END ? DL_OK : st;
}

static enum dl_status one_dated(struct store *s, struct dated *x, const struct store_model *m, sqlite3_stmt *stmt, struct dl_err *err)
{
	sqlite3_int64 rowid = sqlite3_column_int64(stmt, 0);

	memset(x->probability, 0, m->n_topics * sizeof *x->probability);
	memset(x->chosen, 0, m->n_topics * sizeof *x->chosen);
	x->d = (struct dated_topics){.id = column_text(stmt, 1), .title = column_text(stmt, 2), .url = column_text(stmt, 3),
		.source = column_text(stmt, 4), .lang = column_text(stmt, 5), .text = column_text(stmt, 6),
		.day = sqlite3_column_type(stmt, 7) == SQLITE_INTEGER ? sqlite3_column_int(stmt, 7) : DATE_NONE,
		.story = sqlite3_column_int64(stmt, 8), .labelled = sqlite3_column_int(stmt, 9),
		.abstained = (const char *)sqlite3_column_text(stmt, 10), .probability = x->probability, .chosen = x->chosen};
	return x->d.labelled ? load_gold(s, x, m, rowid, err) : load_scores(s, x, m, rowid, err);
}

enum dl_status store_each_dated(struct store *s, const struct store_model *m, bool with_text, store_dated_fn *fn, void *payload,
	struct dl_err *err)
{
	static const char full[] = "SELECT a.rowid, a.id, a.title, a.url, a.source, a.lang, a.text, a.day, coalesce(a.story, a.rowid),"
				   " a.labelled, p.abstained FROM article a LEFT JOIN prediction p ON p.article = a.rowid AND p.model ="
				   " (SELECT rowid FROM model WHERE id = ?1) ORDER BY a.day IS NULL, a.day, a.id";
	static const char lean[] = "SELECT a.rowid, a.id, a.title, a.url, a.source, a.lang, NULL, a.day, coalesce(a.story, a.rowid),"
				   " a.labelled, p.abstained FROM article a LEFT JOIN prediction p ON p.article = a.rowid AND p.model ="
				   " (SELECT rowid FROM model WHERE id = ?1) ORDER BY a.day IS NULL, a.day, a.id";
	struct dated x = {.probability = mem_zalloc(m->n_topics, sizeof(double)), .chosen = mem_zalloc(m->n_topics, sizeof(bool))};
	sqlite3_stmt *stmt = store_statement(s, with_text ? full : lean, err);
	enum dl_status st = stmt ? DL_OK : DL_EIO;

	if (!x.probability || !x.chosen)
		st = err_nomem(err);
	if (st == DL_OK)
		bind_text(stmt, 1, str_from(m->id));
	while (st == DL_OK && (st = store_step(s, stmt, err)) == DL_OK) {
		st = one_dated(s, &x, m, stmt, err);
		if (st == DL_OK)
			st = fn(payload, &x.d, err);
	}
	if (stmt)
		sqlite3_reset(stmt);
	mem_free(x.probability);
	mem_free(x.chosen);
	return st == DL_END ? DL_OK : st;
}

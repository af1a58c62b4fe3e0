// SPDX-License-Identifier: MIT
// Reading articles back.
#include "corpus/store_internal.h"

#include "base/buf.h"

#define COLUMNS                                                                                                             \
	"a.rowid, a.id, a.url, a.source, a.lang, a.place, a.agency, a.title, a.text, a.split, a.day, a.instant, a.second,"   \
	" a.grade, a.date_from, a.labelled"

static struct str keep(struct article *a, sqlite3_stmt *stmt, int at, bool *ok)
{
	struct str text = column_text(stmt, at);

	if (!text.ptr)
		return text;
	text = arena_copy(&a->mem, text);
	*ok = *ok && text.ptr;
	return text;
}

static enum dl_status load_labels(struct store *s, struct article *a, sqlite3_int64 rowid, struct dl_err *err)
{
	static const char sql[] = "SELECT topic FROM label WHERE article = ?1 ORDER BY topic";
	sqlite3_stmt *stmt = store_statement(s, sql, err);
	enum dl_status st;

	if (!stmt)
		return DL_EIO;
	sqlite3_bind_int64(stmt, 1, rowid);
	while ((st = store_step(s, stmt, err)) == DL_OK) {
		st = article_add_label(a, column_text(stmt, 0), err);
		if (st != DL_OK)
			break;
	}
	sqlite3_reset(stmt);
	return st == DL_END ? DL_OK : st;
}

static enum dl_status load(struct store *s, struct article *a, sqlite3_stmt *stmt, struct dl_err *err)
{
	bool ok = true;

	article_reset(a);
	a->id = keep(a, stmt, 1, &ok);
	a->url = keep(a, stmt, 2, &ok);
	a->source = keep(a, stmt, 3, &ok);
	a->lang = keep(a, stmt, 4, &ok);
	a->place = keep(a, stmt, 5, &ok);
	a->agency = keep(a, stmt, 6, &ok);
	a->title = keep(a, stmt, 7, &ok);
	a->text = keep(a, stmt, 8, &ok);
	a->split = keep(a, stmt, 9, &ok);
	if (sqlite3_column_type(stmt, 10) == SQLITE_INTEGER)
		a->date.day = sqlite3_column_int(stmt, 10);
	a->date.has_instant = sqlite3_column_type(stmt, 11) == SQLITE_INTEGER;
	a->date.instant = sqlite3_column_int64(stmt, 11);
	a->date.has_time = sqlite3_column_type(stmt, 12) == SQLITE_INTEGER;
	a->date.second = sqlite3_column_int(stmt, 12);
	a->grade = date_grade_parse(column_text(stmt, 13));
	a->date_from = keep(a, stmt, 14, &ok);
	a->labelled = sqlite3_column_int(stmt, 15);
	a->id_given = true;
	if (!ok)
		return err_nomem(err);
	return a->labelled ? load_labels(s, a, sqlite3_column_int64(stmt, 0), err) : DL_OK;
}

// The words of a search, each to be found by LIKE with its wildcards disarmed.
static size_t add_search(struct buf *sql, const char *search)
{
	size_t n = 0;

	for (const char *p = search; p && *p;) {
		while (*p == ' ')
			p++;
		if (!*p)
			break;
		n++;
		buf_addf(sql, " AND (coalesce(a.title,'') || ' ' || a.text) LIKE ?%zu ESCAPE '\\'", 10 + n);
		while (*p && *p != ' ')
			p++;
	}
	return n;
}

static void bind_search(sqlite3_stmt *stmt, const char *search, size_t n, struct buf *mem)
{
	for (size_t i = 1; i <= n; i++) {
		buf_clear(mem);
		buf_addc(mem, '%');
		while (*search == ' ')
			search++;
		for (; *search && *search != ' '; search++) {
			if (*search == '%' || *search == '_' || *search == '\\')
				buf_addc(mem, '\\');
			buf_addc(mem, *search);
		}
		buf_addc(mem, '%');
		sqlite3_bind_text(stmt, (int)(10 + i), mem->ptr, (int)mem->len, SQLITE_TRANSIENT);
	}
}

static void add_conditions(struct buf *sql, const struct store_filter *f)
{
	if (f->topic)
		buf_adds(sql, " AND (EXISTS (SELECT 1 FROM label l WHERE l.article = a.rowid AND l.topic = ?1) OR (a.labelled = 0 AND"
			      " EXISTS (SELECT 1 FROM score s JOIN model_topic t ON t.model = s.model AND t.place = s.place WHERE s.article"
			      " = a.rowid AND s.chosen AND t.topic = ?1 AND s.model = (SELECT rowid FROM model ORDER BY used DESC LIMIT 1))))");
	if (f->source)
		buf_adds(sql, " AND a.source = ?2");
	if (f->lang)
		buf_adds(sql, " AND a.lang = ?3");
	if (f->split)
		buf_adds(sql, " AND a.split = ?4");
	if (f->from != DATE_NONE)
		buf_adds(sql, " AND a.day >= ?5");
	if (f->to != DATE_NONE)
		buf_adds(sql, " AND a.day <= ?6");
	if (f->labelled)
		buf_adds(sql, " AND a.labelled = 1");
	if (f->unlabelled)
		buf_adds(sql, " AND a.labelled = 0");
}

static void bind_conditions(sqlite3_stmt *stmt, const struct store_filter *f)
{
	// Binding a place that the statement does not have is refused by SQLite without harm.
	if (f->topic)
		sqlite3_bind_text(stmt, 1, f->topic, -1, SQLITE_STATIC);
	if (f->source)
		sqlite3_bind_text(stmt, 2, f->source, -1, SQLITE_STATIC);
	if (f->lang)
		sqlite3_bind_text(stmt, 3, f->lang, -1, SQLITE_STATIC);
	if (f->split)
		sqlite3_bind_text(stmt, 4, f->split, -1, SQLITE_STATIC);
	if (f->from != DATE_NONE)
		sqlite3_bind_int(stmt, 5, f->from);
	if (f->to != DATE_NONE)
		sqlite3_bind_int(stmt, 6, f->to);
	sqlite3_bind_int64(stmt, 7, f->limit > 0 ? f->limit : -1);
}

enum dl_status store_each(struct store *s, const struct store_filter *f, store_article_fn *fn, void *payload, struct dl_err *err)
{
	struct buf sql = {0}, word = {0};
	sqlite3_stmt *stmt = NULL;
	struct article a = {0};
	enum dl_status st = DL_OK;
	size_t n;

	buf_adds(&sql, "SELECT " COLUMNS " FROM article a WHERE 1");
	add_conditions(&sql, f);
	n = add_search(&sql, f->search);
	buf_adds(&sql, " ORDER BY a.day IS NULL, a.day, a.id LIMIT ?7");
	if (buf_failed(&sql))
		st = err_nomem(err);
	else if (sqlite3_prepare_v2(s->db, sql.ptr, -1, &stmt, NULL) != SQLITE_OK)
		st = store_fail(s, "read", err);
	if (st == DL_OK) {
		bind_conditions(stmt, f);
		bind_search(stmt, f->search, n, &word);
	}
	while (st == DL_OK && (st = store_step(s, stmt, err)) == DL_OK) {
		st = load(s, &a, stmt, err);
		if (st == DL_OK)
			st = fn(payload, &a, err);
	}
	sqlite3_finalize(stmt);
	article_release(&a);
	buf_release(&sql);
	buf_release(&word);
	return st == DL_END ? DL_OK : st;
}

enum dl_status store_get(struct store *s, const char *id, struct article *out, struct dl_err *err)
{
	static const char sql[] = "SELECT " COLUMNS " FROM article a WHERE a.id = ?1";
	sqlite3_stmt *stmt = store_statement(s, sql, err);
	enum dl_status st;

	if (!stmt)
		return DL_EIO;
	bind_text(stmt, 1, str_from(id));
	st = store_step(s, stmt, err);
	if (st == DL_END)
		return err_set(err, DL_ENOTFOUND, "the store has no article '%s': see 'dateline corpus list'", id);
	if (st == DL_OK)
		st = load(s, out, stmt, err);
	sqlite3_reset(stmt);
	return st;
}

enum dl_status store_unclassified(struct store *s, const char *model_id, struct article *batch, size_t limit, size_t *n, struct dl_err *err)
{
	static const char sql[] = "SELECT " COLUMNS " FROM article a WHERE a.rowid NOT IN (SELECT article FROM prediction WHERE model ="
				  " (SELECT rowid FROM model WHERE id = ?1)) ORDER BY a.rowid LIMIT ?2";
	sqlite3_stmt *stmt = store_statement(s, sql, err);
	enum dl_status st = DL_OK;

	*n = 0;
	if (!stmt)
		return DL_EIO;
	bind_text(stmt, 1, str_from(model_id));
	sqlite3_bind_int64(stmt, 2, (sqlite3_int64)limit);
	while (st == DL_OK && *n < limit && (st = store_step(s, stmt, err)) == DL_OK) {
		st = load(s, &batch[*n], stmt, err);
		*n += st == DL_OK;
	}
	sqlite3_reset(stmt);
	return st == DL_END ? DL_OK : st;
}

static enum dl_status count_one(struct store *s, const char *sql, struct str key, uint64_t *out, struct dl_err *err)
{
	sqlite3_stmt *stmt = store_statement(s, sql, err);
	enum dl_status st;

	if (!stmt)
		return DL_EIO;
	if (key.ptr)
		bind_text(stmt, 1, key);
	st = store_step(s, stmt, err);
	if (st == DL_OK)
		*out = (uint64_t)sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return st;
}

enum dl_status store_count_unclassified(struct store *s, const char *model_id, uint64_t *n, struct dl_err *err)
{
	static const char sql[] = "SELECT (SELECT count(*) FROM article) - (SELECT count(*) FROM prediction WHERE model ="
				  " (SELECT rowid FROM model WHERE id = ?1))";

	return count_one(s, sql, str_from(model_id), n, err);
}

enum dl_status store_counts(struct store *s, struct store_counts *out, struct dl_err *err)
{
	static const char sql[] = "SELECT count(*), count(*) - count(day), coalesce(sum(labelled), 0), min(day), max(day),"
				  " count(DISTINCT coalesce(story, rowid)) FROM article";
	static const char classified[] = "SELECT count(DISTINCT article) FROM prediction";
	sqlite3_stmt *stmt = store_statement(s, sql, err);
	enum dl_status st;

	*out = (struct store_counts){.first = DATE_NONE, .last = DATE_NONE};
	if (!stmt)
		return DL_EIO;
	st = store_step(s, stmt, err);
	if (st != DL_OK)
		return st;
	out->articles = (uint64_t)sqlite3_column_int64(stmt, 0);
	out->undated = (uint64_t)sqlite3_column_int64(stmt, 1);
	out->labelled = (uint64_t)sqlite3_column_int64(stmt, 2);
	if (sqlite3_column_type(stmt, 3) == SQLITE_INTEGER) {
		out->first = sqlite3_column_int(stmt, 3);
		out->last = sqlite3_column_int(stmt, 4);
	}
	out->stories = (uint64_t)sqlite3_column_int64(stmt, 5);
	sqlite3_reset(stmt);
	return count_one(s, classified, (struct str){NULL, 0}, &out->classified, err);
}

enum dl_status store_tally(struct store *s, const char *what, void (*fn)(void *payload, const char *name, uint64_t count), void *payload,
	struct dl_err *err)
{
	static const struct {
		const char *what, *sql;
	} tallies[] = {
		{"source", "SELECT source, count(*) FROM article WHERE source IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"},
		{"lang", "SELECT lang, count(*) FROM article WHERE lang IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"},
		{"grade", "SELECT grade, count(*) FROM article GROUP BY 1 ORDER BY 2 DESC, 1"},
		{"year", "SELECT substr(date, 1, 4), count(*) FROM article WHERE day IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"},
		{"label", "SELECT topic, count(*) FROM label GROUP BY 1 ORDER BY 2 DESC, 1"},
	};
	sqlite3_stmt *stmt = NULL;
	enum dl_status st;

	for (size_t i = 0; i < sizeof tallies / sizeof *tallies; i++)
		if (strcmp(what, tallies[i].what) == 0)
			stmt = store_statement(s, tallies[i].sql, err);
	if (!stmt)
		return err_set(err, DL_EINVAL, "there is no tally of '%s'", what);
	while ((st = store_step(s, stmt, err)) == DL_OK)
		fn(payload, (const char *)sqlite3_column_text(stmt, 0), (uint64_t)sqlite3_column_int64(stmt, 1));
	return st == DL_END ? DL_OK : st;
}

// SPDX-License-Identifier: MIT
#include "corpus/store_internal.h"

#include "base/file.h"
#include "base/mem.h"

#include <math.h>

enum { BUSY_MS = 10000 };

enum dl_status store_fail(const struct store *s, int code, struct dl_err *err)
{
	switch (code & 0xff) {
	case SQLITE_NOMEM:
		return err_nomem(err);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, DL_EIO,
			"store '%s' is in use by another program; try again when that has finished", s->path);
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return err_set(err, DL_EIO,
			"cannot write store '%s' or beside it (%s); make its folder writable or name another "
			"store "
			"with '--db'",
			s->path, sqlite3_errstr(code));
	case SQLITE_FULL:
		return err_set(err, DL_EIO, "no room left on the disk of store '%s'; free some and try again",
			s->path);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return err_set(err, DL_EIO,
			"store '%s' is damaged; restore a copy, or save what is left with 'sqlite3 STORE "
			".recover'",
			s->path);
	case SQLITE_INTERRUPT:
		return err_set(err, DL_EINTERRUPT, "interrupted");
	default:
		return err_set(err, DL_EIO, "store '%s': %s", s->path,
			s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(code));
	}
}

enum dl_status store_exec(struct store *s, const char *sql, struct dl_err *err)
{
	int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? DL_OK : store_fail(s, code, err);
}

enum dl_status query_start(
	struct query *q, struct store *s, enum statement which, const char *sql, struct dl_err *err)
{
	int code;

	*q = (struct query){.s = s, .stmt = s->statements[which], .which = which};
	if (q->stmt)
		return DL_OK;
	code = sqlite3_prepare_v3(
		s->db, sql, -1, which == ONCE ? 0 : SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL);
	if (code != SQLITE_OK)
		return store_fail(s, code, err);
	if (which != ONCE)
		s->statements[which] = q->stmt;
	return DL_OK;
}

static void bound(struct query *q, int code)
{
	if (q->code == SQLITE_OK)
		q->code = code;
}

void query_str(struct query *q, struct str v)
{
	bound(q, sqlite3_bind_text64(q->stmt, ++q->at, v.ptr, v.len, SQLITE_STATIC, SQLITE_UTF8));
}

void query_int(struct query *q, int64_t v)
{
	bound(q, sqlite3_bind_int64(q->stmt, ++q->at, v));
}

void query_real(struct query *q, double v)
{
	bound(q, sqlite3_bind_double(q->stmt, ++q->at, v));
}

void query_null(struct query *q)
{
	bound(q, sqlite3_bind_null(q->stmt, ++q->at));
}

void query_blob(struct query *q, const void *data, size_t len)
{
	bound(q, sqlite3_bind_blob64(q->stmt, ++q->at, len ? data : "", len, SQLITE_STATIC));
}

enum dl_status query_step(struct query *q, struct dl_err *err)
{
	int code = q->code == SQLITE_OK ? sqlite3_step(q->stmt) : q->code;

	if (code == SQLITE_ROW)
		return DL_OK;
	return code == SQLITE_DONE ? DL_END : store_fail(q->s, code, err);
}

void query_end(struct query *q)
{
	if (q->which == ONCE)
		sqlite3_finalize(q->stmt);
	else
		sqlite3_reset(q->stmt);
	q->stmt = NULL;
}

enum dl_status query_run(struct query *q, int64_t *first, struct dl_err *err)
{
	enum dl_status st = query_step(q, err);

	if (st == DL_OK && first)
		*first = sqlite3_column_int64(q->stmt, 0);
	query_end(q);
	return st == DL_END ? DL_OK : st;
}

enum dl_status query_with_row(
	struct store *s, enum statement which, const char *sql, int64_t row, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, which, sql, err);

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	return query_run(&q, NULL, err);
}

struct str column_str(const struct query *q, int column)
{
	const char *text = (const char *)sqlite3_column_text(q->stmt, column);

	return (struct str){text, text ? (size_t)sqlite3_column_bytes(q->stmt, column) : 0};
}

int32_t column_day(const struct query *q, int column)
{
	int64_t day = sqlite3_column_int64(q->stmt, column);
	const int64_t first = date_from_civil((struct civil){1900, 1, 1});
	const int64_t last = date_from_civil((struct civil){9999, 12, 31});

	if (sqlite3_column_type(q->stmt, column) != SQLITE_INTEGER || day < first || day > last)
		return DATE_NONE;
	return (int32_t)day;
}

double column_real(const struct query *q, int column)
{
	if (sqlite3_column_type(q->stmt, column) == SQLITE_NULL)
		return (double)NAN;
	return sqlite3_column_double(q->stmt, column);
}

static enum dl_status handle_set_up(struct store *s, struct dl_err *err)
{
	sqlite3_busy_timeout(s->db, BUSY_MS);
	sqlite3_extended_result_codes(s->db, 1);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	// A stranger's file: no functions in its schema, no trust in its page pointers.
	return store_exec(s,
		"PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384; "
		"PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000;",
		err);
}

static enum dl_status handle_open(struct store *s, const char *name, int flags, struct dl_err *err)
{
	int code = sqlite3_open_v2(name, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
	enum dl_status st = code == SQLITE_OK ? handle_set_up(s, err) : store_fail(s, code, err);

	if (st == DL_OK)
		st = store_add_functions(s, err);
	return st == DL_OK ? store_migrate(s, err) : st;
}

static void handle_close(struct store *s)
{
	for (size_t i = 0; i < N_STATEMENTS; i++)
		sqlite3_finalize(s->statements[i]);
	memset(s->statements, 0, sizeof s->statements);
	sqlite3_close(s->db);
	s->db = NULL;
}

static void add_escaped(struct buf *out, const char *path)
{
	for (; *path; path++)
		if (strchr("%?#", *path))
			buf_addf(out, "%%%02X", (unsigned char)*path);
		else
			buf_addc(out, *path);
}

// In a folder where nothing may be written, SQLite cannot make the file that readers share. Where no log is
// left beside the store, nobody writes, and it can be read as it is.
static enum dl_status open_unshared(struct store *s, struct dl_err *err)
{
	struct buf name = {0};
	enum dl_status st;

	handle_close(s);
	buf_addf(&name, "%s-wal", s->path);
	if (!buf_failed(&name) && file_exists(name.ptr)) {
		buf_release(&name);
		return err_set(err, DL_EIO,
			"cannot read store '%s': its folder is read-only and '%s-wal' has not been merged; "
			"copy both "
			"to a writable folder",
			s->path, s->path);
	}
	buf_clear(&name);
	buf_adds(&name, "file:");
	add_escaped(&name, s->path);
	buf_adds(&name, "?immutable=1");
	if (buf_failed(&name))
		st = err_nomem(err);
	else
		st = handle_open(s, name.ptr, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
	buf_release(&name);
	return st;
}

static enum dl_status open_read(struct store *s, struct dl_err *err)
{
	enum dl_status st = handle_open(s, s->path, SQLITE_OPEN_READWRITE, err);
	int code = s->db ? sqlite3_errcode(s->db) & 0xff : SQLITE_CANTOPEN;

	if (st == DL_EIO && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY))
		st = open_unshared(s, err);
	return st == DL_OK ? store_exec(s, "PRAGMA query_only = ON", err) : st;
}

static enum dl_status open_write(struct store *s, enum store_mode mode, struct dl_err *err)
{
	int flags = SQLITE_OPEN_READWRITE | (mode == STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
	enum dl_status st = handle_open(s, s->path, flags, err);

	if (st == DL_OK && sqlite3_db_readonly(s->db, "main"))
		return store_fail(s, SQLITE_READONLY, err);
	return st == DL_OK ? store_exec(s, "PRAGMA journal_mode = WAL", err) : st;
}

static enum dl_status mode_check(const char *path, enum store_mode mode, struct dl_err *err)
{
	bool fresh;
	enum dl_status st = *path ? store_probe(path, &fresh, err)
				  : err_set(err, DL_EINVAL, "the store has no name; name one with '--db'");

	if (st != DL_OK || !fresh || mode == STORE_CREATE)
		return st;
	if (file_exists(path))
		return err_set(err, DL_EFORMAT,
			"'%s' is empty, not a dateline store; 'dateline corpus add' fills one", path);
	return err_set(err, DL_ENOTFOUND,
		"there is no store '%s'; 'dateline corpus add' makes one, '--db' names another", path);
}

enum dl_status store_open(struct store **out, const char *path, enum store_mode mode, struct dl_err *err)
{
	enum dl_status st = mode_check(path, mode, err);
	struct store *s;

	*out = NULL;
	if (st != DL_OK)
		return st;
	s = mem_zalloc(1, sizeof *s);
	if (!s)
		return err_nomem(err);
	s->path = mem_strdup(path, strlen(path));
	if (!s->path)
		st = err_nomem(err);
	else
		st = mode == STORE_READ ? open_read(s, err) : open_write(s, mode, err);
	if (st == DL_OK)
		*out = s;
	else
		store_close(s);
	return st;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	handle_close(s);
	buf_release(&s->last_id);
	buf_release(&s->put_model_id);
	buf_release(&s->canonical);
	mem_free(s->path);
	mem_free(s);
}

// What is known for a transaction only.
static void forget_transaction(struct store *s)
{
	s->put_model = s->last_given = 0;
}

enum dl_status store_begin(struct store *s, struct dl_err *err)
{
	forget_transaction(s);
	return store_exec(s, "BEGIN IMMEDIATE", err);
}

enum dl_status store_commit(struct store *s, struct dl_err *err)
{
	return store_exec(s, "COMMIT", err);
}

void store_rollback(struct store *s)
{
	if (!sqlite3_get_autocommit(s->db))
		store_exec(s, "ROLLBACK", NULL);
	s->last_row = 0;
	forget_transaction(s);
	s->seen_row = 0;
}

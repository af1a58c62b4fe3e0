// SPDX-License-Identifier: MIT
#include "corpus/store_care.h"

#include "base/file.h"
#include "corpus/store_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_PROBLEMS = 100 };

struct checking {
	struct store *s;
	store_problem_fn *fn;
	void *payload;
	size_t n;
};

// Calls fn for each row of `sql`, whose first column is a sentence.
static enum dl_status each_sentence(struct checking *c, const char *sql, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, c->s, ONCE, sql, err);

	if (st != DL_OK)
		return st;
	while (c->n < MOST_PROBLEMS && (st = query_step(&q, err)) == DL_OK) {
		struct str sentence = column_str(&q, 0);

		if (str_is(sentence, "ok"))
			continue;
		c->fn(c->payload, sentence.ptr ? sentence.ptr : "unnamed problem");
		c->n++;
	}
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

enum dl_status store_check(
	struct store *s, store_problem_fn *fn, void *payload, size_t *problems, struct dl_err *err)
{
	static const char *const queries[] = {
		"PRAGMA integrity_check(100)",
		"SELECT 'a row of table ' || \"table\" || ' refers to a missing row of ' || parent "
		"FROM pragma_foreign_key_check LIMIT 100",
		"SELECT 'article ' || id || ' belongs to a story whose first article is missing' FROM "
		"article a "
		"WHERE story IS NOT NULL AND NOT EXISTS (SELECT 1 FROM article b WHERE b.row = a.story) "
		"LIMIT 100",
		"SELECT 'article ' || id || ' has a day outside of 1900 to 9999' FROM article "
		"WHERE day IS NOT NULL AND day NOT BETWEEN -25567 AND 2932896 LIMIT 100",
		"SELECT 'article ' || a.id || ' has labels but is not marked as labelled' FROM article a "
		"WHERE NOT a.labelled AND EXISTS (SELECT 1 FROM label l WHERE l.article = a.row) LIMIT 100",
		"SELECT 'article ' || a.id || ' has a probability outside of 0 to 1' FROM prediction p "
		"JOIN article a ON a.row = p.article WHERE p.probability NOT BETWEEN 0 AND 1 LIMIT 100",
	};
	struct checking c = {s, fn, payload, 0};
	enum dl_status st = DL_OK;

	for (size_t i = 0; i < sizeof queries / sizeof *queries && st == DL_OK; i++)
		st = each_sentence(&c, queries[i], err);
	*problems = c.n;
	return st;
}

static int copy_between(sqlite3 *to, sqlite3 *from)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
	int code = b ? sqlite3_backup_step(b, -1) : sqlite3_errcode(to);
	int ended = b ? sqlite3_backup_finish(b) : code;

	return code == SQLITE_DONE ? ended : code;
}

// A handle in a transaction cannot be copied from: another one sees what was committed.
static enum dl_status copy_pages(struct store *s, const char *path, struct dl_err *err)
{
	sqlite3 *to = NULL, *from = s->db;
	int code = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (code == SQLITE_OK && !sqlite3_get_autocommit(s->db)) {
		from = NULL;
		code = sqlite3_open_v2(s->path, &from, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
	}
	if (code == SQLITE_OK)
		code = copy_between(to, from);
	// One file: no log may be left beside it.
	if (code == SQLITE_OK)
		code = sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
	sqlite3_close(to);
	if (from != s->db)
		sqlite3_close(from);
	if (code == SQLITE_OK)
		return DL_OK;
	return code == SQLITE_NOMEM ? err_nomem(err)
				    : err_set(err, DL_EIO, "cannot copy store '%s' to '%s': %s", s->path,
					      path, sqlite3_errstr(code));
}

static enum dl_status folder_sync(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf folder = {0};
	int fd;

	buf_add(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
	buf_adds(&folder, slash ? "" : ".");
	fd = buf_failed(&folder) ? -1 : open(folder.ptr, O_RDONLY | O_CLOEXEC);
	buf_release(&folder);
	if (fd < 0)
		return DL_EIO;
	fsync(fd);
	close(fd);
	return DL_OK;
}

enum dl_status store_backup(struct store *s, const char *path, struct dl_err *err)
{
	struct buf temporary = {0};
	enum dl_status st;
	int fd = -1;

	if (file_exists(path))
		return err_set(err, DL_EINVAL, "'%s' exists; name a file that does not", path);
	st = file_temp(&temporary, &fd, path, err);
	if (fd >= 0) {
		st = copy_pages(s, temporary.ptr, err);
		if (st == DL_OK && (fsync(fd) || link(temporary.ptr, path)))
			st = err_set(err, DL_EIO, "cannot write '%s': %s", path, strerror(errno));
		unlink(temporary.ptr);
		close(fd);
	}
	if (st == DL_OK)
		folder_sync(path);
	buf_release(&temporary);
	return st;
}

static uint64_t size_of(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && info.st_size > 0 ? (uint64_t)info.st_size : 0;
}

enum dl_status store_compact(struct store *s, uint64_t *before, uint64_t *after, struct dl_err *err)
{
	enum dl_status st = store_exec(s, "PRAGMA wal_checkpoint(TRUNCATE)", err);

	*before = size_of(s->path);
	if (st == DL_OK)
		st = store_exec(s, "VACUUM; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)", err);
	*after = size_of(s->path);
	return st;
}

// SPDX-License-Identifier: MIT
#include "corpus/store_care.h"
#include "corpus/store_internal.h"

#include "base/file.h"

#include <errno.h>
#include <sys/stat.h>

static const char schema_1[] =
	"CREATE TABLE article ("
	"  row INTEGER PRIMARY KEY,"
	"  id TEXT NOT NULL UNIQUE CHECK (id <> ''),"
	"  url TEXT, source TEXT, place TEXT, agency TEXT, title TEXT, lang TEXT, split TEXT,"
	"  day INTEGER, instant INTEGER, second INTEGER,"
	"  grade TEXT NOT NULL CHECK (grade IN ('exact', 'day', 'inferred-year', 'file', 'none')),"
	"  date_from TEXT,"
	"  id_given INTEGER NOT NULL CHECK (id_given IN (0, 1)),"
	"  labelled INTEGER NOT NULL DEFAULT 0 CHECK (labelled IN (0, 1)),"
	"  story INTEGER,"
	"  content INTEGER NOT NULL,"
	"  text TEXT NOT NULL"
	") STRICT;"
	"CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;"
	"CREATE INDEX article_content ON article (content);"
	"CREATE INDEX article_date ON article (day IS NULL, day, id);"
	"CREATE INDEX article_story ON article (story);"
	"CREATE TABLE label ("
	"  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  topic TEXT NOT NULL CHECK (topic <> ''),"
	"  PRIMARY KEY (article, topic)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX label_topic ON label (topic, article);"
	"CREATE TABLE model ("
	"  row INTEGER PRIMARY KEY,"
	"  id TEXT NOT NULL UNIQUE CHECK (id <> ''),"
	"  name TEXT NOT NULL, made TEXT NOT NULL,"
	"  documents INTEGER NOT NULL, terms INTEGER NOT NULL,"
	"  used INTEGER NOT NULL UNIQUE"
	") STRICT;"
	"CREATE TABLE model_topic ("
	"  model INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,"
	"  number INTEGER NOT NULL,"
	"  topic TEXT NOT NULL,"
	"  platt_a REAL, platt_b REAL, threshold REAL,"
	"  hessian_aa REAL, hessian_ab REAL, hessian_bb REAL,"
	"  mean REAL, mean_a REAL, mean_b REAL,"
	"  tp INTEGER NOT NULL, n1 INTEGER NOT NULL, fp INTEGER NOT NULL, n0 INTEGER NOT NULL,"
	"  PRIMARY KEY (model, number), UNIQUE (model, topic)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE classified ("
	"  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  model INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,"
	"  abstained TEXT, unknown REAL,"
	"  PRIMARY KEY (article, model)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE prediction ("
	"  article INTEGER NOT NULL, model INTEGER NOT NULL, topic INTEGER NOT NULL,"
	"  probability REAL, chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),"
	"  PRIMARY KEY (article, model, topic),"
	"  FOREIGN KEY (article, model) REFERENCES classified ON DELETE CASCADE,"
	"  FOREIGN KEY (model, topic) REFERENCES model_topic ON DELETE CASCADE"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE sketch ("
	"  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,"
	"  shingles INTEGER NOT NULL,"
	"  hashes BLOB NOT NULL"
	") STRICT;"
	// The ISO week of a day is that of its Thursday.
	"CREATE VIEW dated AS"
	"  SELECT row, id, date(day * 86400, 'unixepoch') AS date,"
	"    strftime('%Y', thursday * 86400, 'unixepoch') || '-W' ||"
	"      printf('%02d', (strftime('%j', thursday * 86400, 'unixepoch') - 1) / 7 + 1) AS week,"
	"    ifnull(story, row) AS story, source, lang, title"
	"  FROM (SELECT *, day - (day + 3) % 7 + 3 AS thursday FROM article WHERE day >= 0);"
	"CREATE VIEW article_topic AS"
	"  SELECT article, topic, 1.0 AS probability, 'label' AS origin FROM label"
	"  UNION ALL"
	"  SELECT p.article, t.topic, p.probability, 'model'"
	"  FROM prediction p"
	"  JOIN model m ON m.row = p.model AND m.used = (SELECT max(used) FROM model)"
	"  JOIN model_topic t ON t.model = p.model AND t.number = p.topic"
	"  JOIN article a ON a.row = p.article AND NOT a.labelled"
	"  WHERE p.chosen;"
	"CREATE VIEW weekly AS"
	"  SELECT d.week, t.topic, count(*) AS articles, count(DISTINCT d.story) AS stories"
	"  FROM dated d JOIN article_topic t ON t.article = d.row"
	"  GROUP BY d.week, t.topic;"
	"CREATE VIEW story AS"
	"  SELECT g.story, date(a.day * 86400, 'unixepoch') AS date, g.articles, a.id AS first, a.title"
	"  FROM (SELECT ifnull(story, row) AS story, count(*) AS articles FROM article GROUP BY 1) g"
	"  JOIN article a ON a.row = g.story;";

// An article is known by its address in whatever way it is linked to.
static const char schema_2[] =
	"ALTER TABLE article ADD COLUMN canonical TEXT;"
	"UPDATE article SET canonical = canonical_url(url) WHERE url IS NOT NULL;"
	"DROP INDEX article_url;"
	"CREATE INDEX article_canonical ON article (canonical) WHERE canonical IS NOT NULL;";

// Labels that a person decided, and how the article came before that person: see store_review.h.
static const char schema_3[] =
	"CREATE TABLE review ("
	"  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,"
	"  how TEXT NOT NULL CHECK (how IN ('hand', 'pick', 'audit')),"
	"  model INTEGER REFERENCES model ON DELETE SET NULL,"
	"  decided INTEGER NOT NULL,"
	"  seed INTEGER"
	") STRICT;"
	"CREATE VIEW audit AS"
	"  SELECT m.id AS model, t.topic, count(*) AS articles,"
	"    sum(p.chosen AND l.topic IS NOT NULL) AS tp, sum(l.topic IS NOT NULL) AS n1,"
	"    sum(p.chosen AND l.topic IS NULL) AS fp, sum(l.topic IS NULL) AS n0"
	"  FROM review r JOIN model m ON m.row = r.model"
	"  JOIN article a ON a.row = r.article AND a.labelled"
	"  JOIN prediction p ON p.article = r.article AND p.model = r.model"
	"  JOIN model_topic t ON t.model = p.model AND t.number = p.topic"
	"  LEFT JOIN label l ON l.article = r.article AND l.topic = t.topic"
	"  WHERE r.how = 'audit' GROUP BY m.row, t.number;";

// What drift is judged by: the words that a model leaves unknown, the bins of its out-of-fold decision
// values.
static const char schema_4[] =
	"ALTER TABLE model ADD COLUMN unseen REAL;"
	"CREATE TABLE model_bin ("
	"  model INTEGER NOT NULL, number INTEGER NOT NULL, bin INTEGER NOT NULL CHECK (bin BETWEEN 0 AND 9),"
	"  upper REAL, positives INTEGER NOT NULL, negatives INTEGER NOT NULL,"
	"  PRIMARY KEY (model, number, bin),"
	"  FOREIGN KEY (model, number) REFERENCES model_topic ON DELETE CASCADE"
	") STRICT, WITHOUT ROWID;";

// Number n brings a store of version n-1 to version n. Never edit one that was released: add the next.
static const char *const migrations[] = {schema_1, schema_2, schema_3, schema_4};

enum { NEWEST = sizeof migrations / sizeof *migrations };

// A store that holds something is copied to PATH.v1 (its old version) first; a copy that lies there stays.
static enum dl_status keep_copy(struct store *s, int64_t version, struct dl_err *err)
{
	struct buf path = {0};
	enum dl_status st = DL_OK;

	if (version == 0)
		return DL_OK;
	buf_addf(&path, "%s.v%lld", s->path, (long long)version);
	if (buf_failed(&path))
		st = err_nomem(err);
	else if (!file_exists(path.ptr))
		st = store_backup(s, path.ptr, err);
	buf_release(&path);
	return st;
}

static enum dl_status migrate_from(
	struct store *s, int64_t version, const char *const *steps, size_t n, struct dl_err *err)
{
	char pragma[96];
	enum dl_status st = keep_copy(s, version, err);

	for (size_t v = (size_t)version; v < n && st == DL_OK; v++)
		st = store_exec(s, steps[v], err);
	snprintf(pragma, sizeof pragma, "PRAGMA application_id = %d; PRAGMA user_version = %zu;",
		STORE_APPLICATION_ID, n);
	return st == DL_OK ? store_exec(s, pragma, err) : st;
}

static enum dl_status version_read(struct store *s, size_t newest, int64_t *version, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE, "PRAGMA user_version", err);

	st = st == DL_OK ? query_run(&q, version, err) : st;
	if (st == DL_OK && (*version < 0 || *version > (int64_t)newest))
		return err_set(err, DL_EVERSION,
			"store '%s' has version %lld, this program knows up to %zu; use a newer dateline",
			s->path, (long long)*version, newest);
	return st;
}

enum dl_status store_migrate_by(struct store *s, const char *const *steps, size_t n, struct dl_err *err)
{
	int64_t version = 0;
	enum dl_status st = version_read(s, n, &version, err);

	if (st != DL_OK || version == (int64_t)n)
		return st;
	st = store_exec(s, "BEGIN IMMEDIATE", err);
	if (st != DL_OK)
		return st;
	st = version_read(s, n, &version, err); // another process may have been faster
	if (st == DL_OK && version < (int64_t)n)
		st = migrate_from(s, version, steps, n, err);
	if (st == DL_OK)
		st = store_exec(s, "COMMIT", err);
	if (st != DL_OK)
		store_exec(s, "ROLLBACK", NULL);
	return st;
}

enum dl_status store_migrate(struct store *s, struct dl_err *err)
{
	return store_migrate_by(s, migrations, NEWEST, err);
}

enum { HEADER = 100, APPLICATION_ID_AT = 68 };

static enum dl_status header_check(
	const char *path, const unsigned char *header, size_t n, struct dl_err *err)
{
	const unsigned char *id = header + APPLICATION_ID_AT;

	if (n == HEADER && memcmp(header, "SQLite format 3", 16) == 0) {
		if (((uint32_t)id[0] << 24 | (uint32_t)id[1] << 16 | (uint32_t)id[2] << 8 | id[3]) ==
			STORE_APPLICATION_ID)
			return DL_OK;
		return err_set(err, DL_EFORMAT,
			"'%s' is an SQLite database of another program, not a dateline store; it was left "
			"untouched, name another file with '--db'",
			path);
	}
	return err_set(err, DL_EFORMAT,
		"'%s' is not a dateline store; it was left untouched, name another file with '--db'", path);
}

enum dl_status store_probe(const char *path, bool *fresh, struct dl_err *err)
{
	unsigned char header[HEADER];
	struct stat info;
	FILE *f;
	size_t n;

	*fresh = false;
	if (stat(path, &info) != 0) {
		*fresh = errno == ENOENT;
		return *fresh ? DL_OK
			      : err_set(err, DL_EIO, "cannot open store '%s': %s", path, strerror(errno));
	}
	if (S_ISDIR(info.st_mode))
		return err_set(
			err, DL_EIO, "'%s' is a folder, a store is a file; name one with '--db'", path);
	if (!S_ISREG(info.st_mode))
		return err_set(err, DL_EIO, "'%s' is not a regular file; name a store with '--db'", path);
	*fresh = info.st_size == 0;
	if (*fresh)
		return DL_OK;
	f = fopen(path, "rb");
	if (!f)
		return err_set(err, DL_EIO, "cannot open store '%s': %s", path, strerror(errno));
	n = fread(header, 1, sizeof header, f);
	fclose(f);
	return header_check(path, header, n, err);
}

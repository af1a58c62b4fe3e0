// SPDX-License-Identifier: MIT
#include "corpus/store_internal.h"

enum { MAX_WORDS = 32, MAX_PARAMETERS = 8 + MAX_WORDS };

// A SELECT that grows with the filter. Only fixed text goes into `sql`; what the user gave is bound.
struct builder {
	struct buf sql;
	struct {
		struct str text; // {NULL, 0}: a number
		int64_t number;
	} parameters[MAX_PARAMETERS];
	int n;
};

static void add_text(struct builder *b, const char *sql, struct str text)
{
	buf_adds(&b->sql, sql);
	b->parameters[b->n++].text = text;
}

static void add_number(struct builder *b, const char *sql, int64_t number)
{
	buf_adds(&b->sql, sql);
	b->parameters[b->n++].number = number;
}

static struct str next_word(const char **at)
{
	const char *start;

	while (ascii_is_space(**at))
		++*at;
	start = *at;
	while (**at && !ascii_is_space(**at))
		++*at;
	return (struct str){start, (size_t)(*at - start)};
}

static enum dl_status add_search(struct builder *b, const char *search, struct dl_err *err)
{
	struct str word;

	for (int n = 0; (word = next_word(&search)).len; n++) {
		if (n == MAX_WORDS)
			return err_set(err, DL_EINVAL, "more than %d words to search for", MAX_WORDS);
		add_text(b, "", word);
		buf_addf(&b->sql, " AND (holds(a.title, ?%d) OR holds(a.text, ?%d))", b->n, b->n);
	}
	return DL_OK;
}

static void add_topic(struct builder *b, const char *topic)
{
	add_text(b, "", str_from(topic));
	buf_addf(&b->sql,
		" AND iif(a.labelled, EXISTS (SELECT 1 FROM label l WHERE l.article = a.row AND l.topic = "
		"?%d), "
		"EXISTS (SELECT 1 FROM prediction p JOIN model_topic t ON t.model = p.model AND t.number = "
		"p.topic "
		"WHERE p.article = a.row AND p.model = (SELECT row FROM model ORDER BY used DESC LIMIT 1) "
		"AND p.chosen "
		"AND t.topic = ?%d))",
		b->n, b->n);
}

static enum dl_status add_filter(struct builder *b, const struct store_filter *f, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	buf_adds(&b->sql, " WHERE 1");
	if (f->from != DATE_NONE)
		add_number(b, " AND a.day >= ?", f->from);
	if (f->to != DATE_NONE)
		add_number(b, " AND a.day <= ?", f->to);
	if (f->source)
		add_text(b, " AND a.source = ?", str_from(f->source));
	if (f->lang)
		add_text(b, " AND a.lang = ?", str_from(f->lang));
	if (f->split)
		add_text(b, " AND a.split = ?", str_from(f->split));
	if (f->labelled)
		buf_adds(&b->sql, " AND a.labelled");
	if (f->unlabelled)
		buf_adds(&b->sql, " AND NOT a.labelled");
	if (f->topic)
		add_topic(b, f->topic);
	if (f->search)
		st = add_search(b, f->search, err);
	buf_adds(&b->sql, " ORDER BY a.day IS NULL, a.day, a.id");
	if (f->limit > 0)
		add_number(b, " LIMIT ?", f->limit);
	return st;
}

static enum dl_status walk(
	struct store *s, struct builder *b, store_article_fn *fn, void *payload, struct dl_err *err)
{
	struct article a = {0};
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE, b->sql.ptr, err);

	if (st != DL_OK)
		return st;
	for (int i = 0; i < b->n; i++)
		if (b->parameters[i].text.ptr)
			query_str(&q, b->parameters[i].text);
		else
			query_int(&q, b->parameters[i].number);
	while ((st = query_step(&q, err)) == DL_OK) {
		st = article_from_row(&a, &q, err);
		if (st == DL_OK)
			st = fn(payload, &a, err);
		if (st != DL_OK)
			goto out;
	}
	st = st == DL_END ? DL_OK : st;
out:
	query_end(&q);
	article_release(&a);
	return st;
}

enum dl_status store_each(struct store *s, const struct store_filter *f, store_article_fn *fn, void *payload,
	struct dl_err *err)
{
	struct builder b = {.n = 0};
	enum dl_status st;

	buf_adds(&b.sql, "SELECT " ARTICLE_COLUMNS " FROM article a");
	st = add_filter(&b, f, err);
	if (st == DL_OK && buf_failed(&b.sql))
		st = err_nomem(err);
	if (st == DL_OK)
		st = walk(s, &b, fn, payload, err);
	buf_release(&b.sql);
	return st;
}

enum dl_status store_get(struct store *s, const char *id, struct article *out, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(
		&q, s, READ_ARTICLE, "SELECT " ARTICLE_COLUMNS " FROM article a WHERE a.id = ?1", err);

	if (st != DL_OK)
		return st;
	query_str(&q, str_from(id));
	st = query_step(&q, err);
	if (st == DL_OK)
		st = article_from_row(out, &q, err);
	else if (st == DL_END)
		st = err_set(err, DL_ENOTFOUND,
			"the store has no article '%s'; 'dateline corpus list' shows them", id);
	query_end(&q);
	return st;
}

enum dl_status store_counts(struct store *s, struct store_counts *out, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, ONCE,
		"SELECT count(*), count(*) - count(day), ifnull(sum(labelled), 0), count(DISTINCT "
		"ifnull(story, row)), "
		"min(day), max(day), (SELECT count(*) FROM classified WHERE model = "
		"(SELECT row FROM model ORDER BY used DESC LIMIT 1)) FROM article",
		err);

	if (st != DL_OK)
		return st;
	st = query_step(&q, err);
	if (st == DL_OK)
		*out = (struct store_counts){.articles = (uint64_t)sqlite3_column_int64(q.stmt, 0),
			.undated = (uint64_t)sqlite3_column_int64(q.stmt, 1),
			.labelled = (uint64_t)sqlite3_column_int64(q.stmt, 2),
			.stories = (uint64_t)sqlite3_column_int64(q.stmt, 3),
			.first = column_day(&q, 4),
			.last = column_day(&q, 5),
			.classified = (uint64_t)sqlite3_column_int64(q.stmt, 6)};
	query_end(&q);
	return st;
}

static const char *tally_sql(const char *what)
{
	static const char *const known[][2] = {
		{"source", "SELECT source, count(*) FROM article WHERE source IS NOT NULL GROUP BY 1 ORDER "
			   "BY 2 DESC, 1"},
		{"lang", "SELECT lang, count(*) FROM article WHERE lang IS NOT NULL GROUP BY 1 ORDER BY 2 "
			 "DESC, 1"},
		{"label", "SELECT topic, count(*) FROM label GROUP BY 1 ORDER BY 2 DESC, 1"},
		{"grade", "SELECT grade, count(*) FROM article GROUP BY 1 ORDER BY 2 DESC, 1"},
		{"year", "SELECT strftime('%Y', day * 86400, 'unixepoch'), count(*) FROM article WHERE day "
			 "IS NOT NULL "
			 "GROUP BY 1 ORDER BY 2 DESC, 1"},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(what, known[i][0]) == 0)
			return known[i][1];
	return NULL;
}

enum dl_status store_tally(struct store *s, const char *what,
	void (*fn)(void *payload, const char *name, uint64_t count), void *payload, struct dl_err *err)
{
	const char *sql = tally_sql(what);
	struct query q;
	enum dl_status st;

	if (!sql)
		return err_set(err, DL_EINVAL,
			"cannot count by '%s'; source, lang, label, grade or year can be counted", what);
	st = query_start(&q, s, ONCE, sql, err);
	if (st != DL_OK)
		return st;
	while ((st = query_step(&q, err)) == DL_OK)
		fn(payload, column_str(&q, 0).ptr ? column_str(&q, 0).ptr : "",
			(uint64_t)sqlite3_column_int64(q.stmt, 1));
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

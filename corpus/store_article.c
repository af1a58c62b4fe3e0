// SPDX-License-Identifier: MIT
#include "corpus/store_internal.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "corpus/canonical.h"

enum { DAY_SECONDS = 86400 };

// What stands in the store under the same id, url or content.
struct known {
	int64_t row; // 0: none
	int32_t day;
	enum date_grade grade;
	int64_t content;
};

// Over title and text, kept apart. SQLite has signed integers only.
static int64_t content_hash(const struct article *a)
{
	return (int64_t)hash64(a->text.ptr, a->text.len, hash64(a->title.ptr, a->title.len, 0));
}

// A record that brings only labels or a date for an article leaves its words alone.
static bool is_bare(const struct article *a)
{
	return !a->text.len && !a->title.len;
}

static enum dl_status find(struct query *q, struct known *k, struct dl_err *err)
{
	enum dl_status st = query_step(q, err);

	if (st == DL_OK)
		*k = (struct known){sqlite3_column_int64(q->stmt, 0), column_day(q, 1),
			date_grade_parse(column_str(q, 2)), sqlite3_column_int64(q->stmt, 3)};
	query_end(q);
	return st == DL_END ? DL_OK : st;
}

static enum dl_status find_id(struct store *s, struct str id, struct known *k, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, FIND_ID, SQL_FIND_ID, err);

	if (st != DL_OK)
		return st;
	query_str(&q, id);
	return find(&q, k, err);
}

// The same address, unless both are dated and on different days: then it is the address of a list of
// articles.
static enum dl_status find_url(struct store *s, const struct article *a, struct known *k, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, FIND_URL,
		"SELECT row, day, grade, content FROM article WHERE canonical = ?1 AND (day IS NULL OR ?2 IS "
		"NULL "
		"OR day = ?2) "
		"ORDER BY row LIMIT 1",
		err);

	if (st != DL_OK)
		return st;
	query_str(&q, buf_str(&s->canonical));
	if (a->date.day == DATE_NONE)
		query_null(&q);
	else
		query_int(&q, a->date.day);
	return find(&q, k, err);
}

static enum dl_status find_content(
	struct store *s, const struct article *a, struct known *k, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, FIND_CONTENT,
		"SELECT row, day, grade, content FROM article WHERE content = ?1 AND ifnull(title, '') = ?2 "
		"AND text = ?3 "
		"ORDER BY row LIMIT 1",
		err);

	if (st != DL_OK)
		return st;
	query_int(&q, content_hash(a));
	query_str(&q, a->title.ptr ? a->title : STR(""));
	query_str(&q, a->text.ptr ? a->text : STR(""));
	return find(&q, k, err);
}

// Parameters 1 to 15, the same for adding and updating.
static void bind_article(
	struct query *q, const struct store *s, const struct article *a, bool dated, int64_t content)
{
	const struct moment *m = &a->date;

	query_str(q, a->url);
	query_str(q, a->source);
	query_str(q, a->place);
	query_str(q, a->agency);
	query_str(q, a->title);
	query_str(q, a->lang);
	query_str(q, a->split);
	dated ? query_int(q, m->day) : query_null(q);
	dated && m->has_instant ? query_int(q, m->instant) : query_null(q);
	dated && m->has_time ? query_int(q, m->second) : query_null(q);
	query_str(q, str_from(date_grade_name(dated ? a->grade : GRADE_NONE)));
	query_str(q, dated ? a->date_from : (struct str){NULL, 0});
	query_int(q, content);
	query_str(q, a->text.ptr ? a->text : STR(""));
	query_str(q, s->canonical.len ? buf_str(&s->canonical) : (struct str){NULL, 0});
}

// The row of the next article: above all that are there, and above all sketches, which says that it has not
// been compared yet (story_group.h). Within a transaction nobody else adds any.
static enum dl_status next_row(struct store *s, int64_t *row, struct dl_err *err)
{
	struct query q;
	enum dl_status st = DL_OK;

	if (!s->last_given) {
		st = query_start(&q, s, ONCE,
			"SELECT max(0, ifnull((SELECT max(row) FROM article), 0), ifnull((SELECT "
			"max(article) "
			"FROM sketch), 0))",
			err);
		if (st == DL_OK)
			st = query_run(&q, &s->last_given, err);
	}
	if (st == DL_OK && s->last_given == INT64_MAX)
		st = err_set(err, DL_EIO, "store '%s' has no number left for another article", s->path);
	*row = st == DL_OK ? ++s->last_given : 0;
	return st;
}

// It begins as a story of its own.
static enum dl_status insert(struct store *s, const struct article *a, int64_t *row, struct dl_err *err)
{
	struct query q;
	enum dl_status st = next_row(s, row, err);

	if (st != DL_OK)
		return st;
	st = query_start(&q, s, INSERT_ARTICLE,
		"INSERT INTO article (url, source, place, agency, title, lang, split, day, instant, second, "
		"grade, "
		"date_from, content, text, canonical, id, id_given, labelled, row, story) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
		"?19, ?19)",
		err);

	if (st != DL_OK)
		return st;
	bind_article(&q, s, a, a->date.day != DATE_NONE, content_hash(a));
	query_str(&q, a->id);
	query_int(&q, a->id_given);
	query_int(&q, a->labelled);
	query_int(&q, *row);
	st = query_run(&q, NULL, err);
	if (st == DL_OK && a->labelled)
		st = store_labels_insert(s, *row, a->labels, a->n_labels, err);
	return st;
}

// The article's whole story is grouped afresh: it may have been what held the others together.
static enum dl_status ungroup(struct store *s, int64_t row, bool rewritten, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	if (rewritten)
		st = query_with_row(s, FORGET_SKETCH, "DELETE FROM sketch WHERE article = ?1", row, err);
	if (st != DL_OK)
		return st;
	return query_with_row(s, UNGROUP,
		"UPDATE article SET story = NULL WHERE row = ?1 OR story = (SELECT story FROM article WHERE "
		"row = ?1)",
		row, err);
}

// Another way of writing the same address changes nothing.
#define SQL_NEW_URL "url = iif(canonical = ?15, url, ifnull(?1, url))"

// What the new version does not say stays. A date gives way to one of at least its own worth only.
static enum dl_status update(
	struct store *s, const struct article *a, const struct known *k, bool *changed, struct dl_err *err)
{
	bool dated = a->date.day != DATE_NONE && (k->day == DATE_NONE || a->grade <= k->grade);
	int64_t content = is_bare(a) ? k->content : content_hash(a);
	bool moved = dated && a->date.day != k->day, rewritten = content != k->content;
	struct query q;
	enum dl_status st = query_start(&q, s, UPDATE_ARTICLE,
		"UPDATE article SET " SQL_NEW_URL
		", canonical = ifnull(?15, canonical), source = ifnull(?2, source), "
		"place = ifnull(?3, place), agency = ifnull(?4, agency), title = iif(content = ?13, title, "
		"?5), "
		"lang = ifnull(?6, lang), split = ifnull(?7, split), day = iif(?8 IS NULL, day, ?8), "
		"instant = iif(?8 IS NULL, instant, ?9), second = iif(?8 IS NULL, second, ?10), "
		"grade = iif(?8 IS NULL, grade, ?11), date_from = iif(?8 IS NULL, date_from, ?12), content = "
		"?13, "
		"text = iif(content = ?13, text, ?14) "
		"WHERE row = ?16 AND (content <> ?13 OR canonical IS NOT ifnull(?15, canonical) OR "
		"?15 IS NULL AND url IS NOT ifnull(?1, url) OR source IS NOT ifnull(?2, source) OR "
		"place IS NOT ifnull(?3, place) OR agency IS NOT ifnull(?4, agency) OR "
		"lang IS NOT ifnull(?6, lang) OR split IS NOT ifnull(?7, split) OR ?8 IS NOT NULL AND "
		"(day IS NOT ?8 OR instant IS NOT ?9 OR second IS NOT ?10 OR grade IS NOT ?11))",
		err);

	if (st != DL_OK)
		return st;
	bind_article(&q, s, a, dated, content);
	query_int(&q, k->row);
	st = query_run(&q, NULL, err);
	*changed = st == DL_OK && sqlite3_changes(s->db) > 0;
	if (st == DL_OK && (moved || rewritten))
		st = ungroup(s, k->row, rewritten, err);
	if (st == DL_OK && rewritten) {
		s->seen_row = 0;
		st = query_with_row(
			s, FORGET_PREDICTIONS, "DELETE FROM classified WHERE article = ?1", k->row, err);
	}
	return st;
}

// The stored article that `a` is a version of, and whether it is so by its content alone.
static enum dl_status find_known(
	struct store *s, const struct article *a, struct known *k, bool *copy, struct dl_err *err)
{
	enum dl_status st = find_id(s, a->id, k, err);

	*copy = false;
	if (st != DL_OK || k->row || a->id_given)
		return st;
	if (!is_bare(a))
		st = find_content(s, a, k, err);
	*copy = k->row != 0;
	if (st == DL_OK && !k->row && s->canonical.len)
		st = find_url(s, a, k, err);
	return st;
}

static enum dl_status add(
	struct store *s, const struct article *a, enum store_added *what, struct dl_err *err)
{
	struct known k = {.row = 0, .day = DATE_NONE, .grade = GRADE_NONE};
	bool copy, changed = false;
	enum dl_status st;

	buf_clear(&s->canonical);
	canonical_url(&s->canonical, a->url.ptr ? a->url : STR(""));
	if (buf_failed(&s->canonical))
		return err_nomem(err);
	st = find_known(s, a, &k, &copy, err);
	if (st != DL_OK)
		return st;
	if (!k.row) {
		*what = STORE_ADDED;
		st = insert(s, a, &k.row, err);
	} else {
		if (!copy)
			st = update(s, a, &k, &changed, err);
		if (st == DL_OK)
			st = store_labels_replace(s, k.row, a, &changed, err);
		*what = changed ? STORE_UPDATED : STORE_DUPLICATE;
	}
	s->last_row = st == DL_OK ? k.row : 0;
	buf_clear(&s->last_id);
	buf_addstr(&s->last_id, a->id);
	return st == DL_OK && buf_failed(&s->last_id) ? err_nomem(err) : st;
}

enum dl_status store_add(struct store *s, const struct article *a, enum store_added *what, struct dl_err *err)
{
	bool own = sqlite3_get_autocommit(s->db);
	enum dl_status st;

	if (!a->id.len)
		return err_set(err, DL_EINVAL, "an article without an id cannot be stored");
	st = own ? store_begin(s, err) : DL_OK;
	if (st == DL_OK)
		st = add(s, a, what, err);
	if (own && st == DL_OK)
		st = store_commit(s, err);
	if (own && st != DL_OK)
		store_rollback(s);
	return st;
}

// A text as articles promise it: valid UTF-8, no NUL inside; other programs may have written the store.
static enum dl_status copy_column(
	struct str *out, struct article *a, const struct query *q, int column, struct dl_err *err)
{
	struct str text = column_str(q, column);
	const char *nul = text.len ? memchr(text.ptr, '\0', text.len) : NULL;
	struct buf repaired = {0};

	if (!text.ptr)
		return DL_OK;
	if (nul)
		text.len = (size_t)(nul - text.ptr);
	if (utf8_bad(text)) {
		utf8_repair(&repaired, text);
		text = buf_str(&repaired);
	}
	*out = arena_copy(&a->mem, text);
	if (buf_failed(&repaired))
		out->ptr = NULL;
	buf_release(&repaired);
	return out->ptr ? DL_OK : err_nomem(err);
}

static void date_from_row(struct article *a, const struct query *q)
{
	struct moment *m = &a->date;

	m->day = column_day(q, 12);
	if (m->day == DATE_NONE)
		return;
	a->grade = date_grade_parse(column_str(q, 11));
	m->instant = sqlite3_column_int64(q->stmt, 13);
	m->has_instant = sqlite3_column_type(q->stmt, 13) == SQLITE_INTEGER &&
			 m->instant / DAY_SECONDS >= m->day - 2 && m->instant / DAY_SECONDS <= m->day + 2;
	m->second = sqlite3_column_int(q->stmt, 14);
	m->has_time = sqlite3_column_type(q->stmt, 14) == SQLITE_INTEGER && m->second >= 0 &&
		      m->second < DAY_SECONDS;
}

static enum dl_status labels_read(struct article *a, struct store *s, int64_t row, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, READ_TOPICS, SQL_READ_TOPICS, err);

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	while ((st = query_step(&q, err)) == DL_OK) {
		st = article_add_label(a, column_str(&q, 0), err);
		if (st != DL_OK)
			break;
	}
	query_end(&q);
	return st == DL_END ? DL_OK : st;
}

enum dl_status article_from_row(struct article *out, const struct query *q, struct dl_err *err)
{
	struct str *const fields[] = {&out->id, &out->url, &out->source, &out->place, &out->agency,
		&out->title, &out->lang, &out->text, &out->split, &out->date_from};
	enum dl_status st = DL_OK;

	article_reset(out);
	for (int i = 0; i < 10 && st == DL_OK; i++)
		st = copy_column(fields[i], out, q, i + 1, err);
	if (st != DL_OK)
		return st;
	date_from_row(out, q);
	out->id_given = sqlite3_column_int(q->stmt, 15) != 0;
	out->labelled = sqlite3_column_int(q->stmt, 16) != 0;
	return out->labelled ? labels_read(out, q->s, sqlite3_column_int64(q->stmt, 0), err) : DL_OK;
}

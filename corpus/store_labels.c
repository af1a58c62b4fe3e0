// SPDX-License-Identifier: MIT
#include "corpus/store_internal.h"

// *same: the article is labelled, with just these.
static enum dl_status labels_same(
	struct store *s, int64_t row, const struct article *a, bool *same, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, READ_LABELS,
		"SELECT l.topic, a.labelled FROM article a LEFT JOIN label l ON l.article = a.row WHERE "
		"a.row = ?1 "
		"ORDER BY l.topic",
		err);
	size_t n = 0;

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	*same = true;
	while ((st = query_step(&q, err)) == DL_OK) {
		struct str topic = column_str(&q, 0);

		if (!sqlite3_column_int(q.stmt, 1))
			*same = false;
		if (topic.ptr && (n >= a->n_labels || !str_eq(topic, a->labels[n])))
			*same = false;
		n += topic.ptr != NULL;
	}
	query_end(&q);
	*same = *same && n == a->n_labels;
	return st == DL_END ? DL_OK : st;
}

enum dl_status store_labels_insert(
	struct store *s, int64_t row, const struct str *labels, size_t n, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	struct query q;

	for (size_t i = 0; i < n && st == DL_OK; i++) {
		st = query_start(
			&q, s, INSERT_LABEL, "INSERT INTO label (article, topic) VALUES (?1, ?2)", err);
		if (st != DL_OK)
			break;
		query_int(&q, row);
		query_str(&q, labels[i]);
		st = query_run(&q, NULL, err);
	}
	return st;
}

enum dl_status store_labels_write(
	struct store *s, int64_t row, const struct str *labels, size_t n, struct dl_err *err)
{
	enum dl_status st =
		query_with_row(s, MARK_LABELLED, "UPDATE article SET labelled = 1 WHERE row = ?1", row, err);

	return st == DL_OK ? store_labels_insert(s, row, labels, n, err) : st;
}

enum dl_status store_labels_delete(struct store *s, int64_t row, struct dl_err *err)
{
	return query_with_row(s, DELETE_LABELS, "DELETE FROM label WHERE article = ?1", row, err);
}

static enum dl_status is_reviewed(struct store *s, int64_t row, int64_t *reviewed, struct dl_err *err)
{
	struct query q;
	enum dl_status st = query_start(&q, s, READ_REVIEW, "SELECT 1 FROM review WHERE article = ?1", err);

	if (st != DL_OK)
		return st;
	query_int(&q, row);
	return query_run(&q, reviewed, err);
}

enum dl_status store_labels_replace(
	struct store *s, int64_t row, const struct article *a, bool *changed, struct dl_err *err)
{
	bool same = true;
	int64_t reviewed = 0;
	enum dl_status st = a->labelled ? labels_same(s, row, a, &same, err) : DL_OK;

	if (st != DL_OK || same)
		return st;
	st = is_reviewed(s, row, &reviewed, err);
	if (st != DL_OK || reviewed) {
		s->labels_kept += reviewed != 0;
		return st;
	}
	*changed = true;
	st = store_labels_delete(s, row, err);
	return st == DL_OK ? store_labels_write(s, row, a->labels, a->n_labels, err) : st;
}

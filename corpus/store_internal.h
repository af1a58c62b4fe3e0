// SPDX-License-Identifier: MIT
// What the parts of the store share: the handle, its prepared statements, and a thin layer over SQLite that
// turns its codes into `enum dl_status`. Not for use outside corpus/.
#ifndef CORPUS_STORE_INTERNAL_H
#define CORPUS_STORE_INTERNAL_H

#include "base/buf.h"
#include "corpus/store.h"

#include <sqlite3.h>
#include <stdint.h>

// 'DTLN', at byte 68 of the file.
enum { STORE_APPLICATION_ID = 0x44544C4E };

// One a statement that is used often; it is prepared once a handle.
enum statement {
	ONCE, // prepared for this use, finalised by `query_end`
	FIND_ID,
	FIND_ROW,
	FIND_URL,
	FIND_CONTENT,
	INSERT_ARTICLE,
	UPDATE_ARTICLE,
	FORGET_SKETCH,
	UNGROUP,
	FORGET_PREDICTIONS,
	READ_LABELS,
	READ_REVIEW,
	READ_TOPICS,
	DELETE_LABELS,
	INSERT_LABEL,
	MARK_LABELLED,
	READ_ARTICLE,
	FIND_MODEL,
	INSERT_CLASSIFIED,
	DELETE_CLASSIFIED,
	INSERT_PREDICTION,
	INSERT_FOUR_PREDICTIONS,
	READ_PREDICTIONS,
	READ_TEXT,
	WRITE_SKETCH,
	MOVE_STORY,
	FIRST_OF_STORY,
	WALK_ARTICLES,
	WALK_CLASSIFIED,
	WALK_PREDICTIONS,
	N_STATEMENTS
};

struct store {
	sqlite3 *db;
	char *path;
	sqlite3_stmt *statements[N_STATEMENTS];
	struct buf canonical;    // address of the article being added
	struct buf last_id;      // the id last given to store_add ...
	int64_t last_row;        // ... and the article that it stands for; 0: none
	struct buf put_model_id; // the model whose prediction was put last in this transaction ...
	int64_t put_model;       // ... and its row; 0: none
	int64_t seen_row;        // for store_unclassified: every article up to here was classified ...
	int64_t seen_model;      // ... by this model
	int64_t last_given;      // the last row given to an article in this transaction, 0: not known
	uint64_t labels_kept;    // see store_labels_kept
};

// A statement on its way: start, bind its parameters in order, step, end. A failed binding is reported by the
// next step.
struct query {
	struct store *s;
	sqlite3_stmt *stmt;
	enum statement which;
	int at, code;
};

enum dl_status query_start(
	struct query *q, struct store *s, enum statement which, const char *sql, struct dl_err *err);
void query_str(struct query *q, struct str v); // NULL pointer: NULL. The bytes must live until query_end
void query_int(struct query *q, int64_t v);
void query_real(struct query *q, double v); // NaN: NULL
void query_null(struct query *q);
void query_blob(struct query *q, const void *data, size_t len);

// DL_OK: a row; DL_END: no more.
enum dl_status query_step(struct query *q, struct dl_err *err);
void query_end(struct query *q);

// Steps once and ends: DL_OK whether there was a row or not. `first`: the integer of column 0 if there was a
// row, may be NULL.
enum dl_status query_run(struct query *q, int64_t *first, struct dl_err *err);

// Starts a statement whose only parameter is `row`, and runs it.
enum dl_status query_with_row(
	struct store *s, enum statement which, const char *sql, int64_t row, struct dl_err *err);

// A text column as it lies there: valid until the next step; {NULL, 0} for NULL.
struct str column_str(const struct query *q, int column);

// A day column; DATE_NONE for NULL and for what is no day.
int32_t column_day(const struct query *q, int column);
double column_real(const struct query *q, int column); // NaN for NULL

// Several statements without parameters or rows.
enum dl_status store_exec(struct store *s, const char *sql, struct dl_err *err);

// What SQLite's last failure `code` means, as a sentence.
enum dl_status store_fail(const struct store *s, int code, struct dl_err *err);

// Looks at the bytes of the file, without SQLite, so that a foreign file is not touched.
// *fresh: there is no file, or an empty one.
enum dl_status store_probe(const char *path, bool *fresh, struct dl_err *err);

// Makes the tables, or brings them to the newest version; in one transaction.
enum dl_status store_migrate(struct store *s, struct dl_err *err);

// The same with other steps: steps[n] brings a store of version n to n + 1. A store that is not empty is
// copied to PATH.vVERSION before.
enum dl_status store_migrate_by(struct store *s, const char *const *steps, size_t n, struct dl_err *err);

// SQL functions of our own: holds(text, word), true where the word stands in the text in upper or lower case;
// canonical_url(url), see corpus/canonical.h.
enum dl_status store_add_functions(struct store *s, struct dl_err *err);

// The columns that `article_from_row` expects from column 0 on.
#define ARTICLE_COLUMNS                                                                                      \
	"a.row, a.id, a.url, a.source, a.place, a.agency, a.title, a.lang, a.text, a.split, a.date_from, "   \
	"a.grade, "                                                                                          \
	"a.day, a.instant, a.second, a.id_given, a.labelled"

// Fills `out` (reset first) from the current row, and its labels.
enum dl_status article_from_row(struct article *out, const struct query *q, struct dl_err *err);

// The row of an article (FIND_ROW) or a model (FIND_MODEL) by its id, 0 if there is none.
enum dl_status store_find(
	struct store *s, enum statement which, struct str id, int64_t *row, struct dl_err *err);

// Gold labels: inserting them adds the rows alone, writing them marks the article as labelled too; replacing
// leaves alone those that a person decided.
enum dl_status store_labels_insert(
	struct store *s, int64_t row, const struct str *labels, size_t n, struct dl_err *err);
enum dl_status store_labels_write(
	struct store *s, int64_t row, const struct str *labels, size_t n, struct dl_err *err);
enum dl_status store_labels_delete(struct store *s, int64_t row, struct dl_err *err);
enum dl_status store_labels_replace(
	struct store *s, int64_t row, const struct article *a, bool *changed, struct dl_err *err);

// store_each_inserted on `threads` threads of their own, each at `rows` rows in turn; tests ask for few rows.
enum dl_status store_each_inserted_by(struct store *s, const struct store_model *m, int64_t rows, int threads,
	store_dated_fn *fn, void *payload, struct dl_err *err);

#define SQL_READ_TOPICS "SELECT topic FROM label WHERE article = ?1 ORDER BY topic"
#define SQL_FIND_MODEL  "SELECT row FROM model WHERE id = ?1"
#define SQL_FIND_ROW    "SELECT row FROM article WHERE id = ?1" // by the index of ids alone
#define SQL_FIND_ID     "SELECT row, day, grade, content FROM article WHERE id = ?1"

#endif

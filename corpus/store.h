// SPDX-License-Identifier: MIT
// The store: one SQLite file with articles, gold labels, models, predictions and stories. FORMAT.md describes
// its tables. This is the only user of SQLite. Thread rule: one thread a store handle; several processes may
// read while one writes (WAL), a second writer waits up to 10 s.
#ifndef CORPUS_STORE_H
#define CORPUS_STORE_H

#include "corpus/article.h"

struct store;

enum store_mode {
	STORE_READ,   // must exist
	STORE_WRITE,  // must exist
	STORE_CREATE, // made where it does not exist
};

// Errors: DL_ENOTFOUND, DL_EFORMAT (not a dateline store: another application_id), DL_EVERSION (newer
// schema), DL_EIO (read-only folder, damaged, locked).
enum dl_status store_open(struct store **out, const char *path, enum store_mode mode, struct dl_err *err);
void store_close(struct store *s);

// Transactions: everything between begin and commit is kept together or not at all.
enum dl_status store_begin(struct store *s, struct dl_err *err);
enum dl_status store_commit(struct store *s, struct dl_err *err);
void store_rollback(struct store *s);

enum store_added { STORE_ADDED, STORE_UPDATED, STORE_DUPLICATE };

// Adds an article, or updates the one with the same id (or the same url or the same content). *what:
// DUPLICATE when nothing changed. Gold labels are replaced only where `a->labelled`, and never those that a
// person decided (store_review.h).
enum dl_status store_add(
	struct store *s, const struct article *a, enum store_added *what, struct dl_err *err);

// Which articles. NULL / DATE_NONE / false: any.
struct store_filter {
	const char *topic; // gold label, or else predicted by the newest model
	const char *source, *lang, *split;
	const char *search; // words that title or text must all hold, in any case, as parts of words too
	int32_t from, to;   // inclusive days; {0} is NOT "any": use STORE_ALL
	bool labelled, unlabelled;
	long limit; // 0: all
};

#define STORE_ALL ((struct store_filter){.from = DATE_NONE, .to = DATE_NONE})

// Calls fn for each article in order of date, then id (undated last). The article is valid during the call;
// it is complete, with labels. A status other than DL_OK from fn ends the walk and is returned.
typedef enum dl_status store_article_fn(void *payload, const struct article *a, struct dl_err *err);
enum dl_status store_each(struct store *s, const struct store_filter *f, store_article_fn *fn, void *payload,
	struct dl_err *err);

// One article by its id. DL_ENOTFOUND.
enum dl_status store_get(struct store *s, const char *id, struct article *out, struct dl_err *err);

struct store_counts {
	uint64_t articles, undated, labelled, classified, stories;
	int32_t first, last; // days, DATE_NONE if none
};

enum dl_status store_counts(struct store *s, struct store_counts *out, struct dl_err *err);

// Calls fn(payload, name, count) for each value of "source", "lang", "label", "grade" or "year", most
// frequent first, then by name.
enum dl_status store_tally(struct store *s, const char *what,
	void (*fn)(void *payload, const char *name, uint64_t count), void *payload, struct dl_err *err);

// What a report needs to know about a topic of a model: its calibration and its measured errors. All from
// out-of-fold scores (see train/train.h). NaN where not known.
struct topic_quality {
	const char *topic;
	double platt_a, platt_b;     // P = 1/(1+exp(a*d+b))
	double threshold;            // chosen when P >= threshold
	double hessian_inverse[3];   // of the Platt fit: AA, AB, BB
	double mean, mean_a, mean_b; // mean out-of-fold probability and its derivatives
	uint64_t tp, n1, fp, n0;     // out-of-fold decisions at the threshold
	bool have_bins;              // of the out-of-fold decision values: known
	double bin_edge[9];          // upper edges of the first nine of ten bins
	uint32_t bin_positives[10], bin_negatives[10];
};

struct store_model {
	const char *id;   // content id of the model file
	const char *name; // its path as given, for people
	const char *made; // "2015-06-24T05:15:30Z"
	size_t n_topics;
	const struct topic_quality *topics;
	uint64_t documents, terms;
	double unseen; // share of unknown words to be expected of new articles, NaN: not known
};

// Registers the model (where its id is there, only what was not known of it) and remembers it as the newest
// used.
enum dl_status store_put_model(struct store *s, const struct store_model *m, struct dl_err *err);

// The newest used model, for reports. *out is owned by the caller: store_model_free. DL_ENOTFOUND if none.
enum dl_status store_newest_model(struct store *s, struct store_model **out, struct dl_err *err);
void store_model_free(struct store_model *m);

// Predictions of one article by one model: probability of each topic in model order; `chosen[i]`.
struct prediction {
	const char *article_id;
	const char *abstained; // reason, NULL: classified
	size_t n_topics;
	const char *const *topics;
	const double *probability;
	const bool *chosen;
	double oov; // share of distinct words that the model does not know, 0 to 1
};

// Replaces what the model said of the article before. `article_id` may also be the id last given to
// store_add, where that found a copy that is stored under another id. DL_ENOTFOUND where the store lacks the
// article or the model.
enum dl_status store_put_prediction(
	struct store *s, const char *model_id, const struct prediction *p, struct dl_err *err);

// Articles that `model_id` has not classified yet, in insertion order, at most `limit`; appended to the
// caller's array of recycled articles. *n: how many were filled. Call again after committing their
// predictions.
enum dl_status store_unclassified(struct store *s, const char *model_id, struct article *batch, size_t limit,
	size_t *n, struct dl_err *err);
enum dl_status store_count_unclassified(
	struct store *s, const char *model_id, uint64_t *n, struct dl_err *err);

// For reports: every article with what the newest model said of it, by date, then id.
struct dated_topics {
	struct str id, title, url, source, lang, text;
	int32_t day;     // DATE_NONE: undated
	bool in_utc;     // the source gave an instant in UTC: its civil day elsewhere may be another one
	int64_t instant; // valid if in_utc
	int64_t story;   // articles with the same number are one story
	bool labelled;   // gold labels known: `chosen` and `probability` (0 or 1) then hold them
	bool classified;
	const char *abstained;
	double unknown;            // share of distinct words that the model does not know; NaN: not known
	const double *probability; // one a topic, in the model's order
	const bool *chosen;
};

typedef enum dl_status store_dated_fn(void *payload, const struct dated_topics *d, struct dl_err *err);
enum dl_status store_each_dated(struct store *s, const struct store_model *m, bool with_text,
	store_dated_fn *fn, void *payload, struct dl_err *err);

// The same in order of insertion, without id, title, url and text: faster on large stores, where several
// threads read. Then fn is called from any of them, one at a time, in order.
enum dl_status store_each_inserted(
	struct store *s, const struct store_model *m, store_dated_fn *fn, void *payload, struct dl_err *err);

// The same with their texts, of the days from `from` to `to`, both included.
enum dl_status store_each_dated_between(struct store *s, const struct store_model *m, int32_t from,
	int32_t to, store_dated_fn *fn, void *payload, struct dl_err *err);

#endif

// SPDX-License-Identifier: MIT
// Decisions of people about the topics of stored articles: which articles wait for one, and keeping it.
//
// A decision is the article's labels and a mark that says how it came about. Marked labels belong to a
// person: store_add does not replace them. Picks are articles that the model was unsure of; they cannot tell
// how often it errs. For that there is the audit: a random sample of what the model classified without having
// learned from it. The marks keep both apart, for good: an audited article stays one.
#ifndef CORPUS_STORE_REVIEW_H
#define CORPUS_STORE_REVIEW_H

#include "corpus/store.h"

enum review_how {
	REVIEW_NONE,  // no person decided
	REVIEW_HAND,  // `dateline corpus label`
	REVIEW_PICK,  // reviewed because the model was unsure
	REVIEW_AUDIT, // reviewed as part of a random sample
};

struct review_query {
	const char *topic; // how unsure the model is of this topic; NULL: of the topic it is least sure of
	bool audit;        // a random sample instead; `topic` is NULL then
	uint64_t seed;     // of the sample
	size_t limit;
};

struct review_item {
	int64_t row;     // of the article
	double distance; // |logit P - logit threshold| (TRENDS.md 7), 0 in an audit
	uint64_t order;  // of an audit
};

// Which articles wait, the least sure first, at most `limit`; `waiting` is how many there are in all.
struct review_queue {
	struct review_item *items;
	size_t n, waiting;
};

// Picks are not labelled, were classified by `m` and not abstained from; of a story only the one that it is
// least sure of. Topics with a threshold that no probability can reach do not count. The audit draws from
// what `m` classified and did not abstain from: articles without labels, and those that got theirs in a
// review of m's own picks; by a hash of id and seed, so that a sample can be continued later and is the same
// on every machine. Free with review_queue_release. Errors: DL_ENOTFOUND (the model has no such topic),
// DL_EIO, DL_ENOMEM.
enum dl_status store_review_queue(struct review_queue *out, struct store *s, const struct store_model *m,
	const struct review_query *q, struct dl_err *err);
void review_queue_release(struct review_queue *q);

// An article of the queue, and what `m` said of it: `m->n_topics` numbers each. DL_ENOTFOUND where another
// program took it out.
enum dl_status store_review_read(struct store *s, const struct store_model *m, int64_t row,
	struct article *out, double *probability, bool *chosen, struct dl_err *err);

// All that is decided about an article. `{0}`: nothing.
struct review_state {
	struct arena mem; // of `labels`
	bool labelled;
	size_t n_labels;
	struct str labels[ARTICLE_MAX_LABELS];
	enum review_how how;
	int64_t model;   // row of the model whose predictions were reviewed; 0: none
	int64_t decided; // instant
	uint64_t seed;   // of the audit
};

void review_state_release(struct review_state *r);

// The row of an article. DL_ENOTFOUND.
enum dl_status store_review_row(struct store *s, const char *id, int64_t *row, struct dl_err *err);

enum dl_status store_review_state(struct store *s, int64_t row, struct review_state *out, struct dl_err *err);

// Makes the article's decision just this one, in one transaction: also how to take one back.
enum dl_status store_review_set(
	struct store *s, int64_t row, const struct review_state *r, struct dl_err *err);

// Keeps the article's new labels (sorted, no doubles) as decided `how` at the instant `decided`; in the audit
// of `seed`. `model`: the id of the model, NULL for REVIEW_HAND. A mark never falls: an audited article stays
// one, with its model and seed. *before: what it was, for store_review_set; released by the caller, may be
// NULL. Errors: DL_ENOTFOUND.
struct review_decision {
	const char *model;
	enum review_how how;
	int64_t decided;
	uint64_t seed;
	size_t n_labels;
	const struct str *labels;
};

enum dl_status store_review_decide(struct store *s, int64_t row, const struct review_decision *d,
	struct review_state *before, struct dl_err *err);

// What the audits of a model found: of n1 articles about the topic it chose tp, of n0 others fp.
struct audit_counts {
	uint64_t tp, n1, fp, n0;
};

// One a topic in the model's order, `m->n_topics` of them.
enum dl_status store_audit(
	struct store *s, const struct store_model *m, struct audit_counts *out, struct dl_err *err);

// How many articles store_add was given other labels for than a person decided, since the store was opened;
// the person's stayed.
uint64_t store_labels_kept(const struct store *s);

#endif

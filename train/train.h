// SPDX-License-Identifier: MIT
// Labelled articles in, model file out.
//
// Cross-validation over folds (dealt by a hash of the ids, topic by topic, never by order; articles that tell
// one story stay together) gives out-of-fold decision values for each C of a small grid. From them come the C
// of each topic, the Platt calibration, the threshold that maximises F1 and all published figures; for those
// the threshold is chosen without the fold it is used on. Then every topic is trained once on everything.
//
//     struct train_set *set = train_set_new();
//     for each article: train_set_add(set, article, &err);
//     struct train_result r;
//     st = train_run(&r, set, &options, &err);      // r.file holds the model's bytes
//     train_result_release(&r);
//     train_set_free(set);
#ifndef TRAIN_TRAIN_H
#define TRAIN_TRAIN_H

#include "base/buf.h"
#include "base/progress.h"
#include "corpus/article.h"
#include "features/recipe.h"
#include "models/metrics.h"
#include "train/solve.h"

struct train_set;

struct train_set *train_set_new(void); // NULL: no memory
void train_set_free(struct train_set *s);
size_t train_set_size(const struct train_set *s);

// Copies what training needs. An article without gold labels is an error of the caller (DL_EINVAL).
enum dl_status train_set_add(struct train_set *s, const struct article *a, struct dl_err *err);

// The recipes that `choose_recipe` chooses from: `words` (the default recipe: the title's words count twice
// and once more as terms of their own), `plain` (they count like the body's, which suits sets in which some
// articles have no title or no body), `grams` and `plain-grams` (the same with character n-grams).
enum { N_RECIPES = 4 };

struct recipe_trial {
	const char *name;
	double score; // out of fold: accuracy, or the mean of micro- and macro-F1; NAN: not tried
};

// The named recipe's part of `r` (title and n-grams). False: there is none of this name.
bool recipe_by_name(struct recipe *r, const char *name);

// The name of a recipe; "own" when it is none of these.
const char *recipe_name(const struct recipe *r);

struct trial;
struct paired_outcome;

// Puts the model in `file` to work on the articles of `on` and adds what came out to `t`. A topic of
// names[0..n) that the model does not know is never chosen. pairs[i], if not NULL: the outcome of article i,
// as that of `side` (0 or 1). metrics_finish is left to the caller. Errors: DL_ENOMEM.
typedef enum dl_status measure_fn(struct trial *t, struct str file, const struct train_set *on,
	const char *const *names, struct paired_outcome *pairs, int side, struct dl_err *err);

struct train_options {
	struct recipe recipe;
	bool choose_recipe; // by cross-validation, starting from `recipe`
	enum solver solver;
	double cost;               // C for every topic; 0: chosen by cross-validation
	const char *const *topics; // NULL-terminated; NULL: every label that occurs
	bool one_topic;            // exactly one topic an article
	int folds;                 // 2 to 20
	uint32_t seed;
	int threads;
	int suspects;                    // how many suspect labels to name
	const char *made;                // the instant that the model bears, as text
	const struct progress *progress; // may be NULL
	bool spend_texts;    // titles and texts of the set are given back as they are used up: nothing but
			     // train_set_free may follow
	measure_fn *measure; // for the trials (train/trial.h); train_run does not need it
};

// A label that the article's out-of-fold probability contradicts.
struct suspect {
	char *id;           // of the article
	size_t topic;       // in model order
	bool labelled;      // whether the article has the topic
	double probability; // of the topic, by machines that did not see the article
};

struct train_result {
	struct buf file; // the model
	size_t n_topics;
	char **topics; // names, in model order
	double *costs;
	struct metrics scores; // out of fold
	enum solver solver;    // never AUTO
	uint64_t documents;
	uint32_t terms;
	struct recipe recipe;                  // with which it was trained
	struct recipe_trial trials[N_RECIPES]; // with choose_recipe
	struct suspect *suspects;              // strongest contradiction first, one an article
	size_t n_suspects;
};

// Errors: DL_EINVAL (no articles, fewer than two kinds of them, a topic named that never occurs), DL_ENOMEM,
// DL_EINTERRUPT. The result depends neither on the number of threads nor on the order in which the articles
// were added; `s` is sorted.
enum dl_status train_run(
	struct train_result *out, struct train_set *s, const struct train_options *o, struct dl_err *err);
void train_result_release(struct train_result *r);

#endif

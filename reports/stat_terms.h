// SPDX-License-Identifier: MIT
// The terms that set a week of a topic apart, and the articles that stand for it.
//
// Pure functions, usable from any thread.
#ifndef REPORTS_STAT_TERMS_H
#define REPORTS_STAT_TERMS_H

#include "base/err.h"
#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

// How many stories of the topic hold a term.
struct term_count {
	struct str term;
	double week, before; // stories
	double z;            // set by terms_rank
};

enum { TERMS_LEAST_STORIES = 3 };

// The weighted log-odds ratio with an informative Dirichlet prior of 100 pseudo-counts (Monroe, Colaresi and
// Quinn 2008). n_week and n_before: sums of stories over all terms, also those that are not in `terms`. Keeps
// terms of at least TERMS_LEAST_STORIES stories of the week, sorts them by z, then stories, then bytes, and
// returns how many they are.
size_t terms_rank(struct term_count *terms, size_t n, double n_week, double n_before);

// A story as a sparse vector of ascending dimensions.
struct story_vector {
	const uint32_t *dims;
	const double *values;
	size_t n;
	double probability; // calibrated, of the topic
	size_t copies;      // articles of the story
	double score;       // set by stories_rank: probability x cosine to the weighted centroid
	size_t index;       // set by stories_rank: place in the input
};

// Sorts by score, then copies, then input order. `n_dims`: all dimensions are below it. DL_ENOMEM.
enum dl_status stories_rank(struct story_vector *stories, size_t n, size_t n_dims, struct dl_err *err);

#endif

// SPDX-License-Identifier: MIT
// Whether a model still fits the news: words that it does not know, scores that no mixture of its training
// scores explains. Pure, usable from any thread.
#ifndef REPORTS_STAT_DRIFT_H
#define REPORTS_STAT_DRIFT_H

#include <stdbool.h>
#include <stddef.h>

enum drift_level { DRIFT_UNKNOWN, DRIFT_FINE, DRIFT_NOTICE, DRIFT_WARN };

// The share of unknown words to be expected of an article like those of the training: the part of all
// document frequencies that is at most `min_df` (Good 1953, leaving one article out). NaN without words.
double drift_base_rate(const double *document_frequency, size_t n, double min_df);

struct word_drift {
	double rate, ratio; // NaN where not known
	enum drift_level level;
};

// `unknown` of `distinct` words (distinct ones of each article, added up) against the base rate.
struct word_drift drift_words(double unknown, double distinct, double base_rate);

enum { DRIFT_BINS = 10 };

struct misfit {
	double share;     // of positives in the mixture that fits best
	double chi2, p;   // Pearson's, 8 degrees of freedom
	double hellinger; // distance, 0 to 1
	bool distrust;    // p < 0.001 and a distance of at least 0.05
};

// How many scores of validation positives, validation negatives and the new articles fall into each bin.
// False where one of them has none.
bool drift_misfit(struct misfit *out, const double positives[DRIFT_BINS], const double negatives[DRIFT_BINS],
	const double incoming[DRIFT_BINS]);

#endif

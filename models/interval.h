// SPDX-License-Identifier: MIT
// How sure a measured precision, recall or F1 is: intervals that hold the true value in 95 of 100 samples.
//
// They say what another sample of articles would give, the model being as it is. Out-of-fold figures are
// taken as if one model had decided on all articles; what training on other articles would change is not in
// them (Bengio and Grandvalet, JMLR 5:1089, 2004: there is no unbiased estimate of it).
#ifndef MODELS_INTERVAL_H
#define MODELS_INTERVAL_H

#include <stddef.h>
#include <stdint.h>

struct interval {
	double low, high; // 0 to 1
};

// A share x / n. Wilson's score interval (JASA 22:209, 1927); n == 0 gives 0 to 1: nothing is known. n need
// not be whole (an effective number).
struct interval interval_share(double x, double n);

// F1 = 2 tp / (2 tp + wrong), wrong = false positives + false negatives. Among the tp + wrong articles that
// are no true negatives, tp is a share s, and F1 = 2 s / (1 + s) rises with it: Wilson's interval of s,
// carried over (Lam, Gopal and Qian, "Confidence intervals for the F1 score", arXiv:2309.14621, 2023: Wilson
// indirect).
struct interval interval_f1(double tp, double wrong);

// Which outcomes come together. Outcome 2k: topic k is a true positive of the article; 2k + 1: a false
// positive or false negative of it. counts[a * 2 n + b], n topics: articles with outcomes a and b.
struct joint_outcomes {
	size_t n_topics;
	const uint32_t *counts;
	uint64_t articles; // with any outcome
};

// Micro-F1. As interval_f1, but with the number of independent decisions that the spread from article to
// article leaves, since the decisions on one article go wrong together (variance of a ratio by linearisation;
// effective sample size in Wilson's interval after Korn and Graubard, Survey Methodology 24:193, 1998).
struct interval interval_micro_f1(const struct joint_outcomes *j);

// Macro-F1, the mean over topics with an F1 (support[k] > 0). The intervals of the topics put together by
// MOVER, with the correlations between topics found in the outcomes (Zou and Donner, Statistics in Medicine
// 27:1693, 2008). Time: topics squared.
struct interval interval_macro_f1(const struct joint_outcomes *j, const uint32_t *support);

#endif

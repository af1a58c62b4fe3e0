// SPDX-License-Identifier: MIT
// Tests of two models on the same articles.
#ifndef MODELS_PAIRED_H
#define MODELS_PAIRED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Of one article: topics found (true positives) and wrong decisions (false positives and false negatives),
// by the first and the second model.
struct paired_outcome {
	uint32_t tp[2], wrong[2];
};

// The outcome of the first (side 0) or second model (1) for an article of n topics.
void paired_note(struct paired_outcome *o, int side, const bool *gold, const bool *chosen, size_t n);

enum { PAIRED_ROUNDS = 9999 };

// McNemar's test, two-sided mid-p: `first` articles that only the first model has right, `second` those that
// only the second has. 1 when there are none. Fagerland, Lydersen and Laake, BMC Med. Res. Methodol. 13:91
// (2013).
double mcnemar_mid_p(uint64_t first, uint64_t second);

// The difference of micro-F1, tested by approximate randomisation: in each of PAIRED_ROUNDS rounds the two
// models' outcomes of every article are swapped with probability 1/2; p = (1 + rounds with a difference at
// least as large) / (1 + rounds). Noreen, Computer Intensive Methods for Testing Hypotheses (1989); Yeh,
// COLING 2000. The same input gives the same p. Time: rounds x articles.
double paired_micro_f1_p(const struct paired_outcome *outcomes, size_t n);

#endif

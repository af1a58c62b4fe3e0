// SPDX-License-Identifier: MIT
// A linear SVM by dual coordinate descent, on rows that it reads in place. Internal to train/.
//
// Minimises P(w) = ½|w|² + C Σ max(0, 1 - y w·x), where x is the stretched row with a bias feature of 1 at
// its end (so ½b² is part of the price), through its dual: the minimum over 0 <= a <= C of D(a) = ½|Σ a y x|²
// - Σ a, by one a after the other in random order, rows that stay at a bound left out (Hsieh, Chang, Lin,
// Keerthi and Sundararajan 2008: algorithm 3, stopping rule and shrinking, as in LIBLINEAR's
// L2R_L1LOSS_SVC_DUAL). Besides, a row whose gradient is a tenth of the others' rests for some rounds (after
// Glasmachers and Dogan 2013: visit more often what moves more), which halves the visits.
//
// LIBLINEAR wants a copy of the rows for each problem, sixteen bytes an item: the most of training's memory.
// A problem here is its stretch s alone: with u = s w the value of a row is scale * Σ u[id] weight, and a
// step of length d along it adds d * scale * s[id]² * weight to u[id]. So rows of eight bytes an item serve
// all topics, folds, values of C and threads, and u is what the machine's weights are in the end.
#ifndef TRAIN_DUAL_H
#define TRAIN_DUAL_H

#include "base/err.h"
#include "train/rows.h"

#include <stdbool.h>

// One two-sided problem and the solution found last. One thread at a time.
struct dual;

// Rows `pick[0..n)` of `r`, n < 2^32, with `positive[i]` telling the side of row pick[i]; `square` has s[id]²
// of each term. `r` must outlive it, the other arrays need not. Errors: DL_ENOMEM.
enum dl_status dual_new(struct dual **out, const struct rows *r, const uint32_t *pick, const bool *positive,
	size_t n, const double *square, struct dl_err *err);
void dual_free(struct dual *d);

// Solves for C = `cost` > 0, starting from the solution found last, if there is one; C must not be below that
// of before. Stops when the projected gradient of all rows, seen in one round, spans no more than `eps` (1e-4
// is the least that means anything: u is of 32 bits), or after 10000 rounds. Same seed and calls: same bits,
// on any machine. Allocates nothing.
void dual_solve(struct dual *d, double cost, double eps, uint32_t seed);

// The solution: s w, one a term, and the bias; 0 before the first dual_solve.
void dual_weights(double *w, double *bias, const struct dual *d);

// P(w) and -D(a) of the solution: what it is worth and what is the best that any could be.
struct dual_value {
	double primal, bound;
};
struct dual_value dual_value(const struct dual *d);

#endif

// SPDX-License-Identifier: MIT
// One linear SVM from rows and signs, by any of three solvers: the only door to libsvm and LIBLINEAR.
//
// All minimise ½|w|² + C Σ max(0, 1 - y (w·x + b)) (C-SVC, hinge loss). LIBLINEAR and dual.h count the bias
// among the weights, which the price of ½b² shows in small corpora only. Cross-validation takes dual.h, which
// needs no copy of the rows; libsvm trains the final machines of small corpora; LIBLINEAR is there to
// compare.
#ifndef TRAIN_SOLVE_H
#define TRAIN_SOLVE_H

#include "train/rows.h"

#include <stdbool.h>

enum solver { SOLVER_AUTO, SOLVER_LIBSVM, SOLVER_LIBLINEAR, SOLVER_DUAL };

// The machine: decision value = bias + sum w[id] * value.
struct linear_machine {
	double *w; // n_terms, by the caller
	double bias;
};

// One two-sided problem: chosen rows and their sides, ready for several values of C. One thread at a time.
//
// Each term is stretched by how much it tells the sides apart, sqrt(0.3 + |ln(p/q)|) with p and q the shares
// of articles that have it on either side ((a + 1/5)/(n1 + 2/5), (c + 1/5)/(n0 + 2/5)): so the price of a
// weight falls for telling terms. After Wang and Manning 2012 (naive Bayes log-count ratios for an SVM),
// whose ratio is here taken over articles and damped. The stretch is folded into the weights, nothing of it
// is left when the machine is used.
struct solver_problem;

// The rows `pick[0..n)` with `positive[i]` telling the side of row pick[i]; all arrays must outlive it.
// Errors: DL_ENOMEM.
enum dl_status solver_problem_new(struct solver_problem **out, const struct rows *r, const uint32_t *pick,
	const bool *positive, size_t n, struct dl_err *err);
void solver_problem_free(struct solver_problem *p);

// Trains. Where all rows are on one side the machine is constant (-1 or +1). `seed` decides the order of
// LIBLINEAR's and dual.h's steps. SOLVER_DUAL goes on from the problem's last solution: ask for ascending C.
// Errors: DL_ENOMEM.
enum dl_status solve(struct linear_machine *out, enum solver which, struct solver_problem *p, double cost,
	uint32_t seed, struct dl_err *err);

// The decision value of row i.
double rows_score(const struct rows *r, size_t i, const struct linear_machine *m);

// Silences the libraries' own printing; once a process is enough.
void solve_quiet(void);

// Which solver SOLVER_AUTO means for this many rows, mean terms a row and topics: libsvm where it takes some
// seconds at most, else dual.h.
enum solver solve_choose(size_t rows, double terms_per_row, size_t topics);

// Its name on the command line and in a model: "libsvm", "liblinear", "dual", or "auto".
const char *solver_name(enum solver which);

#endif

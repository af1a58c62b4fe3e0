// SPDX-License-Identifier: MIT
// One linear SVM from rows and signs: the only door to libsvm and LIBLINEAR.
//
// Both minimise ½|w|² + C Σ max(0, 1 - y (w·x + b)) (C-SVC, hinge loss). LIBLINEAR counts the bias among the
// weights, which the price of ½b² shows in small corpora only.
#ifndef TRAIN_SOLVE_H
#define TRAIN_SOLVE_H

#include "base/err.h"
#include "features/extract.h"

// Borrowed; may serve many threads.
struct rows {
	uint32_t n_terms;
	size_t n;
	const struct vec *vecs; // n vectors
};

enum solver { SOLVER_AUTO, SOLVER_LIBSVM, SOLVER_LIBLINEAR };

// The machine: decision value = bias + sum w[id] * value.
struct linear_machine {
	double *w; // n_terms, by the caller
	double bias;
};

// One two-sided problem: chosen rows and their sides, ready for several values of C.
//
// Each term is stretched by how much it tells the sides apart, sqrt(0.3 + |ln(p/q)|) with p and q the shares
// of articles that have it on either side ((a + 1/5)/(n1 + 2/5), (c + 1/5)/(n0 + 2/5)): so the price of a
// weight falls for telling terms. After Wang and Manning 2012 (naive Bayes log-count ratios for an SVM),
// whose ratio is here taken over articles and damped. The stretch is folded into the weights, nothing of it
// is left when the machine is used.
struct solver_problem;

// The rows `pick[0..n)` with `positive[i]` telling the side of row pick[i]. Errors: DL_ENOMEM.
enum dl_status solver_problem_new(struct solver_problem **out, const struct rows *r, const uint32_t *pick,
	const bool *positive, size_t n, struct dl_err *err);
void solver_problem_free(struct solver_problem *p);

// Trains. Where all rows are on one side the machine is constant (-1 or +1). `seed` decides LIBLINEAR's order
// of steps. Errors: DL_ENOMEM.
enum dl_status solve(struct linear_machine *out, enum solver which, const struct solver_problem *p,
	double cost, uint32_t seed, struct dl_err *err);

// The decision value of row i.
double rows_score(const struct rows *r, size_t i, const struct linear_machine *m);

// Silences the libraries' own printing; once a process is enough.
void solve_quiet(void);

// Which solver SOLVER_AUTO means for this many rows, mean terms a row and topics: libsvm where it takes some
// seconds at most.
enum solver solve_choose(size_t rows, double terms_per_row, size_t topics);

#endif

// SPDX-License-Identifier: MIT
#include "train/solve.h"

#include "base/mem.h"
#include "train/seeded_rand.h"

#include <libsvm/svm.h>
#include <linear.h>

_Static_assert(
	sizeof(struct svm_node) == sizeof(struct feature_node), "one pool of nodes serves both solvers");

struct solver_rows {
	uint32_t n_terms;
	size_t n;
	struct feature_node *nodes; // every row's features, its bias feature, its end mark
	size_t *start;              // n + 1
};

enum solver solve_choose(size_t rows, double terms_per_row, size_t topics)
{
	double kernel_steps = (double)rows * (double)rows * terms_per_row * (double)topics;

	return kernel_steps < 5e10 ? SOLVER_LIBSVM : SOLVER_LIBLINEAR;
}

static void print_nothing(const char *text)
{
	(void)text;
}

void solve_quiet(void)
{
	svm_set_print_string_function(print_nothing);
	set_print_string_function(print_nothing);
}

void solver_rows_free(struct solver_rows *s)
{
	if (!s)
		return;
	mem_free(s->nodes);
	mem_free(s->start);
	mem_free(s);
}

static void fill(struct solver_rows *s, const struct rows *r)
{
	size_t at = 0;

	for (size_t i = 0; i < r->n; i++) {
		s->start[i] = at;
		for (size_t j = 0; j < r->vecs[i].n; j++) {
			const struct feature *f = &r->vecs[i].items[j];

			s->nodes[at++] = (struct feature_node){(int)f->id + 1, (double)f->weight};
		}
		s->nodes[at++] = (struct feature_node){(int)r->n_terms + 1, 1.0};
		s->nodes[at++] = (struct feature_node){-1, 0};
	}
	s->start[r->n] = at;
}

enum dl_status solver_rows_new(struct solver_rows **out, const struct rows *r, struct dl_err *err)
{
	struct solver_rows *s = mem_zalloc(1, sizeof *s);
	size_t total = 0;

	*out = NULL;
	if (!s)
		return err_nomem(err);
	for (size_t i = 0; i < r->n; i++)
		total += r->vecs[i].n + 2;
	s->n_terms = r->n_terms;
	s->n = r->n;
	s->nodes = mem_zalloc(total, sizeof *s->nodes);
	s->start = mem_zalloc(r->n + 1, sizeof *s->start);
	if (!s->nodes || !s->start) {
		solver_rows_free(s);
		return err_nomem(err);
	}
	fill(s, r);
	*out = s;
	return DL_OK;
}

double solver_rows_score(const struct solver_rows *s, size_t i, const struct linear_machine *m)
{
	double sum = m->bias;

	// The bias feature and the end mark are not terms.
	for (size_t at = s->start[i]; at + 2 < s->start[i + 1]; at++)
		sum += m->w[s->nodes[at].index - 1] * s->nodes[at].value;
	return sum;
}

static enum dl_status run_linear(struct linear_machine *out, const struct solver_rows *s,
	struct feature_node **x, double *y, size_t n, double cost, uint32_t seed, struct dl_err *err)
{
	struct problem problem = {.l = (int)n, .n = (int)s->n_terms + 1, .y = y, .x = x, .bias = 1};
	struct parameter parameter = {.solver_type = L2R_L1LOSS_SVC_DUAL, .eps = 0.01, .C = cost};
	struct model *m;
	double sign;

	seeded_rand_start(seed);
	m = train(&problem, &parameter);
	if (!m)
		return err_nomem(err);
	sign = m->label[0] == 1 ? 1 : -1;
	for (uint32_t i = 0; i < s->n_terms; i++)
		out->w[i] = sign * m->w[i];
	out->bias = sign * m->w[s->n_terms];
	free_and_destroy_model(&m);
	return DL_OK;
}

// libsvm reads a row up to its end mark: rows are copied without the bias feature.
static struct svm_node *copy_without_bias(
	const struct solver_rows *s, const uint32_t *pick, size_t n, struct svm_node **x)
{
	struct svm_node *pool, *to;
	size_t total = 0;

	for (size_t i = 0; i < n; i++)
		total += s->start[pick[i] + 1] - s->start[pick[i]] - 1;
	pool = to = mem_zalloc(total, sizeof *pool);
	for (size_t i = 0; pool && i < n; i++) {
		size_t len = s->start[pick[i] + 1] - s->start[pick[i]] - 2;

		x[i] = to;
		for (size_t j = 0; j < len; j++, to++) {
			const struct feature_node *f = &s->nodes[s->start[pick[i]] + j];

			*to = (struct svm_node){f->index, f->value};
		}
		to++->index = -1;
	}
	return pool;
}

static void fold_support_vectors(struct linear_machine *out, const struct svm_model *m)
{
	double sign = m->label[0] == 1 ? 1 : -1;

	for (int i = 0; i < m->l; i++)
		for (const struct svm_node *f = m->SV[i]; f->index != -1; f++)
			out->w[f->index - 1] += sign * m->sv_coef[0][i] * f->value;
	out->bias = -sign * m->rho[0];
}

static enum dl_status run_libsvm(struct linear_machine *out, const struct solver_rows *s,
	const uint32_t *pick, double *y, size_t n, double cost, struct dl_err *err)
{
	struct svm_parameter parameter = {.svm_type = C_SVC,
		.kernel_type = LINEAR,
		.cache_size = 200,
		.eps = 0.001,
		.C = cost,
		.shrinking = 1};
	struct svm_node **x = mem_zalloc(n, sizeof *x);
	struct svm_node *pool = x ? copy_without_bias(s, pick, n, x) : NULL;
	struct svm_problem problem = {.l = (int)n, .y = y, .x = x};
	bool ready = pool != NULL;

	if (ready) {
		struct svm_model *m = svm_train(&problem, &parameter);

		fold_support_vectors(out, m);
		svm_free_and_destroy_model(&m);
	}
	mem_free(pool);
	mem_free(x);
	return ready ? DL_OK : err_nomem(err);
}

static enum dl_status solve_two_sided(struct linear_machine *out, enum solver which,
	const struct solver_rows *s, const uint32_t *pick, const bool *positive, size_t n, double cost,
	uint32_t seed, struct dl_err *err)
{
	double *y = mem_zalloc(n, sizeof *y);
	struct feature_node **x = mem_zalloc(n, sizeof *x);
	enum dl_status st = y && x ? DL_OK : err_nomem(err);

	for (size_t i = 0; st == DL_OK && i < n; i++) {
		y[i] = positive[i] ? 1 : -1;
		x[i] = s->nodes + s->start[pick[i]];
	}
	if (st == DL_OK && which == SOLVER_LIBSVM)
		st = run_libsvm(out, s, pick, y, n, cost, err);
	else if (st == DL_OK)
		st = run_linear(out, s, x, y, n, cost, seed, err);
	mem_free(y);
	mem_free(x);
	return st;
}

enum dl_status solve(struct linear_machine *out, enum solver which, const struct solver_rows *s,
	const uint32_t *pick, const bool *positive, size_t n, double cost, uint32_t seed, struct dl_err *err)
{
	size_t n_positive = 0;

	for (size_t i = 0; i < n; i++)
		n_positive += positive[i];
	for (uint32_t i = 0; i < s->n_terms; i++)
		out->w[i] = 0;
	if (n_positive == 0 || n_positive == n) {
		out->bias = n_positive ? 1 : -1;
		return DL_OK;
	}
	return solve_two_sided(out, which, s, pick, positive, n, cost, seed, err);
}

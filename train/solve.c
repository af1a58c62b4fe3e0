// SPDX-License-Identifier: MIT
#include "train/solve.h"

#include "base/mem.h"
#include "train/dual.h"
#include "train/seeded_rand.h"

#include <libsvm/svm.h>
#include <linear.h>
#include <math.h>

_Static_assert(
	sizeof(struct svm_node) == sizeof(struct feature_node), "one pool of nodes serves both solvers");

// Of LIBLINEAR and dual.h.
static const double EPS = 0.01;

const char *solver_name(enum solver which)
{
	switch (which) {
	case SOLVER_LIBSVM:
		return "libsvm";
	case SOLVER_LIBLINEAR:
		return "liblinear";
	case SOLVER_DUAL:
		return "dual";
	case SOLVER_AUTO:
		break;
	}
	return "auto";
}

enum solver solve_choose(size_t rows, double terms_per_row, size_t topics)
{
	double kernel_steps = (double)rows * (double)rows * terms_per_row * (double)topics;

	return kernel_steps < 2e9 ? SOLVER_LIBSVM : SOLVER_DUAL;
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

// Of an item: vectors have length 1.
static double value_of(const struct vec *v, size_t i)
{
	return (double)v->items[i].weight * v->scale;
}

double rows_score(const struct rows *r, size_t i, const struct linear_machine *m)
{
	const struct vec *v = &r->vecs[i];
	double sum = m->bias;

	for (size_t k = 0; k < v->n; k++)
		sum += m->w[v->items[k].id] * value_of(v, k);
	return sum;
}

struct nodes {
	struct feature_node *pool;
	struct feature_node **x;
	double *y; // +1 or -1 a row
};

static void nodes_release(struct nodes *n)
{
	mem_free(n->pool);
	mem_free(n->x);
	mem_free(n->y);
	*n = (struct nodes){0};
}

struct solver_problem {
	const struct rows *rows;
	const uint32_t *pick;
	const bool *positive;
	size_t n, n_positive;
	double *square; // of the stretch, one a term; given back when `dual` has it
	struct dual *dual;
	struct nodes nodes;
};

void solver_problem_free(struct solver_problem *p)
{
	if (!p)
		return;
	nodes_release(&p->nodes);
	dual_free(p->dual);
	mem_free(p->square);
	mem_free(p);
}

// Logarithms of the counts that nearly all terms have, each with the prior added.
enum { SMALL = 1024 };
static const double PRIOR = 0.2;

static double log_count(const double small[SMALL], uint32_t n)
{
	return n < SMALL ? small[n] : log((double)n + PRIOR);
}

// In how many articles of either side each term stands.
static void count_sides(const struct solver_problem *p, uint32_t *with, uint32_t *without)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct vec *v = &p->rows->vecs[p->pick[i]];
		uint32_t *count = p->positive[i] ? with : without;

		for (size_t k = 0; k < v->n; k++)
			count[v->items[k].id]++;
	}
}

static enum dl_status need_square(struct solver_problem *p, struct dl_err *err)
{
	const double base = 0.3;
	double n1 = log((double)p->n_positive + 2 * PRIOR),
	       n0 = log((double)(p->n - p->n_positive) + 2 * PRIOR), small[SMALL];
	uint32_t n_terms = p->rows->n_terms, *with, *without;

	if (p->square)
		return DL_OK;
	with = mem_zalloc(n_terms, 2 * sizeof *with);
	p->square = mem_zalloc(n_terms, sizeof *p->square);
	if (!with || !p->square) {
		mem_free(with);
		return err_nomem(err);
	}
	without = with + n_terms;
	count_sides(p, with, without);
	for (uint32_t i = 0; i < SMALL; i++)
		small[i] = log((double)i + PRIOR);
	for (uint32_t t = 0; t < n_terms; t++)
		p->square[t] =
			base + fabs(log_count(small, with[t]) - n1 - log_count(small, without[t]) + n0);
	mem_free(with);
	return DL_OK;
}

enum dl_status solver_problem_new(struct solver_problem **out, const struct rows *r, const uint32_t *pick,
	const bool *positive, size_t n, struct dl_err *err)
{
	struct solver_problem *p = mem_zalloc(1, sizeof *p);

	*out = p;
	if (!p)
		return err_nomem(err);
	*p = (struct solver_problem){.rows = r, .pick = pick, .positive = positive, .n = n};
	for (size_t i = 0; i < n; i++)
		p->n_positive += positive[i];
	return DL_OK;
}

static double stretch(const struct solver_problem *p, uint32_t term)
{
	return sqrt(p->square[term]);
}

// What the libraries read: each row's stretched features from 1, its bias feature, its end mark.
static void fill_nodes(struct solver_problem *p)
{
	struct feature_node *to = p->nodes.pool;

	for (size_t i = 0; i < p->n; i++) {
		const struct vec *v = &p->rows->vecs[p->pick[i]];

		p->nodes.x[i] = to;
		p->nodes.y[i] = p->positive[i] ? 1 : -1;
		for (size_t k = 0; k < v->n; k++) {
			uint32_t id = v->items[k].id;

			*to++ = (struct feature_node){(int)id + 1, value_of(v, k) * stretch(p, id)};
		}
		*to++ = (struct feature_node){(int)p->rows->n_terms + 1, 1.0};
		*to++ = (struct feature_node){-1, 0};
	}
}

static enum dl_status need_nodes(struct solver_problem *p, struct dl_err *err)
{
	size_t total = 0;

	if (p->nodes.pool)
		return DL_OK;
	for (size_t i = 0; i < p->n; i++)
		total += p->rows->vecs[p->pick[i]].n + 2;
	p->nodes = (struct nodes){.pool = mem_alloc(total * sizeof *p->nodes.pool),
		.x = mem_zalloc(p->n, sizeof *p->nodes.x),
		.y = mem_zalloc(p->n, sizeof *p->nodes.y)};
	if (!p->nodes.pool || !p->nodes.x || !p->nodes.y) {
		nodes_release(&p->nodes);
		return err_nomem(err);
	}
	fill_nodes(p);
	return DL_OK;
}

static enum dl_status run_linear(struct linear_machine *out, const struct solver_problem *p, double cost,
	uint32_t seed, struct dl_err *err)
{
	uint32_t n_terms = p->rows->n_terms;
	struct problem problem = {
		.l = (int)p->n, .n = (int)n_terms + 1, .y = p->nodes.y, .x = p->nodes.x, .bias = 1};
	struct parameter parameter = {.solver_type = L2R_L1LOSS_SVC_DUAL, .eps = EPS, .C = cost};
	struct model *m;
	double sign;

	seeded_rand_start(seed);
	m = train(&problem, &parameter);
	if (!m)
		return err_nomem(err);
	sign = m->label[0] == 1 ? 1 : -1;
	for (uint32_t i = 0; i < n_terms; i++)
		out->w[i] = sign * m->w[i];
	out->bias = sign * m->w[n_terms];
	free_and_destroy_model(&m);
	return DL_OK;
}

// libsvm reads a row up to its end mark: rows are copied without the bias feature.
static struct svm_node *copy_without_bias(const struct solver_problem *p, struct svm_node **x)
{
	struct svm_node *pool, *to;
	size_t total = 0;

	for (size_t i = 0; i < p->n; i++)
		for (const struct feature_node *f = p->nodes.x[i]; f->index != -1; f++)
			total++;
	pool = to = mem_zalloc(total, sizeof *pool);
	for (size_t i = 0; pool && i < p->n; i++) {
		x[i] = to;
		for (const struct feature_node *f = p->nodes.x[i]; f[1].index != -1; f++)
			*to++ = (struct svm_node){f->index, f->value};
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

static enum dl_status run_libsvm(
	struct linear_machine *out, const struct solver_problem *p, double cost, struct dl_err *err)
{
	struct svm_parameter parameter = {.svm_type = C_SVC,
		.kernel_type = LINEAR,
		.cache_size = 200,
		.eps = 0.001,
		.C = cost,
		.shrinking = 1};
	struct svm_node **x = mem_zalloc(p->n, sizeof *x);
	struct svm_node *pool = x ? copy_without_bias(p, x) : NULL;
	struct svm_problem problem = {.l = (int)p->n, .y = p->nodes.y, .x = x};
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

static enum dl_status run_library(struct linear_machine *out, enum solver which, struct solver_problem *p,
	double cost, uint32_t seed, struct dl_err *err)
{
	enum dl_status st = need_square(p, err);

	if (st == DL_OK)
		st = need_nodes(p, err);
	for (uint32_t i = 0; i < p->rows->n_terms; i++)
		out->w[i] = 0;
	if (st == DL_OK)
		st = which == SOLVER_LIBSVM ? run_libsvm(out, p, cost, err)
					    : run_linear(out, p, cost, seed, err);
	for (uint32_t i = 0; st == DL_OK && i < p->rows->n_terms; i++)
		out->w[i] *= stretch(p, i);
	return st;
}

static enum dl_status need_dual(struct solver_problem *p, struct dl_err *err)
{
	enum dl_status st;

	if (p->dual)
		return DL_OK;
	st = need_square(p, err);
	if (st == DL_OK)
		st = dual_new(&p->dual, p->rows, p->pick, p->positive, p->n, p->square, err);
	mem_free(p->square);
	p->square = NULL;
	return st;
}

static enum dl_status run_dual(
	struct linear_machine *out, struct solver_problem *p, double cost, uint32_t seed, struct dl_err *err)
{
	enum dl_status st = need_dual(p, err);

	if (st != DL_OK)
		return st;
	dual_solve(p->dual, cost, EPS, seed);
	dual_weights(out->w, &out->bias, p->dual);
	return DL_OK;
}

enum dl_status solve(struct linear_machine *out, enum solver which, struct solver_problem *p, double cost,
	uint32_t seed, struct dl_err *err)
{
	if (p->n_positive == 0 || p->n_positive == p->n) {
		for (uint32_t i = 0; i < p->rows->n_terms; i++)
			out->w[i] = 0;
		out->bias = p->n_positive ? 1 : -1;
		return DL_OK;
	}
	return which == SOLVER_LIBSVM || which == SOLVER_LIBLINEAR
		       ? run_library(out, which, p, cost, seed, err)
		       : run_dual(out, p, cost, seed, err);
}

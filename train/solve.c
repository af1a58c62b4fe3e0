// SPDX-License-Identifier: MIT
#include "train/solve.h"

#include "base/mem.h"
#include "train/seeded_rand.h"

#include <libsvm/svm.h>
#include <linear.h>
#include <math.h>

_Static_assert(
	sizeof(struct svm_node) == sizeof(struct feature_node), "one pool of nodes serves both solvers");

enum solver solve_choose(size_t rows, double terms_per_row, size_t topics)
{
	double kernel_steps = (double)rows * (double)rows * terms_per_row * (double)topics;

	return kernel_steps < 2e9 ? SOLVER_LIBSVM : SOLVER_LIBLINEAR;
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

struct solver_problem {
	uint32_t n_terms;
	size_t n, n_positive;
	struct feature_node *nodes; // the rows, stretched
	struct feature_node **x;
	double *y, *stretch; // +1 or -1 a row; one a term
};

void solver_problem_free(struct solver_problem *p)
{
	if (!p)
		return;
	mem_free(p->nodes);
	mem_free(p->x);
	mem_free(p->y);
	mem_free(p->stretch);
	mem_free(p);
}

// `without`: scratch for the articles of the other side that have each term; those of the positive side are
// counted in `stretch` itself.
static void make_stretch(struct solver_problem *p, double *without, const struct rows *r,
	const uint32_t *pick, const bool *positive)
{
	const double base = 0.3, prior = 0.2;
	double n1 = (double)p->n_positive + 2 * prior, n0 = (double)(p->n - p->n_positive) + 2 * prior;

	for (size_t i = 0; i < p->n; i++) {
		const struct vec *v = &r->vecs[pick[i]];

		for (size_t k = 0; k < v->n; k++)
			(positive[i] ? p->stretch : without)[v->items[k].id]++;
	}
	for (uint32_t t = 0; t < p->n_terms; t++)
		p->stretch[t] =
			sqrt(base + fabs(log((p->stretch[t] + prior) / n1) - log((without[t] + prior) / n0)));
}

// Every row's features from 1, its bias feature, its end mark.
static void fill_rows(
	struct solver_problem *p, const struct rows *r, const uint32_t *pick, const bool *positive)
{
	struct feature_node *to = p->nodes;

	for (size_t i = 0; i < p->n; i++) {
		const struct vec *v = &r->vecs[pick[i]];

		p->x[i] = to;
		p->y[i] = positive[i] ? 1 : -1;
		for (size_t k = 0; k < v->n; k++) {
			uint32_t id = v->items[k].id;

			*to++ = (struct feature_node){(int)id + 1, value_of(v, k) * p->stretch[id]};
		}
		*to++ = (struct feature_node){(int)p->n_terms + 1, 1.0};
		*to++ = (struct feature_node){-1, 0};
	}
}

enum dl_status solver_problem_new(struct solver_problem **out, const struct rows *r, const uint32_t *pick,
	const bool *positive, size_t n, struct dl_err *err)
{
	struct solver_problem *p = mem_zalloc(1, sizeof *p);
	double *without = mem_zalloc(r->n_terms, sizeof *without);
	size_t total = 0;

	*out = p;
	if (!p || !without) {
		mem_free(p);
		mem_free(without);
		*out = NULL;
		return err_nomem(err);
	}
	p->n_terms = r->n_terms;
	p->n = n;
	for (size_t i = 0; i < n; i++) {
		total += r->vecs[pick[i]].n + 2;
		p->n_positive += positive[i];
	}
	p->nodes = mem_alloc(total * sizeof *p->nodes);
	p->x = mem_zalloc(n, sizeof *p->x);
	p->y = mem_zalloc(n, sizeof *p->y);
	p->stretch = mem_zalloc(p->n_terms, sizeof *p->stretch);
	if (p->nodes && p->x && p->y && p->stretch) {
		make_stretch(p, without, r, pick, positive);
		fill_rows(p, r, pick, positive);
	} else {
		solver_problem_free(p);
		*out = NULL;
	}
	mem_free(without);
	return *out ? DL_OK : err_nomem(err);
}

static enum dl_status run_linear(struct linear_machine *out, const struct solver_problem *p, double cost,
	uint32_t seed, struct dl_err *err)
{
	struct problem problem = {.l = (int)p->n, .n = (int)p->n_terms + 1, .y = p->y, .x = p->x, .bias = 1};
	struct parameter parameter = {.solver_type = L2R_L1LOSS_SVC_DUAL, .eps = 0.01, .C = cost};
	struct model *m;
	double sign;

	seeded_rand_start(seed);
	m = train(&problem, &parameter);
	if (!m)
		return err_nomem(err);
	sign = m->label[0] == 1 ? 1 : -1;
	for (uint32_t i = 0; i < p->n_terms; i++)
		out->w[i] = sign * m->w[i];
	out->bias = sign * m->w[p->n_terms];
	free_and_destroy_model(&m);
	return DL_OK;
}

// libsvm reads a row up to its end mark: rows are copied without the bias feature.
static struct svm_node *copy_without_bias(const struct solver_problem *p, struct svm_node **x)
{
	struct svm_node *pool, *to;
	size_t total = 0;

	for (size_t i = 0; i < p->n; i++)
		for (const struct feature_node *f = p->x[i]; f->index != -1; f++)
			total++;
	pool = to = mem_zalloc(total, sizeof *pool);
	for (size_t i = 0; pool && i < p->n; i++) {
		x[i] = to;
		for (const struct feature_node *f = p->x[i]; f[1].index != -1; f++)
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
	struct svm_problem problem = {.l = (int)p->n, .y = p->y, .x = x};
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

enum dl_status solve(struct linear_machine *out, enum solver which, const struct solver_problem *p,
	double cost, uint32_t seed, struct dl_err *err)
{
	enum dl_status st;

	for (uint32_t i = 0; i < p->n_terms; i++)
		out->w[i] = 0;
	if (p->n_positive == 0 || p->n_positive == p->n) {
		out->bias = p->n_positive ? 1 : -1;
		return DL_OK;
	}
	st = which == SOLVER_LIBSVM ? run_libsvm(out, p, cost, err) : run_linear(out, p, cost, seed, err);
	for (uint32_t i = 0; i < p->n_terms; i++)
		out->w[i] *= p->stretch[i];
	return st;
}

// SPDX-License-Identifier: MIT
#include "train/solve.h"

#include "base/mem.h"
#include "train/seeded_rand.h"

#include <libsvm/svm.h>
#include <linear.h>
#include <math.h>

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

			s->nodes[at++] =
				(struct feature_node){(int)f->id + 1, (double)f->weight * r->vecs[i].scale};
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
static void make_stretch(struct solver_problem *p, double *without, const struct solver_rows *s,
	const uint32_t *pick, const bool *positive)
{
	const double base = 0.3, prior = 0.2;
	double n1 = (double)p->n_positive + 2 * prior, n0 = (double)(p->n - p->n_positive) + 2 * prior;

	for (size_t i = 0; i < p->n; i++)
		for (size_t at = s->start[pick[i]]; at + 2 < s->start[pick[i] + 1]; at++)
			(positive[i] ? p->stretch : without)[s->nodes[at].index - 1]++;
	for (uint32_t t = 0; t < p->n_terms; t++)
		p->stretch[t] =
			sqrt(base + fabs(log((p->stretch[t] + prior) / n1) - log((without[t] + prior) / n0)));
}

static void copy_rows(
	struct solver_problem *p, const struct solver_rows *s, const uint32_t *pick, const bool *positive)
{
	struct feature_node *to = p->nodes;

	for (size_t i = 0; i < p->n; i++) {
		p->x[i] = to;
		p->y[i] = positive[i] ? 1 : -1;
		for (size_t at = s->start[pick[i]]; at < s->start[pick[i] + 1]; at++, to++) {
			*to = s->nodes[at];
			if (to->index > 0 && (uint32_t)to->index <= p->n_terms)
				to->value *= p->stretch[to->index - 1];
		}
	}
}

enum dl_status solver_problem_new(struct solver_problem **out, const struct solver_rows *s,
	const uint32_t *pick, const bool *positive, size_t n, struct dl_err *err)
{
	struct solver_problem *p = mem_zalloc(1, sizeof *p);
	double *without = mem_zalloc(s->n_terms, sizeof *without);
	size_t total = 0;

	*out = p;
	if (!p || !without) {
		mem_free(p);
		mem_free(without);
		*out = NULL;
		return err_nomem(err);
	}
	p->n_terms = s->n_terms;
	p->n = n;
	for (size_t i = 0; i < n; i++) {
		total += s->start[pick[i] + 1] - s->start[pick[i]];
		p->n_positive += positive[i];
	}
	p->nodes = mem_alloc(total * sizeof *p->nodes);
	p->x = mem_zalloc(n, sizeof *p->x);
	p->y = mem_zalloc(n, sizeof *p->y);
	p->stretch = mem_zalloc(p->n_terms, sizeof *p->stretch);
	if (p->nodes && p->x && p->y && p->stretch) {
		make_stretch(p, without, s, pick, positive);
		copy_rows(p, s, pick, positive);
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

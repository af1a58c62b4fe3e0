// SPDX-License-Identifier: MIT
// The solver of our own beside LIBLINEAR, on problems of many shapes.
#include "tests/unit/fixture.h"

#include "base/mem.h"
#include "base/par.h"
#include "train/dual.h"
#include "train/seeded_rand.h"
#include "train/solve.h"

#include <linear.h>
#include <math.h>

// Rows drawn at random: `positive_in` tells every how manieth is positive; words of the positive side are
// drawn from other places than those of the other, as in news, except for `noise` of 16.
struct shape {
	const char *name;
	uint32_t n, n_terms, longest;
	uint32_t positive_in, noise;
	bool doubled, empty; // every row twice; every third row empty
};

static const struct shape shapes[] = {
	{"two rows", 2, 5, 3, 2, 4, false, false},
	{"tiny", 12, 8, 4, 2, 6, false, false},
	{"news", 600, 900, 40, 4, 9, false, false},
	{"nearly one-sided", 500, 400, 30, 100, 8, false, false},
	{"mostly positive", 300, 300, 20, 1, 8, false, false}, // with the sides swapped below
	{"doubled", 400, 300, 30, 3, 12, true, false},
	{"empty rows", 300, 200, 20, 3, 9, false, true},
	{"long rows", 120, 4000, 900, 3, 10, false, false},
	{"nothing to tell by", 250, 60, 20, 2, 16, false, false},
};
static const double TIGHT = 2e-5; // what stops the solver; at C 32 a row missed by it costs 32 times as much
static const double costs[] = {0.01, 0.125, 1, 4, 32};
enum { N_SHAPES = sizeof shapes / sizeof *shapes, N_COSTS = sizeof costs / sizeof *costs };

struct made {
	struct rows rows;
	struct vec *vecs;
	uint32_t *pick;
	bool *positive;
	double *square, *w;
	uint64_t state;
};

static uint32_t draw(struct made *m, uint32_t below)
{
	m->state += UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)((hash_mix(m->state) >> 32) * below >> 32);
}

static void fill_row(struct made *m, const struct shape *s, uint32_t i)
{
	uint32_t n = s->empty && i % 3 == 0 ? 0 : 1 + draw(m, s->longest), id = 0;
	struct vec *v = &m->vecs[i];
	double norm = 0;

	v->items = mem_zalloc(n + 1, sizeof *v->items);
	assert_non_null(v->items);
	while (v->n < n && (id += draw(m, 2 * s->n_terms / (n + 1) + 1)) < s->n_terms) {
		bool of_side = (id % 2 == 0) == m->positive[i] || draw(m, 16) < s->noise;

		if (of_side) {
			v->items[v->n] = (struct feature){id, 1 + (float)draw(m, 100) / 20};
			norm += (double)v->items[v->n].weight * (double)v->items[v->n].weight;
			v->n++;
		}
		id++;
	}
	v->scale = norm > 0 ? 1 / sqrt(norm) : 0;
}

static void make(struct made *m, const struct shape *s)
{
	*m = (struct made){.state = 7,
		.vecs = mem_zalloc(s->n, sizeof *m->vecs),
		.pick = mem_zalloc(s->n, sizeof *m->pick),
		.positive = mem_zalloc(s->n, sizeof *m->positive),
		.square = mem_zalloc(s->n_terms, sizeof *m->square),
		.w = mem_zalloc(s->n_terms, sizeof *m->w)};
	assert_true(m->vecs && m->pick && m->positive && m->square && m->w);
	for (uint32_t i = 0; i < s->n; i++) {
		m->pick[i] = s->doubled ? i / 2 : i;
		m->positive[i] = s->positive_in == 1 ? m->pick[i] % 20 > 0 : m->pick[i] % s->positive_in == 0;
		fill_row(m, s, i);
	}
	for (uint32_t t = 0; t < s->n_terms; t++)
		m->square[t] = 0.3 + draw(m, 100) / 20.0;
	m->rows = (struct rows){s->n_terms, s->n, m->vecs};
}

static void unmake(struct made *m)
{
	for (size_t i = 0; i < m->rows.n; i++)
		vec_release(&m->vecs[i]);
	mem_free(m->vecs);
	mem_free(m->pick);
	mem_free(m->positive);
	mem_free(m->square);
	mem_free(m->w);
}

static struct dual *start(const struct made *m)
{
	struct dual *d = NULL;

	assert_int_equal(dual_new(&d, &m->rows, m->pick, m->positive, m->rows.n, m->square, NULL), DL_OK);
	return d;
}

// P(w) straight from its formula, w given as stretch times weight.
static double primal(const struct made *m, const double *w, double bias, double cost)
{
	struct linear_machine machine = {.w = m->w, .bias = bias};
	double norm = bias * bias, loss = 0;

	for (uint32_t t = 0; t < m->rows.n_terms; t++) {
		m->w[t] = w[t];
		norm += w[t] * w[t] / m->square[t];
	}
	for (size_t i = 0; i < m->rows.n; i++)
		loss += fmax(0, 1 - (m->positive[i] ? 1 : -1) * rows_score(&m->rows, m->pick[i], &machine));
	return norm / 2 + cost * loss;
}

static double primal_of(const struct made *m, const struct dual *d, double cost)
{
	double *w = mem_zalloc(m->rows.n_terms, sizeof *w), bias, p;

	assert_non_null(w);
	dual_weights(w, &bias, d);
	p = primal(m, w, bias, cost);
	mem_free(w);
	return p;
}

static size_t add_nodes(struct feature_node *to, const struct made *m, size_t i)
{
	const struct vec *v = &m->vecs[m->pick[i]];
	size_t n = 0;

	for (size_t k = 0; k < v->n; k++)
		to[n++] = (struct feature_node){(int)v->items[k].id + 1,
			(double)v->items[k].weight * v->scale * sqrt(m->square[v->items[k].id])};
	to[n++] = (struct feature_node){(int)m->rows.n_terms + 1, 1};
	to[n++] = (struct feature_node){-1, 0};
	return n;
}

static double primal_of_liblinear(const struct made *m, const struct shape *s, double cost)
{
	struct feature_node *pool = mem_zalloc((size_t)s->n * (s->longest + 2), sizeof *pool), *to = pool;
	struct feature_node **x = mem_zalloc(s->n, sizeof(struct feature_node *));
	double *y = mem_zalloc(s->n, sizeof *y), *w = mem_zalloc(s->n_terms, sizeof *w), p, sign;
	struct problem problem = {.l = (int)s->n, .n = (int)s->n_terms + 1, .y = y, .x = x, .bias = 1};
	struct parameter parameter = {.solver_type = L2R_L1LOSS_SVC_DUAL, .eps = 1e-5, .C = cost};
	struct model *got;

	assert_true(pool && x && y && w);
	for (size_t i = 0; i < s->n; i++) {
		x[i] = to;
		y[i] = m->positive[i] ? 1 : -1;
		to += add_nodes(to, m, i);
	}
	seeded_rand_start(3);
	got = train(&problem, &parameter);
	sign = got->label[0];
	for (uint32_t t = 0; t < s->n_terms; t++)
		w[t] = sign * got->w[t] * sqrt(m->square[t]);
	p = primal(m, w, sign * got->w[s->n_terms], cost);
	free_and_destroy_model(&got);
	mem_free(pool);
	mem_free(x);
	mem_free(y);
	mem_free(w);
	return p;
}

static void within(const char *shape, double cost, double got, double want, double part)
{
	if (!(fabs(got - want) <= part * want))
		fail_msg("%s, C %g: %.9g, not %.9g", shape, cost, got, want);
}

static void test_dual__as_good_as_liblinear(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_SHAPES; i++) {
		struct made m;

		make(&m, &shapes[i]);
		for (size_t c = 0; c < N_COSTS; c++) {
			struct dual *d = start(&m);
			double reference = primal_of_liblinear(&m, &shapes[i], costs[c]);

			dual_solve(d, costs[c], TIGHT, 1);
			within(shapes[i].name, costs[c], primal_of(&m, d, costs[c]), reference, 1e-3);
			dual_free(d);
		}
		unmake(&m);
	}
}

// No solution can be worth less than the bound, so a small gap proves that this one is the best.
static void test_dual__gap_is_small(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_SHAPES; i++) {
		struct made m;
		struct dual *d;

		make(&m, &shapes[i]);
		d = start(&m);
		for (size_t c = 0; c < N_COSTS; c++) {
			struct dual_value v;

			dual_solve(d, costs[c], TIGHT, 1);
			v = dual_value(d);
			within(shapes[i].name, costs[c], v.primal, primal_of(&m, d, costs[c]), 1e-4);
			within(shapes[i].name, costs[c], v.bound, v.primal, 5e-3);
		}
		dual_free(d);
		unmake(&m);
	}
}

// Also from another seed.
static void test_dual__going_on_ends_where_starting_anew_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_SHAPES; i++) {
		struct made m;
		struct dual *on;

		make(&m, &shapes[i]);
		on = start(&m);
		for (size_t c = 0; c < N_COSTS; c++) {
			struct dual *anew = start(&m);

			dual_solve(on, costs[c], TIGHT, 1);
			dual_solve(anew, costs[c], TIGHT, 2);
			within(shapes[i].name, costs[c], primal_of(&m, on, costs[c]),
				primal_of(&m, anew, costs[c]), 1e-3);
			dual_free(anew);
		}
		dual_free(on);
		unmake(&m);
	}
}

// Many solutions of one problem at once.
struct many {
	struct made m;
	double *w; // one row a solution
};

enum { MANY = 8 };

static enum dl_status solve_one(void *payload, size_t i, int worker, struct dl_err *err)
{
	struct many *all = payload;
	struct dual *d = NULL;
	double bias;
	enum dl_status st =
		dual_new(&d, &all->m.rows, all->m.pick, all->m.positive, all->m.rows.n, all->m.square, err);

	(void)worker;
	if (st != DL_OK)
		return st;
	dual_solve(d, 0.5, 0.01, 5);
	dual_solve(d, 2, 0.01, 5);
	dual_weights(all->w + i * (all->m.rows.n_terms + 1), &bias, d);
	all->w[i * (all->m.rows.n_terms + 1) + all->m.rows.n_terms] = bias;
	dual_free(d);
	return DL_OK;
}

static void test_dual__same_bits_on_any_number_of_threads(void **state)
{
	struct many all;
	size_t row;

	(void)state;
	make(&all.m, &shapes[2]);
	row = all.m.rows.n_terms + 1;
	all.w = mem_zalloc(2 * MANY * row, sizeof *all.w);
	assert_non_null(all.w);
	assert_int_equal(par_for(MANY, 1, solve_one, &all, NULL), DL_OK);
	all.w += MANY * row;
	assert_int_equal(par_for(MANY, 4, solve_one, &all, NULL), DL_OK);
	all.w -= MANY * row;
	for (size_t i = 1; i < 2 * (size_t)MANY; i++)
		assert_memory_equal(all.w, all.w + i * row, row * sizeof *all.w);
	mem_free(all.w);
	unmake(&all.m);
}

static void test_dual__no_memory(void **state)
{
	struct made m;
	struct dual *d = NULL;
	enum dl_status st = DL_ENOMEM;

	(void)state;
	make(&m, &shapes[1]);
	for (long n = 0; st == DL_ENOMEM; n++) {
		mem_fail_after(n);
		st = dual_new(&d, &m.rows, m.pick, m.positive, m.rows.n, m.square, NULL);
		mem_fail_after(-1);
		assert_true(st == DL_OK ? d != NULL && n > 3 : d == NULL);
	}
	dual_free(d);
	unmake(&m);
}

// All three solvers, by the one door, on the problem's own stretch; and a side that has no rows.
static void test_solve__all_solvers_agree(void **state)
{
	static const enum solver which[] = {SOLVER_DUAL, SOLVER_LIBLINEAR, SOLVER_LIBSVM};
	struct linear_machine machine[3];
	struct solver_problem *p;
	struct made m;

	(void)state;
	solve_quiet();
	make(&m, &shapes[2]);
	assert_int_equal(solver_problem_new(&p, &m.rows, m.pick, m.positive, m.rows.n, NULL), DL_OK);
	for (int k = 0; k < 3; k++) {
		machine[k].w = mem_zalloc(m.rows.n_terms, sizeof *machine[k].w);
		assert_int_equal(solve(&machine[k], which[k], p, 1, 1, NULL), DL_OK);
	}
	for (size_t i = 0; i < m.rows.n; i++) {
		double dual = rows_score(&m.rows, i, &machine[0]);

		assert_true(fabs(dual - rows_score(&m.rows, i, &machine[1])) < 0.03);
		assert_true(fabs(dual - rows_score(&m.rows, i, &machine[2])) < 0.1); // its bias is free
	}
	solver_problem_free(p);
	memset(m.positive, 0, m.rows.n);
	assert_int_equal(solver_problem_new(&p, &m.rows, m.pick, m.positive, m.rows.n, NULL), DL_OK);
	assert_int_equal(solve(&machine[0], SOLVER_DUAL, p, 1, 1, NULL), DL_OK);
	assert_true(rows_score(&m.rows, 0, &machine[0]) < -0.99);
	solver_problem_free(p);
	for (int k = 0; k < 3; k++)
		mem_free(machine[k].w);
	unmake(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_solve__all_solvers_agree),
		cmocka_unit_test(test_dual__as_good_as_liblinear),
		cmocka_unit_test(test_dual__gap_is_small),
		cmocka_unit_test(test_dual__going_on_ends_where_starting_anew_does),
		cmocka_unit_test(test_dual__same_bits_on_any_number_of_threads),
		cmocka_unit_test(test_dual__no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

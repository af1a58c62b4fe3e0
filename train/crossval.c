// SPDX-License-Identifier: MIT
#include "train/crossval.h"

#include "base/mem.h"
#include "base/par.h"

#include <pthread.h>

struct run {
	struct crossval *cv;
	int from, folds;      // the first fold of this run, and how many
	pthread_mutex_t lock; // of the progress report
};

float *crossval_scores(const struct crossval *cv, size_t c, size_t topic)
{
	return cv->scores + (c * cv->topics->n + topic) * cv->set->n;
}

struct scratch {
	double *w;
	uint32_t *pick;
	bool *positive;
};

static void scratch_release(struct scratch *s)
{
	mem_free(s->w);
	mem_free(s->pick);
	mem_free(s->positive);
}

static bool scratch_init(struct scratch *s, const struct crossval *cv)
{
	s->w = mem_zalloc(cv->n_terms, sizeof *s->w);
	s->pick = mem_zalloc(cv->set->n, sizeof *s->pick);
	s->positive = mem_zalloc(cv->set->n, sizeof *s->positive);
	return s->w && s->pick && s->positive;
}

static size_t pick_training(struct scratch *s, const struct crossval *cv, size_t topic, int fold)
{
	size_t n = 0;

	for (size_t i = 0; i < cv->set->n; i++) {
		if (cv->fold[i] == fold)
			continue;
		s->pick[n] = (uint32_t)i;
		s->positive[n++] = cv->gold[i * cv->topics->n + topic];
	}
	return n;
}

static bool tell(struct run *r)
{
	struct crossval *cv = r->cv;
	bool on;

	pthread_mutex_lock(&r->lock);
	cv->done++;
	on = progress_step(cv->progress, "cross-validating", cv->done, cv->to_do);
	pthread_mutex_unlock(&r->lock);
	return on;
}

static enum dl_status try_cost(struct crossval *cv, struct scratch *s, struct solver_problem *p, size_t topic,
	int fold, size_t c, struct dl_err *err)
{
	struct linear_machine machine = {.w = s->w};
	float *to = crossval_scores(cv, c, topic);
	enum dl_status st = solve(&machine, cv->solver, p, cv->grid[c], cv->seed, err);

	for (size_t i = 0; st == DL_OK && i < cv->set->n; i++)
		if (cv->fold[i] == fold)
			to[i] = (float)rows_score(cv->rows, i, &machine);
	return st;
}

// One topic, one fold, its part of the grid.
static enum dl_status one_piece(void *payload, size_t piece, int worker, struct dl_err *err)
{
	struct run *r = payload;
	struct crossval *cv = r->cv;
	size_t topic = piece / (size_t)r->folds;
	int fold = r->from + (int)(piece % (size_t)r->folds);
	struct scratch s = {0};
	struct solver_problem *p = NULL;
	enum dl_status st = scratch_init(&s, cv) ? DL_OK : err_nomem(err);
	size_t n = st == DL_OK ? pick_training(&s, cv, topic, fold) : 0;

	(void)worker;
	if (st == DL_OK)
		st = solver_problem_new(&p, cv->rows, s.pick, s.positive, n, err);
	for (size_t c = cv->first[topic]; st == DL_OK && c <= cv->last[topic]; c++) {
		st = try_cost(cv, &s, p, topic, fold, c, err);
		if (st == DL_OK && !tell(r))
			st = err_set(err, DL_EINTERRUPT, "interrupted while cross-validating");
	}
	solver_problem_free(p);
	scratch_release(&s);
	return st;
}

enum dl_status crossval_run(struct crossval *cv, int from, int to, struct dl_err *err)
{
	struct run r = {.cv = cv, .from = from, .folds = to - from};
	enum dl_status st;

	pthread_mutex_init(&r.lock, NULL);
	st = par_for(cv->topics->n * (size_t)r.folds, cv->threads, one_piece, &r, err);
	pthread_mutex_destroy(&r.lock);
	return st;
}

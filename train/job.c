// SPDX-License-Identifier: MIT
#include "train/job.h"

#include "base/mem.h"

// C of a hinge loss on vectors of length 1, terms stretched: below 1/8 the topics of a small corpus vanish,
// above 4 nothing changes any more.
static const double cost_grid[] = {0.125, 0.25, 0.5, 1, 2, 4};

enum { MANY = 3000, FIRST_FOLDS = 2 }; // articles; folds that see the whole grid

void job_release(struct job *j)
{
	topic_list_release(&j->topics);
	vectors_release(&j->vectors);
	mem_free(j->gold);
	mem_free(j->fold);
	mem_free(j->cv.scores);
	mem_free(j->cv.first);
	mem_free(j->cv.last);
	mem_free(j->best);
	mem_free(j->models);
	mem_free(j->weights);
	mem_free(j->everyone);
}

// Every array that has the size of the set or of its topics.
static enum dl_status allocate(struct job *j, struct dl_err *err)
{
	size_t n = j->set->n, k = j->topics.n;

	j->gold = mem_zalloc(n * k, sizeof *j->gold);
	j->fold = mem_zalloc(n, sizeof *j->fold);
	j->best = mem_zalloc(k, sizeof *j->best);
	j->models = mem_zalloc(k, sizeof *j->models);
	j->everyone = mem_zalloc(n, sizeof *j->everyone);
	if (!j->gold || !j->fold || !j->best || !j->models || !j->everyone)
		return err_nomem(err);
	for (size_t i = 0; i < n; i++) {
		j->everyone[i] = (uint32_t)i;
		for (size_t t = 0; t < k; t++)
			j->gold[i * k + t] = doc_has_topic(&j->set->docs[i], j->topics.names[t]);
	}
	return DL_OK;
}

static enum dl_status check_one_topic(const struct job *j, struct dl_err *err)
{
	for (size_t i = 0; j->o->one_topic && i < j->set->n; i++) {
		size_t n = 0;

		for (size_t k = 0; k < j->topics.n; k++)
			n += j->gold[i * j->topics.n + k];
		if (n != 1)
			return err_set(err, DL_EINVAL,
				"article '%s' has %zu of the topics, but --one-topic wants exactly one of "
				"each article",
				j->set->docs[i].id.ptr, n);
	}
	return DL_OK;
}

enum dl_status job_prepare(struct job *j, struct dl_err *err)
{
	const struct train_options *o = j->o;
	enum dl_status st = topic_list_make(&j->topics, j->set, o->topics, err);

	if (st == DL_OK)
		st = allocate(j, err);
	if (st == DL_OK)
		st = check_one_topic(j, err);
	if (st == DL_OK)
		st = fold_deal(j->fold, j->set, o->folds, o->seed, err);
	if (st == DL_OK)
		st = vectors_make(&j->vectors, j->set, &j->recipe, !j->trial, o, err);
	if (st != DL_OK)
		return st;
	if (!j->vectors.vocab.n_words)
		return err_set(err, DL_EINVAL,
			"no term stands in %u articles: add articles, or lower --min-df", o->recipe.min_df);
	j->rows = (struct rows){vocab_size(&j->vectors.vocab), j->set->n, j->vectors.vecs};
	return DL_OK;
}

static enum dl_status cv_arrays(struct crossval *cv, struct dl_err *err)
{
	size_t k = cv->topics->n;

	cv->scores = mem_zalloc(cv->n_grid * k * cv->set->n, sizeof *cv->scores);
	cv->first = mem_zalloc(k, sizeof *cv->first);
	cv->last = mem_zalloc(k, sizeof *cv->last);
	if (!cv->scores || !cv->first || !cv->last)
		return err_nomem(err);
	return DL_OK;
}

// Where articles are many, the first folds choose C for the others.
static enum dl_status run_folds(struct job *j, struct dl_err *err)
{
	struct crossval *cv = &j->cv;
	size_t k = cv->topics->n;
	bool narrow = cv->n_grid > 1 && cv->set->n >= MANY && cv->folds > FIRST_FOLDS;
	enum dl_status st;

	if (narrow)
		cv->n_grid--; // the largest C takes the longest and is for few articles
	for (size_t i = 0; i < k; i++)
		cv->last[i] = cv->n_grid - 1;
	cv->to_do = k * (narrow ? FIRST_FOLDS * cv->n_grid + (uint64_t)(cv->folds - FIRST_FOLDS)
				: (uint64_t)cv->folds * cv->n_grid);
	st = crossval_run(cv, 0, narrow ? FIRST_FOLDS : cv->folds, err);
	if (st == DL_OK)
		st = choose_costs(j->best, cv, narrow ? FIRST_FOLDS : cv->folds, j->o->one_topic, err);
	if (st != DL_OK || !narrow)
		return st;
	for (size_t i = 0; i < k; i++)
		cv->first[i] = cv->last[i] = j->best[i];
	return crossval_run(cv, FIRST_FOLDS, cv->folds, err);
}

enum dl_status job_cross_validate(struct job *j, struct metrics *scores, struct dl_err *err)
{
	const struct train_options *o = j->o;
	enum dl_status st;

	j->cv = (struct crossval){.rows = &j->rows,
		.set = j->set,
		.topics = &j->topics,
		.gold = j->gold,
		.fold = j->fold,
		.folds = o->folds,
		.grid = o->cost > 0 ? &o->cost : cost_grid,
		.n_grid = o->cost > 0 ? 1 : sizeof cost_grid / sizeof *cost_grid,
		.n_terms = vocab_size(&j->vectors.vocab),
		.seed = o->seed,
		.solver = o->solver == SOLVER_LIBLINEAR ? SOLVER_LIBLINEAR : SOLVER_DUAL,
		.threads = o->threads,
		.progress = o->progress};
	st = cv_arrays(&j->cv, err);
	if (st == DL_OK)
		st = run_folds(j, err);
	if (st == DL_OK)
		st = calibrate(j->models, scores, &j->cv, j->best, o->one_topic, err);
	return st;
}

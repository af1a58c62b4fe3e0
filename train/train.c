// SPDX-License-Identifier: MIT
#include "train/train.h"

#include "base/mem.h"
#include "base/par.h"
#include "train/calibrate.h"
#include "train/vectorise.h"

#include <pthread.h>

// Everything of one training run.
struct job {
	struct train_set *set;
	const struct train_options *o;
	struct topic_list topics;
	struct vectors vectors;
	struct solver_rows *rows;
	bool *gold;
	uint8_t *fold;
	struct crossval cv;
	size_t *best;               // index into the grid, one a topic
	struct model_topic *models; // one a topic
	float *weights;             // terms x topics
	uint32_t *everyone;         // 0, 1, 2, ...
	enum solver solver;
	pthread_mutex_t lock; // of `done`
	uint64_t done;
};

// C of a hinge loss on vectors of length 1, terms stretched: below 1/8 the topics of a small corpus vanish,
// above 4 nothing changes any more.
static const double cost_grid[] = {0.125, 0.25, 0.5, 1, 2, 4};

enum { MANY = 3000, FIRST_FOLDS = 2 }; // articles; folds that see the whole grid

static void job_release(struct job *j)
{
	topic_list_release(&j->topics);
	vectors_release(&j->vectors);
	solver_rows_free(j->rows);
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

static enum dl_status check_options(
	const struct train_set *s, const struct train_options *o, struct dl_err *err)
{
	if (s->n < 2)
		return err_set(err, DL_EINVAL,
			"there are %zu labelled articles: training needs at least two, and a few hundred to "
			"be any good",
			s->n);
	if (o->folds < 2 || o->folds > 20)
		return err_set(err, DL_EINVAL, "--folds must be 2 to 20, not %d", o->folds);
	if (o->cost < 0)
		return err_set(err, DL_EINVAL, "C must be above 0");
	return DL_OK;
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

static enum dl_status prepare(struct job *j, struct dl_err *err)
{
	const struct train_options *o = j->o;
	struct rows rows;
	enum dl_status st = topic_list_make(&j->topics, j->set, o->topics, err);

	if (st == DL_OK)
		st = allocate(j, err);
	if (st == DL_OK)
		st = check_one_topic(j, err);
	if (st == DL_OK)
		st = fold_deal(j->fold, j->set, o->folds, o->seed, err);
	if (st == DL_OK)
		st = vectors_make(&j->vectors, j->set, &o->recipe, o->threads, o->progress, err);
	if (st != DL_OK)
		return st;
	if (!j->vectors.vocab.n_words)
		return err_set(err, DL_EINVAL,
			"no term stands in %u articles: add articles, or lower --min-df", o->recipe.min_df);
	rows = (struct rows){vocab_size(&j->vectors.vocab), j->set->n, j->vectors.vecs};
	return solver_rows_new(&j->rows, &rows, err);
}

static enum dl_status cv_arrays(struct crossval *cv, struct dl_err *err)
{
	size_t k = cv->topics->n;

	cv->scores = mem_zalloc(cv->n_grid * k * cv->set->n, sizeof *cv->scores);
	cv->first = mem_zalloc(k, sizeof *cv->first);
	cv->last = mem_zalloc(k, sizeof *cv->last);
	if (!cv->scores || !cv->first || !cv->last)
		return err_nomem(err);
	for (size_t i = 0; i < k; i++)
		cv->last[i] = cv->n_grid - 1;
	return DL_OK;
}

// Where articles are many, the first folds choose the neighbourhood of the best C, and the others try only
// that.
static enum dl_status run_folds(struct job *j, struct dl_err *err)
{
	struct crossval *cv = &j->cv;
	size_t k = cv->topics->n;
	bool narrow = cv->n_grid > 3 && cv->set->n >= MANY && cv->folds > FIRST_FOLDS;
	uint64_t later = (uint64_t)(cv->folds - FIRST_FOLDS) * 3, first = FIRST_FOLDS * cv->n_grid;
	enum dl_status st;

	cv->to_do = k * (narrow ? first + later : (uint64_t)cv->folds * cv->n_grid);
	st = crossval_run(cv, 0, narrow ? FIRST_FOLDS : cv->folds, err);
	if (st != DL_OK || !narrow)
		return st;
	st = choose_costs(j->best, cv, FIRST_FOLDS, j->o->one_topic, err);
	for (size_t i = 0; i < k; i++) {
		cv->first[i] = j->best[i] ? j->best[i] - 1 : 0;
		cv->last[i] = j->best[i] + 1 < cv->n_grid ? j->best[i] + 1 : j->best[i];
	}
	return st == DL_OK ? crossval_run(cv, FIRST_FOLDS, cv->folds, err) : st;
}

static enum dl_status cross_validate(struct job *j, struct train_result *out, struct dl_err *err)
{
	const struct train_options *o = j->o;
	enum dl_status st;

	j->cv = (struct crossval){.rows = j->rows,
		.set = j->set,
		.topics = &j->topics,
		.gold = j->gold,
		.fold = j->fold,
		.folds = o->folds,
		.grid = o->cost > 0 ? &o->cost : cost_grid,
		.n_grid = o->cost > 0 ? 1 : sizeof cost_grid / sizeof *cost_grid,
		.n_terms = vocab_size(&j->vectors.vocab),
		.seed = o->seed,
		.threads = o->threads,
		.progress = o->progress};
	st = cv_arrays(&j->cv, err);
	if (st == DL_OK)
		st = run_folds(j, err);
	if (st == DL_OK)
		st = choose_costs(j->best, &j->cv, o->folds, o->one_topic, err);
	if (st == DL_OK)
		st = calibrate(j->models, &out->scores, &j->cv, j->best, o->one_topic, err);
	return st;
}

static enum dl_status train_one(void *payload, size_t k, int worker, struct dl_err *err)
{
	struct job *j = payload;
	uint32_t n_terms = vocab_size(&j->vectors.vocab);
	struct linear_machine machine = {.w = mem_zalloc(n_terms, sizeof *machine.w)};
	bool *positive = mem_zalloc(j->set->n, sizeof *positive);
	struct solver_problem *p = NULL;
	enum dl_status st = machine.w && positive ? DL_OK : err_nomem(err);
	bool on;

	(void)worker;
	for (size_t i = 0; st == DL_OK && i < j->set->n; i++)
		positive[i] = j->gold[i * j->topics.n + k];
	if (st == DL_OK)
		st = solver_problem_new(&p, j->rows, j->everyone, positive, j->set->n, err);
	if (st == DL_OK)
		st = solve(&machine, j->solver, p, j->models[k].cost, j->o->seed, err);
	for (uint32_t t = 0; st == DL_OK && t < n_terms; t++)
		j->weights[(size_t)t * j->topics.n + k] = (float)machine.w[t];
	j->models[k].bias = machine.bias;
	solver_problem_free(p);
	mem_free(machine.w);
	mem_free(positive);
	pthread_mutex_lock(&j->lock);
	on = progress_step(j->o->progress, "training", ++j->done, j->topics.n);
	pthread_mutex_unlock(&j->lock);
	return st == DL_OK && !on ? err_set(err, DL_EINTERRUPT, "interrupted while training") : st;
}

// A word's weight takes up what its n-grams say, so that only words unknown to the model bring n-grams.
static enum dl_status fold_grams(struct job *j, struct dl_err *err)
{
	struct vocab *v = &j->vectors.vocab;
	struct extractor *x = v->n_grams ? extractor_new(&j->o->recipe, v, true) : NULL;
	size_t k = j->topics.n;
	enum dl_status st = x || !v->n_grams ? DL_OK : err_nomem(err);

	for (uint32_t w = 0; st == DL_OK && x && w < v->n_words; w++) {
		const struct part *p;

		st = extract_parts(&p, x, j->vectors.stems[w], err);
		for (; st == DL_OK && p->id != VOCAB_NONE; p++)
			for (size_t t = 0; t < k; t++)
				j->weights[w * k + t] += p->weight * j->weights[p->id * k + t];
	}
	extractor_free(x);
	return st;
}

static enum dl_status train_final(struct job *j, struct dl_err *err)
{
	double terms = 0;
	enum dl_status st;

	for (size_t i = 0; i < j->set->n; i++)
		terms += (double)j->vectors.vecs[i].n / (double)j->set->n;
	j->solver = j->o->solver == SOLVER_AUTO ? solve_choose(j->set->n, terms, j->topics.n) : j->o->solver;
	j->weights = mem_zalloc((size_t)vocab_size(&j->vectors.vocab) * j->topics.n, sizeof *j->weights);
	if (!j->weights)
		return err_nomem(err);
	for (size_t k = 0; k < j->topics.n; k++) {
		j->models[k].name = j->topics.names[k];
		j->models[k].cost = j->cv.grid[j->best[k]];
	}
	pthread_mutex_init(&j->lock, NULL);
	st = par_for(j->topics.n, j->o->threads, train_one, j, err);
	pthread_mutex_destroy(&j->lock);
	return st == DL_OK ? fold_grams(j, err) : st;
}

static enum dl_status finish(struct train_result *out, struct job *j, struct dl_err *err)
{
	struct model_parts parts = {.recipe = j->o->recipe,
		.one_topic = j->o->one_topic,
		.vocab = j->vectors.vocab,
		.df = j->vectors.df,
		.names = j->vectors.names,
		.n_topics = j->topics.n,
		.topics = j->models,
		.weights = j->weights,
		.documents = j->set->n,
		.unseen_rate = j->vectors.unseen_rate,
		.solver = j->solver == SOLVER_LIBSVM ? "libsvm" : "liblinear",
		.made = j->o->made};
	enum dl_status st;

	parts.scores =
		(struct model_scores){out->scores.micro_f1, out->scores.macro_f1, out->scores.accuracy};
	st = model_write(&out->file, &parts, err);
	out->costs = mem_zalloc(j->topics.n, sizeof *out->costs);
	if (st == DL_OK && !out->costs)
		st = err_nomem(err);
	if (st != DL_OK)
		return st;
	for (size_t k = 0; k < j->topics.n; k++)
		out->costs[k] = j->models[k].cost;
	out->solver = j->solver;
	out->documents = j->set->n;
	out->terms = vocab_size(&j->vectors.vocab) - j->vectors.vocab.n_grams;
	out->n_topics = j->topics.n;
	out->topics = j->topics.names; // moved
	j->topics = (struct topic_list){0};
	return DL_OK;
}

enum dl_status train_run(
	struct train_result *out, struct train_set *s, const struct train_options *o, struct dl_err *err)
{
	struct job j = {.set = s, .o = o};
	enum dl_status st;

	*out = (struct train_result){0};
	solve_quiet();
	st = check_options(s, o, err);
	if (st == DL_OK)
		st = prepare(&j, err);
	if (st == DL_OK)
		st = cross_validate(&j, out, err);
	if (st == DL_OK)
		st = train_final(&j, err);
	if (st == DL_OK)
		st = finish(out, &j, err);
	job_release(&j);
	if (st != DL_OK)
		train_result_release(out);
	return st;
}

void train_result_release(struct train_result *r)
{
	for (size_t k = 0; k < r->n_topics; k++)
		mem_free(r->topics[k]);
	mem_free(r->topics);
	mem_free(r->costs);
	metrics_release(&r->scores);
	buf_release(&r->file);
	*r = (struct train_result){0};
}

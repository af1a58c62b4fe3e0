// SPDX-License-Identifier: MIT
#include "train/train.h"

#include "base/mem.h"
#include "base/par.h"
#include "train/choose_recipe.h"
#include "train/job.h"
#include "train/languages.h"
#include "train/stories.h"
#include "train/suspects.h"

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
		st = solver_problem_new(&p, &j->rows, j->everyone, positive, j->set->n, err);
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
	struct extractor *x = v->n_grams ? extractor_new(&j->recipe, v, true) : NULL;
	size_t k = j->topics.n;
	enum dl_status st = x || !v->n_grams ? DL_OK : err_nomem(err);

	for (uint32_t w = 0; st == DL_OK && x && w < v->n_words; w++) {
		const struct feature *p;

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
	struct buf langs = {0};
	struct model_parts parts = {.recipe = j->recipe,
		.one_topic = j->o->one_topic,
		.vocab = j->vectors.vocab,
		.df = j->vectors.df,
		.names = j->vectors.names,
		.n_topics = j->topics.n,
		.topics = j->models,
		.weights = j->weights,
		.documents = j->set->n,
		.unseen_rate = j->vectors.unseen_rate,
		.solver = solver_name(j->solver),
		.made = j->o->made};
	enum dl_status st = languages_of(&langs, j->set, err);

	parts.langs = langs.ptr;
	parts.scores =
		(struct model_scores){out->scores.micro_f1, out->scores.macro_f1, out->scores.accuracy};
	if (st == DL_OK)
		st = model_write(&out->file, &parts, err);
	buf_release(&langs);
	out->costs = mem_zalloc(j->topics.n, sizeof *out->costs);
	if (st == DL_OK && !out->costs)
		st = err_nomem(err);
	if (st != DL_OK)
		return st;
	for (size_t k = 0; k < j->topics.n; k++)
		out->costs[k] = j->models[k].cost;
	out->solver = j->solver;
	out->recipe = j->recipe;
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
	struct job j = {.set = s, .o = o, .recipe = o->recipe};
	enum dl_status st;

	*out = (struct train_result){0};
	solve_quiet();
	train_set_sort(s);
	st = check_options(s, o, err);
	if (st == DL_OK)
		st = stories_find(s, o->threads, o->progress, err);
	if (st == DL_OK && o->choose_recipe)
		st = recipe_choose(&j.recipe, out->trials, s, o, err);
	if (st == DL_OK)
		st = job_prepare(&j, err);
	if (st == DL_OK)
		st = job_cross_validate(&j, &out->scores, err);
	if (st == DL_OK && o->suspects > 0)
		st = suspects_find(&out->suspects, &out->n_suspects, &j, (size_t)o->suspects, err);
	if (st == DL_OK)
		st = train_final(&j, err);
	vectors_forget(&j.vectors);
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
	suspects_free(r->suspects, r->n_suspects);
	buf_release(&r->file);
	*r = (struct train_result){0};
}

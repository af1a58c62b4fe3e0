// SPDX-License-Identifier: MIT
#include "train/calibrate.h"

#include "base/mem.h"
#include "train/platt.h"

enum { MIN_POSITIVES = 10 }; // fewer give no cut of their own: P = 0.5

// One topic's scores and signs, all documents or those outside a fold.
struct column {
	double *d;
	bool *positive;
	size_t n;
};

static void column_release(struct column *c)
{
	mem_free(c->d);
	mem_free(c->positive);
}

static bool column_init(struct column *c, size_t n)
{
	c->d = mem_zalloc(n, sizeof *c->d);
	c->positive = mem_zalloc(n, sizeof *c->positive);
	return c->d && c->positive;
}

// Documents of the folds below `folds`, but not those of fold `without`.
static void column_fill(
	struct column *c, const struct crossval *cv, size_t grid, size_t topic, int folds, int without)
{
	const float *scores = crossval_scores(cv, grid, topic);

	c->n = 0;
	for (size_t i = 0; i < cv->set->n; i++) {
		if (cv->fold[i] == without || cv->fold[i] >= folds)
			continue;
		c->d[c->n] = (double)scores[i];
		c->positive[c->n++] = cv->gold[i * cv->topics->n + topic];
	}
}

static enum dl_status choose_by_f1(
	size_t *best, const struct crossval *cv, int folds, struct dl_err *err)
{
	struct column col = {0};
	enum dl_status st = column_init(&col, cv->set->n) ? DL_OK : err_nomem(err);

	for (size_t k = 0; st == DL_OK && k < cv->topics->n; k++) {
		double highest = -1;

		for (size_t c = cv->first[k]; st == DL_OK && c <= cv->last[k]; c++) {
			struct cut cut;

			column_fill(&col, cv, c, k, folds, -1);
			st = cut_best_f1(&cut, col.d, col.positive, col.n, err);
			if (st == DL_OK && cut.f1 > highest) {
				highest = cut.f1;
				best[k] = c;
			}
		}
	}
	column_release(&col);
	return st;
}

static uint64_t right_answers(const struct crossval *cv, size_t c, int folds)
{
	uint64_t right = 0;

	for (size_t i = 0; i < cv->set->n; i++) {
		size_t top = 0;

		if (cv->fold[i] >= folds)
			continue;
		for (size_t k = 1; k < cv->topics->n; k++)
			if (crossval_scores(cv, c, k)[i] > crossval_scores(cv, c, top)[i])
				top = k;
		right += cv->gold[i * cv->topics->n + top];
	}
	return right;
}

enum dl_status choose_costs(
	size_t *best, const struct crossval *cv, int folds, bool one_topic, struct dl_err *err)
{
	uint64_t most = 0;
	size_t which = 0;

	if (!one_topic)
		return choose_by_f1(best, cv, folds, err);
	which = cv->first[0];
	for (size_t c = cv->first[0]; c <= cv->last[0]; c++) {
		uint64_t right = right_answers(cv, c, folds);

		if (right > most) {
			most = right;
			which = c;
		}
	}
	for (size_t k = 0; k < cv->topics->n; k++)
		best[k] = which;
	return DL_OK;
}

// The cut in units of decision values: by F1, or where P = 0.5 when there are too few positives to choose
// one.
static enum dl_status choose_cut(
	double *at, const struct column *col, const struct platt *p, struct dl_err *err)
{
	struct cut cut;
	enum dl_status st = cut_best_f1(&cut, col->d, col->positive, col->n, err);

	if (st != DL_OK)
		return st;
	*at = cut.n1 >= MIN_POSITIVES || p->a >= 0 ? cut.at : -p->b / p->a;
	return DL_OK;
}

// The cut that each fold is judged by is chosen on the other folds.
static enum dl_status nested_decisions(bool *chosen, struct column *col, const struct crossval *cv,
	size_t grid, size_t topic, struct dl_err *err)
{
	const float *scores = crossval_scores(cv, grid, topic);

	for (int f = 0; f < cv->folds; f++) {
		enum dl_status st;
		struct platt p;
		double at;

		column_fill(col, cv, grid, topic, cv->folds, f);
		platt_fit(&p, col->d, col->positive, col->n);
		st = choose_cut(&at, col, &p, err);
		if (st != DL_OK)
			return st;
		for (size_t i = 0; i < cv->set->n; i++)
			if (cv->fold[i] == f)
				chosen[i * cv->topics->n + topic] = (double)scores[i] > at;
	}
	return DL_OK;
}

static enum dl_status calibrate_topic(struct model_topic *t, bool *chosen, double *probability,
	struct column *col, const struct crossval *cv, size_t grid, size_t topic, struct dl_err *err)
{
	struct platt p;
	struct cut cut;
	enum dl_status st;
	double at;

	column_fill(col, cv, grid, topic, cv->folds, -1);
	platt_fit(&p, col->d, col->positive, col->n);
	st = choose_cut(&at, col, &p, err);
	if (st != DL_OK)
		return st;
	cut = cut_count(at, col->d, col->positive, col->n);
	t->platt_a = p.a;
	t->platt_b = p.b;
	memcpy(t->hessian_inverse, p.hessian_inverse, sizeof t->hessian_inverse);
	t->mean = p.mean;
	t->mean_a = p.mean_a;
	t->mean_b = p.mean_b;
	t->threshold = platt_probability(&p, at);
	t->tp = cut.tp;
	t->n1 = cut.n1;
	t->fp = cut.fp;
	t->n0 = cut.n0;
	for (size_t i = 0; i < cv->set->n; i++)
		probability[i * cv->topics->n + topic] = platt_probability(&p, col->d[i]);
	return nested_decisions(chosen, col, cv, grid, topic, err);
}

// One topic an article: probabilities add up to 1, the largest is the choice.
static void choose_one(bool *chosen, double *probability, size_t n)
{
	double sum = 0;
	size_t top = 0;

	for (size_t k = 0; k < n; k++) {
		sum += probability[k];
		chosen[k] = false;
		if (probability[k] > probability[top])
			top = k;
	}
	for (size_t k = 0; k < n && sum > 0; k++)
		probability[k] /= sum;
	chosen[top] = true;
}

static void measure(
	struct metrics *scores, const struct crossval *cv, bool *chosen, double *probability, bool one_topic)
{
	size_t n = cv->topics->n;

	for (size_t i = 0; i < cv->set->n; i++) {
		if (one_topic)
			choose_one(chosen + i * n, probability + i * n, n);
		metrics_add(scores, cv->gold + i * n, chosen + i * n, probability + i * n);
	}
	metrics_finish(scores);
}

enum dl_status calibrate(struct model_topic *topics, struct metrics *scores, const struct crossval *cv,
	const size_t *best, bool one_topic, struct dl_err *err)
{
	size_t cells = cv->set->n * cv->topics->n;
	bool *chosen = mem_zalloc(cells, sizeof *chosen);
	double *probability = mem_zalloc(cells, sizeof *probability);
	struct column col = {0};
	enum dl_status st = column_init(&col, cv->set->n) && chosen && probability ? DL_OK : err_nomem(err);

	for (size_t k = 0; st == DL_OK && k < cv->topics->n; k++)
		st = calibrate_topic(&topics[k], chosen, probability, &col, cv, best[k], k, err);
	if (st == DL_OK)
		st = metrics_init(scores, cv->topics->n, err);
	if (st == DL_OK)
		measure(scores, cv, chosen, probability, one_topic);
	column_release(&col);
	mem_free(chosen);
	mem_free(probability);
	return st;
}

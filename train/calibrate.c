// SPDX-License-Identifier: MIT
#include "train/calibrate.h"

#include "base/mem.h"
#include "base/par.h"
#include "train/platt.h"
#include "train/tilt.h"

#include <math.h>
#include <stdlib.h>

enum { MIN_POSITIVES = 2 };       // fewer give no cut of their own
enum { RARE = 10 };               // topics with fewer positives share what they have
static const double NEVER = 2;    // a threshold above every probability
static const double MIN_F1 = 0.2; // nor does a best F1 below it
static const double FLAT = 0.1;   // of a standard error: a C so near to the best is as good

// The topics that share C, calibration and cut: a topic alone, or all that are too rare to have their own.
// The scores of a rare topic are few, but a machine that has seen five articles is much like another.
struct pool {
	const size_t *topics;
	size_t n;
};

// A pool's scores and signs, all documents or those outside a fold.
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

static void column_add(
	struct column *c, const struct crossval *cv, size_t grid, size_t topic, int folds, int without)
{
	const float *scores = crossval_scores(cv, grid, topic);

	for (size_t i = 0; i < cv->set->n; i++) {
		if (cv->fold[i] == without || cv->fold[i] >= folds)
			continue;
		c->d[c->n] = (double)scores[i];
		c->positive[c->n++] = cv->gold[i * cv->topics->n + topic];
	}
}

// Documents of the folds below `folds`, but not those of fold `without`.
static void column_fill(
	struct column *c, const struct crossval *cv, size_t grid, struct pool p, int folds, int without)
{
	c->n = 0;
	for (size_t k = 0; k < p.n; k++)
		column_add(c, cv, grid, p.topics[k], folds, without);
}

// `order` lists the topics pool by pool, the rare ones last; the pools are views into it.
struct pools {
	size_t *order;
	struct pool *pools;
	size_t n, widest; // topics in the widest pool
};

static void pools_release(struct pools *p)
{
	mem_free(p->order);
	mem_free(p->pools);
}

static bool is_rare(const struct crossval *cv, size_t topic)
{
	size_t n = 0;

	for (size_t i = 0; i < cv->set->n; i++)
		n += cv->gold[i * cv->topics->n + topic];
	return n < RARE;
}

static bool pools_make(struct pools *p, const struct crossval *cv)
{
	size_t n = cv->topics->n, common = 0, rare = n;

	*p = (struct pools){
		.order = mem_zalloc(n, sizeof *p->order), .pools = mem_zalloc(n, sizeof *p->pools)};
	if (!p->order || !p->pools)
		return false;
	for (size_t k = 0; k < n; k++)
		p->order[is_rare(cv, k) ? --rare : common++] = k;
	for (; p->n < common; p->n++)
		p->pools[p->n] = (struct pool){p->order + p->n, 1};
	if (rare < n)
		p->pools[p->n++] = (struct pool){p->order + rare, n - rare};
	p->widest = n - rare > 1 ? n - rare : 1;
	return true;
}

static double standard_error(double share, double n)
{
	return n > 0 ? sqrt(share * (1 - share) / n) : 0;
}

// The first of the grid whose score is as good as the best.
static size_t first_good(const double *score, size_t first, size_t last, double n)
{
	double best = 0;

	for (size_t c = first; c <= last; c++)
		best = score[c] > best ? score[c] : best;
	while (first < last && score[first] < best - FLAT * standard_error(best, n))
		first++;
	return first;
}

static enum dl_status choose_for_pool(size_t *best, struct column *col, double *score,
	const struct crossval *cv, int folds, struct pool p, struct dl_err *err)
{
	size_t first = cv->first[*p.topics], last = cv->last[*p.topics], good;
	enum dl_status st = DL_OK;
	uint64_t positives = 0;

	for (size_t c = first; st == DL_OK && c <= last; c++) {
		struct cut cut;

		column_fill(col, cv, c, p, folds, -1);
		st = cut_best_f1(&cut, col->d, col->positive, col->n, err);
		score[c] = cut.f1;
		positives = cut.n1;
	}
	good = first_good(score, first, last, (double)positives);
	for (size_t k = 0; k < p.n; k++)
		best[p.topics[k]] = good;
	return st;
}

static enum dl_status choose_by_f1(size_t *best, const struct crossval *cv, int folds, struct dl_err *err)
{
	struct column col = {0};
	struct pools pools;
	double *score = mem_zalloc(cv->n_grid, sizeof *score);
	bool ok = pools_make(&pools, cv) && column_init(&col, cv->set->n * pools.widest) && score;
	enum dl_status st = ok ? DL_OK : err_nomem(err);

	for (size_t p = 0; st == DL_OK && p < pools.n; p++)
		st = choose_for_pool(best, &col, score, cv, folds, pools.pools[p], err);
	column_release(&col);
	pools_release(&pools);
	mem_free(score);
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

static enum dl_status choose_by_accuracy(
	size_t *best, const struct crossval *cv, int folds, struct dl_err *err)
{
	double *score = mem_zalloc(cv->n_grid, sizeof *score), n = 0;

	if (!score)
		return err_nomem(err);
	for (size_t i = 0; i < cv->set->n; i++)
		n += cv->fold[i] < folds;
	for (size_t c = cv->first[0]; c <= cv->last[0]; c++)
		score[c] = (double)right_answers(cv, c, folds) / n;
	*best = first_good(score, cv->first[0], cv->last[0], n);
	for (size_t k = 1; k < cv->topics->n; k++)
		best[k] = best[0];
	mem_free(score);
	return DL_OK;
}

enum dl_status choose_costs(
	size_t *best, const struct crossval *cv, int folds, bool one_topic, struct dl_err *err)
{
	return one_topic ? choose_by_accuracy(best, cv, folds, err) : choose_by_f1(best, cv, folds, err);
}

static double above_all(const struct column *col)
{
	double top = -INFINITY;

	for (size_t i = 0; i < col->n; i++)
		top = col->d[i] > top ? col->d[i] : top;
	return top + 1;
}

// The cut in units of decision values: by F1, or where P = 0.5 when the scores or the positives are too poor
// to choose one by; then no cut is better than one that lets everything in.
static enum dl_status choose_cut(
	double *at, const struct column *col, const struct platt *p, struct dl_err *err)
{
	struct cut cut;
	enum dl_status st = cut_best_f1(&cut, col->d, col->positive, col->n, err);

	if (st != DL_OK)
		return st;
	if (p->a >= 0)
		*at = above_all(col);
	else
		*at = cut.n1 >= MIN_POSITIVES && cut.f1 >= MIN_F1 ? cut.at : -p->b / p->a;
	return DL_OK;
}

// The cut that each fold is judged by is chosen on the other folds.
static enum dl_status nested_decisions(bool *chosen, struct column *col, const struct crossval *cv,
	size_t grid, struct pool pool, const struct platt *all, struct dl_err *err)
{
	size_t n = cv->topics->n;

	for (int f = 0; f < cv->folds; f++) {
		enum dl_status st;
		struct platt p = *all;
		double at;

		column_fill(col, cv, grid, pool, cv->folds, f);
		platt_fit_near(&p, col->d, col->positive, col->n);
		st = choose_cut(&at, col, &p, err);
		if (st != DL_OK)
			return st;
		for (size_t k = 0; k < pool.n; k++) {
			const float *scores = crossval_scores(cv, grid, pool.topics[k]);

			for (size_t i = 0; i < cv->set->n; i++)
				if (cv->fold[i] == f)
					chosen[i * n + pool.topics[k]] = (double)scores[i] > at;
		}
	}
	return DL_OK;
}

struct scored {
	double d;
	bool positive;
};

static int by_score(const void *a, const void *b)
{
	double x = ((const struct scored *)a)->d, y = ((const struct scored *)b)->d;

	return (x > y) - (x < y);
}

// Half of the mass to the positives, half to the negatives; an edge lies midway between two scores.
static enum dl_status fill_bins(struct model_topic *t, const struct column *col, struct dl_err *err)
{
	struct scored *s = mem_zalloc(col->n, sizeof *s);
	double weight[2] = {t->n0 ? 0.5 / (double)t->n0 : 0, t->n1 ? 0.5 / (double)t->n1 : 0};
	double mass = 0, all = (t->n0 ? 0.5 : 0) + (t->n1 ? 0.5 : 0);
	int bin = 0;

	if (!s)
		return err_nomem(err);
	for (size_t i = 0; i < col->n; i++)
		s[i] = (struct scored){col->d[i], col->positive[i]};
	qsort(s, col->n, sizeof *s, by_score);
	for (size_t i = 0; i < col->n; i++) {
		while (bin < MODEL_BINS - 1 && i && mass >= all * (bin + 1) / MODEL_BINS)
			t->bin_edge[bin++] = (s[i - 1].d + s[i].d) / 2;
		(s[i].positive ? t->bin_positives : t->bin_negatives)[bin]++;
		mass += weight[s[i].positive];
	}
	for (; bin < MODEL_BINS - 1; bin++)
		t->bin_edge[bin] = s[col->n - 1].d;
	mem_free(s);
	return DL_OK;
}

// What a topic has of its pool's calibration `p` and cut `at`, and its own counts.
static enum dl_status calibrate_topic(struct model_topic *t, double *probability, struct column *col,
	const struct crossval *cv, size_t grid, size_t topic, const struct platt *p, double at,
	struct dl_err *err)
{
	struct cut cut;

	column_fill(col, cv, grid, (struct pool){&topic, 1}, cv->folds, -1);
	cut = cut_count(at, col->d, col->positive, col->n);
	t->platt_a = p->a;
	t->platt_b = p->b;
	memcpy(t->hessian_inverse, p->hessian_inverse, sizeof t->hessian_inverse);
	t->mean = p->mean;
	t->mean_a = p->mean_a;
	t->mean_b = p->mean_b;
	// Where the scores say nothing of the topic, or the contrary, it is never chosen.
	t->threshold = p->a < 0 ? platt_probability(p, at) : NEVER;
	t->tp = cut.tp;
	t->n1 = cut.n1;
	t->fp = cut.fp;
	t->n0 = cut.n0;
	for (size_t i = 0; i < cv->set->n; i++)
		probability[i * cv->topics->n + topic] = platt_probability(p, col->d[i]);
	return fill_bins(t, col, err);
}

static enum dl_status calibrate_pool(struct model_topic *topics, bool *chosen, double *probability,
	struct column *col, const struct crossval *cv, size_t grid, struct pool pool, struct dl_err *err)
{
	struct platt p;
	enum dl_status st;
	double at;

	column_fill(col, cv, grid, pool, cv->folds, -1);
	platt_fit(&p, col->d, col->positive, col->n);
	st = choose_cut(&at, col, &p, err);
	for (size_t k = 0; st == DL_OK && k < pool.n; k++)
		st = calibrate_topic(
			&topics[pool.topics[k]], probability, col, cv, grid, pool.topics[k], &p, at, err);
	return st == DL_OK ? nested_decisions(chosen, col, cv, grid, pool, &p, err) : st;
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

static enum dl_status measure(struct metrics *scores, const struct crossval *cv, bool *chosen,
	double *probability, bool one_topic, struct dl_err *err)
{
	size_t n = cv->topics->n;

	for (size_t i = 0; i < cv->set->n; i++) {
		if (one_topic)
			choose_one(chosen + i * n, probability + i * n, n);
		metrics_add(scores, cv->gold + i * n, chosen + i * n, probability + i * n);
	}
	return metrics_finish(scores, err);
}

// Of all pools, each on a thread.
struct calibrating {
	struct model_topic *topics;
	const struct crossval *cv;
	const size_t *best;
	struct pools pools;
	bool *chosen;
	double *probability;
	struct column *columns; // one a thread
};

static void calibrating_release(struct calibrating *c)
{
	for (int i = 0; c->columns && i < c->cv->threads; i++)
		column_release(&c->columns[i]);
	mem_free(c->columns);
	pools_release(&c->pools);
	mem_free(c->chosen);
	mem_free(c->probability);
}

static enum dl_status calibrating_init(struct calibrating *c, struct dl_err *err)
{
	size_t n = c->cv->set->n, cells = n * c->cv->topics->n;
	bool ok = pools_make(&c->pools, c->cv);

	c->chosen = mem_zalloc(cells, sizeof *c->chosen);
	c->probability = mem_zalloc(cells, sizeof *c->probability);
	c->columns = mem_zalloc((size_t)c->cv->threads, sizeof *c->columns);
	for (int i = 0; ok && c->columns && i < c->cv->threads; i++)
		ok = column_init(&c->columns[i], n * c->pools.widest);
	return ok && c->chosen && c->probability && c->columns ? DL_OK : err_nomem(err);
}

static enum dl_status one_pool(void *payload, size_t i, int worker, struct dl_err *err)
{
	struct calibrating *c = payload;
	struct pool p = c->pools.pools[i];

	return calibrate_pool(
		c->topics, c->chosen, c->probability, &c->columns[worker], c->cv, c->best[*p.topics], p, err);
}

enum dl_status calibrate(struct model_topic *topics, struct metrics *scores, const struct crossval *cv,
	const size_t *best, bool one_topic, struct dl_err *err)
{
	struct calibrating c = {.topics = topics, .cv = cv, .best = best};
	enum dl_status st = calibrating_init(&c, err);

	if (st == DL_OK)
		st = par_for(c.pools.n, cv->threads, one_pool, &c, err);
	if (st == DL_OK && one_topic)
		st = tilt_topics(topics, c.probability, cv, best, err);
	if (st == DL_OK)
		st = metrics_init(scores, cv->topics->n, err);
	if (st == DL_OK)
		st = measure(scores, cv, c.chosen, c.probability, one_topic, err);
	calibrating_release(&c);
	return st;
}

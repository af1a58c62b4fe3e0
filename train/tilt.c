// SPDX-License-Identifier: MIT
#include "train/tilt.h"

#include "base/mem.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { MAX_STEPS = 100 };
static const double FAR = 500; // log-odds beyond it say no more, and their exponentials stay numbers
static const double MIN_STEP = 1e-6, GAIN = 1e-7; // the least part of the loss that a step must win

struct fit {
	const struct crossval *cv;
	const double *odds; // documents x topics: log-odds without tilts
	int without;        // this fold is left out; -1: none
	double *share;      // one a topic: scratch
};

// The loss at some tilts, its slopes and (roughly) curvatures there; one a topic each.
struct point {
	double *tilt, *slope, *curve;
	double loss;
};

static double sigmoid(double x)
{
	return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}

static double log_sigmoid(double x)
{
	return x >= 0 ? -log1p(exp(-x)) : x - log1p(exp(x));
}

static void add_article(struct point *p, const struct fit *s, size_t doc)
{
	size_t n = s->cv->topics->n;
	const double *odds = s->odds + doc * n;
	const bool *gold = s->cv->gold + doc * n;
	double sum = DBL_MIN; // above 0, however far the tilts go

	for (size_t k = 0; k < n; k++)
		sum += s->share[k] = sigmoid(odds[k] + p->tilt[k]);
	p->loss += log(sum);
	for (size_t k = 0; k < n; k++) {
		double left = 1 - s->share[k], part = s->share[k] * left / sum;

		p->slope[k] += part;
		p->curve[k] += part;
		if (!gold[k])
			continue;
		p->loss -= log_sigmoid(odds[k] + p->tilt[k]);
		p->slope[k] -= left;
		p->curve[k] += s->share[k] * left;
	}
}

static void measure(struct point *p, const struct fit *s)
{
	p->loss = 0;
	for (size_t k = 0; k < s->cv->topics->n; k++) {
		p->loss += p->tilt[k] * p->tilt[k] / 2;
		p->slope[k] = p->tilt[k];
		p->curve[k] = 1;
	}
	for (size_t i = 0; i < s->cv->set->n; i++)
		if (s->cv->fold[i] != s->without)
			add_article(p, s, i);
}

// A step down, as long as it can be. False when none is worth it any more.
static bool step_down(struct point *at, struct point *next, const struct fit *s)
{
	for (double step = 1; step >= MIN_STEP; step /= 2) {
		struct point before = *at;

		for (size_t k = 0; k < s->cv->topics->n; k++)
			next->tilt[k] = at->tilt[k] - step * at->slope[k] / at->curve[k];
		measure(next, s);
		if (next->loss >= at->loss)
			continue;
		*at = *next;
		*next = before;
		return before.loss - at->loss > GAIN * fabs(before.loss);
	}
	return false;
}

// From none to the best tilts.
static void descend(struct point *at, struct point *next, const struct fit *s)
{
	memset(at->tilt, 0, s->cv->topics->n * sizeof *at->tilt);
	measure(at, s);
	for (int i = 0; i < MAX_STEPS && step_down(at, next, s); i++)
		;
}

void tilt_topic(struct model_topic *t, double tilt)
{
	double spread = t->mean * (1 - t->mean);

	t->platt_b -= tilt;
	if (t->threshold > 0 && t->threshold < 1)
		t->threshold = sigmoid(log(t->threshold / (1 - t->threshold)) + tilt);
	if (spread <= 0)
		return;
	t->mean = sigmoid(log(t->mean / (1 - t->mean)) + tilt);
	t->mean_a *= t->mean * (1 - t->mean) / spread;
	t->mean_b *= t->mean * (1 - t->mean) / spread;
}

static void fill_odds(
	double *odds, const struct model_topic *topics, const struct crossval *cv, const size_t *best)
{
	size_t n = cv->topics->n;

	for (size_t k = 0; k < n; k++) {
		const float *scores = crossval_scores(cv, best[k], k);

		for (size_t i = 0; i < cv->set->n; i++) {
			double x = -(topics[k].platt_a * (double)scores[i] + topics[k].platt_b);

			odds[i * n + k] = x > FAR ? FAR : x < -FAR ? -FAR : x;
		}
	}
}

static void fill_probability(double *probability, const struct fit *s, const double *tilt)
{
	size_t n = s->cv->topics->n;

	for (size_t i = 0; i < s->cv->set->n; i++)
		for (size_t k = 0; k < n && s->cv->fold[i] == s->without; k++)
			probability[i * n + k] = sigmoid(s->odds[i * n + k] + tilt[k]);
}

enum dl_status tilt_topics(struct model_topic *topics, double *probability, const struct crossval *cv,
	const size_t *best, struct dl_err *err)
{
	size_t n = cv->topics->n;
	double *room = mem_zalloc(7 * n, sizeof *room);
	double *odds = mem_zalloc(cv->set->n * n, sizeof *odds);
	struct fit s = {.cv = cv, .odds = odds, .without = -1, .share = room};
	bool ok = room && odds;

	if (ok) {
		struct point at = {.tilt = room + n, .slope = room + 2 * n, .curve = room + 3 * n};
		struct point next = {.tilt = room + 4 * n, .slope = room + 5 * n, .curve = room + 6 * n};

		fill_odds(odds, topics, cv, best);
		descend(&at, &next, &s);
		for (size_t k = 0; k < n; k++)
			tilt_topic(&topics[k], at.tilt[k]);
		for (s.without = 0; s.without < cv->folds; s.without++) {
			descend(&at, &next, &s);
			fill_probability(probability, &s, at.tilt);
		}
	}
	mem_free(room);
	mem_free(odds);
	return ok ? DL_OK : err_nomem(err);
}

// SPDX-License-Identifier: MIT
#include "train/learning_curve.h"

#include "base/mem.h"
#include "train/stories.h"

enum { FEW = 1000, PARTS = 1 << (CURVE_POINTS - 1) };

// What all points share.
struct curve {
	struct train_set *set;
	const struct train_options *o;
	struct topic_list topics;
	uint8_t *fold, *part;         // one an article of the set, of what trains
	bool *in;                     // one an article
	struct paired_outcome *pairs; // one an article measured
	size_t measured;              // in the folds before
};

static void curve_release(struct curve *c)
{
	topic_list_release(&c->topics);
	mem_free(c->fold);
	mem_free(c->part);
	mem_free(c->in);
	mem_free(c->pairs);
}

static enum dl_status curve_init(struct curve *c, struct learning_curve *out, struct dl_err *err)
{
	size_t n = c->set->n;
	enum dl_status st;

	if (n < CURVE_MIN)
		return err_set(err, DL_EINVAL,
			"a learning curve wants at least %d labelled articles, there are %zu", CURVE_MIN, n);
	c->fold = mem_zalloc(n, sizeof *c->fold);
	c->part = mem_zalloc(n, sizeof *c->part);
	c->in = mem_zalloc(n, sizeof *c->in);
	c->pairs = mem_zalloc(n, sizeof *c->pairs);
	if (!c->fold || !c->part || !c->in || !c->pairs)
		return err_nomem(err);
	st = topic_list_make(&c->topics, c->set, c->o->topics, err);
	for (int i = 0; st == DL_OK && i < CURVE_POINTS; i++)
		st = trial_init(&out->points[i].trial, c->topics.n, err);
	if (st == DL_OK)
		st = stories_find(c->set, c->o->threads, c->o->progress, err);
	return st == DL_OK ? fold_deal(c->fold, c->set, c->o->folds, c->o->seed, err) : st;
}

static enum dl_status pick_fold(
	struct train_set *out, struct curve *c, int fold, bool held, struct dl_err *err)
{
	for (size_t i = 0; i < c->set->n; i++)
		c->in[i] = (c->fold[i] == fold) == held;
	return train_set_part(out, c->set, c->in, err);
}

// One training on the first `parts` of PARTS.
static enum dl_status one_point(struct curve_point *out, struct curve *c, const struct train_set *rest,
	const struct train_set *held, int point, struct dl_err *err)
{
	int parts = 1 << point, side = point - (CURVE_POINTS - 2); // the last two are compared
	struct paired_outcome *pairs = side >= 0 ? c->pairs + c->measured : NULL;
	struct train_set some = {0};
	struct train_result r = {0};
	enum dl_status st;

	for (size_t i = 0; i < rest->n; i++)
		c->in[i] = c->part[i] < parts;
	st = train_set_part(&some, rest, c->in, err);
	if (st == DL_OK)
		st = trial_train(&r, &some, c->o, err);
	if (st == DL_OK)
		st = c->o->measure(&out->trial, buf_str(&r.file), held, (const char *const *)c->topics.names,
			pairs, side, err);
	out->trial.trained += some.n;
	train_result_release(&r);
	part_release(&some);
	return st;
}

static enum dl_status one_fold(struct learning_curve *out, struct curve *c, int fold, struct dl_err *err)
{
	struct train_set held = {0}, rest = {0};
	enum dl_status st = pick_fold(&held, c, fold, true, err);

	if (st == DL_OK)
		st = pick_fold(&rest, c, fold, false, err);
	if (st == DL_OK)
		st = fold_deal(c->part, &rest, PARTS, c->o->seed + 1, err);
	for (int i = 0; st == DL_OK && i < CURVE_POINTS; i++)
		st = one_point(&out->points[i], c, &rest, &held, i, err);
	c->measured += held.n;
	part_release(&held);
	part_release(&rest);
	return st;
}

enum dl_status train_learning_curve(
	struct learning_curve *out, struct train_set *s, const struct train_options *o, struct dl_err *err)
{
	struct curve c = {.set = s, .o = o};
	enum dl_status st;

	*out = (struct learning_curve){.folds = s->n < FEW ? o->folds : 1};
	st = curve_init(&c, out, err);
	for (int f = 0; st == DL_OK && f < out->folds; f++)
		st = one_fold(out, &c, f, err);
	for (int i = 0; st == DL_OK && i < CURVE_POINTS; i++) {
		struct curve_point *p = &out->points[i];

		p->articles = p->trial.trained / (uint64_t)out->folds;
		st = metrics_finish(&p->trial.scores, err);
	}
	if (st == DL_OK)
		out->p = paired_micro_f1_p(c.pairs, c.measured);
	curve_release(&c);
	if (st != DL_OK)
		learning_curve_release(out);
	return st;
}

void learning_curve_release(struct learning_curve *c)
{
	for (int i = 0; i < CURVE_POINTS; i++)
		trial_release(&c->points[i].trial);
	*c = (struct learning_curve){0};
}

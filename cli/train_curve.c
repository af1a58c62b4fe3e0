// SPDX-License-Identifier: MIT
#include "cli/train_modes.h"

static const double CHANCE = 0.05; // above it a difference is no more than chance may make

static void point_json(struct json *j, const struct curve_point *p)
{
	const struct metrics *m = &p->trial.scores;

	json_open(j, '{');
	json_key(j, "articles");
	json_int(j, (int64_t)p->articles);
	figure_json(j, "micro_f1", m->micro_f1, m->micro_in);
	figure_json(j, "macro_f1", m->macro_f1, m->macro_in);
	json_close(j, '}');
}

static void curve_json(struct buf *out, const struct learning_curve *c, double seconds)
{
	const struct metrics *half = &c->points[CURVE_POINTS - 2].trial.scores;
	const struct metrics *all = &c->points[CURVE_POINTS - 1].trial.scores;
	struct json j = {.out = out};

	json_open(&j, '{');
	json_key(&j, "learning_curve");
	json_open(&j, '[');
	for (int i = 0; i < CURVE_POINTS; i++)
		point_json(&j, &c->points[i]);
	json_close(&j, ']');
	json_key(&j, "measured");
	json_int(&j, (int64_t)all->documents);
	json_key(&j, "folds");
	json_int(&j, c->folds);
	json_key(&j, "last_doubling");
	json_open(&j, '{');
	json_key(&j, "micro_f1");
	json_num(&j, all->micro_f1 - half->micro_f1, 6);
	json_key(&j, "macro_f1");
	json_num(&j, all->macro_f1 - half->macro_f1, 6);
	json_key(&j, "p");
	json_num(&j, c->p, 6);
	json_close(&j, '}');
	json_key(&j, "seconds");
	json_num(&j, seconds, 4);
	json_close(&j, '}');
	buf_addc(out, '\n');
}

static enum dl_status print_points(
	const struct train_args *t, const struct learning_curve *c, struct dl_err *err)
{
	struct table table;
	enum dl_status st;

	table_init(&table, 5, "rrrrr");
	table_head(&table, (const char *[]){"trained on", "micro-F1", "95 %", "macro-F1", "95 %"});
	for (int i = 0; i < CURVE_POINTS; i++) {
		const struct metrics *m = &c->points[i].trial.scores;

		table_cellf(&table, "%llu", (unsigned long long)c->points[i].articles);
		table_cellf(&table, "%.3f", m->micro_f1);
		table_cellf(&table, "%.2f-%.2f", m->micro_in.low, m->micro_in.high);
		table_cellf(&table, "%.3f", m->macro_f1);
		table_cellf(&table, "%.2f-%.2f", m->macro_in.low, m->macro_in.high);
	}
	st = table_print(
		&table, stdout, output_color(t->args.color, stdout), output_table_width(stdout), err);
	table_release(&table);
	return st;
}

static const char *meaning(double difference, double p)
{
	if (p > CHANCE)
		return "no more than chance alone may bring";
	return difference > 0 ? "more labels still help" : "it did harm: look at the labels that came last";
}

static void print_sentence(const struct learning_curve *c)
{
	const struct curve_point *half = &c->points[CURVE_POINTS - 2], *all = &c->points[CURVE_POINTS - 1];
	double micro = all->trial.scores.micro_f1 - half->trial.scores.micro_f1;
	double macro = all->trial.scores.macro_f1 - half->trial.scores.macro_f1;

	printf("\nmeasured on %llu articles that were held out (%d fold%s); no model is written\n",
		(unsigned long long)all->trial.scores.documents, c->folds, c->folds == 1 ? "" : "s");
	printf("Doubling the labels from %llu to %llu brought %+.3f micro-F1 and %+.3f macro-F1: %s (p "
	       "%.4f).\n",
		(unsigned long long)half->articles, (unsigned long long)all->articles, micro, macro,
		meaning(micro, c->p), c->p);
}

enum dl_status print_learning_curve(
	const struct train_args *t, const struct learning_curve *c, double seconds, struct dl_err *err)
{
	struct buf out = {0};
	enum dl_status st;

	if (t->json) {
		curve_json(&out, c, seconds);
		st = print_buf(&out, err);
		buf_release(&out);
		return st;
	}
	st = print_points(t, c, err);
	if (st == DL_OK)
		print_sentence(c);
	return st;
}

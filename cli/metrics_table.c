// SPDX-License-Identifier: MIT
#include "cli/model_commands.h"

static enum dl_status print_topics(const struct metrics *m, const char *const *names, const double *costs,
	enum color_choice color, struct dl_err *err)
{
	struct table t;
	enum dl_status st;

	table_init(&t, costs ? 7 : 6, costs ? "Lrrrrrr" : "Lrrrrr");
	table_head(&t, (const char *[]){"topic", "precision", "recall", "F1", "95 %", "support", "C"});
	for (size_t k = 0; k < m->n_topics; k++) {
		const struct topic_metrics *of = &m->topics[k];

		table_cell(&t, str_from(names[k]));
		table_cellf(&t, "%.3f", of->precision);
		table_cellf(&t, "%.3f", of->recall);
		table_cellf(&t, "%.3f", of->f1);
		table_cellf(&t, "%.2f-%.2f", of->f1_in.low, of->f1_in.high);
		table_cellf(&t, "%llu", (unsigned long long)of->support);
		if (costs)
			table_cellf(&t, "%g", costs[k]);
	}
	st = table_print(&t, stdout, output_color(color, stdout), output_table_width(stdout), err);
	table_release(&t);
	return st;
}

static void print_figure(const char *name, double x, struct interval in)
{
	printf("%s %.4f (%.3f-%.3f)", name, x, in.low, in.high);
}

static void print_warnings(const struct metrics *m, const char *const *names)
{
	for (size_t k = 0; k < m->n_topics; k++) {
		const struct topic_metrics *t = &m->topics[k];

		if (!metrics_says_little(t))
			continue;
		printf("little is known of ");
		print_safe(stdout, str_from(names[k]), false);
		printf(": %llu article%s; its F1 may be anything from %.2f to %.2f\n",
			(unsigned long long)t->support, t->support == 1 ? "" : "s", t->f1_in.low,
			t->f1_in.high);
	}
}

enum dl_status print_metrics_table(const struct metrics *m, const char *const *names, const double *costs,
	enum color_choice color, struct dl_err *err)
{
	enum dl_status st = print_topics(m, names, costs, color, err);

	if (st != DL_OK)
		return st;
	printf("\n");
	print_figure("micro-F1", m->micro_f1, m->micro_in);
	print_figure("  macro-F1", m->macro_f1, m->macro_in);
	print_figure("  accuracy", m->accuracy, m->accuracy_in);
	printf("\n");
	print_warnings(m, names);
	return DL_OK;
}

// SPDX-License-Identifier: MIT
#include "cli/model_commands.h"

enum dl_status print_metrics_table(const struct metrics *m, const char *const *names, const double *costs,
	enum color_choice color, struct dl_err *err)
{
	struct table t;
	enum dl_status st;

	table_init(&t, costs ? 6 : 5, costs ? "Lrrrrr" : "Lrrrr");
	table_head(&t, (const char *[]){"topic", "precision", "recall", "F1", "support", "C"});
	for (size_t k = 0; k < m->n_topics; k++) {
		table_cell(&t, str_from(names[k]));
		table_cellf(&t, "%.3f", m->topics[k].precision);
		table_cellf(&t, "%.3f", m->topics[k].recall);
		table_cellf(&t, "%.3f", m->topics[k].f1);
		table_cellf(&t, "%llu", (unsigned long long)m->topics[k].support);
		if (costs)
			table_cellf(&t, "%g", costs[k]);
	}
	st = table_print(&t, stdout, output_color(color, stdout), output_table_width(stdout), err);
	table_release(&t);
	if (st == DL_OK)
		printf("\nmicro-F1 %.4f  macro-F1 %.4f  accuracy %.4f\n", m->micro_f1, m->macro_f1,
			m->accuracy);
	return st;
}

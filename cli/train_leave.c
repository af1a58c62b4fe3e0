// SPDX-License-Identifier: MIT
#include "cli/train_modes.h"

static const char *what_of(const struct train_args *t)
{
	return t->leave_out == LEAVE_SOURCE ? "source" : "lang";
}

void figure_json(struct json *j, const char *key, double x, struct interval in)
{
	char name[32];

	json_key(j, key);
	json_num(j, x, 6);
	snprintf(name, sizeof name, "%s_low", key);
	json_key(j, name);
	json_num(j, in.low, 6);
	snprintf(name, sizeof name, "%s_high", key);
	json_key(j, name);
	json_num(j, in.high, 6);
}

static void row_json(struct json *j, const char *what, const struct left_out *row)
{
	const struct metrics *m = &row->trial.scores;

	json_open(j, '{');
	json_key(j, what);
	json_str(j, row->name);
	json_key(j, "articles");
	json_int(j, (int64_t)row->articles);
	if (row->tried) {
		json_key(j, "trained");
		json_int(j, (int64_t)row->trial.trained);
		json_key(j, "abstained");
		json_int(j, (int64_t)row->trial.abstained);
		figure_json(j, "micro_f1", m->micro_f1, m->micro_in);
		figure_json(j, "macro_f1", m->macro_f1, m->macro_in);
	}
	json_close(j, '}');
}

static void rows_json(
	struct json *j, const char *key, const char *what, const struct leave_out *l, bool tried)
{
	json_key(j, key);
	json_open(j, '[');
	for (size_t i = 0; i < l->n; i++)
		if (l->rows[i].tried == tried)
			row_json(j, what, &l->rows[i]);
	json_close(j, ']');
}

static void leave_json(struct buf *out, const struct train_args *t, const struct leave_out *l, double seconds)
{
	struct json j = {.out = out};

	json_open(&j, '{');
	json_key(&j, "leave_out");
	json_text(&j, what_of(t));
	rows_json(&j, "left_out", what_of(t), l, true);
	rows_json(&j, "too_small", what_of(t), l, false);
	json_key(&j, "unsaid");
	json_int(&j, (int64_t)l->unsaid);
	json_key(&j, "seconds");
	json_num(&j, seconds, 4);
	json_close(&j, '}');
	buf_addc(out, '\n');
}

static enum dl_status print_rows(const struct train_args *t, const struct leave_out *l, struct dl_err *err)
{
	struct table table;
	enum dl_status st;

	table_init(&table, 8, "Lrrrrrrr");
	table_head(&table, (const char *[]){"left out", "articles", "trained on", "micro-F1", "95 %",
				   "macro-F1", "95 %", "abstained"});
	for (size_t i = 0; i < l->n; i++) {
		const struct left_out *row = &l->rows[i];
		const struct metrics *m = &row->trial.scores;

		if (!row->tried)
			continue;
		table_cell(&table, row->name);
		table_cellf(&table, "%llu", (unsigned long long)row->articles);
		table_cellf(&table, "%llu", (unsigned long long)row->trial.trained);
		table_cellf(&table, "%.3f", m->micro_f1);
		table_cellf(&table, "%.2f-%.2f", m->micro_in.low, m->micro_in.high);
		table_cellf(&table, "%.3f", m->macro_f1);
		table_cellf(&table, "%.2f-%.2f", m->macro_in.low, m->macro_in.high);
		table_cellf(&table, "%llu", (unsigned long long)row->trial.abstained);
	}
	st = table_print(
		&table, stdout, output_color(t->args.color, stdout), output_table_width(stdout), err);
	table_release(&table);
	return st;
}

static void print_rest(const struct train_args *t, const struct leave_out *l)
{
	bool any = false;
	char few[64];

	snprintf(few, sizeof few, "too small to be left out (fewer than %d articles): ", LEAVE_MIN);
	printf("\n");
	for (size_t i = 0; i < l->n; i++) {
		if (l->rows[i].tried)
			continue;
		printf("%s", any ? ", " : few);
		print_safe(stdout, l->rows[i].name, false);
		any = true;
	}
	if (any)
		printf("\n");
	if (l->unsaid)
		printf("articles that name no %s, which only train: %llu\n",
			t->leave_out == LEAVE_SOURCE ? "source" : "language", (unsigned long long)l->unsaid);
	printf("no model is written\n");
}

enum dl_status print_leave_out(
	const struct train_args *t, const struct leave_out *l, double seconds, struct dl_err *err)
{
	struct buf out = {0};
	enum dl_status st;

	if (t->json) {
		leave_json(&out, t, l, seconds);
		st = print_buf(&out, err);
		buf_release(&out);
		return st;
	}
	st = print_rows(t, l, err);
	if (st == DL_OK)
		print_rest(t, l);
	return st;
}

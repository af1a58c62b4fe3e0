// SPDX-License-Identifier: MIT
#include "cli/train_modes.h"

#include <math.h>

static void print_features(struct json *j, const struct train_result *r)
{
	json_open(j, '{');
	json_key(j, "chosen");
	json_text(j, recipe_name(&r->recipe));
	for (int i = 0; i < N_RECIPES; i++)
		if (r->trials[i].name && !isnan(r->trials[i].score)) {
			json_key(j, r->trials[i].name);
			json_num(j, r->trials[i].score, 6);
		}
	json_close(j, '}');
}

void suspects_json(struct json *j, const struct train_result *r)
{
	json_key(j, "suspects");
	json_open(j, '[');
	for (size_t i = 0; i < r->n_suspects; i++) {
		const struct suspect *s = &r->suspects[i];

		json_open(j, '{');
		json_key(j, "id");
		json_text(j, s->id);
		json_key(j, "topic");
		json_text(j, r->topics[s->topic]);
		json_key(j, "labelled");
		json_bool(j, s->labelled);
		json_key(j, "probability");
		json_num(j, s->probability, 6);
		json_close(j, '}');
	}
	json_close(j, ']');
}

enum dl_status print_suspects(const struct train_args *t, const struct train_result *r, struct dl_err *err)
{
	struct table table;
	enum dl_status st;

	if (!r->n_suspects) {
		printf("\nno label is contradicted by its article's out-of-fold probability\n");
		return DL_OK;
	}
	printf("\nsuspect labels: the probability comes from machines that did not see the article\n\n");
	table_init(&table, 4, "Lllr");
	table_head(&table, (const char *[]){"article", "topic", "labelled", "probability"});
	for (size_t i = 0; i < r->n_suspects; i++) {
		const struct suspect *s = &r->suspects[i];

		table_cell(&table, str_from(s->id));
		table_cell(&table, str_from(r->topics[s->topic]));
		table_cell(&table, str_from(s->labelled ? "yes" : "no"));
		table_cellf(&table, "%.3f", s->probability);
	}
	st = table_print(
		&table, stdout, output_color(t->args.color, stdout), output_table_width(stdout), err);
	table_release(&table);
	return st;
}

void training_json(struct json *j, const struct train_result *r, const char *path)
{
	json_key(j, "model");
	json_text(j, path);
	json_key(j, "solver");
	json_text(j, solver_name(r->solver));
	json_key(j, "features");
	print_features(j, r);
	json_key(j, "documents");
	json_int(j, (int64_t)r->documents);
	json_key(j, "terms");
	json_int(j, r->terms);
	json_key(j, "C");
	json_open(j, '{');
	for (size_t k = 0; k < r->n_topics; k++) {
		json_key(j, r->topics[k]);
		json_num(j, r->costs[k], 6);
	}
	json_close(j, '}');
}

static void print_json(struct buf *out, const struct train_args *t, const struct train_result *r,
	const char *path, double seconds)
{
	struct json j = {.out = out};

	json_open(&j, '{');
	training_json(&j, r, path);
	metrics_json(&j, &r->scores, (const char *const *)r->topics);
	json_key(&j, "ece");
	json_num(&j, r->scores.said.ece, 6);
	if (t->suspects)
		suspects_json(&j, r);
	json_key(&j, "seconds");
	json_num(&j, seconds, 4);
	json_close(&j, '}');
	buf_addc(out, '\n');
}

enum dl_status print_training(const struct train_args *t, const struct train_result *r, const char *path,
	double seconds, struct dl_err *err)
{
	struct buf out = {0};
	enum dl_status st;

	if (t->json) {
		print_json(&out, t, r, path, seconds);
		st = print_buf(&out, err);
		buf_release(&out);
		return st;
	}
	if (t->args.quiet)
		return DL_OK;
	st = print_metrics_table(&r->scores, (const char *const *)r->topics, r->costs, t->args.color, err);
	if (st == DL_OK && t->suspects)
		st = print_suspects(t, r, err);
	if (st == DL_OK)
		printf("\n%llu articles, %u terms, %s, %.1f s: the model is in ",
			(unsigned long long)r->documents, r->terms,
			solver_name(r->solver), seconds);
	if (st == DL_OK)
		print_safe(stdout, str_from(path), false);
	printf("\n");
	return st;
}

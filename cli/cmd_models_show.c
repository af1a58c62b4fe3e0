// SPDX-License-Identifier: MIT
#include "cli/model_commands.h"

#include "cli/options.h"

#include <math.h>

static const struct command command = {
	.name = "dateline models show",
	.arguments = "",
	.summary = "what a model is: topics, terms, options, how good",
	.examples = "  dateline models show\n  dateline models show -m my.model --json\n",
};

static void topic_json(struct json *j, const struct model_topic *t)
{
	json_open(j, '{');
	json_key(j, "C");
	json_num(j, t->cost, 6);
	json_key(j, "threshold");
	json_num(j, t->threshold, 6);
	json_key(j, "positives");
	json_int(j, (int64_t)t->n1);
	json_key(j, "negatives");
	json_int(j, (int64_t)t->n0);
	json_key(j, "hits");
	json_int(j, (int64_t)t->tp);
	json_key(j, "false_alarms");
	json_int(j, (int64_t)t->fp);
	json_key(j, "platt");
	json_open(j, '[');
	json_num(j, t->platt_a, 12);
	json_num(j, t->platt_b, 12);
	json_close(j, ']');
	json_close(j, '}');
}

static void recipe_json(struct json *j, const struct model *m)
{
	json_key(j, "options");
	json_open(j, '{');
	json_key(j, "ngrams");
	json_int(j, model_recipe(m)->ngrams);
	json_key(j, "stem");
	json_text(j, model_recipe(m)->stem ? "auto" : "none");
	json_key(j, "title");
	json_int(j, model_recipe(m)->title);
	json_key(j, "min_df");
	json_int(j, model_recipe(m)->min_df);
	json_key(j, "one_topic");
	json_bool(j, model_one_topic(m));
	json_close(j, '}');
}

// An imported model comes without out-of-fold decisions.
static bool is_measured(const struct model *m)
{
	uint64_t n = 0;

	for (size_t k = 0; k < model_n_topics(m); k++)
		n += model_topic(m, k)->n1 + model_topic(m, k)->n0;
	return n > 0;
}

static void show_json(struct buf *out, const struct model *m)
{
	struct json j = {.out = out};

	json_open(&j, '{');
	json_key(&j, "id");
	json_text(&j, model_id(m));
	json_key(&j, "made");
	json_text(&j, *model_made(m) ? model_made(m) : NULL);
	json_key(&j, "solver");
	json_text(&j, model_solver(m));
	json_key(&j, "documents");
	json_int(&j, (int64_t)model_documents(m));
	json_key(&j, "terms");
	json_int(&j, vocab_named(model_vocab(m)));
	recipe_json(&j, m);
	json_key(&j, "topics");
	json_open(&j, '{');
	for (size_t k = 0; k < model_n_topics(m); k++) {
		json_key(&j, model_topic(m, k)->name);
		topic_json(&j, model_topic(m, k));
	}
	json_close(&j, '}');
	json_key(&j, "micro_f1");
	json_num(&j, is_measured(m) ? model_scores(m)->micro_f1 : (double)NAN, 6);
	json_key(&j, "macro_f1");
	json_num(&j, is_measured(m) ? model_scores(m)->macro_f1 : (double)NAN, 6);
	json_key(&j, "accuracy");
	json_num(&j, is_measured(m) ? model_scores(m)->accuracy : (double)NAN, 6);
	json_close(&j, '}');
	buf_addc(out, '\n');
}

static enum dl_status show_people(const struct model *m, enum color_choice color, struct dl_err *err)
{
	const struct recipe *r = model_recipe(m);
	struct table t;
	enum dl_status st;

	printf("model %s, trained by %s on %llu articles\n", model_id(m), model_solver(m),
		(unsigned long long)model_documents(m));
	printf("%u terms of up to %u words in at least %u articles, %s; %s\n", vocab_named(model_vocab(m)),
		r->ngrams, r->min_df, r->stem ? "stemmed by language" : "not stemmed",
		model_one_topic(m) ? "exactly one topic an article" : "any number of topics an article");
	if (is_measured(m))
		printf("cross-validated: micro-F1 %.4f  macro-F1 %.4f  accuracy %.4f\n\n",
			model_scores(m)->micro_f1, model_scores(m)->macro_f1, model_scores(m)->accuracy);
	else
		printf("not measured: made elsewhere; 'dateline models test' measures it\n\n");
	table_init(&t, 6, "Lrrrrr");
	table_head(&t, (const char *[]){"topic", "articles", "found", "false alarms", "threshold", "C"});
	for (size_t k = 0; k < model_n_topics(m); k++) {
		const struct model_topic *k_topic = model_topic(m, k);

		table_cell(&t, str_from(k_topic->name));
		table_cellf(&t, "%llu", (unsigned long long)k_topic->n1);
		table_cellf(
			&t, "%.1f%%", k_topic->n1 ? 100.0 * (double)k_topic->tp / (double)k_topic->n1 : 0.0);
		table_cellf(
			&t, "%.1f%%", k_topic->n0 ? 100.0 * (double)k_topic->fp / (double)k_topic->n0 : 0.0);
		table_cellf(&t, "%.3f", k_topic->threshold);
		table_cellf(&t, "%g", k_topic->cost);
	}
	st = table_print(&t, stdout, output_color(color, stdout), output_table_width(stdout), err);
	table_release(&t);
	return st;
}

int cmd_models_show(int argc, char **argv)
{
	const char *given = NULL;
	bool json = false;
	const struct option_spec options[] = {
		{"model", 'm', OPTION_STRING, &given, .value = "MODEL", .help = "the model file"},
		{"json", 0, OPTION_FLAG, &json, .help = "print JSON"},
		{0},
	};
	struct arguments args;
	struct dl_err err = {0};
	struct buf out = {0};
	struct model *m;
	enum dl_status st;
	int code;

	if (!options_parse(&args, &command, options, argc, argv, &code))
		return code;
	st = open_model(&m, given, &err);
	if (st == DL_OK && json) {
		show_json(&out, m);
		st = print_buf(&out, &err);
	} else if (st == DL_OK) {
		st = show_people(m, args.color, &err);
	}
	buf_release(&out);
	model_close(m);
	arguments_release(&args);
	return st == DL_OK ? EXIT_FINE : fail(st, &err);
}

// SPDX-License-Identifier: MIT
#include "cli/model_commands.h"

#include "base/mem.h"
#include "cli/options.h"

static const struct command command = {
	.name = "dateline models terms",
	.arguments = "[TOPIC]",
	.summary = "the terms that speak most for and against each topic",
	.examples = "  dateline models terms\n  dateline models terms security -n 30 --json\n",
	.max_args = 1,
};

struct ranked {
	uint32_t id;
	double weight; // of the term times its idf: what one mention of it brings before the length is evened
		       // out
};

static int by_weight_down(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return (x->id > y->id) - (x->id < y->id);
}

static struct ranked *rank(const struct model *m, size_t topic)
{
	uint32_t n = vocab_named(model_vocab(m));
	struct ranked *r = mem_zalloc(n, sizeof *r);

	for (uint32_t i = 0; r && i < n; i++)
		r[i] = (struct ranked){i, model_weight(m, i, topic) * (double)model_vocab(m)->idf[i]};
	if (r && n)
		qsort(r, n, sizeof *r, by_weight_down);
	return r;
}

static void terms_json(struct json *j, const struct model *m, const struct ranked *r, size_t n, bool against)
{
	uint32_t total = vocab_named(model_vocab(m));

	json_key(j, against ? "against" : "for");
	json_open(j, '[');
	for (size_t i = 0; i < n && i < total; i++) {
		const struct ranked *t = &r[against ? total - 1 - i : i];

		json_open(j, '{');
		json_key(j, "term");
		json_str(j, model_term(m, t->id));
		json_key(j, "weight");
		json_num(j, t->weight, 6);
		json_key(j, "df");
		json_int(j, model_df(m, t->id));
		json_close(j, '}');
	}
	json_close(j, ']');
}

static enum dl_status terms_people(const struct model *m, size_t topic, const struct ranked *r, size_t n,
	enum color_choice color, struct dl_err *err)
{
	uint32_t total = vocab_named(model_vocab(m));
	struct table t;
	enum dl_status st;

	print_safe(stdout, str_from(model_topic(m, topic)->name), false);
	printf("\n");
	table_init(&t, 4, "lrlr");
	table_head(&t, (const char *[]){"for", "weight", "against", "weight"});
	for (size_t i = 0; i < n && i < total; i++) {
		table_cell(&t, model_term(m, r[i].id));
		table_cellf(&t, "%+.2f", r[i].weight);
		table_cell(&t, model_term(m, r[total - 1 - i].id));
		table_cellf(&t, "%+.2f", r[total - 1 - i].weight);
	}
	st = table_print(&t, stdout, output_color(color, stdout), 0, err);
	table_release(&t);
	printf("\n");
	return st;
}

static enum dl_status one_topic(struct json *j, const struct model *m, size_t topic, size_t n,
	enum color_choice color, struct dl_err *err)
{
	struct ranked *r = rank(m, topic);
	enum dl_status st = r ? DL_OK : err_nomem(err);

	if (st == DL_OK && j) {
		json_key(j, model_topic(m, topic)->name);
		json_open(j, '{');
		terms_json(j, m, r, n, false);
		terms_json(j, m, r, n, true);
		json_close(j, '}');
	} else if (st == DL_OK) {
		st = terms_people(m, topic, r, n, color, err);
	}
	mem_free(r);
	return st;
}

static enum dl_status all_topics(const struct model *m, const char *only, size_t n, bool as_json,
	enum color_choice color, struct dl_err *err)
{
	struct buf out = {0};
	struct json j = {.out = &out};
	enum dl_status st = DL_OK;
	size_t shown = 0;

	json_open(&j, '{');
	for (size_t k = 0; st == DL_OK && k < model_n_topics(m); k++) {
		if (only && strcmp(only, model_topic(m, k)->name) != 0)
			continue;
		st = one_topic(as_json ? &j : NULL, m, k, n, color, err);
		shown++;
	}
	json_close(&j, '}');
	buf_addc(&out, '\n');
	if (st == DL_OK && !shown)
		st = err_set(
			err, DL_ENOTFOUND, "the model has no topic '%s': see 'dateline models show'", only);
	if (st == DL_OK && as_json)
		st = print_buf(&out, err);
	buf_release(&out);
	return st;
}

int cmd_models_terms(int argc, char **argv)
{
	const char *given = NULL;
	bool json = false;
	int n = 20;
	const struct option_spec options[] = {
		{"model", 'm', OPTION_STRING, &given, .value = "MODEL", .help = "the model file"},
		{"number", 'n', OPTION_INT, &n, .value = "N", .help = "how many terms on each side", .min = 1,
			.max = 100000},
		{"json", 0, OPTION_FLAG, &json, .help = "print JSON"},
		{0},
	};
	struct arguments args;
	struct dl_err err = {0};
	struct model *m;
	enum dl_status st;
	int code;

	if (!options_parse(&args, &command, options, argc, argv, &code))
		return code;
	st = open_model(&m, given, &err);
	if (st == DL_OK)
		st = all_topics(m, args.n ? args.items[0] : NULL, (size_t)n, json, args.color, &err);
	model_close(m);
	arguments_release(&args);
	return st == DL_OK ? EXIT_FINE : fail(st, &err);
}

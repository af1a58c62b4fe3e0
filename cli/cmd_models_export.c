// SPDX-License-Identifier: MIT
#include "cli/model_commands.h"

#include "base/file.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "classify/classify.h"

static const struct command command = {
	.name = "dateline models export",
	.arguments = "--libsvm DIR [FILE...] | --json",
	.summary = "write a model as JSON, or libsvm models and vectors for stock svm-predict",
	.about = "DIR receives one NN-TOPIC.model a topic and terms.tsv; with FILEs also vectors.svm (one "
		 "line an article;\n"
		 "its label is the number of its first topic, 0 for none), labels.tsv (1 or -1 for each topic) "
		 "and\n"
		 "decisions.tsv with dateline's own decision values for comparison. --json prints the whole model: "
		 "options,\n"
		 "topics with bias and calibration, and every term with its weights in the order of the topics.\n",
	.examples = "  dateline models export --libsvm out -m my.model articles.jsonl\n"
		    "  svm-predict out/vectors.svm out/01-crime.model out/crime.predicted\n"
		    "  dateline models export --json\n",
	.max_args = SIZE_MAX,
};

struct export
{
	const struct model *m;
	struct classifier *c;
	const char *split;
	struct buf vectors, labels, decisions;
};

static int first_topic(const struct model *m, const struct article *a)
{
	for (size_t k = 0; k < model_n_topics(m); k++)
		for (size_t i = 0; i < a->n_labels; i++)
			if (str_is(a->labels[i], model_topic(m, k)->name))
				return (int)k + 1;
	return 0;
}

static void add_id(struct buf *out, const struct article *a)
{
	for (size_t i = 0; i < a->id.len; i++)
		buf_addc(out, ascii_is_space(a->id.ptr[i]) ? ' ' : a->id.ptr[i]);
}

static void add_labels(struct export *e, const struct article *a)
{
	add_id(&e->labels, a);
	for (size_t k = 0; k < model_n_topics(e->m); k++) {
		bool has = false;

		for (size_t i = 0; i < a->n_labels; i++)
			has = has || str_is(a->labels[i], model_topic(e->m, k)->name);
		buf_adds(&e->labels, has ? "\t1" : "\t-1");
	}
	buf_addc(&e->labels, '\n');
}

static enum dl_status add_article(struct export *e, const struct article *a, struct dl_err *err)
{
	struct verdict v;
	enum dl_status st = classify_article(&v, e->c, a, err);

	if (st != DL_OK)
		return st;
	vec_sort(v.vec);
	vec_libsvm_line(&e->vectors, first_topic(e->m, a), v.vec);
	add_labels(e, a);
	add_id(&e->decisions, a);
	for (size_t k = 0; k < v.n_topics; k++) {
		buf_addc(&e->decisions, '\t');
		json_number(&e->decisions, v.decision[k], 17);
	}
	buf_addc(&e->decisions, '\n');
	return buf_failed(&e->vectors) || buf_failed(&e->labels) || buf_failed(&e->decisions) ? err_nomem(err) : DL_OK;
}

static enum dl_status write_in(const char *dir, const char *name, const struct buf *data, struct dl_err *err)
{
	struct buf path = {0};
	enum dl_status st;

	file_join(&path, dir, name);
	st = buf_failed(&path) ? err_nomem(err) : file_write(path.ptr, buf_str(data), err);
	buf_release(&path);
	return st;
}

static enum dl_status export_files(
	struct export *e, const char *dir, const struct arguments *args, int *code, struct dl_err *err)
{
	struct reader_options options = {0};
	struct article a = {0};
	struct inputs in;
	enum dl_status st = inputs_open(&in, args->items, args->n, &options, err);

	while (st == DL_OK && (st = inputs_next(&in, &a, err)) == DL_OK)
		if (!e->split || str_is(a.split, e->split))
			st = add_article(e, &a, err);
	if (st == DL_END)
		st = DL_OK;
	*code = inputs_code(&in);
	inputs_close(&in);
	article_release(&a);
	if (st == DL_OK)
		st = write_in(dir, "vectors.svm", &e->vectors, err);
	if (st == DL_OK)
		st = write_in(dir, "labels.tsv", &e->labels, err);
	return st == DL_OK ? write_in(dir, "decisions.tsv", &e->decisions, err) : st;
}

static enum dl_status export_all(const char *given, const char *dir, const char *split,
	const struct arguments *args, int *code, struct dl_err *err)
{
	struct export e = {.split = split};
	struct model *m;
	enum dl_status st = open_model(&m, given, err);

	if (st == DL_OK)
		st = model_export_libsvm(m, dir, err);
	if (st == DL_OK && args->n) {
		e.m = m;
		e.c = classifier_new(m, &(struct classify_options){.all_terms = true});
		st = e.c ? export_files(&e, dir, args, code, err) : err_nomem(err);
	}
	classifier_free(e.c);
	buf_release(&e.vectors);
	buf_release(&e.labels);
	buf_release(&e.decisions);
	model_close(m);
	return st;
}

static enum dl_status put(void *payload, struct str bytes, struct dl_err *err)
{
	(void)payload;
	return fwrite(bytes.ptr, 1, bytes.len, stdout) == bytes.len
		       ? DL_OK
		       : err_set(err, DL_EIO, "cannot write the output");
}

static enum dl_status print_json(const char *given, struct dl_err *err)
{
	struct model *m;
	enum dl_status st = open_model(&m, given, err);

	if (st == DL_OK)
		st = model_export_json(m, put, NULL, err);
	model_close(m);
	return st;
}

int cmd_models_export(int argc, char **argv)
{
	const char *given = NULL, *dir = NULL, *split = NULL;
	bool json = false;
	const struct option_spec options[] = {
		{"json", 0, OPTION_FLAG, &json, .help = "print the whole model as JSON"},
		{"libsvm", 0, OPTION_STRING, &dir, .value = "DIR", .help = "the folder for the files"},
		{"model", 'm', OPTION_STRING, &given, .value = "MODEL", .help = "the model file"},
		{"split", 0, OPTION_STRING, &split, .value = "NAME", .help = "only articles of this split"},
		{0},
	};
	struct arguments args;
	struct dl_err err = {0};
	enum dl_status st = DL_OK;
	int code = EXIT_FINE;

	if (!options_parse(&args, &command, options, argc, argv, &code))
		return code;
	code = EXIT_FINE;
	if (!dir == !json)
		code = usage_error(&command, "give one of '--libsvm DIR' and '--json'");
	else if (json && args.n)
		code = usage_error(&command, "'--json' takes no FILE");
	else if (json)
		st = print_json(given, &err);
	else
		st = export_all(given, dir, split, &args, &code, &err);
	arguments_release(&args);
	return st == DL_OK ? code : fail(st, &err);
}

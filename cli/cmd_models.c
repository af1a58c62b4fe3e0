// SPDX-License-Identifier: MIT
#include "cli/model_commands.h"

#include "cli/dispatch.h"
#include "cli/model_path.h"

int cmd_models(int argc, char **argv)
{
	static const struct subcommand commands[] = {
		{"show", cmd_models_show, "what a model is: topics, terms, options, how good"},
		{"terms", cmd_models_terms, "the terms that speak most for and against each topic"},
		{"test", cmd_models_test, "measure a model on labelled articles"},
		{"compare", cmd_models_compare, "two models side by side, with a test of the difference"},
		{"diff", cmd_models_diff, "what changed between two models: terms, and articles that flip"},
		{"export", cmd_models_export, "write a model as JSON, or libsvm models and vectors for stock svm-predict"},
		{"import", cmd_models_import, "make a model of what svm-train or liblinear-train made"},
		{0},
	};
	static const struct dispatcher dispatcher = {
		.name = "dateline models",
		.summary = "look at, measure, compare and export models",
		.examples = "  dateline models show\n"
			    "  dateline models terms security -n 20\n"
			    "  dateline models test -m my.model --split test articles.jsonl\n",
		.commands = commands,
	};

	return dispatch(&dispatcher, argc, argv);
}

enum dl_status open_model(struct model **out, const char *given, struct dl_err *err)
{
	struct buf mem = {0};
	const char *path;
	enum dl_status st = model_path(&path, &mem, given, err);

	*out = NULL;
	if (st == DL_OK)
		st = model_open(out, path, err);
	buf_release(&mem);
	return st;
}

// SPDX-License-Identifier: MIT
#include "cli/model_commands.h"

#include "base/date.h"
#include "base/file.h"
#include "cli/options.h"
#include "models/foreign.h"

static const struct command command = {
	.name = "dateline models import",
	.arguments = "--libsvm DIR | --liblinear DIR -o MODEL",
	.summary = "make a model of linear machines that svm-train or liblinear-train made",
	.about = "DIR holds one model file of two classes a topic, trained on the vectors that 'models "
		 "export' wrote, "
		 "under\n"
		 "the names that it gives (01-crime.model, ...). The larger label is the topic's. Terms, "
		 "topics and "
		 "options are\n"
		 "those of -m, the model whose vectors were exported. Each line is checked before use.\n"
		 "Probabilities are the file's own (svm-train -b 1, logistic regression), else "
		 "1/(1+exp(-value)); "
		 "nothing is\n"
		 "known of its errors until 'models test' measures them.\n",
	.examples = "  dateline models import --libsvm trained -m my.model -o new.model\n",
};

static const char *made_at(char out[INSTANT_TEXT])
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end = NULL;
	long long seconds = epoch ? strtoll(epoch, &end, 10) : 0;

	return epoch && end != epoch && !*end ? instant_text(out, seconds) : "";
}

static enum dl_status import(const char *given, enum foreign_kind kind, const char *dir, const char *path,
	bool quiet, struct dl_err *err)
{
	char made[INSTANT_TEXT];
	struct buf bytes = {0};
	struct model *base, *check = NULL;
	enum dl_status st = open_model(&base, given, err);

	if (st == DL_OK)
		st = model_import(&bytes, base, kind, dir, made_at(made), err);
	if (st == DL_OK)
		st = model_open_memory(&check, bytes.ptr, bytes.len, path, err);
	if (st == DL_OK)
		st = file_write(path, buf_str(&bytes), err);
	if (st == DL_OK && !quiet)
		printf("imported %zu topics: %s\n", model_n_topics(base), path);
	model_close(check);
	model_close(base);
	buf_release(&bytes);
	return st;
}

int cmd_models_import(int argc, char **argv)
{
	const char *given = NULL, *libsvm = NULL, *liblinear = NULL, *path = NULL;
	const struct option_spec options[] = {
		{"libsvm", 0, OPTION_STRING, &libsvm, .value = "DIR",
			.help = "a folder of files of svm-train -t 0"},
		{"liblinear", 0, OPTION_STRING, &liblinear, .value = "DIR",
			.help = "a folder of files of liblinear-train"},
		{"model", 'm', OPTION_STRING, &given, .value = "MODEL",
			.help = "the model whose vectors were exported"},
		{"output", 'o', OPTION_STRING, &path, .value = "FILE", .help = "the model to write"},
		{0},
	};
	struct arguments args;
	struct dl_err err = {0};
	enum dl_status st = DL_OK;
	int code;

	if (!options_parse(&args, &command, options, argc, argv, &code))
		return code;
	code = EXIT_FINE;
	if (!libsvm == !liblinear)
		code = usage_error(&command, "name one folder: '--libsvm DIR' or '--liblinear DIR'");
	else if (!path)
		code = usage_error(&command, "where to? '-o FILE' is missing");
	else
		st = import(given, libsvm ? FOREIGN_LIBSVM : FOREIGN_LIBLINEAR, libsvm ? libsvm : liblinear,
			path, args.quiet, &err);
	arguments_release(&args);
	return st == DL_OK ? code : fail(st, &err);
}

// SPDX-License-Identifier: MIT
#include "cli/train_modes.h"

#include "base/date.h"
#include "base/par.h"
#include "cli/progress_bar.h"

#include <stdint.h>
#include <stdlib.h>

static const struct command command = {
	.name = "dateline train",
	.arguments = "[FILE...]",
	.summary = "learn topics from labelled articles and write a model",
	.about = "Labelled articles come from the files, else from the store. Cross-validation chooses C, "
		 "the\n"
		 "threshold of each topic and the calibration of its probabilities, and measures how good "
		 "the model is.\n",
	.examples = "  dateline train articles.jsonl -m my.model\n"
		    "  dateline train --db dateline.db\n"
		    "  dateline train --one-topic --split train r8.jsonl.gz -m r8.model --json\n",
	.max_args = SIZE_MAX,
};

static const char *const solvers[] = {"auto", "libsvm", "liblinear", "dual", NULL};
static const char *const leaving[] = {"source", "lang", NULL}; // as enum leave_by
static const char *const stems[] = {"none", "auto", NULL};

static bool parse(struct train_args *t, int argc, char **argv, int *code)
{
	const struct option_spec options[] = {
		{"model", 'm', OPTION_STRING, &t->model, .value = "MODEL",
			.help = "where the model goes (dateline.model)"},
		{"db", 0, OPTION_STRING, &t->db, .value = "FILE",
			.help = "the store to read when no FILE is named"},
		{"split", 0, OPTION_STRING, &t->split, .value = "NAME",
			.help = "only articles of this split"},
		{"topics", 0, OPTION_COMMAS, &t->topics, .value = "T,T,...",
			.help = "learn these topics only"},
		{"one-topic", 0, OPTION_FLAG, &t->one_topic, .help = "exactly one topic an article"},
		{"solver", 0, OPTION_CHOICE, &t->solver, .value = "NAME",
			.help = "what trains the final machines", .choices = solvers},
		{"C", 0, OPTION_STRING, &t->cost, .value = "auto|X",
			.help = "the price of errors, chosen by cross-validation if auto"},
		{"features", 0, OPTION_STRING, &t->features, .value = "auto|NAME",
			.help = "words, plain, grams or plain-grams, chosen by cross-validation if auto"},
		{"ngrams", 0, OPTION_INT, &t->ngrams, .value = "N",
			.help = "longest run of words that is a term", .min = 1, .max = 2},
		{"stem", 0, OPTION_CHOICE, &t->stem, .value = "auto|none",
			.help = "stem words by the article's language", .choices = stems},
		{"min-df", 0, OPTION_INT, &t->min_df, .value = "N",
			.help = "a term stands in at least N articles", .min = 1, .max = 1000000},
		{"folds", 0, OPTION_INT, &t->folds, .value = "N", .help = "parts of the cross-validation",
			.min = 2, .max = 20},
		{"seed", 0, OPTION_INT, &t->seed, .value = "N", .help = "deals the articles to the folds",
			.max = INT32_MAX},
		{"threads", 0, OPTION_INT, &t->threads, .value = "N", .help = "processors to use", .min = 1,
			.max = 1024},
		{"split-date", 0, OPTION_DATE, &t->split_date, .value = "DATE",
			.help = "learn from the articles before this day, measure on the others"},
		{"leave-out", 0, OPTION_CHOICE, &t->leave_out, .value = "source|lang",
			.help = "measure on each source or language when trained without it, write no model",
			.choices = leaving},
		{"learning-curve", 0, OPTION_FLAG, &t->learning_curve,
			.help = "measure what 1/8, 1/4, 1/2 and all of the labels bring, write no model"},
		{"suspects", 0, OPTION_INT, &t->suspects, .value = "N",
			.help = "name the N labels that look the most wrong", .max = 100000},
		{"json", 0, OPTION_FLAG, &t->json, .help = "print the figures as JSON"},
		{0},
	};

	return options_parse(&t->args, &command, options, argc, argv, code);
}

// The model bears a time only when SOURCE_DATE_EPOCH gives it: the same corpus and options give the same
// bytes.
static const char *made_at(char out[INSTANT_TEXT])
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end = NULL;
	long long seconds = epoch ? strtoll(epoch, &end, 10) : 0;

	return epoch && end != epoch && !*end ? instant_text(out, seconds) : "";
}

// "auto" is 0; false for anything that is no number above 0.
static bool parse_cost(double *out, const char *text)
{
	char *end;

	*out = 0;
	if (!text || strcmp(text, "auto") == 0)
		return true;
	*out = strtod(text, &end);
	return end != text && !*end && *out > 0 && *out <= 1e6;
}

static bool known_features(const char *name)
{
	struct recipe r;

	return strcmp(name, "auto") == 0 || recipe_by_name(&r, name);
}

static struct train_options options_of(
	const struct train_args *t, double cost, const char *made, const struct progress *progress)
{
	struct train_options o = {.solver = (enum solver)t->solver,
		.cost = cost,
		.topics = t->topics.n ? t->topics.items : NULL,
		.one_topic = t->one_topic,
		.folds = t->folds,
		.seed = (uint32_t)t->seed,
		.threads = t->threads,
		.suspects = t->suspects,
		.made = made,
		.progress = progress,
		.recipe = RECIPE_DEFAULT};

	o.recipe.ngrams = (uint32_t)t->ngrams;
	o.recipe.min_df = (uint32_t)t->min_df;
	o.recipe.stem = (uint32_t)t->stem;
	o.measure = train_measure;
	o.choose_recipe = !recipe_by_name(&o.recipe, t->features);
	return o;
}

// Why these options do not go together, NULL where they do.
static const char *clash(const struct train_args *t)
{
	int modes = (t->leave_out >= 0) + (t->split_date != DATE_NONE) + t->learning_curve;
	bool no_model = t->leave_out >= 0 || t->learning_curve;

	if (modes > 1)
		return "--split-date, --leave-out and --learning-curve are different questions: ask one at a "
		       "time";
	if (no_model && t->model)
		return "--leave-out and --learning-curve write no model: leave -m out";
	if (no_model && t->suspects)
		return "--suspects goes with a model that is written, not with --leave-out or "
		       "--learning-curve";
	return NULL;
}

static enum dl_status run(
	struct train_args *t, double cost, const struct progress *progress, int *code, struct dl_err *err)
{
	char made[INSTANT_TEXT];
	const struct train_options o = options_of(t, cost, made_at(made), progress);
	struct train_set *set = train_set_new();
	enum dl_status st = set ? DL_OK : err_nomem(err);

	if (st == DL_OK)
		st = train_load(set, t, progress, code, err);
	if (st == DL_OK)
		st = train_mode(t, set, &o, err);
	train_set_free(set);
	return st;
}

int cmd_train(int argc, char **argv)
{
	const struct recipe recipe = RECIPE_DEFAULT;
	struct train_args t = {.ngrams = (int)recipe.ngrams,
		.stem = 1,
		.split_date = DATE_NONE,
		.leave_out = -1,
		.features = "auto",
		.min_df = (int)recipe.min_df,
		.folds = 5,
		.seed = 1,
		.threads = par_cpus()};
	struct progress_bar bar;
	struct dl_err err = {0};
	enum dl_status st;
	double cost;
	int code = EXIT_FINE;

	t.begin = train_clock();
	if (!parse(&t, argc, argv, &code))
		return code;
	if (clash(&t)) {
		code = usage_error(&command, "%s", clash(&t));
	} else if (!known_features(t.features)) {
		code = usage_error(&command,
			"--features wants auto, words, plain, grams or plain-grams, not '%s'", t.features);
	} else if (parse_cost(&cost, t.cost)) {
		progress_bar_start(&bar, t.args.quiet);
		st = run(&t, cost, &bar.progress, &code, &err);
		progress_bar_end(&bar);
		if (st != DL_OK)
			code = fail(st, &err);
	} else {
		code = usage_error(&command, "--C wants 'auto' or a number above 0, not '%s'", t.cost);
	}
	option_list_release(&t.topics);
	arguments_release(&t.args);
	return code;
}

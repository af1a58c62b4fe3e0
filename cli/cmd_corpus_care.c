// SPDX-License-Identifier: MIT
// corpus check, backup, compact.
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/store_path.h"
#include "corpus/store_care.h"

#include <inttypes.h>

struct care {
	const char *db;
	const struct arguments *args;
};

typedef enum dl_status care_fn(struct care *c, struct store *s, int *code, struct dl_err *err);

static void say_problem(void *payload, const char *sentence)
{
	(void)payload;
	print_safe(stdout, str_from(sentence), false);
	putchar('\n');
}

static enum dl_status check(struct care *c, struct store *s, int *code, struct dl_err *err)
{
	size_t problems;
	enum dl_status st = store_check(s, say_problem, NULL, &problems, err);

	if (st != DL_OK)
		return st;
	if (problems)
		*code = EXIT_FAILED;
	if (problems)
		complain("store '%s' is damaged: restore a backup, or save what is left with "
			 "'dateline corpus export'",
			store_path(c->db));
	else if (!c->args->quiet)
		puts("no problem found");
	return DL_OK;
}

static enum dl_status backup(struct care *c, struct store *s, int *code, struct dl_err *err)
{
	enum dl_status st = store_backup(s, c->args->items[0], err);

	(void)code;
	if (st == DL_OK && !c->args->quiet) {
		print_safe(stdout, str_from(c->args->items[0]), false);
		puts(" is a copy of the store");
	}
	return st;
}

static enum dl_status compact(struct care *c, struct store *s, int *code, struct dl_err *err)
{
	uint64_t before, after;
	enum dl_status st = store_compact(s, &before, &after, err);

	(void)code;
	if (st == DL_OK && !c->args->quiet)
		printf("%" PRIu64 " bytes, before %" PRIu64 "\n", after, before);
	return st;
}

static int run(const struct command *command, enum store_mode mode, care_fn *act, int argc, char **argv)
{
	struct arguments args;
	struct care c = {.args = &args};
	struct store *s = NULL;
	struct dl_err err = {0};
	int code;
	const struct option_spec options[] = {
		{"db", 0, OPTION_STRING, &c.db, "FILE", .help = "the store"},
		{0},
	};

	if (!options_parse(&args, command, options, argc, argv, &code))
		return code;
	enum dl_status st = store_open(&s, store_path(c.db), mode, &err);

	if (st == DL_OK)
		st = act(&c, s, &code, &err);
	store_close(s);
	arguments_release(&args);
	return st == DL_OK ? code : fail(st, &err);
}

int cmd_corpus_check(int argc, char **argv)
{
	static const struct command command = {
		.name = "dateline corpus check",
		.arguments = "",
		.summary = "see whether the store is whole",
		.about = "Reads every page, index and reference. Each problem is a line; the exit status is "
			 "then 1.\n",
		.examples = "  dateline corpus check --db news.db\n",
	};

	return run(&command, STORE_READ, check, argc, argv);
}

int cmd_corpus_backup(int argc, char **argv)
{
	static const struct command command = {
		.name = "dateline corpus backup",
		.arguments = "FILE",
		.summary = "copy the store to a file that does not exist yet",
		.about = "The copy is the store at one moment, also while others write to it; it is there "
			 "whole or "
			 "not at all.\n",
		.examples = "  dateline corpus backup news-2015-06-24.db\n",
		.min_args = 1,
		.max_args = 1,
	};

	return run(&command, STORE_READ, backup, argc, argv);
}

int cmd_corpus_compact(int argc, char **argv)
{
	static const struct command command = {
		.name = "dateline corpus compact",
		.arguments = "",
		.summary = "make the store's file as small as it can be",
		.about = "Needs the store's size once more in free disk space while it runs.\n",
		.examples = "  dateline corpus compact\n",
	};

	return run(&command, STORE_WRITE, compact, argc, argv);
}

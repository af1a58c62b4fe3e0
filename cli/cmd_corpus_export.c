// SPDX-License-Identifier: MIT
#include "cli/article_print.h"
#include "cli/commands.h"
#include "cli/filter_options.h"
#include "cli/store_path.h"

static const struct command export_command = {
	.name = "dateline corpus export",
	.arguments = "",
	.summary = "write the articles of the store as JSON Lines, oldest first",
	.examples = "  dateline corpus export --labelled > labelled.jsonl\n"
		    "  dateline corpus export --split test | dateline models test -\n",
};

static enum dl_status export_one(void *payload, const struct article *a, struct dl_err *err)
{
	struct buf *line = payload;

	buf_clear(line);
	article_to_json(line, a);
	return print_buf(line, err);
}

static int export_db(const char *db, const struct store_filter *f)
{
	struct dl_err err = {0};
	struct store *s = NULL;
	struct buf line = {0};
	enum dl_status st = store_open(&s, store_path(db), STORE_READ, &err);

	if (st == DL_OK)
		st = store_each(s, f, export_one, &line, &err);
	store_close(s);
	buf_release(&line);
	return st == DL_OK ? EXIT_FINE : fail(st, &err);
}

int cmd_corpus_export(int argc, char **argv)
{
	struct store_filter filter = STORE_ALL;
	struct arguments args;
	const char *db = NULL;
	int code;
	const struct option_spec options[] = {FILTER_OPTIONS(filter, db), {0}};

	if (!options_parse(&args, &export_command, options, argc, argv, &code))
		return code;
	code = filter_check(&export_command, &filter);
	if (code == EXIT_FINE)
		code = export_db(db, &filter);
	arguments_release(&args);
	return code;
}

// SPDX-License-Identifier: MIT
#include "cli/article_print.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/store_path.h"
#include "corpus/store.h"

static const struct command show_command = {
	.name = "dateline corpus show",
	.arguments = "ID",
	.summary = "print one article of the store",
	.examples = "  dateline corpus show 9f2c41d07b6a1e55c0d2\n"
		    "  dateline corpus show --json article-17\n",
	.min_args = 1,
	.max_args = 1,
};

static int show(const char *db, const char *id, bool json, bool color)
{
	struct dl_err err = {0};
	struct article a = {0};
	struct store *s = NULL;
	struct buf out = {0};
	enum dl_status st = store_open(&s, store_path(db), STORE_READ, &err);

	if (st == DL_OK)
		st = store_get(s, id, &a, &err);
	if (st == DL_OK && json)
		article_to_json(&out, &a);
	else if (st == DL_OK)
		article_to_text(&out, &a, color, false);
	if (st == DL_OK)
		st = print_buf(&out, &err);
	store_close(s);
	article_release(&a);
	buf_release(&out);
	return st == DL_OK ? EXIT_FINE : fail(st, &err);
}

int cmd_corpus_show(int argc, char **argv)
{
	struct arguments args;
	const char *db = NULL;
	bool json = false;
	int code;
	const struct option_spec options[] = {
		{"db", 0, OPTION_STRING, &db, "FILE", .help = "the store"},
		{"json", 0, OPTION_FLAG, &json, .help = "as a JSON object"},
		{0},
	};

	if (!options_parse(&args, &show_command, options, argc, argv, &code))
		return code;
	code = show(db, args.items[0], json, output_color(args.color, stdout));
	arguments_release(&args);
	return code;
}

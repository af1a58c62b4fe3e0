// SPDX-License-Identifier: MIT
#include "base/utf8.h"
#include "cli/article_print.h"
#include "cli/commands.h"
#include "cli/filter_options.h"
#include "cli/store_path.h"

#include <limits.h>

static const struct command list_command = {
	.name = "dateline corpus list",
	.arguments = "",
	.summary = "list the articles of the store, oldest first",
	.examples = "  dateline corpus list --topic security --from 2015-06-01 --to 2015-W26\n"
		    "  dateline corpus list --unlabelled --search \"border guards\" --json\n",
};

struct list {
	struct table table;
	struct buf line;
	bool json, csv;
};

// What stands for the title of an article that has none.
static struct str first_line(struct str text)
{
	const char *end = text.len ? memchr(text.ptr, '\n', text.len) : NULL;

	return utf8_cut(end ? str_sub(text, 0, (size_t)(end - text.ptr)) : text, 80);
}

static void add_row(struct list *l, const struct article *a)
{
	char day[DATE_TEXT];
	struct str title = a->title.len ? a->title : first_line(a->text);

	buf_clear(&l->line);
	article_labels(&l->line, a, ", ");
	table_cell(&l->table, a->id);
	table_cell(&l->table, str_from(a->date.day == DATE_NONE ? "-" : date_text(day, a->date.day)));
	table_cell(&l->table, a->lang);
	table_cell(&l->table, buf_str(&l->line));
	table_cell(&l->table, title);
}

static enum dl_status list_one(void *payload, const struct article *a, struct dl_err *err)
{
	struct list *l = payload;

	if (!l->json && !l->csv) {
		add_row(l, a);
		return buf_failed(&l->table.cells) || buf_failed(&l->line) ? err_nomem(err) : DL_OK;
	}
	buf_clear(&l->line);
	if (l->json)
		article_to_json(&l->line, a);
	else
		article_to_csv(&l->line, a);
	return print_buf(&l->line, err);
}

static enum dl_status list_store(struct list *l, struct store *s, const struct store_filter *f,
	const struct arguments *args, struct dl_err *err)
{
	static const char *const head[] = {"id", "date", "lang", "labels", "title"};
	enum dl_status st = DL_OK;

	if (l->csv)
		article_csv_head(&l->line);
	st = print_buf(&l->line, err);
	table_head(&l->table, head);
	if (st == DL_OK)
		st = store_each(s, f, list_one, l, err);
	if (st != DL_OK || l->json || l->csv)
		return st;
	if (l->table.n_cells <= l->table.n_columns) {
		if (!args->quiet)
			complain("no article of the store is like that");
		return DL_OK;
	}
	return table_print(
		&l->table, stdout, output_color(args->color, stdout), output_table_width(stdout), err);
}

static int list_db(struct list *l, const char *db, const struct store_filter *f, const struct arguments *args)
{
	struct dl_err err = {0};
	struct store *s = NULL;
	enum dl_status st = store_open(&s, store_path(db), STORE_READ, &err);

	table_init(&l->table, 5, "llllL");
	if (st == DL_OK)
		st = list_store(l, s, f, args, &err);
	store_close(s);
	table_release(&l->table);
	buf_release(&l->line);
	return st == DL_OK ? EXIT_FINE : fail(st, &err);
}

int cmd_corpus_list(int argc, char **argv)
{
	struct store_filter filter = STORE_ALL;
	struct list l = {0};
	struct arguments args;
	const char *db = NULL;
	int limit = 0, code;
	const struct option_spec options[] = {
		FILTER_OPTIONS(filter, db),
		{"limit", 'n', OPTION_INT, &limit, "N", .help = "at most N articles", .min = 1,
			.max = INT_MAX},
		{"json", 0, OPTION_FLAG, &l.json, .help = "one JSON object a line"},
		{"csv", 0, OPTION_FLAG, &l.csv, .help = "CSV with a header"},
		{0},
	};

	if (!options_parse(&args, &list_command, options, argc, argv, &code))
		return code;
	filter.limit = limit;
	code = filter_check(&list_command, &filter);
	if (code == EXIT_FINE && l.json && l.csv)
		code = usage_error(&list_command, "give '--json' or '--csv', not both");
	if (code == EXIT_FINE)
		code = list_db(&l, db, &filter, &args);
	arguments_release(&args);
	return code;
}

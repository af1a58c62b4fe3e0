// SPDX-License-Identifier: MIT
#include "cli/article_print.h"
#include "cli/commands.h"
#include "cli/now.h"
#include "cli/options.h"
#include "cli/store_path.h"
#include "corpus/store_review.h"

static const struct command label_command = {
	.name = "dateline corpus label",
	.arguments = "ID [TOPIC]...",
	.summary = "say which topics an article of the store is about",
	.about = "The topics replace the labels that the article had. With --none: it is about none of the "
		 "topics.\n"
		 "Labels given so, or by 'corpus review', stay when the article is added again.\n",
	.examples = "  dateline corpus label 9f2c41d07b6a1e55c0d2 security crime\n"
		    "  dateline corpus label article-17 --none\n",
	.min_args = 1,
	.max_args = SIZE_MAX,
};

static enum dl_status set_labels(struct article *a, const char *const *topics, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	a->labelled = true;
	a->n_labels = 0;
	for (; st == DL_OK && *topics; topics++)
		st = article_add_label(a, str_from(*topics), err);
	return st;
}

static enum dl_status save(struct store *s, const struct article *a, struct dl_err *err)
{
	int64_t row;
	enum dl_status st = store_review_row(s, a->id.ptr, &row, err);

	if (st != DL_OK)
		return st;
	return store_review_decide(s, row,
		&(struct review_decision){.how = REVIEW_HAND,
			.decided = now_instant(),
			.n_labels = a->n_labels,
			.labels = a->labels},
		NULL, err);
}

static void say(const struct article *a)
{
	struct buf line = {0};

	output_safe(&line, a->id, false);
	buf_adds(&line, ": ");
	article_labels(&line, a, ", ");
	printf("%s\n", line.ptr ? line.ptr : "");
	buf_release(&line);
}

static int label(const char *db, const struct arguments *args)
{
	struct dl_err err = {0};
	struct article a = {0};
	struct store *s = NULL;
	enum dl_status st = store_open(&s, store_path(db), STORE_WRITE, &err);

	if (st == DL_OK)
		st = store_get(s, args->items[0], &a, &err);
	if (st == DL_OK)
		st = set_labels(&a, args->items + 1, &err);
	if (st == DL_OK)
		st = save(s, &a, &err);
	if (st == DL_OK && !args->quiet)
		say(&a);
	store_close(s);
	article_release(&a);
	return st == DL_OK ? EXIT_FINE : fail(st, &err);
}

int cmd_corpus_label(int argc, char **argv)
{
	struct arguments args;
	const char *db = NULL;
	bool none = false;
	int code;
	const struct option_spec options[] = {
		{"db", 0, OPTION_STRING, &db, "FILE", .help = "the store"},
		{"none", 0, OPTION_FLAG, &none, .help = "about none of the topics"},
		{0},
	};

	if (!options_parse(&args, &label_command, options, argc, argv, &code))
		return code;
	if (none && args.n > 1)
		code = usage_error(&label_command, "give topics or '--none', not both");
	else if (!none && args.n == 1)
		code = usage_error(&label_command, "which topics? Name them, or give '--none'");
	else
		code = label(db, &args);
	arguments_release(&args);
	return code;
}

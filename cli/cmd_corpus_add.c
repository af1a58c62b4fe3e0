// SPDX-License-Identifier: MIT
#include "base/mem.h"
#include "base/par.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/progress_bar.h"
#include "cli/store_path.h"
#include "corpus/store_review.h"
#include "corpus/story.h"

#include <inttypes.h>

// Articles a transaction; from the thread that reads to the one that stores they go some at a time.
enum { BATCH = 4096, SLOTS = 4, SLOT = 32, SLOT_BYTES = 1024 * 1024 };

static const struct command add_command = {
	.name = "dateline corpus add",
	.arguments = "FILE...",
	.summary = "read articles of any format into the store",
	.about = "FILE: a file, a folder (read through, in sorted order) or '-'. Saved web pages, feeds, "
		 "plain text, JSON\n"
		 "Lines, CSV, TSV, Reuters SGML; gzip as well. Pages and texts are cleaned. What cannot be "
		 "read is named and\n"
		 "skipped, and the exit status is then 3. Articles that the store holds already are not "
		 "added twice.\n",
	.examples = "  dateline corpus add inbox/\n"
		    "  dateline corpus add --label security --source Asia-Plus 2015-06-24.txt\n"
		    "  dateline corpus add --rejects bad.jsonl articles.csv\n"
		    "  zcat articles.jsonl.gz | dateline corpus add --db news.db -\n",
	.min_args = 1,
	.max_args = SIZE_MAX,
};

struct slot {
	struct article articles[SLOT];
	size_t n;
};

struct add {
	struct store *store;
	struct inputs *in;
	struct slot *slots;   // SLOTS of them
	enum dl_status ended; // how reading ended, where it has
	struct dl_err why;
	uint64_t counts[3]; // by enum store_added
	uint64_t stories;   // articles that joined a story
	size_t in_batch;
};

static enum dl_status read_some(void *payload, size_t at, struct dl_err *err)
{
	struct add *a = payload;
	struct slot *slot = &a->slots[at];
	size_t bytes = 0;

	slot->n = 0;
	while (a->ended == DL_OK && slot->n < SLOT && bytes < SLOT_BYTES) {
		struct article *article = &slot->articles[slot->n];

		a->ended = inputs_next(a->in, article, &a->why);
		if (a->ended == DL_OK) {
			bytes += article->text.len + article->members.len;
			slot->n++;
		}
	}
	if (slot->n)
		return DL_OK;
	if (err)
		*err = a->why;
	return a->ended;
}

static enum dl_status add_one(struct add *a, const struct article *article, struct dl_err *err)
{
	enum store_added what;
	enum dl_status st = a->in_batch == 0 ? store_begin(a->store, err) : DL_OK;

	if (st != DL_OK)
		return st;
	st = store_add(a->store, article, &what, err);
	if (st != DL_OK)
		return st;
	a->counts[what]++;
	if (++a->in_batch < BATCH)
		return DL_OK;
	a->in_batch = 0;
	return store_commit(a->store, err);
}

static enum dl_status store_some(void *payload, size_t at, struct dl_err *err)
{
	struct add *a = payload;
	const struct slot *slot = &a->slots[at];
	enum dl_status st = DL_OK;

	for (size_t i = 0; i < slot->n && st == DL_OK; i++)
		st = add_one(a, &slot->articles[i], err);
	if (st != DL_OK) {
		store_rollback(a->store);
		a->in_batch = 0;
	}
	return st;
}

// Adds everything: reads here, stores on another thread. On a request to stop, what was read is kept.
static enum dl_status add_all(struct add *a, struct inputs *in, struct dl_err *err)
{
	enum dl_status st, committed = DL_OK;

	a->in = in;
	a->slots = mem_zalloc(SLOTS, sizeof *a->slots);
	st = a->slots ? par_relay(SLOTS, read_some, store_some, a, err) : err_nomem(err);
	if (a->in_batch)
		committed = store_commit(a->store, st == DL_OK || st == DL_EINTERRUPT ? err : NULL);
	for (size_t i = 0; a->slots && i < SLOTS; i++)
		for (size_t k = 0; k < SLOT; k++)
			article_release(&a->slots[i].articles[k]);
	mem_free(a->slots);
	return (st == DL_OK || st == DL_EINTERRUPT) && committed != DL_OK ? committed : st;
}

static void print_summary(const struct add *a, const struct inputs *in)
{
	printf("added %" PRIu64 ", updated %" PRIu64 ", duplicates %" PRIu64 ", near-duplicates %" PRIu64
	       ", skipped %" PRIu64 "\n",
		a->counts[STORE_ADDED], a->counts[STORE_UPDATED], a->counts[STORE_DUPLICATE], a->stories,
		in->bad);
}

static int add_files(
	const struct arguments *args, const struct reader_options *options, const char *db, const char *kept)
{
	struct dl_err err = {0};
	struct add a = {0};
	struct inputs in;
	struct progress_bar bar;
	struct rejects rejects = {0};
	enum dl_status st = inputs_open(&in, args->items, args->n, options, &err), closed;

	progress_bar_start(&bar, args->quiet);
	in.progress = &bar.progress;
	in.what = "adding";
	in.rejects = &rejects;
	if (st == DL_OK)
		st = inputs_learn(&in, &err);
	if (st == DL_OK)
		st = rejects_open(&rejects, kept, &err);
	if (st == DL_OK)
		st = store_open(&a.store, db, STORE_CREATE, &err);
	if (st == DL_OK)
		st = add_all(&a, &in, &err);
	if (st == DL_OK && a.counts[STORE_ADDED] + a.counts[STORE_UPDATED] > 0)
		st = store_group_stories(a.store, &a.stories, &bar.progress, &err);
	progress_bar_end(&bar);
	closed = rejects_close(&rejects, st == DL_OK ? &err : NULL);
	st = st == DL_OK ? closed : st;
	if (a.store && !args->quiet)
		print_summary(&a, &in);
	if (a.store && store_labels_kept(a.store))
		complain("labels that a person gave ('corpus label', 'corpus review') were kept instead of "
			 "the input's, for %" PRIu64 " of the articles",
			store_labels_kept(a.store));
	if (in.replaced)
		complain("%" PRIu64
			 " bytes were no characters of their encoding and became U+FFFD, in %" PRIu64
			 " articles",
			in.replaced, in.damaged);
	int code = st == DL_OK ? inputs_code(&in) : fail(st, &err);

	store_close(a.store);
	inputs_close(&in);
	return code;
}

int cmd_corpus_add(int argc, char **argv)
{
	struct option_list labels = {0};
	struct reader_options reader = {0};
	const char *db = NULL, *rejects = NULL;
	int format = FORMAT_AUTO, code;
	struct arguments args;
	const struct option_spec options[] = {
		{"db", 0, OPTION_STRING, &db, "FILE", .help = "the store, made where it does not exist"},
		{"format", 0, OPTION_CHOICE, &format, "FORMAT",
			.help = "auto (default), text, html, feed, jsonl, csv, tsv, folders (a folder's name "
				"is the topic), sgml, lines or fasttext",
			.choices = input_formats},
		{"label", 0, OPTION_LIST, &labels, "TOPIC",
			.help = "every article is about TOPIC; may be repeated"},
		{"source", 0, OPTION_STRING, &reader.source, "NAME",
			.help = "source of the articles that name none"},
		{"lang", 0, OPTION_STRING, &reader.lang, "LANG",
			.help = "language of the articles that name none: en, ru, tg, ..."},
		{"rejects", 0, OPTION_STRING, &rejects, "FILE",
			.help = "keep what was skipped: each bad record as it was, with file, line and "
				"cause"},
		{0},
	};

	if (!options_parse(&args, &add_command, options, argc, argv, &code))
		return code;
	reader.format = (enum article_format)format;
	reader.labels = labels.items;
	code = add_files(&args, &reader, store_path(db), rejects);
	option_list_release(&labels);
	arguments_release(&args);
	return code;
}

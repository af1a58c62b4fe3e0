// SPDX-License-Identifier: MIT
#include "base/json.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/store_path.h"
#include "corpus/store.h"

#include <inttypes.h>

static const struct command stats_command = {
	.name = "dateline corpus stats",
	.arguments = "",
	.summary = "count what the store holds",
	.examples = "  dateline corpus stats\n  dateline corpus stats --json --db news.db\n",
};

static const struct {
	const char *what, *key, *title; // for the store, in JSON, for people
} tallies[] = {
	{"source", "sources", "source"},
	{"lang", "languages", "language"},
	{"label", "labels", "label"},
	{"grade", "grades", "date"},
	{"year", "years", "year"},
};

enum { N_TALLIES = sizeof(tallies) / sizeof(tallies[0]) };

static const char *day_or(char out[DATE_TEXT], int32_t day, const char *none)
{
	return day == DATE_NONE ? none : date_text(out, day);
}

static void count_to_json(void *payload, const char *name, uint64_t count)
{
	struct json *j = payload;

	json_key(j, name);
	json_int(j, (int64_t)count);
}

static enum dl_status stats_json(struct store *s, const struct store_counts *c, struct dl_err *err)
{
	struct buf out = {0};
	struct json j = {.out = &out};
	char day[DATE_TEXT];
	enum dl_status st = DL_OK;

	json_open(&j, '{');
	json_int_at(&j, "articles", (int64_t)c->articles);
	json_int_at(&j, "undated", (int64_t)c->undated);
	json_int_at(&j, "labelled", (int64_t)c->labelled);
	json_int_at(&j, "classified", (int64_t)c->classified);
	json_int_at(&j, "stories", (int64_t)c->stories);
	json_key(&j, "first");
	json_text(&j, day_or(day, c->first, NULL));
	json_key(&j, "last");
	json_text(&j, day_or(day, c->last, NULL));
	for (size_t i = 0; i < N_TALLIES && st == DL_OK; i++) {
		json_key(&j, tallies[i].key);
		json_open(&j, '{');
		st = store_tally(s, tallies[i].what, count_to_json, &j, err);
		json_close(&j, '}');
	}
	json_close(&j, '}');
	buf_addc(&out, '\n');
	if (st == DL_OK)
		st = print_buf(&out, err);
	buf_release(&out);
	return st;
}

struct rows {
	struct table *table;
	const char *title;
};

static void count_to_table(void *payload, const char *name, uint64_t count)
{
	struct rows *r = payload;

	table_cell(r->table, str_from(r->title));
	table_cell(r->table, str_from(*name ? name : "-"));
	table_cellf(r->table, "%" PRIu64, count);
	r->title = "";
}

static enum dl_status stats_table(
	struct store *s, const struct store_counts *c, bool color, struct dl_err *err)
{
	struct table t;
	char first[DATE_TEXT], last[DATE_TEXT];
	enum dl_status st = DL_OK;

	printf("%" PRIu64 " articles, %" PRIu64 " stories, %s to %s\n", c->articles, c->stories,
		day_or(first, c->first, "-"), day_or(last, c->last, "-"));
	printf("%" PRIu64 " labelled, %" PRIu64 " classified, %" PRIu64 " without a date\n\n", c->labelled,
		c->classified, c->undated);
	table_init(&t, 3, "lLr");
	table_head(&t, (const char *[]){"", "", "articles"});
	for (size_t i = 0; i < N_TALLIES && st == DL_OK; i++) {
		struct rows rows = {&t, tallies[i].title};

		st = store_tally(s, tallies[i].what, count_to_table, &rows, err);
	}
	if (st == DL_OK)
		st = table_print(&t, stdout, color, output_table_width(stdout), err);
	table_release(&t);
	return st;
}

static int stats(const char *db, bool json, bool color)
{
	struct dl_err err = {0};
	struct store *s = NULL;
	struct store_counts counts = {0};
	enum dl_status st = store_open(&s, store_path(db), STORE_READ, &err);

	if (st == DL_OK)
		st = store_counts(s, &counts, &err);
	if (st == DL_OK)
		st = json ? stats_json(s, &counts, &err) : stats_table(s, &counts, color, &err);
	store_close(s);
	return st == DL_OK ? EXIT_FINE : fail(st, &err);
}

int cmd_corpus_stats(int argc, char **argv)
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

	if (!options_parse(&args, &stats_command, options, argc, argv, &code))
		return code;
	code = stats(db, json, output_color(args.color, stdout));
	arguments_release(&args);
	return code;
}

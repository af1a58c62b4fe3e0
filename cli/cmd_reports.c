// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/dispatch.h"
#include "cli/options.h"
#include "cli/progress_bar.h"
#include "cli/store_path.h"
#include "corpus/store.h"
#include "reports/report.h"

static const char *const theme_names[] = {"both", "light", "dark", NULL};

static const char *const language_names[] = {"en", "ru", "tg", NULL};

struct reports {
	const struct command *command;
	struct report_options options;
	struct option_list topics;
	struct progress_bar bar;
	const char *db, *folder, *tz;
	bool json, csv;
	size_t bad; // lines of the FILEs that were skipped
};

static void say_bad(void *payload, const char *message)
{
	struct reports *r = payload;

	progress_bar_clear(&r->bar);
	complain("%s", message);
}

static enum dl_status build(
	struct reports *r, const struct arguments *args, struct report **out, struct dl_err *err)
{
	struct store *s = NULL;
	enum dl_status st;

	if (args->n > 0)
		return report_from_jsonl(out, args->items, args->n, &r->options, say_bad, r, &r->bad, err);
	st = store_open(&s, store_path(r->db), STORE_READ, err);
	if (st == DL_OK)
		st = report_from_store(out, s, &r->options, err);
	store_close(s);
	return st;
}

static enum dl_status print_report(const struct reports *r, const struct report *report, struct dl_err *err)
{
	struct buf out = {0};
	enum dl_status st;

	if (r->json)
		report_json(&out, report);
	else if (r->csv)
		report_csv(&out, report);
	else if (!r->folder)
		report_terminal(&out, report);
	st = print_buf(&out, err);
	buf_release(&out);
	return st;
}

static enum dl_status write_report(
	const struct reports *r, const struct report *report, bool quiet, struct dl_err *err)
{
	enum dl_status st = r->folder ? report_write(report, r->folder, err) : DL_OK;

	if (!r->folder || quiet || r->json || r->csv)
		return st;
	if (st == DL_OK || st == DL_EEXTERNAL) {
		fputs("the report is ", stdout);
		print_safe(stdout, str_from(r->folder), false);
		fputs(r->folder[strlen(r->folder) - 1] == '/' ? "index.html\n" : "/index.html\n", stdout);
	}
	return st;
}

static int report(struct reports *r, const struct arguments *args)
{
	struct dl_err err = {0};
	struct report *made = NULL;

	r->options.topics = r->topics.items;
	r->options.color = output_color(args->color, stdout);
	if (r->options.terminal_width == 0)
		r->options.terminal_width = output_width(stdout);
	progress_bar_start(&r->bar, args->quiet);
	r->options.progress = &r->bar.progress;
	enum dl_status st = build(r, args, &made, &err);

	if (st == DL_OK)
		st = print_report(r, made, &err);
	if (st == DL_OK)
		st = write_report(r, made, args->quiet, &err);
	progress_bar_end(&r->bar);
	report_free(made);
	if (st != DL_OK)
		return fail(st, &err);
	return r->bad ? EXIT_BAD_INPUT : EXIT_FINE;
}

static int check(struct reports *r, const struct arguments *args)
{
	if (r->json && r->csv)
		return usage_error(r->command, "give '--json' or '--csv', not both");
	if (r->db && args->n > 0)
		return usage_error(r->command, "give '--db' or FILEs, not both");
	if (r->tz && !offset_parse(&r->options.tz, str_from(r->tz)))
		return usage_error(
			r->command, "'--tz' takes an offset from UTC such as +05:00, not '%s'", r->tz);
	if (r->options.from != DATE_NONE && r->options.to != DATE_NONE && r->options.from > r->options.to)
		return usage_error(r->command, "'--from' is later than '--to'");
	return EXIT_FINE;
}

static int run(const struct command *c, enum report_period period, int argc, char **argv)
{
	struct reports r = {.command = c, .options = {.period = period, .from = DATE_NONE, .to = DATE_NONE}};
	struct report_options *o = &r.options;
	struct arguments args;
	int theme = THEME_BOTH, language = LANGUAGE_EN, code;
	const struct option_spec options[] = {
		{"db", 0, OPTION_STRING, &r.db, "FILE", .help = "the store"},
		{"from", 0, OPTION_DATE, &o->from, "DATE",
			.help = "first day: 2015-06-24, or a week 2015-W26"},
		{"to", 0, OPTION_DATE, &o->to, "DATE", .help = "last day", .last_day = true},
		{"tz", 0, OPTION_STRING, &r.tz, "OFFSET",
			.help = "clock of dates given as instants in UTC: +05:00 (default: UTC)"},
		{"topic", 0, OPTION_LIST, &r.topics, "TOPIC", .help = "this topic only; may be repeated"},
		{"source", 0, OPTION_STRING, &o->source, "NAME", .help = "articles from this source only"},
		{"lang", 0, OPTION_STRING, &o->lang, "LANG", .help = "articles in this language only"},
		{"output", 'o', OPTION_STRING, &r.folder, "DIR",
			.help = "write index.html, charts/, counts.csv and report.json into DIR"},
		{"json", 0, OPTION_FLAG, &r.json, .help = "print the numbers as JSON"},
		{"csv", 0, OPTION_FLAG, &r.csv, .help = "print the numbers as CSV"},
		{"theme", 0, OPTION_CHOICE, &theme, "THEME",
			.help = "of the page: light, dark, or both (default: as the reader has set it)",
			.choices = theme_names},
		{"language", 0, OPTION_CHOICE, &language, "LANG",
			.help = "the report's own words: en, ru or tg (default: en)",
			.choices = language_names},
		{"terminal-width", 0, OPTION_INT, &o->terminal_width, "N", .help = "columns of the terminal",
			.min = 40, .max = 1000},
		{0},
	};

	if (!options_parse(&args, c, options, argc, argv, &code))
		return code;
	o->theme = (enum report_theme)theme;
	o->language = (enum report_language)language;
	code = check(&r, &args);
	if (code == EXIT_FINE)
		code = report(&r, &args);
	option_list_release(&r.topics);
	arguments_release(&args);
	return code;
}

#define ABOUT                                                                                                \
	"From the store, or from FILEs of 'dateline classify --json' output ('-': standard input).\n"        \
	"Without -o: charts and findings in the terminal. With -o: a page with charts, and the numbers.\n"

static int weekly(int argc, char **argv)
{
	static const struct command c = {
		.name = "dateline reports weekly",
		.arguments = "[FILE.jsonl]...",
		.summary = "the share of each topic, week by week",
		.about = ABOUT,
		.examples = "  dateline reports weekly\n"
			    "  dateline reports weekly --from 2015-W01 --to 2015-W26 -o report\n"
			    "  dateline classify --json inbox/ | dateline reports weekly - --json\n",
		.max_args = SIZE_MAX,
	};

	return run(&c, PERIOD_WEEK, argc, argv);
}

static int daily(int argc, char **argv)
{
	static const struct command c = {
		.name = "dateline reports daily",
		.arguments = "[FILE.jsonl]...",
		.summary = "the share of each topic, day by day",
		.about = ABOUT,
		.examples = "  dateline reports daily --from 2015-06-01 --to 2015-06-30\n",
		.max_args = SIZE_MAX,
	};

	return run(&c, PERIOD_DAY, argc, argv);
}

static int monthly(int argc, char **argv)
{
	static const struct command c = {
		.name = "dateline reports monthly",
		.arguments = "[FILE.jsonl]...",
		.summary = "the share of each topic, month by month",
		.about = ABOUT,
		.examples = "  dateline reports monthly --topic security --csv > security.csv\n",
		.max_args = SIZE_MAX,
	};

	return run(&c, PERIOD_MONTH, argc, argv);
}

static int verify_with(const struct reports *r, const char *dir, const struct arguments *files)
{
	struct dl_err err = {0};
	struct report_asked *asked = NULL;
	struct report *now = NULL;
	struct reports again = *r;
	enum dl_status st = report_asked_read(&asked, dir, &err);

	if (st == DL_OK) {
		again.options = *report_asked_options(asked);
		st = build(&again, files, &now, &err);
	}
	if (st == DL_OK)
		st = report_verify(asked, now, &err);
	if (st == DL_OK)
		printf("the report is as it was: snapshot %s\n", report_snapshot(now));
	report_free(now);
	report_asked_free(asked);
	return st == DL_OK ? EXIT_FINE : fail(st, &err);
}

static int verify(int argc, char **argv)
{
	static const struct command c = {
		.name = "dateline reports verify",
		.arguments = "DIR [FILE.jsonl]...",
		.summary = "make a written report again and compare",
		.about = "Reads DIR/report.json, asks the store (or the FILEs) the same again, and says "
			 "whether every\n"
			 "number is the same. Fails, with both snapshot ids, where it is not.\n",
		.examples = "  dateline reports weekly -o report && dateline reports verify report\n",
		.min_args = 1,
		.max_args = SIZE_MAX,
	};
	struct reports r = {.command = &c};
	struct arguments args;
	int code;
	const struct option_spec options[] = {
		{"db", 0, OPTION_STRING, &r.db, "FILE", .help = "the store"},
		{0},
	};

	if (!options_parse(&args, &c, options, argc, argv, &code))
		return code;
	const struct arguments files = {.items = args.items + 1, .n = args.n - 1};

	code = verify_with(&r, args.items[0], &files);
	arguments_release(&args);
	return code;
}

static const struct subcommand commands[] = {
	{"weekly", weekly, "week by week (ISO weeks, Monday to Sunday)"},
	{"daily", daily, "day by day"},
	{"monthly", monthly, "month by month"},
	{"verify", verify, "make a written report again and compare"},
	{0},
};

int cmd_reports(int argc, char **argv)
{
	static const struct dispatcher reports = {
		.name = "dateline reports",
		.summary = "how much of the news each topic takes up, over time",
		.examples = "  dateline reports weekly\n"
			    "  dateline reports weekly -o report\n",
		.commands = commands,
	};

	return dispatch(&reports, argc, argv);
}

// SPDX-License-Identifier: MIT
// Command lines: words separated by NUL bytes. Whatever they say, values lie within their bounds.
#include "base/date.h"
#include "base/mem.h"
#include "cli/options.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
	if (!ok)
		__builtin_trap();
}

static void parse(int argc, char **argv)
{
	static const struct command command = {
		.name = "fuzz", .arguments = "FILE...", .summary = "a command", .max_args = 5};
	static const char *const words[] = {"auto", "never", NULL};
	struct option_list topics = {0}, names = {0};
	bool flag = false;
	const char *text = NULL;
	int n = 7, choice = 0, code = 0;
	double x = 0.5;
	int32_t day = DATE_NONE, last = DATE_NONE;
	const struct option_spec options[] = {
		{"flag", 'f', OPTION_FLAG, &flag, .help = "a flag"},
		{"text", 't', OPTION_STRING, &text, "TEXT", .help = "a text"},
		{"count", 'n', OPTION_INT, &n, "N", .help = "a number", .min = 1, .max = 100},
		{"share", 0, OPTION_DOUBLE, &x, "X", .help = "a share", .min = 0, .max = 1},
		{"from", 0, OPTION_DATE, &day, "DATE", .help = "a day"},
		{"to", 0, OPTION_DATE, &last, "DATE", .help = "the last day", .last_day = true},
		{"topic", 0, OPTION_LIST, &topics, "T", .help = "a topic"},
		{"topics", 0, OPTION_COMMAS, &names, "T,T", .help = "topics"},
		{"when", 0, OPTION_CHOICE, &choice, "WHEN", .help = "when", .choices = words},
		{0},
	};
	struct arguments args;

	if (!options_parse(&args, &command, options, argc, argv, &code)) {
		check(code == EXIT_FINE || code == EXIT_USAGE);
		return;
	}
	check(n >= 1 && n <= 100 && x >= 0 && x <= 1 && choice >= 0 && choice < 2 && args.n <= 5);
	check(!text || *text);
	check(args.items && !args.items[args.n]);
	for (size_t i = 0; i < names.n; i++)
		check(*names.items[i] && !strchr(names.items[i], ','));
	arguments_release(&args);
	option_list_release(&topics);
	option_list_release(&names);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { MOST = 64 };
	char name[] = "fuzz", *argv[MOST + 2] = {name}, *copy = mem_strdup((const char *)data, size);
	int argc = 1;

	for (size_t at = 0; copy && at < size && argc < MOST; at += strlen(copy + at) + 1)
		argv[argc++] = copy + at;
	if (copy)
		parse(argc, argv);
	mem_free(copy);
	return 0;
}

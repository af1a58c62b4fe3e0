// SPDX-License-Identifier: MIT
#include "cli/dispatch.h"

#include "base/mem.h"
#include "cli/options_help.h"
#include "cli/suggest.h"

static void print_help(FILE *f, const struct dispatcher *d)
{
	struct option_spec common[OPTIONS_COMMON + 1];
	bool unused = false;
	int color = 0;

	options_common(common, &unused, &unused, &unused, &color);
	fprintf(f, "%s: %s\n\nUsage: %s COMMAND [OPTION]... [ARGUMENT]...\n", d->name, d->summary, d->name);
	if (d->about)
		fprintf(f, "\n%s", d->about);
	fprintf(f, "\nCommands:\n");
	for (const struct subcommand *s = d->commands; s->name; s++)
		fprintf(f, "  %-10s  %s\n", s->name, s->summary);
	fprintf(f, "\nOptions of every command:\n");
	options_list(f, common);
	if (d->version)
		fprintf(f, "      --version               print the version\n");
	if (d->examples)
		fprintf(f, "\nExamples:\n%s", d->examples);
	fprintf(f, "\n'%s COMMAND --help' says more about a command.\n", d->name);
}

static int say_try(const struct dispatcher *d)
{
	fprintf(stderr, "try '%s --help'\n", d->name);
	return EXIT_USAGE;
}

static const struct subcommand *find(const struct dispatcher *d, const char *name)
{
	for (const struct subcommand *s = d->commands; s->name; s++)
		if (!strcmp(s->name, name))
			return s;
	return NULL;
}

static int unknown(const struct dispatcher *d, const char *name)
{
	struct suggestion best;

	suggest_start(&best, name);
	for (const struct subcommand *s = d->commands; s->name; s++)
		suggest_offer(&best, s->name);
	if (best.best)
		complain("unknown command '%s %s': did you mean '%s %s'?", d->name, name, d->name, best.best);
	else
		complain("unknown command '%s %s'", d->name, name);
	return say_try(d);
}

// How many words an option in front of the command takes; 0: not one that may stand there.
static int leading_words(const char *word, const char *next)
{
	static const char *const with_value[] = {"--color", "--db", "--model", "-m"};

	for (size_t i = 0; i < sizeof(with_value) / sizeof(with_value[0]); i++) {
		size_t len = strlen(with_value[i]);

		if (!strcmp(word, with_value[i]))
			return next ? 2 : 0;
		if (len > 2 && !strncmp(word, with_value[i], len) && word[len] == '=')
			return 1;
	}
	if (!strcmp(word, "--quiet") || !strcmp(word, "--verbose"))
		return 1;
	return word[0] == '-' && word[1] && strspn(word + 1, "qv") == strlen(word + 1) ? 1 : 0;
}

// Runs the command argv[at] with the options before it put behind its name, and `last` (may be NULL) at the
// end.
static int run(const struct subcommand *s, int argc, char **argv, int at, char *last)
{
	char **moved = mem_zalloc((size_t)argc + 2, sizeof(*moved));
	struct dl_err err = {0};
	int n = 0, code;

	if (!moved)
		return fail(err_nomem(&err), &err);
	moved[n++] = argv[at];
	for (int i = 1; i < argc; i++)
		if (i != at)
			moved[n++] = argv[i];
	if (last)
		moved[n++] = last;
	code = s->run(n, moved);
	mem_free(moved);
	return code;
}

// `help corpus list` is `corpus list --help`; argv[0] is the word "help".
static int help_on(const struct dispatcher *d, int argc, char **argv)
{
	char help[] = "--help";
	const struct subcommand *s = argc > 1 ? find(d, argv[1]) : NULL;

	if (s)
		return run(s, argc, argv, 1, help);
	if (argc > 1)
		return unknown(d, argv[1]);
	print_help(stdout, d);
	return EXIT_FINE;
}

// A group's record, then the tables of its commands.
static int print_table(const struct dispatcher *d)
{
	char word[] = HELP_TABLE;

	printf("group\t%s\t\t%s\n", d->name, d->summary);
	options_table_lines("about", d->about);
	for (const struct subcommand *s = d->commands; s->name; s++)
		printf("member\t%s\t%s\n", s->name, s->summary);
	options_table_lines("example", d->examples);
	for (const struct subcommand *s = d->commands; s->name; s++) {
		char name[32];

		snprintf(name, sizeof name, "%s", s->name);
		s->run(2, (char *[]){name, word, NULL});
	}
	return EXIT_FINE;
}

int dispatch(const struct dispatcher *d, int argc, char **argv)
{
	int at = 1, words;

	while (at < argc && (words = leading_words(argv[at], argv[at + 1])) > 0)
		at += words;
	if (at >= argc) {
		print_help(stderr, d);
		return EXIT_USAGE;
	}
	const char *word = argv[at];
	const struct subcommand *s = find(d, word);

	if (s)
		return run(s, argc, argv, at, NULL);
	if (!strcmp(word, "help"))
		return help_on(d, argc - at, argv + at);
	if (!strcmp(word, HELP_TABLE))
		return print_table(d);
	if (!strcmp(word, "--help") || !strcmp(word, "-h"))
		return help_on(d, 0, NULL);
	if (d->version && !strcmp(word, "--version")) {
		printf("%s\n", d->version);
		return EXIT_FINE;
	}
	if (word[0] == '-' && word[1]) {
		complain("unknown option '%s' before the command", word);
		return say_try(d);
	}
	return unknown(d, word);
}

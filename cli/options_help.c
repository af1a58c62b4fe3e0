// SPDX-License-Identifier: MIT
#include "cli/options_help.h"

static const char *const color_names[] = {"auto", "always", "never", NULL};

enum { HELP_COLUMN = 30, HELP_WIDTH = 100 };

void options_common(
	struct option_spec common[OPTIONS_COMMON + 1], bool *help, bool *quiet, bool *verbose, int *color)
{
	common[0] = (struct option_spec){"help", 'h', OPTION_FLAG, help, .help = "print this help"};
	common[1] = (struct option_spec){
		"quiet", 'q', OPTION_FLAG, quiet, .help = "no progress, no summaries; errors are still said"};
	common[2] = (struct option_spec){"verbose", 'v', OPTION_FLAG, verbose, .help = "say more on stderr"};
	common[3] = (struct option_spec){"color", 0, OPTION_CHOICE, color, "WHEN",
		"auto (default), always or never; auto heeds NO_COLOR", .choices = color_names};
	common[4] = (struct option_spec){0};
}

// Words of `text` from column HELP_COLUMN on, broken before HELP_WIDTH.
static void print_wrapped(FILE *f, const char *text, size_t column)
{
	while (*text) {
		size_t len = strcspn(text, " ");

		if (column + len > HELP_WIDTH && column > HELP_COLUMN) {
			fprintf(f, "\n%*s", HELP_COLUMN, "");
			column = HELP_COLUMN;
		}
		fprintf(f, "%.*s", (int)len, text);
		column += len;
		text += len;
		if (*text == ' ') {
			if (column < HELP_WIDTH)
				fputc(' ', f);
			column++;
			text++;
		}
	}
	fputc('\n', f);
}

static void print_option(FILE *f, const struct option_spec *o)
{
	char left[80];
	int n = o->letter ? snprintf(left, sizeof(left), "  -%c, --%s", o->letter, o->name)
			  : snprintf(left, sizeof(left), "      --%s", o->name);
	size_t used = (size_t)n;

	if (o->value && used < sizeof(left))
		snprintf(left + used, sizeof(left) - used, " %s", o->value);
	fprintf(f, "%-*s", HELP_COLUMN - 2, left);
	if (strlen(left) > HELP_COLUMN - 2)
		fprintf(f, "\n%*s", HELP_COLUMN - 2, "");
	fprintf(f, "  ");
	print_wrapped(f, o->help ? o->help : "", HELP_COLUMN);
}

void options_list(FILE *f, const struct option_spec *options)
{
	for (const struct option_spec *o = options; o && o->name; o++)
		print_option(f, o);
}

void options_help(const struct command *c, const struct option_spec *options)
{
	struct option_spec common[OPTIONS_COMMON + 1];
	bool unused = false;
	int color = 0;

	options_common(common, &unused, &unused, &unused, &color);
	printf("%s: %s\n\nUsage: %s [OPTION]...%s%s\n", c->name, c->summary, c->name,
		*c->arguments ? " " : "", c->arguments);
	if (c->about)
		printf("\n%s", c->about);
	if (options && options->name)
		printf("\nOptions:\n");
	options_list(stdout, options);
	printf("\nOptions of every command:\n");
	options_list(stdout, common);
	if (c->examples)
		printf("\nExamples:\n%s", c->examples);
}

void options_table_lines(const char *kind, const char *text)
{
	while (text && *text) {
		size_t len = strcspn(text, "\n");

		printf("%s\t%.*s\n", kind, (int)len, text);
		text += len + (text[len] == '\n');
	}
}

static void table_option(const struct option_spec *o)
{
	printf("option\t%s\t%c\t%s\t", o->name, o->letter ? o->letter : '-', o->value ? o->value : "-");
	for (size_t i = 0; o->choices && o->choices[i]; i++)
		printf("%s%s", i ? "," : "", o->choices[i]);
	printf("%s\t%s\n", o->choices ? "" : "-", o->help ? o->help : "");
}

void options_table(const struct command *c, const struct option_spec *options)
{
	struct option_spec common[OPTIONS_COMMON + 1];
	bool unused = false;
	int color = 0;

	options_common(common, &unused, &unused, &unused, &color);
	printf("command\t%s\t%s\t%s\n", c->name, c->arguments, c->summary);
	options_table_lines("about", c->about);
	for (const struct option_spec *o = options; o && o->name; o++)
		table_option(o);
	for (const struct option_spec *o = common; o->name; o++)
		table_option(o);
	options_table_lines("example", c->examples);
}

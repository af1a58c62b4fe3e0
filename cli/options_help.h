// SPDX-License-Identifier: MIT
// Help, made from the same tables as the parsing.
#ifndef CLI_OPTIONS_HELP_H
#define CLI_OPTIONS_HELP_H

#include "cli/options.h"

enum { OPTIONS_COMMON = 4 };

// The word that asks for the tables themselves instead of help; the build makes the man pages and the
// completions of the shells from them. `dateline --help=table` prints the whole tree of commands.
#define HELP_TABLE "--help=table"

// Fills the table of the options that every command knows.
void options_common(
	struct option_spec common[OPTIONS_COMMON + 1], bool *help, bool *quiet, bool *verbose, int *color);

// Prints the help of a command to stdout.
void options_help(const struct command *c, const struct option_spec *options);

// Prints a command's table to stdout, one record a line, its fields separated by tabs: "command" NAME
// ARGUMENTS SUMMARY; "about" LINE; "example" LINE; "option" NAME LETTER VALUE CHOICES HELP, where a missing
// LETTER, VALUE or CHOICES (joined by commas) is "-".
void options_table(const struct command *c, const struct option_spec *options);

// Prints the lines of `text` (may be NULL) to stdout, each as a record of `kind`.
void options_table_lines(const char *kind, const char *text);

// Prints the lines of a table of options to `f`.
void options_list(FILE *f, const struct option_spec *options);

#endif

// SPDX-License-Identifier: MIT
// Help, made from the same tables as the parsing.
#ifndef CLI_OPTIONS_HELP_H
#define CLI_OPTIONS_HELP_H

#include "cli/options.h"

enum { OPTIONS_COMMON = 4 };

// Fills the table of the options that every command knows.
void options_common(
	struct option_spec common[OPTIONS_COMMON + 1], bool *help, bool *quiet, bool *verbose, int *color);

// Prints the help of a command to stdout.
void options_help(const struct command *c, const struct option_spec *options);

// Prints the lines of a table of options to `f`.
void options_list(FILE *f, const struct option_spec *options);

#endif

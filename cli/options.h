// SPDX-License-Identifier: MIT
// Options: one table a command, from which parsing, usage and help are made.
//
// Options stand anywhere, `--` ends them; long ones take `=` or a blank, short ones their value attached or
// next ("-n5", "-n 5"), flags may be joined ("-qv"). An unambiguous beginning of a long name is enough.
// -h/--help, -q/--quiet, -v/--verbose and --color are known to every command and need no entry.
//
//     bool json = false;
//     const char *db = NULL;
//     const struct option_spec options[] = {
//             {"db", 0, OPTION_STRING, &db, .value = "FILE", .help = "the store"},
//             {"json", 0, OPTION_FLAG, &json, .help = "print JSON"},
//             {0},
//     };
//     struct arguments args;
//     int code;
//     if (!options_parse(&args, &command, options, argc, argv, &code))
//             return code;            // help was asked (0) or the usage was wrong (2); already printed
//     ...
//     arguments_release(&args);
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/arena.h"
#include "cli/output.h"

#include <stdint.h>

// A growing list of words; the words belong to argv or to the arguments.
struct option_list {
	const char **items; // NULL-terminated once it holds something, else NULL
	size_t n, cap;
};

enum option_type {
	OPTION_FLAG,   // bool *, set to true
	OPTION_STRING, // const char **; the last one counts
	OPTION_INT,    // int *, `min` to `max`
	OPTION_DOUBLE, // double *, `min` to `max`
	OPTION_DATE,   // int32_t *, a day: 2015-06-24, or a week 2015-W26 (its Monday; its Sunday with
		       // `last_day`)
	OPTION_LIST,   // struct option_list *, repeated: --topic A --topic B
	OPTION_COMMAS, // struct option_list *, repeated or separated by commas: --topics A,B
	OPTION_CHOICE, // int *, the place of the word in `choices`
};

struct option_spec {
	const char *name; // long name without dashes; NULL ends the table
	char letter;      // short name, 0: none
	enum option_type type;
	void *into;                 // by type, see above; holds the default before, untouched when not given
	const char *value;          // what help calls the value: "FILE"; NULL for a flag
	const char *help;           // one sentence without a full stop
	double min, max;            // for numbers, inclusive; both 0: any
	const char *const *choices; // NULL-terminated
	bool last_day;
};

// What help says about a command.
struct command {
	const char *name;          // "dateline corpus add"
	const char *arguments;     // "FILE...", "" if none
	const char *summary;       // one line, no full stop
	const char *about;         // further lines for its own --help, or NULL
	const char *examples;      // lines, each "  dateline corpus add inbox/\n"
	size_t min_args, max_args; // how many arguments there may be; max_args SIZE_MAX: any number
};

struct arguments {
	const char **items; // what is not an option, in order; NULL-terminated, never NULL
	size_t n, cap;
	bool quiet, verbose;
	enum color_choice color;
	struct arena mem;
};

// False: the command returns *code. True: `args` is filled and must be released. argv[0] is passed over.
bool options_parse(struct arguments *args, const struct command *c, const struct option_spec *options,
	int argc, char **argv, int *code);

// The lists that options made are the caller's: option_list_release.
void arguments_release(struct arguments *args);
void option_list_release(struct option_list *l);

// Prints "dateline: MESSAGE" and "try 'NAME --help'" to stderr; returns 2.
int usage_error(const struct command *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif

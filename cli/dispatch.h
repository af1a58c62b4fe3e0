// SPDX-License-Identifier: MIT
// A command that consists of sub-commands: `dateline` itself, `dateline corpus`, `dateline models`.
#ifndef CLI_DISPATCH_H
#define CLI_DISPATCH_H

struct subcommand {
	const char *name;                  // NULL ends the table
	int (*run)(int argc, char **argv); // argv[0] is `name`; returns the exit code
	const char *summary;               // one line, no full stop
};

struct dispatcher {
	const char *name;    // "dateline corpus"
	const char *summary; // one line, no full stop
	const char *about;   // further lines for its --help, or NULL
	const char *examples;
	const struct subcommand *commands;
	const char *version; // what --version prints; NULL: no such option
};

// Finds argv[1...]'s command and runs it with the rest. -q, -v, --color, --db and -m may
// stand before it.
// `--help` and `help [COMMAND]` print help. Without a command: help on stderr and 2; an unknown one: the
// nearest name and 2.
int dispatch(const struct dispatcher *d, int argc, char **argv);

#endif

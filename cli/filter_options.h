// SPDX-License-Identifier: MIT
// The options that say which articles of the store a command is about; one table for list and export.
#ifndef CLI_FILTER_OPTIONS_H
#define CLI_FILTER_OPTIONS_H

#include "cli/options.h"
#include "corpus/store.h"

// Initialiser of a table of options: the entries for `filter` (struct store_filter, STORE_ALL before) and
// `db`.
#define FILTER_OPTIONS(filter, db)                                                                           \
	{"db", 0, OPTION_STRING, &(db), "FILE", .help = "the store"},                                        \
		{"topic", 0, OPTION_STRING, &(filter).topic, "TOPIC",                                        \
			.help = "labelled with TOPIC, or else classified so by the newest model"},           \
		{"from", 0, OPTION_DATE, &(filter).from, "DATE",                                             \
			.help = "dated DATE (2015-06-24, 2015-W26) or later"},                               \
		{"to", 0, OPTION_DATE, &(filter).to, "DATE", .help = "dated DATE or earlier",                \
			.last_day = true},                                                                   \
		{"source", 0, OPTION_STRING, &(filter).source, "NAME", .help = "from this source"},          \
		{"lang", 0, OPTION_STRING, &(filter).lang, "LANG", .help = "in this language"},              \
		{"split", 0, OPTION_STRING, &(filter).split, "NAME",                                         \
			.help = "of this split: train or test"},                                             \
		{"search", 0, OPTION_STRING, &(filter).search, "WORDS",                                      \
			.help = "title or text hold all of WORDS"},                                          \
		{"labelled", 0, OPTION_FLAG, &(filter).labelled, .help = "labelled ones only"},              \
	{                                                                                                    \
		"unlabelled", 0, OPTION_FLAG, &(filter).unlabelled, .help = "ones without labels only"       \
	}

// 0, or 2 after saying on stderr what in the filter contradicts itself.
int filter_check(const struct command *c, const struct store_filter *f);

#endif

// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/dispatch.h"

static const struct subcommand commands[] = {
	{"add", cmd_corpus_add, "read articles of any format into the store"},
	{"clean", cmd_corpus_clean, "show what the cleaner makes of a file, without a store"},
	{"list", cmd_corpus_list, "list the articles of the store"},
	{"show", cmd_corpus_show, "print one article"},
	{"stats", cmd_corpus_stats, "count what the store holds"},
	{"label", cmd_corpus_label, "say which topics an article is about"},
	{"review", cmd_corpus_review, "label what the model is least sure of, one key a decision"},
	{"export", cmd_corpus_export, "write the articles as JSON Lines"},
	{"check", cmd_corpus_check, "see whether the store is whole"},
	{"backup", cmd_corpus_backup, "copy the store to a file"},
	{"compact", cmd_corpus_compact, "make the store's file as small as it can be"},
	{0},
};

int cmd_corpus(int argc, char **argv)
{
	static const struct dispatcher corpus = {
		.name = "dateline corpus",
		.summary = "the articles and their labels",
		.about = "Articles live in the store: --db FILE, else $DATELINE_DB, else ./dateline.db\n",
		.examples = "  dateline corpus add inbox/\n"
			    "  dateline corpus list --from 2015-W26 --unlabelled\n"
			    "  dateline corpus label 9f2c41d07b6a1e55c0d2 security crime\n"
			    "  dateline corpus export --labelled > labelled.jsonl\n",
		.commands = commands,
	};

	return dispatch(&corpus, argc, argv);
}

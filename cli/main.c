// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/dispatch.h"
#include "cli/output.h"

#include <fcntl.h>
#include <unistd.h>

#ifndef DATELINE_VERSION
#define DATELINE_VERSION "0"
#endif

static const struct subcommand commands[] = {
	{"corpus", cmd_corpus, "the articles and their labels: add, list, show, label, export"},
	{"train", cmd_train, "labelled articles in, a model out"},
	{"models", cmd_models, "what a model is, how good it is, which terms it goes by"},
	{"classify", cmd_classify, "articles in, topics out"},
	{"reports", cmd_reports, "how much of the news each topic takes up, over time"},
	{"doctor", cmd_doctor, "what is wrong with this installation, and what to do"},
	{0},
};

static const struct dispatcher dateline = {
	.name = "dateline",
	.summary = "which topics news articles are about, and how that changes week by week",
	.about = "A model that knows security, economy, migration and crime comes with the program; your own "
		 "labelled\n"
		 "articles may teach it any other topics.\n\n"
		 "Store: --db FILE, else $DATELINE_DB, else ./dateline.db\n"
		 "Model: -m FILE, else $DATELINE_MODEL, else ./dateline.model, else the model that comes "
		 "with the program\n"
		 "Exit:  0 fine; 1 failed; 2 wrong usage; 3 finished, but some input was bad and skipped;\n"
		 "       4 gnuplot is missing or failed; 130 stopped by Ctrl-C\n",
	.examples = "  dateline classify page.html                   which topics is this article about?\n"
		    "  dateline corpus add inbox/                    put articles into the store\n"
		    "  dateline classify --new                       classify what is new in the store\n"
		    "  dateline reports weekly -o report             the weekly report, with charts\n"
		    "  dateline train labelled.jsonl -m my.model     a model of your own\n",
	.commands = commands,
	.version = "dateline " DATELINE_VERSION,
};

// A file opened later must not become standard output: closed descriptors are taken by one that refuses
// writing.
static void hold_standard_descriptors(void)
{
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", O_RDONLY) != fd)
			exit(EXIT_FAILED);
}

int main(int argc, char **argv)
{
	hold_standard_descriptors();
	return output_finish(dispatch(&dateline, argc, argv));
}

// SPDX-License-Identifier: MIT
// One run of `models test`: what was measured, and how it is printed.
#ifndef CLI_MODELS_TEST_H
#define CLI_MODELS_TEST_H

#include "classify/classify.h"
#include "cli/model_commands.h"
#include "cli/options.h"

struct mistake {
	char *id, *gold, *chosen;
	double worst; // how sure the model was of the wrong: 1 is certain
};

struct model_test {
	const char *given, *split;
	bool json, confusion;
	int errors;
	double min_f1;
	struct arguments args;
	struct model *m;
	struct classifier *c;
	struct metrics scores;
	bool *gold;
	const char **names;
	struct mistake *mistakes; // the `errors` worst, worst first
	size_t n_mistakes;
	uint64_t foreign; // labels that the model does not know
	uint64_t abstained;
};

// The answer on stdout, for people and as one JSON object. Errors: DL_ENOMEM, DL_EIO.
enum dl_status print_test(const struct model_test *t, struct dl_err *err);
enum dl_status print_test_json(const struct model_test *t, struct dl_err *err);

#endif

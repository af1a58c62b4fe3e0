// SPDX-License-Identifier: MIT
// What `dateline models diff` found, and printing it.
#ifndef CLI_MODELS_DIFF_H
#define CLI_MODELS_DIFF_H

#include "cli/model_commands.h"
#include "cli/options.h"
#include "classify/classify.h"

// A term of either model; VOCAB_NONE where that one lacks it.
struct change {
	uint32_t id[2];
	double weight[2];
};

struct flip {
	char *name; // id and title, one after the other
	size_t id_len;
	size_t topic;
	double probability[2];
	bool chosen_by_b;
};

struct diff {
	bool json;
	int n;
	struct arguments args;
	struct model *m[2];
	struct classifier *c[2];
	size_t (*topics)[2]; // those that both have
	size_t n_topics;
	struct change *changes;
	size_t n_changes;
	struct flip *flips;
	size_t n_flips, cap_flips;
	uint64_t articles, abstained;
};

// Brings d->changes into the order of change for a topic; returns how many to show.
size_t diff_rank(struct diff *d, size_t topic);

enum dl_status diff_print_json(struct diff *d, struct dl_err *err);
enum dl_status diff_print_text(struct diff *d, struct dl_err *err);

#endif

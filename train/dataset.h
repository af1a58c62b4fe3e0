// SPDX-License-Identifier: MIT
// The training set in memory: texts, gold topics, folds. Internal to train/.
#ifndef TRAIN_DATASET_H
#define TRAIN_DATASET_H

#include "train/train.h"

struct doc {
	struct str id, title, text, lang;
	struct str *labels;
	size_t n_labels;
};

struct train_set {
	struct arena mem;
	struct doc *docs;
	size_t n, cap;
};

struct topic_list {
	char **names; // sorted by bytes
	size_t n;
};

// The topics asked for, or all that occur. DL_EINVAL when one never occurs or there are none.
enum dl_status topic_list_make(
	struct topic_list *out, const struct train_set *s, const char *const *asked, struct dl_err *err);
void topic_list_release(struct topic_list *l);

bool doc_has_topic(const struct doc *d, const char *topic);

// fold[i] in [0, folds): documents are grouped by equal text, ordered by a hash of id and seed, and dealt out
// topic set by topic set, so that every fold has its share of each. DL_ENOMEM.
enum dl_status fold_deal(
	uint8_t *fold, const struct train_set *s, int folds, uint32_t seed, struct dl_err *err);

#endif

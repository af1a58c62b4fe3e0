// SPDX-License-Identifier: MIT
// The training set in memory: texts, gold topics, folds. Internal to train/.
#ifndef TRAIN_DATASET_H
#define TRAIN_DATASET_H

#include "train/texts.h"
#include "train/train.h"

struct doc {
	struct str id, title, text, lang, source;
	int32_t day;    // DATE_NONE: undated
	uint32_t story; // equal for near-duplicates; 0 until stories_find
	uint32_t added; // how manieth of its set
	struct str *labels;
	size_t n_labels;
};

struct train_set {
	struct arena mem;   // of all but titles and texts
	struct texts texts; // empty where they are borrowed
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
bool train_set_has_topic(const struct train_set *s, const char *topic);

// Puts the documents in the order of date, then id, then all else that training reads, so that nothing
// depends on the order in which they were added.
void train_set_sort(struct train_set *s);

// The places of the documents by hashes of id, text, title and topics: an order that does not depend on that
// of adding. DL_ENOMEM.
enum dl_status train_set_order(uint32_t *out, const struct train_set *s, struct dl_err *err);

// fold[i] in [0, folds): documents are grouped by story (stories_find), ordered by a hash of id and seed, and
// dealt out topic set by topic set, so that every fold has its share of each. A story
// larger than a fold is dealt text by text. DL_ENOMEM.
enum dl_status fold_deal(
	uint8_t *fold, const struct train_set *s, int folds, uint32_t seed, struct dl_err *err);

#endif

// SPDX-License-Identifier: MIT
// Articles in, topics out: one article at a time.
//
//     struct classifier *c = classifier_new(model);         // one a thread
//     struct verdict v;
//     st = classify_article(&v, c, article, &err);          // v is valid until the next call
//     classifier_free(c);
#ifndef CLASSIFY_CLASSIFY_H
#define CLASSIFY_CLASSIFY_H

#include "corpus/article.h"
#include "models/model.h"

struct classifier;

struct verdict {
	size_t n_topics;
	const double *decision;    // model order
	const double *probability; // 0 to 1
	const bool *chosen;
	const size_t *order;   // topics by falling probability, then by model order
	const char *abstained; // why no topic was chosen though some might fit, NULL: not abstained
	double oov;            // share of the distinct words that the model does not know, 0 to 1
	struct vec *vec;       // the classifier's; may be sorted
};

struct classify_options {
	double min_probability; // a topic below it is not chosen; 0: the model's thresholds alone
};

// NULL when memory cannot be had. The model must outlive the classifier. `o` may be NULL.
struct classifier *classifier_new(const struct model *m, const struct classify_options *o);
void classifier_free(struct classifier *c);

// Abstains ("empty", "too few known words", "mostly unknown words") where the text cannot carry a statement:
// fewer than 3 known words or more than 60 % unknown ones. Errors: DL_ENOMEM.
enum dl_status classify_article(
	struct verdict *out, struct classifier *c, const struct article *a, struct dl_err *err);

// One term's part in a topic's decision value.
struct reason {
	uint32_t id;
	double weight;   // sum over the topic's reasons + bias = decision value
	size_t from, to; // first place of the term: bytes of title (field 0) or text (field 1)
	int field;       // -1: what the n-grams of unknown words say together, without a place
};

// How a reason is called: its term, or "(unknown words)".
struct str reason_name(const struct model *m, const struct reason *r);

// The terms of the last article, for `topic` (model order), strongest first by absolute weight; *n of them,
// valid until the next call.
enum dl_status classify_explain(const struct reason **out, size_t *n, struct classifier *c,
	const struct article *a, size_t topic, struct dl_err *err);

#endif

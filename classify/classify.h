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
	bool all_terms;         // verdict.vec has the n-grams of unknown words too, which takes longer
};

// NULL when memory cannot be had. The model must outlive the classifier. `o` may be NULL.
struct classifier *classifier_new(const struct model *m, const struct classify_options *o);
void classifier_free(struct classifier *c);

// Abstains where the text cannot carry a statement, for the reasons of models/abstain.h. Errors: DL_ENOMEM.
enum dl_status classify_article(
	struct verdict *out, struct classifier *c, const struct article *a, struct dl_err *err);

// Where a term stands.
struct place {
	uint32_t id;
	int field;       // 0: title, 1: text
	size_t from, to; // bytes of the field
};

// One term of an article and its part in a topic's decision value.
struct reason {
	uint32_t id;   // VOCAB_NONE: what the n-grams of unknown words say together
	double weight; // sum over the topic's reasons + bias = decision value, but for rounding in the last bits
	const struct place *at; // where it stands, title before text; none for unknown words
	size_t n_at;
	size_t item; // internal: place in the vector
};

// How a reason is called: its term, or "(unknown words)".
struct str reason_name(const struct model *m, const struct reason *r);

// The terms of the last article, for `topic` (model order), strongest first by absolute weight; *n of them,
// valid until the next call.
enum dl_status classify_explain(const struct reason **out, size_t *n, struct classifier *c,
	const struct article *a, size_t topic, struct dl_err *err);

// The terms of the last article for all topics: `weight` is the largest of any topic by absolute value, strongest
// first; what each topic's is says reason_weight. Valid until the next call.
enum dl_status classify_explain_all(const struct reason **out, size_t *n, struct classifier *c,
	const struct article *a, struct dl_err *err);
double reason_weight(const struct classifier *c, const struct reason *r, size_t topic);

#endif

// SPDX-License-Identifier: MIT
// Why an article got its topics, as JSON and as a line for people.
#ifndef CLI_EXPLAIN_PRINT_H
#define CLI_EXPLAIN_PRINT_H

#include "base/json.h"
#include "classify/classify.h"

// `most`: how many terms are named, the strongest; 0: all. What the others say comes as one number, so that
// bias + named weights + others = value. `c` made `v` of `a`. Errors: DL_ENOMEM.
struct explain_style {
	const struct model *m;
	const struct article *a;
	const struct verdict *v;
	struct classifier *c;
	size_t most;
};

// Members of the object of topic k: bias, terms (term, weight, at, title_at), others.
enum dl_status explain_topic_json(
	struct json *j, const struct explain_style *s, size_t k, struct dl_err *err);

// One object for all topics: value and bias of each; terms (term, at, title_at, weights of each topic),
// others of each topic.
enum dl_status explain_all_json(struct json *j, const struct explain_style *s, struct dl_err *err);

// "    security: troops +0.34, army +0.31, others -0.10, bias -0.52 = +2.31"
enum dl_status explain_line(struct buf *out, const struct explain_style *s, size_t k, struct dl_err *err);

#endif

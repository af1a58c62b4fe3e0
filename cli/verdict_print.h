// SPDX-License-Identifier: MIT
// One classified article as JSON, TSV or lines for people.
#ifndef CLI_VERDICT_PRINT_H
#define CLI_VERDICT_PRINT_H

#include "base/buf.h"
#include "classify/classify.h"

struct verdict_style {
	const struct model *m;
	bool explain;
	size_t terms; // how many terms --explain names a topic; 0: all
	bool color;
	size_t name_width; // columns of the name in lines for people
};

// Each appends to `out`. `c` made `v` of `a`. Errors: DL_ENOMEM.

// The input's members, then topics, scores, abstained, oov, model: one line.
enum dl_status verdict_json(struct buf *out, const struct verdict_style *s, const struct article *a,
	const struct verdict *v, struct classifier *c, struct dl_err *err);

// id, date, chosen topics joined by |, then the probability of each topic in model order.
enum dl_status verdict_tsv(
	struct buf *out, const struct verdict_style *s, const struct article *a, const struct verdict *v);

// File or title, date, topics with probabilities; with `explain` the terms below.
enum dl_status verdict_lines(struct buf *out, const struct verdict_style *s, const struct article *a,
	const struct verdict *v, struct classifier *c, struct dl_err *err);

#endif

// SPDX-License-Identifier: MIT
#include "models/foreign.h"
#include "models/foreign_lines.h"

static bool expect_key(struct foreign_lines *l, const char *key)
{
	return foreign_line(l) && str_is(foreign_word(l), key);
}

// Classifiers with one weight vector for two classes; the first three are logistic.
static bool solver_known(struct str word, bool *logistic)
{
	static const char *const solvers[] = {"L2R_LR", "L1R_LR", "L2R_LR_DUAL", "L2R_L2LOSS_SVC_DUAL",
		"L2R_L2LOSS_SVC", "L2R_L1LOSS_SVC_DUAL", "L1R_L2LOSS_SVC"};

	for (size_t i = 0; i < sizeof solvers / sizeof *solvers; i++)
		if (str_is(word, solvers[i])) {
			*logistic = i < 3;
			return true;
		}
	return false;
}

struct shape {
	double sign, bias;
	uint32_t features;
	bool logistic;
};

static enum dl_status head(struct foreign_lines *l, struct shape *s, uint32_t n_terms, struct dl_err *err)
{
	enum dl_status st;

	if (!expect_key(l, "solver_type") || !solver_known(foreign_word(l), &s->logistic) ||
		foreign_word(l).len)
		return foreign_bad(l, err, "'solver_type' of a two-class classifier is expected here");
	if (!expect_key(l, "nr_class") || !str_is(foreign_word(l), "2") || foreign_word(l).len)
		return foreign_bad(l, err, "'nr_class 2' is expected here: one model of two classes a topic");
	if (!expect_key(l, "label"))
		return foreign_bad(l, err, "'label' is expected here");
	st = foreign_labels(l, &s->sign, err);
	if (st != DL_OK)
		return st;
	if (!expect_key(l, "nr_feature") || !foreign_count(&s->features, foreign_word(l), 1, UINT32_MAX) ||
		foreign_word(l).len)
		return foreign_bad(l, err, "'nr_feature' and a count are expected here");
	if (s->features > n_terms)
		return foreign_bad(l, err,
			"more features than the model has terms: these are not vectors of this model");
	if (!expect_key(l, "bias") || !foreign_number(&s->bias, foreign_word(l)) || foreign_word(l).len)
		return foreign_bad(l, err, "'bias' and a number are expected here");
	if (!expect_key(l, "w") || foreign_word(l).len)
		return foreign_bad(l, err, "'w' is expected here");
	return DL_OK;
}

static enum dl_status weight(struct foreign_lines *l, double *out, struct dl_err *err)
{
	if (!foreign_line(l))
		return foreign_bad(l, err, "the file ends before all the weights that 'nr_feature' promises");
	if (!foreign_number(out, foreign_word(l)) || foreign_word(l).len)
		return foreign_bad(l, err, "one weight, a number, is expected here");
	return DL_OK;
}

enum dl_status foreign_read_liblinear(struct foreign *out, struct foreign_lines *l, struct dl_err *err)
{
	struct shape s = {.sign = 1};
	enum dl_status st = head(l, &s, out->n_terms, err);
	double w = 0;

	for (uint32_t i = 0; st == DL_OK && i < s.features; i++) {
		st = weight(l, &w, err);
		out->w[i] = s.sign * w;
	}
	if (st == DL_OK && s.bias >= 0) {
		st = weight(l, &w, err);
		out->bias = s.sign * w * s.bias;
	}
	if (st == DL_OK && foreign_line(l))
		st = foreign_bad(l, err, "more weights than 'nr_feature' says");
	out->calibrated = s.logistic;
	out->platt_a = -1;
	out->platt_b = 0;
	return st;
}

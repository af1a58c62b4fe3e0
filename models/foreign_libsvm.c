// SPDX-License-Identifier: MIT
#include "models/foreign.h"
#include "models/foreign_lines.h"

// What the lines before SV said.
struct head {
	bool svm_type, kernel_type, nr_class, label, rho, total_sv, nr_sv, prob_a, prob_b;
	double sign, rho_value, a, b;
	uint32_t vectors;
};

static enum dl_status fixed(struct foreign_lines *l, const char *one, const char *other,
	const char *complaint, struct dl_err *err)
{
	struct str word = foreign_word(l);

	if ((!str_is(word, one) && !str_is(word, other)) || foreign_word(l).len)
		return foreign_bad(l, err, complaint);
	return DL_OK;
}

static enum dl_status single(struct foreign_lines *l, double *out, const char *complaint, struct dl_err *err)
{
	if (!foreign_number(out, foreign_word(l)) || foreign_word(l).len)
		return foreign_bad(l, err, complaint);
	return DL_OK;
}

static enum dl_status sv_counts(struct foreign_lines *l, struct dl_err *err)
{
	uint32_t n;

	for (int i = 0; i < 2; i++)
		if (!foreign_count(&n, foreign_word(l), 0, INT32_MAX))
			return foreign_bad(l, err, "'nr_sv' needs two counts");
	return foreign_word(l).len ? foreign_bad(l, err, "'nr_sv' needs two counts") : DL_OK;
}

static enum dl_status count(struct foreign_lines *l, struct head *h, struct dl_err *err)
{
	if (!foreign_count(&h->vectors, foreign_word(l), 1, INT32_MAX) || foreign_word(l).len)
		return foreign_bad(l, err, "'total_sv' needs a count of at least 1");
	return DL_OK;
}

static enum dl_status once(struct foreign_lines *l, bool *seen, struct dl_err *err)
{
	if (*seen)
		return foreign_bad(l, err, "this line stands twice");
	*seen = true;
	return DL_OK;
}

static enum dl_status head_line(struct foreign_lines *l, struct head *h, struct str key, struct dl_err *err)
{
	const struct {
		const char *key;
		bool *seen;
	} keys[] = {{"svm_type", &h->svm_type}, {"kernel_type", &h->kernel_type}, {"nr_class", &h->nr_class},
		{"label", &h->label}, {"rho", &h->rho}, {"total_sv", &h->total_sv}, {"nr_sv", &h->nr_sv},
		{"probA", &h->prob_a}, {"probB", &h->prob_b}};
	size_t i = 0;
	enum dl_status st;

	while (i < sizeof keys / sizeof *keys && !str_is(key, keys[i].key))
		i++;
	if (i == sizeof keys / sizeof *keys)
		return foreign_bad(l, err, "this line is not of a linear libsvm model of two classes");
	st = once(l, keys[i].seen, err);
	if (st != DL_OK)
		return st;
	switch (i) {
	case 0:
		return fixed(l, "c_svc", "nu_svc", "only svm_type c_svc and nu_svc can be imported", err);
	case 1:
		return fixed(
			l, "linear", "linear", "only a linear kernel can be imported (svm-train -t 0)", err);
	case 2:
		return fixed(l, "2", "2", "only models of two classes can be imported, one a topic", err);
	case 3:
		return foreign_labels(l, &h->sign, err);
	case 4:
		return single(l, &h->rho_value, "'rho' needs one number", err);
	case 5:
		return count(l, h, err);
	case 6:
		return sv_counts(l, err);
	case 7:
		return single(l, &h->a, "'probA' needs one number", err);
	default:
		return single(l, &h->b, "'probB' needs one number", err);
	}
}

// "coefficient index:value index:value ...", added to w.
static enum dl_status fold(struct foreign *out, struct foreign_lines *l, double sign, struct dl_err *err)
{
	double coefficient, value;
	uint32_t before = 0, index;
	struct str word;

	if (!foreign_number(&coefficient, foreign_word(l)))
		return foreign_bad(l, err, "a support vector begins with its coefficient, a number");
	while ((word = foreign_word(l)).len) {
		const char *colon = memchr(word.ptr, ':', word.len);
		size_t at = colon ? (size_t)(colon - word.ptr) : 0;

		if (!colon || !foreign_count(&index, str_sub(word, 0, at), 1, UINT32_MAX) ||
			!foreign_number(&value, str_sub(word, at + 1, word.len)))
			return foreign_bad(l, err, "a support vector consists of index:value");
		if (index <= before)
			return foreign_bad(l, err, "the indices of a support vector must ascend");
		if (index > out->n_terms)
			return foreign_bad(l, err,
				"an index is larger than the number of terms: these are not "
				"vectors of this model");
		out->w[index - 1] += sign * coefficient * value;
		before = index;
	}
	return DL_OK;
}

static enum dl_status head_check(const struct foreign_lines *l, const struct head *h, struct dl_err *err)
{
	if (!h->svm_type || !h->kernel_type || !h->nr_class || !h->label || !h->rho || !h->total_sv)
		return foreign_bad(l, err,
			"svm_type, kernel_type, nr_class, label, rho and total_sv must stand before the "
			"vectors");
	if (h->prob_a != h->prob_b)
		return foreign_bad(l, err, "probA and probB must stand together");
	return DL_OK;
}

enum dl_status foreign_read_libsvm(struct foreign *out, struct foreign_lines *l, struct dl_err *err)
{
	struct head h = {.sign = 1};
	enum dl_status st = DL_OK;
	uint32_t n = 0;
	bool vectors = false;

	while (st == DL_OK && !vectors && foreign_line(l)) {
		struct str key = foreign_word(l);

		vectors = str_is(key, "SV");
		if (!vectors)
			st = head_line(l, &h, key, err);
	}
	if (st == DL_OK && !vectors)
		st = foreign_bad(l, err, "the file ends before the line 'SV'");
	if (st == DL_OK)
		st = head_check(l, &h, err);
	for (; st == DL_OK && foreign_line(l); n++)
		st = n < h.vectors ? fold(out, l, h.sign, err)
				   : foreign_bad(l, err, "more support vectors than 'total_sv' says");
	if (st == DL_OK && n < h.vectors)
		st = foreign_bad(
			l, err, "the file ends before all the support vectors that 'total_sv' promises");
	out->bias = -h.sign * h.rho_value;
	out->calibrated = h.prob_a;
	out->platt_a = h.a;
	out->platt_b = h.sign * h.b;
	return st;
}

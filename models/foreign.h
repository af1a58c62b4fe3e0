// SPDX-License-Identifier: MIT
// Linear models that libsvm or LIBLINEAR trained elsewhere, read strictly, line by line: nothing of such a
// file is trusted, and each error names file and line. The machine's positive side is the larger of its two
// labels.
#ifndef MODELS_FOREIGN_H
#define MODELS_FOREIGN_H

#include "base/buf.h"
#include "models/model.h"

// Decision value = bias + sum of w[index - 1] * value; positive for the larger label.
struct foreign {
	double *w; // n_terms of them, by the caller
	uint32_t n_terms;
	double bias;
	bool calibrated;         // the file has a Platt fit
	double platt_a, platt_b; // P = 1/(1+exp(a*d+b))
};

enum foreign_kind { FOREIGN_LIBSVM, FOREIGN_LIBLINEAR };

// Reads the bytes of a model file; `name` is what errors call it. libsvm: c_svc or nu_svc, linear kernel, two
// classes; the support vectors are folded into w. LIBLINEAR: a classifier of two classes. *out: `w` and
// `n_terms` are set by the caller, w is overwritten. Errors: DL_EFORMAT.
enum dl_status foreign_read(
	struct foreign *out, enum foreign_kind kind, struct str bytes, const char *name, struct dl_err *err);

// Makes the bytes of a model like `base` whose topics have the machines of `dir`: files named as
// model_export_libsvm names them. Where a file has no calibration, P = 1/(1+exp(-d)) and the cut is d = 0;
// nothing is known of its errors. Errors: DL_ENOTFOUND, DL_EIO, DL_EFORMAT, DL_ENOMEM.
enum dl_status model_import(struct buf *out, const struct model *base, enum foreign_kind kind,
	const char *dir, const char *made, struct dl_err *err);

#endif

// SPDX-License-Identifier: MIT
// Whether the latest weeks still look like what the model learned (stat_drift.h): pooled over the last 8
// complete weeks, with at least 200 articles that have no label. Internal to reports/.
#ifndef REPORTS_DRIFT_H
#define REPORTS_DRIFT_H

#include "base/err.h"
#include "reports/stat_share.h"

struct report;
struct store_model;

enum { DRIFT_WEEKS = 8, DRIFT_LEAST = 200 };

// What the store knows of the model's training: r->unseen, r->bins. Errors: DL_ENOMEM.
enum dl_status drift_take_model(struct report *r, const struct store_model *m, struct dl_err *err);

// Fills r->drift and r->retrained once the periods are filled. Errors: DL_ENOMEM.
enum dl_status drift_find(struct report *r, struct dl_err *err);

// Whether the share of topic `k` corrected by maximum likelihood (`now`) lies outside the interval of the
// adjusted count (`adjusted`), over those weeks. Labelled stories are left out of both.
enum dl_status drift_disagree(bool *out, struct share *now, struct share *adjusted, const struct report *r,
	size_t k, struct dl_err *err);

#endif

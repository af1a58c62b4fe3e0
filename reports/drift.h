// SPDX-License-Identifier: MIT
// Whether the latest weeks still look like what the model learned (stat_drift.h): pooled over the last 8
// complete weeks, with at least 200 articles that have no label. Internal to reports/.
#ifndef REPORTS_DRIFT_H
#define REPORTS_DRIFT_H

#include "base/err.h"
#include "reports/stat_share.h"

struct report;
struct store;
struct store_model;

enum { DRIFT_WEEKS = 8, DRIFT_LEAST = 200 };

// What the store knows of the model's training: r->unseen, r->bins. Errors: DL_ENOMEM.
enum dl_status drift_take_model(struct report *r, const struct store_model *m, struct dl_err *err);

// What people found of the model in its random audits: r->audit. Errors: DL_EIO, DL_ENOMEM.
enum dl_status drift_take_audit(
	struct report *r, struct store *s, const struct store_model *m, struct dl_err *err);

// Whether the model finds another part of the articles about topic `k` in the audits (`now`) than it did in
// training (`then`), both with Wilson's 95 % interval: the interval of their difference leaves out 0. An
// audit of 50 articles has few about a topic; that its rate lies outside the interval of training alone
// happens in 27 to 75 of 100 audits of a model that is as good as ever (10 to 50 articles about the topic),
// this in 4 to 6.
bool drift_audit(struct share *now, struct share *then, const struct report *r, size_t k);

// Fills r->drift and r->retrained once the periods are filled. Errors: DL_ENOMEM.
enum dl_status drift_find(struct report *r, struct dl_err *err);

// Whether the share of topic `k` corrected by maximum likelihood (`now`) lies outside the interval of the
// adjusted count (`adjusted`), over those weeks. Labelled stories are left out of both.
enum dl_status drift_disagree(bool *out, struct share *now, struct share *adjusted, const struct report *r,
	size_t k, struct dl_err *err);

#endif

// SPDX-License-Identifier: MIT
// Which labels look wrong. Internal to train/.
#ifndef TRAIN_SUSPECTS_H
#define TRAIN_SUSPECTS_H

#include "train/job.h"

// After job_cross_validate: the `most` articles whose label the out-of-fold probability contradicts most
// strongly, strongest first, each with the one topic where it does so most. Only where the probability of the
// label, as it stands, is below 1/2. What is found is moved to *out (suspects_free). Errors: DL_ENOMEM.
enum dl_status suspects_find(
	struct suspect **out, size_t *n, const struct job *j, size_t most, struct dl_err *err);
void suspects_free(struct suspect *list, size_t n);

#endif

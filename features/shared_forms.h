// SPDX-License-Identifier: MIT
// What several extractors have learned of forms, for all of them: each looks here for a form that it meets
// for the first time, and takes a copy, before it works the form out. Internal to features/.
#ifndef FEATURES_SHARED_FORMS_H
#define FEATURES_SHARED_FORMS_H

#include "features/forms.h"

// Looks for out->hash among the forms of a stemmer's language (-1: none). Where it is there, fills *out; a
// form that the vocabulary lacks is FORM_UNKNOWN, and f->row gets its sums. False where it is not there, or
// memory cannot be had. Any thread.
bool shared_forms_get(struct form *out, struct shared_forms *s, struct forms *f, int lang);

// Keeps a form, with f->row where it is FORM_UNKNOWN; where all places are taken, the others are forgotten.
// DL_ENOMEM. Any thread.
enum dl_status shared_forms_put(
	struct shared_forms *s, const struct form *form, const struct forms *f, int lang, struct dl_err *err);

#endif

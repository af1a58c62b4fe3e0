// SPDX-License-Identifier: MIT
// A finding as a sentence in the report's language. Internal to reports/.
#ifndef REPORTS_FINDING_WORDS_H
#define REPORTS_FINDING_WORDS_H

#include "base/buf.h"
#include "reports/findings.h"
#include "reports/report.h"

// Appends the sentence, plain text. English is the finding's own; in other languages it is made from its
// numbers.
// The same in a language of one's own choice; warnings only.
void finding_say_in(struct buf *out, const struct report *r, const struct finding *f, enum report_language l);

void finding_say(struct buf *out, const struct report *r, const struct finding *f);

#endif

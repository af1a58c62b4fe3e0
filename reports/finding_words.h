// SPDX-License-Identifier: MIT
// A finding as a sentence in the report's language. Internal to reports/.
#ifndef REPORTS_FINDING_WORDS_H
#define REPORTS_FINDING_WORDS_H

#include "base/buf.h"
#include "reports/findings.h"
#include "reports/report.h"

// Appends the sentence, plain text. English is the finding's own; in other languages it is made from its
// numbers.
void finding_say(struct buf *out, const struct report *r, const struct finding *f);

// The same in a language of one's own choice; warnings only.
void finding_say_in(struct buf *out, const struct report *r, const struct finding *f, enum report_language l);

// Why a topic that is not corrected is not.
const char *finding_reason(const struct report *r, size_t topic, enum report_language l);

// Warnings of one kind about several topics or sources are one sentence to a reader: whether finding `i` of
// the report is to be said, as the first of its kind or as one of its own; and what is said then.
bool warning_is_said(const struct report *r, size_t i);
void warning_say(struct buf *out, const struct report *r, size_t i);

#endif

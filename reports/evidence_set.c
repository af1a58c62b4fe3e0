// SPDX-License-Identifier: MIT
#include "reports/evidence.h"

enum { TREND_PERIODS = 12 };

// The periods that a finding is about; false where the latest period, or nothing, stands behind it.
static bool stretch_of(const struct report *r, const struct finding *f, size_t *first, size_t *last)
{
	if (f->warning || f->topic >= r->n_topics || f->from >= r->n_periods || f->to >= r->n_periods ||
		f->kind == FINDING_SURPRISE)
		return false;
	*first = f->from;
	*last = f->to;
	if (f->kind == FINDING_TREND) // what it has come to
		*first = f->to >= TREND_PERIODS + f->from ? f->to + 1 - TREND_PERIODS : f->from;
	return true;
}

enum dl_status evidence_set_start(struct evidence_set *s, struct report *r, struct dl_err *err)
{
	size_t at = report_latest(r), first, last;
	enum dl_status st;

	*s = (struct evidence_set){0};
	if (at == r->n_periods)
		return DL_OK;
	st = evidence_start(&s->items[s->n++], r, at, at, r->n_topics, err);
	for (size_t i = 0; st == DL_OK && i < r->n_findings && s->n <= EVIDENCE_MOST_FINDINGS; i++) {
		if (!stretch_of(r, &r->findings[i], &first, &last))
			continue;
		s->of[s->n] = &r->findings[i];
		st = evidence_start(&s->items[s->n++], r, first, last, r->findings[i].topic, err);
	}
	return st;
}

enum dl_status evidence_set_finish(struct evidence_set *s, struct report *r, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (size_t i = 0; st == DL_OK && i < s->n; i++)
		st = evidence_finish(s->of[i] ? &s->of[i]->evidence : &r->evidence, &s->items[i], err);
	for (size_t i = 0; st == DL_OK && r->evidence && i < r->n_findings; i++)
		if (r->findings[i].kind == FINDING_SURPRISE)
			r->findings[i].evidence = &r->evidence[r->findings[i].topic];
	return st;
}

void evidence_set_release(struct evidence_set *s)
{
	for (size_t i = 0; i < s->n; i++)
		evidence_release(&s->items[i]);
}

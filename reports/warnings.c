// SPDX-License-Identifier: MIT
// What a report must be read with. A warning never hides a number.
#include "reports/coverage.h"
#include "reports/drift.h"
#include "reports/finding_words.h"
#include "reports/series.h"

#include <math.h>

enum { FEW_STORIES = 20 };

static enum dl_status warn(struct report *r, struct finding *f, struct dl_err *err)
{
	struct buf text = {0};

	f->warning = true;
	finding_say_in(&text, r, f, LANGUAGE_EN);
	return finding_add(r, f, &text, err);
}

static enum dl_status warn_counts(struct report *r, size_t at, struct dl_err *err)
{
	size_t stories = at < r->n_periods ? r->periods[at].stories : FEW_STORIES;
	const struct {
		enum finding_kind kind;
		size_t count;
	} all[] = {
		{WARNING_FEW, stories < FEW_STORIES ? stories : 0},
		{WARNING_UNDATED, r->undated},
		{WARNING_UNCLASSIFIABLE, r->unclassifiable},
		{WARNING_UNCLASSIFIED, r->unclassified},
	};
	enum dl_status st = DL_OK;

	for (size_t i = 0; i < sizeof all / sizeof *all && st == DL_OK; i++) {
		struct finding f = finding_of(all[i].kind, r->n_topics, at, at);

		f.count = all[i].count;
		if (f.count)
			st = warn(r, &f, err);
	}
	return st;
}

// Complete weeks without any article between others: nothing was collected, which is no fall of a topic.
static enum dl_status warn_gaps(struct report *r, struct dl_err *err)
{
	struct finding f = finding_of(WARNING_GAP, r->n_topics, r->n_periods, r->n_periods);
	bool in = false;

	for (size_t i = 0; i < r->n_periods && r->o.period != PERIOD_DAY; i++) {
		bool gap = r->periods[i].complete && !r->periods[i].articles;

		f.count += gap;
		if (gap && !in)
			f.from = i;
		if (gap)
			f.to = i;
		in = gap;
	}
	return f.count ? warn(r, &f, err) : DL_OK;
}

static enum dl_status warn_sources(struct report *r, size_t at, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (size_t i = 0; st == DL_OK && at < r->n_periods && i < r->n_sources; i++) {
		struct finding f = finding_of(WARNING_SOURCE_SILENT, r->n_topics, at, at);

		f.source = r->sources[i].name;
		if (f.source.len && coverage_fell_silent(r, i, at))
			st = warn(r, &f, err);
	}
	return st;
}

static enum dl_status warn_words(struct report *r, struct dl_err *err)
{
	const struct word_drift *w = &r->drift.words;
	struct finding f = finding_of(WARNING_DRIFT_WORDS, r->n_topics, r->drift.from, r->drift.to);

	if (w->level < DRIFT_NOTICE)
		return DL_OK;
	f.now.value = w->rate;
	f.then.value = r->unseen;
	f.up = w->level == DRIFT_WARN;
	return warn(r, &f, err);
}

// Of one topic: not corrected, or corrected and not to be trusted.
static enum dl_status warn_audit(struct report *r, size_t k, struct dl_err *err)
{
	struct finding f = finding_of(WARNING_AUDIT, k, r->n_periods, r->n_periods);

	if (!drift_audit(&f.now, &f.then, r, k))
		return DL_OK;
	f.count = (size_t)r->audit[k].n1;
	return warn(r, &f, err);
}

static enum dl_status warn_topic(struct report *r, size_t k, struct dl_err *err)
{
	struct finding f = finding_of(WARNING_UNCORRECTED, k, r->n_periods, r->n_periods);
	enum dl_status st = DL_OK;
	bool disagree = false;

	if (r->uncorrected[k])
		return warn(r, &f, err);
	f.from = r->drift.from;
	f.to = r->drift.to;
	if (r->drift.misfit && r->drift.have_misfit[k] && r->drift.misfit[k].distrust) {
		f.kind = WARNING_DRIFT_SCORES;
		f.p = r->drift.misfit[k].p;
		st = warn(r, &f, err);
	}
	if (st == DL_OK)
		st = drift_disagree(&disagree, &f.now, &f.then, r, k, err);
	f.kind = WARNING_DISAGREE;
	f.p = (double)NAN;
	if (st == DL_OK && disagree)
		st = warn(r, &f, err);
	return st == DL_OK ? warn_audit(r, k, err) : st;
}

enum dl_status report_warn(struct report *r, size_t at, struct dl_err *err)
{
	struct finding made = finding_of(WARNING_RETRAINED, r->n_topics, r->retrained, r->retrained);
	enum dl_status st = warn_counts(r, at, err);

	if (st == DL_OK)
		st = warn_gaps(r, err);
	if (st == DL_OK)
		st = warn_sources(r, at, err);
	if (st == DL_OK && r->retrained < r->n_periods)
		st = warn(r, &made, err);
	if (st == DL_OK)
		st = warn_words(r, err);
	for (size_t k = 0; st == DL_OK && r->have_model && k < r->n_topics; k++)
		if (r->shown[k])
			st = warn_topic(r, k, err);
	return st;
}

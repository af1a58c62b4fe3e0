// SPDX-License-Identifier: MIT
#include "reports/drift.h"

#include "base/mem.h"
#include "corpus/store_review.h"
#include "reports/series.h"
#include "reports/stat_compare.h"

#include <math.h>

static void take_bins(struct drift_bins *out, const struct topic_quality *q)
{
	out->known = q->have_bins;
	for (int i = 0; i < DRIFT_BINS; i++) {
		out->positives[i] = q->bin_positives[i];
		out->negatives[i] = q->bin_negatives[i];
		if (i < DRIFT_BINS - 1)
			out->edge[i] = q->bin_edge[i];
	}
}

enum dl_status drift_take_model(struct report *r, const struct store_model *m, struct dl_err *err)
{
	struct drift_bins *bins = arena_alloc(&r->mem, m->n_topics * sizeof *bins);

	if (!bins)
		return err_nomem(err);
	for (size_t k = 0; k < m->n_topics; k++)
		take_bins(&bins[k], &m->topics[k]);
	r->bins = bins;
	r->unseen = m->unseen;
	return DL_OK;
}

enum dl_status drift_take_audit(
	struct report *r, struct store *s, const struct store_model *m, struct dl_err *err)
{
	struct audit_counts *counts = mem_zalloc(m->n_topics, sizeof *counts);
	enum dl_status st = counts ? store_audit(s, m, counts, err) : err_nomem(err);

	r->audit = arena_alloc(&r->mem, m->n_topics * sizeof *r->audit);
	if (st == DL_OK && !r->audit)
		st = err_nomem(err);
	for (size_t k = 0; st == DL_OK && k < m->n_topics; k++)
		r->audit[k] = (struct confusion){(double)counts[k].tp, (double)counts[k].n1,
			(double)counts[k].fp, (double)counts[k].n0};
	mem_free(counts);
	return st;
}

bool drift_audit(struct share *now, struct share *then, const struct report *r, size_t k)
{
	struct share change;

	if (!r->audit || !r->errors || r->audit[k].n1 < 1 || r->errors[k].n1 < 1)
		return false;
	*now = share_wilson(r->audit[k].tp, r->audit[k].n1);
	*then = share_wilson(r->errors[k].tp, r->errors[k].n1);
	change = share_change(now, then);
	return change.low > 0 || change.high < 0;
}

// The latest DRIFT_WEEKS complete periods with stories.
static void find_window(const struct report *r, size_t *from, size_t *to)
{
	size_t seen = 0;

	*from = *to = r->n_periods;
	for (size_t i = r->n_periods; i-- > 0 && seen < DRIFT_WEEKS;)
		if (r->periods[i].complete && r->periods[i].stories) {
			*to = seen ? *to : i;
			*from = i;
			seen++;
		}
}

static void fill_bins(double out[DRIFT_BINS], const struct report *r, size_t k, size_t first)
{
	memset(out, 0, DRIFT_BINS * sizeof *out);
	for (size_t i = first; i < r->n_periods; i++) {
		const struct topic_point *t = &r->periods[i].topics[k];

		for (size_t j = 0; r->periods[i].complete && j < t->n_decision; j++) {
			int bin = 0;

			while (bin < DRIFT_BINS - 1 && t->decision[j] > r->bins[k].edge[bin])
				bin++;
			out[bin]++;
		}
	}
}

static enum dl_status find_misfit(struct report *r, size_t first, struct dl_err *err)
{
	struct report_drift *d = &r->drift;

	d->misfit = arena_alloc(&r->mem, r->n_topics * sizeof *d->misfit);
	d->have_misfit = arena_alloc(&r->mem, r->n_topics * sizeof *d->have_misfit);
	if (!d->misfit || !d->have_misfit)
		return err_nomem(err);
	for (size_t k = 0; k < r->n_topics; k++) {
		double incoming[DRIFT_BINS];

		d->have_misfit[k] = false;
		if (r->uncorrected[k] || !r->bins[k].known)
			continue;
		fill_bins(incoming, r, k, first);
		d->have_misfit[k] =
			drift_misfit(&d->misfit[k], r->bins[k].positives, r->bins[k].negatives, incoming);
	}
	return DL_OK;
}

// Articles before the model was made may have been among those it learned from.
static size_t period_made(const struct report *r)
{
	struct moment made;

	if (!r->model_made || !moment_parse(&made, str_from(r->model_made)))
		return r->n_periods;
	for (size_t i = 1; i < r->n_periods; i++)
		if (made.day >= r->periods[i].from && made.day <= r->periods[i].to)
			return i;
	return r->n_periods;
}

enum dl_status drift_find(struct report *r, struct dl_err *err)
{
	double unknown = 0;
	size_t judged = 0;

	r->retrained = period_made(r);
	r->drift = (struct report_drift){.words = {(double)NAN, (double)NAN, DRIFT_UNKNOWN}};
	find_window(r, &r->drift.from, &r->drift.to);
	if (r->o.period != PERIOD_WEEK)
		return DL_OK;
	for (size_t i = r->drift.from; i < r->n_periods; i++) {
		if (!r->periods[i].complete)
			continue;
		unknown += r->periods[i].unknown;
		judged += r->periods[i].judged;
	}
	r->drift.articles = judged;
	if (judged < DRIFT_LEAST)
		return DL_OK;
	r->drift.words = drift_words(unknown, (double)judged, r->unseen);
	return r->bins ? find_misfit(r, r->drift.from, err) : DL_OK;
}

enum dl_status drift_disagree(bool *out, struct share *now, struct share *adjusted, const struct report *r,
	size_t k, struct dl_err *err)
{
	double *decision = NULL, chosen = 0;
	size_t n = 0, cap = 0;
	bool fine = true;

	*out = false;
	for (size_t i = r->drift.from; fine && i < r->n_periods; i++) {
		const struct topic_point *t = &r->periods[i].topics[k];

		if (!r->periods[i].complete || !t->n_decision)
			continue;
		fine = mem_grow((void **)&decision, &cap, n + t->n_decision, sizeof *decision);
		if (!fine)
			break;
		memcpy(decision + n, t->decision, t->n_decision * sizeof *decision);
		n += t->n_decision;
		chosen += (double)(t->stories - t->gold);
	}
	if (fine && n >= DRIFT_LEAST && r->errors) {
		fine = share_likely(now, decision, n, &r->platt[k]);
		*adjusted = share_adjusted(chosen, (double)n, &r->errors[k]);
		*out = fine && (now->value < adjusted->low || now->value > adjusted->high);
	}
	mem_free(decision);
	return fine ? DL_OK : err_nomem(err);
}

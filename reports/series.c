// SPDX-License-Identifier: MIT
#include "reports/series.h"

#include "base/mem.h"
#include "base/par.h"
#include "reports/drift.h"
#include "reports/stat_loess.h"

#include <math.h>

enum { LEAST_FOR_LINE = 8 };

// A week borrows from the up to 8 before it, as much as 2 of its own articles tell: of 0, 2, 4, 6, 8, 10, 15
// and 20 the largest that keeps the slope of corrected on true share at 0.85 or more, averaged over topics
// and years, on nyt 1999 and 2000 (0.859; without 0.876) and on events 2012 and 2013 (0.900; without 0.914),
// each year with a model of the years before it (tests/bench/shares --year). The years that shares are
// measured on had no say.
enum { BORROW_PERIODS = 8, BORROW_LEAST = 100, BORROW_WEIGHT = 2 };

void period_of(struct period *out, enum report_period kind, int32_t day)
{
	struct civil c = date_to_civil(day);

	*out = (struct period){.from = day, .to = day};
	if (kind == PERIOD_WEEK) {
		out->from = day - date_weekday(day) + 1;
		out->to = out->from + 6;
		week_text(out->key, week_of(day));
	} else if (kind == PERIOD_MONTH) {
		out->from = date_from_civil((struct civil){c.year, c.month, 1});
		out->to = date_from_civil(c.month == 12 ? (struct civil){c.year + 1, 1, 1}
							: (struct civil){c.year, c.month + 1, 1}) -
			  1;
		snprintf(out->key, sizeof out->key, "%04d-%02d", c.year, c.month);
	} else {
		date_text(out->key, day);
	}
}

struct share report_share(const struct period *p, size_t topic)
{
	return isnan(p->topics[topic].corrected.value) ? p->topics[topic].raw : p->topics[topic].corrected;
}

size_t report_latest(const struct report *r)
{
	for (size_t i = r->n_periods; i-- > 0;)
		if (r->periods[i].complete && r->periods[i].stories)
			return i;
	return r->n_periods;
}

size_t report_last_complete(const struct report *r)
{
	for (size_t i = r->n_periods; i-- > 0;)
		if (r->periods[i].complete)
			return i;
	return r->n_periods;
}

double report_straighten(const struct report *r, size_t topic, double share)
{
	const struct confusion *c = &r->errors[topic];
	double tpr = c->tp / c->n1, fpr = c->fp / c->n0, s = (share - fpr) / (tpr - fpr);

	return s < 0 ? 0 : s > 1 ? 1 : s;
}

// Labelled articles count by their label, the others by the corrected share (TRENDS section 3, last
// paragraph).
struct share share_with_gold(size_t stories, size_t gold, size_t open, struct share likely)
{
	double n = (double)stories, g = (double)gold, rest = (double)open;

	if (!stories)
		return (struct share){NAN, 0, 1};
	if (!open)
		return (struct share){g / n, g / n, g / n};
	return (struct share){
		(g + rest * likely.value) / n, (g + rest * likely.low) / n, (g + rest * likely.high) / n};
}

// What the periods before say of the unlabelled stories of topic `k`; false where they are too few. Later
// ones are not asked: a share once reported stays what it was.
static bool earlier_share(double *out, const struct report *r, size_t at, size_t k)
{
	double sum = 0, n = 0;
	int periods = 0;

	for (size_t i = at; i-- > 0 && periods < BORROW_PERIODS;) {
		const struct topic_point *t = &r->periods[i].topics[k];

		if (isnan(t->likely))
			continue;
		sum += t->likely * (double)t->n_decision;
		n += (double)t->n_decision;
		periods++;
	}
	*out = sum / n;
	return n >= BORROW_LEAST;
}

static bool correct(struct share *out, const struct report *r, size_t at, size_t k)
{
	struct topic_point *t = &r->periods[at].topics[k];
	double earlier;

	if (!share_likely(out, t->decision, t->n_decision, &r->platt[k]))
		return false;
	t->likely = out->value;
	if (!earlier_share(&earlier, r, at, k))
		return true;
	if (!share_borrowed(&out->value, t->decision, t->n_decision, &r->platt[k], earlier, BORROW_WEIGHT))
		return false;
	out->low = fmin(out->low, out->value);
	out->high = fmax(out->high, out->value);
	return true;
}

static bool finish_point(struct report *r, size_t at, size_t k)
{
	struct period *p = &r->periods[at];
	struct topic_point *t = &p->topics[k];
	bool fine = true;

	t->raw = share_wilson((double)t->stories, (double)p->stories);
	t->weighted = p->stories ? t->sum / (double)p->stories : (double)NAN;
	t->corrected = (struct share){NAN, NAN, NAN};
	t->likely = (double)NAN;
	t->normal_low = t->normal_high = (double)NAN;
	if (r->have_model && !r->uncorrected[k] && p->stories) {
		struct share likely = {0, 0, 0};

		if (t->n_decision)
			fine = correct(&likely, r, at, k);
		t->corrected = share_with_gold(p->stories, t->gold, t->n_decision, likely);
	}
	return fine;
}

// The drawn line of a topic over the complete periods with a share (TRENDS section 6).
static void draw_line(struct report *r, size_t k, double *x, double *y, double *weight, double *line)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_periods; i++) {
		const struct period *p = &r->periods[i];
		double value = report_share(p, k).value;

		r->periods[i].topics[k].smooth = (double)NAN;
		if (!p->complete || isnan(value))
			continue;
		x[n] = (double)i;
		y[n] = value;
		weight[n++] = (double)p->stories;
	}
	if (n < LEAST_FOR_LINE)
		return;
	loess_line(line, x, y, weight, n);
	for (size_t i = 0; i < n; i++)
		r->periods[(size_t)x[i]].topics[k].smooth = line[i];
	r->have_line = true;
}

static enum dl_status draw_lines(struct report *r, struct dl_err *err)
{
	double *room = mem_zalloc(r->n_periods ? r->n_periods : 1, 4 * sizeof *room);

	if (!room)
		return err_nomem(err);
	for (size_t k = 0; k < r->n_topics; k++)
		draw_line(r, k, room, room + r->n_periods, room + 2 * r->n_periods, room + 3 * r->n_periods);
	mem_free(room);
	return DL_OK;
}

// A period borrows from those before it, of the same topic only.
static enum dl_status finish_topic(void *payload, size_t k, int worker, struct dl_err *err)
{
	struct report *r = payload;

	(void)worker;
	for (size_t i = 0; i < r->n_periods; i++)
		if (!finish_point(r, i, k))
			return err_nomem(err);
	return DL_OK;
}

enum dl_status report_finish(struct report *r, struct dl_err *err)
{
	enum dl_status st = par_for(r->n_topics, par_cpus(), finish_topic, r, err);

	if (st == DL_OK)
		st = draw_lines(r, err);
	if (st == DL_OK)
		st = drift_find(r, err);
	if (st == DL_OK)
		st = report_analyse(r, err);
	return st == DL_OK ? report_find(r, err) : st;
}

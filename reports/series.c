// SPDX-License-Identifier: MIT
#include "reports/series.h"

#include "base/mem.h"
#include "reports/stat_loess.h"

#include <math.h>

enum { LEAST_FOR_LINE = 8 };

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
		if (r->periods[i].complete && r->periods[i].articles)
			return i;
	return r->n_periods;
}

// Labelled articles count by their label, the others by the corrected share (TRENDS section 3, last
// paragraph).
static struct share combine(const struct period *p, const struct topic_point *t, struct share likely)
{
	double n = (double)p->articles, gold = (double)t->gold, rest = (double)t->n_decision;

	if (!p->articles)
		return (struct share){NAN, 0, 1};
	if (!t->n_decision)
		return (struct share){gold / n, gold / n, gold / n};
	return (struct share){(gold + rest * likely.value) / n, (gold + rest * likely.low) / n,
		(gold + rest * likely.high) / n};
}

static void finish_point(struct report *r, struct period *p, size_t k)
{
	struct topic_point *t = &p->topics[k];

	t->raw = share_wilson((double)t->count, (double)p->articles);
	t->corrected = (struct share){NAN, NAN, NAN};
	if (r->have_model && !r->uncorrected[k] && p->articles) {
		struct share likely = {0, 0, 0};

		if (t->n_decision)
			likely = share_likely(t->decision, t->n_decision, &r->platt[k]);
		t->corrected = combine(p, t, likely);
	}
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
		weight[n++] = (double)p->articles;
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

static enum dl_status add_finding(struct report *r, const char *text, struct dl_err *err)
{
	struct str *bigger = arena_alloc(&r->mem, (r->n_findings + 1) * sizeof *bigger);
	struct str copy = arena_copy(&r->mem, str_from(text));

	if (!bigger || !copy.ptr)
		return err_nomem(err);
	if (r->n_findings)
		memcpy(bigger, r->findings, r->n_findings * sizeof *bigger);
	bigger[r->n_findings++] = copy;
	r->findings = bigger;
	return DL_OK;
}

// The share of the topic in the up to twelve complete periods before `at`.
static struct share before(const struct report *r, size_t at, size_t k, size_t *periods)
{
	size_t count = 0, articles = 0;

	*periods = 0;
	for (size_t i = at; i-- > 0 && *periods < 12;) {
		if (!r->periods[i].complete || !r->periods[i].articles)
			continue;
		count += r->periods[i].topics[k].count;
		articles += r->periods[i].articles;
		++*periods;
	}
	return share_wilson((double)count, (double)articles);
}

// A topic stands out when its interval and that of the periods before do not touch. A cautious rule: both are
// raw shares.
static enum dl_status find_changes(struct report *r, size_t at, struct dl_err *err)
{
	const char *unit = r->o.period == PERIOD_WEEK  ? "weeks"
			   : r->o.period == PERIOD_DAY ? "days"
						       : "months";
	enum dl_status st = DL_OK;
	size_t found = 0, periods = 0;
	char text[400];

	for (size_t k = 0; st == DL_OK && k < r->n_topics; k++) {
		struct share now = r->periods[at].topics[k].raw, then = before(r, at, k, &periods);

		if (!r->shown[k] || periods < 8 || (now.low <= then.high && now.high >= then.low))
			continue;
		snprintf(text, sizeof text,
			"%s took %.0f %% of the articles in %s (95 %% interval %.0f-%.0f %%), against %.0f "
			"%% (%.0f-%.0f %%) in the %zu %s before",
			r->topics[k], 100 * now.value, r->periods[at].key, 100 * now.low, 100 * now.high,
			100 * then.value, 100 * then.low, 100 * then.high, periods, unit);
		st = add_finding(r, text, err);
		found++;
	}
	if (st != DL_OK || found)
		return st;
	if (periods < 8)
		snprintf(text, sizeof text,
			"no comparison yet: it needs 8 complete %s of history, there are %zu", unit, periods);
	else
		snprintf(text, sizeof text,
			"nothing notable in %s: every topic is within its share of the %zu %s before",
			r->periods[at].key, periods, unit);
	return add_finding(r, text, err);
}

enum dl_status report_finish(struct report *r, struct dl_err *err)
{
	char text[200];
	size_t at;
	enum dl_status st = DL_OK;

	for (size_t i = 0; i < r->n_periods; i++)
		for (size_t k = 0; k < r->n_topics; k++)
			finish_point(r, &r->periods[i], k);
	st = draw_lines(r, err);
	if (st != DL_OK)
		return st;
	at = report_latest(r);
	st = at < r->n_periods ? find_changes(r, at, err)
			       : add_finding(r, "no complete period yet: nothing can be compared", err);
	if (st == DL_OK && r->undated) {
		snprintf(text, sizeof text, "%zu articles have no date and are left out", r->undated);
		st = add_finding(r, text, err);
	}
	return st;
}

// SPDX-License-Identifier: MIT
// Several warnings of one kind as one sentence.
#include "reports/finding_words.h"

#include "reports/phrase.h"
#include "reports/series.h"

enum { MOST_NAMED = 12 };

static bool is_one(const struct report *r, size_t a, size_t b)
{
	const struct finding *f = &r->findings[a], *g = &r->findings[b];

	if (!f->warning || !g->warning || f->kind != g->kind)
		return false;
	if (f->kind == WARNING_UNCORRECTED)
		return !strcmp(r->uncorrected[f->topic], r->uncorrected[g->topic]);
	return f->kind == WARNING_DRIFT_SCORES || f->kind == WARNING_DISAGREE || f->kind == WARNING_AUDIT ||
	       f->kind == WARNING_SOURCE_SILENT;
}

bool warning_is_said(const struct report *r, size_t i)
{
	for (size_t before = 0; before < i; before++)
		if (is_one(r, before, i))
			return false;
	return true;
}

// One of the topics or sources, with its numbers.
static void add_name(struct buf *out, const struct report *r, const struct finding *f, enum report_language l)
{
	const char *topic = f->topic < r->n_topics ? r->topics[f->topic] : "";
	struct buf now = {0}, range = {0}, then = {0}, then_range = {0};

	if (f->kind == WARNING_SOURCE_SILENT) {
		buf_addstr(out, f->source);
		return;
	}
	phrase_percent(&now, l, f->now.value);
	phrase_range(&range, l, f->now.low, f->now.high);
	phrase_percent(&then, l, f->then.value);
	phrase_range(&then_range, l, f->then.low, f->then.high);
	if (buf_failed(&now) || buf_failed(&range) || buf_failed(&then) || buf_failed(&then_range))
		out->failed = true;
	else if (f->kind == WARNING_DISAGREE)
		phrase_add(out, l, P_G_DISAGREE_ONE, PHRASE_ARGS(topic, now.ptr, then.ptr, then_range.ptr));
	else if (f->kind == WARNING_AUDIT)
		phrase_add(out, l, P_G_AUDIT_ONE,
			PHRASE_ARGS(topic, now.ptr, range.ptr, then.ptr, then_range.ptr));
	else
		buf_adds(out, topic);
	buf_release(&now);
	buf_release(&range);
	buf_release(&then);
	buf_release(&then_range);
}

// "security, crime"; numbers have commas of their own, so these are set apart by semicolons.
static size_t add_names(struct buf *out, const struct report *r, size_t first, enum report_language l)
{
	enum finding_kind kind = r->findings[first].kind;
	const char *between = kind == WARNING_DISAGREE || kind == WARNING_AUDIT ? "; " : ", ";
	size_t n = 0;

	for (size_t i = first; i < r->n_findings; i++) {
		if (!is_one(r, first, i))
			continue;
		if (n < MOST_NAMED) {
			buf_adds(out, n ? between : "");
			add_name(out, r, &r->findings[i], l);
		}
		n++;
	}
	if (n > MOST_NAMED)
		buf_addf(out, "%s… (+%zu)", between, n - MOST_NAMED);
	return n;
}

void warning_say(struct buf *out, const struct report *r, size_t i)
{
	const struct finding *f = &r->findings[i];
	const char *from = f->from < r->n_periods ? r->periods[f->from].key : "–";
	const char *to = f->to < r->n_periods ? r->periods[f->to].key : "–";
	enum report_language l = r->o.language;
	struct buf names = {0};

	if (add_names(&names, r, i, l) < 2)
		finding_say(out, r, f);
	else if (buf_failed(&names))
		out->failed = true;
	else if (f->kind == WARNING_UNCORRECTED)
		phrase_add(out, l, P_G_UNCORRECTED, PHRASE_ARGS(names.ptr, finding_reason(r, f->topic, l)));
	else if (f->kind == WARNING_SOURCE_SILENT)
		phrase_add(out, l, P_G_SILENT, PHRASE_ARGS(names.ptr, from));
	else
		phrase_add(out, l,
			f->kind == WARNING_DRIFT_SCORES ? P_G_MISFIT
			: f->kind == WARNING_DISAGREE   ? P_G_DISAGREE
							: P_G_AUDIT,
			PHRASE_ARGS(names.ptr, from, to));
	buf_release(&names);
}

// SPDX-License-Identifier: MIT
#include "reports/finding_words.h"

#include "reports/phrase.h"
#include "reports/series.h"

#include <math.h>

static const enum noun units[] = {NOUN_WEEK, NOUN_DAY, NOUN_MONTH};

// The pieces that sentences are made of.
struct pieces {
	struct buf period, now, range, then, then_range, before, count, slope, slope_range;
};

static void release(struct pieces *p)
{
	buf_release(&p->period);
	buf_release(&p->now);
	buf_release(&p->range);
	buf_release(&p->then);
	buf_release(&p->then_range);
	buf_release(&p->before);
	buf_release(&p->count);
	buf_release(&p->slope);
	buf_release(&p->slope_range);
}

static bool any_failed(const struct pieces *p)
{
	return buf_failed(&p->period) || buf_failed(&p->now) || buf_failed(&p->range) ||
	       buf_failed(&p->then) || buf_failed(&p->then_range) || buf_failed(&p->before) ||
	       buf_failed(&p->count) || buf_failed(&p->slope) || buf_failed(&p->slope_range) ||
	       !p->period.ptr;
}

static void cut(struct pieces *p, const struct report *r, const struct finding *f, enum report_language l)
{
	buf_adds(&p->period, "");
	if (f->from < r->n_periods)
		phrase_period(&p->period, l, r->o.period, &r->periods[f->from]);
	phrase_percent(&p->now, l, f->now.value);
	phrase_range(&p->range, l, f->now.low, f->now.high);
	phrase_percent(&p->then, l, f->then.value);
	phrase_range(&p->then_range, l, f->then.low, f->then.high);
	phrase_count(&p->before, l, f->periods, units[r->o.period]);
	phrase_integer(&p->count, l, f->count);
	phrase_decimal(&p->slope, l, 100 * f->slope.value, 1);
	phrase_decimal(&p->slope_range, l, 100 * f->slope.low, 1);
	buf_adds(&p->slope_range, " … ");
	phrase_decimal(&p->slope_range, l, 100 * f->slope.high, 1);
}

const char *finding_reason(const struct report *r, size_t topic, enum report_language l)
{
	static const enum phrase reasons[] = {P_R_CANNOT, P_R_NO_RATES};

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (!strcmp(r->uncorrected[topic], phrase_text(LANGUAGE_EN, reasons[i])))
			return phrase_text(l, reasons[i]);
	return r->uncorrected[topic];
}

static const char *key_of(const struct report *r, size_t period)
{
	return period < r->n_periods ? r->periods[period].key : "–";
}

// The sentences about one topic; false for every other kind.
static bool say_topic(struct buf *out, const struct report *r, const struct finding *f,
	const struct pieces *p, enum report_language l)
{
	const char *topic = f->topic < r->n_topics ? r->topics[f->topic] : "–";

	switch (f->kind) {
	case FINDING_SURPRISE:
		phrase_add(out, l, f->up ? P_F_MORE : P_F_LESS,
			PHRASE_ARGS(
				topic, p->now.ptr, p->range.ptr, p->period.ptr, p->then.ptr, p->before.ptr));
		return true;
	case FINDING_BURST:
		phrase_add(out, l, f->ongoing ? P_F_BURST_GOES_ON : P_F_BURST,
			PHRASE_ARGS(topic, key_of(r, f->from), key_of(r, f->to), p->now.ptr, p->range.ptr,
				p->then.ptr));
		return true;
	case FINDING_LEVEL:
		phrase_add(out, l, f->up ? P_F_STEP_UP : P_F_STEP_DOWN,
			PHRASE_ARGS(topic, key_of(r, f->from), p->now.ptr, p->range.ptr, p->then.ptr));
		return true;
	case FINDING_TREND:
		phrase_add(out, l, f->up ? P_F_RISES : P_F_FALLS,
			PHRASE_ARGS(topic, p->slope.ptr, p->slope_range.ptr));
		if (f->so_far)
			phrase_add(out, l, P_F_SO_FAR, NULL);
		return true;
	case WARNING_UNCORRECTED:
		phrase_add(out, l, P_F_UNCORRECTED, PHRASE_ARGS(topic, finding_reason(r, f->topic, l)));
		return true;
	case WARNING_DRIFT_SCORES:
		phrase_add(out, l, P_F_MISFIT, PHRASE_ARGS(topic, key_of(r, f->from), key_of(r, f->to)));
		return true;
	case WARNING_DISAGREE:
		phrase_add(out, l, P_F_DISAGREE,
			PHRASE_ARGS(topic, p->now.ptr, p->then.ptr, p->then_range.ptr, key_of(r, f->from),
				key_of(r, f->to)));
		return true;
	case WARNING_AUDIT:
		phrase_add(out, l, P_F_AUDIT,
			PHRASE_ARGS(topic, p->now.ptr, p->range.ptr, p->then.ptr, p->then_range.ptr));
		return true;
	default:
		return false;
	}
}

static bool say_other(
	struct buf *out, const struct finding *f, const struct pieces *p, enum report_language l)
{
	switch (f->kind) {
	case FINDING_NOTHING:
		phrase_add(out, l, P_F_NOTHING, PHRASE_ARGS(p->period.ptr));
		return true;
	case FINDING_TOO_EARLY:
		phrase_add(out, l, P_F_TOO_EARLY, PHRASE_ARGS(p->before.ptr));
		return true;
	case FINDING_WEEKS_ONLY:
		phrase_add(out, l, P_F_WEEKS_ONLY, NULL);
		return true;
	default:
		return false;
	}
}

static bool say_warning(struct buf *out, const struct report *r, const struct finding *f,
	const struct pieces *p, enum report_language l)
{
	struct buf source = {0};

	switch (f->kind) {
	case WARNING_FEW:
		phrase_add(out, l, P_F_FEW, PHRASE_ARGS(p->count.ptr));
		return true;
	case WARNING_UNDATED:
		phrase_add(out, l, P_F_UNDATED, PHRASE_ARGS(p->count.ptr));
		return true;
	case WARNING_UNCLASSIFIED:
		phrase_add(out, l, P_F_UNCLASSIFIED, PHRASE_ARGS(p->count.ptr));
		return true;
	case WARNING_UNCLASSIFIABLE:
		phrase_add(out, l, P_F_UNCLASSIFIABLE, PHRASE_ARGS(p->count.ptr));
		return true;
	case WARNING_GAP:
		phrase_add(out, l, P_F_GAP, PHRASE_ARGS(p->count.ptr, key_of(r, f->from), key_of(r, f->to)));
		return true;
	case WARNING_RETRAINED:
		phrase_add(out, l, P_F_RETRAINED, PHRASE_ARGS(key_of(r, f->from)));
		return true;
	case WARNING_DRIFT_WORDS:
		phrase_add(out, l, f->up ? P_F_DRIFT_WARN : P_F_DRIFT_NOTICE,
			PHRASE_ARGS(p->now.ptr, p->then.ptr, key_of(r, f->from), key_of(r, f->to)));
		return true;
	case WARNING_SOURCE_SILENT:
		buf_addstr(&source, f->source.len ? f->source : STR("–"));
		phrase_add(out, l, P_SILENT, PHRASE_ARGS(source.ptr ? source.ptr : "–", key_of(r, f->from)));
		out->failed = out->failed || buf_failed(&source);
		buf_release(&source);
		return true;
	default:
		return false;
	}
}

void finding_say_in(struct buf *out, const struct report *r, const struct finding *f, enum report_language l)
{
	struct pieces p = {0};

	cut(&p, r, f, l);
	if (any_failed(&p))
		out->failed = true;
	else if (!say_topic(out, r, f, &p, l) && !say_other(out, f, &p, l) && !say_warning(out, r, f, &p, l))
		buf_addstr(out, f->text);
	if (f->mostly_mix && !out->failed) {
		buf_addc(out, ' ');
		phrase_add(out, l, P_F_MIX, NULL);
	}
	release(&p);
}

void finding_say(struct buf *out, const struct report *r, const struct finding *f)
{
	if (r->o.language == LANGUAGE_EN)
		buf_addstr(out, f->text);
	else
		finding_say_in(out, r, f, r->o.language);
}

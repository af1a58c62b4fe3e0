// SPDX-License-Identifier: MIT
// The numbers as JSON and CSV.
#include "reports/series.h"

#include "base/json.h"

#include <math.h>

static const char *const period_names[] = {"week", "day", "month"};

static void share_json(struct json *j, const char *value, const char *low, const char *high, struct share s)
{
	bool none = isnan(s.value);

	json_key(j, value);
	json_num(j, s.value, 6);
	json_key(j, low);
	json_num(j, none ? NAN : s.low, 6);
	json_key(j, high);
	json_num(j, none ? NAN : s.high, 6);
}

static void week_json(struct json *j, const char *key, const struct report *r, size_t period)
{
	json_key(j, key);
	json_text(j, period < r->n_periods ? r->periods[period].key : NULL);
}

static void article_json(struct json *j, const struct report_article *a)
{
	char date[DATE_TEXT];
	const struct {
		const char *key;
		struct str text;
	} all[] = {{"id", a->id}, {"title", a->title}, {"url", a->url}, {"source", a->source}};

	json_open(j, '{');
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		json_key(j, all[i].key);
		json_str(j, all[i].text);
	}
	json_key(j, "date");
	json_text(j, date_text(date, a->day));
	json_int_at(j, "copies", (int64_t)a->copies);
	json_close(j, '}');
}

// The terms that set a finding's stories apart and the articles that stand for them.
static void evidence_json(struct json *j, const struct topic_evidence *e)
{
	json_key(j, "terms");
	json_open(j, '[');
	for (size_t i = 0; e && i < e->n_terms; i++) {
		json_open(j, '{');
		json_key(j, "term");
		json_str(j, e->terms[i].text);
		json_int_at(j, "stories", (int64_t)e->terms[i].stories);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_key(j, "articles");
	json_open(j, '[');
	for (size_t i = 0; e && i < e->n_articles; i++)
		article_json(j, &e->articles[i]);
	json_close(j, ']');
}

static void finding_json(struct json *j, const struct report *r, const struct finding *f)
{
	json_open(j, '{');
	json_key(j, "kind");
	json_text(j, finding_name(f->kind));
	json_key(j, "warning");
	json_bool(j, f->warning);
	json_key(j, "text");
	json_str(j, f->text);
	json_key(j, "topic");
	json_text(j, f->topic < r->n_topics ? r->topics[f->topic] : NULL);
	week_json(j, "from", r, f->from);
	week_json(j, "to", r, f->to);
	share_json(j, "share", "low", "high", f->now);
	share_json(j, "before", "before_low", "before_high", f->then);
	json_int_at(j, "before_periods", (int64_t)f->periods);
	json_num_at(j, "p", f->p, 6);
	json_num_at(j, "strength", f->strength, 6);
	share_json(j, "slope", "slope_low", "slope_high", f->slope);
	json_key(j, "up");
	json_bool(j, f->up);
	json_key(j, "ongoing");
	json_bool(j, f->ongoing);
	json_key(j, "mostly_mix");
	json_bool(j, f->mostly_mix);
	json_int_at(j, "count", (int64_t)f->count);
	evidence_json(j, f->evidence);
	json_close(j, '}');
}

// A comparison of two counts: ratio with its interval, p; null where it cannot be made.
static void comparison_json(
	struct json *j, const char *key, bool have, const struct comparison *c, double adjusted)
{
	json_key(j, key);
	if (!have) {
		json_null(j);
		return;
	}
	json_open(j, '{');
	json_num_at(j, "ratio", isfinite(c->ratio) ? c->ratio : (double)NAN, 6);
	json_num_at(j, "low", c->low, 6);
	json_num_at(j, "high", isfinite(c->high) ? c->high : (double)NAN, 6);
	json_num_at(j, "p", c->p, 6);
	json_num_at(j, "p_adjusted", adjusted, 6);
	json_close(j, '}');
}

static void bursts_json(struct json *j, const struct report *r, const struct topic_analysis *a)
{
	json_key(j, "bursts");
	if (!a->gates.bursts) {
		json_null(j);
		return;
	}
	json_open(j, '[');
	for (size_t i = 0; i < a->n_bursts; i++) {
		json_open(j, '{');
		week_json(j, "from", r, a->bursts[i].from);
		week_json(j, "to", r, a->bursts[i].to);
		json_num_at(j, "strength", a->bursts[i].strength, 6);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void shape_json(struct json *j, const struct report *r, const struct topic_analysis *a)
{
	static const char *const names[] = {"level", "trend", "steps"};

	json_key(j, "shape");
	json_text(j, a->gates.shape ? names[a->shape.kind] : NULL);
	json_key(j, "changes");
	json_open(j, '[');
	for (size_t i = 0; a->gates.shape && a->shape.kind == SHAPE_STEPS && i < a->shape.levels.n; i++)
		json_text(j, r->periods[a->shape.levels.changes[i]].key);
	json_close(j, ']');
	json_num_at(j, "slope_year", a->have_trend ? YEAR_WEEKS * a->trend.slope : (double)NAN, 6);
	json_num_at(j, "slope_low", a->have_trend ? YEAR_WEEKS * a->trend.low : (double)NAN, 6);
	json_num_at(j, "slope_high", a->have_trend ? YEAR_WEEKS * a->trend.high : (double)NAN, 6);
	json_num_at(j, "slope_p", a->have_trend ? a->trend.p : (double)NAN, 6);
}

// Why a statement is missing, in words; null where nothing is missing.
static void needs_json(struct json *j, const struct topic_analysis *a, size_t weeks)
{
	const struct {
		const char *what;
		bool said;
		int need;
		size_t have;
	} all[] = {
		{"last week", a->gates.last, NEED_LAST, weeks},
		{"surprise", a->gates.surprise, NEED_BASELINE, a->baseline},
		{"bursts", a->gates.bursts, NEED_BURSTS, weeks},
		{"levels", a->gates.shape, NEED_SHAPE, weeks},
		{"a year ago", a->gates.year, NEED_YEAR, weeks},
	};

	json_key(j, "missing");
	json_open(j, '{');
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct buf text = {0};

		if (all[i].said)
			continue;
		if (all[i].have < (size_t)all[i].need)
			buf_addf(&text, "needs %d weeks of history, has %zu", all[i].need, all[i].have);
		else
			buf_adds(&text, "the latest week has no stories");
		json_key(j, all[i].what);
		json_str(j, buf_str(&text));
		j->out->failed = j->out->failed || buf_failed(&text);
		buf_release(&text);
	}
	json_close(j, '}');
}

static void analysis_json(struct json *j, const struct report *r, size_t k, size_t weeks)
{
	const struct topic_analysis *a = &r->analysis[k];

	json_key(j, r->topics[k]);
	json_open(j, '{');
	json_key(j, "not_corrected");
	json_text(j, r->uncorrected[k]);
	json_num_at(j, "surprise_p", a->have_surprise ? a->surprise.p : (double)NAN, 6);
	json_num_at(j, "surprise_p_adjusted", a->surprise_p, 6);
	json_int_at(j, "baseline_weeks", (int64_t)a->baseline);
	json_num_at(j, "noise", a->have_last ? a->noise.rho : (double)NAN, 6);
	comparison_json(j, "last_week", a->have_last, &a->last, a->last_p);
	share_json(j, "change", "change_low", "change_high", a->change);
	comparison_json(j, "year_ago", a->have_year, &a->year, (double)NAN);
	json_num_at(j, "mix", a->have_mix ? a->mix.mix : (double)NAN, 6);
	json_num_at(j, "within", a->have_mix ? a->mix.within : (double)NAN, 6);
	bursts_json(j, r, a);
	shape_json(j, r, a);
	needs_json(j, a, weeks);
	json_close(j, '}');
}

static void analyses_json(struct json *j, const struct report *r)
{
	size_t weeks = 0;

	for (size_t i = 0; i < r->n_periods; i++)
		weeks += r->periods[i].complete;
	json_key(j, "topics");
	json_open(j, '{');
	for (size_t k = 0; k < r->n_topics && r->o.period == PERIOD_WEEK; k++)
		if (r->shown[k])
			analysis_json(j, r, k, weeks);
	json_close(j, '}');
}

// What the report was asked for; `reports verify` asks for the same again.
static void options_json(struct json *j, const struct report_options *o)
{
	char date[DATE_TEXT], tz[OFFSET_TEXT];

	json_key(j, "options");
	json_open(j, '{');
	json_key(j, "from");
	json_text(j, o->from == DATE_NONE ? NULL : date_text(date, o->from));
	json_key(j, "to");
	json_text(j, o->to == DATE_NONE ? NULL : date_text(date, o->to));
	json_key(j, "tz");
	json_text(j, offset_text(tz, o->tz));
	json_key(j, "source");
	json_text(j, o->source);
	json_key(j, "lang");
	json_text(j, o->lang);
	json_key(j, "topics");
	json_open(j, '[');
	for (const char *const *t = o->topics; t && *t; t++)
		json_text(j, *t);
	json_close(j, ']');
	json_close(j, '}');
}

static void period_json(struct json *j, const struct report *r, const struct period *p)
{
	char date[DATE_TEXT];

	json_open(j, '{');
	json_key(j, period_names[r->o.period]);
	json_text(j, p->key);
	json_key(j, "from");
	json_text(j, date_text(date, p->from));
	json_key(j, "to");
	json_text(j, date_text(date, p->to));
	json_key(j, "complete");
	json_bool(j, p->complete);
	json_key(j, "articles");
	json_int(j, (int64_t)p->articles);
	json_key(j, "stories");
	json_int(j, (int64_t)p->stories);
	json_key(j, "unclassifiable");
	json_int(j, (int64_t)p->abstained);
	json_key(j, "topics");
	json_open(j, '{');
	for (size_t k = 0; k < r->n_topics; k++) {
		if (!r->shown[k])
			continue;
		json_key(j, r->topics[k]);
		json_open(j, '{');
		json_key(j, "count");
		json_int(j, (int64_t)p->topics[k].count);
		json_key(j, "stories");
		json_int(j, (int64_t)p->topics[k].stories);
		share_json(j, "share", "low", "high", p->topics[k].raw);
		json_num_at(j, "weighted", p->topics[k].weighted, 6);
		share_json(j, "corrected", "corrected_low", "corrected_high", p->topics[k].corrected);
		json_num_at(j, "line", p->topics[k].smooth, 6);
		json_num_at(j, "usual_low", p->topics[k].normal_low, 6);
		json_num_at(j, "usual_high", p->topics[k].normal_high, 6);
		json_close(j, '}');
	}
	json_close(j, '}');
	json_close(j, '}');
}

// Which rule gave the days that articles count for.
static void dates_json(struct json *j, const struct report *r)
{
	json_key(j, "dates");
	json_open(j, '{');
	json_int_at(j, "printed", (int64_t)(r->articles - r->converted));
	json_int_at(j, "from_instant", (int64_t)r->converted);
	json_int_at(j, "moved", (int64_t)r->moved);
	json_close(j, '}');
}

// What people found of the model in a random sample, where they looked at one.
static void audit_json(struct json *j, const struct report *r)
{
	json_key(j, "audit");
	json_open(j, '{');
	for (size_t k = 0; r->audit && k < r->n_topics; k++) {
		const struct confusion *c = &r->audit[k];

		if (!r->shown[k] || c->n1 + c->n0 < 1)
			continue;
		json_key(j, r->topics[k]);
		json_open(j, '{');
		json_int_at(j, "positives", (int64_t)c->n1);
		json_int_at(j, "found", (int64_t)c->tp);
		json_int_at(j, "negatives", (int64_t)c->n0);
		json_int_at(j, "wrongly_chosen", (int64_t)c->fp);
		json_close(j, '}');
	}
	json_close(j, '}');
}

// What the latest weeks say of the model: null where nothing can be told.
static void drift_json(struct json *j, const struct report *r)
{
	static const char *const levels[] = {NULL, "fine", "notice", "warn"};
	const struct report_drift *d = &r->drift;

	json_key(j, "drift");
	json_open(j, '{');
	json_int_at(j, "articles", (int64_t)d->articles);
	json_key(j, "words");
	json_text(j, levels[d->words.level]);
	json_num_at(j, "unknown_words", d->words.rate, 6);
	json_num_at(j, "unknown_words_expected", r->unseen, 6);
	json_key(j, "misfit");
	json_open(j, '{');
	for (size_t k = 0; d->misfit && k < r->n_topics; k++) {
		if (!r->shown[k] || !d->have_misfit[k])
			continue;
		json_key(j, r->topics[k]);
		json_open(j, '{');
		json_num_at(j, "p", d->misfit[k].p, 6);
		json_num_at(j, "hellinger", d->misfit[k].hellinger, 6);
		json_key(j, "distrust");
		json_bool(j, d->misfit[k].distrust);
		json_close(j, '}');
	}
	json_close(j, '}');
	audit_json(j, r);
	week_json(j, "model_made_in", r, r->retrained);
	json_close(j, '}');
}

void report_json(struct buf *out, const struct report *r)
{
	struct json j = {.out = out};
	char date[DATE_TEXT];

	json_open(&j, '{');
	json_key(&j, "period");
	json_text(&j, period_names[r->o.period]);
	json_key(&j, "from");
	json_text(&j, date_text(date, r->from));
	json_key(&j, "to");
	json_text(&j, date_text(date, r->to));
	json_key(&j, "articles");
	json_int(&j, (int64_t)r->articles);
	json_int_at(&j, "stories", (int64_t)r->stories);
	json_int_at(&j, "labelled", (int64_t)r->labelled);
	json_int_at(&j, "undated", (int64_t)r->undated);
	json_int_at(&j, "outside", (int64_t)r->outside);
	json_int_at(&j, "unclassifiable", (int64_t)r->unclassifiable);
	json_int_at(&j, "unclassified", (int64_t)r->unclassified);
	dates_json(&j, r);
	drift_json(&j, r);
	options_json(&j, &r->o);
	json_key(&j, "snapshot");
	json_text(&j, r->snapshot[0] ? r->snapshot : NULL);
	json_key(&j, "model");
	json_text(&j, r->model);
	json_key(&j, r->o.period == PERIOD_WEEK ? "weeks" : r->o.period == PERIOD_DAY ? "days" : "months");
	json_open(&j, '[');
	for (size_t i = 0; i < r->n_periods; i++)
		period_json(&j, r, &r->periods[i]);
	json_close(&j, ']');
	json_key(&j, "findings");
	json_open(&j, '[');
	for (size_t i = 0; i < r->n_findings; i++)
		finding_json(&j, r, &r->findings[i]);
	json_close(&j, ']');
	analyses_json(&j, r);
	json_close(&j, '}');
	buf_addc(out, '\n');
}

enum dl_status report_sign(struct report *r, struct dl_err *err)
{
	struct buf all = {0};
	bool fine;

	r->snapshot[0] = 0;
	report_json(&all, r);
	fine = !buf_failed(&all);
	if (fine)
		hash_id(r->snapshot, (const struct str[]){buf_str(&all)}, 1);
	buf_release(&all);
	return fine ? DL_OK : err_nomem(err);
}

// Quoted, and disarmed where a spreadsheet would take it for a formula.
static void csv_text(struct buf *out, const char *text)
{
	buf_addc(out, '"');
	if (*text && strchr("=+-@\t", *text))
		buf_addc(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			buf_addc(out, '"');
		buf_addc(out, *text);
	}
	buf_addc(out, '"');
}

static void csv_share(struct buf *out, struct share s)
{
	const double numbers[] = {s.value, s.low, s.high};

	for (int i = 0; i < 3; i++) {
		buf_addc(out, ',');
		if (!isnan(s.value))
			json_number(out, numbers[i], 6);
	}
}

void report_csv(struct buf *out, const struct report *r)
{
	char date[DATE_TEXT];

	buf_addf(out,
		"%s,from,to,complete,articles,stories,topic,count,share,low,high,corrected,corrected_low,"
		"corrected_high,topic_stories,weighted\n",
		period_names[r->o.period]);
	for (size_t i = 0; i < r->n_periods; i++)
		for (size_t k = 0; k < r->n_topics; k++) {
			const struct period *p = &r->periods[i];

			if (!r->shown[k])
				continue;
			buf_addf(out, "%s,%s,", p->key, date_text(date, p->from));
			buf_addf(out, "%s,%d,%zu,%zu,", date_text(date, p->to), p->complete, p->articles,
				p->stories);
			csv_text(out, r->topics[k]);
			buf_addf(out, ",%zu", p->topics[k].count);
			csv_share(out, p->topics[k].raw);
			csv_share(out, p->topics[k].corrected);
			buf_addf(out, ",%zu,", p->topics[k].stories);
			if (!isnan(p->topics[k].weighted))
				json_number(out, p->topics[k].weighted, 6);
			buf_addc(out, '\n');
		}
}

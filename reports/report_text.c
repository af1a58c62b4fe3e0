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
	json_key(j, "topics");
	json_open(j, '{');
	for (size_t k = 0; k < r->n_topics; k++) {
		if (!r->shown[k])
			continue;
		json_key(j, r->topics[k]);
		json_open(j, '{');
		json_key(j, "count");
		json_int(j, (int64_t)p->topics[k].count);
		share_json(j, "share", "low", "high", p->topics[k].raw);
		share_json(j, "corrected", "corrected_low", "corrected_high", p->topics[k].corrected);
		json_close(j, '}');
	}
	json_close(j, '}');
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
	json_key(&j, "undated");
	json_int(&j, (int64_t)r->undated);
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
		json_str(&j, r->findings[i].text);
	json_close(&j, ']');
	json_close(&j, '}');
	buf_addc(out, '\n');
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
		"corrected_high\n",
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
			buf_addc(out, '\n');
		}
}

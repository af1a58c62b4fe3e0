// SPDX-License-Identifier: MIT
// The heat map: periods from left to right, topics below each other. Text stands outside the stretched
// pictures, so that it keeps its size on a phone.
#include "reports/page.h"

#include <math.h>

struct strip {
	size_t from; // first period shown
	size_t n;
	double most; // the darkest value
	size_t top;  // where that is; n_periods: nowhere
};

static double value_at(const struct report *r, size_t i, size_t k)
{
	return report_share(&r->periods[i], k).value;
}

static struct strip look(const struct report *r, size_t k)
{
	struct strip s = {.top = r->n_periods};

	s.from = r->n_periods > PAGE_MOST_COLUMNS ? r->n_periods - PAGE_MOST_COLUMNS : 0;
	s.n = r->n_periods - s.from;
	for (size_t i = s.from; i < r->n_periods; i++) {
		double value = value_at(r, i, k);

		if (r->periods[i].complete && !isnan(value) && (s.top == r->n_periods || value > s.most)) {
			s.most = value;
			s.top = i;
		}
	}
	return s;
}

static void cell(struct page *g, const struct strip *s, size_t i, size_t k)
{
	const struct period *p = &g->r->periods[i];
	double value = value_at(g->r, i, k), dark = s->most > 0 ? fmin(value / s->most, 1) : 0;
	struct buf text = {0};

	if (isnan(value))
		return;
	phrase_percent(&text, g->language, value);
	buf_addf(g->out, "<rect x=\"%zu\" width=\".9\" height=\"1\" ", i - s->from);
	if (p->complete)
		buf_addf(g->out, "fill-opacity=\"%.2f\"", round(20 * dark) / 20);
	else
		buf_adds(g->out, "class=\"run\" vector-effect=\"non-scaling-stroke\"");
	buf_addf(g->out, "><title>%s: ", p->key);
	html_text(g->out, buf_str(&text));
	buf_adds(g->out, "</title></rect>");
	page_done(g, &text);
}

static void add_row(struct page *g, size_t k)
{
	struct strip s = look(g->r, k);
	struct buf most = {0}, words = {0};

	if (s.top < g->r->n_periods)
		phrase_percent(&most, g->language, s.most);
	buf_adds(g->out, "<div class=\"row\"><div class=\"name\">");
	html_cut(g->out, str_from(g->r->topics[k]), 60);
	buf_addf(g->out,
		"</div><div class=\"strip\"><svg viewBox=\"0 0 %zu 1\" preserveAspectRatio=\"none\" "
		"role=\"img\" "
		"aria-labelledby=\"heat-%zut heat-%zud\"><title id=\"heat-%zut\">",
		s.n, k + 1, k + 1, k + 1);
	html_text(g->out, str_from(g->r->topics[k]));
	buf_addf(g->out, "</title><desc id=\"heat-%zud\">", k + 1);
	if (most.ptr)
		page_say(g, P_HEAT_ROW, PHRASE_ARGS(most.ptr, g->r->periods[s.top].key));
	buf_adds(g->out, "</desc>");
	for (size_t i = s.from; i < g->r->n_periods; i++)
		cell(g, &s, i, k);
	buf_adds(g->out, "</svg></div><div class=\"high\">");
	html_text(g->out, most.ptr ? buf_str(&most) : STR("–"));
	buf_adds(g->out, "</div></div>\n");
	page_done(g, &most);
	page_done(g, &words);
}

enum { LAST_ROOM = 9 }; // a label in the last ninth would be cut off

// The months along the top, at most a dozen of them.
void page_axis(struct page *g, enum phrase last_column)
{
	const struct report *r = g->r;
	struct strip s = look(r, 0);
	int last = -1;
	size_t every = s.n / 9 + 1, next = s.from;

	buf_adds(g->out, "<div class=\"row\"><div class=\"name blank\"></div><div class=\"strip axis\" "
			 "aria-hidden=\"true\">");
	for (size_t i = s.from; i < r->n_periods; i++) {
		struct civil c = date_to_civil(r->periods[i].from);
		struct buf text = {0};
		bool year = last < 0 || c.month == 1 || r->o.period == PERIOD_DAY;

		if (i < next || c.month + 12 * c.year == last || (r->n_periods - i) * LAST_ROOM < s.n)
			continue;
		if (r->o.period == PERIOD_DAY)
			buf_addf(&text, "%d ", c.day);
		phrase_month(
			&text, g->language, c.month, year && r->o.period != PERIOD_DAY ? c.year : 0, false);
		buf_addf(g->out, "<span style=\"left:%.2f%%\">%s</span>",
			100.0 * (double)(i - s.from) / (double)s.n, text.ptr ? text.ptr : "");
		last = r->o.period == PERIOD_DAY ? -1 : c.month + 12 * c.year;
		next = i + (year ? 2 : 1) * every; // a year needs more room
		page_done(g, &text);
	}
	buf_adds(g->out, "</div><div class=\"high blank\">");
	page_say(g, last_column, NULL);
	buf_adds(g->out, "</div></div>\n");
}

void page_calendar(struct page *g)
{
	size_t n = 0;

	page_section(g, "calendar", P_CALENDAR);
	buf_adds(g->out, "<figure><div class=\"heat\">");
	page_axis(g, P_HIGHEST);
	for (size_t k = 0; k < g->r->n_topics && n < CHART_MOST_SMALL; k++)
		if (g->r->shown[k]) {
			add_row(g, k);
			n++;
		}
	buf_adds(g->out, "</div>");
	page_details(g, ALL_TOPICS, PAGE_MOST_COLUMNS, false);
	page_tag(g, "figcaption", P_CALENDAR_KEY, NULL);
	buf_adds(g->out, "</figure>");
	page_end(g);
}

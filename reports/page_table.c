// SPDX-License-Identifier: MIT
// Tables of shares.
#include "reports/page.h"

#include <math.h>

void page_done(struct page *g, struct buf *text)
{
	g->out->failed = g->out->failed || buf_failed(text);
	buf_release(text);
}

void page_say(struct page *g, enum phrase id, const char *const *args)
{
	struct buf text = {0};

	phrase_add(&text, g->language, id, args);
	html_text(g->out, buf_str(&text));
	page_done(g, &text);
}

void page_tag(struct page *g, const char *tag, enum phrase id, const char *const *args)
{
	struct buf text = {0};

	buf_addf(g->out, "<%s>", tag);
	phrase_add(&text, g->language, id, args);
	html_sentence(g->out, buf_str(&text));
	page_done(g, &text);
	buf_addf(g->out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

void page_section(struct page *g, const char *id, enum phrase heading)
{
	buf_addf(g->out, "<section id=\"%s\" aria-labelledby=\"%s-h\"><h2 id=\"%s-h\">", id, id, id);
	page_say(g, heading, NULL);
	buf_adds(g->out, "</h2>");
}

void page_end(struct page *g)
{
	buf_adds(g->out, "</section>\n");
}

void page_swatch(struct page *g, size_t topic)
{
	buf_addf(g->out, "<span class=\"swatch\" style=\"background:var(--c%zu)\"></span>",
		plot_place(g->r, topic) % PLOT_COLORS + 1);
}

static void share_cells(struct page *g, struct share s, bool interval)
{
	struct buf text = {0};

	phrase_percent(&text, g->language, s.value);
	buf_adds(g->out, "<td>");
	html_text(g->out, buf_str(&text));
	buf_adds(g->out, "</td>");
	g->out->failed = g->out->failed || buf_failed(&text);
	buf_clear(&text);
	if (interval && !isnan(s.value))
		phrase_range(&text, g->language, s.low, s.high);
	if (interval) {
		buf_adds(g->out, "<td>");
		html_text(g->out, buf_str(&text));
		buf_adds(g->out, "</td>");
	}
	page_done(g, &text);
}

void page_share_cells(struct page *g, struct share s)
{
	share_cells(g, s, true);
}

static void column_head(struct page *g, size_t k, bool intervals)
{
	buf_adds(g->out, "<th scope=\"col\">");
	html_cut(g->out, str_from(g->r->topics[k]), 40);
	buf_adds(g->out, "</th>");
	if (intervals)
		page_tag(g, "th scope=\"col\"", P_COL_INTERVAL, NULL);
}

static void row(struct page *g, const struct period *p, size_t topic, bool intervals)
{
	struct buf text = {0};

	buf_addf(g->out, "<tr><th scope=\"row\">%s", p->key);
	if (!p->complete) {
		buf_adds(g->out, " (");
		page_say(g, P_SO_FAR, NULL);
		buf_addc(g->out, ')');
	}
	phrase_integer(&text, g->language, p->articles);
	buf_addf(g->out, "</th><td>%s</td>", text.ptr ? text.ptr : "");
	g->out->failed = g->out->failed || buf_failed(&text);
	buf_clear(&text);
	phrase_integer(&text, g->language, p->stories);
	buf_addf(g->out, "<td>%s</td>", text.ptr ? text.ptr : "");
	for (size_t k = 0; k < g->r->n_topics; k++)
		if (g->r->shown[k] && (topic == ALL_TOPICS || topic == k))
			share_cells(g, report_share(p, k), intervals);
	buf_adds(g->out, "</tr>");
	page_done(g, &text);
}

void page_table(struct page *g, size_t topic, size_t most, bool intervals, enum phrase label)
{
	const struct report *r = g->r;
	size_t n = r->n_periods < most ? r->n_periods : most;
	struct buf rows = {0};

	buf_adds(g->out, "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"");
	page_say(g, label, NULL);
	if (topic != ALL_TOPICS) {
		buf_adds(g->out, ": ");
		html_text(g->out, str_from(r->topics[topic]));
	}
	buf_adds(g->out, "\"><table><thead><tr>");
	page_tag(g, "th scope=\"col\"", P_COL_PERIOD, NULL);
	page_tag(g, "th scope=\"col\"", P_COL_ARTICLES, NULL);
	page_tag(g, "th scope=\"col\"", P_COL_STORIES, NULL);
	for (size_t k = 0; k < r->n_topics; k++)
		if (r->shown[k] && (topic == ALL_TOPICS || topic == k))
			column_head(g, k, intervals);
	buf_adds(g->out, "</tr></thead><tbody>");
	for (size_t i = 0; i < n; i++)
		row(g, &r->periods[r->n_periods - 1 - i], topic, intervals);
	buf_adds(g->out, "</tbody></table></div>");
	if (n < r->n_periods) {
		buf_addf(&rows, "%zu", n);
		page_tag(g, "p class=\"note\"", P_OLDER, PHRASE_ARGS(rows.ptr ? rows.ptr : ""));
	}
	page_done(g, &rows);
}

void page_details(struct page *g, size_t topic, size_t most, bool intervals)
{
	buf_adds(g->out, "<details>");
	page_tag(g, "summary", P_CHART_NUMBERS, NULL);
	page_table(g, topic, most, intervals, P_CHART_NUMBERS);
	buf_adds(g->out, "</details>");
}

// SPDX-License-Identifier: MIT
// Sources and coverage; the terms and articles behind each topic.
#include "reports/page.h"

#include <math.h>

enum { MOST_ROWS = 30 };

static void integer(struct page *g, size_t n)
{
	struct buf text = {0};

	phrase_integer(&text, g->language, n);
	html_text(g->out, buf_str(&text));
	page_done(g, &text);
}

static void source_name(struct page *g, const struct report_source *s)
{
	if (s->name.len)
		html_cut(g->out, s->name, 60);
	else
		page_say(g, P_NO_SOURCE, NULL);
}

// One source: how many articles in each period; the darkest is its own largest number.
static void strip(struct page *g, const struct report_source *s, size_t number)
{
	const struct report *r = g->r;
	size_t from = r->n_periods > PAGE_MOST_COLUMNS ? r->n_periods - PAGE_MOST_COLUMNS : 0;
	uint32_t most = 1;

	for (size_t i = from; i < r->n_periods; i++)
		most = s->counts[i] > most ? s->counts[i] : most;
	buf_addf(g->out,
		"<svg viewBox=\"0 0 %zu 1\" preserveAspectRatio=\"none\" role=\"img\" "
		"aria-labelledby=\"source-%zut "
		"source-%zud\"><title id=\"source-%zut\">",
		r->n_periods - from, number, number, number);
	source_name(g, s);
	buf_addf(g->out, "</title><desc id=\"source-%zud\">", number);
	page_say(g, P_COVERAGE_ROW, NULL);
	buf_adds(g->out, "</desc>");
	for (size_t i = from; i < r->n_periods; i++)
		if (s->counts[i])
			buf_addf(g->out,
				"<rect x=\"%zu\" width=\".9\" height=\"1\" fill-opacity=\"%.2f\"><title>%s: "
				"%u</title></rect>",
				i - from, 0.2 + 0.8 * s->counts[i] / most, r->periods[i].key,
				(unsigned)s->counts[i]);
	buf_adds(g->out, "</svg>");
}

static void source_table(struct page *g, size_t n)
{
	const struct report *r = g->r;
	size_t at = report_latest(r);

	buf_adds(g->out, "<details>");
	page_tag(g, "summary", P_CHART_NUMBERS, NULL);
	buf_adds(g->out, "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"");
	page_say(g, P_SOURCES, NULL);
	buf_adds(g->out, "\"><table><thead><tr>");
	page_tag(g, "th scope=\"col\"", P_COL_SOURCE, NULL);
	page_tag(g, "th scope=\"col\"", P_COL_ARTICLES, NULL);
	buf_addf(g->out, "<th scope=\"col\">%s</th></tr></thead><tbody>",
		at < r->n_periods ? r->periods[at].key : "–");
	for (size_t i = 0; i < n; i++) {
		buf_adds(g->out, "<tr><th scope=\"row\" class=\"name\">");
		source_name(g, &r->sources[i]);
		buf_adds(g->out, "</th><td>");
		integer(g, r->sources[i].articles);
		buf_adds(g->out, "</td><td>");
		integer(g, at < r->n_periods ? r->sources[i].counts[at] : 0);
		buf_adds(g->out, "</td></tr>");
	}
	buf_adds(g->out, "</tbody></table></div></details>");
}

void page_sources(struct page *g)
{
	size_t n = g->r->n_sources < MOST_ROWS ? g->r->n_sources : MOST_ROWS;
	struct buf rows = {0};

	page_section(g, "sources", P_SOURCES);
	buf_adds(g->out, "<figure><div class=\"heat\">");
	page_axis(g, P_COL_ARTICLES);
	for (size_t i = 0; i < n; i++) {
		buf_adds(g->out, "<div class=\"row\"><div class=\"name\">");
		source_name(g, &g->r->sources[i]);
		buf_adds(g->out, "</div><div class=\"strip\">");
		strip(g, &g->r->sources[i], i + 1);
		buf_adds(g->out, "</div><div class=\"high\">");
		integer(g, g->r->sources[i].articles);
		buf_adds(g->out, "</div></div>\n");
	}
	buf_adds(g->out, "</div>");
	source_table(g, n);
	buf_adds(g->out, "<figcaption>");
	page_say(g, P_COVERAGE_KEY, NULL);
	if (n < g->r->n_sources) {
		buf_addf(&rows, "%d", MOST_ROWS);
		buf_addc(g->out, ' ');
		page_say(g, P_MOST_SOURCES, PHRASE_ARGS(rows.ptr ? rows.ptr : ""));
	}
	buf_adds(g->out, "</figcaption></figure>");
	page_done(g, &rows);
	page_end(g);
}

static void terms(struct page *g, const struct topic_evidence *e)
{
	if (!e->n_terms) {
		page_tag(g, "p class=\"note\"", P_NO_TERMS, NULL);
		return;
	}
	buf_adds(g->out, "<ul class=\"terms\">");
	for (size_t i = 0; i < e->n_terms; i++) {
		buf_adds(g->out, "<li>");
		html_cut(g->out, e->terms[i].text, 60);
		buf_addf(g->out, " <small>%zu</small></li>", e->terms[i].stories);
	}
	buf_adds(g->out, "</ul>");
}

void page_article(struct page *g, const struct report_article *a)
{
	struct buf text = {0};
	struct str title = a->title.len ? a->title : a->id;
	bool link = html_may_link(a->url);

	buf_adds(g->out, "<li>");
	if (link) {
		buf_adds(g->out, "<a rel=\"noreferrer\" href=\"");
		html_text(g->out, a->url);
		buf_adds(g->out, "\">");
	}
	html_cut(g->out, title, 160);
	buf_adds(g->out, link ? "</a>" : "");
	buf_adds(g->out, " <span class=\"by\">");
	if (a->source.len) {
		html_cut(g->out, a->source, 40);
		buf_adds(g->out, ", ");
	}
	phrase_date(&text, g->language, a->day);
	html_text(g->out, buf_str(&text));
	if (a->copies > 1) {
		char copies[24];

		snprintf(copies, sizeof copies, "%zu", a->copies);
		buf_adds(g->out, "; ");
		page_say(g, P_COPIES, PHRASE_ARGS(copies));
	}
	buf_adds(g->out, "</span></li>");
	page_done(g, &text);
}

static void one_topic(struct page *g, size_t k)
{
	const struct topic_evidence *e = &g->r->evidence[k];
	struct buf n = {0};

	buf_addf(g->out, "<section id=\"drove-%zu\"><h3>", k + 1);
	page_swatch(g, k);
	buf_addc(g->out, ' ');
	html_text(g->out, str_from(g->r->topics[k]));
	buf_adds(g->out, "</h3><p class=\"note\">");
	phrase_count(&n, g->language, e->stories, NOUN_STORY);
	html_text(g->out, buf_str(&n));
	buf_adds(g->out, "</p>");
	if (e->stories) {
		terms(g, e);
		buf_adds(g->out, "<ul class=\"articles\">");
		for (size_t i = 0; i < e->n_articles; i++)
			page_article(g, &e->articles[i]);
		buf_adds(g->out, "</ul>");
	}
	buf_adds(g->out, "</section>\n");
	page_done(g, &n);
}

void page_drove(struct page *g)
{
	const struct report *r = g->r;
	size_t at = report_latest(r), n = 0;
	struct buf name = {0};

	page_section(g, "drove", P_TERMS);
	if (!r->evidence || at == r->n_periods) {
		page_tag(g, "p class=\"note\"", P_NO_EVIDENCE, NULL);
		page_end(g);
		return;
	}
	phrase_period(&name, g->language, r->o.period, &r->periods[at]);
	page_tag(g, "p class=\"key\"", P_TERMS_KEY, PHRASE_ARGS(name.ptr ? name.ptr : ""));
	page_done(g, &name);
	buf_adds(g->out, "<div class=\"drove\">\n");
	for (size_t k = 0; k < r->n_topics && n < CHART_MOST_SMALL; k++)
		if (r->shown[k]) {
			one_topic(g, k);
			n++;
		}
	buf_adds(g->out, "</div>");
	page_end(g);
}

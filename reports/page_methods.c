// SPDX-License-Identifier: MIT
// What the numbers mean and where they come from.
#include "reports/page.h"

#include <math.h>

static void counts(struct page *g)
{
	const struct report *r = g->r;
	const size_t numbers[] = {
		r->articles, r->labelled, r->undated, r->outside, r->unclassified, r->unclassifiable};
	struct buf n[6] = {{0}}, from = {0}, to = {0};

	for (size_t i = 0; i < 6; i++) {
		phrase_integer(&n[i], g->language, numbers[i]);
		g->out->failed = g->out->failed || buf_failed(&n[i]);
	}
	phrase_date(&from, g->language, r->from);
	phrase_date(&to, g->language, r->to);
	g->out->failed = g->out->failed || buf_failed(&from) || buf_failed(&to);
	if (!g->out->failed) {
		page_tag(g, "li", P_M_ARTICLES, PHRASE_ARGS(n[0].ptr, from.ptr, to.ptr));
		page_tag(g, "li", P_M_COUNTS, PHRASE_ARGS(n[1].ptr, n[2].ptr, n[3].ptr, n[4].ptr, n[5].ptr));
	}
	for (size_t i = 0; i < 6; i++)
		page_done(g, &n[i]);
	page_done(g, &from);
	page_done(g, &to);
}

static void ratio_cell(struct page *g, double x, double n)
{
	struct buf text = {0};

	phrase_percent(&text, g->language, n > 0 ? x / n : (double)NAN);
	buf_adds(g->out, "<td>");
	html_text(g->out, buf_str(&text));
	buf_adds(g->out, "</td>");
	page_done(g, &text);
}

// How often the model is right and wrong, by topic.
static void errors(struct page *g)
{
	const struct report *r = g->r;

	buf_adds(g->out, "<h3>");
	page_say(g, P_ERRORS, NULL);
	buf_adds(g->out, "</h3>");
	page_tag(g, "p class=\"note\"", P_ERRORS_KEY, NULL);
	buf_adds(g->out, "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"");
	page_say(g, P_ERRORS, NULL);
	buf_adds(g->out, "\"><table><thead><tr>");
	page_tag(g, "th scope=\"col\"", P_COL_TOPIC, NULL);
	page_tag(g, "th scope=\"col\"", P_COL_FOUND, NULL);
	page_tag(g, "th scope=\"col\"", P_COL_RIGHT, NULL);
	page_tag(g, "th scope=\"col\"", P_COL_FALSE, NULL);
	page_tag(g, "th scope=\"col\"", P_COL_EXAMPLES, NULL);
	buf_adds(g->out, "</tr></thead><tbody>");
	for (size_t k = 0; k < r->n_topics; k++) {
		const struct confusion *c = &r->errors[k];

		if (!r->shown[k])
			continue;
		buf_adds(g->out, "<tr><th scope=\"row\" class=\"name\">");
		html_text(g->out, str_from(r->topics[k]));
		buf_adds(g->out, "</th>");
		ratio_cell(g, c->tp, c->n1);
		ratio_cell(g, c->tp, c->tp + c->fp);
		ratio_cell(g, c->fp, c->n0);
		buf_addf(g->out, "<td>%.0f</td></tr>", c->n1);
	}
	buf_adds(g->out, "</tbody></table></div>");
}

static void model(struct page *g)
{
	const struct report *r = g->r;
	struct buf n = {0};
	const char *name =
		r->model_name ? strrchr(r->model_name, '/') : NULL; // where it lies is nobody's business

	name = name ? name + 1 : r->model_name;
	if (!r->model)
		return;
	phrase_integer(&n, g->language, r->model_documents);
	if (!name || !n.ptr)
		page_tag(g, "li", P_M_MODEL, PHRASE_ARGS(r->model));
	else if (r->model_made && *r->model_made)
		page_tag(g, "li", P_M_MODEL_MADE, PHRASE_ARGS(name, r->model, n.ptr, r->model_made));
	else
		page_tag(g, "li", P_M_MODEL_FROM, PHRASE_ARGS(name, r->model, n.ptr));
	page_done(g, &n);
}

static void sources(struct page *g)
{
	struct buf n = {0}, text = {0};

	phrase_integer(&n, g->language, g->r->n_sources);
	phrase_add(&text, g->language, P_M_SOURCES, PHRASE_ARGS(n.ptr ? n.ptr : ""));
	buf_adds(g->out, "<li>");
	html_text(g->out, buf_str(&text));
	buf_adds(g->out, "</li>");
	page_done(g, &n);
	page_done(g, &text);
}

// The topics that are not corrected for one reason.
static void uncorrected(struct page *g, enum phrase reason)
{
	const struct report *r = g->r;
	struct buf names = {0};

	for (size_t k = 0; k < r->n_topics; k++) {
		if (!r->shown[k] || !r->uncorrected[k] ||
			strcmp(r->uncorrected[k], phrase_text(LANGUAGE_EN, reason)) != 0)
			continue;
		buf_adds(&names, names.len ? ", " : "");
		buf_adds(&names, r->topics[k]);
	}
	if (names.len)
		page_tag(g, "li", P_G_UNCORRECTED, PHRASE_ARGS(names.ptr, phrase_text(g->language, reason)));
	g->out->failed = g->out->failed || buf_failed(&names);
	page_done(g, &names);
}

void page_methods(struct page *g)
{
	const struct report *r = g->r;
	static const enum phrase meanings[] = {P_M_TOPICS, P_M_COUNTED, P_M_CORRECTED, P_M_WEEKS, P_M_FILES};

	page_section(g, "methods", P_METHODS);
	buf_adds(g->out, "<div class=\"methods\"><ul>");
	counts(g);
	sources(g);
	model(g);
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		page_tag(g, "li", meanings[i], NULL);
	uncorrected(g, P_R_CANNOT);
	uncorrected(g, P_R_NO_RATES);
	buf_adds(g->out, "</ul>");
	if (r->errors)
		errors(g);
	buf_adds(g->out, "</div>");
	page_end(g);
}

// SPDX-License-Identifier: MIT
// Findings with their evidence, and above them what to be careful about.
#include "reports/page.h"

#include "reports/finding_words.h"

#include <math.h>

enum { MOST_TERMS = 5, MOST_LASTING = 3 };

// The topic at its head stands out.
static void sentence(struct page *g, size_t i)
{
	const struct finding *f = &g->r->findings[i];
	struct buf text = {0};
	struct str topic = f->topic < g->r->n_topics ? str_from(g->r->topics[f->topic]) : STR("");
	struct str all;

	warning_say(&text, g->r, i);
	all = buf_str(&text);
	if (topic.len && all.len > topic.len && str_eq(str_sub(all, 0, topic.len), topic)) {
		buf_adds(g->out, "<b>");
		html_text(g->out, topic);
		buf_adds(g->out, "</b>");
		all = str_sub(all, topic.len, all.len);
	}
	html_sentence(g->out, all);
	page_done(g, &text);
}

void page_warnings(struct page *g)
{
	const struct report *r = g->r;
	bool any = false;

	for (size_t i = 0; i < r->n_findings; i++) {
		if (!r->findings[i].warning || !warning_is_said(r, i))
			continue;
		if (!any) {
			buf_adds(g->out, "<aside class=\"warnings\" aria-labelledby=\"care\">");
			page_tag(g, "h2 id=\"care\"", P_WARNINGS, NULL);
			buf_adds(g->out, "<ul>");
		}
		any = true;
		buf_adds(g->out, "<li>");
		sentence(g, i);
		buf_adds(g->out, "</li>");
	}
	buf_adds(g->out, any ? "</ul></aside>" : "");
}

// Only surprises are judged together.
static void chance(struct page *g, double p, bool adjusted)
{
	enum phrase exact = adjusted ? P_CHANCE : P_CHANCE_OWN,
		    below = adjusted ? P_CHANCE_BELOW : P_CHANCE_OWN_BELOW;
	struct buf text = {0};

	if (!isfinite(p))
		return;
	phrase_decimal(&text, g->language, p < 0.001 ? 0.001 : p, 3);
	buf_addc(g->out, ' ');
	page_say(g, p < 0.001 ? below : exact, PHRASE_ARGS(text.ptr ? text.ptr : ""));
	page_done(g, &text);
}

static void terms(struct page *g, const struct topic_evidence *e)
{
	if (!e->n_terms)
		return;
	buf_addc(g->out, ' ');
	page_say(g, P_TERMS_ARE, NULL);
	for (size_t i = 0; i < e->n_terms && i < MOST_TERMS; i++) {
		buf_adds(g->out, i ? ", " : " ");
		html_cut(g->out, e->terms[i].text, 40);
	}
	buf_addc(g->out, '.');
}

// The articles, folded away where there is a chart to see first.
static void articles(struct page *g, const struct topic_evidence *e, bool folded)
{
	if (!e->n_articles)
		return;
	if (folded) {
		buf_adds(g->out, "<details><summary>");
		page_say(g, P_SEE_ARTICLES, NULL);
		buf_adds(g->out, "</summary>");
	}
	buf_adds(g->out, "<ul class=\"articles\">");
	for (size_t i = 0; i < e->n_articles; i++)
		page_article(g, &e->articles[i]);
	buf_adds(g->out, folded ? "</ul></details>" : "</ul>");
}

static void evidence(struct page *g, const struct finding *f, bool folded)
{
	if (f->topic >= g->r->n_topics)
		return;
	buf_adds(g->out, "<p class=\"evidence\">");
	chance(g, f->p, f->kind == FINDING_SURPRISE);
	if (f->evidence)
		terms(g, f->evidence);
	buf_addf(g->out, " <a href=\"#topic-%02zu\">", f->topic + 1);
	page_say(g, P_SEE_CHART, NULL);
	buf_adds(g->out, "</a></p>");
	if (f->evidence)
		articles(g, f->evidence, folded);
}

static void one(struct page *g, const struct finding *f, bool folded)
{
	if (f->topic < g->r->n_topics)
		buf_addf(g->out, "<li style=\"border-left-color:var(--c%zu)\">",
			plot_place(g->r, f->topic) % PLOT_COLORS + 1);
	else
		buf_adds(g->out, "<li>");
	buf_adds(g->out, "<p class=\"say\">");
	sentence(g, (size_t)(f - g->r->findings));
	buf_adds(g->out, "</p>");
	evidence(g, f, folded);
	buf_adds(g->out, "</li>\n");
}

static bool is_unusual(const struct finding *f)
{
	return f->kind == FINDING_SURPRISE || (f->kind == FINDING_BURST && f->ongoing);
}

// Above the first chart stand what is unusual now and the first few lasting changes; the others come after
// it.
static bool comes_first(const struct report *r, const struct finding *f)
{
	size_t before = 0;

	if (f->warning || (f->kind == FINDING_BURST && !f->ongoing))
		return false;
	if (is_unusual(f) || f->topic >= r->n_topics)
		return true;
	for (const struct finding *e = r->findings; e < f; e++)
		before += e->kind == FINDING_LEVEL || e->kind == FINDING_TREND;
	return before < MOST_LASTING;
}

void page_findings(struct page *g)
{
	const struct report *r = g->r;

	page_section(g, "findings", P_FINDINGS);
	buf_adds(g->out, "<ul class=\"findings\">");
	for (size_t i = 0; i < r->n_findings; i++)
		if (comes_first(r, &r->findings[i]))
			one(g, &r->findings[i], !is_unusual(&r->findings[i]));
	buf_adds(g->out, "</ul>");
	page_end(g);
}

void page_earlier(struct page *g)
{
	const struct report *r = g->r;
	bool any = false;

	for (size_t i = 0; i < r->n_findings; i++) {
		if (r->findings[i].warning || comes_first(r, &r->findings[i]))
			continue;
		if (!any) {
			page_section(g, "earlier", P_EARLIER);
			buf_adds(g->out, "<ul class=\"findings past\">");
		}
		any = true;
		one(g, &r->findings[i], true);
	}
	if (any) {
		buf_adds(g->out, "</ul>");
		page_end(g);
	}
}

// SPDX-License-Identifier: MIT
// Findings with their evidence, and above them what to be careful about.
#include "reports/page.h"

#include "reports/finding_words.h"

#include <math.h>

enum { MOST_TERMS = 5 };

static void sentence(struct page *g, const struct finding *f)
{
	struct buf text = {0};

	finding_say(&text, g->r, f);
	html_text(g->out, buf_str(&text));
	g->out->failed = g->out->failed || buf_failed(&text);
	buf_release(&text);
}

void page_warnings(struct page *g)
{
	const struct report *r = g->r;
	bool any = false;

	for (size_t i = 0; i < r->n_findings; i++) {
		if (!r->findings[i].warning)
			continue;
		if (!any) {
			buf_adds(g->out, "<aside class=\"warnings\" aria-labelledby=\"care\">");
			page_tag(g, "h2 id=\"care\"", P_WARNINGS, NULL);
			buf_adds(g->out, "<ul>");
		}
		any = true;
		buf_adds(g->out, "<li>");
		sentence(g, &r->findings[i]);
		buf_adds(g->out, "</li>");
	}
	buf_adds(g->out, any ? "</ul></aside>" : "");
}

static void chance(struct page *g, double p)
{
	struct buf text = {0};

	if (!isfinite(p))
		return;
	phrase_decimal(&text, g->language, p < 0.001 ? 0.001 : p, 3);
	buf_addc(g->out, ' ');
	page_say(g, p < 0.001 ? P_CHANCE_BELOW : P_CHANCE, PHRASE_ARGS(text.ptr ? text.ptr : ""));
	buf_release(&text);
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

// The terms are those of the latest period: they stand only with findings that reach into it.
static void evidence(struct page *g, const struct finding *f)
{
	const struct report *r = g->r;
	bool latest = f->kind == FINDING_SURPRISE || (f->kind == FINDING_BURST && f->ongoing);

	if (f->topic >= r->n_topics)
		return;
	buf_adds(g->out, "<p class=\"evidence\">");
	chance(g, f->p);
	if (latest && r->evidence)
		terms(g, &r->evidence[f->topic]);
	buf_addf(g->out, " <a href=\"#topic-%02zu\">", f->topic + 1);
	page_say(g, P_SEE_CHART, NULL);
	buf_adds(g->out, "</a>");
	if (latest && r->evidence) {
		buf_addf(g->out, " · <a href=\"#drove-%zu\">", f->topic + 1);
		page_say(g, P_SEE_ARTICLES, NULL);
		buf_adds(g->out, "</a>");
	}
	buf_adds(g->out, "</p>");
}

void page_findings(struct page *g)
{
	const struct report *r = g->r;

	page_section(g, "findings", P_FINDINGS);
	buf_adds(g->out, "<ul class=\"findings\">");
	for (size_t i = 0; i < r->n_findings; i++) {
		const struct finding *f = &r->findings[i];

		if (f->warning)
			continue;
		if (f->topic < r->n_topics)
			buf_addf(g->out, "<li style=\"border-left-color:var(--c%zu)\">",
				plot_place(r, f->topic) % PLOT_COLORS + 1);
		else
			buf_adds(g->out, "<li>");
		buf_adds(g->out, "<p class=\"say\">");
		sentence(g, f);
		buf_adds(g->out, "</p>");
		evidence(g, f);
		buf_adds(g->out, "</li>\n");
	}
	buf_adds(g->out, "</ul>");
	page_end(g);
}

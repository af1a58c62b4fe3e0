// SPDX-License-Identifier: MIT
// What the numbers mean and where they come from.
#include "reports/page.h"

static void counts(struct page *g)
{
	const struct report *r = g->r;
	struct buf n = {0}, from = {0}, to = {0}, undated = {0}, outside = {0};

	phrase_integer(&n, g->language, r->articles);
	phrase_date(&from, g->language, r->from);
	phrase_date(&to, g->language, r->to);
	phrase_integer(&undated, g->language, r->undated);
	phrase_integer(&outside, g->language, r->outside);
	if (!buf_failed(&n) && !buf_failed(&from) && !buf_failed(&to) && !buf_failed(&undated) &&
		!buf_failed(&outside)) {
		page_tag(g, "li", P_M_ARTICLES, PHRASE_ARGS(n.ptr, from.ptr, to.ptr));
		page_tag(g, "li", P_M_LEFT_OUT, PHRASE_ARGS(undated.ptr, outside.ptr));
	} else {
		g->out->failed = true;
	}
	buf_release(&n);
	buf_release(&from);
	buf_release(&to);
	buf_release(&undated);
	buf_release(&outside);
}

void page_methods(struct page *g)
{
	const struct report *r = g->r;
	static const enum phrase meanings[] = {P_M_TOPICS, P_M_COUNTED, P_M_CORRECTED, P_M_WEEKS, P_M_FILES};

	page_section(g, "methods", P_METHODS);
	buf_adds(g->out, "<div class=\"methods\"><ul>");
	counts(g);
	if (r->model)
		page_tag(g, "li", P_M_MODEL, PHRASE_ARGS(r->model));
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		page_tag(g, "li", meanings[i], NULL);
	for (size_t k = 0; k < r->n_topics; k++)
		if (r->shown[k] && r->uncorrected[k])
			page_tag(g, "li", P_M_UNCORRECTED, PHRASE_ARGS(r->topics[k], r->uncorrected[k]));
	buf_adds(g->out, "</ul></div>");
	page_end(g);
}

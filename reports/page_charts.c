// SPDX-License-Identifier: MIT
// The charts in the page.
#include "reports/page.h"

#include "base/file.h"

enum { MOST_PICTURE = 64 * 1024 * 1024, FEW_TOPICS = 4 };

static void add_svg(struct page *g, const struct plot *p, const char *class)
{
	struct buf path = {0}, picture = {0}, svg = {0}, words = {0};
	char prefix[40];

	snprintf(prefix, sizeof prefix, "%s-", p->name);
	buf_addf(&path, "%s/charts/%s.svg", g->dir, p->name);
	if (buf_failed(&path) || file_read(&picture, path.ptr, MOST_PICTURE, NULL) != DL_OK ||
		!chart_inline(&svg, buf_str(&picture), prefix)) {
		buf_clear(&picture);
		chart_own_svg(&picture, p);
		chart_inline(&svg, buf_str(&picture), prefix);
	}
	buf_addf(g->out,
		"<svg class=\"chart%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%st "
		"%sd\"><title "
		"id=\"%st\">",
		class, p->width, p->height, prefix, prefix, prefix);
	chart_title(&words, p);
	html_text(g->out, buf_str(&words));
	g->out->failed = g->out->failed || buf_failed(&words);
	buf_clear(&words);
	chart_description(&words, p);
	buf_addf(g->out, "</title><desc id=\"%sd\">", prefix);
	html_text(g->out, buf_str(&words));
	buf_adds(g->out, "</desc>");
	buf_addstr(g->out, buf_str(&svg));
	chart_hover(g->out, p);
	buf_adds(g->out, "</svg>");
	g->out->failed = g->out->failed || buf_failed(&svg) || buf_failed(&words) || buf_failed(&path);
	buf_release(&path);
	buf_release(&picture);
	buf_release(&svg);
	buf_release(&words);
}

static void key(struct page *g, const struct plot *p)
{
	const struct report *r = g->r;
	bool running = false, gap = false;

	for (size_t i = 0; i < r->n_periods; i++) {
		running = running || chart_mark(&r->periods[i]) == MARK_RUNNING;
		gap = gap || chart_mark(&r->periods[i]) == MARK_GAP;
	}
	if (!p->points) {
		page_say(g,
			!r->have_line      ? P_KEY_PLAIN
			: plot_has_dots(p) ? P_KEY_LINE
					   : P_KEY_LINE_ONLY,
			NULL);
		buf_addc(g->out, ' ');
	}
	page_say(g, p->points ? P_KEY_BAR : P_KEY_BAND, NULL);
	if (running) {
		buf_addc(g->out, ' ');
		page_say(g, P_KEY_RUNNING, NULL);
	}
	if (gap) {
		buf_addc(g->out, ' ');
		page_say(g, P_KEY_GAP, NULL);
	}
	if (r->retrained < r->n_periods) {
		buf_addc(g->out, ' ');
		page_say(g, P_KEY_MODEL, NULL);
	}
}

static size_t shown_topics(const struct report *r)
{
	return plot_place(r, r->n_topics);
}

static void all_topics(struct page *g)
{
	struct plot wide, narrow;
	char most[16];

	if (plot_init(&wide, g->r, PLOT_WIDE, ALL_TOPICS, NULL) != DL_OK ||
		plot_init(&narrow, g->r, PLOT_NARROW, ALL_TOPICS, NULL) != DL_OK) {
		g->out->failed = true;
		return;
	}
	buf_adds(g->out, "<figure>");
	add_svg(g, &wide, " wide");
	add_svg(g, &narrow, " narrow");
	page_details(g, ALL_TOPICS, PAGE_MOST_ROWS, true);
	buf_adds(g->out, "<figcaption>");
	key(g, &wide);
	if (shown_topics(g->r) > PLOT_MOST_LINES) {
		snprintf(most, sizeof most, "%d", PLOT_MOST_LINES);
		buf_addc(g->out, ' ');
		page_say(g, P_MOST_LINES, PHRASE_ARGS(most));
	}
	buf_adds(g->out, "</figcaption>");
	buf_adds(g->out, "</figure>");
}

static void one_topic(struct page *g, size_t k)
{
	struct plot p;

	if (plot_init(&p, g->r, PLOT_SMALL, k, NULL) != DL_OK) {
		g->out->failed = true;
		return;
	}
	buf_addf(g->out, "<figure id=\"topic-%02zu\"><h3>", k + 1);
	page_swatch(g, k);
	buf_adds(g->out, "<span>");
	html_text(g->out, str_from(g->r->topics[k]));
	buf_adds(g->out, "</span></h3>");
	add_svg(g, &p, "");
	page_details(g, k, PAGE_MOST_ROWS, true);
	buf_adds(g->out, "</figure>\n");
}

static void missing(struct page *g)
{
	const struct drawn *d = g->drawn;

	if (!d->by_gnuplot)
		page_tag(g, "p class=\"note\"", P_NO_GPLOT, PHRASE_ARGS(d->why.text));
	if (d->png && d->g.letters_missing)
		page_tag(g, "p class=\"note\"", P_NO_LETTERS, NULL);
}

void page_charts(struct page *g)
{
	size_t n = 0;
	char most[16];

	page_section(g, "over-time", P_OVER_TIME);
	missing(g);
	all_topics(g);
	page_latest(g);
	page_end(g);
	page_earlier(g);
	page_section(g, "topics", P_TOPIC_BY_TOPIC);
	buf_adds(g->out, "<p class=\"key\">");
	page_say(g, P_KEY_OWN_SCALE, NULL);
	if (chart_has_usual(g->r)) {
		buf_addc(g->out, ' ');
		page_say(g, P_KEY_USUAL, NULL);
	}
	if (shown_topics(g->r) > CHART_MOST_SMALL) {
		snprintf(most, sizeof most, "%d", CHART_MOST_SMALL);
		buf_addc(g->out, ' ');
		page_say(g, P_MOST_SMALL, PHRASE_ARGS(most));
	}
	buf_adds(g->out, shown_topics(g->r) <= FEW_TOPICS ? "</p><div class=\"small few\">\n"
							  : "</p><div class=\"small\">\n");
	for (size_t k = 0; k < g->r->n_topics && n < CHART_MOST_SMALL; k++)
		if (g->r->shown[k]) {
			one_topic(g, k);
			n++;
		}
	buf_adds(g->out, "</div>");
	page_end(g);
}

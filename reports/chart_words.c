// SPDX-License-Identifier: MIT
// What a chart says in words: its title, its description, the values of a period.
#include "reports/chart.h"

#include "reports/html.h"
#include "reports/phrase.h"

#include <math.h>

void chart_title(struct buf *out, const struct plot *p)
{
	const struct report *r = p->r;
	const char *topic =
		p->topic == ALL_TOPICS ? phrase_text(r->o.language, P_ALL_TOPICS) : r->topics[p->topic];

	phrase_add(out, r->o.language, P_CHART_TITLE,
		PHRASE_ARGS(topic, r->periods[0].key, r->periods[r->n_periods - 1].key));
}

// "31 % (26–37 %)"
static void add_share(struct buf *out, const struct report *r, struct share s)
{
	phrase_percent(out, r->o.language, s.value);
	if (isnan(s.value))
		return;
	buf_adds(out, " (");
	phrase_range(out, r->o.language, s.low, s.high);
	buf_addc(out, ')');
}

static void describe_topic(struct buf *out, const struct report *r, size_t k)
{
	size_t at = report_latest(r), top = r->n_periods;
	struct buf now = {0}, most = {0};

	for (size_t i = 0; i < r->n_periods; i++) {
		double value = report_share(&r->periods[i], k).value;

		if (r->periods[i].complete && !isnan(value) &&
			(top == r->n_periods || value > report_share(&r->periods[top], k).value))
			top = i;
	}
	if (at == r->n_periods || top == r->n_periods)
		return;
	add_share(&now, r, report_share(&r->periods[at], k));
	add_share(&most, r, report_share(&r->periods[top], k));
	if (!buf_failed(&now) && !buf_failed(&most))
		phrase_add(out, r->o.language, P_CHART_TOPIC,
			PHRASE_ARGS(
				r->topics[k], now.ptr, r->periods[at].key, most.ptr, r->periods[top].key));
	out->failed = out->failed || buf_failed(&now) || buf_failed(&most);
	buf_release(&now);
	buf_release(&most);
}

void chart_description(struct buf *out, const struct plot *p)
{
	phrase_add(out, p->r->o.language, P_CHART_WHAT, NULL);
	for (size_t k = 0; k < p->r->n_topics; k++)
		if (plot_has(p, k)) {
			buf_addc(out, ' ');
			describe_topic(out, p->r, k);
		}
}

static void period_values(struct buf *out, const struct plot *p, size_t i)
{
	const struct report *r = p->r;
	const struct period *period = &r->periods[i];
	struct buf text = {0};

	phrase_period(&text, r->o.language, r->o.period, period);
	if (chart_mark(period) == MARK_RUNNING)
		buf_addf(&text, " (%s)", phrase_text(r->o.language, P_SO_FAR));
	buf_adds(&text, ": ");
	phrase_count(&text, r->o.language, period->articles, NOUN_ARTICLE);
	html_text(out, buf_str(&text));
	for (size_t k = 0; k < r->n_topics; k++) {
		if (!plot_has(p, k))
			continue;
		out->failed = out->failed || buf_failed(&text);
		buf_clear(&text);
		if (p->form != PLOT_SMALL)
			buf_addf(&text, "%s: ", r->topics[k]);
		add_share(&text, r, report_share(period, k));
		buf_adds(out, "\n");
		html_text(out, buf_str(&text));
	}
	out->failed = out->failed || buf_failed(&text);
	buf_release(&text);
}

void chart_hover(struct buf *out, const struct plot *p)
{
	size_t n = p->r->n_periods, room = (size_t)(p->right - p->left) / 2, every = (n + room - 1) / room;

	buf_adds(out, "<g class=\"hits\">");
	for (size_t i = 0; i < n; i += every) {
		size_t to = i + every < n ? i + every : n, middle = i + (to - i) / 2;
		double x = plot_x(p, (double)i - 0.5);

		buf_addf(out, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>", x, p->top,
			plot_x(p, (double)to - 0.5) - x, p->bottom - p->top);
		period_values(out, p, middle);
		buf_adds(out, "</title></rect>");
	}
	buf_adds(out, "</g>");
}

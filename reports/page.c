// SPDX-License-Identifier: MIT
// index.html and the files beside it.
#include "reports/page.h"

#include "base/file.h"

#include <math.h>

enum { MOST_WITH_INTERVALS = 5 }; // topics in the table: more would not fit on paper

static const enum phrase kinds[] = {P_WEEKLY, P_DAILY, P_MONTHLY};

static void span(struct page *g)
{
	const struct report *r = g->r;
	struct buf from = {0}, to = {0}, text = {0};

	phrase_date(&from, g->language, r->from);
	phrase_date(&to, g->language, r->to);
	if (!buf_failed(&from) && !buf_failed(&to))
		page_say(g, P_SPAN, PHRASE_ARGS(from.ptr, to.ptr));
	buf_adds(&text, " · ");
	phrase_count(&text, g->language, r->articles, NOUN_ARTICLE);
	html_text(g->out, buf_str(&text));
	g->out->failed = g->out->failed || buf_failed(&from) || buf_failed(&to) || buf_failed(&text);
	page_done(g, &from);
	page_done(g, &to);
	page_done(g, &text);
}

static void contents(struct page *g)
{
	static const struct {
		const char *id;
		enum phrase name;
	} sections[] = {{"findings", P_FINDINGS}, {"over-time", P_OVER_TIME}, {"topics", P_TOPIC_BY_TOPIC},
		{"calendar", P_CALENDAR}, {"sources", P_NAV_SOURCES}, {"drove", P_NAV_TERMS},
		{"numbers", P_NUMBERS}, {"methods", P_METHODS}};

	buf_adds(g->out, "<nav aria-label=\"");
	page_say(g, P_CONTENTS, NULL);
	buf_adds(g->out, "\"><ul>");
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		buf_addf(g->out, "<li><a href=\"#%s\">", sections[i].id);
		page_say(g, sections[i].name, NULL);
		buf_adds(g->out, "</a></li>");
	}
	buf_adds(g->out, "</ul></nav>");
}

void page_head(struct page *g)
{
	static const char *const themes[] = {"both", "light", "dark"};
	const struct report *r = g->r;

	buf_addf(g->out,
		"<!DOCTYPE html>\n<html lang=\"%s\" class=\"%s\"><head><meta charset=\"utf-8\"><meta "
		"http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
		"'unsafe-inline'; base-uri 'none'; form-action 'none'\"><meta name=\"viewport\" "
		"content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" "
		"content=\"no-referrer\"><meta name=\"color-scheme\" content=\"%s\"><title>",
		phrase_text(g->language, P_LANGUAGE), themes[r->o.theme],
		r->o.theme == THEME_BOTH ? "light dark" : themes[r->o.theme]);
	page_say(g, P_TITLE, NULL);
	buf_addf(g->out, ", %s – %s</title>", r->periods[0].key, r->periods[r->n_periods - 1].key);
	page_style(g->out);
	buf_adds(g->out, "</head>\n<body><a class=\"skip\" href=\"#findings\">");
	page_say(g, P_SKIP, NULL);
	buf_adds(g->out, "</a><div class=\"page\"><header>");
	page_tag(g, "p class=\"kind\"", kinds[r->o.period], NULL);
	page_tag(g, "h1", P_TITLE, NULL);
	buf_adds(g->out, "<p class=\"lead\">");
	span(g);
	buf_adds(g->out, "</p>");
	contents(g);
	buf_adds(g->out, "</header>\n<main>");
}

static double percent_of(double value, double most)
{
	return 100 * fmin(value, most) / most;
}

// The usual range in grey, the interval in the topic's colour, the share as a stroke.
static void meter(struct page *g, size_t k, const struct topic_point *t, struct share s, double most)
{
	size_t color = plot_place(g->r, k) % PLOT_COLORS + 1;

	buf_adds(g->out, "<td class=\"bar\"><span class=\"meter\" aria-hidden=\"true\">");
	if (!isnan(t->normal_low))
		buf_addf(g->out, "<i class=\"usual\" style=\"left:%.1f%%;width:%.1f%%\"></i>",
			percent_of(t->normal_low, most),
			percent_of(t->normal_high, most) - percent_of(t->normal_low, most));
	if (!isnan(s.value))
		buf_addf(g->out,
			"<i class=\"band\" style=\"left:%.1f%%;width:%.1f%%;background:var(--c%zu)\"></i><i "
			"class=\"dot\" style=\"left:%.1f%%;background:var(--c%zu)\"></i>",
			percent_of(s.low, most), percent_of(s.high, most) - percent_of(s.low, most), color,
			percent_of(s.value, most), color);
	buf_adds(g->out, "</span></td>");
}

static void usual_cell(struct page *g, const struct topic_point *t)
{
	struct buf text = {0};

	phrase_range(&text, g->language, t->normal_low, t->normal_high);
	buf_adds(g->out, "<td>");
	html_text(g->out, buf_str(&text));
	buf_adds(g->out, "</td>");
	page_done(g, &text);
}

void page_latest(struct page *g)
{
	const struct report *r = g->r;
	size_t at = report_latest(r);
	struct buf name = {0};
	double most = 0.02;

	if (at == r->n_periods)
		return;
	for (size_t k = 0; k < r->n_topics; k++)
		if (r->shown[k] && !isnan(report_share(&r->periods[at], k).value))
			most = fmax(fmax(most, report_share(&r->periods[at], k).high),
				r->periods[at].topics[k].normal_high); // fmax leaves out what is not known
	phrase_period(&name, g->language, r->o.period, &r->periods[at]);
	buf_adds(g->out, "<div class=\"latest\">");
	page_tag(g, "h3 id=\"latest\"", P_LATEST, PHRASE_ARGS(name.ptr ? name.ptr : ""));
	page_done(g, &name);
	buf_adds(g->out, "<div class=\"scroll\" role=\"group\" tabindex=\"0\" "
			 "aria-labelledby=\"latest\"><table><thead><tr>");
	page_tag(g, "th scope=\"col\"", P_COL_TOPIC, NULL);
	page_tag(g, "th scope=\"col\"", P_COL_SHARE, NULL);
	page_tag(g, "th scope=\"col\"", P_COL_INTERVAL, NULL);
	page_tag(g, "th scope=\"col\"", P_COL_NORMAL, NULL);
	buf_adds(g->out, "<td class=\"bar\"></td></tr></thead><tbody>");
	for (size_t k = 0; k < r->n_topics; k++) {
		if (!r->shown[k])
			continue;
		buf_adds(g->out, "<tr><th scope=\"row\" class=\"name\">");
		page_swatch(g, k);
		buf_addc(g->out, ' ');
		html_text(g->out, str_from(r->topics[k]));
		buf_adds(g->out, "</th>");
		page_share_cells(g, report_share(&r->periods[at], k));
		usual_cell(g, &r->periods[at].topics[k]);
		meter(g, k, &r->periods[at].topics[k], report_share(&r->periods[at], k), most);
		buf_adds(g->out, "</tr>");
	}
	buf_adds(g->out, "</tbody></table></div></div>");
}

void page_numbers(struct page *g)
{
	page_section(g, "numbers", P_NUMBERS);
	page_table(g, ALL_TOPICS, 13, plot_place(g->r, g->r->n_topics) <= MOST_WITH_INTERVALS, P_NUMBERS);
	page_end(g);
}

static void make_page(struct page *g)
{
	page_head(g);
	page_findings(g);
	page_warnings(g);
	page_charts(g);
	page_calendar(g);
	page_sources(g);
	page_drove(g);
	page_numbers(g);
	page_methods(g);
	buf_adds(g->out, "</main>");
	buf_adds(g->out, "<footer>");
	page_tag(g, "p", P_SNAPSHOT, PHRASE_ARGS(g->r->snapshot));
	page_tag(g, "p", P_FOOT, NULL);
	buf_adds(g->out, "</footer>");
	buf_adds(g->out, "</div></body></html>\n");
}

static enum dl_status write_file(
	const char *dir, const char *name, const struct buf *data, struct dl_err *err)
{
	struct buf path = {0};
	enum dl_status st;

	file_join(&path, dir, name);
	st = buf_failed(&path) || buf_failed(data) ? err_nomem(err)
						   : file_write(path.ptr, buf_str(data), err);
	buf_release(&path);
	return st;
}

static enum dl_status write_numbers(const struct report *r, const char *dir, struct dl_err *err)
{
	struct buf out = {0};
	enum dl_status st;

	report_csv(&out, r);
	st = write_file(dir, "counts.csv", &out, err);
	buf_clear(&out);
	report_json(&out, r);
	if (st == DL_OK)
		st = write_file(dir, "report.json", &out, err);
	buf_release(&out);
	return st;
}

static enum dl_status make_folder(const char *dir, struct dl_err *err)
{
	struct buf charts = {0};
	enum dl_status st;

	file_join(&charts, dir, "charts");
	st = buf_failed(&charts) ? err_nomem(err) : file_mkdirs(charts.ptr, err);
	buf_release(&charts);
	return st;
}

enum dl_status report_write(const struct report *r, const char *dir, struct dl_err *err)
{
	struct buf out = {0};
	struct drawn drawn = {0};
	struct page page = {.out = &out, .r = r, .drawn = &drawn, .dir = dir, .language = r->o.language};
	enum dl_status st = make_folder(dir, err);

	if (st == DL_OK)
		st = write_numbers(r, dir, err);
	if (st == DL_OK)
		st = charts_draw(&drawn, r, dir, err);
	if (st == DL_OK) {
		make_page(&page);
		st = write_file(dir, "index.html", &out, err);
	}
	buf_release(&out);
	if (st == DL_OK && (!drawn.by_gnuplot || !drawn.png))
		return err_set(err, DL_EEXTERNAL, "%s: the report is complete, but %s%s", drawn.why.text,
			drawn.by_gnuplot ? "has no PNG pictures"
					 : "its charts are simpler ones and there are no PNG pictures",
			drawn.g.program ? "" : "; install the package gnuplot-nox");
	return st;
}

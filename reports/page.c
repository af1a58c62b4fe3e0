// SPDX-License-Identifier: MIT
// index.html and the files beside it.
#include "reports/chart.h"

#include "base/file.h"

#include <math.h>

static void escape(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		switch (text.ptr[i]) {
		case '<':
			buf_adds(out, "&lt;");
			break;
		case '>':
			buf_adds(out, "&gt;");
			break;
		case '&':
			buf_adds(out, "&amp;");
			break;
		case '"':
			buf_adds(out, "&quot;");
			break;
		case '\'':
			buf_adds(out, "&#39;");
			break;
		default:
			buf_addc(out, text.ptr[i]);
		}
	}
}

static const char style[] =
	"<style>:root{--bg:#fff;--fg:#1a1a1a;--line:#d8d8d8;--card:#fff;--soft:#f4f4f2}"
	"@media(prefers-color-scheme:dark){:root.auto{--bg:#15171a;--fg:#e8e8e6;--line:#3a3d42;--soft:#"
	"1f2226}}"
	":root.dark{--bg:#15171a;--fg:#e8e8e6;--line:#3a3d42;--soft:#1f2226}"
	"body{background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif;margin:0 "
	"auto;max-width:60rem;padding:1rem}"
	"figure{margin:1rem 0;background:var(--card);color:#1a1a1a;border:1px solid "
	"var(--line);border-radius:6px;padding:.5rem}"
	"figure "
	"svg{width:100%;height:auto}figcaption{font-size:.9rem}.small{display:grid;grid-template-columns:"
	"repeat(auto-fit,minmax(18rem,1fr));gap:1rem}"
	".small figure{margin:0}table{border-collapse:collapse;font-size:.9rem;display:block;overflow-x:auto}"
	"th,td{white-space:nowrap;padding:.2rem .6rem;border-bottom:1px solid "
	"var(--line);text-align:right}th:first-child,td:first-child{text-align:left}"
	"ul.findings{background:var(--soft);padding:1rem 1rem 1rem 2rem;border-radius:6px}"
	"@media print{body{max-width:none}details{display:none}}</style>";

static void share_cell(struct buf *out, struct share s)
{
	if (isnan(s.value))
		buf_adds(out, "<td>–</td>");
	else
		buf_addf(out, "<td>%.1f %% (%.1f–%.1f)</td>", 100 * s.value, 100 * s.low, 100 * s.high);
}

// The numbers behind a chart, newest first. `only` < 0: all topics.
static void data_table(struct buf *out, const struct report *r, long only, size_t most)
{
	size_t shown = 0;

	buf_adds(out, "<table><thead><tr><th scope=\"col\">period</th><th scope=\"col\">articles</th><th "
		      "scope=\"col\">stories</th>");
	for (size_t k = 0; k < r->n_topics; k++) {
		if (!r->shown[k] || (only >= 0 && (size_t)only != k))
			continue;
		buf_adds(out, "<th scope=\"col\">");
		escape(out, str_from(r->topics[k]));
		buf_adds(out, "</th><th scope=\"col\">corrected</th>");
	}
	buf_adds(out, "</tr></thead><tbody>");
	for (size_t i = r->n_periods; i-- > 0 && shown < most; shown++) {
		const struct period *p = &r->periods[i];

		buf_addf(out, "<tr><th scope=\"row\">%s%s</th><td>%zu</td><td>%zu</td>", p->key,
			p->complete ? "" : " (so far)", p->articles, p->stories);
		for (size_t k = 0; k < r->n_topics; k++)
			if (r->shown[k] && (only < 0 || (size_t)only == k)) {
				share_cell(out, p->topics[k].raw);
				share_cell(out, p->topics[k].corrected);
			}
		buf_adds(out, "</tr>");
	}
	buf_adds(out, "</tbody></table>");
}

// The SVG without its XML prologue; nothing where gnuplot drew none.
static void inline_svg(struct buf *out, const char *dir, const char *name)
{
	struct buf path = {0}, svg = {0};
	const char *from;

	buf_addf(&path, "%s/charts/%s.svg", dir, name);
	if (!buf_failed(&path) && file_read(&svg, path.ptr, 64 * 1024 * 1024, NULL) == DL_OK && svg.ptr &&
		(from = strstr(svg.ptr, "<svg")))
		buf_adds(out, from);
	else
		buf_adds(out, "<p>The chart could not be drawn; its numbers stand below.</p>");
	buf_release(&path);
	buf_release(&svg);
}

static void figure(struct buf *out, const struct report *r, const char *dir, const char *name, long only)
{
	buf_adds(out, "<figure role=\"group\" aria-label=\"share of the articles over time\">");
	inline_svg(out, dir, name);
	buf_adds(out, "<figcaption>");
	escape(out, only < 0 ? STR("Share of the articles, all topics") : str_from(r->topics[only]));
	buf_adds(out,
		only < 0 ? ". Lines: share of the classified articles."
			 : ". Line: share of the classified articles; band: its 95 % interval (Wilson).");
	buf_adds(out, "</figcaption><details><summary>numbers</summary>");
	data_table(out, r, only, r->n_periods);
	buf_adds(out, "</details></figure>");
}

static void methods(struct buf *out, const struct report *r)
{
	char date[DATE_TEXT];

	buf_adds(out, "<h2>How to read this</h2><ul>");
	buf_addf(out, "<li>%zu dated articles from %s ", r->articles, date_text(date, r->from));
	buf_addf(out,
		"to %s; %zu without a date and %zu outside the range, not classified or abstained are left "
		"out.</li>",
		date_text(date, r->to), r->undated, r->outside);
	buf_adds(out, "<li>An article may have several topics or none: shares do not add up to 100 %.</li>"
		      "<li>Weeks are ISO weeks, Monday to Sunday, by the date that the source prints. The "
		      "first and last may be incomplete.</li>"
		      "<li>“Corrected” takes the classifier&#39;s own errors out of the count (maximum "
		      "likelihood with the calibration measured in "
		      "training; Saerens, Latinne and Decaestecker 2002); its interval carries sampling and "
		      "calibration.</li>");
	for (size_t k = 0; k < r->n_topics; k++)
		if (r->shown[k] && r->uncorrected[k]) {
			buf_adds(out, "<li>");
			escape(out, str_from(r->topics[k]));
			buf_addf(out, " is not corrected: %s.</li>", r->uncorrected[k]);
		}
	if (r->model)
		buf_addf(out, "<li>Model %s.</li>", r->model);
	buf_adds(out, "</ul>");
}

static void make_page(struct buf *out, const struct report *r, const char *dir)
{
	static const char *const themes[] = {"auto", "light", "dark"};
	char name[32];

	buf_addf(out,
		"<!DOCTYPE html><html lang=\"en\" class=\"%s\"><head><meta charset=\"utf-8\"><meta "
		"name=\"viewport\" "
		"content=\"width=device-width,initial-scale=1\"><title>Topics, %s to %s</title>",
		themes[r->o.theme], r->periods[0].key, r->periods[r->n_periods - 1].key);
	buf_adds(out, style);
	buf_addf(out, "</head><body><main><h1>Topics in the news, %s to %s</h1><ul class=\"findings\">",
		r->periods[0].key, r->periods[r->n_periods - 1].key);
	for (size_t i = 0; i < r->n_findings; i++) {
		buf_adds(out, "<li>");
		escape(out, r->findings[i]);
		buf_adds(out, "</li>");
	}
	buf_adds(out, "</ul>");
	figure(out, r, dir, "shares", -1);
	buf_adds(out, "<h2>Topic by topic</h2><div class=\"small\">");
	for (size_t k = 0; k < r->n_topics; k++) {
		snprintf(name, sizeof name, "topic-%02zu", k + 1);
		if (r->shown[k])
			figure(out, r, dir, name, (long)k);
	}
	buf_adds(out, "</div><h2>The latest</h2>");
	data_table(out, r, -1, 8);
	methods(out, r);
	buf_adds(out, "</main></body></html>\n");
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

enum dl_status report_write(const struct report *r, const char *dir, struct dl_err *err)
{
	struct buf page = {0}, charts = {0};
	enum dl_status st, drawn;

	file_join(&charts, dir, "charts");
	st = buf_failed(&charts) ? err_nomem(err) : file_mkdirs(charts.ptr, err);
	if (st == DL_OK)
		st = write_numbers(r, dir, err);
	drawn = st == DL_OK ? charts_draw(r, dir, err) : DL_OK;
	if (drawn != DL_OK && drawn != DL_EEXTERNAL)
		st = drawn;
	if (st == DL_OK) {
		make_page(&page, r, dir);
		st = write_file(dir, "index.html", &page, err);
	}
	buf_release(&page);
	buf_release(&charts);
	return st == DL_OK ? drawn : st;
}

// SPDX-License-Identifier: MIT
#include "reports/chart.h"

#include "base/file.h"
#include "base/mem.h"

#include <math.h>
#include <unistd.h>

enum { MOST_PICTURE = 64 * 1024 * 1024 };

struct drawing {
	const struct report *r;
	const char *folder; // DIR/charts
	struct drawn *out;
	char (*scripts)[40];
	size_t n;
};

enum period_mark chart_mark(const struct period *p)
{
	if (!p->complete)
		return MARK_RUNNING;
	return p->articles ? MARK_NONE : MARK_GAP;
}

bool chart_has_usual(const struct report *r)
{
	for (size_t i = 0; i < r->n_periods; i++)
		for (size_t k = 0; k < r->n_topics; k++)
			if (r->shown[k] && isfinite(r->periods[i].topics[k].normal_low))
				return true;
	return false;
}

static enum dl_status save(
	const char *folder, const char *name, const char *ending, const struct buf *data, struct dl_err *err)
{
	struct buf path = {0};
	enum dl_status st;
	char file[48];

	snprintf(file, sizeof file, "%s.%s", name, ending);
	file_join(&path, folder, file);
	st = buf_failed(data) || buf_failed(&path) ? err_nomem(err)
						   : file_write(path.ptr, buf_str(data), err);
	buf_release(&path);
	return st;
}

// So that no picture of an earlier report stays where none can be drawn now.
static void remove_picture(const char *folder, const char *name, const char *ending)
{
	struct buf path = {0};
	char file[48];

	snprintf(file, sizeof file, "%s.%s", name, ending);
	file_join(&path, folder, file);
	if (!buf_failed(&path))
		unlink(path.ptr);
	buf_release(&path);
}

static enum dl_status write_script(struct drawing *d, const struct plot *p, struct dl_err *err)
{
	struct buf script = {0};
	enum dl_status st;

	remove_picture(d->folder, p->name, "svg");
	remove_picture(d->folder, p->name, "png");
	chart_script(&script, p, &d->out->g);
	st = save(d->folder, p->name, "gp", &script, err);
	snprintf(d->scripts[d->n++], sizeof *d->scripts, "%s.gp", p->name);
	buf_release(&script);
	return st;
}

static enum dl_status draw_own(struct drawing *d, const struct plot *p, struct dl_err *err)
{
	struct buf svg = {0};
	enum dl_status st;

	chart_own_svg(&svg, p);
	st = save(d->folder, p->name, "svg", &svg, err);
	buf_release(&svg);
	return st;
}

typedef enum dl_status (*on_plot)(struct drawing *d, const struct plot *p, struct dl_err *err);

static enum dl_status each_plot(struct drawing *d, on_plot act, struct dl_err *err)
{
	struct plot p;
	size_t small = 0;
	enum dl_status st = plot_init(&p, d->r, PLOT_WIDE, ALL_TOPICS, err);

	if (st == DL_OK)
		st = act(d, &p, err);
	if (st == DL_OK)
		st = plot_init(&p, d->r, PLOT_NARROW, ALL_TOPICS, err);
	if (st == DL_OK)
		st = act(d, &p, err);
	for (size_t k = 0; st == DL_OK && k < d->r->n_topics && small < CHART_MOST_SMALL; k++) {
		if (!d->r->shown[k])
			continue;
		small++;
		st = plot_init(&p, d->r, PLOT_SMALL, k, err);
		if (st == DL_OK)
			st = act(d, &p, err);
	}
	return st;
}

static enum dl_status run(struct drawing *d, struct dl_err *err)
{
	const char *names[CHART_MOST_SMALL + 2];

	for (size_t i = 0; i < d->n; i++)
		names[i] = d->scripts[i];
	return gnuplot_run(&d->out->g, d->folder, names, d->n, err);
}

static bool all_drawn(const struct drawing *d)
{
	bool all = true;

	for (size_t i = 0; all && i < d->n; i++) {
		struct buf path = {0}, svg = {0};
		char file[48];

		snprintf(file, sizeof file, "%.*s.svg", (int)(strlen(d->scripts[i]) - 3), d->scripts[i]);
		file_join(&path, d->folder, file);
		all = !buf_failed(&path) && file_read(&svg, path.ptr, MOST_PICTURE, NULL) == DL_OK &&
		      svg.ptr && strstr(svg.ptr, "</svg>");
		buf_release(&path);
		buf_release(&svg);
	}
	return all;
}

// The letters of all labels, so that a font can be looked for.
static void collect_labels(struct buf *out, const struct report *r)
{
	for (size_t k = 0; k < r->n_topics; k++)
		if (r->shown[k])
			buf_adds(out, r->topics[k]);
	buf_adds(out, r->o.language == LANGUAGE_TG ? "қғҳҷӣӯ" : r->o.language == LANGUAGE_RU ? "я" : "");
}

static enum dl_status draw_by_gnuplot(struct drawing *d, struct dl_err *err)
{
	struct drawn *out = d->out;
	enum dl_status st = each_plot(d, write_script, err);

	if (st != DL_OK)
		return st;
	st = DL_EEXTERNAL;
	if (out->g.program && !out->g.svg && !out->g.png)
		err_set(&out->why, st, "gnuplot has neither an SVG nor a PNG terminal");
	else if (out->g.program)
		st = run(d, &out->why);
	out->by_gnuplot = st == DL_OK && out->g.svg && all_drawn(d);
	out->png = st == DL_OK && out->g.png;
	if (st == DL_OK && !out->by_gnuplot)
		err_set(&out->why, DL_EEXTERNAL, "gnuplot has no SVG terminal, or drew nothing with it");
	else if (st == DL_OK && !out->png)
		err_set(&out->why, DL_EEXTERNAL, "gnuplot has no PNG terminal: charts/*.png are missing");
	return st == DL_ENOMEM ? err_nomem(err) : DL_OK;
}

enum dl_status charts_draw(struct drawn *out, const struct report *r, const char *dir, struct dl_err *err)
{
	struct buf folder = {0}, data = {0}, labels = {0};
	struct drawing d = {.r = r, .out = out};
	enum dl_status st;

	*out = (struct drawn){0};
	file_join(&folder, dir, "charts");
	chart_data(&data, r);
	collect_labels(&labels, r);
	d.scripts = mem_zalloc(CHART_MOST_SMALL + 2, sizeof *d.scripts);
	st = buf_failed(&folder) || buf_failed(&labels) || !d.scripts ? err_nomem(err) : DL_OK;
	if (st == DL_OK) {
		d.folder = folder.ptr;
		st = save(folder.ptr, "shares", "tsv", &data, err);
	}
	if (st == DL_OK && gnuplot_probe(&out->g, r->o.gnuplot, buf_str(&labels), &out->why) == DL_EEXTERNAL)
		out->g = (struct gnuplot){
			.svg = true, .png = "pngcairo", .font = "DejaVu Sans"}; // for the scripts
	if (st == DL_OK)
		st = draw_by_gnuplot(&d, err);
	if (st == DL_OK && !out->by_gnuplot)
		st = each_plot(&d, draw_own, err);
	buf_release(&folder);
	buf_release(&data);
	buf_release(&labels);
	mem_free(d.scripts);
	return st;
}

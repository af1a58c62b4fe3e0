// SPDX-License-Identifier: MIT
// shares.tsv, and the gnuplot scripts that draw it.
#include "reports/chart.h"

#include "base/json.h"
#include "reports/gnuplot.h"

#include <math.h>

// Columns of shares.tsv: the period, its number, then for each topic these.
enum {
	KEY_COLUMNS = 2,
	SHARE = 1,
	LOW,
	HIGH,
	SO_FAR,
	LINE,
	USUAL_LOW,
	USUAL_HIGH,
	COLUMNS = USUAL_HIGH,
	TITLE_ROOM = 26
};

static size_t column(size_t k, size_t which)
{
	return KEY_COLUMNS + COLUMNS * k + which;
}

static void add_cell(struct buf *out, double share)
{
	buf_addc(out, '\t');
	if (isnan(share))
		buf_adds(out, "NaN");
	else
		json_number(out, 100 * share, 6);
}

static void add_cells(struct buf *out, const struct report *r, size_t i, size_t k)
{
	const struct period *p = &r->periods[i];
	struct share s = report_share(p, k);
	bool whole = p->complete && !isnan(s.value);

	add_cell(out, whole ? s.value : (double)NAN);
	add_cell(out, whole ? s.low : (double)NAN);
	add_cell(out, whole ? s.high : (double)NAN);
	add_cell(out, p->complete ? (double)NAN : s.value);
	add_cell(out, r->have_line ? p->topics[k].smooth : (double)NAN);
	add_cell(out, p->topics[k].normal_low);
	add_cell(out, p->topics[k].normal_high);
}

// A name in a comment: one line, whatever it holds.
static void add_comment(struct buf *out, const char *name)
{
	for (; *name; name++)
		buf_addc(out, (unsigned char)*name < ' ' ? ' ' : *name);
}

void chart_data(struct buf *out, const struct report *r)
{
	for (size_t k = 0; k < r->n_topics; k++)
		if (r->shown[k]) {
			buf_addf(out, "# topic %zu: ", k + 1);
			add_comment(out, r->topics[k]);
			buf_addc(out, '\n');
		}
	buf_adds(out, "# shares in percent; NaN: none\n# period\tnumber");
	for (size_t k = 0; k < r->n_topics; k++)
		buf_addf(out, "\tshare%zu\tlow%zu\thigh%zu\tsofar%zu\tline%zu\tusual_low%zu\tusual_high%zu",
			k + 1, k + 1, k + 1, k + 1, k + 1, k + 1, k + 1);
	buf_addc(out, '\n');
	for (size_t i = 0; i < r->n_periods; i++) {
		buf_addf(out, "%s\t%zu", r->periods[i].key, i);
		for (size_t k = 0; k < r->n_topics; k++)
			add_cells(out, r, i, k);
		buf_addc(out, '\n');
	}
}

// gnuplot takes the text of a tic for a format: % is written twice.
static void quote_tic(struct buf *out, const char *text)
{
	struct buf format = {0};

	for (; *text; text++) {
		if (*text == '%')
			buf_addc(&format, '%');
		buf_addc(&format, *text);
	}
	gnuplot_quote(out, buf_str(&format));
	out->failed = out->failed || buf_failed(&format);
	buf_release(&format);
}

static void add_tics(struct buf *out, char axis, const struct plot_tic *tics, size_t n)
{
	buf_addf(out, "set %ctics (", axis);
	for (size_t i = 0; i < n; i++) {
		buf_adds(out, i ? ", " : "");
		quote_tic(out, tics[i].text);
		buf_addc(out, ' ');
		json_number(out, tics[i].at, 9);
	}
	buf_addf(out, ") textcolor rgb '%s'\n", COLOR_TEXT);
}

static void add_frame(struct buf *out, const struct plot *p)
{
	double w = p->width, h = p->height;

	buf_addf(out,
		"set lmargin at screen %.6f\nset rmargin at screen %.6f\nset tmargin at screen %.6f\nset "
		"bmargin at screen %.6f\n",
		p->left / w, p->right / w, 1 - p->top / h, 1 - p->bottom / h);
	buf_addf(out, "set xrange [-0.5:%zu.5]\nset yrange [0:", p->r->n_periods - 1);
	json_number(out, p->most, 9);
	buf_addf(out,
		"]\nset border 1 lc rgb '%s'\nset tics nomirror scale 0.4\nset grid ytics lt 1 lw 0.6 lc rgb "
		"'%s'\nunset key\n",
		COLOR_AXIS, COLOR_GRID);
	add_tics(out, 'x', p->x, p->n_x);
	add_tics(out, 'y', p->y, p->n_y);
}

// Periods that are not whole are hatched, those without a collection are grey: neither is a fall.
static void add_marks(struct buf *out, const struct plot *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->r->n_periods; i++) {
		size_t to = i;
		enum period_mark mark = chart_mark(&p->r->periods[i]);

		if (mark == MARK_NONE)
			continue;
		while (to + 1 < p->r->n_periods && chart_mark(&p->r->periods[to + 1]) == mark)
			to++;
		buf_addf(out,
			"set object %zu rectangle from %zu-0.5, graph 0 to %zu.5, graph 1 behind fs %s "
			"noborder fc rgb '%s'\n",
			++n, i, to, mark == MARK_RUNNING ? "pattern 4" : "solid 1", COLOR_MARK);
		i = to;
	}
	if (p->r->retrained < p->r->n_periods)
		buf_addf(out,
			"set arrow 1 from %zu, graph 0 to %zu, graph 1 nohead dt (2,3) lw 1 lc rgb '%s'\n",
			p->r->retrained, p->r->retrained, COLOR_AXIS);
}

static const char *const dash_types[] = {"1", "(11,4)", "(4,3)", "(9,3,2,3)"};
static const int point_types[] = {-1, 7, 9, 5, 13}; // enum plot_shape

enum { FIRST_ARROW = 10, FIRST_MARKER = 100 };

// A piece of the line, or one of the points, before its label.
static void add_sample(struct buf *out, const struct plot *p, const struct plot_label *l, size_t i)
{
	const char *color = plot_color(plot_place(p->r, l->topic));
	enum plot_shape shape = p->points ? plot_point(p, l->topic) : plot_marker(p, l->topic);
	double from = (p->right + 7.0) / p->width, to = (p->right + 7.0 + p->sample) / p->width;

	if (!p->points) {
		buf_addf(out, "set arrow %zu from screen %.6f, first ", FIRST_ARROW + i, from);
		json_number(out, l->y, 6);
		buf_addf(out, " to screen %.6f, first ", to);
		json_number(out, l->y, 6);
		buf_addf(out, " nohead lw 2 dt %s lc rgb '%s'\n", dash_types[plot_dash(p, l->topic)], color);
	}
	if (shape == SHAPE_NONE)
		return;
	buf_addf(out, "set label %zu '' at screen %.6f, first ", FIRST_MARKER + i, (from + to) / 2);
	json_number(out, l->y, 6);
	buf_addf(out, " point pt %d ps 0.6 lc rgb '%s'\n", point_types[shape], color);
}

static void add_labels(struct buf *out, const struct plot *p)
{
	for (size_t i = 0; p->form != PLOT_SMALL && i < p->n_labels; i++) {
		const struct plot_label *l = &p->labels[i];

		add_sample(out, p, l, i);
		buf_addf(out, "set label %zu ", i + 1);
		gnuplot_quote(out, str_from(l->text));
		buf_addf(out, " at screen %.6f, first ", plot_label_x(p) / p->width);
		json_number(out, l->y, 6);
		buf_addf(
			out, " left noenhanced textcolor rgb '%s'\n", plot_color(plot_place(p->r, l->topic)));
	}
}

static void add_plots(struct buf *out, const struct plot *p, size_t k)
{
	const char *color = plot_color(plot_place(p->r, k)), *dash = dash_types[plot_dash(p, k)];
	bool line = p->r->have_line, small = p->form == PLOT_SMALL;

	if (small && chart_has_usual(p->r))
		buf_addf(out,
			"  'shares.tsv' using 2:%zu:%zu with filledcurves fc rgb '%s' fs transparent solid "
			"0.35 noborder, \\\n",
			column(k, USUAL_LOW), column(k, USUAL_HIGH), COLOR_MARK);
	if (p->points) {
		buf_adds(out, "  'shares.tsv' using ($2+");
		json_number(out, plot_aside(p, k), 4);
		buf_addf(out, "):%zu:%zu:%zu with yerrorbars pt %d ps 0.6 lw 1.5 lc rgb '%s', \\\n",
			column(k, SHARE), column(k, LOW), column(k, HIGH), point_types[plot_point(p, k)],
			color);
	} else {
		buf_addf(out,
			"  'shares.tsv' using 2:%zu:%zu with filledcurves fc rgb '%s' fs transparent solid "
			"%s noborder, \\\n",
			column(k, LOW), column(k, HIGH), color,
			small                     ? "0.20"
			: p->n_labels > PLOT_MANY ? "0.04"
						  : "0.10");
	}
	if (plot_has_dots(p))
		buf_addf(out, "  'shares.tsv' using 2:%zu with points pt 7 ps 0.18 lc rgb '%s', \\\n",
			column(k, SHARE), color);
	if (!p->points)
		buf_addf(out, "  'shares.tsv' using 2:%zu with lines lw 2 dt %s lc rgb '%s', \\\n",
			column(k, line ? LINE : SHARE), dash, color);
	if (!p->points && plot_marker(p, k) != SHAPE_NONE) {
		size_t first, every;

		plot_markers(p, k, &first, &every);
		buf_addf(out,
			"  'shares.tsv' using 2:%zu every %zu::%zu with points pt %d ps 0.6 lc rgb '%s', "
			"\\\n",
			column(k, line ? LINE : SHARE), every, first, point_types[plot_marker(p, k)], color);
	}
	buf_addf(out, "  'shares.tsv' using 2:%zu with points pt 6 ps 0.6 lw 1.5 lc rgb '%s', \\\n",
		column(k, SO_FAR), color);
}

static void add_plot(struct buf *out, const struct plot *p)
{
	buf_adds(out, "plot \\\n");
	for (size_t k = 0; k < p->r->n_topics; k++)
		if (plot_has(p, k))
			add_plots(out, p, k);
	buf_adds(out, "  NaN\n");
}

static void add_png(struct buf *out, const struct plot *p, const struct gnuplot *g)
{
	struct buf title = {0};

	chart_title(&title, p);
	buf_addf(out,
		"set terminal %s noenhanced size %d,%d font '%s,12' fontscale 2 linewidth 2 pointscale 2 "
		"background '#ffffff'\nset output '%s.png'\nset tmargin at screen %.6f\nset title ",
		g->png, 2 * p->width, 2 * (p->height + TITLE_ROOM), g->font, p->name,
		1 - (p->top + TITLE_ROOM) / (double)(p->height + TITLE_ROOM));
	gnuplot_quote(out, buf_str(&title));
	buf_addf(out, " noenhanced offset 0,-0.3\nset bmargin at screen %.6f\nreplot\n",
		(p->height - p->bottom) / (double)(p->height + TITLE_ROOM));
	out->failed = out->failed || buf_failed(&title);
	buf_release(&title);
}

void chart_script(struct buf *out, const struct plot *p, const struct gnuplot *g)
{
	buf_addf(out, "# To draw the chart again, here: gnuplot -d %s.gp\nreset\nset encoding utf8\n",
		p->name);
	if (g->svg)
		buf_addf(out,
			"set terminal svg noenhanced size %d,%d dynamic font 'sans-serif,13'\nset output "
			"'%s.svg'\n",
			p->width, p->height, p->name);
	else
		buf_adds(out, "set terminal unknown\n");
	buf_adds(out, "set datafile separator tab\nset pointintervalbox 0\n");
	add_frame(out, p);
	add_marks(out, p);
	add_labels(out, p);
	add_plot(out, p);
	if (g->png && p->form != PLOT_NARROW)
		add_png(out, p, g);
	buf_adds(out, "set output\n");
}

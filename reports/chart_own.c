// SPDX-License-Identifier: MIT
// The chart drawn without gnuplot: the same geometry and colours, fewer niceties.
#include "reports/chart.h"

#include "reports/html.h"

#include <math.h>

static const char *const dash_arrays[] = {
	"", " stroke-dasharray='11,4'", " stroke-dasharray='4,3'", " stroke-dasharray='9,3,2,3'"};

static void text_at(
	struct buf *out, double x, double y, const char *anchor, const char *color, const char *text)
{
	buf_addf(out, "<text x='%.2f' y='%.2f' text-anchor='%s' fill='%s'>", x, y, anchor, color);
	html_text(out, str_from(text));
	buf_adds(out, "</text>\n");
}

static void add_axes(struct buf *out, const struct plot *p)
{
	for (size_t i = 0; i < p->n_y; i++) {
		double y = plot_y(p, p->y[i].at);

		buf_addf(out, "<path d='M%d,%.2f H%d' stroke='%s' stroke-width='0.6' fill='none'/>\n",
			p->left, y, p->right, COLOR_GRID);
		text_at(out, p->left - 8, y + 4, "end", COLOR_TEXT, p->y[i].text);
	}
	buf_addf(out, "<path d='M%d,%d H%d' stroke='%s' fill='none'/>\n", p->left, p->bottom, p->right,
		COLOR_AXIS);
	for (size_t i = 0; i < p->n_x; i++) {
		double x = plot_x(p, p->x[i].at);

		buf_addf(out, "<path d='M%.2f,%d v-4' stroke='%s' fill='none'/>\n", x, p->bottom, COLOR_AXIS);
		text_at(out, x, p->bottom + 20, "middle", COLOR_TEXT, p->x[i].text);
	}
}

static void add_marks(struct buf *out, const struct plot *p)
{
	buf_addf(out,
		"<defs><pattern id='hatch' patternUnits='userSpaceOnUse' x='0' y='0' width='8' height='8'>"
		"<path style='fill:none; stroke:%s' d='M-4,0 L8,12 M0,-4 L12,8'/></pattern></defs>\n",
		COLOR_MARK);
	for (size_t i = 0; i < p->r->n_periods; i++) {
		enum period_mark mark = chart_mark(&p->r->periods[i]);
		double x = plot_x(p, (double)i - 0.5), w = plot_x(p, (double)i + 0.5) - x;

		if (mark != MARK_NONE)
			buf_addf(out, "<rect x='%.2f' y='%d' width='%.2f' height='%d' fill='%s'/>\n", x,
				p->top, w, p->bottom - p->top,
				mark == MARK_RUNNING ? "url(#hatch)" : COLOR_MARK);
	}
	if (p->r->retrained < p->r->n_periods)
		buf_addf(out, "<path d='M%.2f,%d V%d' stroke='%s' stroke-dasharray='2,3' fill='none'/>\n",
			plot_x(p, (double)p->r->retrained), p->top, p->bottom, COLOR_AXIS);
}

static bool drawn(const struct plot *p, size_t i, size_t k, struct share *s)
{
	*s = report_share(&p->r->periods[i], k);
	return p->r->periods[i].complete && !isnan(s->value);
}

static double up_to(double value, double most)
{
	return value < most ? value : most;
}

// The ends of the interval, or of the usual range, of a period; false where there is none.
static bool band_at(const struct plot *p, size_t i, size_t k, bool usual, double *low, double *high)
{
	const struct topic_point *t = &p->r->periods[i].topics[k];
	struct share s;

	if (usual) {
		*low = 100 * t->normal_low;
		*high = 100 * t->normal_high;
		return isfinite(*low) && isfinite(*high);
	}
	if (!drawn(p, i, k, &s))
		return false;
	*low = 100 * s.low;
	*high = 100 * s.high;
	return true;
}

// One polygon for each stretch of values: there along the upper ends, back along the lower ones.
static void add_band(struct buf *out, const struct plot *p, size_t k, bool usual, const char *look, size_t *i)
{
	size_t from = *i, to = from;
	double low, high;

	while (to < p->r->n_periods && band_at(p, to, k, usual, &low, &high))
		to++;
	*i = to > from ? to : from + 1;
	if (to < from + 2)
		return;
	buf_addf(out, "<polygon %s points='", look);
	for (size_t j = from; j < to; j++) {
		band_at(p, j, k, usual, &low, &high);
		buf_addf(out, "%.2f,%.2f ", plot_x(p, (double)j), plot_y(p, up_to(high, p->most)));
	}
	for (size_t j = to; j-- > from;) {
		band_at(p, j, k, usual, &low, &high);
		buf_addf(out, "%.2f,%.2f ", plot_x(p, (double)j), plot_y(p, up_to(low, p->most)));
	}
	buf_adds(out, "'/>\n");
}

static double line_value(const struct plot *p, size_t i, size_t k)
{
	struct share s;

	if (!drawn(p, i, k, &s))
		return NAN;
	return 100 * (p->r->have_line ? p->r->periods[i].topics[k].smooth : s.value);
}

static void add_shape(
	struct buf *out, double x, double y, double radius, enum plot_shape shape, const char *color)
{
	static const char *const paths[] = {
		"", "", "M-1.2,.9 H1.2 L0,-1.3 Z", "M-1,-1 H1 V1 H-1 Z", "M0,-1.4 L1.4,0 L0,1.4 L-1.4,0 Z"};

	if (shape == SHAPE_CIRCLE)
		buf_addf(out, "<circle cx='%.2f' cy='%.2f' r='%.1f' fill='%s'/>\n", x, y, radius, color);
	else if (shape != SHAPE_NONE)
		buf_addf(out, "<path d='%s' transform='translate(%.2f,%.2f) scale(%.1f)' fill='%s'/>\n",
			paths[shape], x, y, radius, color);
}

static void add_markers(struct buf *out, const struct plot *p, size_t k, const char *color)
{
	size_t first, every;

	plot_markers(p, k, &first, &every);
	for (size_t i = first; i < p->r->n_periods; i += every) {
		double value = line_value(p, i, k);

		if (!isnan(value))
			add_shape(out, plot_x(p, (double)i), plot_y(p, value), 3.5, plot_marker(p, k), color);
	}
}

// The line's or the points' look before its label.
static void add_sample(struct buf *out, const struct plot *p, const struct plot_label *l)
{
	const char *color = plot_color(plot_place(p->r, l->topic));
	double y = plot_y(p, l->y);

	if (!p->points)
		buf_addf(out, "<path fill='none' stroke='%s' stroke-width='2'%s d='M%d,%.2f h%d'/>\n", color,
			dash_arrays[plot_dash(p, l->topic)], p->right + 7, y, p->sample);
	add_shape(out, p->right + 7 + p->sample / 2.0, y, 3.5,
		p->points ? plot_point(p, l->topic) : plot_marker(p, l->topic), color);
}

static void add_line(struct buf *out, const struct plot *p, size_t k, const char *color, int dash)
{
	bool pen = false;

	buf_addf(out, "<path fill='none' stroke='%s' stroke-width='2'%s stroke-linejoin='round' d='", color,
		dash_arrays[dash]);
	for (size_t i = 0; i < p->r->n_periods; i++) {
		double value = line_value(p, i, k);

		if (!isnan(value))
			buf_addf(
				out, "%c%.2f,%.2f ", pen ? 'L' : 'M', plot_x(p, (double)i), plot_y(p, value));
		pen = !isnan(value);
	}
	buf_adds(out, "'/>\n");
}

static void add_points(struct buf *out, const struct plot *p, size_t k, const char *color)
{
	double radius = p->points ? 3.5 : 1.3;

	for (size_t i = 0; i < p->r->n_periods; i++) {
		struct share s;
		bool whole = drawn(p, i, k, &s);
		double x = plot_x(p, (double)i + plot_aside(p, k)),
		       y = isnan(s.value) ? 0 : plot_y(p, up_to(100 * s.value, p->most));

		if (isnan(s.value) || (whole && !p->points && p->r->have_line && !plot_has_dots(p)))
			continue;
		if (p->points && whole)
			buf_addf(out,
				"<path d='M%.2f,%.2f V%.2f' stroke='%s' stroke-width='1.5' fill='none'/>\n",
				x, plot_y(p, up_to(100 * s.high, p->most)), plot_y(p, 100 * s.low), color);
		if (whole)
			add_shape(out, x, y, radius, p->points ? plot_point(p, k) : SHAPE_CIRCLE, color);
		else
			buf_addf(out,
				"<circle cx='%.2f' cy='%.2f' r='3.5' fill='none' stroke='%s' "
				"stroke-width='1.5'/>\n",
				x, y, color);
	}
}

static void add_topic(struct buf *out, const struct plot *p, size_t k)
{
	const char *color = plot_color(plot_place(p->r, k));

	char look[64];

	for (size_t i = 0; p->form == PLOT_SMALL && i < p->r->n_periods;)
		add_band(out, p, k, true, "fill='" COLOR_MARK "' fill-opacity='0.35'", &i);
	snprintf(look, sizeof look, "fill='%s' fill-opacity='%s'", color,
		p->form == PLOT_SMALL     ? "0.2"
		: p->n_labels > PLOT_MANY ? "0.04"
					  : "0.1");
	for (size_t i = 0; !p->points && i < p->r->n_periods;)
		add_band(out, p, k, false, look, &i);
	if (!p->points) {
		add_line(out, p, k, color, plot_dash(p, k));
		add_markers(out, p, k, color);
	}
	add_points(out, p, k, color);
}

void chart_own_svg(struct buf *out, const struct plot *p)
{
	struct buf title = {0};

	chart_title(&title, p);
	buf_addf(out,
		"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' "
		"font-size='13'>\n<title>",
		p->width, p->height);
	html_text(out, buf_str(&title));
	buf_adds(out, "</title>\n<g font-size='13'>\n");
	add_marks(out, p);
	add_axes(out, p);
	for (size_t k = 0; k < p->r->n_topics; k++)
		if (plot_has(p, k))
			add_topic(out, p, k);
	for (size_t i = 0; p->form != PLOT_SMALL && i < p->n_labels; i++) {
		add_sample(out, p, &p->labels[i]);
		text_at(out, plot_label_x(p), plot_y(p, p->labels[i].y) + 4, "start",
			plot_color(plot_place(p->r, p->labels[i].topic)), p->labels[i].text);
	}
	buf_adds(out, "</g>\n</svg>\n");
	out->failed = out->failed || buf_failed(&title);
	buf_release(&title);
}

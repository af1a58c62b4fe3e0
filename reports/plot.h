// SPDX-License-Identifier: MIT
// Where things stand in a chart of shares: the one geometry that gnuplot's script, our own SVG writer and the
// values shown on hover have in common. Internal to reports/.
//
// Sizes are pixels from the top left corner; a period takes one unit of the horizontal axis, period i from
// i - 0.5 to i + 0.5; the vertical axis is percent.
#ifndef REPORTS_PLOT_H
#define REPORTS_PLOT_H

#include "reports/series.h"

#define ALL_TOPICS SIZE_MAX

enum {
	PLOT_COLORS = 8,
	PLOT_MOST_LINES = 12, // more in one chart cannot be told apart
	PLOT_MANY = 6,        // with more lines in a chart, bands are faint and single periods have no dots
	PLOT_MOST_TICS = 16,
	PLOT_LABEL_BYTES = 96,
};

enum plot_form { PLOT_WIDE, PLOT_NARROW, PLOT_SMALL }; // all topics; the same for a phone; one topic

struct plot_tic {
	double at; // periods, or percent
	char text[40];
};

struct plot_label { // of a line, at its right end
	size_t topic;
	double y; // percent; moved so that labels do not lie over each other
	char text[PLOT_LABEL_BYTES];
};

struct plot {
	const struct report *r;
	enum plot_form form;
	size_t topic;                                // ALL_TOPICS but for PLOT_SMALL
	char name[32];                               // of its files: "shares", "shares-narrow", "topic-01"
	int width, height, left, right, top, bottom; // the axes' box: left to right, top to bottom
	int sample;                                  // a piece of each line before its label, from right + 7
	double most;                                 // upper end of the vertical axis, percent
	struct plot_tic x[PLOT_MOST_TICS], y[PLOT_MOST_TICS];
	size_t n_x, n_y;
	struct plot_label labels[PLOT_MOST_LINES];
	size_t n_labels;
	bool failed; // no memory for a tic
	bool points; // few periods: points with bars instead of lines with bands
};

// Lays out a chart. All topics: the up to PLOT_MOST_LINES shown ones with the most articles. The plot
// keeps `r`. Errors: DL_ENOMEM.
enum dl_status plot_init(
	struct plot *p, const struct report *r, enum plot_form form, size_t topic, struct dl_err *err);

double plot_x(const struct plot *p, double period);
double plot_y(const struct plot *p, double percent);

// Where the labels of the lines begin.
double plot_label_x(const struct plot *p);

// Topics of the plot in order of the report: whether `k` is one.
bool plot_has(const struct plot *p, size_t k);

// Whether the share of each period is a dot beside the smoothed line: not in a chart of many lines.
bool plot_has_dots(const struct plot *p);

// How far beside the period's middle the points of topic `k` stand, so that their bars do not lie over each
// other; 0 for lines.
double plot_aside(const struct plot *p, size_t k);

// A topic's colour ("#0063a8", on white) by its place among the shown topics. Where lines or points of
// several topics stand together, twelve of them in a row can be told apart without colour: by their dashes, 0
// solid, 1 long, 2 short, 3 dash and dot, and every fourth by its markers; points by their shapes.
enum plot_shape { SHAPE_NONE, SHAPE_CIRCLE, SHAPE_TRIANGLE, SHAPE_SQUARE, SHAPE_DIAMOND };

const char *plot_color(size_t place);
int plot_dash(const struct plot *p, size_t k);
enum plot_shape plot_marker(const struct plot *p, size_t k); // on its line; SHAPE_NONE: none
enum plot_shape plot_point(const struct plot *p, size_t k);  // of its points, where there are no lines

// The periods whose place on the line of topic `k` bears its marker: *first, *first + *every ...
void plot_markers(const struct plot *p, size_t k, size_t *first, size_t *every);

// The place of topic `k` among the shown ones.
size_t plot_place(const struct report *r, size_t k);

// The index of a colour in the table, or -1; by its red, green and blue.
int plot_color_index(int red, int green, int blue);

#endif

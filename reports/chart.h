// SPDX-License-Identifier: MIT
// Charts of shares: drawn by gnuplot, else by ourselves. Internal to reports/.
//
// The data lie in shares.tsv, the script of each chart in NAME.gp beside the pictures; both stay, so that
// each chart can be drawn again: cd DIR/charts && gnuplot -d shares.gp. Names of topics reach gnuplot in
// single quotes, never as markup (noenhanced). Shares are the corrected ones where a topic is corrected.
// Periods without a value are gaps in the lines; the incomplete first and last ones are hollow points on
// hatching and belong to no line.
#ifndef REPORTS_CHART_H
#define REPORTS_CHART_H

#include "reports/gnuplot.h"
#include "reports/plot.h"

enum { CHART_MOST_SMALL = 48 }; // more topics than that have a row in the tables, but no chart of their own

// Colours of the furniture, on white. The page has its own for dark paper.
#define COLOR_TEXT "#555555"
#define COLOR_AXIS "#8c8c8c"
#define COLOR_GRID "#dcdcdc"
#define COLOR_MARK "#c9c9c4"

enum period_mark { MARK_NONE, MARK_RUNNING, MARK_GAP };

enum period_mark chart_mark(const struct period *p);

// Whether the usual range is known of any period of any topic shown: it is drawn as a grey band.
bool chart_has_usual(const struct report *r);

// What came of drawing.
struct drawn {
	bool by_gnuplot, png; // false: our own SVG; no PNG
	struct dl_err why;    // what is missing and why; "" where nothing is
	struct gnuplot g;
};

// Draws DIR/charts/shares.svg and .png (all topics), shares-narrow.svg (the same for a phone) and
// topic-NN.svg and .png (one each). Where gnuplot is missing or fails the SVG are our own and `out` says so.
// Errors: DL_EIO, DL_ENOMEM.
enum dl_status charts_draw(struct drawn *out, const struct report *r, const char *dir, struct dl_err *err);

// The contents of shares.tsv and of a script; the picture drawn by ourselves, a whole SVG file.
void chart_data(struct buf *out, const struct report *r);
void chart_script(struct buf *out, const struct plot *p, const struct gnuplot *g);
void chart_own_svg(struct buf *out, const struct plot *p);

// What a chart shows, in a few words and in a sentence or two with its largest and latest values.
void chart_title(struct buf *out, const struct plot *p);
void chart_description(struct buf *out, const struct plot *p);

// Appends what is between <svg> and </svg> of a picture, for a page: colours as the page's CSS variables,
// ids beginning with `prefix`, nothing but drawing elements and attributes, whatever the picture holds.
// False, with nothing appended, where `svg` is no picture.
bool chart_inline(struct buf *out, struct str svg, const char *prefix);

// Appends a bar over each period that shows its values on hover.
void chart_hover(struct buf *out, const struct plot *p);

#endif

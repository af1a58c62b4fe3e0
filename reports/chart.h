// SPDX-License-Identifier: MIT
// Charts drawn by gnuplot. Internal to reports/.
//
// The data lie in a .tsv file, the script in a .gp file beside the picture; both stay, so that each chart can
// be drawn again. gnuplot is started without a shell, with -d (no initialisation file) and a time limit.
// Names of topics reach it in single quotes with quotes doubled, never as markup (noenhanced).
#ifndef REPORTS_CHART_H
#define REPORTS_CHART_H

#include "reports/series.h"

// Draws DIR/charts/shares.svg and .png (all topics) and topic-NN.svg and .png (one each, with its interval).
// Errors: DL_EEXTERNAL with the reason where gnuplot is missing, fails or takes more than a minute; DL_EIO;
// DL_ENOMEM.
enum dl_status charts_draw(const struct report *r, const char *dir, struct dl_err *err);

#endif

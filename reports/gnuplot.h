// SPDX-License-Identifier: MIT
// What gnuplot can do here, and running it: without a shell, without an initialisation file, with a time
// limit. For reports/, and for `dateline doctor`.
#ifndef REPORTS_GNUPLOT_H
#define REPORTS_GNUPLOT_H

#include "base/buf.h"
#include "base/err.h"

struct gnuplot {
	const char *program;  // borrowed
	bool svg;             // it can draw SVG
	const char *png;      // its PNG terminal, "pngcairo" or "png"; NULL: none
	char version[32];     // "5.4 patchlevel 4"; "" where it did not say
	char font[64];        // a family that has every letter of the labels
	bool letters_missing; // none was found that has; `font` is then a guess
};

// Asks gnuplot once for its terminals and its version, and fontconfig for a family that has all letters of
// `labels` (UTF-8). `program` NULL: "gnuplot", found in PATH. Where fontconfig cannot be asked, nothing is
// said to be missing. Errors: DL_EEXTERNAL with the reason where gnuplot is missing or does not answer within
// ten seconds; DL_ENOMEM.
enum dl_status gnuplot_probe(struct gnuplot *out, const char *program, struct str labels, struct dl_err *err);

// Runs `scripts`, file names in the folder `dir`, one after the other with `dir` as gnuplot's working folder.
// Errors: DL_EEXTERNAL with gnuplot's own first complaint where it fails or takes more than a minute;
// DL_ENOMEM.
enum dl_status gnuplot_run(
	const struct gnuplot *g, const char *dir, const char *const *scripts, size_t n, struct dl_err *err);

// Appends 'text' as gnuplot takes it word for word: in single quotes, quotes doubled; control characters,
// which cannot stand there, become blanks, and bad UTF-8 becomes U+FFFD.
void gnuplot_quote(struct buf *out, struct str text);

#endif

// SPDX-License-Identifier: MIT
// A trend report: stored topics in, shares by period with intervals and findings out.
//
// Built from the store, or from the output of `classify --json` (so that results of many machines can be put
// together). The same store and options give the same bytes. Statistics: reports/stat_*.h.
#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/progress.h"

struct store;
struct report;

enum report_period { PERIOD_WEEK, PERIOD_DAY, PERIOD_MONTH };
enum report_theme { THEME_BOTH, THEME_LIGHT, THEME_DARK }; // BOTH: follows the reader's setting

enum report_language { LANGUAGE_EN, LANGUAGE_RU, LANGUAGE_TG }; // of the report's own words

struct report_options {
	enum report_period period;
	int32_t from, to; // inclusive days, DATE_NONE: the first and last article
	int32_t tz;       // seconds east of UTC: the clock of articles whose source gave an instant in UTC
	const char *const *topics; // NULL-terminated, NULL: all
	const char *source, *lang; // NULL: all
	enum report_theme theme;
	enum report_language language;
	const char *gnuplot;             // program; NULL: "gnuplot" found in PATH
	int terminal_width;              // columns, 0: 80
	bool color;                      // terminal only
	const struct progress *progress; // may be NULL
};

// Errors: DL_ENOTFOUND when there is nothing dated to report on (the sentence says what to do).
enum dl_status report_from_store(
	struct report **out, struct store *s, const struct report_options *o, struct dl_err *err);

// From files of `classify --json` output ("-": standard input). *bad counts the lines that were skipped; each
// is told to `complain`.
enum dl_status report_from_jsonl(struct report **out, const char *const *paths, size_t n,
	const struct report_options *o, void (*complain)(void *payload, const char *message), void *payload,
	size_t *bad, struct dl_err *err);
void report_free(struct report *r);

// The contract's JSON (CLI.md), a CSV of the same numbers, the terminal view. Appended to `out`; memory
// failures are seen in buf_failed.
void report_json(struct buf *out, const struct report *r);
void report_csv(struct buf *out, const struct report *r);
void report_terminal(struct buf *out, const struct report *r);

// What a written report (DIR/report.json) was asked for, to make it again and compare. `options` is borrowed.
struct report_asked;
enum dl_status report_asked_read(struct report_asked **out, const char *dir, struct dl_err *err);
const struct report_options *report_asked_options(const struct report_asked *a);
void report_asked_free(struct report_asked *a);

// DL_OK where `now` gives the same report.json, byte for byte; else DL_ECHECKSUM with both snapshots.
enum dl_status report_verify(const struct report_asked *a, const struct report *now, struct dl_err *err);

// The id of everything in report.json: equal articles, labels, model and options give the same id.
const char *report_snapshot(const struct report *r);

// Writes index.html, charts/*.svg, charts/*.png (with their .gp and .tsv beside them), counts.csv,
// report.json below `dir`. Where gnuplot is missing or fails everything else is written and DL_EEXTERNAL
// returned, with the reason.
enum dl_status report_write(const struct report *r, const char *dir, struct dl_err *err);

#endif

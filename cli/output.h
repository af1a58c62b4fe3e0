// SPDX-License-Identifier: MIT
// What all commands print with: colour or not, tables, text made safe for a terminal, the last flush.
//
// Answers go to stdout, everything else to stderr.
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdio.h>

// Exit codes, see CLI documentation.
enum exit_code {
	EXIT_FINE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
	EXIT_BAD_INPUT = 3, // finished, but some input was bad and skipped
	EXIT_EXTERNAL = 4,  // gnuplot is missing or failed
	EXIT_INTERRUPTED = 130,
};

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

// Whether to colour what goes to `f`: as chosen; auto: a terminal, TERM not "dumb", NO_COLOR unset or empty.
bool output_color(enum color_choice choice, FILE *f);

// Columns of the terminal behind `f`; 80 where it is none or does not say.
int output_width(FILE *f);

// Rows of the terminal behind `f`; 24 where it is none or does not say.
int output_height(FILE *f);

// The width for table_print: the terminal's; 0 (cut nothing) where `f` is a file or a pipe.
int output_table_width(FILE *f);

// Appends `text` so that no terminal can be led astray by it: control characters, escape sequences,
// bidirectional overrides and bad UTF-8 become U+FFFD, line feeds and tabs one blank. With `lines`, line
// feeds and tabs stay.
void output_safe(struct buf *out, struct str text, bool lines);
void print_safe(FILE *f, struct str text, bool lines);

// Columns that `text` takes on a terminal (wide and combining characters counted as such).
size_t output_columns(struct str text);

// Prints "dateline: MESSAGE\n" to stderr, made safe.
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Prints the message of a failure and returns the exit code for it.
int fail(enum dl_status st, const struct dl_err *err);
int exit_code_of(enum dl_status st);

// Prints the contents of `b` to stdout. DL_EIO / DL_ENOMEM (the buffer had failed).
enum dl_status print_buf(struct buf *b, struct dl_err *err);

// At the very end: flushes stdout. `code`, or 1 where what was printed could not be written (said on stderr,
// unless the reader of a pipe has gone away).
int output_finish(int code);

// A table: rows of cells, columns as wide as their widest cell, two blanks between.
//
//     struct table t;
//     table_init(&t, 3, "lrr");        // left, right, right
//     table_head(&t, (const char *[]){"topic", "articles", "F1"});
//     table_cell(&t, topic);  table_cellf(&t, "%zu", n);  table_cellf(&t, "%.3f", f1);
//     table_print(&t, stdout, color, output_width(stdout));
//     table_release(&t);
struct table {
	size_t n_columns;
	const char *align; // one of l, r a column; 'L' is left and the column that is cut when the table is
			   // too wide
	struct buf cells;  // NUL-separated, made safe
	size_t n_cells;
	bool head;
};

void table_init(struct table *t, size_t n_columns, const char *align);
void table_head(struct table *t, const char *const *names); // call first; printed bold with colour
void table_cell(struct table *t, struct str text);
void table_cellf(struct table *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

// `width` 0: never cut. Nothing is printed when memory ran out: DL_ENOMEM.
enum dl_status table_print(const struct table *t, FILE *f, bool color, int width, struct dl_err *err);
void table_release(struct table *t);

#endif

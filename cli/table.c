// SPDX-License-Identifier: MIT
#include "base/utf8.h"
#include "cli/output.h"

#include <stdarg.h>
#include <stdint.h>
#include <utf8proc.h>

enum { TABLE_MAX_COLUMNS = 128, TABLE_GAP = 2, TABLE_LEAST = 8 };

void table_init(struct table *t, size_t n_columns, const char *align)
{
	*t = (struct table){
		.n_columns = n_columns < TABLE_MAX_COLUMNS ? n_columns : TABLE_MAX_COLUMNS, .align = align};
}

void table_release(struct table *t)
{
	buf_release(&t->cells);
}

void table_head(struct table *t, const char *const *names)
{
	t->head = true;
	for (size_t i = 0; i < t->n_columns; i++)
		table_cell(t, str_from(names[i]));
}

void table_cell(struct table *t, struct str text)
{
	output_safe(&t->cells, text, false);
	buf_addc(&t->cells, '\0');
	t->n_cells++;
}

void table_cellf(struct table *t, const char *format, ...)
{
	char text[512];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	table_cell(t, str_from(text));
}

// The start of `text` that fits into `columns`.
static size_t fit(struct str text, size_t columns)
{
	size_t at = 0, used = 0;

	while (at < text.len) {
		uint32_t c;
		size_t len = utf8_decode(&c, text.ptr + at, text.len - at);
		int wide = utf8proc_charwidth((utf8proc_int32_t)c);

		used += wide > 0 ? (size_t)wide : 0;
		if (used > columns)
			break;
		at += len;
	}
	return at;
}

static void measure(const struct table *t, size_t *widths)
{
	const char *p = t->cells.ptr;

	for (size_t i = 0; i < t->n_cells; i++, p += strlen(p) + 1) {
		size_t columns = output_columns(str_from(p));

		if (columns > widths[i % t->n_columns])
			widths[i % t->n_columns] = columns;
	}
}

// Narrows the column marked 'L' until the table fits.
static void narrow(const struct table *t, size_t *widths, size_t width)
{
	size_t total = TABLE_GAP * (t->n_columns - 1);
	const char *cut = strchr(t->align, 'L');

	for (size_t i = 0; i < t->n_columns; i++)
		total += widths[i];
	if (!cut || total <= width)
		return;
	size_t *w = &widths[cut - t->align], over = total - width;

	*w = *w > over + TABLE_LEAST ? *w - over : (*w < TABLE_LEAST ? *w : TABLE_LEAST);
}

static void print_cell(const struct table *t, FILE *f, struct str text, size_t column, size_t width)
{
	size_t columns = output_columns(text);
	bool cut = columns > width;
	size_t len = cut ? fit(text, width - 1) : text.len;

	if (cut)
		columns = output_columns((struct str){text.ptr, len}) + 1;
	int pad = (int)(width - columns);

	if (t->align[column] == 'r')
		fprintf(f, "%*s", pad, "");
	fwrite(text.ptr, 1, len, f);
	if (cut)
		fputs("\u2026", f);
	if (t->align[column] != 'r' && column + 1 < t->n_columns)
		fprintf(f, "%*s", pad, "");
}

enum dl_status table_print(const struct table *t, FILE *f, bool color, int width, struct dl_err *err)
{
	size_t widths[TABLE_MAX_COLUMNS] = {0};
	const char *p = t->cells.ptr;

	if (buf_failed(&t->cells))
		return err_nomem(err);
	measure(t, widths);
	if (width > 0)
		narrow(t, widths, (size_t)width);
	for (size_t i = 0; i < t->n_cells; i++, p += strlen(p) + 1) {
		size_t column = i % t->n_columns;
		bool bold = color && t->head && i < t->n_columns;

		fputs(bold ? "\033[1m" : "", f);
		print_cell(t, f, str_from(p), column, widths[column]);
		fputs(bold ? "\033[0m" : "", f);
		fputs(column + 1 < t->n_columns ? "  " : "\n", f);
	}
	return DL_OK;
}

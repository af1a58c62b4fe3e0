// SPDX-License-Identifier: MIT
// CSV and TSV with a header (RFC 4180): quoted fields may hold separators, quotes ("") and line breaks.
#include "corpus/reader_internal.h"

#include "base/mem.h"

enum { MAX_COLUMNS = 256 };

struct csv_state {
	int columns[MAX_COLUMNS]; // index into `names`, -1: not ours
	size_t n_columns;
	struct buf record; // the fields of a record, one after the other, each ended by NUL
	size_t starts[MAX_COLUMNS];
	size_t n;
	char separator;
};

static const char *const names[] = {
	"id", "url", "source", "lang", "date", "place", "title", "text", "labels", "split"};

enum { N_NAMES = sizeof names / sizeof *names };

void read_csv_release(struct reader *r)
{
	if (!r->csv)
		return;
	buf_release(&r->csv->record);
	mem_free(r->csv);
	r->csv = NULL;
}

static bool begin_field(struct csv_state *c)
{
	if (c->n == MAX_COLUMNS)
		return false;
	c->starts[c->n++] = c->record.len;
	return true;
}

// Takes one line into the record; *quoted tells whether a quoted field is still open at its end.
static bool take_line(struct csv_state *c, struct str line, char separator, bool *quoted)
{
	bool fresh = !*quoted && c->record.len == c->starts[c->n - 1];

	for (size_t i = 0; i < line.len; i++) {
		char ch = line.ptr[i];

		if (*quoted && ch == '"') {
			if (i + 1 < line.len && line.ptr[i + 1] == '"')
				buf_addc(&c->record, line.ptr[i++]);
			else
				*quoted = false;
		} else if (*quoted) {
			buf_addc(&c->record, ch);
		} else if (ch == separator) {
			buf_addc(&c->record, '\0');
			if (!begin_field(c))
				return false;
			fresh = true;
			continue;
		} else if (ch == '"' && fresh) {
			*quoted = true;
		} else {
			buf_addc(&c->record, ch);
		}
		fresh = false;
	}
	return true;
}

// Spreadsheets of many countries write semicolons: the header tells.
static char separator_of(struct str header)
{
	bool comma = memchr(header.ptr, ',', header.len) != NULL;

	return !comma && memchr(header.ptr, ';', header.len) ? ';' : ',';
}

// One record, which may span lines. DL_END at the end of the file.
static enum dl_status take_record(struct reader *r, struct article *out, struct dl_err *err)
{
	struct csv_state *c = r->csv;
	bool quoted = false;
	struct str line;

	buf_clear(&c->record);
	buf_clear(&r->whole);
	c->n = 0;
	begin_field(c);
	do {
		enum dl_status st = byte_source_line(r->source, &line, r->limit, err);

		if (st == DL_END && quoted)
			return r->done = true, err_set(err, DL_EFORMAT, "a quoted field is never closed");
		if (st != DL_OK) {
			r->line += st == DL_EFORMAT;
			return st;
		}
		r->line++;
		if (!out->line)
			out->line = r->line;
		if (r->line == 1 && str_starts(line, STR("\xEF\xBB\xBF")))
			line = str_sub(line, 3, line.len);
		buf_addstr(&r->whole, line);
		buf_addc(&r->whole, '\n');
		if (quoted)
			buf_addc(&c->record, '\n');
		if (c->separator == ',' && !c->n_columns && !quoted)
			c->separator = separator_of(line);
		if (!take_line(c, line, c->separator, &quoted))
			return err_set(err, DL_EFORMAT, "the record has more than %d fields", MAX_COLUMNS);
		if (c->record.len > r->limit)
			return err_set(err, DL_EFORMAT, "the record has more than %zu bytes", r->limit);
	} while (quoted);
	buf_addc(&c->record, '\0');
	return buf_failed(&c->record) ? err_nomem(err) : DL_OK;
}

static enum dl_status read_header(struct reader *r, struct article *out, char separator, struct dl_err *err)
{
	bool text = false;
	enum dl_status st;

	r->csv = mem_zalloc(1, sizeof *r->csv);
	if (!r->csv)
		return err_nomem(err);
	r->csv->separator = separator;
	st = take_record(r, out, err);
	if (st == DL_END)
		return r->done = true, err_set(err, DL_EFORMAT, "the file is empty");
	if (st != DL_OK)
		return st;
	r->csv->n_columns = r->csv->n;
	for (size_t i = 0; i < r->csv->n; i++) {
		struct str name = str_trim(str_from(r->csv->record.ptr + r->csv->starts[i]));

		r->csv->columns[i] = -1;
		for (int k = 0; k < N_NAMES; k++)
			if (str_is(name, names[k]))
				r->csv->columns[i] = k;
		text = text || str_is(name, "text") || str_is(name, "title");
	}
	if (text)
		return DL_OK;
	r->done = true;
	return err_set(err, DL_EFORMAT, "the header names no column 'text': the columns are %s",
		"id, url, source, lang, date, place, "
		"title, text, labels, split");
}

// An empty cell: not labelled. "none": labelled, about none of the topics. A topic of that name is written
// "none|", as an empty part between bars is nothing.
static enum dl_status take_labels(struct article *a, struct str value, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	a->labelled = value.len > 0;
	if (str_is(value, "none"))
		return DL_OK;
	while (st == DL_OK && value.len) {
		const char *bar = memchr(value.ptr, '|', value.len);
		size_t len = bar ? (size_t)(bar - value.ptr) : value.len;

		if (str_trim(str_sub(value, 0, len)).len)
			st = article_add_label(a, str_sub(value, 0, len), err);
		value = str_sub(value, bar ? len + 1 : len, value.len);
	}
	return st;
}

static enum dl_status take_field(
	struct reader *r, struct article *a, int which, struct str raw, struct dl_err *err)
{
	struct str *const to[N_NAMES] = {
		&a->id, &a->url, &a->source, &a->lang, NULL, &a->place, &a->title, &a->text, NULL, &a->split};
	struct str value = keep_text(a, &r->work, raw);

	if (!value.ptr)
		return err_nomem(err);
	if (strcmp(names[which], "labels") == 0)
		return take_labels(a, str_trim(value), err);
	if (strcmp(names[which], "date") == 0) {
		if (str_trim(value).len && !set_record_date(a, value, "record"))
			return err_set(err, DL_EFORMAT, "its date is no ISO 8601 date (2015-06-24)");
		return DL_OK;
	}
	if (value.len)
		*to[which] = value;
	return DL_OK;
}

enum dl_status read_csv(struct reader *r, struct article *out, char separator, struct dl_err *err)
{
	enum dl_status st = r->csv ? DL_OK : read_header(r, out, separator, err);
	struct csv_state *c = r->csv;

	out->line = 0;
	do {
		if (st == DL_OK)
			st = take_record(r, out, err);
	} while (st == DL_OK && c->n == 1 && c->record.len == 1 && (out->line = 0, true)); // an empty line
	if (r->whole.len)
		r->record = str_sub(buf_str(&r->whole), 0, r->whole.len - 1);
	if (st != DL_OK)
		return st;
	if (c->n != c->n_columns)
		return err_set(
			err, DL_EFORMAT, "the record has %zu fields, the header %zu", c->n, c->n_columns);
	for (size_t i = 0; st == DL_OK && i < c->n; i++) {
		size_t end = i + 1 < c->n ? c->starts[i + 1] - 1 : c->record.len - 1;

		if (c->columns[i] >= 0)
			st = take_field(
				r, out, c->columns[i], str_sub(buf_str(&c->record), c->starts[i], end), err);
	}
	if (st == DL_OK && !out->text.ptr)
		out->text = STR("");
	return st;
}

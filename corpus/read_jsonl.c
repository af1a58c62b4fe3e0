// SPDX-License-Identifier: MIT
// JSON Lines, and whole files of JSON: an array of records, as labelling tools export it.
#include "corpus/reader_internal.h"

// Takes bytes of the window up to the end of the object that is being read; *depth and *quoted go on from
// window to window. False where the object goes on.
struct object_scan {
	size_t depth;
	bool quoted, escaped;
};

static bool object_end(struct object_scan *o, struct str window, size_t *used, size_t *lines)
{
	for (*used = 0; *used < window.len;) {
		char c = window.ptr[(*used)++];

		*lines += c == '\n';
		if (o->escaped)
			o->escaped = false;
		else if (o->quoted && c == '\\')
			o->escaped = true;
		else if (c == '"')
			o->quoted = !o->quoted;
		else if (!o->quoted && (c == '{' || c == '['))
			o->depth++;
		else if (!o->quoted && (c == '}' || c == ']') && --o->depth == 0)
			return true;
	}
	return false;
}

// Blanks, commas and the array's own brackets before the next object. DL_END at the end of the file.
static enum dl_status skip_between(struct reader *r, bool *junk, struct dl_err *err)
{
	struct str window;
	enum dl_status st;

	*junk = false;
	while ((st = byte_source_view(r->source, &window, err)) == DL_OK) {
		size_t i = 0;

		for (; i < window.len && window.ptr[i] != '{'; i++) {
			r->line += window.ptr[i] == '\n';
			*junk |= !strchr(" \t\r\n,[]", window.ptr[i]);
		}
		byte_source_skip(r->source, i);
		if (i < window.len || *junk)
			break;
	}
	return st;
}

static enum dl_status take_object(struct reader *r, struct dl_err *err)
{
	struct object_scan scan = {.depth = 0};
	bool whole = false, too_long = false;
	enum dl_status st = DL_OK;

	buf_clear(&r->whole);
	while (!whole) {
		struct str window;
		size_t used, lines = 0;

		st = byte_source_view(r->source, &window, err);
		if (st == DL_END)
			return err_set(err, DL_EFORMAT, "the file ends inside this object");
		if (st != DL_OK)
			return st;
		whole = object_end(&scan, window, &used, &lines);
		too_long = too_long || r->whole.len + used > r->limit;
		if (!too_long)
			buf_add(&r->whole, window.ptr, used);
		r->line += lines;
		byte_source_skip(r->source, used);
	}
	if (too_long)
		return err_set(err, DL_EFORMAT,
			"the object has more than %zu bytes, the most that is read as one article", r->limit);
	return buf_failed(&r->whole) ? err_nomem(err) : DL_OK;
}

static enum dl_status read_array(struct reader *r, struct article *out, struct dl_err *err)
{
	bool junk;
	enum dl_status st = skip_between(r, &junk, err);

	out->line = r->line;
	if (st != DL_OK)
		return st;
	if (junk)
		return err_set(err, DL_EFORMAT, "between the objects of the array there is something else");
	st = take_object(r, err);
	r->record = buf_str(&r->whole);
	return st == DL_OK ? json_record(r, out, r->record, err) : st;
}

// A file that begins with a bracket is one array.
static bool is_array(struct reader *r)
{
	struct str head;

	if (r->line || byte_source_peek(r->source, &head, NULL) != DL_OK)
		return false;
	if (str_starts(head, STR("\xEF\xBB\xBF")))
		head = str_sub(head, 3, head.len);
	head = str_trim(head);
	return head.len && head.ptr[0] == '[';
}

enum dl_status read_jsonl(struct reader *r, struct article *out, struct dl_err *err)
{
	struct str line;
	enum dl_status st;

	if (!r->array && is_array(r)) {
		r->array = true;
		r->line = 1;
		if (byte_source_peek(r->source, &line, NULL) == DL_OK &&
			str_starts(line, STR("\xEF\xBB\xBF")))
			byte_source_skip(r->source, 3);
	}
	if (r->array)
		return read_array(r, out, err);
	do {
		st = byte_source_line(r->source, &line, r->limit, err);
		if (st == DL_END)
			return r->line ? DL_END
				       : (r->done = true, err_set(err, DL_EFORMAT, "the file is empty"));
		r->line++;
		out->line = r->line;
		if (st == DL_OK && r->line == 1 && str_starts(line, STR("\xEF\xBB\xBF")))
			line = str_sub(line, 3, line.len);
	} while (st == DL_OK && !str_trim(line).len);
	if (st != DL_OK)
		return st;
	r->record = line;
	return json_record(r, out, line, err);
}

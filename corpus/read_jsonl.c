// SPDX-License-Identifier: MIT
// JSON Lines through yajl's event parser: one pass, nothing kept but the members we know.
#include "corpus/reader_internal.h"

#include <yajl/yajl_parse.h>

enum field {
	F_OTHER,
	F_ID,
	F_URL,
	F_SOURCE,
	F_LANG,
	F_DATE,
	F_PLACE,
	F_TITLE,
	F_TEXT,
	F_LABELS,
	F_SPLIT,
	F_OURS
};

static const struct {
	const char *key;
	enum field field;
} fields[] = {{"id", F_ID}, {"url", F_URL}, {"source", F_SOURCE}, {"lang", F_LANG}, {"date", F_DATE},
	{"place", F_PLACE}, {"title", F_TITLE}, {"text", F_TEXT}, {"labels", F_LABELS}, {"split", F_SPLIT},
	{"topics", F_OURS}, {"scores", F_OURS}, {"terms", F_OURS}, {"abstained", F_OURS}, {"model", F_OURS}};

struct parse {
	struct reader *r;
	struct article *a;
	yajl_handle handle;
	struct str line;
	int depth;
	enum field field; // of the member at depth 1 that is being read
	size_t value_end; // bytes consumed when the last member ended
	char *members;    // where verbatim members are gathered, room for the whole line
	size_t n_members;
	bool no_memory, bad_date;
	struct dl_err *err; // of a label that cannot be
	bool bad_label, not_object;
};

static enum field field_of(struct str key)
{
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (str_is(key, fields[i].key))
			return fields[i].field;
	return F_OTHER;
}

// A member at depth 1 ends: its bytes, from the quote of its key on, are kept unless it is one of ours.
static int member_end(struct parse *p)
{
	size_t end = yajl_get_bytes_consumed(p->handle), from = p->value_end;

	if (p->depth != 1)
		return 1;
	if (end > p->line.len)
		end = p->line.len;
	while (from < end && p->line.ptr[from] != '"')
		from++;
	p->value_end = end;
	if (p->field == F_OURS)
		return 1;
	if (p->n_members)
		p->members[p->n_members++] = ',';
	memcpy(p->members + p->n_members, p->line.ptr + from, end - from);
	p->n_members += end - from;
	return 1;
}

static struct str *target(struct parse *p)
{
	struct article *a = p->a;

	switch (p->field) {
	case F_ID:
		return &a->id;
	case F_URL:
		return &a->url;
	case F_SOURCE:
		return &a->source;
	case F_LANG:
		return &a->lang;
	case F_PLACE:
		return &a->place;
	case F_TITLE:
		return &a->title;
	case F_TEXT:
		return &a->text;
	case F_SPLIT:
		return &a->split;
	case F_OTHER:
	case F_DATE:
	case F_LABELS:
	case F_OURS:
		break;
	}
	return NULL;
}

static int take_label(struct parse *p, struct str value)
{
	struct str kept = keep_text(p->a, &p->r->work, value);
	enum dl_status st = kept.ptr ? article_add_label(p->a, kept, p->err) : DL_ENOMEM;

	p->a->labelled = true;
	p->no_memory |= st == DL_ENOMEM;
	p->bad_label |= st == DL_EINVAL;
	return st == DL_OK;
}

static int on_text(struct parse *p, struct str value)
{
	struct str *to = p->depth == 1 ? target(p) : NULL;

	if (p->field == F_LABELS && p->depth <= 2)
		return take_label(p, value) && member_end(p);
	if (p->depth == 1 && p->field == F_DATE && value.len)
		p->bad_date |= !set_record_date(p->a, value, "record");
	if (to) {
		*to = keep_text(p->a, &p->r->work, value);
		p->no_memory |= !to->ptr;
	}
	return !p->no_memory && member_end(p);
}

static int on_string(void *ctx, const unsigned char *text, size_t len)
{
	return on_text(ctx, (struct str){(const char *)text, len});
}

static int on_number(void *ctx, const char *text, size_t len)
{
	struct parse *p = ctx;

	return p->field == F_ID ? on_text(p, (struct str){text, len}) : member_end(p);
}

static int on_other(void *ctx)
{
	return member_end(ctx);
}

static int on_bool(void *ctx, int value)
{
	(void)value;
	return member_end(ctx);
}

static int on_open(void *ctx)
{
	struct parse *p = ctx;

	if (p->depth == 1 && p->field == F_LABELS)
		p->a->labelled = true;
	p->depth++;
	return 1;
}

static int on_open_map(void *ctx)
{
	struct parse *p = ctx;

	if (p->depth == 0)
		p->value_end = yajl_get_bytes_consumed(p->handle);
	return on_open(ctx);
}

static int on_open_array(void *ctx)
{
	struct parse *p = ctx;

	p->not_object |= p->depth == 0;
	return !p->not_object && on_open(ctx);
}

static int on_close(void *ctx)
{
	struct parse *p = ctx;

	p->depth--;
	return member_end(p);
}

static int on_key(void *ctx, const unsigned char *text, size_t len)
{
	struct parse *p = ctx;

	if (p->depth == 1)
		p->field = field_of((struct str){(const char *)text, len});
	return 1;
}

static const yajl_callbacks callbacks = {on_other, on_bool, NULL, NULL, on_number, on_string, on_open_map,
	on_key, on_close, on_open_array, on_close};

// yajl's own words, without its line breaks and drawing.
static enum dl_status syntax_error(struct parse *p, struct dl_err *err)
{
	unsigned char *text = yajl_get_error(p->handle, 0, (const unsigned char *)p->line.ptr, p->line.len);
	size_t len = text ? strcspn((const char *)text, "\n") : 0;
	enum dl_status st = err_set(err, DL_EFORMAT, "the line is no JSON object (%.*s), or it was cut",
		(int)len, text ? (const char *)text : "");

	if (text)
		yajl_free_error(p->handle, text);
	return st;
}

static enum dl_status judge(struct parse *p, yajl_status status, struct dl_err *err)
{
	if (p->no_memory)
		return err_nomem(err);
	if (p->bad_label)
		return DL_EFORMAT;
	if (p->not_object)
		return err_set(err, DL_EFORMAT, "the line is no JSON object");
	if (status != yajl_status_ok)
		return syntax_error(p, err);
	if (p->depth != 0 || !p->a->text.ptr) {
		if (!p->a->title.ptr)
			return err_set(err, DL_EFORMAT, "the object has neither 'text' nor 'title'");
		p->a->text = STR("");
	}
	if (p->bad_date)
		return err_set(err, DL_EFORMAT,
			"its 'date' is no ISO 8601 date (2015-06-24 or 2015-06-24T10:15:00+05:00)");
	p->a->members = (struct str){p->members, p->n_members};
	return DL_OK;
}

static enum dl_status parse_line(struct reader *r, struct article *out, struct str line, struct dl_err *err)
{
	struct parse p = {.r = r, .a = out, .line = line, .err = err};
	yajl_status status;
	enum dl_status st;

	// Every member takes at least one byte besides its comma, so the line's length is room enough.
	p.members = arena_alloc(&out->mem, line.len + 2);
	p.handle = yajl_alloc(&callbacks, NULL, &p);
	if (!p.members || !p.handle) {
		if (p.handle)
			yajl_free(p.handle);
		return err_nomem(err);
	}
	yajl_config(p.handle, yajl_dont_validate_strings, 1);
	status = yajl_parse(p.handle, (const unsigned char *)line.ptr, line.len);
	if (status == yajl_status_ok)
		status = yajl_complete_parse(p.handle);
	p.members[p.n_members] = '\0';
	st = judge(&p, status, err);
	yajl_free(p.handle);
	return st;
}

enum dl_status read_jsonl(struct reader *r, struct article *out, struct dl_err *err)
{
	struct str line;
	enum dl_status st;

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
	return st == DL_OK ? parse_line(r, out, line, err) : st;
}

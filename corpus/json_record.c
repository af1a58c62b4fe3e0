// SPDX-License-Identifier: MIT
// One JSON object as an article, through yajl's event parser: one pass, nothing kept but the members we know.
// Besides our own keys it knows those of doccano (label, data), Prodigy (label, accept, answer) and Label Studio
// (data, annotations; in the short form the choice stands beside `annotator`).
#include "corpus/reader_internal.h"

#include <yajl/yajl_parse.h>

enum field {
	F_OTHER,
	F_ID,
	F_URL,
	F_SOURCE,
	F_LANG,
	F_DATE,
	F_GRADE,
	F_FROM,
	F_PLACE,
	F_TITLE,
	F_TEXT,
	F_LABELS,
	F_SPLIT,
	F_OURS,
	F_ANSWER,      // Prodigy: accept, reject, ignore
	F_DATA,        // Label Studio: the article, one level deeper
	F_ANNOTATIONS, // Label Studio: what people chose
	F_CHOICE,      // Label Studio, short form ...
	F_ANNOTATOR    // ... which this key betrays
};

static const struct {
	const char *key;
	enum field field;
} fields[] = {{"id", F_ID}, {"url", F_URL}, {"source", F_SOURCE}, {"lang", F_LANG}, {"date", F_DATE},
	{"date_grade", F_GRADE}, {"date_from", F_FROM}, {"place", F_PLACE}, {"title", F_TITLE},
	{"text", F_TEXT}, {"labels", F_LABELS}, {"split", F_SPLIT}, {"label", F_LABELS}, {"accept", F_LABELS},
	{"answer", F_ANSWER}, {"data", F_DATA}, {"annotations", F_ANNOTATIONS},
	{"completions", F_ANNOTATIONS}, {"annotator", F_ANNOTATOR}, {"annotation_id", F_ANNOTATOR},
	{"choice", F_CHOICE}, {"topic", F_CHOICE}, {"category", F_CHOICE}, {"sentiment", F_CHOICE},
	{"class", F_CHOICE}, {"topics", F_OURS}, {"scores", F_OURS}, {"terms", F_OURS}, {"abstained", F_OURS}, {"explanation", F_OURS},
	{"model", F_OURS}};

enum { ANNOTATION = 3 }; // depth of an annotation's members: object, array, object

struct parse {
	struct reader *r;
	struct article *a;
	yajl_handle handle;
	struct str line;
	int depth;
	int base;         // 1 inside `data`
	enum field field; // of the member at depth 1 + base that is being read
	size_t value_end; // bytes consumed when the last member ended
	char *members;    // where verbatim members are gathered, room for the whole line
	size_t n_members;
	struct str chosen[ARTICLE_MAX_LABELS]; // of the annotation, or of the short form
	size_t n_chosen;
	bool in_choices, at_cancelled; // the last key
	bool cancelled, annotated, annotator, refused, spans;
	enum date_grade grade; // what our own export says of its date
	struct str from;
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
	if (end < from) // the line ends inside an object: yajl starts counting anew
		return 0;
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
	case F_FROM:
		return &p->from;
	case F_PLACE:
		return &a->place;
	case F_TITLE:
		return &a->title;
	case F_TEXT:
		return &a->text;
	case F_DATA: // where it is a string: doccano's name for the text
		return a->text.ptr ? NULL : &a->text;
	case F_SPLIT:
		return &a->split;
	case F_OTHER:
	case F_DATE:
	case F_GRADE:
	case F_LABELS:
	case F_OURS:
	case F_ANSWER:
	case F_ANNOTATIONS:
	case F_CHOICE:
	case F_ANNOTATOR:
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

// A choice is kept until its annotation ends: only then is known whether it was cancelled.
static int take_choice(struct parse *p, struct str value)
{
	struct str kept = keep_text(p->a, &p->r->work, value);

	p->no_memory |= !kept.ptr;
	if (p->n_chosen < ARTICLE_MAX_LABELS)
		p->chosen[p->n_chosen++] = kept;
	return !p->no_memory;
}

static int choices_become_labels(struct parse *p)
{
	int ok = 1;

	p->a->labelled = true;
	for (size_t i = 0; ok && i < p->n_chosen; i++)
		ok = take_label(p, p->chosen[i]);
	p->n_chosen = 0;
	return ok;
}

static int on_text(struct parse *p, struct str value)
{
	bool direct = p->depth == 1 + p->base;
	struct str *to = direct ? target(p) : NULL;

	if (p->base && p->field == F_ID) // a task's own number stands beside `data`
		return member_end(p);
	if (p->field == F_LABELS && p->depth <= 2 + p->base)
		return take_label(p, value) && member_end(p);
	if ((p->field == F_CHOICE && (direct || p->in_choices)) ||
		(p->field == F_ANNOTATIONS && p->in_choices))
		return take_choice(p, value) && member_end(p);
	if (direct && p->field == F_GRADE)
		p->grade = date_grade_parse(value);
	if (direct && p->field == F_ANSWER)
		p->refused = !str_is(value, "accept");
	if (direct && p->field == F_DATE && value.len)
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

	p->annotator |= p->field == F_ANNOTATOR;
	return p->field == F_ID ? on_text(p, (struct str){text, len}) : member_end(p);
}

static int on_null(void *ctx)
{
	return member_end(ctx);
}

static int on_bool(void *ctx, int value)
{
	struct parse *p = ctx;

	if (p->at_cancelled && p->field == F_ANNOTATIONS && p->depth == ANNOTATION)
		p->cancelled = value;
	return member_end(ctx);
}

static int on_open_map(void *ctx)
{
	struct parse *p = ctx;

	if (p->depth == 0)
		p->value_end = yajl_get_bytes_consumed(p->handle);
	if (p->depth == 1 && p->field == F_DATA)
		p->base = 1;
	if (p->field == F_ANNOTATIONS && p->depth == ANNOTATION - 1)
		p->cancelled = false;
	p->in_choices = false;
	p->depth++;
	return 1;
}

static int on_open_array(void *ctx)
{
	struct parse *p = ctx;

	p->not_object |= p->depth == 0;
	if (p->field == F_LABELS && p->depth == 1 + p->base)
		p->a->labelled = true;
	p->spans |= p->field == F_LABELS && p->depth == 2 + p->base;
	p->depth++;
	return !p->not_object;
}

static int on_close(void *ctx)
{
	struct parse *p = ctx;
	int ok = 1;

	if (p->field == F_ANNOTATIONS && p->depth == ANNOTATION) {
		if (!p->cancelled) {
			p->annotated = true;
			ok = choices_become_labels(p);
		}
		p->n_chosen = 0;
	}
	p->depth--;
	if (p->depth == 1)
		p->base = 0;
	return ok && member_end(p);
}

static int on_close_array(void *ctx)
{
	struct parse *p = ctx;

	p->in_choices = false;
	p->depth--;
	return member_end(p);
}

static int on_key(void *ctx, const unsigned char *text, size_t len)
{
	struct parse *p = ctx;
	struct str key = {(const char *)text, len};

	if (p->depth == 1 + p->base)
		p->field = field_of(key);
	p->annotator |= p->depth == 1 && p->field == F_ANNOTATOR;
	p->in_choices = p->depth > 1 && str_is(key, "choices");
	p->at_cancelled = str_is(key, "was_cancelled");
	return 1;
}

static const yajl_callbacks callbacks = {on_null, on_bool, NULL, NULL, on_number, on_string, on_open_map,
	on_key, on_close, on_open_array, on_close_array};

// yajl's own words, without its line breaks and drawing.
static enum dl_status syntax_error(struct parse *p, struct dl_err *err)
{
	unsigned char *text = yajl_get_error(p->handle, 0, (const unsigned char *)p->line.ptr, p->line.len);
	size_t len = text ? strcspn((const char *)text, "\n") : 0;
	enum dl_status st = err_set(err, DL_EFORMAT, "this is no JSON object (%.*s), or it was cut", (int)len,
		text ? (const char *)text : "");

	if (text)
		yajl_free_error(p->handle, text);
	return st;
}

// What was refused or skipped, and marks inside the text, do not say what the article is about.
static enum dl_status judge_labels(struct parse *p, struct dl_err *err)
{
	if (p->annotator && p->n_chosen && !choices_become_labels(p))
		return p->no_memory ? err_nomem(err) : DL_EFORMAT;
	if (p->refused || (p->spans && !p->a->n_labels)) {
		p->a->labelled = false;
		p->a->n_labels = 0;
	}
	return DL_OK;
}

static enum dl_status judge(struct parse *p, yajl_status status, struct dl_err *err)
{
	if (p->no_memory)
		return err_nomem(err);
	if (p->bad_label)
		return DL_EFORMAT;
	if (p->not_object)
		return err_set(err, DL_EFORMAT, "this is no JSON object");
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
	if (p->a->date.day != DATE_NONE && p->grade != GRADE_NONE) {
		p->a->grade = p->grade;
		if (p->from.len)
			p->a->date_from = p->from;
	}
	p->a->members = (struct str){p->members, p->n_members};
	return judge_labels(p, err);
}

enum dl_status json_record(struct reader *r, struct article *out, struct str line, struct dl_err *err)
{
	struct parse p = {.r = r, .a = out, .line = line, .err = err, .grade = GRADE_NONE};
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

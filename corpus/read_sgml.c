// SPDX-License-Identifier: MIT
// Reuters-21578 as it is distributed: SGML that is no XML, many <REUTERS> in a file, bytes of Latin 1,
// control characters as references. Only what its DTD says is looked for; a record is read to its </REUTERS>.
//
// `split` is that of the "ModApte" division: TRAIN or TEST by LEWISSPLIT where TOPICS="YES", else none.
#include "corpus/reader_internal.h"

#include "base/utf8.h"
#include "corpus/clean.h"

static bool holds(struct str text, const char *word, size_t *at)
{
	size_t len = strlen(word);

	for (const char *p = text.ptr; p && len <= text.len; p++) {
		p = memchr(p, word[0], text.len - (size_t)(p - text.ptr));
		if (!p || (size_t)(p - text.ptr) + len > text.len)
			return false;
		if (memcmp(p, word, len) == 0) {
			*at = (size_t)(p - text.ptr);
			return true;
		}
	}
	return false;
}

// What stands between <TAG ...> and </TAG>; {NULL, 0} where the tag is missing. Without its end: to the end.
static struct str element(struct str record, const char *open, const char *close)
{
	size_t from, to;
	struct str rest;

	if (!holds(record, open, &from))
		return (struct str){NULL, 0};
	rest = str_sub(record, from, record.len);
	if (!holds(rest, ">", &from))
		return (struct str){NULL, 0};
	rest = str_sub(rest, from + 1, rest.len);
	return str_sub(rest, 0, holds(rest, close, &to) ? to : rest.len);
}

static struct str attribute(struct str tag, const char *name)
{
	size_t at, end;

	if (!holds(tag, name, &at))
		return (struct str){NULL, 0};
	tag = str_sub(tag, at + strlen(name), tag.len);
	return str_sub(tag, 0, holds(tag, "\"", &end) ? end : tag.len);
}

// "&lt;" and the like, and "&#3;": its character, 0 where it is a control character; the bytes that it takes.
static uint32_t reference(struct str text, size_t *used)
{
	static const struct {
		const char *name;
		uint32_t cp;
	} known[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}};
	uint32_t cp = 0;
	size_t i = 2;

	for (size_t k = 0; k < sizeof known / sizeof *known; k++)
		if (str_starts(text, str_from(known[k].name))) {
			*used = strlen(known[k].name);
			return known[k].cp;
		}
	*used = 1;
	if (!str_starts(text, STR("&#")))
		return '&';
	for (; i < text.len && i < 9 && text.ptr[i] >= '0' && text.ptr[i] <= '9'; i++)
		cp = cp * 10 + (uint32_t)(text.ptr[i] - '0');
	if (i == 2 || i == text.len || text.ptr[i] != ';')
		return '&';
	*used = i + 1;
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000) ? 0
													: cp;
}

// UTF-8 where it is, else Latin 1, without control characters.
static void add_decoded(struct buf *out, struct str raw)
{
	for (size_t i = 0, used; i < raw.len; i += used) {
		unsigned char c = (unsigned char)raw.ptr[i]; // NOLINT(clang-analyzer-core.NullDereference)
		struct str rest = str_sub(raw, i, raw.len);
		char utf8[4];
		uint32_t cp = c;

		used = 1;
		if (c == '&')
			cp = reference(rest, &used);
		else if (c >= 0x80 && utf8_decode(&cp, rest.ptr, rest.len) > 1)
			used = utf8_encode(utf8, cp);
		else if (c >= 0x80)
			cp = c;
		if (cp >= 0x20 ? cp != 0x7F && (cp < 0x80 || cp >= 0xA0) : cp == '\n' || cp == '\t')
			buf_add(out, utf8, utf8_encode(utf8, cp));
	}
}

static struct str kept(struct reader *r, struct article *a, struct str raw)
{
	buf_clear(&r->work);
	add_decoded(&r->work, raw);
	return buf_failed(&r->work) ? (struct str){NULL, 0}
				    : arena_copy(&a->mem, str_trim(buf_str(&r->work)));
}

// "26-FEB-1987 15:01:01.79"; a few have a word before or garbage behind, and then only the day counts.
static void take_date(struct article *a, struct str raw)
{
	char text[40];
	struct str date = str_trim(raw);
	struct moment m;
	size_t n = 0;

	while (date.len && (date.ptr[0] < '0' || date.ptr[0] > '9'))
		date = str_sub(date, 1, date.len);
	for (; n < date.len && n < 20; n++)
		text[n] = date.ptr[n] == '-' ? ' ' : date.ptr[n];
	while (n && (text[n - 1] < '0' || text[n - 1] > '9'))
		n--;
	if (!feed_moment(&m, (struct str){text, n})) {
		struct str day = {text, n};
		size_t blanks = 0, i = 0;

		while (i < n && (blanks += text[i] == ' ') < 3)
			i++;
		if (!feed_moment(&m, str_sub(day, 0, i)))
			return;
	}
	a->date = m;
	a->grade = m.has_time ? GRADE_EXACT : GRADE_DAY;
	a->date_from = STR("record");
}

static enum dl_status take_topics(struct reader *r, struct article *a, struct str topics, struct dl_err *err)
{
	size_t from, to;
	enum dl_status st = DL_OK;

	while (st == DL_OK && holds(topics, "<D>", &from)) {
		struct str label = str_sub(topics, from + 3, topics.len);

		if (!holds(label, "</D>", &to))
			break;
		topics = str_sub(label, to + 4, label.len);
		label = kept(r, a, str_sub(label, 0, to));
		st = label.ptr ? article_add_label(a, label, err) : err_nomem(err);
	}
	return st;
}

// "Reuter" alone closes the stories of the agency.
static struct str without_signature(struct article *a, struct str body)
{
	const char *const ends[] = {"Reuter", "REUTER", "Reuters", "REUTERS"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct str before;

		if (!str_ends(body, str_from(ends[i])))
			continue;
		before = str_sub(body, 0, body.len - strlen(ends[i]));
		if (before.len && !ascii_is_space(before.ptr[before.len - 1]))
			continue;
		a->agency = STR("Reuters");
		body.len = str_trim(before).len;
		((char *)(uintptr_t)body.ptr)[body.len] = '\0';
		return body;
	}
	return body;
}

// "    SALVADOR, Feb 26 - " above the body.
static void take_place(struct article *a, struct str line)
{
	const char *comma = memchr(line.ptr, ',', line.len);

	if (comma && comma > line.ptr)
		a->place = place_name(&a->mem, str_trim(str_sub(line, 0, (size_t)(comma - line.ptr))));
}

static enum dl_status take_record(struct reader *r, struct article *a, struct str record, struct dl_err *err)
{
	struct str tag, text = element(record, "<TEXT", "</TEXT>");
	struct str body = element(text, "<BODY", "</BODY>"), title = element(text, "<TITLE", "</TITLE>");
	struct str line = element(text, "<DATELINE", "</DATELINE>"), split, topics;
	size_t end;

	tag = str_sub(record, 0, holds(record, ">", &end) ? end : record.len);
	topics = attribute(tag, " TOPICS=\"");
	split = attribute(tag, "LEWISSPLIT=\"");
	a->id = kept(r, a, attribute(tag, "NEWID=\""));
	a->labelled = str_is(topics, "YES");
	if (a->labelled && (str_is(split, "TRAIN") || str_is(split, "TEST")))
		a->split = str_is(split, "TRAIN") ? STR("train") : STR("test");
	take_date(a, element(record, "<DATE", "</DATE>"));
	if (title.ptr)
		a->title = kept(r, a, title);
	if (line.ptr && (line = kept(r, a, line)).ptr)
		take_place(a, line);
	if (!body.ptr && !title.ptr) // TYPE="UNPROC": the text stands bare
		body = text;
	a->text = kept(r, a, body);
	if (!a->text.ptr || !a->id.ptr)
		return err_nomem(err);
	a->text = without_signature(a, a->text);
	if (!a->text.len && !a->title.len)
		return err_set(err, DL_EFORMAT, "the <REUTERS> element holds neither a title nor a text");
	return a->labelled ? take_topics(r, a, element(record, "<TOPICS", "</TOPICS>"), err) : DL_OK;
}

// One line more of the record. DL_END: it is complete.
static enum dl_status take_line(struct reader *r, struct article *out, struct str line, struct dl_err *err)
{
	size_t at;
	bool begins = holds(line, "<REUTERS ", &at) || holds(line, "<REUTERS>", &at), lost = r->inside;

	if (!r->inside && !begins)
		return DL_OK;
	if (begins) {
		buf_clear(&r->whole);
		line = str_sub(line, at, line.len);
		r->inside = true;
		out->line = lost ? r->inside_line : r->line;
		r->inside_line = r->line;
	}
	if (r->whole.len <= r->limit) {
		buf_addstr(&r->whole, line);
		buf_addc(&r->whole, '\n');
	}
	if (begins && lost)
		return err_set(err, DL_EFORMAT, "the next '<REUTERS' comes before '</REUTERS>'");
	return holds(line, "</REUTERS>", &at) ? DL_END : DL_OK;
}

enum dl_status read_sgml(struct reader *r, struct article *out, struct dl_err *err)
{
	struct str line;
	enum dl_status st = DL_OK, ended;

	if (!r->inside)
		buf_clear(&r->whole);
	out->line = r->inside_line;
	while ((ended = byte_source_line(r->source, &line, r->limit, err)) == DL_OK) {
		r->line++;
		st = take_line(r, out, line, err);
		if (st != DL_OK)
			break;
	}
	r->line += ended == DL_EFORMAT;
	if (ended == DL_END && !r->line)
		return r->done = true, err_set(err, DL_EFORMAT, "the file is empty");
	if (ended == DL_END && r->inside)
		return r->done = true, err_set(err, DL_EFORMAT, "the file ends before '</REUTERS>'");
	if (ended != DL_OK || st != DL_END)
		return ended != DL_OK ? ended : st;
	r->inside = false;
	out->line = r->inside_line;
	r->record = buf_str(&r->whole);
	if (r->whole.len > r->limit)
		return err_set(err, DL_EFORMAT, "the record has more than %zu bytes", r->limit);
	return buf_failed(&r->whole) ? err_nomem(err) : take_record(r, out, r->record, err);
}

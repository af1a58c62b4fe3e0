// SPDX-License-Identifier: MIT
#include "corpus/reader_internal.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "corpus/clean.h"
#include "corpus/dating.h"
#include "corpus/message_head.h"
#include "corpus/lang.h"
#include "corpus/printed_date.h"

enum { DECODE_MAX = 512 * 1024 * 1024, RECORD_SLACK = 366 };

static const char *const format_names[] = {
	"auto", "text", "html", "feed", "jsonl", "csv", "tsv", "folders", "sgml", "lines", "fasttext"};

bool article_format_parse(enum article_format *out, const char *name)
{
	for (size_t i = 0; i < sizeof format_names / sizeof *format_names; i++)
		if (strcmp(name, format_names[i]) == 0) {
			*out = (enum article_format)i;
			return true;
		}
	return false;
}

static bool is_cleaned(enum article_format f)
{
	return f == FORMAT_TEXT || f == FORMAT_HTML || f == FORMAT_FOLDERS || f == FORMAT_FEED;
}

static enum dl_status reader_new(
	struct reader **out, const char *name, const struct reader_options *options, struct dl_err *err)
{
	struct reader *r = mem_zalloc(1, sizeof *r);

	*out = NULL;
	if (!r)
		return err_nomem(err);
	if (options)
		r->options = *options;
	r->limit = r->options.max_record ? r->options.max_record : READER_MAX_RECORD;
	r->name = mem_strdup(name, strlen(name));
	if (!r->options.no_lang)
		r->lang = r->options.detector ? r->options.detector : lang_open();
	if (!r->name || (!r->options.no_lang && !r->lang)) {
		reader_close(r);
		return err_nomem(err);
	}
	*out = r;
	return DL_OK;
}

enum dl_status reader_open(
	struct reader **out, const char *path, const struct reader_options *options, struct dl_err *err)
{
	enum dl_status st = reader_new(out, path, options, err);

	if (st == DL_OK)
		st = byte_source_open(&(*out)->source, path, err);
	if (st != DL_OK) {
		reader_close(*out);
		*out = NULL;
	}
	return st;
}

enum dl_status reader_open_memory(struct reader **out, const void *data, size_t len, const char *name,
	const struct reader_options *options, struct dl_err *err)
{
	enum dl_status st = reader_new(out, name, options, err);

	if (st == DL_OK)
		st = byte_source_memory(&(*out)->source, data, len, name, err);
	if (st != DL_OK) {
		reader_close(*out);
		*out = NULL;
	}
	return st;
}

void reader_close(struct reader *r)
{
	if (!r)
		return;
	read_csv_release(r);
	read_feed_release(r);
	byte_source_close(r->source);
	if (r->lang != r->options.detector)
		lang_close(r->lang);
	buf_release(&r->whole);
	buf_release(&r->work);
	mem_free(r->decoded);
	mem_free(r->name);
	mem_free(r);
}

void reader_position(const struct reader *r, uint64_t *done, uint64_t *total)
{
	byte_source_position(r->source, done, total);
}

struct str keep_text(struct article *a, struct buf *work, struct str text)
{
	struct str copy;

	if (memchr(text.ptr ? text.ptr : "", '\0', text.len) || utf8_bad(text)) {
		buf_clear(work);
		a->replaced += utf8_repair(work, text);
		copy = arena_copy(&a->mem, buf_str(work));
		for (size_t i = 0; copy.ptr && i < copy.len; i++)
			if (!copy.ptr[i]) {
				((char *)(uintptr_t)copy.ptr)[i] = ' ';
				a->replaced++;
			}
		return copy;
	}
	return arena_copy(&a->mem, text);
}

// A record must say it in ISO 8601; pages say it in many ways.
static bool parse_date(struct moment *out, struct str text, const char *from)
{
	struct printed_date d;

	if (strcmp(from, "record") == 0)
		return moment_parse(out, text);
	if (feed_moment(out, text))
		return true;
	if (!printed_date_whole(&d, text, false) || d.impossible || !d.date.year)
		return false;
	*out = (struct moment){.day = date_from_civil(d.date), .has_time = d.has_time, .second = d.second};
	return true;
}

bool set_record_date(struct article *a, struct str date, const char *from)
{
	struct moment m;

	if (!parse_date(&m, str_trim(date), from))
		return false;
	a->date = m;
	a->grade = m.has_time ? GRADE_EXACT : GRADE_DAY;
	a->date_from = str_from(from);
	return true;
}

// A record's text stays as it is; a place that it does not name may stand in its dateline.
static void place_from_dateline(struct article *a)
{
	struct dateline d;

	if (a->place.ptr)
		return;
	d = dateline_find(a->text);
	if (d.len && d.place.ptr)
		a->place = place_name(&a->mem, d.place);
}

// A record's date is somebody's decision: only one that lies more than a year after the file is refused, and
// the record with it.
static enum dl_status settle_date(struct reader *r, struct article *a, struct dl_err *err)
{
	int32_t written = byte_source_written(r->source);
	struct dating how = {r->name, written, is_cleaned(r->format)};
	char day[DATE_TEXT];

	if (!how.page && a->date.day != DATE_NONE && written != DATE_NONE) {
		how.written += RECORD_SLACK;
		if (dating_is_late(&how, a->date.day))
			return err_set(err, DL_EFORMAT,
				"its date %s lies more than a year after the file was written",
				date_text(day, a->date.day));
	}
	return dating_settle(a, &how, err);
}

// Standard labels, source, language, id, for every format.
static enum dl_status finish(struct reader *r, struct article *a, struct dl_err *err)
{
	const char *const *label = r->options.labels;
	enum dl_status st = DL_OK;

	for (; st == DL_OK && label && *label; label++) {
		a->labelled = true;
		st = article_add_label(a, str_from(*label), err);
	}
	if (st != DL_OK)
		return st;
	if (!a->source.ptr && r->options.source)
		a->source = arena_copy(&a->mem, str_from(r->options.source));
	if (!a->lang.ptr && r->options.lang)
		a->lang = arena_copy(&a->mem, str_from(r->options.lang));
	if (!a->lang.ptr && r->lang)
		a->lang = str_from(lang_detect(r->lang, a->text.len ? a->text : a->title));
	if (str_is(a->lang, "und") && feed_language(r).len) // a frame's word, only where the body has none
		a->lang = arena_copy(&a->mem, feed_language(r));
	if (r->format != FORMAT_LINES)
		st = settle_date(r, a, err);
	if (st != DL_OK)
		return st;
	a->replaced += r->replaced; // of a file that was decoded as a whole: said once
	r->replaced = 0;
	a->id_given = a->id.len > 0;
	a->file = arena_copy(&a->mem, str_from(r->name));
	return a->file.ptr ? article_make_id(a, err) : err_nomem(err);
}

// The name of the folder that holds the file is its topic.
static enum dl_status add_folder_label(struct reader *r, struct article *a, struct dl_err *err)
{
	const char *end = strrchr(r->name, '/'), *from;

	if (!end || end == r->name)
		return err_set(err, DL_EFORMAT, "the file lies in no folder whose name could be its topic");
	for (from = end; from > r->name && from[-1] != '/'; from--)
		;
	a->labelled = true;
	return article_add_label(a, (struct str){from, (size_t)(end - from)}, err);
}

// Pages and texts that name no source have that of their folder.
static enum dl_status clean_whole(
	struct reader *r, struct article *a, enum article_format format, struct dl_err *err)
{
	struct learning l = r->options.learning ? *r->options.learning : (struct learning){0};
	const char *end = strrchr(r->name, '/');

	l.folder = r->options.source ? str_from(r->options.source)
				     : (struct str){r->name, end ? (size_t)(end - r->name) : 0};
	if (format == FORMAT_HTML)
		return read_html_learned(a, buf_str(&r->work), &l, err);
	a->title = message_subject(&a->mem, buf_str(&r->work));
	return clean_text_learned(a, buf_str(&r->work), &l, err);
}

static enum dl_status read_whole(struct reader *r, struct article *a, struct dl_err *err)
{
	enum dl_status st = byte_source_rest(r->source, &r->whole, r->limit, err);
	struct str raw = buf_str(&r->whole);
	enum article_format format = r->format;

	r->done = true;
	a->line = 1;
	if (st != DL_OK)
		return st;
	if (!str_trim(raw).len)
		return err_set(err, DL_EFORMAT, "the file is empty");
	r->record = raw;
	buf_clear(&r->work);
	a->replaced = decode_text(&r->work, raw, &r->encoding);
	if (buf_failed(&r->work))
		return err_nomem(err);
	if (format == FORMAT_FOLDERS) {
		st = add_folder_label(r, a, err);
		format = detect_format(buf_str(&r->work)) == FORMAT_HTML ? FORMAT_HTML : FORMAT_TEXT;
	}
	if (st != DL_OK)
		return st;
	return clean_whole(r, a, format, err);
}

// Records in UTF-16 or in one byte a letter, as spreadsheets write them: the file as a whole becomes UTF-8.
static enum dl_status decode_records(struct reader *r, struct dl_err *err)
{
	enum dl_status st = byte_source_rest(r->source, &r->whole, DECODE_MAX, err);

	if (st != DL_OK)
		return st;
	buf_clear(&r->work);
	r->replaced = decode_text(&r->work, buf_str(&r->whole), &r->encoding);
	if (buf_failed(&r->work))
		return err_nomem(err);
	r->decoded = r->work.ptr;
	byte_source_close(r->source);
	r->source = NULL;
	st = byte_source_memory(&r->source, r->decoded ? r->decoded : "", r->work.len, r->name, err);
	r->work = (struct buf){0};
	buf_release(&r->whole);
	return st;
}

static enum dl_status start(struct reader *r, struct dl_err *err)
{
	struct str head;
	struct buf utf8 = {0};
	enum dl_status st = byte_source_peek(r->source, &head, err);
	bool whole;

	r->started = true;
	r->format = r->options.format;
	r->encoding = "UTF-8";
	if (st != DL_OK)
		return st;
	if (!looks_utf16(head) && looks_binary(head)) {
		r->done = true;
		return err_set(err, DL_EFORMAT, "this is not text: it holds NUL or control bytes");
	}
	decode_text(&utf8, utf8_cut(head, head.len), &r->encoding);
	if (buf_failed(&utf8))
		st = err_nomem(err);
	else if (r->format == FORMAT_AUTO)
		r->format = detect_format(buf_str(&utf8));
	buf_release(&utf8);
	whole = r->format == FORMAT_TEXT || r->format == FORMAT_HTML || r->format == FORMAT_FOLDERS ||
		r->format == FORMAT_FEED;
	// Western bytes among records are rather damage: they are replaced, and counted.
	if (st == DL_OK && (!whole || r->format == FORMAT_FEED) && r->options.learning &&
		r->options.learning->counting) {
		r->done = true;
		return DL_END;
	}
	if (st == DL_OK && !whole && r->format != FORMAT_SGML && strcmp(r->encoding, "UTF-8") != 0 &&
		strcmp(r->encoding, "windows-1252") != 0)
		st = decode_records(r, err);
	return st;
}

static enum dl_status read_record(struct reader *r, struct article *a, struct dl_err *err)
{
	switch (r->format) {
	case FORMAT_JSONL:
		return read_jsonl(r, a, err);
	case FORMAT_LINES:
		return read_lines(r, a, err);
	case FORMAT_FASTTEXT:
		return read_fasttext(r, a, err);
	case FORMAT_CSV:
		return read_csv(r, a, ',', err);
	case FORMAT_TSV:
		return read_csv(r, a, '\t', err);
	case FORMAT_SGML:
		return read_sgml(r, a, err);
	case FORMAT_FEED:
		return read_feed(r, a, err);
	case FORMAT_AUTO:
	case FORMAT_TEXT:
	case FORMAT_HTML:
	case FORMAT_FOLDERS:
	case N_FORMATS:
		break;
	}
	return read_whole(r, a, err);
}

struct str reader_record(const struct reader *r)
{
	return r->record;
}

enum dl_status reader_next(struct reader *r, struct article *out, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	article_reset(out);
	r->record = (struct str){NULL, 0};
	if (!r->started)
		st = start(r, err);
	else if (r->done)
		return DL_END;
	if (st == DL_OK)
		st = read_record(r, out, err);
	if (st == DL_OK && !is_cleaned(r->format) && !r->options.no_place)
		place_from_dateline(out);
	if (st == DL_OK)
		st = finish(r, out, err);
	if (st == DL_OK && !out->title.len && !is_cleaned(r->format)) // the id does not depend on it
		out->title = message_subject(&out->mem, out->text);
	if (out->mem.failed) // not an article that lacks something
		return err_nomem(err);
	if (st == DL_EFORMAT || st == DL_EINVAL) {
		size_t line = out->line ? out->line : r->line ? r->line : 1;

		return err_prefix(err, DL_EFORMAT, "%s:%zu", r->name, line);
	}
	return st;
}

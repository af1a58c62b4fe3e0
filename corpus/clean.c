// SPDX-License-Identifier: MIT
// The steps of cleaning; what each judges stands in clean_head.c, clean_tail.c and clean_middle.c.
#include "corpus/clean.h"

#include "base/buf.h"
#include "base/mem.h"
#include "corpus/clean_page.h"

static enum dl_status add_line(
	struct clean_page *p, struct str text, size_t from, size_t to, size_t gap, struct dl_err *err)
{
	if (!mem_grow((void **)&p->lines, &p->cap, p->n + 1, sizeof *p->lines))
		return err_nomem(err);
	p->lines[p->n++] = (struct clean_line){.text = text,
		.from = from,
		.to = to,
		.gap = gap,
		.shape = line_shape(text),
		.phrase = phrase_whole(text)};
	return DL_OK;
}

enum dl_status clean_split(struct clean_page *p, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	size_t gap = 0;

	for (size_t at = 0; st == DL_OK && at < p->raw.len;) {
		const char *nl = memchr(p->raw.ptr + at, '\n', p->raw.len - at);
		size_t end = nl ? (size_t)(nl - p->raw.ptr) : p->raw.len, look = 0;
		struct str text = str_trim(str_sub(p->raw, at, end));

		if (line_next_visible(text, &look)) {
			st = add_line(p, text, at, end, gap, err);
			gap = 0;
		} else {
			gap++;
		}
		at = end + 1;
	}
	return st;
}

enum dl_status clean_note(
	struct article *a, const char *reason, struct str text, bool join, struct dl_err *err)
{
	struct removed *last = a->n_removed ? &a->removed[a->n_removed - 1] : NULL;

	if (join && last && str_is(last->reason, reason) && last->text.len < 2000) {
		char *both = arena_alloc(&a->mem, last->text.len + text.len + 2);

		if (!both)
			return err_nomem(err);
		memcpy(both, last->text.ptr, last->text.len);
		both[last->text.len] = '\n';
		memcpy(both + last->text.len + 1, text.ptr, text.len);
		both[last->text.len + 1 + text.len] = '\0';
		last->text = (struct str){both, last->text.len + 1 + text.len};
		return DL_OK;
	}
	// Doubling from the arena: the number of pieces is small.
	if ((a->n_removed & (a->n_removed + 1)) == 0 || !a->removed) {
		struct removed *bigger = arena_alloc(&a->mem, (a->n_removed * 2 + 2) * sizeof *bigger);

		if (!bigger)
			return err_nomem(err);
		if (a->n_removed)
			memcpy(bigger, a->removed, a->n_removed * sizeof *bigger);
		a->removed = bigger;
	}
	text = arena_copy(&a->mem, text);
	if (!text.ptr)
		return err_nomem(err);
	a->removed[a->n_removed++] = (struct removed){str_from(reason), text};
	return DL_OK;
}

// Where the text's dateline may stand: at its start, on a page also below one line, its standfirst.
static struct dateline seek_dateline(struct str body, bool marked_up, size_t *at)
{
	enum { STANDFIRST = 600 };
	struct dateline d = dateline_find(body);
	const char *nl = memchr(body.ptr ? body.ptr : "", '\n', body.len);

	*at = 0;
	if (d.len || !marked_up || !nl || nl - body.ptr > STANDFIRST)
		return d;
	*at = (size_t)(nl - body.ptr) + 1;
	return dateline_find(str_sub(body, *at, body.len));
}

// Takes the dateline out of `body`, the text in `out` or a part of it.
static enum dl_status take_dateline(
	struct buf *out, struct str *body, bool marked_up, struct article *a, struct dl_err *err)
{
	size_t at;
	struct dateline d = seek_dateline(*body, marked_up, &at);
	enum dl_status st;
	char *text;

	if (!d.len)
		return DL_OK;
	text = out->ptr + (body->ptr - out->ptr);
	if (!a->place.ptr && d.place.ptr)
		a->place = place_name(&a->mem, d.place);
	if (!a->agency.ptr && d.agency.ptr)
		a->agency = arena_copy(&a->mem, d.agency);
	if (a->date.day == DATE_NONE && d.date.year) {
		a->date.day = date_from_civil(d.date);
		a->grade = a->date.day == DATE_NONE ? GRADE_NONE : GRADE_DAY;
		a->date_from = STR("dateline");
	}
	st = clean_note(a, "dateline", str_trim(str_sub(*body, at, at + d.len)), false, err);
	// NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): d.len > 0, so there is a body
	memmove(text + d.len, text, at);
	*body = str_sub(*body, d.len, body->len);
	return st;
}

// The word "source" that some sites glue to the last sentence.
static struct str without_source(struct str body)
{
	static const char *const words[] = {" Источник", "\nИсточник"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct str word = str_from(words[i]);

		if (str_ends(body, word) && body.len > word.len &&
			strchr(".!?", body.ptr[body.len - word.len - 1]))
			return str_trim(str_sub(body, 0, body.len - word.len));
	}
	return body;
}

// What stays, with the white space that stood before each line.
static void gather(const struct clean_page *p, struct buf *out)
{
	bool kept = false;

	for (size_t i = 0; i < p->n; i++) {
		const struct clean_line *l = &p->lines[i];

		if (l->reason)
			continue;
		if (kept)
			buf_addstr(out, str_sub(p->raw, p->lines[i - 1].to, l->from));
		buf_addstr(out, str_sub(p->raw, l->from, l->to));
		kept = true;
	}
}

static enum dl_status finish(struct clean_page *p, struct dl_err *err)
{
	struct buf out = {0};
	enum dl_status st = DL_OK;
	struct str body;

	for (size_t i = 0; st == DL_OK && i < p->n; i++)
		if (p->lines[i].reason && strcmp(p->lines[i].reason, "title"))
			st = clean_note(p->a, p->lines[i].reason, p->lines[i].text, false, err);
	gather(p, &out);
	if (st == DL_OK && buf_failed(&out))
		st = err_nomem(err);
	body = without_source(str_trim(buf_str(&out)));
	if (st == DL_OK)
		st = take_dateline(&out, &body, p->marked_up, p->a, err);
	if (st == DL_OK) {
		p->a->text = arena_copy(&p->a->mem, body.ptr ? body : STR(""));
		st = p->a->text.ptr ? DL_OK : err_nomem(err);
	}
	buf_release(&out);
	return st;
}

static struct str source_of(const struct article *a, const struct learning *l)
{
	if (a->source.len)
		return a->source;
	return l->folder.ptr ? l->folder : STR("");
}

// The same story saved several times: its longest sentence stands on as many pages. Then nothing is learned
// from what repeats.
static bool is_copy(const struct clean_page *p, const struct learning *l, struct str source)
{
	const struct clean_line *longest = NULL;

	for (size_t i = 0; i < p->n; i++)
		if (line_is_prose(&p->lines[i]) &&
			(!longest || p->lines[i].shape.width > longest->shape.width))
			longest = &p->lines[i];
	return longest && furniture_is(l->table, source, longest->text, false);
}

// Lines that are known from other pages of the source; or, on the first pass, their count.
static enum dl_status use_learning(struct clean_page *p, const struct learning *l, struct dl_err *err)
{
	struct str source = source_of(p->a, l), *lines;

	if (!l->counting) {
		bool copy = is_copy(p, l, source);

		for (size_t i = 0; i < p->n && !copy; i++)
			if (furniture_is(l->table, source, p->lines[i].text, line_is_prose(&p->lines[i])))
				p->lines[i].reason = "on many pages of the source";
		return DL_OK;
	}
	lines = mem_zalloc(p->n + 1, sizeof *lines);
	if (!lines)
		return err_nomem(err);
	for (size_t i = 0; i < p->n; i++)
		lines[i] = p->lines[i].text;
	furniture_page(l->table, source, lines, p->n);
	mem_free(lines);
	return DL_OK;
}

enum dl_status clean_judge(struct clean_page *p, const struct learning *l, struct dl_err *err)
{
	enum dl_status st = l && l->table ? use_learning(p, l, err) : DL_OK;

	if (st == DL_OK && p->n)
		st = clean_head(p, err);
	if (st == DL_OK && p->n) {
		clean_tail(p);
		clean_middle(p);
		st = clean_flag(p, err);
	}
	return st == DL_OK ? finish(p, err) : st;
}

enum dl_status clean_text_learned(
	struct article *a, struct str raw, const struct learning *l, struct dl_err *err)
{
	struct clean_page p = {.a = a, .raw = raw};
	enum dl_status st = clean_split(&p, err);

	if (st == DL_OK)
		st = clean_judge(&p, l, err);
	mem_free(p.lines);
	return st;
}

enum dl_status clean_text(struct article *a, struct str raw, struct dl_err *err)
{
	return clean_text_learned(a, raw, NULL, err);
}

// SPDX-License-Identifier: MIT
// Furniture around a text, judged by the shape of its lines.
#include "corpus/clean.h"

#include "base/mem.h"
#include "base/utf8.h"

enum { TITLE_MAX = 220, HEADLINE_MAX = 260, MIN_TAIL = 3, WIDE_GAP = 2 };

struct line {
	struct str text; // trimmed
	size_t from, to; // its bytes in the raw text, without the line feed
	size_t gap;      // blank lines before it
};

struct page {
	struct str raw;
	struct line *lines; // without the blank ones
	size_t n, cap;
	size_t first, last; // the body: lines [first, last)
};

static bool ends_sentence(struct str t)
{
	static const char *const ends[] = {
		".", "!", "…", ".\"", ".”", ".»", "!”", "?”", ".'", ".’", ":", ";"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(t, str_from(ends[i])))
			return true;
	return false;
}

static bool is_headline(struct str t)
{
	return t.len <= HEADLINE_MAX && !ends_sentence(t);
}

// Words that stand at the head of the furniture below a story. Evidence beside the shape, never alone in the
// middle.
static bool is_tail_phrase(struct str t)
{
	static const char *const phrases[] = {"All news", "Авторизуйтесь", "Read also", "Related",
		"Related Articles", "Popular", "Most Read", "More like this", "Recent Articles", "Share post",
		"Share the news", "Leave a Reply", "Читайте также", "Популярное", "Последние новости",
		"Cхожие материалы", "Схожие материалы", "ОСТАВЬТЕ ОТВЕТ", "Все новости", "Поделиться",
		"Присоединяйтесь к нам", "Реклама на", "Материал доступен на этих языках", "spot_img",
		"Print", "Join us on social media", "Article translations", "Хабарро таблиғ кунед",
		"БЕШТАР БИХОНЕД", "Other news in section"};

	for (size_t i = 0; t.len < 90 && i < sizeof phrases / sizeof *phrases; i++)
		if (str_starts(t, str_from(phrases[i])))
			return true;
	return false;
}

static enum dl_status split_lines(struct page *p, struct dl_err *err)
{
	size_t gap = 0;

	for (size_t at = 0; at < p->raw.len;) {
		const char *nl = memchr(p->raw.ptr + at, '\n', p->raw.len - at);
		size_t end = nl ? (size_t)(nl - p->raw.ptr) : p->raw.len;
		struct str text = str_trim(str_sub(p->raw, at, end));

		if (!text.len) {
			gap++;
		} else {
			if (!mem_grow((void **)&p->lines, &p->cap, p->n + 1, sizeof *p->lines))
				return err_nomem(err);
			p->lines[p->n++] = (struct line){text, at, end, gap};
			gap = 0;
		}
		at = end + 1;
	}
	p->last = p->n;
	return DL_OK;
}

static enum dl_status note(struct article *a, const char *reason, struct str text, struct dl_err *err)
{
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

// Where the run of headline-like lines at the end of the body begins; `last` if there is none. A wide gap or
// a known phrase must announce it, and something that reads like prose must stand before it.
static size_t tail_start(const struct page *p)
{
	size_t at = p->last, start = p->last;
	bool phrase = false;

	while (at > p->first + 1 &&
		(is_headline(p->lines[at - 1].text) || is_tail_phrase(p->lines[at - 1].text))) {
		at--;
		phrase = phrase || is_tail_phrase(p->lines[at].text);
		if (is_tail_phrase(p->lines[at].text) ||
			(p->lines[at].gap >= WIDE_GAP && (phrase || p->last - at >= MIN_TAIL)))
			start = at;
	}
	return start;
}

static enum dl_status cut_tail(struct page *p, struct article *a, struct dl_err *err)
{
	size_t start = tail_start(p);
	enum dl_status st = DL_OK;

	for (size_t i = start; st == DL_OK && i < p->last; i++)
		st = note(a,
			is_tail_phrase(p->lines[i].text) ? "furniture below the story"
							 : "headline of another story",
			p->lines[i].text, err);
	p->last = start;
	return st;
}

// A first line without a closing stop, followed by something longer, is the title; repeated, it is furniture.
static enum dl_status take_title(struct page *p, struct article *a, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	struct str first = p->lines[0].text;

	if (!a->title.ptr && p->last > 1 && first.len <= TITLE_MAX && is_headline(first) &&
		!dateline_find(first).len && (p->lines[1].gap || p->lines[1].text.len > first.len)) {
		a->title = arena_copy(&a->mem, first);
		if (!a->title.ptr)
			return err_nomem(err);
		p->first = 1;
	}
	while (st == DL_OK && a->title.len && p->first + 1 < p->last &&
		str_eq(p->lines[p->first].text, a->title))
		st = note(a, "title repeated", p->lines[p->first++].text, err);
	return st;
}

static enum dl_status take_dateline(struct str *body, struct article *a, struct dl_err *err)
{
	struct dateline d = dateline_find(*body);
	enum dl_status st;

	if (!d.len)
		return DL_OK;
	if (!a->place.ptr && d.place.ptr)
		a->place = place_name(&a->mem, d.place);
	if (!a->agency.ptr && d.agency.ptr)
		a->agency = arena_copy(&a->mem, d.agency);
	if (a->date.day == DATE_NONE && d.date.year) {
		a->date.day = date_from_civil(d.date);
		a->grade = a->date.day == DATE_NONE ? GRADE_NONE : GRADE_DAY;
		a->date_from = STR("dateline");
	}
	st = note(a, "dateline", str_trim(str_sub(*body, 0, d.len)), err);
	*body = str_sub(*body, d.len, body->len);
	return st;
}

enum dl_status clean_text(struct article *a, struct str raw, struct dl_err *err)
{
	struct page p = {.raw = raw};
	enum dl_status st = split_lines(&p, err);
	struct str body = {"", 0};

	if (st == DL_OK && p.n)
		st = take_title(&p, a, err);
	if (st == DL_OK && p.n)
		st = cut_tail(&p, a, err);
	if (st == DL_OK && p.first < p.last) {
		body = str_trim(str_sub(raw, p.lines[p.first].from, p.lines[p.last - 1].to));
		st = take_dateline(&body, a, err);
	}
	mem_free(p.lines);
	if (st != DL_OK)
		return st;
	a->text = arena_copy(&a->mem, body);
	return a->text.ptr ? DL_OK : err_nomem(err);
}

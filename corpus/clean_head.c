// SPDX-License-Identifier: MIT
// Above the story: its title, once or more, and the furniture round it.
#include "corpus/clean.h"
#include "corpus/clean_page.h"

enum { HEAD_LINES = 60, TITLE_MAX = 220 };

// The first line that is the story's own text.
static size_t first_prose(const struct clean_page *p)
{
	for (size_t i = 0; i < p->n && i < HEAD_LINES; i++) {
		const struct clean_line *l = &p->lines[i];

		if (l->reason || line_is_date(l) || line_is_credit(l) || line_is_counter(l) ||
			line_is_crumbs(l))
			continue;
		if (dateline_find(l->text).len || (line_is_prose(l) && l->shape.width >= 60))
			return i;
	}
	return p->n;
}

static bool same_text(struct str a, struct str b)
{
	enum { FOLD = 600 };
	char x[FOLD], y[FOLD];
	size_t n = line_fold(x, sizeof x, a), m = line_fold(y, sizeof y, b);

	if (n == m && n && memcmp(x, y, n) == 0)
		return true;
	// With or without the name of the site behind.
	return n > 30 && m > 30 && n < FOLD - 4 && m < FOLD - 4 && memcmp(x, y, n < m ? n : m) == 0 &&
	       x[n < m ? n : 0] != 0 && (n > m ? n - m : m - n) < 25;
}

static const char *head_reason(const struct clean_page *p, const struct clean_line *l)
{
	switch (l->phrase) {
	case PHRASE_MENU:
	case PHRASE_SECTION:
	case PHRASE_COMMENTS:
		return "menu";
	case PHRASE_SHARE:
		return "share bar";
	case PHRASE_NOTICE:
		return "notice";
	case PHRASE_NONE:
	case PHRASE_ALSO:
	case PHRASE_CREDIT:
	case PHRASE_BYLINE:
	case PHRASE_RECAP:
		break;
	}
	if (line_is_date(l))
		return "date line";
	if (line_is_ticker(l))
		return "ticker";
	if (line_is_crumbs(l))
		return "breadcrumbs";
	if (line_is_share_bar(l))
		return "share bar";
	if (line_is_counter(l))
		return "counter";
	if (line_is_credit(l))
		return "caption or credit";
	if (line_is_address(l))
		return "links or handles";
	if (phrase_start(l->text) == PHRASE_BYLINE && l->shape.width < 60 && !l->shape.ends &&
		(l->shape.capitalised > 1 || l->shape.digits))
		return "byline";
	if (!p->marked_up && p->script && line_script(&l->shape) && line_script(&l->shape) != p->script &&
		l->shape.letters > 3)
		return "in another language";
	return NULL;
}

// A date that stands alone is the story's only where nothing better says so; see dates.
static bool is_title(const struct clean_page *p, size_t i, size_t prose)
{
	const struct clean_line *l = &p->lines[i], *next = &p->lines[i + 1];

	return l->text.len <= TITLE_MAX * 2 && l->shape.width <= TITLE_MAX && line_is_headline(l) &&
	       prose < p->n && (next->gap || next->shape.width > l->shape.width || i + 1 < prose);
}

static enum dl_status take_title(struct clean_page *p, size_t prose, struct dl_err *err)
{
	for (size_t i = 0; i < prose && !p->a->title.ptr && i + 1 < p->n; i++) {
		if (p->lines[i].reason || !is_title(p, i, prose))
			continue;
		if (line_is_name(&p->lines[i]) && i + 1 < prose && !p->lines[i + 1].reason &&
			is_title(p, i + 1, prose))
			continue; // a byline above the title
		p->a->title = arena_copy(&p->a->mem, p->lines[i].text);
		if (!p->a->title.ptr)
			return err_nomem(err);
		p->lines[i].reason = "title";
	}
	return DL_OK;
}

static void judge_line(struct clean_page *p, size_t i, size_t prose)
{
	struct clean_line *l = &p->lines[i];

	if (!l->reason && i + 1 < p->n && p->a->title.len && same_text(l->text, p->a->title))
		l->reason = "title repeated";
	if (!l->reason && i < prose && !p->marked_up && line_is_name(l))
		l->reason = i && p->lines[i - 1].reason && strcmp(p->lines[i - 1].reason, "ticker") == 0
				    ? "ticker"
				    : "byline";
	// The city below its temperature.
	if (!l->reason && i && p->lines[i - 1].reason && strcmp(p->lines[i - 1].reason, "ticker") == 0 &&
		l->shape.words == 1 && l->shape.capitalised == 1 && i < prose)
		l->reason = "ticker";
}

enum dl_status clean_head(struct clean_page *p, struct dl_err *err)
{
	size_t prose = first_prose(p);
	enum dl_status st;

	p->script = prose < p->n ? line_script(&p->lines[prose].shape) : 0;
	if (prose == p->n && p->n > 1)
		prose = 1; // nothing reads like a story: only a title may be told apart
	for (size_t i = 0; i < prose && prose < p->n; i++)
		if (!p->lines[i].reason)
			p->lines[i].reason = head_reason(p, &p->lines[i]);
	st = take_title(p, prose, err);
	for (size_t i = 0; i < prose + 2 && i < p->n; i++)
		judge_line(p, i, prose < p->n ? prose : 0);
	p->first = prose < p->n ? prose : 0;
	return st;
}

// SPDX-License-Identifier: MIT
// Inside the story: pointers to other stories, advertisements, credits; recaps are flagged only.
#include "corpus/clean_page.h"

#include "base/mem.h"

enum { MAX_POINTED = 5 };

static size_t count_of(struct str text, struct str what)
{
	size_t n = 0;

	for (size_t i = 0; i + what.len <= text.len; i++)
		n += memcmp(text.ptr + i, what.ptr, what.len) == 0;
	return n;
}

// "Read also:" and the headlines behind it, up to the next sentence of the story. Without a colon or in
// mark-up, where every pointer has its own line, only the line itself.
static size_t drop_pointer(struct clean_page *p, size_t i)
{
	bool alone = p->lines[i].phrase == PHRASE_ALSO && p->lines[i].shape.colon;
	size_t k = i + 1;

	p->lines[i].reason = "pointer to another story";
	while (alone && k < p->n && k <= i + MAX_POINTED && !p->lines[k].reason &&
		line_is_headline(&p->lines[k]) && !line_is_prose(&p->lines[k]) &&
		p->lines[k].role == LINE_TEXT && (k == i + 1 || !p->lines[k].gap)) {
		p->lines[k].reason = "headline of another story";
		k++;
	}
	return k - 1;
}

void clean_middle(struct clean_page *p)
{
	for (size_t i = p->first; i < p->n; i++) {
		struct clean_line *l = &p->lines[i];

		if (l->reason)
			continue;
		if (line_is_also(l) && l->role != LINE_HEADING && (i > p->first || p->n > 1))
			i = drop_pointer(p, i);
		else if (l->phrase == PHRASE_NOTICE)
			l->reason = "notice";
		else if (p->marked_up && l->role == LINE_TEXT && line_is_date(l) &&
			 memchr(l->text.ptr, ':', l->text.len))
			l->reason = "date line";
		else if (count_of(l->text, STR("■")) >= 2)
			l->reason = "pointer to another story";
		else if (i > p->first && line_is_credit(l))
			l->reason = "caption or credit";
		else if (p->marked_up && (l->phrase == PHRASE_SHARE || line_is_share_bar(l)) &&
			 l->role != LINE_ITEM)
			l->reason = "share bar";
	}
}

// A sentence that recalls an earlier story is the story's own; whoever reads or classifies may want to know.
enum dl_status clean_flag(struct clean_page *p, struct dl_err *err)
{
	struct article *a = p->a;
	size_t n = 0;

	for (size_t i = p->first; i < p->n; i++)
		n += !p->lines[i].reason && phrase_start(p->lines[i].text) == PHRASE_RECAP;
	if (!n)
		return DL_OK;
	a->flagged = arena_alloc(&a->mem, n * sizeof *a->flagged);
	if (!a->flagged)
		return err_nomem(err);
	for (size_t i = p->first; i < p->n; i++) {
		struct str text;

		if (p->lines[i].reason || phrase_start(p->lines[i].text) != PHRASE_RECAP)
			continue;
		text = arena_copy(&a->mem, p->lines[i].text);
		if (!text.ptr)
			return err_nomem(err);
		a->flagged[a->n_flagged++] = (struct removed){STR("recap of an earlier story"), text};
	}
	return DL_OK;
}

// SPDX-License-Identifier: MIT
// Below the story: headlines of other stories, teasers, comments, share bars, notices.
//
// Something must announce it: a wide gap, a known phrase as a whole line, or a run of cut teasers. A list at
// the end of a story that nothing announces is the story's own.
#include "corpus/clean_page.h"

#include <stdlib.h>

enum { WIDE_GAP = 2, MIN_TAIL = 3, MAX_TEASER = 400, LAST_LINES = 40 };

static bool is_more_teaser(const struct clean_line *l)
{
	return l->shape.ellipsis || str_ends(l->text, STR("... more")) || str_ends(l->text, STR("… more")) ||
	       str_ends(l->text, STR("...more")) || str_ends(l->text, STR("[…]"));
}

// May stand in a tail: anything that does not read like the story's own sentences.
static bool is_tailish(const struct clean_page *p, const struct clean_line *l)
{
	if (l->reason || l->phrase != PHRASE_NONE || is_more_teaser(l) || line_is_headline(l))
		return true;
	if (line_is_date(l) || line_is_counter(l) || line_is_credit(l) || line_is_also(l))
		return true;
	return !p->marked_up && p->script && line_script(&l->shape) && line_script(&l->shape) != p->script;
}

static int by_size(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

// How wide the gaps between the story's paragraphs are.
static size_t usual_gap(const struct clean_page *p)
{
	size_t gaps[64], n = 0;

	for (size_t i = p->first + 1; i < p->n && n < 64; i++)
		if (line_is_prose(&p->lines[i]))
			gaps[n++] = p->lines[i].gap;
	if (!n)
		return 0;
	qsort(gaps, n, sizeof *gaps, by_size);
	return gaps[n / 2];
}

// Phrases that open a tail. Most of the others stand in it.
static bool opens(const struct clean_line *l)
{
	return l->phrase == PHRASE_SECTION || l->phrase == PHRASE_COMMENTS || l->phrase == PHRASE_SHARE ||
	       l->phrase == PHRASE_MENU || l->phrase == PHRASE_ALSO;
}

// From the end upwards over what may be tail to the highest line that announces one.
static size_t tail_from_below(const struct clean_page *p)
{
	size_t wide = usual_gap(p) + WIDE_GAP, at = p->n, start = p->n, teasers = 0;
	bool phrase = false;

	while (at > p->first + 1 && is_tailish(p, &p->lines[at - 1])) {
		const struct clean_line *l = &p->lines[--at];

		phrase = phrase || opens(l);
		teasers = is_more_teaser(l) && l->shape.width > 40 ? teasers + 1 : teasers;
		if (opens(l) || (l->gap >= wide && !p->marked_up && (phrase || p->n - at >= MIN_TAIL)) ||
			(l->gap >= wide + 1 && !p->marked_up && is_more_teaser(l)))
			start = at;
		else if (teasers >= 2 && is_more_teaser(l))
			start = at;
	}
	return start;
}

// Below a phrase that opens a tail there may be whole sentences: teasers under headlines, readers' comments.
static bool all_teasers(const struct clean_page *p, size_t from)
{
	size_t prose = 0, headlines = 0;

	for (size_t i = from + 1; i < p->n; i++) {
		const struct clean_line *l = &p->lines[i];

		if (is_tailish(p, l)) {
			headlines += line_is_headline(l) || is_more_teaser(l);
			continue;
		}
		if (l->shape.width > MAX_TEASER || !is_tailish(p, &p->lines[i - 1]) ||
			(i == from + 1 && l->shape.width > 150))
			return false;
		prose++;
	}
	return p->n - from > 1 && (prose == 0 || headlines >= prose);
}

static size_t tail_from_above(const struct clean_page *p)
{
	uint64_t before = 0;

	for (size_t i = p->first; i < p->n; i++) {
		const struct clean_line *l = &p->lines[i];

		if (i > p->first && l->phrase == PHRASE_COMMENTS && before >= 150)
			return i;
		if (i > p->first && l->phrase == PHRASE_SECTION && all_teasers(p, i))
			return i;
		before += line_is_prose(l) ? l->shape.width : 0;
	}
	return p->n;
}

static const char *tail_reason(const struct clean_page *p, const struct clean_line *l)
{
	if (l->phrase != PHRASE_NONE)
		return "furniture below the story";
	if (is_more_teaser(l) || !line_is_headline(l))
		return "teaser of another story";
	if (line_is_date(l))
		return "date line";
	return !p->marked_up && line_script(&l->shape) != p->script && p->script
		       ? "in another language"
		       : "headline of another story";
}

// The very last lines one by one: what no story ends with.
static const char *last_reason(const struct clean_line *l)
{
	enum phrase start;

	if (l->phrase != PHRASE_NONE && l->phrase != PHRASE_RECAP)
		return "furniture below the story";
	if (l->role == LINE_TEXT && line_is_date(l))
		return "date line";
	if (l->role == LINE_TEXT && line_is_counter(l))
		return "counter";
	if (l->shape.width < 200 && (str_starts(l->text, STR("©")) || str_starts(l->text, STR("Copyright"))))
		return "notice";
	if (line_is_share_bar(l))
		return "share bar";
	if (line_is_credit(l))
		return "caption or credit";
	if (line_is_address(l))
		return "links or handles";
	if (line_is_also(l))
		return "pointer to another story";
	if (memchr(l->text.ptr, '@', l->text.len) && l->shape.width < 60 && l->shape.words <= 7 &&
		!l->shape.ends)
		return "byline";
	start = phrase_start(l->text);
	if (start == PHRASE_NOTICE && l->shape.width < 300 && (!l->shape.ends || l->shape.words > 3))
		return "notice";
	if (start == PHRASE_SHARE && l->shape.width < 250 && l->shape.stops <= 2)
		return "share bar";
	if (start == PHRASE_BYLINE && l->shape.width < 70 && !l->shape.ends &&
		memchr(l->text.ptr, ':', l->text.len))
		return "byline";
	return NULL;
}

static bool is_source(const struct clean_line *l)
{
	static const char *const names[] = {
		"Source:", "Источник:", "Сарчашма:", "Манбаъ:", "Quelle:", "Tags:", "Tag:", "Теги:", "Тэги:",
		"Метки:", "Ключевые слова:", "Барчасп:", "Topics:", "Tags ", "Рубрики:", "Schlagworte:",
		"Etiquetas:", "Mots-clés:", "Filed under:", "Filed Under:", "Posted in:", "Categories:"};

	for (size_t i = 0; i < sizeof names / sizeof *names && l->shape.width < 120 && !l->shape.ends; i++)
		if (str_starts(l->text, str_from(names[i])))
			return true;
	return false;
}

static void trim_end(struct clean_page *p)
{
	size_t left = LAST_LINES;

	for (size_t i = p->n; i-- > p->first + 1 && left--;) {
		struct clean_line *l = &p->lines[i];
		const char *reason = l->reason ? l->reason : last_reason(l);

		if (!reason && is_source(l))
			reason = "source or tags";
		if (!reason)
			return;
		l->reason = reason;
	}
}

void clean_tail(struct clean_page *p)
{
	size_t below = tail_from_below(p), above = tail_from_above(p), start = below < above ? below : above;

	for (size_t i = start; i < p->n; i++)
		if (!p->lines[i].reason)
			p->lines[i].reason = tail_reason(p, &p->lines[i]);
	trim_end(p);
}

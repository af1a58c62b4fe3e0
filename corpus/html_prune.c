// SPDX-License-Identifier: MIT
// What is no story whatever stands in it: menus, forms, comments, share bars, captions, what is hidden.
//
// The name of an element only asks the question; how much of the page's prose it holds answers it, so that a
// page-wide <form> or a wrapper called "sidebar-left" keeps its story.
#include "corpus/html_page.h"
#include "corpus/phrases.h"

enum { ENOUGH = 200 }; // prose that may well be a story

const char html_head_reason[] = "head of the page";

struct verdict {
	const char *reason; // NULL: stays
	double most;        // stays all the same with more than this share of the page's prose
};

static struct verdict by_hints(const struct html_node *n)
{
	unsigned h = n->hints;

	if (h & HINT_HIDDEN)
		return (struct verdict){"hidden", 0.5};
	if (h & HINT_COMMENTS)
		return (struct verdict){"readers' comments", 0.5};
	if ((h & HINT_CAPTION) && !(h & HINT_STORY))
		return (struct verdict){"caption", 0.2};
	if ((h & HINT_JUNK) && !(h & HINT_STORY))
		return (struct verdict){"furniture by its name", n->h1_inside ? 0.2 : 0.6};
	return (struct verdict){NULL, 0};
}

static struct verdict by_tag(const struct html_node *n)
{
	switch ((enum html_tag)n->tag) {
	case TAG_ASIDE:
		return (struct verdict){"menu, side or foot of the page", 0.5};
	case TAG_HEADER:
		return (struct verdict){html_head_reason, 0.3};
	case TAG_FORM:
		return (struct verdict){"form", 0.3};
	case TAG_CAPTION:
		return (struct verdict){"caption", 0.2};
	case TAG_FIGURE:
	case TAG_INLINE:
	case TAG_SKIP:
	case TAG_BREAK:
	case TAG_LINK:
	case TAG_PICTURE:
	case TAG_BLOCK:
	case TAG_PARAGRAPH:
	case TAG_HEADING:
	case TAG_LIST:
	case TAG_ITEM:
	case TAG_TABLE:
	case TAG_ROW:
	case TAG_CELL:
	case TAG_QUOTE:
	case TAG_PRE:
	case TAG_ARTICLE:
	case TAG_MAIN:
	case TAG_BODY:
		break;
	}
	return (struct verdict){NULL, 0};
}

static bool is_wrapper(const struct html_node *n)
{
	return n->tag == TAG_BODY || n->tag == TAG_MAIN;
}

// Whether a node that is asked about holds too much of the story to go.
static bool spared(const struct html_page *p, const struct html_node *n, const struct verdict *v,
	const struct html_sums *in, const struct html_sums *page)
{
	double rest = page->prose - in->prose;
	bool comments = (n->hints & HINT_COMMENTS) != 0;

	(void)p;
	if (n->story_inside && in->prose > 0.1 * page->prose)
		return true;
	if (n->h1_inside && n->tag != TAG_HEADER && in->prose > 0.2 * page->prose)
		return true;
	if (comments && rest >= ENOUGH && !n->h1_inside)
		return false;
	// The headline of a part of the story.
	if (n->tag == TAG_HEADER && !n->h1_inside && !n->hints && !in->link && in->n_blocks <= 2)
		return true;
	return in->prose > v->most * page->prose && in->prose > 40;
}

static bool only_headings(const struct html_page *p, const struct html_node *n)
{
	for (size_t b = n->first_block; b < n->end_block; b++)
		if (p->nodes[p->blocks[b].node].tag != TAG_HEADING)
			return false;
	return true;
}

// A short caption or hidden piece may stand inside a paragraph; everything else is judged by its own weight.
static bool weak_goes(const struct html_page *p, const struct html_node *n, const struct html_sums *in,
	const struct html_sums *page)
{
	if (!(n->hints & HINT_WEAK) || (n->hints & HINT_STORY) || n->story_inside || n->h1_inside)
		return false;
	if (n->tag == TAG_ARTICLE || is_wrapper(n))
		return false;
	if (in->prose == 0 && !in->link && only_headings(p, n))
		return false;
	return in->prose == 0 || (in->link * 5 > in->width * 2 && in->prose < 0.3 * page->prose);
}

static void judge_figure(struct html_page *p, size_t i)
{
	const struct html_node *n = &p->nodes[i];

	// Tables and quotes stand in figures, too; the rest of a figure is its caption.
	for (size_t k = i + 1; k < n->end; k++)
		if (p->nodes[k].tag == TAG_TABLE || p->nodes[k].tag == TAG_QUOTE ||
			p->nodes[k].tag == TAG_PRE)
			return;
	html_drop(p, i, "caption");
}

// A picture with a line or two beneath it.
static bool is_picture(const struct html_node *n, const struct html_sums *in, const struct html_sums *page)
{
	if (!n->picture_inside || n->h1_inside || in->prose > 0.25 * page->prose)
		return false;
	if (n->tag == TAG_TABLE)
		return in->width <= 250 && in->n_blocks <= 2;
	if (n->tag != TAG_BLOCK && n->tag != TAG_FIGURE && n->tag != TAG_INLINE)
		return false;
	return (n->hints & HINT_PICTURE) ? in->width <= 500 && in->n_blocks <= 4
					 : in->width <= 220 && in->n_blocks == 1;
}

// A box with a field to write into: sign up, search, send.
static bool is_field_box(const struct html_node *n, const struct html_sums *in, const struct html_sums *page)
{
	return n->field_inside && !n->h1_inside && !n->story_inside && !(n->hints & HINT_STORY) &&
	       !is_wrapper(n) && in->width <= 400 && in->prose <= 0.2 * page->prose;
}

// What asks for consent to cookies, if the page is not about them.
static void judge_consent(struct html_page *p, struct str title)
{
	struct html_sums page = html_node_sums(p, 0);

	if (!page.n_consent || html_speaks_of_cookies(title.ptr))
		return;
	for (size_t i = 1; i < p->n_nodes; i++) {
		const struct html_node *n = &p->nodes[i];
		struct html_sums in = html_node_sums(p, i);

		if (!in.n_consent || n->h1_inside || n->story_inside || (n->hints & HINT_STORY) ||
			is_wrapper(n) || 2 * in.n_consent < in.n_prose || page.prose - in.prose < 100)
			continue;
		html_drop(p, i, "asks for cookies");
		i = n->end - 1;
	}
	html_page_sum(p);
}

static void judge_nodes(struct html_page *p)
{
	struct html_sums page = html_node_sums(p, 0);

	for (size_t i = 1; i < p->n_nodes; i++) {
		struct html_node *n = &p->nodes[i];
		struct html_sums in = html_node_sums(p, i);
		struct verdict tag = by_tag(n), hint = by_hints(n);

		if (!in.width || n->tag == TAG_BODY)
			continue;
		if (n->tag == TAG_FIGURE && in.prose <= 0.3 * page.prose)
			judge_figure(p, i);
		else if (hint.reason && !is_wrapper(n) && !spared(p, n, &hint, &in, &page))
			html_drop(p, i, hint.reason);
		else if (tag.reason && !spared(p, n, &tag, &in, &page))
			html_drop(p, i, tag.reason);
		else if (is_field_box(n, &in, &page))
			html_drop(p, i, "form");
		else if (is_picture(n, &in, &page))
			html_drop(p, i, "caption");
		else if (weak_goes(p, n, &in, &page))
			html_drop(p, i, "furniture by its name");
		if (n->dropped)
			i = n->end - 1;
	}
}

// The smallest element that a headline of furniture begins, if it is not much of the page.
static size_t section_of(const struct html_page *p, size_t block, const struct html_sums *page)
{
	size_t i = p->blocks[block].node, best = 0;

	while (i && p->nodes[i].first_block == block) {
		struct html_sums in = html_node_sums(p, i);

		if (in.prose > 0.5 * page->prose || p->nodes[i].h1_inside || p->nodes[i].story_inside ||
			(p->nodes[i].hints & HINT_STORY) || is_wrapper(&p->nodes[i]))
			break;
		best = i;
		i = p->nodes[i].parent;
	}
	return best;
}

// "Related articles", "Comments": the element that such a headline opens goes with all that is in it.
static void judge_sections(struct html_page *p)
{
	struct html_sums page = html_node_sums(p, 0);

	for (size_t b = 0; b < p->n_blocks; b++) {
		const struct html_block *block = &p->blocks[b];
		enum phrase kind;
		size_t node;

		if (block->reason || block->prose > 0 || block->shape.width > 60)
			continue;
		kind = phrase_whole(html_block_text(p, b));
		if (kind != PHRASE_SECTION && kind != PHRASE_COMMENTS)
			continue;
		node = section_of(p, b, &page);
		if (node && p->nodes[node].end_block > b + 1)
			html_drop(p, node,
				kind == PHRASE_COMMENTS ? "readers' comments" : "list of other stories");
	}
}

static bool is_reply(struct str text)
{
	static const char words[] =
		"|reply|reply to this|ответить|ответ|пожаловаться|цитировать|antworten|melden"
		"|répondre|signaler|responder|denunciar|rispondi|segnala|odpowiedz|yanıtla|cevapla|"
		"beantwoorden|svara"
		"|відповісти|ҷавоб|жауап беру|жооп берүү|回复|返信|답글|رد|پاسخ|";
	char key[40];
	size_t len = text.len < sizeof key - 3 ? line_fold(key + 1, sizeof key - 3, text) : 0;

	key[0] = key[len + 1] = '|';
	key[len + 2] = '\0';
	return len && strstr(words, key);
}

// "Reply" again and again: readers' comments, whatever their element is called.
static void judge_replies(struct html_page *p)
{
	size_t first = SIZE_MAX, last = 0, n = 0, i;
	struct html_sums page = html_node_sums(p, 0), in;

	for (size_t b = 0; b < p->n_blocks; b++) {
		if (p->blocks[b].reason || p->blocks[b].shape.width > 20 || !is_reply(html_block_text(p, b)))
			continue;
		first = first == SIZE_MAX ? b : first;
		last = b;
		n++;
	}
	if (n < 2)
		return;
	for (i = p->blocks[first].node; i && p->nodes[i].end_block <= last;)
		i = p->nodes[i].parent;
	in = html_node_sums(p, i);
	if (i && !p->nodes[i].h1_inside && !p->nodes[i].story_inside && !(p->nodes[i].hints & HINT_STORY) &&
		page.prose - in.prose >= ENOUGH)
		html_drop(p, i, "readers' comments");
}

void html_prune(struct html_page *p, struct str title)
{
	judge_nodes(p);
	html_page_sum(p);
	judge_consent(p, title);
	judge_replies(p);
	html_page_sum(p);
	judge_sections(p);
	html_page_sum(p);
}

// SPDX-License-Identifier: MIT
// Which part of the page is the story.
//
// Every block of prose speaks for the elements round it, fully for the nearest and less at each level up;
// the element for which most speaks is the heart of the story. Then what belongs to it beside is taken in: a
// story is often cut by advertisements into several elements.
#include "corpus/html_page.h"

#include "base/mem.h"

#include <math.h>

enum { MAX_UP = 6 };

static const double decay = 0.75;

// Elements that only hold one paragraph, or are parts of a list or table, are no level of their own.
static bool is_transparent(const struct html_page *p, const struct html_node *n)
{
	switch ((enum html_tag)n->tag) {
	case TAG_PARAGRAPH:
	case TAG_HEADING:
	case TAG_ITEM:
	case TAG_LIST:
	case TAG_ROW:
	case TAG_TABLE:
	case TAG_QUOTE:
	case TAG_PRE:
	case TAG_CAPTION:
	case TAG_FIGURE:
	case TAG_INLINE:
		return true;
	case TAG_BLOCK:
		return n->end_block == n->first_block + 1 && n->end == (uint32_t)(n - p->nodes) + 1;
	case TAG_SKIP:
	case TAG_BREAK:
	case TAG_LINK:
	case TAG_PICTURE:
	case TAG_CELL:
	case TAG_FORM:
	case TAG_ASIDE:
	case TAG_HEADER:
	case TAG_ARTICLE:
	case TAG_MAIN:
	case TAG_BODY:
		break;
	}
	return false;
}

// `of_its_kind`: its share of the prose of all that are <article>s, or named like a story, as it is. One of
// many is not the whole: an entry of a live blog, a post of a forum.
static double weight_of(const struct html_node *n, double of_its_kind)
{
	double w = 1;

	if (n->hints & HINT_STORY)
		w *= of_its_kind > 0.6 ? 1.8 : 1.1;
	else if (n->hints & HINT_CONTENT)
		w *= 1.1;
	if (n->tag == TAG_ARTICLE)
		w *= of_its_kind > 0.6 ? 1.2 : 1;
	if (n->tag == TAG_MAIN)
		w *= 1.1;
	if (n->tag == TAG_BODY)
		w *= 0.7;
	if (n->hints & (HINT_JUNK | HINT_COMMENTS | HINT_HIDDEN))
		w *= 0.5;
	if (n->hints & HINT_LEAD)
		w *= 0.8;
	if (n->tag == TAG_ASIDE || n->tag == TAG_HEADER)
		w *= 0.5;
	return w;
}

static bool holds_layout(enum html_tag tag)
{
	return tag == TAG_PARAGRAPH || tag == TAG_HEADING || tag == TAG_LIST || tag == TAG_ROW ||
	       tag == TAG_TABLE;
}

static bool is_kind(const struct html_node *n, bool article)
{
	return article ? n->tag == TAG_ARTICLE : (n->hints & HINT_STORY) != 0;
}

static double prose_of_kind(const struct html_page *p, bool article)
{
	double sum = 0;

	for (size_t i = 1; i < p->n_nodes; i++)
		if (is_kind(&p->nodes[i], article)) {
			sum += html_node_sums(p, i).prose;
			i = p->nodes[i].end - 1;
		}
	return sum;
}

// The node for which most speaks; 0 where nothing does. NO memory: p->no_memory.
static size_t heart(struct html_page *p, size_t headline, size_t lead)
{
	double *score = mem_zalloc(p->n_nodes, sizeof *score), most = 0;
	double articles = prose_of_kind(p, true), stories = prose_of_kind(p, false);
	size_t best = 0;

	if (!score) {
		p->no_memory = true;
		return 0;
	}
	for (size_t b = 0; b < p->n_blocks; b++)
		if (!p->blocks[b].reason)
			score[p->blocks[b].node] += p->blocks[b].prose;
	for (size_t i = p->n_nodes; i-- > 1;) {
		const struct html_node *n = &p->nodes[i];
		bool through = is_transparent(p, n), leads = n->first_block <= lead && lead < n->end_block;
		double kind = n->hints & HINT_STORY ? stories : articles;
		double s = score[i] * weight_of(n, html_node_sums(p, i).prose / (kind > 1 ? kind : 1));

		s *= leads ? 1.3 : lead < p->n_blocks ? 0.6 : 1;
		s *= headline < p->n_blocks && n->end_block <= headline ? 0.4 : 1;
		if (n->teaser && !p->nodes[n->parent].teaser) {
			s *= 0.15;
			score[i] *= 0.15;
		}
		// Parts of the whole page beside the one that the headline leads into hardly belong together.
		if (!leads && lead < p->n_blocks && !through && p->nodes[n->parent].tag == TAG_BODY)
			score[n->parent] += 0.3 * score[i];
		else
			score[n->parent] += through ? score[i] : decay * score[i];
		if (!holds_layout((enum html_tag)n->tag) && s > most && !n->dropped) {
			most = s;
			best = i;
		}
	}
	if (score[0] > 0 && !best)
		best = 0;
	mem_free(score);
	return best;
}

// A run of blocks beside the story, seen as a whole.
struct beside {
	struct html_sums in;
	const struct html_node *node; // NULL: blocks that stand directly in the ancestor
	bool alike;                   // same tag and class as the part that holds the heart
	bool before;
};

static bool is_paragraph(const struct beside *x)
{
	return x->in.n_blocks == 1 && (!x->node || x->node->tag == TAG_PARAGRAPH);
}

static bool is_prose(const struct html_sums *s)
{
	return s->width && 4 * s->link < s->width && s->n_prose > s->n_linked &&
	       2 * s->n_blocks <= 5 * s->n_prose + 2;
}

// The way up from the heart.
struct climb {
	struct html_sums top; // of the heart
	bool named;           // the heart is named like a story: it is the whole
	bool under_body;      // the parts looked at are those of the page as a whole
	bool in_article;      // inside the page's one <article>
	int up;
};

// Whether something `up` levels above the heart belongs to the story.
static bool belongs(const struct beside *x, const struct climb *c)
{
	const struct html_sums *top = &c->top;
	int up = c->up;
	double mean = top->n_prose ? top->prose / top->n_prose : 0;
	double mine = x->in.n_prose ? x->in.prose / x->in.n_prose : 0;
	bool long_blocks = mine > 0.4 * mean;

	if (x->node && (x->node->dropped || x->node->teaser ||
			       (x->node->hints & (HINT_JUNK | HINT_COMMENTS | HINT_HIDDEN))))
		return false;
	if (x->alike && x->in.prose > 0 && 3 * x->in.link < x->in.width)
		return true;
	if (!is_prose(&x->in))
		return false;
	if (c->named && !(x->node && (x->node->hints & HINT_STORY)) && !(up == 1 && is_paragraph(x)))
		return false;
	if (c->under_body && !x->before && !is_paragraph(x))
		return false;
	if (x->node && (x->node->hints & (HINT_STORY | HINT_LEAD)) && up <= 3)
		return true;
	if (x->in.n_blocks == 1 && up <= 2 && (x->before || !x->node || x->node->tag == TAG_PARAGRAPH))
		return x->in.n_stops > 0 && x->in.prose >= 40;
	if (up > 1 && !x->before && !c->in_article)
		return false;
	if (c->in_article && x->before && x->in.n_stops > 0 && x->in.prose >= 40)
		return true;
	if (!x->before && x->in.link && x->in.prose < 0.25 * top->prose)
		return false;
	return long_blocks && x->in.prose > (c->in_article ? 0.08 : up <= 2 ? 0.15 : 0.3) * top->prose;
}

static void choose(struct html_page *p, size_t from, size_t end)
{
	for (size_t b = from; b < end; b++)
		p->blocks[b].chosen = p->blocks[b].reason == NULL;
}

// Blocks of `node` itself, one by one: text beside its elements.
static void take_own_blocks(struct html_page *p, const struct climb *c, size_t node, size_t from, size_t end)
{
	for (size_t b = from; b < end; b++) {
		struct beside x = {.in = html_range(p, b, b + 1)};

		if (p->blocks[b].node == node && c->up <= 2 && belongs(&x, c))
			choose(p, b, b + 1);
	}
}

// One level: the children of `above` but the one on the path to the heart.
static void take_siblings(struct html_page *p, const struct climb *c, size_t above, size_t path)
{
	const struct html_node *a = &p->nodes[above], *on_path = &p->nodes[path];
	size_t done = a->first_block;

	for (size_t i = above + 1; i < a->end; i = p->nodes[i].end) {
		const struct html_node *n = &p->nodes[i];
		struct beside x = {html_node_sums(p, i), n,
			n->signature == on_path->signature && html_attribute(n->xml, "class"),
			n->first_block < on_path->first_block};

		take_own_blocks(p, c, above, done, n->first_block);
		done = n->end_block;
		if (i != path && x.in.width && belongs(&x, c))
			choose(p, n->first_block, n->end_block);
	}
	take_own_blocks(p, c, above, done, a->end_block);
}

// Headings and short paragraphs between two chosen parts of one level belong to what they stand between.
static void fill_gaps(struct html_page *p)
{
	size_t last = SIZE_MAX;

	for (size_t b = 0; b < p->n_blocks; b++) {
		if (!p->blocks[b].chosen)
			continue;
		for (size_t k = last + 1; last != SIZE_MAX && k < b && b - last <= 3; k++) {
			const struct html_block *x = &p->blocks[k];
			enum html_tag tag = (enum html_tag)p->nodes[x->node].tag;

			if (!x->reason && !x->link && (tag == TAG_HEADING || tag == TAG_PARAGRAPH))
				p->blocks[k].chosen = true;
		}
		last = b;
	}
}

// No element stands out: all prose of the page and what is not linked between.
static void take_all(struct html_page *p)
{
	for (size_t b = 0; b < p->n_blocks; b++) {
		const struct html_block *x = &p->blocks[b];

		p->blocks[b].chosen = !x->reason && (x->prose > 0 || x->link * 4 < x->shape.width);
	}
}

// Up to a wrapper that holds hardly more prose than the heart: its own short blocks come in with it. A story
// named as such needs no help.
static size_t widen(const struct html_page *p, size_t node)
{
	for (int up = 0; up < 3 && node && !(p->nodes[node].hints & HINT_STORY); up++) {
		size_t parent = p->nodes[node].parent;
		struct html_sums mine = html_node_sums(p, node), all = html_node_sums(p, parent);

		if (!parent || all.prose > 1.02 * mine.prose ||
			(double)all.width > 1.1 * (double)mine.width || 3 * all.link > all.width)
			break;
		node = parent;
	}
	return node;
}

static bool is_whole(const struct html_node *n)
{
	return n->tag == TAG_ARTICLE || n->tag == TAG_MAIN || n->tag == TAG_BODY;
}

static bool in_article(const struct html_page *p, size_t node)
{
	for (; node; node = p->nodes[node].parent)
		if (p->nodes[node].tag == TAG_ARTICLE)
			return html_node_sums(p, node).prose > 0.5 * html_node_sums(p, 0).prose;
	return false;
}

void html_pick(struct html_page *p, struct str title)
{
	struct climb c = {.up = 1};
	size_t headline = html_headline(p, title), lead = html_lead(p, headline), path;
	bool led = headline < p->n_blocks;

	html_teasers(p, led ? lead : p->n_blocks);
	path = heart(p, headline, lead);
	if (p->no_memory)
		return;
	if (!path || html_node_sums(p, path).prose < (led ? 30 : 60)) {
		take_all(p);
		return;
	}
	path = widen(p, path);
	c.top = html_node_sums(p, path);
	c.named = p->nodes[path].hints & HINT_STORY;
	c.in_article = in_article(p, path);
	choose(p, p->nodes[path].first_block, p->nodes[path].end_block);
	for (; c.up <= MAX_UP && path && !is_whole(&p->nodes[path]); c.up++) {
		c.under_body = p->nodes[p->nodes[path].parent].tag == TAG_BODY;
		take_siblings(p, &c, p->nodes[path].parent, path);
		path = p->nodes[path].parent;
	}
	fill_gaps(p);
	if (led) {
		html_below(p, headline);
		html_standfirst(p, headline);
	}
}

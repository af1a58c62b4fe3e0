// SPDX-License-Identifier: MIT
// From the headline to the story: where it begins, and the sentence or two that stand between.
#include "corpus/html_page.h"

// The first block of prose from `from` on that another one beside it follows; else the first at all.
static size_t run_of_prose(const struct html_page *p, size_t from)
{
	size_t first = p->n_blocks, last = first;

	for (size_t b = from; b < p->n_blocks; b++) {
		const struct html_block *x = &p->blocks[b];

		if (x->reason || x->prose < 40)
			continue;
		if (last < b && (p->blocks[last].node == x->node ||
					p->nodes[p->blocks[last].node].parent == p->nodes[x->node].parent))
			return last;
		first = first < b ? first : b;
		last = b;
	}
	return first;
}

size_t html_headline(const struct html_page *p, struct str title)
{
	enum { FOLD = 400 };
	char want[FOLD], have[FOLD];
	size_t len = line_fold(want, sizeof want, title), found = p->n_blocks;

	for (size_t b = 0; b < p->n_blocks && len; b++) {
		const struct html_node *n = &p->nodes[p->blocks[b].node];
		bool h1 = n->tag == TAG_HEADING && n->level == 1;

		if (p->blocks[b].shape.width > FOLD || (p->blocks[b].link && !h1))
			continue;
		if (line_fold(have, sizeof have, html_block_text(p, b)) == len &&
			memcmp(want, have, len) == 0) {
			found = b;
			if (h1)
				break;
		}
	}
	return found;
}

size_t html_lead(const struct html_page *p, size_t headline)
{
	return run_of_prose(p, headline < p->n_blocks ? headline + 1 : headline);
}

static double chosen_prose(const struct html_page *p, size_t from, size_t end)
{
	double sum = 0;

	for (size_t b = from; b < end; b++)
		sum += p->blocks[b].chosen ? p->blocks[b].prose : 0;
	return sum;
}

void html_below(struct html_page *p, size_t headline)
{
	if (p->nodes[p->blocks[headline].node].tag != TAG_HEADING ||
		chosen_prose(p, headline, p->n_blocks) <= chosen_prose(p, 0, headline))
		return;
	for (size_t b = 0; b < headline; b++)
		p->blocks[b].chosen = false;
}

// A sentence of its own, not what stands beneath a picture or says who and when.
static bool is_standfirst(const struct html_page *p, const struct html_block *b)
{
	const struct html_node *n = &p->nodes[b->node];
	const struct line_shape *s = &b->shape;
	bool head = b->reason && strcmp(b->reason, html_head_reason) == 0;

	if ((b->reason && !head) || b->link || (n->hints & (HINT_CAPTION | HINT_HIDDEN | HINT_JUNK)))
		return false;
	if (n->tag != TAG_PARAGRAPH && n->tag != TAG_HEADING && n->tag != TAG_BLOCK)
		return false;
	return s->ends && !s->ellipsis && s->width >= 15 && (s->words >= 5 || s->dense >= 6) &&
	       s->letters > 2 * s->digits;
}

void html_standfirst(struct html_page *p, size_t headline)
{
	enum { FAR = 12 };
	size_t first = headline + 1;

	while (first < p->n_blocks && (!p->blocks[first].chosen || p->blocks[first].reason))
		first++;
	if (first >= p->n_blocks || first - headline > FAR)
		return;
	for (size_t b = headline + 1; b < first; b++)
		if (is_standfirst(p, &p->blocks[b])) {
			p->blocks[b].reason = NULL;
			p->blocks[b].chosen = true;
		}
}

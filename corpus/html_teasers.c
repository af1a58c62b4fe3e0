// SPDX-License-Identifier: MIT
// Teasers of other stories: elements made alike, each of which opens with a link and goes on in a sentence or
// two. One such element may be anything; several in a row are a list of what else there is to read.
#include "corpus/html_page.h"

enum { MAX_BLOCKS = 6, MAX_PROSE = 700, MIN_LINK = 10, LOOK = 3 };

static bool may_be_teaser(const struct html_node *n)
{
	return n->tag == TAG_BLOCK || n->tag == TAG_ARTICLE || n->tag == TAG_ITEM || n->tag == TAG_LIST ||
	       n->tag == TAG_INLINE;
}

static bool opens_with_link(const struct html_page *p, const struct html_node *n)
{
	for (size_t b = n->first_block; b < n->end_block && b < n->first_block + (size_t)LOOK; b++) {
		const struct html_block *x = &p->blocks[b];

		if (!x->reason && x->link_first && x->link >= MIN_LINK)
			return true;
		if (!x->reason && x->prose >= 40)
			return false;
	}
	return false;
}

static bool looks_like_teaser(const struct html_page *p, size_t i)
{
	const struct html_node *n = &p->nodes[i];
	struct html_sums in = html_node_sums(p, i);

	return may_be_teaser(n) && !n->h1_inside && in.n_blocks <= MAX_BLOCKS && in.n_prose >= 1 &&
	       in.n_prose <= 2 && in.prose < MAX_PROSE && opens_with_link(p, n);
}

// Siblings made alike from `first` on, those without text between them: how many look like teasers, how many
// have text; returns where the run ends.
static size_t run_of(const struct html_page *p, size_t first, size_t end, size_t *teasers, size_t *texts)
{
	uint32_t kind = p->nodes[first].signature;
	size_t i = first;

	for (*teasers = *texts = 0; i < end; i = p->nodes[i].end) {
		bool empty = !html_node_sums(p, i).width;

		if (!empty && p->nodes[i].signature != kind)
			break;
		*texts += !empty;
		*teasers += !empty && looks_like_teaser(p, i);
	}
	return i;
}

static void judge_children(struct html_page *p, size_t parent, size_t lead)
{
	size_t end = p->nodes[parent].end, stop, teasers, texts;

	for (size_t i = parent + 1; i < end; i = stop) {
		stop = run_of(p, i, end, &teasers, &texts);
		if (teasers < 2 || teasers * 4 < texts * 3 ||
			(p->nodes[i].first_block <= lead && lead < (stop < end ? p->nodes[stop].first_block
									       : p->nodes[parent].end_block)))
			continue;
		for (size_t k = i; k < stop; k = p->nodes[k].end)
			p->nodes[k].teaser = html_node_sums(p, k).width > 0;
	}
}

void html_teasers(struct html_page *p, size_t lead)
{
	for (size_t i = 0; i < p->n_nodes; i++) {
		p->nodes[i].teaser = p->nodes[i].teaser || (i && p->nodes[p->nodes[i].parent].teaser);
		if (!p->nodes[i].teaser && p->nodes[i].end > i + 2)
			judge_children(p, i, lead);
	}
}

// SPDX-License-Identifier: MIT
// Inside the story: lists of links, teasers of other stories, what stands twice, headlines of nothing.
#include "corpus/html_page.h"

#include "base/hash.h"
#include "base/mem.h"
#include "corpus/phrases.h"

#include <stdlib.h>

static const char links[] = "links to other stories";

static bool in_story(const struct html_block *b)
{
	return b->chosen && !b->reason;
}

static struct html_sums chosen_sums(const struct html_page *p)
{
	struct html_sums s = {0};

	for (size_t i = 0; i < p->n_blocks; i++) {
		const struct html_block *b = &p->blocks[i];

		if (in_story(b)) {
			s.prose += b->prose;
			s.width += b->shape.width;
			s.n_blocks++;
		}
	}
	return s;
}

static bool is_container(const struct html_node *n)
{
	return n->tag == TAG_BLOCK || n->tag == TAG_LIST || n->tag == TAG_TABLE || n->tag == TAG_ARTICLE ||
	       n->tag == TAG_QUOTE;
}

static bool has_linked_heading(const struct html_page *p, const struct html_node *n)
{
	for (size_t b = n->first_block; b < n->end_block && b < n->first_block + 4u; b++) {
		const struct html_block *x = &p->blocks[b];

		if (!x->reason && p->nodes[x->node].tag == TAG_HEADING && x->link * 10 > x->shape.width * 8)
			return true;
	}
	return false;
}

// A picture or nothing, then a line that is all link, then a little text.
static bool opens_in_link(const struct html_page *p, const struct html_node *n)
{
	const struct html_block *x = &p->blocks[n->first_block];

	return n->end_block > n->first_block + 1 && !x->reason && x->shape.width >= 15 &&
	       x->link * 10 > x->shape.width * 9 && !x->shape.ends && n->picture_inside;
}

// A box of links, or a teaser: a linked headline with a little text.
static bool is_link_box(const struct html_page *p, size_t i, const struct html_sums *story)
{
	const struct html_node *n = &p->nodes[i];
	struct html_sums in = html_node_sums(p, i);

	if (!in.n_blocks || !is_container(n) || in.prose > 0.25 * story->prose)
		return false;
	if (in.link * 10 > in.width * 6)
		return true;
	if (in.n_linked >= 3 && in.n_linked > 2 * in.n_prose && in.link * 2 > in.width)
		return true;
	return in.prose < 300 && in.n_prose <= 2 &&
	       (has_linked_heading(p, n) || (n->tag == TAG_BLOCK && opens_in_link(p, n)));
}

// One of several alike, unless they are what the page is made of.
static bool is_teaser(const struct html_page *p, size_t i, const struct html_sums *story)
{
	const struct html_node *n = &p->nodes[i];

	return n->teaser && html_node_sums(p, n->parent).prose < 0.6 * story->prose;
}

static void drop_link_boxes(struct html_page *p)
{
	struct html_sums story = chosen_sums(p);

	for (size_t i = 1; i < p->n_nodes; i++) {
		struct html_node *n = &p->nodes[i];

		if (n->first_block < n->end_block && p->blocks[n->first_block].chosen && !n->dropped &&
			p->blocks[n->end_block - 1].chosen &&
			(is_teaser(p, i, &story) || is_link_box(p, i, &story))) {
			html_drop(p, i, links);
			i = n->end - 1;
		}
	}
}

static enum html_tag tag_of(const struct html_page *p, const struct html_block *b)
{
	return (enum html_tag)p->nodes[b->node].tag;
}

// "Follow us on ...", "Subscribe to our ...": with a link, a plea rather than a sentence of the story.
static bool is_plea(struct str text, const struct html_block *b)
{
	enum phrase kind = b->shape.width < 200 && b->shape.stops <= 2 ? phrase_start(text) : PHRASE_NONE;

	return kind == PHRASE_SHARE || kind == PHRASE_NOTICE;
}

static bool is_data_cell(const struct html_page *p, const struct html_block *b)
{
	const struct html_node *n = &p->nodes[b->node];

	return n->tag == TAG_CELL && n->end_block == n->first_block + 1;
}

// Below an embedded post: "— Name (@name) date".
static bool is_attribution(struct str text)
{
	if (!str_begins(text, "—") || text.len > 300)
		return false;
	for (size_t i = 0; i + 2 <= text.len; i++)
		if (memcmp(text.ptr + i, "(@", 2) == 0)
			return true;
	return false;
}

static void drop_linked_lines(struct html_page *p)
{
	for (size_t i = 0; i < p->n_blocks; i++) {
		struct html_block *b = &p->blocks[i];
		bool linked = b->link * 10 > b->shape.width * 8;

		if (!in_story(b) || !b->link)
			continue;
		if (linked && b->shape.width < 250 && !is_data_cell(p, b) &&
			!(tag_of(p, b) == TAG_ITEM && b->shape.ends))
			b->reason = links;
		else if (is_attribution(html_block_text(p, i)))
			b->reason = "who posted what is quoted";
		else if (b->link * 3 > b->shape.width && phrase_start(html_block_text(p, i)) == PHRASE_ALSO &&
			 !b->shape.ends)
			b->reason = links;
		else if (b->link * 8 > b->shape.width && is_plea(html_block_text(p, i), b))
			b->reason = "plea to follow or subscribe";
	}
}

struct seen {
	uint64_t hash;
	size_t block;
};

static int by_hash(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->block > y->block) - (x->block < y->block);
}

// A pull quote or a teaser of the page's own text: the same long line a second time.
static void drop_doubles(struct html_page *p)
{
	struct seen *seen = mem_zalloc(p->n_blocks + 1, sizeof *seen);
	size_t n = 0;

	if (!seen) {
		p->no_memory = true;
		return;
	}
	for (size_t i = 0; i < p->n_blocks; i++) {
		struct str t = html_block_text(p, i);

		if (in_story(&p->blocks[i]) && p->blocks[i].shape.width >= 50)
			seen[n++] = (struct seen){hash64(t.ptr, t.len, 3), i};
	}
	qsort(seen, n, sizeof *seen, by_hash);
	for (size_t i = 1; i < n; i++)
		if (seen[i].hash == seen[i - 1].hash)
			p->blocks[seen[i].block].reason = "stands twice";
	mem_free(seen);
}

// The page's headline, above or inside the story.
static void drop_title(struct html_page *p, struct str title)
{
	enum { FOLD = 400 };
	char want[FOLD], have[FOLD];
	size_t len = line_fold(want, sizeof want, title), prose = 0;

	for (size_t i = 0; i < p->n_blocks && len && prose < 3; i++) {
		struct html_block *b = &p->blocks[i];

		if (!in_story(b))
			continue;
		prose += b->prose >= 40;
		if (line_fold(have, sizeof have, html_block_text(p, i)) == len &&
			memcmp(want, have, len) == 0)
			b->reason = "title repeated";
		else if (tag_of(p, b) == TAG_HEADING && p->nodes[b->node].level == 1 && prose == 0)
			b->reason = "title repeated";
	}
}

// A headline with nothing of the story behind it.
static void drop_last_headings(struct html_page *p)
{
	for (size_t i = p->n_blocks; i-- > 0;) {
		struct html_block *b = &p->blocks[i];

		if (!in_story(b))
			continue;
		if (tag_of(p, b) != TAG_HEADING)
			return;
		b->reason = "headline of nothing";
	}
}

// Short lines above the first sentence that are no headline and close like none: who wrote it, when, where.
static void drop_labels(struct html_page *p)
{
	for (size_t i = 0; i < p->n_blocks; i++) {
		struct html_block *b = &p->blocks[i];
		enum html_tag tag = tag_of(p, b);

		if (!in_story(b) || tag == TAG_HEADING)
			continue;
		if (b->shape.digits >= 6 && b->shape.width < 80 && !b->shape.ends && !b->shape.stops &&
			tag != TAG_ITEM && tag != TAG_CELL) {
			b->reason = "label above the story";
			continue;
		}
		if (b->prose > 0 || b->shape.ends || b->shape.colon || b->shape.width > 80 ||
			tag == TAG_ITEM || tag == TAG_CELL)
			return;
		if (b->link || tag != TAG_PARAGRAPH)
			b->reason = "label above the story";
	}
}

// "___", "* * *": drawn, not said.
static void drop_rules(struct html_page *p)
{
	for (size_t i = 0; i < p->n_blocks; i++)
		if (in_story(&p->blocks[i]) && !p->blocks[i].shape.letters && !p->blocks[i].shape.digits &&
			p->nodes[p->blocks[i].node].tag != TAG_CELL)
			p->blocks[i].reason = "a rule";
}

void html_lines(struct html_page *p, struct str title)
{
	drop_rules(p);
	drop_title(p, title);
	drop_labels(p);
	html_page_sum(p);
	drop_link_boxes(p);
	drop_linked_lines(p);
	drop_doubles(p);
	drop_last_headings(p);
	html_page_sum(p);
}

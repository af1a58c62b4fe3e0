// SPDX-License-Identifier: MIT
#include "corpus/html_page.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <libxml/tree.h>

enum { NO_BLOCK = 0, MAX_TEXT = 1 << 30 };

struct layout {
	struct html_page *page;
	uint32_t node;  // the innermost element that has a node
	unsigned links; // links open
	unsigned pre;   // <pre> open
	size_t from;    // where the open block's text begins
	uint32_t link;  // its width inside links
	bool blank;     // white space is due before the next character
	bool link_first;
};

void html_page_release(struct html_page *p)
{
	mem_free(p->nodes);
	mem_free(p->blocks);
	mem_free(p->sums);
	buf_release(&p->text);
}

struct str html_block_text(const struct html_page *p, size_t block)
{
	const struct html_block *b = &p->blocks[block];

	return (struct str){p->text.ptr + b->from, b->len};
}

// How much a block speaks for a story: its width less what is linked, nothing for headlines, captions and
// what reads like a label.
static double block_prose(const struct html_block *b, enum html_tag tag)
{
	double width = b->shape.width, text = width - 2.0 * b->link;

	if (tag == TAG_HEADING || tag == TAG_CAPTION || 2 * b->link > b->shape.width || b->shape.letters < 5)
		return 0;
	if (b->shape.stops + b->shape.commas == 0 && width < 100)
		return width < 40 ? 0 : text * 0.2;
	if (width < 40)
		return b->shape.ends ? text * 0.5 : 0;
	return tag == TAG_ITEM || tag == TAG_CELL ? text * (width < 80 ? 0.5 : 0.8) : text;
}

bool html_speaks_of_cookies(const char *text)
{
	static const char *const words[] = {"ookie", "OOKIE", "куки", "クッキー"};

	for (size_t i = 0; text && i < sizeof words / sizeof *words; i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

static void end_block(struct layout *l)
{
	struct html_page *p = l->page;
	struct html_block b = {.from = (uint32_t)l->from, .len = (uint32_t)(p->text.len - l->from)};

	l->blank = false;
	if (!b.len || p->text.failed)
		return;
	b.node = l->node;
	b.link = l->link;
	b.link_first = l->link_first;
	b.consent = html_speaks_of_cookies(p->text.ptr + b.from);
	b.shape = line_shape((struct str){p->text.ptr + b.from, b.len});
	if (b.link > b.shape.width)
		b.link = b.shape.width;
	b.prose = block_prose(&b, p->nodes[b.node].tag);
	l->link = 0;
	if (!mem_grow((void **)&p->blocks, &p->blocks_cap, p->n_blocks + 1, sizeof *p->blocks)) {
		p->no_memory = true;
		return;
	}
	p->blocks[p->n_blocks++] = b;
	buf_addc(&p->text, '\n');
	l->from = p->text.len;
}

// Text of the page: white space of every kind folded to one blank, what is invisible left out.
static void add_text(struct layout *l, struct str text)
{
	struct buf *out = &l->page->text;
	size_t used;
	uint32_t cp;

	for (size_t i = 0; i < text.len && out->len < MAX_TEXT; i += used) {
		used = utf8_decode(&cp, text.ptr + i, text.len - i);
		if (cp == 0xAD || cp == 0x200B || cp == 0x200E || cp == 0x200F || cp == 0xFEFF)
			continue;
		if (cp == '\n' && l->pre) {
			end_block(l);
			continue;
		}
		if (cp <= ' ' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F ||
			cp == 0x3000) {
			l->blank = true;
			continue;
		}
		if (l->blank && out->len > l->from)
			buf_addc(out, ' ');
		l->blank = false;
		if (out->len == l->from)
			l->link_first = l->links > 0;
		buf_add(out, text.ptr + i, used);
		if (l->links)
			l->link += (cp >= 0x3040 && cp <= 0x9FFF) || (cp >= 0xAC00 && cp <= 0xD7A3) ? 3 : 1;
	}
}

static uint32_t signature_of(const xmlNode *n)
{
	const char *class = html_attribute(n, "class");
	uint64_t h = hash64(n->name, strlen((const char *)n->name), 1);

	return (uint32_t)hash_mix(class ? hash64(class, strlen(class), h) : h);
}

static void open_node(struct layout *l, const xmlNode *n, enum html_tag tag, uint8_t level)
{
	struct html_page *p = l->page;
	struct html_node node = {.xml = n, .parent = l->node, .tag = (uint8_t)tag, .level = level};

	end_block(l);
	if (p->n_nodes && tag == TAG_BLOCK && p->nodes[l->node].tag == TAG_HEADING)
		node.tag = TAG_HEADING;
	node.first_block = (uint32_t)p->n_blocks;
	node.signature = signature_of(n);
	node.hints = (uint16_t)html_hints_of(n);
	if (p->n_nodes >= UINT32_MAX - 1 ||
		!mem_grow((void **)&p->nodes, &p->nodes_cap, p->n_nodes + 1, sizeof *p->nodes)) {
		p->no_memory = true;
		return;
	}
	l->node = (uint32_t)p->n_nodes;
	p->nodes[p->n_nodes++] = node;
	l->pre += tag == TAG_PRE;
}

static void close_node(struct layout *l)
{
	struct html_page *p = l->page;
	struct html_node *n = &p->nodes[l->node], *parent = &p->nodes[n->parent];

	end_block(l);
	n->end = (uint32_t)p->n_nodes;
	n->end_block = (uint32_t)p->n_blocks;
	l->pre -= n->tag == TAG_PRE;
	parent->story_inside = parent->story_inside || n->story_inside || (n->hints & HINT_STORY);
	parent->picture_inside = parent->picture_inside || n->picture_inside;
	parent->field_inside = parent->field_inside || n->field_inside;
	parent->h1_inside = parent->h1_inside || n->h1_inside || (n->tag == TAG_HEADING && n->level == 1);
	l->node = n->parent;
}

// A link to a place of the same page is no link for our purpose.
static bool leads_away(const xmlNode *n)
{
	const char *href = html_attribute(n, "href");

	return href && href[0] != '#' && href[0];
}

// Inline elements have no node unless their name says that they are no part of the sentence.
static bool has_node(const xmlNode *n, enum html_tag tag)
{
	return tag >= TAG_BLOCK ||
	       (tag <= TAG_INLINE && (html_hints_of(n) & (HINT_CAPTION | HINT_HIDDEN | HINT_PICTURE)));
}

// A field that someone is to write into.
static bool is_field(const xmlNode *n)
{
	const char *type = html_attribute(n, "type");

	if (strcmp((const char *)n->name, "textarea") == 0)
		return true;
	return strcmp((const char *)n->name, "input") == 0 &&
	       (!type || strcmp(type, "text") == 0 || strcmp(type, "email") == 0 || strcmp(type, "tel") == 0);
}

static bool enter(struct layout *l, const xmlNode *n)
{
	uint8_t level = 0;
	enum html_tag tag;

	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
		add_text(l, str_from((const char *)n->content));
		return false;
	}
	if (n->type != XML_ELEMENT_NODE)
		return false;
	tag = html_tag_of(n, &level);
	if (tag == TAG_SKIP) {
		if (is_field(n))
			l->page->nodes[l->node].field_inside = true;
		return false;
	}
	if (tag == TAG_BREAK)
		end_block(l);
	if (tag == TAG_PICTURE)
		l->page->nodes[l->node].picture_inside = true;
	if (tag == TAG_LINK && leads_away(n))
		l->links++;
	if (has_node(n, tag))
		open_node(l, n, tag, level);
	return true;
}

static void leave(struct layout *l, const xmlNode *n)
{
	uint8_t level;
	enum html_tag tag;

	if (n->type != XML_ELEMENT_NODE)
		return;
	tag = html_tag_of(n, &level);
	if (tag == TAG_LINK && leads_away(n) && l->links)
		l->links--;
	if (l->page->nodes[l->node].xml == n)
		close_node(l);
}

static void walk(struct layout *l, const xmlNode *root)
{
	const xmlNode *n = root;

	while (!l->page->no_memory) {
		if (enter(l, n) && n->children) {
			n = n->children;
			continue;
		}
		if (n->type == XML_ELEMENT_NODE && html_tag_of(n, &(uint8_t){0}) != TAG_SKIP)
			leave(l, n);
		while (n != root && !n->next) {
			n = n->parent;
			leave(l, n);
		}
		if (n == root)
			return;
		n = n->next;
	}
}

void html_page_read(struct html_page *p, const xmlNode *root)
{
	struct layout l = {.page = p};

	// The root has a node whatever it is: index 0, its own parent.
	open_node(&l, root, TAG_BODY, 0);
	if (p->no_memory)
		return;
	for (const xmlNode *c = root->children; c && !p->no_memory; c = c->next)
		walk(&l, c);
	if (!p->no_memory) {
		l.node = 0;
		close_node(&l);
	}
	p->no_memory = p->no_memory || buf_failed(&p->text);
	if (!p->no_memory)
		p->sums = mem_zalloc(p->n_blocks + 1, sizeof *p->sums);
	p->no_memory = p->no_memory || !p->sums;
	if (!p->no_memory)
		html_page_sum(p);
}

void html_page_sum(struct html_page *p)
{
	struct html_sums s = {0};

	for (size_t i = 0; i < p->n_blocks; i++) {
		const struct html_block *b = &p->blocks[i];

		p->sums[i] = s;
		if (b->reason)
			continue;
		s.prose += b->prose;
		s.width += b->shape.width;
		s.link += b->link;
		s.n_prose += b->prose >= 40;
		s.n_linked += 2 * b->link > b->shape.width;
		s.n_stops += b->shape.stops;
		s.n_blocks++;
		s.n_consent += b->consent;
	}
	p->sums[p->n_blocks] = s;
}

struct html_sums html_range(const struct html_page *p, size_t from, size_t end)
{
	const struct html_sums *a = &p->sums[from], *b = &p->sums[end];

	return (struct html_sums){.prose = b->prose - a->prose,
		.width = b->width - a->width,
		.link = b->link - a->link,
		.n_prose = b->n_prose - a->n_prose,
		.n_linked = b->n_linked - a->n_linked,
		.n_stops = b->n_stops - a->n_stops,
		.n_blocks = b->n_blocks - a->n_blocks,
		.n_consent = b->n_consent - a->n_consent};
}

struct html_sums html_node_sums(const struct html_page *p, size_t node)
{
	return html_range(p, p->nodes[node].first_block, p->nodes[node].end_block);
}

void html_drop(struct html_page *p, size_t node, const char *reason)
{
	struct html_node *n = &p->nodes[node];

	for (size_t i = n->first_block; i < n->end_block; i++)
		if (!p->blocks[i].reason)
			p->blocks[i].reason = reason;
	n->dropped = true;
}

// SPDX-License-Identifier: MIT
// A page laid out flat: its elements in document order and its text in blocks, with what speaks for and
// against each. Internal to corpus/; read_html.c runs the steps:
//
//     html_page_read   tree -> nodes and blocks        (html_page.c, html_hints.c)
//     html_prune       menus, forms, comments, ... out (html_prune.c)
//     html_pick        blocks of the story in          (html_pick.c)
//     html_lines       link lists and the like out     (html_lines.c)
//
// Each step is linear in the size of the page but for sorting; none recurses, so depth costs nothing.
#ifndef CORPUS_HTML_PAGE_H
#define CORPUS_HTML_PAGE_H

#include "base/buf.h"
#include "base/err.h"
#include "corpus/line_shape.h"

typedef struct _xmlNode xmlNode; // libxml2

enum html_tag {
	TAG_INLINE, // no node of its own
	TAG_SKIP,   // never text: script, style, button, ...
	TAG_BREAK,
	TAG_LINK,
	TAG_PICTURE, // no node either
	TAG_BLOCK,   // div, section and all that is unknown with a dash
	TAG_PARAGRAPH,
	TAG_HEADING,
	TAG_LIST,
	TAG_ITEM,
	TAG_TABLE,
	TAG_ROW,
	TAG_CELL,
	TAG_QUOTE,
	TAG_PRE,
	TAG_FIGURE,
	TAG_CAPTION,
	TAG_FORM,
	TAG_ASIDE, // nav, aside, footer, noscript
	TAG_HEADER,
	TAG_ARTICLE,
	TAG_MAIN,
	TAG_BODY,
};

// What attributes say. Weak evidence: each is held against the text inside before it counts.
enum html_hint {
	HINT_STORY = 1,     // named like the body of an article
	HINT_CONTENT = 2,   // named like content in general
	HINT_JUNK = 4,      // named like furniture
	HINT_WEAK = 8,      // perhaps furniture
	HINT_COMMENTS = 16, // readers' comments
	HINT_CAPTION = 32,
	HINT_HIDDEN = 64,
	HINT_LEAD = 128,
	HINT_PICTURE = 256, // a picture, perhaps with its caption
};

struct html_node {
	const xmlNode *xml;
	uint32_t parent, end;            // index; one behind the last of its subtree
	uint32_t first_block, end_block; // its text
	uint32_t signature;              // of tag and class; equal for siblings made alike
	uint16_t hints;
	uint8_t tag;
	uint8_t level; // of a heading
	bool story_inside, h1_inside, picture_inside, field_inside, dropped;
	bool teaser; // of another story: one of several alike; see html_teasers.c
};

struct html_block {
	uint32_t from, len; // bytes in html_page.text
	uint32_t node;      // the innermost element
	uint32_t link;      // width inside links that lead elsewhere
	struct line_shape shape;
	bool link_first; // begins with a link that leads elsewhere
	bool consent;    // speaks of cookies
	double prose;    // how much it speaks for a story; see block_prose in html_page.c
	bool chosen;
	const char *reason; // why it was dropped, NULL if it was not
};

// Sums over the blocks before one; the difference of two is that of a range.
struct html_sums {
	double prose;
	uint64_t width, link;
	uint32_t n_prose, n_linked, n_stops, n_blocks, n_consent;
};

struct html_page {
	struct html_node *nodes;
	struct html_block *blocks;
	struct html_sums *sums; // n_blocks + 1
	size_t n_nodes, nodes_cap, n_blocks, blocks_cap;
	struct buf text;
	bool no_memory;
};

void html_page_release(struct html_page *p);

// Fills `p` ({0} before) from a parsed page. `p->no_memory` where memory ran out.
void html_page_read(struct html_page *p, const xmlNode *root);

// Sums anew, after blocks were dropped. What was dropped counts for nothing.
void html_page_sum(struct html_page *p);
struct html_sums html_range(const struct html_page *p, size_t from_block, size_t end_block);
struct html_sums html_node_sums(const struct html_page *p, size_t node);

struct str html_block_text(const struct html_page *p, size_t block);

// Takes a node out with all its text.
void html_drop(struct html_page *p, size_t node, const char *reason);

void html_prune(struct html_page *p, struct str title);

// Marks runs of elements made alike that each begin with a link and go on in prose, unless block `lead`, the
// story's first, stands in one of them.
// The block that is the page's headline, n_blocks where none is; the first block of prose behind it.
size_t html_headline(const struct html_page *p, struct str title);
size_t html_lead(const struct html_page *p, size_t headline);

// What stands above the headline goes, if more of what was chosen stands below.
void html_below(struct html_page *p, size_t headline);

// Sentences between the headline and the first block chosen come in.
void html_standfirst(struct html_page *p, size_t headline);

bool html_speaks_of_cookies(const char *text); // NUL-terminated, or NULL

extern const char html_head_reason[]; // of what stands in a <header>

void html_teasers(struct html_page *p, size_t lead);
void html_pick(struct html_page *p, struct str title);
void html_lines(struct html_page *p, struct str title);

// The tag of an element by its name, and the level of a heading (else 0).
enum html_tag html_tag_of(const xmlNode *n, uint8_t *level);

// What class, id, role, itemprop and style of an element say.
unsigned html_hints_of(const xmlNode *n);

// An attribute's value as it stands in the tree; NULL if there is none. Not a copy.
const char *html_attribute(const xmlNode *n, const char *name);

#endif

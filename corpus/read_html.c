// SPDX-License-Identifier: MIT
// Saved pages: libxml2 parses, the main text is found by structure (html_page.h), the lines of it are cleaned
// like those of a text file (clean_page.h). What the page says of itself comes from html_meta.c; the text of
// a JSON-LD article is evidence for the choice, and stands in where the page shows less.
#include "corpus/reader_internal.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "corpus/clean_page.h"
#include "corpus/html_agree.h"
#include "corpus/html_doc.h"
#include "corpus/html_meta.h"
#include "corpus/html_page.h"

#include <libxml/HTMLparser.h>

enum { LD_RUNS = 50, MAX_EDGE = 12, LITTLE = 250 };

struct story {
	struct article *a;
	struct html_page page;
	struct html_meta meta;
	struct buf body; // the lines of the story
	enum line_role *roles;
	size_t n, cap;
};

static bool in_story(const struct html_block *b)
{
	return b->chosen && !b->reason && b->shape.width;
}

static enum line_role role_of(const struct html_page *p, const struct html_block *b)
{
	const struct html_node *n = &p->nodes[b->node];

	if (n->tag == TAG_HEADING)
		return LINE_HEADING;
	if (n->tag == TAG_CELL && n->end == b->node + 1 && n->end_block == n->first_block + 1)
		return LINE_ROW;
	return n->tag == TAG_ITEM || p->nodes[n->parent].tag == TAG_ITEM ? LINE_ITEM : LINE_TEXT;
}

// Cells of one row of a table stand on one line.
static bool same_row(const struct html_page *p, const struct html_block *a, const struct html_block *b)
{
	const struct html_node *x = &p->nodes[a->node], *y = &p->nodes[b->node];

	return a->node != b->node && x->tag == TAG_CELL && y->tag == TAG_CELL && x->parent == y->parent;
}

static enum dl_status write_lines(struct story *s, struct dl_err *err)
{
	const struct html_block *last = NULL;
	struct html_page *p = &s->page;

	buf_clear(&s->body);
	s->n = 0;
	for (size_t i = 0; i < p->n_blocks; i++) {
		struct html_block *b = &p->blocks[i];

		if (!in_story(b))
			continue;
		if (last && same_row(p, last, b)) {
			buf_adds(&s->body, " | ");
		} else {
			if (last)
				buf_addc(&s->body, '\n');
			if (!mem_grow((void **)&s->roles, &s->cap, s->n + 1, sizeof *s->roles))
				return err_nomem(err);
			s->roles[s->n++] = role_of(p, b);
		}
		buf_addstr(&s->body, html_block_text(p, i));
		last = b;
	}
	return buf_failed(&s->body) ? err_nomem(err) : DL_OK;
}

// Everything that was seen and is no part of the story.
static enum dl_status note_dropped(struct story *s, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	const char *last = NULL;

	for (size_t i = 0; st == DL_OK && i < s->page.n_blocks; i++) {
		const struct html_block *b = &s->page.blocks[i];
		const char *reason = b->reason ? b->reason : "outside the story";

		if (in_story(b)) {
			last = NULL;
			continue;
		}
		st = clean_note(s->a, reason, html_block_text(&s->page, i), last == reason, err);
		last = reason;
	}
	return st;
}

// Blocks at either end that the JSON-LD text, which holds nearly all the others, does not know.
static enum dl_status trim_by_ld(struct story *s, struct str ld, struct dl_err *err)
{
	struct html_page *p = &s->page;

	for (int side = 0; side < 2; side++) {
		int left = MAX_EDGE;

		for (size_t k = 0; k < p->n_blocks && left; k++) {
			size_t i = side ? p->n_blocks - 1 - k : k;
			struct agreement with;

			if (!in_story(&p->blocks[i]))
				continue;
			if (!texts_agree(&with, html_block_text(p, i), ld))
				return err_nomem(err);
			if (with.runs_a && with.a_in_b > 0.3)
				break;
			if (with.runs_a)
				p->blocks[i].reason = "not in the page's own record of the text";
			left--;
		}
	}
	return DL_OK;
}

static bool is_cut(struct str text)
{
	struct line_shape s = line_shape(text);

	return !s.ends || s.ellipsis;
}

// Holds the choice against the page's own record. True in *instead: the record is the better text.
static enum dl_status weigh_ld(struct story *s, struct str ld, bool *instead, struct dl_err *err)
{
	struct agreement with;

	if (!texts_agree(&with, buf_str(&s->body), ld))
		return err_nomem(err);
	if (with.runs_b < LD_RUNS)
		return DL_OK;
	if ((with.b_in_a < 0.3 && with.runs_b * 2 > with.runs_a) ||
		(with.a_in_b > 0.8 && with.runs_b * 10 > with.runs_a * 14)) {
		*instead = true;
		return DL_OK;
	}
	if (with.b_in_a > 0.9 && with.runs_a * 10 > with.runs_b * 11 && with.runs_b * 10 > with.runs_a * 6 &&
		!is_cut(ld))
		return trim_by_ld(s, ld, err);
	return DL_OK;
}

static enum dl_status take_record(struct story *s, struct str ld, struct dl_err *err)
{
	for (size_t i = 0; i < s->page.n_blocks; i++)
		s->page.blocks[i].chosen = false;
	buf_clear(&s->body);
	buf_addstr(&s->body, ld);
	s->n = 0;
	return buf_failed(&s->body) ? err_nomem(err) : DL_OK;
}

static enum dl_status use_ld(struct story *s, struct dl_err *err)
{
	struct str ld = s->meta.ld.body;
	struct buf plain = {0};
	bool instead = false;
	enum dl_status st = DL_OK;

	if (!ld.len)
		return DL_OK;
	if (memchr(ld.ptr, '<', ld.len) || memchr(ld.ptr, '&', ld.len)) {
		st = html_fragment(&plain, ld, err);
		ld = str_trim(buf_str(&plain));
	}
	if (st == DL_OK && ld.len && !utf8_bad(ld))
		st = weigh_ld(s, ld, &instead, err);
	if (st == DL_OK && instead)
		st = take_record(s, ld, err);
	else if (st == DL_OK)
		st = write_lines(s, err);
	buf_release(&plain);
	return st;
}

// A page that shows next to nothing, drawn by a script from data that it carries.
static enum dl_status use_state(struct story *s, const xmlNode *root, struct dl_err *err)
{
	struct buf text = {0};
	enum dl_status st = html_state_read(&text, s->a, root, err);
	struct str body = str_trim(buf_str(&text));

	if (st == DL_OK && body.len > 2 * s->body.len && !utf8_bad(body))
		st = take_record(s, body, err);
	buf_release(&text);
	return st;
}

static void unprune(struct html_page *p)
{
	for (size_t i = 0; i < p->n_blocks; i++) {
		p->blocks[i].reason = NULL;
		p->blocks[i].chosen = false;
	}
	for (size_t i = 0; i < p->n_nodes; i++)
		p->nodes[i].dropped = false;
	html_page_sum(p);
}

static double prose_chosen(const struct html_page *p)
{
	double sum = 0;

	for (size_t i = 0; i < p->n_blocks; i++)
		sum += in_story(&p->blocks[i]) ? p->blocks[i].prose : 0;
	return sum;
}

static void choose(struct story *s)
{
	struct html_page *p = &s->page;
	double all = html_node_sums(p, 0).prose;

	html_prune(p, s->a->title);
	html_pick(p, s->a->title);
	html_lines(p, s->a->title);
	// Next to nothing left of a page full of prose: the names misled us.
	if (prose_chosen(p) < 150 && prose_chosen(p) < 0.1 * all) {
		unprune(p);
		html_pick(p, s->a->title);
		html_lines(p, s->a->title);
	}
}

static enum dl_status clean_story(struct story *s, const struct learning *l, struct dl_err *err)
{
	struct clean_page lines = {.a = s->a, .raw = buf_str(&s->body), .marked_up = true};
	enum dl_status st = clean_split(&lines, err);

	for (size_t i = 0; i < lines.n && lines.n == s->n; i++)
		lines.lines[i].role = s->roles[i];
	if (st == DL_OK)
		st = clean_judge(&lines, l, err);
	mem_free(lines.lines);
	return st;
}

static enum dl_status read_tree(
	struct story *s, const xmlNode *root, const struct learning *l, struct dl_err *err)
{
	enum dl_status st = html_meta_read(&s->meta, s->a, root, err);

	if (st != DL_OK)
		return st;
	html_meta_use(&s->meta, s->a);
	html_page_read(&s->page, root);
	if (!s->page.no_memory)
		choose(s);
	if (s->page.no_memory || s->meta.no_memory)
		return err_nomem(err);
	st = write_lines(s, err);
	if (st == DL_OK)
		st = use_ld(s, err);
	if (st == DL_OK && prose_chosen(&s->page) < LITTLE && s->body.len < 2 * LITTLE)
		st = use_state(s, root, err);
	if (st == DL_OK)
		st = note_dropped(s, err);
	if (st == DL_OK && !str_trim(buf_str(&s->body)).len)
		return err_set(err, DL_EFORMAT, "the page holds no running text");
	return st == DL_OK ? clean_story(s, l, err) : st;
}

enum dl_status read_html_learned(
	struct article *out, struct str page, const struct learning *l, struct dl_err *err)
{
	struct story s = {.a = out};
	htmlDocPtr doc;
	enum dl_status st = html_doc_read(&doc, page, err);
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;

	if (st == DL_OK)
		st = root ? read_tree(&s, root, l, err)
			  : err_set(err, DL_EFORMAT, "the page cannot be read as HTML");

	xmlFreeDoc(doc);
	html_page_release(&s.page);
	buf_release(&s.body);
	mem_free(s.roles);
	return st;
}

enum dl_status read_html(struct article *out, struct str page, struct dl_err *err)
{
	return read_html_learned(out, page, NULL, err);
}

// SPDX-License-Identifier: MIT
// Saved pages: libxml2 parses, the main text is found by structure.
//
// Every block of text (paragraph, list item, ...) that is long and holds few links speaks for its container;
// the container with the most such words is the story, and its blocks, in order, are the text. Menus, forms
// and the like are left out by their tags.
#include "corpus/reader_internal.h"

#include "corpus/clean.h"

#include <libxml/HTMLparser.h>

enum { MAX_DEPTH = 200, MIN_BLOCK = 60 };

struct walk {
	struct article *a;
	struct buf text;   // of the block being gathered
	size_t link_bytes; // of it, inside links
	const xmlNode *best;
	double best_score;
	struct buf body;
	struct buf ld; // JSON-LD scripts
	bool no_memory;
};

static bool is_element(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && xmlStrcasecmp(n->name, (const xmlChar *)name) == 0;
}

static bool is_one_of(const xmlNode *n, const char *const *names)
{
	for (; *names; names++)
		if (is_element(n, *names))
			return true;
	return false;
}

static bool is_skipped(const xmlNode *n)
{
	static const char *const skipped[] = {"script", "style", "nav", "header", "footer", "aside", "form",
		"noscript", "button", "select", "iframe", "svg", "figure", "template", "textarea", NULL};

	return n->type == XML_COMMENT_NODE || is_one_of(n, skipped);
}

static bool is_block(const xmlNode *n)
{
	static const char *const blocks[] = {
		"p", "li", "blockquote", "pre", "td", "h2", "h3", "h4", "dd", NULL};

	return is_one_of(n, blocks);
}

static size_t visible(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += !ascii_is_space(text.ptr[i]);
	return n;
}

// Text of a subtree, white space folded to single blanks, <br> a line break.
static void gather(struct walk *w, const xmlNode *n, int depth, bool in_link)
{
	if (depth > MAX_DEPTH || is_skipped(n))
		return;
	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
		for (const char *p = (const char *)n->content; p && *p; p++) {
			bool blank = ascii_is_space(*p);
			bool after_blank = !w->text.len || ascii_is_space(w->text.ptr[w->text.len - 1]);

			if (!blank)
				buf_addc(&w->text, *p);
			else if (!after_blank)
				buf_addc(&w->text, ' ');
			w->link_bytes += in_link && !blank;
		}
		return;
	}
	if (is_element(n, "br"))
		buf_addc(&w->text, '\n');
	for (const xmlNode *c = n->children; c; c = c->next)
		gather(w, c, depth + 1, in_link || is_element(n, "a"));
}

// How much the node's text speaks for a story: its bytes less three times those of its links.
static double block_score(struct walk *w, const xmlNode *n)
{
	size_t bytes;

	buf_clear(&w->text);
	w->link_bytes = 0;
	gather(w, n, 0, false);
	bytes = visible(buf_str(&w->text));
	return bytes < MIN_BLOCK ? 0 : (double)bytes - 3.0 * (double)w->link_bytes;
}

// Score of a container: its own blocks count fully, those of its child containers by two thirds.
static double score(struct walk *w, const xmlNode *n, int depth)
{
	double sum = 0;

	for (const xmlNode *c = n->children; c && depth < MAX_DEPTH; c = c->next) {
		if (c->type != XML_ELEMENT_NODE || is_skipped(c))
			continue;
		if (is_block(c)) {
			double s = block_score(w, c);

			sum += s > 0 ? s : 0;
		} else {
			sum += score(w, c, depth + 1) * 2 / 3;
		}
	}
	if (sum > w->best_score) {
		w->best_score = sum;
		w->best = n;
	}
	return sum;
}

static void add_body_block(struct walk *w)
{
	struct str text = str_trim(buf_str(&w->text));

	// A block that is mostly links is a list of other stories.
	if (!text.len || w->link_bytes * 2 > visible(text))
		return;
	if (w->body.len)
		buf_adds(&w->body, "\n");
	buf_addstr(&w->body, text);
}

static void collect(struct walk *w, const xmlNode *n, int depth)
{
	for (const xmlNode *c = n->children; c && depth < MAX_DEPTH; c = c->next) {
		if (c->type != XML_ELEMENT_NODE || is_skipped(c))
			continue;
		if (!is_block(c)) {
			collect(w, c, depth + 1);
			continue;
		}
		buf_clear(&w->text);
		w->link_bytes = 0;
		gather(w, c, 0, false);
		add_body_block(w);
	}
}

static struct str keep_value(struct walk *w, const char *value)
{
	struct str kept = arena_copy(&w->a->mem, str_trim(str_from(value)));

	w->no_memory |= !kept.ptr;
	return kept;
}

static void take_meta(struct walk *w, const xmlNode *n)
{
	xmlChar *property = xmlGetProp(n, (const xmlChar *)"property");
	xmlChar *content = xmlGetProp(n, (const xmlChar *)"content");
	const char *key = (const char *)property, *value = (const char *)content;

	if (key && value && strcmp(key, "og:title") == 0 && !w->a->title.ptr)
		w->a->title = keep_value(w, value);
	else if (key && value && strcmp(key, "og:site_name") == 0 && !w->a->source.ptr)
		w->a->source = keep_value(w, value);
	else if (key && value && strcmp(key, "og:url") == 0 && !w->a->url.ptr)
		w->a->url = keep_value(w, value);
	else if (key && value && strcmp(key, "article:published_time") == 0 && w->a->date.day == DATE_NONE)
		set_record_date(w->a, str_from(value), "meta");
	xmlFree(property);
	xmlFree(content);
}

static void take_time(struct walk *w, const xmlNode *n)
{
	xmlChar *when = xmlGetProp(n, (const xmlChar *)"datetime");

	if (when && w->a->date.day == DATE_NONE)
		set_record_date(w->a, str_from((const char *)when), "time");
	xmlFree(when);
}

// "datePublished":"..." of a JSON-LD script. The first counts: it is the page's own article.
static void take_ld(struct walk *w)
{
	static const char key[] = "\"datePublished\"";
	const char *at = w->ld.ptr ? strstr(w->ld.ptr, key) : NULL;
	const char *from = at ? strchr(at + sizeof key - 1, '"') : NULL;
	const char *to = from ? strchr(from + 1, '"') : NULL;

	if (to && (size_t)(from - at) < sizeof key + 4)
		set_record_date(w->a, (struct str){from + 1, (size_t)(to - from - 1)}, "json-ld");
}

static void take_heading(struct walk *w, const xmlNode *n, struct str *to)
{
	if (to->ptr)
		return;
	buf_clear(&w->text);
	gather(w, n, 0, false);
	if (!buf_failed(&w->text) && str_trim(buf_str(&w->text)).len)
		*to = keep_value(w, w->text.ptr);
}

struct headings {
	struct str h1, title;
};

static void metadata(struct walk *w, const xmlNode *n, struct headings *h, int depth)
{
	for (const xmlNode *c = n->children; c && depth < MAX_DEPTH; c = c->next) {
		if (is_element(c, "meta"))
			take_meta(w, c);
		else if (is_element(c, "h1"))
			take_heading(w, c, &h->h1);
		else if (is_element(c, "title"))
			take_heading(w, c, &h->title);
		else if (is_element(c, "script")) {
			xmlChar *type = xmlGetProp(c, (const xmlChar *)"type");
			xmlChar *content = type && strcmp((char *)type, "application/ld+json") == 0
						   ? xmlNodeGetContent(c)
						   : NULL;

			if (content)
				buf_adds(&w->ld, (const char *)content);
			xmlFree(content);
			xmlFree(type);
		}
		metadata(w, c, h, depth + 1);
	}
}

// The page's own time stamps come last: they may be those of a teaser.
static void times(struct walk *w, const xmlNode *n, int depth)
{
	for (const xmlNode *c = n->children; c && depth < MAX_DEPTH; c = c->next) {
		if (is_element(c, "time"))
			take_time(w, c);
		times(w, c, depth + 1);
	}
}

static enum dl_status read_tree(struct walk *w, const xmlNode *root, struct dl_err *err)
{
	struct headings h = {{0}, {0}};

	metadata(w, root, &h, 0);
	take_ld(w);
	if (!w->a->title.ptr)
		w->a->title = h.h1.ptr ? h.h1 : h.title;
	score(w, root, 0);
	if (w->best)
		collect(w, w->best, 0);
	if (w->a->date.day == DATE_NONE)
		times(w, root, 0);
	if (w->no_memory || buf_failed(&w->text) || buf_failed(&w->body))
		return err_nomem(err);
	if (!w->body.len)
		return err_set(err, DL_EFORMAT, "the page holds no running text");
	return clean_text(w->a, buf_str(&w->body), err);
}

enum dl_status read_html(struct article *out, struct str page, struct dl_err *err)
{
	struct walk w = {.a = out};
	htmlDocPtr doc = htmlReadMemory(page.ptr, page.len > INT32_MAX ? INT32_MAX : (int)page.len, NULL,
		"UTF-8", HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	enum dl_status st =
		root ? read_tree(&w, root, err) : err_set(err, DL_EFORMAT, "the page cannot be read as HTML");

	xmlFreeDoc(doc);
	buf_release(&w.text);
	buf_release(&w.body);
	buf_release(&w.ld);
	return st;
}

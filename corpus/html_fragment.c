// SPDX-License-Identifier: MIT
// Text of a piece of HTML, as feeds carry it: nothing is judged, only tags are taken away.
#include "corpus/reader_internal.h"

#include "corpus/html_doc.h"

#include <libxml/HTMLparser.h>

enum { MAX_DEPTH = 200 };

static bool is_named(const xmlNode *n, const char *const *names)
{
	for (; n->type == XML_ELEMENT_NODE && *names; names++)
		if (xmlStrcasecmp(n->name, (const xmlChar *)*names) == 0)
			return true;
	return false;
}

static bool is_hidden(const xmlNode *n)
{
	static const char *const hidden[] = {"script", "style", "noscript", "iframe", "svg", "object", "form",
		"button", "template", "head", NULL};

	return n->type == XML_COMMENT_NODE || n->type == XML_PI_NODE || is_named(n, hidden);
}

static bool is_block(const xmlNode *n)
{
	static const char *const blocks[] = {"p", "div", "li", "ul", "ol", "blockquote", "pre", "h1", "h2",
		"h3", "h4", "h5", "h6", "table", "tr", "br", "hr", "section", "article", "figure",
		"figcaption", "header", "footer", "dl", "dt", "dd", NULL};

	return is_named(n, blocks);
}

static void new_line(struct buf *out)
{
	while (out->len && out->ptr[out->len - 1] == ' ')
		out->ptr[--out->len] = '\0';
	if (out->len && out->ptr[out->len - 1] != '\n')
		buf_addc(out, '\n');
}

static void add_text(struct buf *out, const char *text)
{
	for (; text && *text; text++) {
		bool blank_before = !out->len || ascii_is_space(out->ptr[out->len - 1]);

		if (!ascii_is_space(*text))
			buf_addc(out, *text);
		else if (!blank_before)
			buf_addc(out, ' ');
	}
}

static void gather(struct buf *out, const xmlNode *n, int depth)
{
	if (depth > MAX_DEPTH || is_hidden(n))
		return;
	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
		add_text(out, (const char *)n->content);
		return;
	}
	if (is_block(n))
		new_line(out);
	for (const xmlNode *c = n->children; c; c = c->next)
		gather(out, c, depth + 1);
	if (is_block(n))
		new_line(out);
}

enum dl_status html_fragment(struct buf *out, struct str html, struct dl_err *err)
{
	htmlDocPtr doc;
	const xmlNode *root;
	enum dl_status st;

	buf_clear(out);
	if (!str_trim(html).len || html.len > INT32_MAX)
		return DL_OK;
	st = html_doc_read(&doc, html, err);
	if (st != DL_OK)
		return st;
	root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (root)
		gather(out, root, 0);
	xmlFreeDoc(doc);
	new_line(out);
	if (out->len && out->ptr[out->len - 1] == '\n')
		out->ptr[--out->len] = '\0';
	return buf_failed(out) ? err_nomem(err) : DL_OK;
}

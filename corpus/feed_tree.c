// SPDX-License-Identifier: MIT
#include "corpus/feed_tree.h"

#include "base/utf8.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

enum { MAX_DEPTH = 200 };

// Given to the parser as ctxt->_private: one named character at a time.
struct named_character {
	xmlEntity entity;
	xmlChar utf8[8];
};

// Only the predefined entities and the named characters of HTML exist.
static xmlEntityPtr get_entity(void *ctx, const xmlChar *name)
{
	xmlParserCtxtPtr ctxt = ctx;
	struct named_character *c = ctxt->_private;
	xmlEntityPtr predefined = xmlGetPredefinedEntity(name);
	const htmlEntityDesc *known = predefined ? NULL : htmlEntityLookup(name);
	int len = 0;

	if (!known)
		return predefined;
	memset(c, 0, sizeof *c);
	len = xmlCopyChar(0, c->utf8, (int)known->value);
	c->utf8[len] = 0;
	c->entity.type = XML_ENTITY_DECL;
	c->entity.etype = XML_INTERNAL_PREDEFINED_ENTITY;
	c->entity.name = (const xmlChar *)known->name;
	c->entity.content = c->utf8;
	c->entity.orig = c->utf8;
	c->entity.length = len;
	return &c->entity;
}

static void note_damage(xmlParserCtxtPtr ctxt, struct dl_err *damage)
{
	const xmlError *e = xmlCtxtGetLastError(ctxt);
	const char *text = e && e->message ? e->message : "it is not well-formed";

	err_set(damage, DL_EFORMAT, "line %d: %.*s", e ? e->line : 1, (int)strcspn(text, "\n"), text);
}

static bool is_reference(struct str text)
{
	size_t i = 1;

	if (i < text.len && text.ptr[i] == '#')
		i++;
	for (; i < text.len && i < 12; i++) {
		char c = text.ptr[i];

		if (c == ';')
			return i > 1;
		if (!((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')))
			return false;
	}
	return false;
}

// A bare "&" is what sloppy feeds are sloppy with: made whole, so that nothing of the text is lost.
static void mend_ampersands(struct buf *out, struct str text)
{
	bool cdata = false;
	size_t from = 0;

	for (size_t i = 0; i < text.len; i++) {
		struct str rest = str_sub(text, i, text.len);

		if (rest.ptr[0] == '<' && str_starts(rest, STR("<![CDATA[")))
			cdata = true;
		else if (rest.ptr[0] == ']' && str_starts(rest, STR("]]>")))
			cdata = false;
		else if (rest.ptr[0] == '&' && !cdata && !is_reference(rest)) {
			buf_addstr(out, str_sub(text, from, i));
			buf_adds(out, "&amp;");
			from = i + 1;
		}
	}
	buf_addstr(out, str_sub(text, from, text.len));
}

xmlDocPtr feed_parse(struct str text, struct dl_err *damage)
{
	struct named_character character;
	struct buf mended = {0};
	xmlParserCtxtPtr ctxt;
	xmlDocPtr doc;

	mend_ampersands(&mended, text);
	text = buf_str(&mended);
	if (buf_failed(&mended) || text.len > INT32_MAX || !(ctxt = xmlNewParserCtxt())) {
		buf_release(&mended);
		return NULL;
	}
	ctxt->_private = &character;
	ctxt->sax->getEntity = get_entity;
	ctxt->sax->getParameterEntity = NULL;
	ctxt->sax->entityDecl = NULL;
	ctxt->sax->externalSubset = NULL;
	ctxt->sax->resolveEntity = NULL;
	doc = xmlCtxtReadMemory(ctxt, text.ptr, (int)text.len, NULL, "UTF-8",
		XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
			XML_PARSE_NOCDATA);
	if (!ctxt->wellFormed)
		note_damage(ctxt, damage);
	xmlFreeParserCtxt(ctxt);
	buf_release(&mended);
	return doc;
}

enum kind { KIND_PLAIN, KIND_DC, KIND_CONTENT, KIND_OTHER };

static bool has(const xmlChar *text, const char *part)
{
	return text && xmlStrstr(text, (const xmlChar *)part);
}

// *local: the name without its prefix. A prefix that is declared nowhere goes by its usual meaning.
static enum kind kind_of(const xmlNode *n, const char **local)
{
	const char *colon = strchr((const char *)n->name, ':');
	const xmlChar *ns = n->ns ? n->ns->href : NULL;

	*local = colon ? colon + 1 : (const char *)n->name;
	if (has(ns, "purl.org/dc/") || (!ns && !strncmp((const char *)n->name, "dc:", 3)))
		return KIND_DC;
	if (has(ns, "modules/content") || (!ns && !strncmp((const char *)n->name, "content:", 8)))
		return KIND_CONTENT;
	if (!ns)
		return colon ? KIND_OTHER : KIND_PLAIN;
	return has(ns, "purl.org/rss/1.0/") || has(ns, "/Atom") || has(ns, "purl.org/atom/") ||
			       has(ns, "netscape.com") || has(ns, "backend.userland.com") ||
			       has(ns, "22-rdf-syntax-ns")
		       ? (has(ns, "modules/") ? KIND_OTHER : KIND_PLAIN)
		       : KIND_OTHER;
}

enum feed_tag feed_tag(const xmlNode *n)
{
	static const struct {
		const char *name;
		enum kind kind;
		enum feed_tag tag;
	} tags[] = {{"item", KIND_PLAIN, TAG_ITEM}, {"entry", KIND_PLAIN, TAG_ITEM},
		{"channel", KIND_PLAIN, TAG_CHANNEL}, {"title", KIND_PLAIN, TAG_TITLE},
		{"title", KIND_DC, TAG_TITLE}, {"link", KIND_PLAIN, TAG_LINK}, {"guid", KIND_PLAIN, TAG_GUID},
		{"id", KIND_PLAIN, TAG_GUID}, {"pubDate", KIND_PLAIN, TAG_PUBLISHED},
		{"published", KIND_PLAIN, TAG_PUBLISHED}, {"issued", KIND_PLAIN, TAG_PUBLISHED},
		{"created", KIND_PLAIN, TAG_PUBLISHED}, {"date", KIND_DC, TAG_PUBLISHED},
		{"created", KIND_DC, TAG_PUBLISHED}, {"updated", KIND_PLAIN, TAG_UPDATED},
		{"modified", KIND_PLAIN, TAG_UPDATED}, {"encoded", KIND_CONTENT, TAG_CONTENT},
		{"content", KIND_PLAIN, TAG_CONTENT}, {"description", KIND_PLAIN, TAG_SUMMARY},
		{"summary", KIND_PLAIN, TAG_SUMMARY}, {"description", KIND_DC, TAG_SUMMARY},
		{"language", KIND_PLAIN, TAG_LANGUAGE}, {"language", KIND_DC, TAG_LANGUAGE}};
	const char *local;
	enum kind kind;

	if (n->type != XML_ELEMENT_NODE)
		return TAG_OTHER;
	kind = kind_of(n, &local);
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (kind == tags[i].kind && strcmp(local, tags[i].name) == 0)
			return tags[i].tag;
	return TAG_OTHER;
}

static void add_text(struct buf *out, const xmlNode *n, int depth)
{
	for (const xmlNode *c = n->children; c && depth < MAX_DEPTH; c = c->next) {
		if (c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE)
			buf_adds(out, c->content ? (const char *)c->content : "");
		else if (c->type == XML_ELEMENT_NODE)
			add_text(out, c, depth + 1);
	}
}

void feed_text(struct buf *out, const xmlNode *n)
{
	add_text(out, n, 0);
}

static bool has_elements(const xmlNode *n)
{
	for (const xmlNode *c = n->children; c; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			return true;
	return false;
}

// `plain`: no character stands for another.
static void add_lines(struct buf *out, struct str text, bool plain)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '&' && plain)
			buf_adds(out, "&amp;");
		else if (c == '<')
			buf_adds(out, "&lt;");
		else if (c == '\n')
			buf_adds(out, "<br>");
		else
			buf_addc(out, c);
	}
}

// Of a named character in an attribute libxml2 writes the first byte only.
static void add_markup(struct buf *out, const xmlNode *n)
{
	for (xmlNodePtr c = n->children; c; c = c->next) {
		xmlBufferPtr dumped = xmlBufferCreate();

		if (!dumped || xmlNodeDump(dumped, n->doc, c, 0, 0) < 0)
			out->failed = true;
		else
			utf8_repair(out, (struct str){(const char *)xmlBufferContent(dumped),
						 (size_t)xmlBufferLength(dumped)});
		xmlBufferFree(dumped);
	}
}

void feed_html(struct buf *out, const xmlNode *n)
{
	xmlChar *type = xmlGetNoNsProp(n, (const xmlChar *)"type");
	bool plain = type && xmlStrEqual(type, (const xmlChar *)"text");
	struct buf text = {0};

	feed_text(&text, n);
	out->failed |= buf_failed(&text);
	if (has_elements(n))
		add_markup(out, n);
	else if (plain || !memchr(text.ptr ? text.ptr : "", '<', text.len)) // RSS does not say which
		add_lines(out, buf_str(&text), plain);
	else
		buf_addstr(out, buf_str(&text));
	buf_release(&text);
	xmlFree(type);
}

size_t feed_line(const xmlNode *n)
{
	long line = xmlGetLineNo(n);

	return line > 0 ? (size_t)line : 1;
}

// SPDX-License-Identifier: MIT
// RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom, read offline.
//
// libxml2 parses with the network off; no document type is loaded and no entity that a document declares
// exists: only the named characters of HTML, which sloppy feeds use, are known. A damaged feed gives the
// articles up to the damage and those that can be made out behind it, then says where it is damaged. An item
// that the end of the file cuts is none.
#include "corpus/reader_internal.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "corpus/clean.h"
#include "corpus/feed_tree.h"

#include <libxml/tree.h>

struct feed {
	xmlDocPtr doc;
	const xmlNode **items; // in order
	struct str *links;     // sorted, to tell an address that several items share
	size_t n, at, items_cap, links_cap;
	struct str title, link, lang; // of the feed
	struct arena mem;
	struct dl_err damage; // "" for a sound one
};

void read_feed_release(struct reader *r)
{
	struct feed *f = r->feed;

	if (!f)
		return;
	xmlFreeDoc(f->doc);
	mem_free(f->items);
	mem_free(f->links);
	arena_release(&f->mem);
	mem_free(f);
	r->feed = NULL;
}

static int by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

// The text of an element as one line: markup that is written out in it is taken away.
static enum dl_status line_of(
	struct reader *r, struct arena *mem, struct str *out, const xmlNode *n, struct dl_err *err)
{
	struct buf raw = {0};
	enum dl_status st;

	feed_text(&raw, n);
	st = buf_failed(&raw) ? err_nomem(err) : DL_OK;
	buf_clear(&r->work);
	if (st == DL_OK && (memchr(raw.ptr ? raw.ptr : "", '<', raw.len) ||
				   memchr(raw.ptr ? raw.ptr : "", '&', raw.len)))
		st = html_fragment(&r->work, buf_str(&raw), err);
	else
		buf_addstr(&r->work, buf_str(&raw));
	if (st == DL_OK) {
		for (size_t i = 0; i < r->work.len; i++)
			if (ascii_is_space(r->work.ptr[i]))
				r->work.ptr[i] = ' ';
		*out = arena_copy(mem, str_trim(buf_str(&r->work)));
		st = out->ptr && !buf_failed(&r->work) ? DL_OK : err_nomem(err);
	}
	buf_release(&raw);
	return st;
}

static enum dl_status word_of(
	struct reader *r, struct arena *mem, struct str *out, const xmlNode *n, struct dl_err *err)
{
	buf_clear(&r->work);
	feed_text(&r->work, n);
	*out = arena_copy(mem, str_trim(buf_str(&r->work)));
	return out->ptr && !buf_failed(&r->work) ? DL_OK : err_nomem(err);
}

// Atom: the link whose rel is "alternate" or not said; RSS: the text of the element.
static enum dl_status link_of(
	struct reader *r, struct arena *mem, struct str *out, const xmlNode *n, struct dl_err *err)
{
	xmlChar *href = xmlGetNoNsProp(n, (const xmlChar *)"href");
	xmlChar *rel = xmlGetNoNsProp(n, (const xmlChar *)"rel");
	enum dl_status st = DL_OK;

	if (!href) {
		st = word_of(r, mem, out, n, err);
	} else if (!rel || xmlStrEqual(rel, (const xmlChar *)"alternate")) {
		buf_clear(&r->work); // of a named character, libxml2 puts the first byte only
		utf8_repair(&r->work, str_trim(str_from((const char *)href)));
		*out = arena_copy(mem, buf_str(&r->work));
		st = out->ptr && !buf_failed(&r->work) ? DL_OK : err_nomem(err);
	}
	if (out->ptr && !out->len)
		*out = (struct str){NULL, 0};
	xmlFree(href);
	xmlFree(rel);
	return st;
}

static enum dl_status take_item(struct feed *f, const xmlNode *n, struct dl_err *err)
{
	if (!mem_grow((void **)&f->items, &f->items_cap, f->n + 1, sizeof *f->items))
		return err_nomem(err);
	f->items[f->n++] = n;
	return DL_OK;
}

// What is said of the feed as a whole, and its items: children of the root or of its <channel>.
static enum dl_status survey(struct reader *r, struct feed *f, const xmlNode *parent, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	for (const xmlNode *c = parent->children; c && st == DL_OK; c = c->next) {
		enum feed_tag tag = feed_tag(c);

		if (tag == TAG_ITEM)
			st = take_item(f, c, err);
		else if (tag == TAG_CHANNEL)
			st = survey(r, f, c, err);
		else if (tag == TAG_TITLE && !f->title.len)
			st = line_of(r, &f->mem, &f->title, c, err);
		else if (tag == TAG_LINK && !f->link.ptr)
			st = link_of(r, &f->mem, &f->link, c, err);
		else if (tag == TAG_LANGUAGE && !f->lang.len)
			st = word_of(r, &f->mem, &f->lang, c, err);
	}
	return st;
}

static enum dl_status gather_links(struct reader *r, struct feed *f, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	size_t n = 0;

	f->links = mem_zalloc(f->n + 1, sizeof *f->links);
	if (!f->links)
		return err_nomem(err);
	for (size_t i = 0; i < f->n && st == DL_OK; i++) {
		struct str link = {NULL, 0};

		for (const xmlNode *c = f->items[i]->children; c && !link.ptr && st == DL_OK; c = c->next)
			if (feed_tag(c) == TAG_LINK)
				st = link_of(r, &f->mem, &link, c, err);
		if (link.ptr)
			f->links[n++] = link;
	}
	f->links_cap = n;
	qsort(f->links, n, sizeof *f->links, by_bytes);
	return st;
}

static bool is_shared(const struct feed *f, struct str link)
{
	const struct str *at = bsearch(&link, f->links, f->links_cap, sizeof link, by_bytes);

	return at && ((at > f->links && str_eq(at[-1], link)) ||
			     (at + 1 < f->links + f->links_cap && str_eq(at[1], link)));
}

// Whether the text ends inside its last item.
static bool is_cut(struct str text)
{
	size_t open = 0, close = 0;

	for (size_t i = 0; i < text.len; i++) {
		struct str rest = str_sub(text, i, text.len);

		if (rest.ptr[0] != '<')
			continue;
		if (str_starts(rest, STR("<item")) || str_starts(rest, STR("<entry")))
			open = i + 1;
		else if (str_starts(rest, STR("</item>")) || str_starts(rest, STR("</entry>")))
			close = i + 1;
	}
	return open > close;
}

static enum dl_status open_feed(struct reader *r, struct dl_err *err)
{
	enum dl_status st = byte_source_rest(r->source, &r->whole, r->limit, err);
	struct feed *f = st == DL_OK ? mem_zalloc(1, sizeof *f) : NULL;
	const xmlNode *root;
	bool cut;

	r->done = true; // until the items are known
	r->line = 1;
	if (st != DL_OK)
		return st;
	if (!f)
		return err_nomem(err);
	r->feed = f;
	if (!str_trim(buf_str(&r->whole)).len)
		return err_set(err, DL_EFORMAT, "the file is empty");
	buf_clear(&r->work);
	r->replaced = decode_text(&r->work, buf_str(&r->whole), &r->encoding);
	if (buf_failed(&r->work))
		return err_nomem(err);
	f->doc = feed_parse(buf_str(&r->work), &f->damage);
	root = f->doc ? xmlDocGetRootElement(f->doc) : NULL;
	cut = *f->damage.text && is_cut(buf_str(&r->work));
	if (!root)
		r->record = buf_str(&r->whole);
	if (!root)
		return err_set(err, DL_EFORMAT, "this is no feed: %s",
			*f->damage.text ? f->damage.text : "it holds no element");
	st = feed_tag(root) == TAG_ITEM ? take_item(f, root, err) : survey(r, f, root, err);
	if (f->n && cut)
		f->n--;
	if (st == DL_OK)
		st = gather_links(r, f, err);
	if (st != DL_OK)
		return st;
	r->done = false;
	if (!f->n && !*f->damage.text)
		return r->done = true, err_set(err, DL_EFORMAT, "the feed holds no <item> and no <entry>");
	return DL_OK;
}

// Dates of an item, best first: when it appeared goes before when it was changed.
struct item {
	const xmlNode *published, *updated, *full, *summary;
	struct str guid;
	bool permalink;
};

static enum dl_status take_child(
	struct reader *r, struct article *a, struct item *item, const xmlNode *c, struct dl_err *err)
{
	xmlChar *permalink;

	switch (feed_tag(c)) {
	case TAG_TITLE:
		return a->title.len ? DL_OK : line_of(r, &a->mem, &a->title, c, err);
	case TAG_LINK:
		return a->url.ptr ? DL_OK : link_of(r, &a->mem, &a->url, c, err);
	case TAG_GUID:
		permalink = xmlGetNoNsProp(c, (const xmlChar *)"isPermaLink");
		item->permalink = !xmlStrEqual(permalink, (const xmlChar *)"false");
		xmlFree(permalink);
		return word_of(r, &a->mem, &item->guid, c, err);
	case TAG_PUBLISHED:
		item->published = item->published ? item->published : c;
		return DL_OK;
	case TAG_UPDATED:
		item->updated = item->updated ? item->updated : c;
		return DL_OK;
	case TAG_CONTENT:
		item->full = c;
		return DL_OK;
	case TAG_SUMMARY:
		item->summary = item->summary ? item->summary : c;
		return DL_OK;
	case TAG_ITEM:
	case TAG_CHANNEL:
	case TAG_LANGUAGE:
	case TAG_OTHER:
		break;
	}
	return DL_OK;
}

static void take_date(struct reader *r, struct article *a, const xmlNode *n)
{
	struct moment m;

	if (!n || a->date.day != DATE_NONE)
		return;
	buf_clear(&r->work);
	feed_text(&r->work, n);
	if (buf_failed(&r->work) || !feed_moment(&m, buf_str(&r->work)))
		return;
	a->date = m;
	a->grade = m.has_time ? GRADE_EXACT : GRADE_DAY;
	a->date_from = STR("feed");
}

// The text of an item as a page of its own; where too little of it reads like a story, all of it is the text.
static enum dl_status take_body(struct reader *r, struct article *a, const xmlNode *n, struct dl_err *err)
{
	struct buf html = {0}, page = {0};
	struct str title = a->title;
	enum dl_status st = DL_OK;

	a->text = STR("");
	if (n)
		feed_html(&html, n);
	buf_adds(&page, "<html><body><article><p>");
	buf_addstr(&page, buf_str(&html));
	buf_adds(&page, "</article></body></html>");
	if (buf_failed(&html) || buf_failed(&page))
		st = err_nomem(err);
	if (st == DL_OK)
		st = html_fragment(&r->work, buf_str(&html), err);
	if (st == DL_OK && r->work.len) {
		struct dl_err ignored;

		if (!title.ptr)
			a->title = STR(""); // what stands in bold is no title
		st = read_html(a, buf_str(&page), &ignored);
		if (st == DL_EFORMAT || (st == DL_OK && a->text.len * 2 < r->work.len && !a->n_removed))
			st = clean_text(a, buf_str(&r->work), err);
		a->title = title;
	}
	buf_release(&html);
	buf_release(&page);
	return st;
}

// The address tells articles apart, in feeds and saved pages alike. An address that several items share does
// not: then the feed's own id does.
static void choose_id(const struct feed *f, struct article *a, const struct item *item)
{
	bool is_address = str_starts(item->guid, STR("http://")) || str_starts(item->guid, STR("https://"));

	if (!a->url.ptr && item->guid.len && is_address && item->permalink)
		a->url = item->guid;
	else if (item->guid.len && (!a->url.ptr || is_shared(f, a->url)))
		a->id = item->guid;
}

static enum dl_status finish_item(
	struct reader *r, struct article *a, const struct item *item, struct dl_err *err)
{
	struct feed *f = r->feed;

	take_date(r, a, item->published);
	take_date(r, a, item->updated);
	choose_id(f, a, item);
	if (f->title.len)
		a->source = arena_copy(&a->mem, f->title);
	if (a->title.ptr && !a->title.len)
		a->title = (struct str){NULL, 0};
	enum dl_status st = take_body(r, a, item->full ? item->full : item->summary, err);

	if (st == DL_OK && !a->title.len && !a->text.len)
		return err_set(err, DL_EFORMAT, "the item holds neither a title nor a text");
	return st;
}

enum dl_status read_feed(struct reader *r, struct article *out, struct dl_err *err)
{
	struct feed *f;
	struct item item = {0};
	enum dl_status st = r->feed ? DL_OK : open_feed(r, err);

	f = r->feed;
	if (st != DL_OK)
		return st;
	if (f->at == f->n) {
		r->done = true;
		r->record = buf_str(&r->whole);
		return *f->damage.text
			       ? err_set(err, DL_EFORMAT, "the feed is damaged (%s); articles made out: %zu",
					 f->damage.text, f->n)
			       : DL_END;
	}
	out->line = feed_line(f->items[f->at]);
	for (const xmlNode *c = f->items[f->at]->children; c && st == DL_OK; c = c->next)
		st = take_child(r, out, &item, c, err);
	f->at++;
	return st == DL_OK ? finish_item(r, out, &item, err) : st;
}

struct str feed_language(const struct reader *r)
{
	return r->feed ? r->feed->lang : (struct str){NULL, 0};
}

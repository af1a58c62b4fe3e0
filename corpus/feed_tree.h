// SPDX-License-Identifier: MIT
// A feed as a tree, and what its elements mean. Internal to corpus/.
#ifndef CORPUS_FEED_TREE_H
#define CORPUS_FEED_TREE_H

#include "base/buf.h"
#include "base/err.h"

// libxml2's own.
struct _xmlDoc;
struct _xmlNode;

enum feed_tag {
	TAG_OTHER,
	TAG_CHANNEL,
	TAG_ITEM, // <item>, <entry>
	TAG_TITLE,
	TAG_LINK,
	TAG_GUID, // <guid>, Atom's <id>
	TAG_PUBLISHED,
	TAG_UPDATED,
	TAG_CONTENT, // content:encoded, Atom's <content>
	TAG_SUMMARY,
	TAG_LANGUAGE
};

// Parses UTF-8, whatever encoding it declares. NULL where there is no element at all. What is wrong with the
// document is written into *damage, which stays as it is for a sound one. The caller frees with xmlFreeDoc.
struct _xmlDoc *feed_parse(struct str text, struct dl_err *damage);

// By name and namespace: extensions (media:title, itunes:summary) are TAG_OTHER.
enum feed_tag feed_tag(const struct _xmlNode *n);

// Appends the characters of an element.
void feed_text(struct buf *out, const struct _xmlNode *n);

// Appends an element's text as HTML: as it is where it is escaped HTML, marked up for type="text" and
// type="xhtml".
void feed_html(struct buf *out, const struct _xmlNode *n);

// 1-based line of the element.
size_t feed_line(const struct _xmlNode *n);

#endif

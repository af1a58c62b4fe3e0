// SPDX-License-Identifier: MIT
// What a page says of itself: JSON-LD, OpenGraph and other <meta>, <link rel=canonical>, <time>, headings.
// Internal to corpus/.
#ifndef CORPUS_HTML_META_H
#define CORPUS_HTML_META_H

#include "base/buf.h"
#include "corpus/article.h"

typedef struct _xmlNode xmlNode; // libxml2

// JSON-LD of the page's article, views into the article's memory; absent where not said.
struct ld_article {
	struct str headline, published, body, url, publisher;
	bool found; // some object is an article
};

// Reads one script into `out`, which keeps what it has: the first article of a page is the page's own. Every
// shape is taken: one object, an array, @graph, mainEntity; whatever the depth. Text that is no JSON from
// some byte on is read up to there. DL_ENOMEM.
enum dl_status ld_read(struct ld_article *out, struct article *a, struct str script, struct dl_err *err);

struct html_meta {
	struct ld_article ld;
	struct str og_title, title, h1, site, url, canonical, date, time, time_marked, description;
	size_t n_h1;
	bool no_memory;
};

// The text of an article in a script's data: of the members that lie at one path (numbers in arrays left out),
// those that hold the most prose, a line each, HTML as its text. Appends to `out`, which stays empty where
// there is nothing like it. DL_ENOMEM.
enum dl_status html_state_read(struct buf *out, struct article *a, const xmlNode *root, struct dl_err *err);

// Everything in one walk through the tree.
enum dl_status html_meta_read(
	struct html_meta *m, struct article *a, const xmlNode *root, struct dl_err *err);

// Fills title, source, url and date of the article, best evidence first.
void html_meta_use(struct html_meta *m, struct article *a);

#endif

// SPDX-License-Identifier: MIT
// The parts of index.html. Internal to reports/.
#ifndef REPORTS_PAGE_H
#define REPORTS_PAGE_H

#include "reports/chart.h"
#include "reports/html.h"
#include "reports/phrase.h"

struct page {
	struct buf *out;
	const struct report *r;
	const struct drawn *drawn;
	const char *dir;
	enum report_language language;
};

enum { PAGE_MOST_ROWS = 260, PAGE_MOST_COLUMNS = 104 };

void page_style(struct buf *out);
void page_head(struct page *g); // up to the end of <header>
void page_warnings(struct page *g);
void page_findings(struct page *g); // what is so now
void page_earlier(struct page *g);  // what is past
void page_latest(struct page *g);   // every topic's latest share
void page_charts(struct page *g);   // all topics, then one by one
void page_calendar(struct page *g);
void page_sources(struct page *g);
void page_drove(struct page *g); // terms and articles
void page_numbers(struct page *g);
void page_methods(struct page *g);

// A sentence, escaped, alone or in an element: page_tag(g, "p class=\"note\"", P_KEY_BAND, NULL).
// Releases a text that was put into the page; where it could not be made, neither can the page.
void page_done(struct page *g, struct buf *text);

void page_say(struct page *g, enum phrase id, const char *const *args);
void page_tag(struct page *g, const char *tag, enum phrase id, const char *const *args);

// <section id> with its heading; close with page_end.
void page_section(struct page *g, const char *id, enum phrase heading);
void page_end(struct page *g);

// <td> with "31 %" and "26–37 %" where there is a share.
void page_share_cells(struct page *g, struct share s);

// The months above a row of strips; `last`: what stands at the right.
void page_axis(struct page *g, enum phrase last);

// The numbers of one topic (or ALL_TOPICS), newest first, at most `most` rows; inside <details> with
// page_details.
void page_table(struct page *g, size_t topic, size_t most, bool intervals, enum phrase label);
void page_details(struct page *g, size_t topic, size_t most, bool intervals);

// <li> with the title, linked where it may be, source, date and how often it was picked up.
void page_article(struct page *g, const struct report_article *a);

// A coloured square beside a topic's name.
void page_swatch(struct page *g, size_t topic);

#endif

// SPDX-License-Identifier: MIT
// When a story is from: all that a page says of its date, weighed.
//
// In order of trust: JSON-LD and meta (or the record's or feed's own field), dateline, <time>, a date that
// stands alone in the furniture, the address, the name of the file. A year that a dateline leaves out is
// concluded only where another date lies within a month of it (furniture, address, file name, prose), or
// where the day of the week and a year named in the text agree. A date that contradicts the dateline is that
// of the crawl or of another story, and is not taken. What lies after the day on which the file was written,
// or on no calendar, is refused and said so in `date_refused`; nothing is ever moved to a day that fits.
#ifndef CORPUS_DATING_H
#define CORPUS_DATING_H

#include "corpus/article.h"

struct dating {
	const char *path; // of the file; NULL or "-": none
	int32_t written;  // day on which the file was last written; DATE_NONE: not known
	bool page;        // a page or text that was cleaned: its furniture counts
};

// Settles date, grade and date_from of an article whose text is cleaned; a date that is set already is the
// page's own word, named by date_from. Errors: DL_ENOMEM.
enum dl_status dating_settle(struct article *a, const struct dating *how, struct dl_err *err);

// Whether a day lies after the file was written, with two days allowed for clocks and time zones.
bool dating_is_late(const struct dating *how, int32_t day);

// "http://x.example/2015/06/24/story.html", ".../2015-06-24-story", ".../20150624/...": the day, or
// DATE_NONE. Only the path counts, not the query.
int32_t dating_of_url(struct str url);

#endif

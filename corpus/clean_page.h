// SPDX-License-Identifier: MIT
// A text as lines, each with its shape and, once judged, the reason why it goes. Internal to corpus/.
#ifndef CORPUS_CLEAN_PAGE_H
#define CORPUS_CLEAN_PAGE_H

#include "corpus/clean.h"
#include "corpus/line_shape.h"
#include "corpus/phrases.h"

enum line_role { LINE_TEXT, LINE_HEADING, LINE_ITEM, LINE_ROW }; // what the mark-up said; text files: LINE_TEXT

struct clean_line {
	struct str text; // trimmed
	size_t from, to; // its bytes in the raw text, without the line feed
	size_t gap;      // blank lines before it
	struct line_shape shape;
	enum phrase phrase; // the whole line is one
	enum line_role role;
	const char *reason; // NULL: it stays
};

struct clean_page {
	struct article *a;
	struct str raw;
	struct clean_line *lines; // without the blank ones
	size_t n, cap;
	size_t first; // the first line that is the body's own
	bool marked_up;
	char script; // of the body's prose: line_script
};

// Lines of `p->raw` into `p`.
enum dl_status clean_split(struct clean_page *p, struct dl_err *err);

// Judges lines; each sets reasons.
enum dl_status clean_head(struct clean_page *p, struct dl_err *err);
void clean_tail(struct clean_page *p);
void clean_middle(struct clean_page *p);
enum dl_status clean_flag(struct clean_page *p, struct dl_err *err);

// The whole of it: lines are there, the article is filled.
enum dl_status clean_judge(struct clean_page *p, const struct learning *l, struct dl_err *err);

// Notes what went (joined to the piece before when `join` and the reason is the same).
enum dl_status clean_note(
	struct article *a, const char *reason, struct str text, bool join, struct dl_err *err);

// Shapes of single lines (clean_shapes.c).
bool line_is_prose(const struct clean_line *l);    // closes like a sentence, or is long
bool line_is_headline(const struct clean_line *l); // might be the headline of a story
bool line_is_date(const struct clean_line *l);     // nothing but a date, time, its label
bool line_is_crumbs(const struct clean_line *l);   // Home > News > Asia
bool line_is_ticker(const struct clean_line *l);   // currencies, temperatures
bool line_is_share_bar(const struct clean_line *l);
bool line_is_name(const struct clean_line *l); // two or three capitalised words, no more
bool line_is_credit(const struct clean_line *l);
bool line_is_also(const struct clean_line *l);    // "Read also: headline" or only its first half
bool line_is_address(const struct clean_line *l); // links, handles and hashtags only
bool line_is_counter(const struct clean_line *l); // "1 234 views", "(Visited 32 times, 1 today)"

#endif

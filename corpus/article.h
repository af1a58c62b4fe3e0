// SPDX-License-Identifier: MIT
// An article: what every reader makes, the store keeps, and train, classify and reports take.
#ifndef CORPUS_ARTICLE_H
#define CORPUS_ARTICLE_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

// How much the date is worth. Order: best first. The names in the store and in JSON are those of
// `date_grade_name`: "exact", "day", "inferred-year", "file", "none".
enum date_grade {
	GRADE_EXACT,         // an instant, or a date and time, given as such (JSON-LD, feed, record)
	GRADE_DAY,           // a civil date, given as such or printed in the dateline
	GRADE_INFERRED_YEAR, // day and month printed, the year concluded from evidence
	GRADE_FILE,          // only the file's own time is known
	GRADE_NONE,          // no date
};

struct removed {
	struct str reason; // "dateline", "title repeated", "other headlines", ...
	struct str text;
};

enum { ARTICLE_MAX_LABELS = 64 };

// `{0}` is a valid empty article. Every string lives in `mem` (NUL-terminated, valid UTF-8, no NUL inside)
// and dies with `article_reset`. An absent string is {NULL, 0}.
struct article {
	struct arena mem;
	struct str id; // given, else made from the content: never empty once read
	struct str url, source, place, agency, title;
	struct str lang;    // BCP 47, "und" where unsure
	struct str text;    // the body, cleaned
	struct str split;   // "train", "test" or absent
	struct moment date; // day DATE_NONE if none
	enum date_grade grade;
	struct str date_from; // where the date stood: "json-ld", "meta", "record", "feed", "dateline",
			      // "time", "furniture", "url", "file"
	struct str date_refused; // a date that was found but cannot be, and why; not stored
	bool id_given;
	bool labelled; // gold labels are known; then n_labels == 0 means "none of the topics"
	size_t n_labels;
	struct str labels[ARTICLE_MAX_LABELS]; // sorted by bytes, no doubles
	size_t n_removed;
	struct removed *removed; // pieces that cleaning took out, in order
	size_t n_flagged;
	struct removed *flagged; // pieces of the text that stay but are worth a look: recaps of other stories
	size_t replaced;         // bytes that were not valid in their encoding
	struct str file;         // where it was read: path, or "-"
	size_t line;             // 1-based line of its beginning in `file`
	struct str members;      // JSON input: its members verbatim ("\"k\":1,\"l\":2"), without those that
				 // classify writes (topics, scores, terms, abstained, model); else absent
};

// Empties, keeps the memory.
void article_reset(struct article *a);
void article_release(struct article *a);

// Adds a label (copied), keeping order and uniqueness. Errors: DL_ENOMEM, DL_EINVAL when there are too many
// or the label is empty or longer than 100 bytes.
enum dl_status article_add_label(struct article *a, struct str label, struct dl_err *err);

// Makes `id` from url, title and text where none is given. DL_ENOMEM.
enum dl_status article_make_id(struct article *a, struct dl_err *err);

const char *date_grade_name(enum date_grade g);
enum date_grade date_grade_parse(struct str name); // GRADE_NONE for an unknown name

// One article as a JSON object in the keys of the exchange format (id, url, source, lang, date, place, title,
// text, labels, split), absent ones left out.
struct json;
void article_json(struct json *j, const struct article *a);

#endif

// SPDX-License-Identifier: MIT
// What the formats of corpus/reader.h share. Internal to corpus/.
#ifndef CORPUS_READER_INTERNAL_H
#define CORPUS_READER_INTERNAL_H

#include "corpus/byte_source.h"
#include "corpus/clean.h"
#include "corpus/reader.h"

struct csv_state;

struct reader {
	struct byte_source *source;
	char *name; // path, "-" for standard input
	struct reader_options options;
	size_t limit;
	enum article_format format; // never AUTO once the first record is asked for
	bool started, done;
	size_t line;            // lines taken so far
	struct buf whole, work; // whole-file formats; scratch
	struct lang_detector *lang;
	struct csv_state *csv;
	struct feed *feed;  // parsed, see read_feed.c
	bool array;         // JSON: the file is one array
	bool inside;        // SGML: of a record ...
	size_t inside_line; // ... that began here
	struct str record; // bytes of the record just read, as they stand in the file; absent: the whole file
	char *decoded;     // a file of records that was not UTF-8, as UTF-8
	const char *encoding;
	size_t replaced; // bytes of it that are no characters
};

// Each reads one record into `out`, which was reset. DL_END, DL_EFORMAT (message without file:line, which the
// reader adds).
enum dl_status read_jsonl(struct reader *r, struct article *out, struct dl_err *err);
enum dl_status read_lines(struct reader *r, struct article *out, struct dl_err *err);
enum dl_status json_record(struct reader *r, struct article *out, struct str line, struct dl_err *err);
enum dl_status read_fasttext(struct reader *r, struct article *out, struct dl_err *err);
enum dl_status read_sgml(struct reader *r, struct article *out, struct dl_err *err);
enum dl_status read_feed(struct reader *r, struct article *out, struct dl_err *err);
void read_feed_release(struct reader *r);
struct str feed_language(const struct reader *r); // what the feed says of itself
enum dl_status read_csv(struct reader *r, struct article *out, char separator, struct dl_err *err);
void read_csv_release(struct reader *r);

// One article from the whole of a file, already decoded to valid UTF-8.
enum dl_status read_html(struct article *out, struct str page, struct dl_err *err);
enum dl_status read_html_learned(
	struct article *out, struct str page, const struct learning *l, struct dl_err *err);

// The text of a piece of HTML as it is seen, a line a block.
enum dl_status html_fragment(struct buf *out, struct str html, struct dl_err *err);

// A text from outside into the article's memory: bad UTF-8 and NULs become U+FFFD (counted in a->replaced).
struct str keep_text(struct article *a, struct buf *work, struct str text);

// A date as feeds print it: ISO 8601, or RFC 822 "Wed, 24 Jun 2015 10:15:00 +0500" (RFC 2822 section 4.3:
// also two digits of the year and zones by name; one that is not known is taken as not said).
bool feed_moment(struct moment *out, struct str text);

// Sets the date from a record's own field. False where it is no date.
bool set_record_date(struct article *a, struct str date, const char *from);

// What the content looks like.
enum article_format detect_format(struct str head);

// Whether bytes are no text at all: a NUL or too many control characters in the first 64 KiB.
bool looks_binary(struct str head);

// Whether bytes are UTF-16, by their mark or by evidence.
bool looks_utf16(struct str head);

// Appends `raw` decoded to UTF-8: by byte-order mark, as UTF-8 where it is, else by what it declares
// (charset=, encoding=), else by evidence: windows-1251, KOI8-R, windows-1252. Returns how many bytes were
// replaced; *encoding is the name of what it was, with static lifetime.
size_t decode_text(struct buf *out, struct str raw, const char **encoding);

#endif

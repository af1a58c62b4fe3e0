// SPDX-License-Identifier: MIT
// What the formats of corpus/reader.h share. Internal to corpus/.
#ifndef CORPUS_READER_INTERNAL_H
#define CORPUS_READER_INTERNAL_H

#include "corpus/byte_source.h"
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
	void *feed; // parsed feed, see read_feed.c
};

// Each reads one record into `out`, which was reset. DL_END, DL_EFORMAT (message without file:line, which the
// reader adds).
enum dl_status read_jsonl(struct reader *r, struct article *out, struct dl_err *err);
enum dl_status read_lines(struct reader *r, struct article *out, struct dl_err *err);
enum dl_status read_csv(struct reader *r, struct article *out, char separator, struct dl_err *err);
void read_csv_release(struct reader *r);

// One article from the whole of a file, already decoded to valid UTF-8.
enum dl_status read_html(struct article *out, struct str page, struct dl_err *err);

// A text from outside into the article's memory: bad UTF-8 and NULs become U+FFFD (counted in a->replaced).
struct str keep_text(struct article *a, struct buf *work, struct str text);

// Sets the date from a record's own field. False where it is no date.
bool set_record_date(struct article *a, struct str date, const char *from);

// What the content looks like.
enum article_format detect_format(struct str head);

// Whether bytes are no text at all: a NUL or too many control characters in the first 64 KiB.
bool looks_binary(struct str head);

// Appends `raw` decoded to UTF-8: by byte-order mark, as UTF-8 where it is, else windows-1251 or KOI8-R by
// evidence. Returns how many bytes were replaced.
size_t decode_text(struct buf *out, struct str raw);

#endif

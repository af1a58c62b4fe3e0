// SPDX-License-Identifier: MIT
// Reading articles from any supported format, one at a time, in constant memory.
//
// Text, HTML and feeds are cleaned (corpus/clean.h); records (JSON Lines, CSV, TSV, SGML, lines) are taken as
// they are, only a missing date or place is filled from a dateline, and a missing title from the Subject of a
// mail or netnews message whose head stands in the text. JSON is also read as one array, and with the keys of
// doccano, Prodigy and Label Studio. Whatever is not UTF-8 is decoded first: UTF-16,
// windows-1251, KOI8-R and windows-1252, by byte-order mark, declaration, evidence.
//
//     struct reader *r;
//     st = reader_open(&r, "articles.jsonl.gz", &options, &err);
//     while ((st = reader_next(r, &article, &err)) != DL_END) {
//             if (st == DL_EFORMAT) { ... print err.text, count it, go on ...; continue; }
//             if (st != DL_OK) break;
//             ...
//     }
//     reader_close(r);
#ifndef CORPUS_READER_H
#define CORPUS_READER_H

#include "corpus/article.h"

enum article_format {
	FORMAT_AUTO, // from the content
	FORMAT_TEXT,
	FORMAT_HTML,
	FORMAT_FEED,
	FORMAT_JSONL,
	FORMAT_CSV,
	FORMAT_TSV,
	FORMAT_FOLDERS,
	FORMAT_SGML,
	FORMAT_LINES,    // one article a line, plain text, not cleaned; the id is the line number
	FORMAT_FASTTEXT, // one article a line: "__label__crime __label__drugs the text"
	N_FORMATS
};

struct reader_options {
	enum article_format format;
	const char *source;        // for articles that name none; NULL: none
	const char *lang;          // for articles that name none; NULL: from the body
	const char *const *labels; // labels for every article; NULL-terminated; NULL: none
	size_t max_record; // bytes; 0 means READER_MAX_RECORD. A longer record is rejected, the rest is read
	struct lang_detector *detector;   // borrowed, for many files; NULL: each reader has its own
	const struct learning *learning;  // borrowed; lines of pages and texts known from others of their source,
					  // or being counted: then only pages and texts are read; NULL: none
	bool no_lang;      // skip detecting the language (saves time where nobody asks)
	bool no_place;     // of records, skip looking for the place in their datelines (likewise)
};

enum { READER_MAX_RECORD = 32 * 1024 * 1024 };

struct reader;

// Opens a file or "-" (standard input); gzip is recognised by content. With FORMAT_FOLDERS the article's
// label is the name of the folder that holds the file. Errors: DL_ENOTFOUND, DL_EIO, DL_ENOMEM.
enum dl_status reader_open(
	struct reader **out, const char *path, const struct reader_options *options, struct dl_err *err);

// The same from plain bytes that the caller keeps alive until the reader is closed; `name` is for messages.
enum dl_status reader_open_memory(struct reader **out, const void *data, size_t len, const char *name,
	const struct reader_options *options, struct dl_err *err);

// The next article into `out` (reset first). DL_END: no more. DL_EFORMAT: this record was bad, `err` says
// "file:line: what"; go on with the next call. Any other failure ends the reading.
enum dl_status reader_next(struct reader *r, struct article *out, struct dl_err *err);

// Bytes of the file consumed so far (compressed ones for gzip), and its size, 0 if unknown; for progress.
void reader_position(const struct reader *r, uint64_t *done, uint64_t *total);

void reader_close(struct reader *r);

// The record that was read last, good or bad, as it stands in the file: for keeping what was rejected. Valid
// until the next call; absent where the record is the whole file, or was too long to be kept.
struct str reader_record(const struct reader *r);

// "jsonl" -> FORMAT_JSONL; false for an unknown name.
bool article_format_parse(enum article_format *out, const char *name);

#endif

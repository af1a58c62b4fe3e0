// SPDX-License-Identifier: MIT
// The FILE arguments of a command as one stream of articles: files, folders (sorted), '-'.
//
// A bad record or an unreadable file is said on stderr (file:line), counted and passed over; the command then
// ends with `inputs_code`, 3. A FILE that does not exist is a failure at once, before anything is read.
//
//     struct inputs in;
//     st = inputs_open(&in, args.items, args.n, &options, &err);
//     while (st == DL_OK && (st = inputs_next(&in, &article, &err)) == DL_OK) ...
//     if (st == DL_END) st = DL_OK;
//     code = st ? fail(st, &err) : inputs_code(&in);
//     inputs_close(&in);                       // also after a failed open
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include "base/file.h"
#include "base/progress.h"
#include "cli/rejects.h"
#include "corpus/clean.h"
#include "corpus/lang.h"
#include "corpus/reader.h"

struct inputs {
	struct file_list files;
	size_t at;                        // the file being read
	struct reader *reader;            // NULL between files
	struct reader_options options;    // shallow copy of the caller's
	uint64_t good, bad;               // records
	uint64_t replaced, damaged;       // bytes that were no characters, and the records that held some
	uint64_t bytes_done, bytes_total; // of the files before `at` / of all; 0 if unknown
	const struct progress *progress;  // set after opening, may be NULL
	const char *what;                 // its phrase
	struct lang_detector *detector;   // shared by the readers
	struct learning learning;
	struct rejects *rejects; // where bad records are kept; set after opening, may be NULL
};

// No paths at all means '-'.
enum dl_status inputs_open(struct inputs *in, const char *const *paths, size_t n,
	const struct reader_options *options, struct dl_err *err);

// Reads the pages and texts among the files a first time and learns which lines repeat on many pages of one
// source; inputs_next then takes them out. Nothing happens where there are too few files. Errors: DL_ENOMEM,
// DL_EINTERRUPT; a file that cannot be read is left for inputs_next to say.
enum dl_status inputs_learn(struct inputs *in, struct dl_err *err);

// The next good article. DL_END after the last. DL_EINTERRUPT when the progress says stop. DL_ENOMEM.
enum dl_status inputs_next(struct inputs *in, struct article *out, struct dl_err *err);

// 0, or 3 when something bad was skipped.
int inputs_code(const struct inputs *in);
void inputs_close(struct inputs *in);

// "--format": the names in the order of enum article_format, for OPTION_CHOICE.
extern const char *const input_formats[];

#endif

// SPDX-License-Identifier: MIT
// Bytes from a file, standard input or memory, plain or gzip; read by line or whole, never beyond a limit.
#ifndef CORPUS_BYTE_SOURCE_H
#define CORPUS_BYTE_SOURCE_H

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"

#include <stdint.h>

struct byte_source;

// `path` "-" is standard input. Errors: DL_ENOTFOUND, DL_EIO (also a folder), DL_ENOMEM.
enum dl_status byte_source_open(struct byte_source **out, const char *path, struct dl_err *err);

// Plain bytes that the caller keeps alive.
enum dl_status byte_source_memory(
	struct byte_source **out, const void *data, size_t len, const char *name, struct dl_err *err);
void byte_source_close(struct byte_source *s);

// What comes next, without taking it: up to 64 KiB, all of it when there is less.
enum dl_status byte_source_peek(struct byte_source *s, struct str *out, struct dl_err *err);

// What is there to be taken without a copy, at least one byte. DL_END at the end. The view is valid until the
// next call other than skip.
enum dl_status byte_source_view(struct byte_source *s, struct str *out, struct dl_err *err);

// Takes `n` bytes of what peek or view showed.
void byte_source_skip(struct byte_source *s, size_t n);

// The next line without its line feed (and carriage return). DL_END at the end. A line of more than `limit`
// bytes is passed over to its end and DL_EFORMAT returned. The view is valid until the next call. Where the
// file cannot be read further (cut or damaged gzip data), the lines before come first, then the failure; a
// line that was cut itself is not given out.
enum dl_status byte_source_line(struct byte_source *s, struct str *out, size_t limit, struct dl_err *err);

// All that is left into `out`. More than `limit` bytes: DL_EFORMAT.
enum dl_status byte_source_rest(struct byte_source *s, struct buf *out, size_t limit, struct dl_err *err);

// The day (UTC) on which a regular file was last written; DATE_NONE for others, and where the time stamp is
// before 1990 and so means nothing.
int32_t byte_source_written(const struct byte_source *s);

// Bytes of the file taken so far, compressed ones for gzip, and its size (0: unknown).
void byte_source_position(const struct byte_source *s, uint64_t *done, uint64_t *total);

#endif

// SPDX-License-Identifier: MIT
// --rejects FILE: every bad record as it was, with its place and the cause, so that nothing is lost and it
// can be mended. One JSON object a line: file, line (null where the file as a whole is bad), cause, and
// record, or record_base64 where the bytes are no UTF-8; null where a record was too long to be kept or is
// the whole file.
#ifndef CLI_REJECTS_H
#define CLI_REJECTS_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>
#include <stdio.h>

// `{0}` keeps nothing.
struct rejects {
	FILE *file;
	const char *path;
	struct buf line;
	uint64_t n;
};

// Starts FILE anew; NULL: nothing is kept. DL_EIO.
enum dl_status rejects_open(struct rejects *r, const char *path, struct dl_err *err);

// `message` as the reader gives it: "file:line: cause", or a cause alone.
void rejects_add(struct rejects *r, const char *file, const char *message, struct str record);

// What could not be written shows here. DL_EIO.
enum dl_status rejects_close(struct rejects *r, struct dl_err *err);

#endif

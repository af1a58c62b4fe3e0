// SPDX-License-Identifier: MIT
// Running another program: without a shell, with a time limit. Internal to reports/.
#ifndef REPORTS_CHILD_H
#define REPORTS_CHILD_H

#include "base/buf.h"
#include "base/err.h"

// Runs argv[0], looked for in PATH, with nothing on its standard input. What it prints, on both its outputs,
// is appended to `output` up to 64 KiB; the rest is thrown away. After `seconds` (at least 1) it is killed.
// Errors: DL_ENOTFOUND where there is no such program, DL_EEXTERNAL where it ends with another status than 0
// or takes too long, DL_ENOMEM, DL_EIO. Thread rule: any thread, but it waits for its own child only.
enum dl_status child_run(const char *const *argv, int seconds, struct buf *output, struct dl_err *err);

#endif

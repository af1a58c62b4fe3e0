// SPDX-License-Identifier: MIT
// Looking after a store: is it whole, a copy of it, its file made small again.
#ifndef CORPUS_STORE_CARE_H
#define CORPUS_STORE_CARE_H

#include "corpus/store.h"

// Called with one sentence for each thing that is wrong.
typedef void store_problem_fn(void *payload, const char *sentence);

// Reads every page, index and reference, and what only Dateline knows to be wrong (a story without its first
// article, a day outside of 1900 to 9999, a probability outside of 0 to 1). *problems: how often `fn` was
// called, at most 100 times. Errors: DL_EIO where reading itself fails.
enum dl_status store_check(
	struct store *s, store_problem_fn *fn, void *payload, size_t *problems, struct dl_err *err);

// Copies the store as it is at this moment, also while others write, to `path`: whole or not at all
// (temporary file, fsync, rename). Errors: DL_EINVAL where `path` exists, DL_EIO.
enum dl_status store_backup(struct store *s, const char *path, struct dl_err *err);

// Rebuilds the file without its free pages and merges the log. *before, *after: bytes of the file. Needs the
// store's size once more in free disk space. Errors: DL_EIO, also where another program has it open.
enum dl_status store_compact(struct store *s, uint64_t *before, uint64_t *after, struct dl_err *err);

#endif

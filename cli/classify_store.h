// SPDX-License-Identifier: MIT
// Where classifying meets the store: predictions kept in batches, each a transaction.
#ifndef CLI_CLASSIFY_STORE_H
#define CLI_CLASSIFY_STORE_H

#include "base/progress.h"
#include "classify/stream.h"
#include "corpus/store.h"

// Tells the store of the model, with its calibration and error rates.
enum dl_status store_register_model(
	struct store *s, const struct model *m, const char *path, struct dl_err *err);

// A prediction packed by the formatter of a stream (any thread) and unpacked by its writer (one thread).
void prediction_pack(struct buf *out, const struct verdict *v);

// Keeps a packed prediction of article `id`. Returns the bytes after it in *rest.
enum dl_status prediction_keep(struct store *s, const struct model *m, const char *id, struct str packed,
	struct str *rest, struct dl_err *err);

// Classifies all that the store holds and this model has not seen; *n: how many. After each batch of 2 048
// articles the work is kept: an interruption loses nothing that was counted.
enum dl_status classify_new(struct store *s, const struct model *m, const struct classify_options *o,
	int threads, const struct progress *progress, uint64_t *n, struct dl_err *err);

#endif

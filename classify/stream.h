// SPDX-License-Identifier: MIT
// A stream of articles through all processors: each takes the next batch in turn and classifies it; results
// come out in the order of the input.
//
//     struct stream *s = stream_open(model, &options, threads);
//     st = s ? stream_run(s, &ops, &err) : err_nomem(&err);
//     stream_close(s);
#ifndef CLASSIFY_STREAM_H
#define CLASSIFY_STREAM_H

#include "base/buf.h"
#include "classify/classify.h"

struct stream_ops {
	// One thread at a time. Fills `out` with the next article; DL_END ends the stream, DL_EFORMAT skips
	// one record, other failures end it.
	enum dl_status (*read)(void *payload, struct article *out, struct dl_err *err);

	// Turns one classified article into bytes in `out`. Called from any thread, several at a time; `c`
	// and `v` are the thread's.
	enum dl_status (*format)(void *payload, struct buf *out, const struct article *a,
		const struct verdict *v, struct classifier *c, struct dl_err *err);

	// Takes the bytes of one article, in input order, on one thread at a time.
	enum dl_status (*write)(void *payload, const struct article *a, struct str bytes, struct dl_err *err);
	void *payload;
};

struct stream;

// Opens what a stream needs, for any number of runs: word forms that one run has learned serve the next. NULL
// when memory cannot be had. The model must outlive it; `o` may be NULL.
struct stream *stream_open(const struct model *m, const struct classify_options *o, int threads);
void stream_close(struct stream *s);

// Memory stays within two batches of 128 articles, or of 1 MiB of their text and one article more, for each
// of the `threads` >= 1. What was read before a failure is written.
enum dl_status stream_run(struct stream *s, const struct stream_ops *ops, struct dl_err *err);

#endif

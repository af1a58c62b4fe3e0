// SPDX-License-Identifier: MIT
// A growing byte buffer that knows the size it may never pass.
//
// After a failed addition the buffer is marked `failed` and ignores further additions, so that a writer can
// add many pieces and look once at the end. The contents always end in a NUL that `len` does not count.
//
//     struct buf b = {0};
//     buf_adds(&b, "share ");
//     buf_addf(&b, "%zu", n);
//     if (buf_failed(&b)) ...
//     buf_release(&b);
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct buf {
	char *ptr;    // NULL while empty
	size_t len;   // bytes in use
	size_t cap;   // bytes allocated, at least len + 1 once allocated
	size_t limit; // `len` never passes this; 0 means 1 TiB
	bool failed;  // an addition did not fit or memory ran out
};

void buf_add(struct buf *b, const void *data, size_t len);
void buf_adds(struct buf *b, const char *text);
void buf_addc(struct buf *b, char c);
void buf_addstr(struct buf *b, struct str text);
void buf_addf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Room for `len` more bytes; returns where they go (the caller adds to b->len), or NULL and `failed`.
char *buf_room(struct buf *b, size_t len);

// The contents as a view, valid until the next change.
struct str buf_str(const struct buf *b);

bool buf_failed(const struct buf *b);

// Empties the buffer, keeps its memory, clears `failed`.
void buf_clear(struct buf *b);
void buf_release(struct buf *b);

#endif

// SPDX-License-Identifier: MIT
// UTF-8, read strictly (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"

#include <stdint.h>

enum { UTF8_REPLACEMENT = 0xFFFD };

// Decodes the character at `p` (at least 1 byte left, `len` of them). Returns the bytes it takes, 1 to 4. A
// byte that begins no valid character gives U+FFFD and takes 1 byte.
size_t utf8_decode(uint32_t *out, const char *p, size_t len);

// Writes `cp` (at most U+10FFFF) to `out`, returns its length, 1 to 4.
size_t utf8_encode(char out[4], uint32_t cp);

// The number of bytes that `utf8_decode` would replace; 0 means valid.
size_t utf8_bad(struct str text);

// Appends `text` with every bad byte replaced by U+FFFD; returns how many were replaced.
size_t utf8_repair(struct buf *out, struct str text);

// The longest start of `text` of at most `max` bytes that does not cut a character.
struct str utf8_cut(struct str text, size_t max);

#endif

// SPDX-License-Identifier: MIT
#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

static const uint64_t DEFAULT_LIMIT = UINT64_C(1) << 40;

char *buf_room(struct buf *b, size_t len)
{
	uint64_t limit = b->limit ? b->limit : DEFAULT_LIMIT;

	if (b->failed || len > limit || b->len > limit - len) {
		b->failed = true;
		return NULL;
	}
	if (!mem_grow((void **)&b->ptr, &b->cap, b->len + len + 1, 1)) {
		b->failed = true;
		return NULL;
	}
	return b->ptr + b->len;
}

void buf_add(struct buf *b, const void *data, size_t len)
{
	char *to = buf_room(b, len);

	if (!to)
		return;
	if (len)
		memcpy(to, data, len);
	b->len += len;
	b->ptr[b->len] = '\0';
}

void buf_adds(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void buf_addc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_addstr(struct buf *b, struct str text)
{
	buf_add(b, text.ptr, text.len);
}

void buf_addf(struct buf *b, const char *format, ...)
{
	va_list args;
	int need;
	char *to;

	va_start(args, format);
	need = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (need < 0) {
		b->failed = true;
		return;
	}
	to = buf_room(b, (size_t)need);
	if (!to)
		return;
	va_start(args, format);
	vsnprintf(to, (size_t)need + 1, format, args);
	va_end(args);
	b->len += (size_t)need;
}

struct str buf_str(const struct buf *b)
{
	return (struct str){b->ptr ? b->ptr : "", b->len};
}

bool buf_failed(const struct buf *b)
{
	return b->failed;
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	b->failed = false;
	if (b->ptr)
		b->ptr[0] = '\0';
}

void buf_release(struct buf *b)
{
	mem_free(b->ptr);
	b->ptr = NULL;
	b->len = b->cap = 0;
	b->failed = false;
}

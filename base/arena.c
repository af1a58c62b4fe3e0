// SPDX-License-Identifier: MIT
#include "base/arena.h"

#include "base/mem.h"

#include <stdint.h>

enum { BLOCK_SIZE = 16 * 1024, KEEP_LIMIT = 1024 * 1024, ALIGN = 16 };

struct arena_block {
	struct arena_block *next;
	size_t size; // bytes after the header
	_Alignas(ALIGN) char data[];
};

static struct arena_block *block_new(size_t size)
{
	struct arena_block *b;

	if (size > SIZE_MAX - sizeof *b)
		return NULL;
	b = mem_alloc(sizeof *b + size);
	if (b) {
		b->next = NULL;
		b->size = size;
	}
	return b;
}

// Moves on to a block that holds `size` bytes: a kept one if the next is large enough, else a new one.
static bool next_block(struct arena *a, size_t size)
{
	struct arena_block *kept = a->current ? a->current->next : a->first;
	struct arena_block *b = kept;

	if (!b || b->size < size) {
		b = block_new(size > BLOCK_SIZE ? size : BLOCK_SIZE);
		if (!b)
			return false;
		b->next = kept;
		if (a->current)
			a->current->next = b;
		else
			a->first = b;
	}
	a->current = b;
	a->used = 0;
	return true;
}

void *arena_alloc(struct arena *a, size_t size)
{
	void *out;

	if (size > SIZE_MAX - ALIGN) {
		a->failed = true;
		return NULL;
	}
	size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if ((!a->current || a->current->size - a->used < size) && !next_block(a, size)) {
		a->failed = true;
		return NULL;
	}
	out = a->current->data + a->used;
	a->used += size;
	return out;
}

struct str arena_copy(struct arena *a, struct str text)
{
	char *copy = text.len < SIZE_MAX ? arena_alloc(a, text.len + 1) : NULL;

	if (!copy)
		return (struct str){NULL, 0};
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	copy[text.len] = '\0';
	return (struct str){copy, text.len};
}

void arena_reset(struct arena *a)
{
	struct arena_block **link = &a->first;
	size_t kept = 0;

	while (*link) {
		struct arena_block *b = *link;

		if (kept + b->size > KEEP_LIMIT) {
			*link = b->next;
			mem_free(b);
		} else {
			kept += b->size;
			link = &b->next;
		}
	}
	a->current = NULL;
	a->used = 0;
	a->failed = false;
}

void arena_release(struct arena *a)
{
	while (a->first) {
		struct arena_block *b = a->first;

		a->first = b->next;
		mem_free(b);
	}
	*a = (struct arena){0};
}

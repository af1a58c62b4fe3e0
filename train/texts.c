// SPDX-License-Identifier: MIT
#include "train/texts.h"

#include "base/mem.h"

#include <stdint.h>
#include <string.h>

// Large blocks go back to the system as soon as they are freed.
static const size_t FIRST_BLOCK = 1 << 16, LARGEST_BLOCK = 1 << 26;

static bool add_block(struct texts *t, size_t need)
{
	size_t size = t->last ? t->last->size * 2 : FIRST_BLOCK;
	struct text_block *b;

	size = size > LARGEST_BLOCK ? LARGEST_BLOCK : size;
	size = size < need ? need : size;
	b = size < SIZE_MAX - sizeof *b ? mem_alloc(sizeof *b + size) : NULL;
	if (!b)
		return false;
	*b = (struct text_block){.size = size};
	if (t->last)
		t->last->next = b;
	else
		t->first = b;
	t->last = b;
	return true;
}

static struct str copy(struct text_block *b, struct str text)
{
	char *to = b->data + b->used;

	if (text.len)
		memcpy(to, text.ptr, text.len);
	to[text.len] = '\0';
	b->used += text.len + 1;
	return (struct str){to, text.len};
}

bool texts_add(struct texts *t, struct str *title, struct str *text)
{
	size_t need;

	if (title->len > SIZE_MAX / 4 || text->len > SIZE_MAX / 4)
		return false;
	need = title->len + text->len + 2;
	if ((!t->last || t->last->size - t->last->used < need) && !add_block(t, need))
		return false;
	*title = copy(t->last, *title);
	*text = copy(t->last, *text);
	t->last->articles++;
	return true;
}

void texts_drop_first(struct texts *t)
{
	struct text_block *b = t->first;

	t->first = b->next;
	if (!t->first)
		t->last = NULL;
	mem_free(b);
}

void texts_release(struct texts *t)
{
	while (t->first)
		texts_drop_first(t);
}

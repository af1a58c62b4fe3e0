// SPDX-License-Identifier: MIT
#include "corpus/furniture.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>

enum { ROWS = 4, COLUMNS = 1 << 20, MIN_PROSE_PAGES = 5 };

struct furniture {
	uint32_t *cells; // ROWS * COLUMNS
};

struct furniture *furniture_open(void)
{
	struct furniture *f = mem_zalloc(1, sizeof *f);

	if (!f)
		return NULL;
	f->cells = mem_zalloc((size_t)ROWS * COLUMNS, sizeof *f->cells);
	if (!f->cells) {
		mem_free(f);
		return NULL;
	}
	return f;
}

void furniture_close(struct furniture *f)
{
	if (!f)
		return;
	mem_free(f->cells);
	mem_free(f);
}

static uint64_t key_of(struct str source, struct str line)
{
	return hash64(line.ptr, line.len, hash64(source.ptr, source.len, 11));
}

static size_t cell(uint64_t key, unsigned row)
{
	return (size_t)row * COLUMNS + (hash_mix(key + row) & (COLUMNS - 1));
}

static void count(struct furniture *f, uint64_t key)
{
	for (unsigned row = 0; row < ROWS; row++) {
		uint32_t *c = &f->cells[cell(key, row)];

		*c += *c < UINT32_MAX;
	}
}

static uint32_t estimate(const struct furniture *f, uint64_t key)
{
	uint32_t least = UINT32_MAX;

	for (unsigned row = 0; row < ROWS; row++) {
		uint32_t c = f->cells[cell(key, row)];

		least = c < least ? c : least;
	}
	return least;
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

void furniture_page(struct furniture *f, struct str source, const struct str *lines, size_t n)
{
	uint64_t *keys = mem_zalloc(n + 1, sizeof *keys);

	// Without memory the page is not counted: fewer lines are learned, none wrongly.
	if (!keys)
		return;
	for (size_t i = 0; i < n; i++)
		keys[i] = key_of(source, lines[i]);
	qsort(keys, n, sizeof *keys, by_value);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || keys[i] != keys[i - 1])
			count(f, keys[i]);
	count(f, key_of(source, STR("")));
	mem_free(keys);
}

uint32_t furniture_count(const struct furniture *f, struct str source, struct str line)
{
	return estimate(f, key_of(source, line));
}

uint32_t furniture_pages(const struct furniture *f, struct str source)
{
	return estimate(f, key_of(source, STR("")));
}

bool furniture_is(const struct furniture *f, struct str source, struct str line, bool prose)
{
	uint64_t pages = furniture_pages(f, source), on = furniture_count(f, source, line);

	if (prose)
		return on >= MIN_PROSE_PAGES && on * 2 >= pages;
	return on >= FURNITURE_MIN_PAGES && on * 20 >= pages * 3;
}

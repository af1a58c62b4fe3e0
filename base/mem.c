// SPDX-License-Identifier: MIT
#include "base/mem.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// The only process-wide state of the project: the test hook's two counters, switched off in normal use.
static atomic_long fail_countdown = -1;
static atomic_long made;

static bool may_allocate(void)
{
	atomic_fetch_add_explicit(&made, 1, memory_order_relaxed);
	if (atomic_load_explicit(&fail_countdown, memory_order_relaxed) < 0)
		return true;
	if (atomic_fetch_sub(&fail_countdown, 1) > 0)
		return true;
	atomic_store(&fail_countdown, 0);
	return false;
}

void mem_fail_after(long n)
{
	atomic_store(&fail_countdown, n);
}

long mem_count(void)
{
	return atomic_load(&made);
}

void *mem_alloc(size_t size)
{
	return may_allocate() ? malloc(size ? size : 1) : NULL;
}

enum { LARGE_PAGE = 1 << 21 };

void *mem_alloc_large(size_t size)
{
	void *block = NULL;

	if (size < LARGE_PAGE)
		return mem_alloc(size);
	if (!may_allocate() || posix_memalign(&block, LARGE_PAGE, size) != 0)
		return NULL;
#ifdef MADV_HUGEPAGE
	madvise(block, size, MADV_HUGEPAGE); // a wish: it may fail
#endif
	return block;
}

void *mem_zalloc(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return NULL;
	return may_allocate() ? calloc(count ? count : 1, size ? size : 1) : NULL;
}

void *mem_resize(void *old, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return NULL;
	if (!count || !size)
		count = size = 1;
	return may_allocate() ? realloc(old, count * size) : NULL;
}

char *mem_strdup(const char *text, size_t len)
{
	char *copy = len < SIZE_MAX ? mem_alloc(len + 1) : NULL;

	if (!copy)
		return NULL;
	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

void mem_free(void *block)
{
	free(block);
}

bool mem_grow(void **array, size_t *capacity, size_t need, size_t size)
{
	size_t want = *capacity ? *capacity : 8;
	void *bigger;

	if (need <= *capacity)
		return true;
	while (want < need) {
		if (want > SIZE_MAX / 2)
			return false;
		want *= 2;
	}
	bigger = mem_resize(*array, want, size);
	if (!bigger)
		return false;
	*array = bigger;
	*capacity = want;
	return true;
}

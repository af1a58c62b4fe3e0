// SPDX-License-Identifier: MIT
// Memory: the one door through which every allocation of the project goes.
//
// All functions return NULL when memory cannot be had (the caller reports DL_ENOMEM) and never abort.
// Sizes are checked for overflow. `mem_fail_after` lets the tests fail the n-th allocation.
// Thread rule: all functions may be called from any thread.
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

// `size` bytes, uninitialised; 0 gives a valid pointer to nothing. Free with `mem_free`.
void *mem_alloc(size_t size);

// The same, for tables of megabytes that are read in no order: in large pages where the system has them, for
// their places are looked up faster than those of many small ones.
void *mem_alloc_large(size_t size);

// `count` * `size` zeroed bytes, or NULL also when the product overflows.
void *mem_zalloc(size_t count, size_t size);

// Like realloc over `count` * `size` bytes. On NULL the old block is still valid.
void *mem_resize(void *old, size_t count, size_t size);

// A NUL-terminated copy of `len` bytes.
char *mem_strdup(const char *text, size_t len);

void mem_free(void *block);

// Grows an array so that `need` elements of `size` bytes fit: *capacity becomes at least `need`, by doubling.
// Returns false, with everything as it was, when memory cannot be had.
// `array` is the address of the array pointer: `mem_grow((void **)&items, &cap, n + 1, sizeof *items)`.
bool mem_grow(void **array, size_t *capacity, size_t need, size_t size);

// For tests: after `n` more successful allocations every further one fails; -1 switches this off.
void mem_fail_after(long n);

// For tests: allocations made since the start of the process.
long mem_count(void);

#endif

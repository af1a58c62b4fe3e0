// SPDX-License-Identifier: MIT
// Preloaded by tests/faults/memory: the NOMEM_AT-th call of malloc, calloc, realloc or posix_memalign fails,
// all others succeed. With NOMEM_COUNT the number of calls is written to that file at the end. Only the
// program itself is meant, not what it starts; libsvm, LIBLINEAR, yajl, libxml2 and the C++ library do not
// always check what they get, and their calls never fail.
#define _GNU_SOURCE // dladdr, RTLD_NEXT

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static atomic_long calls;
static long fail_at = -1;
static const char *count_file;

static _Bool is_excused(void *caller)
{
	static const char *const names[] = {
		"libsvm", "liblinear", "libyajl", "libxml2", "libstdc++", "libblas", "ld-linux"};
	Dl_info info;

	if (!dladdr(caller, &info) || !info.dli_fname)
		return 0;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strstr(info.dli_fname, names[i]))
			return 1;
	return 0;
}

static _Bool fails(void *caller)
{
	if (atomic_fetch_add(&calls, 1) != fail_at || is_excused(caller))
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(block, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	if (fails(__builtin_return_address(0)))
		return ENOMEM;
	*out = __libc_memalign(alignment, size);
	return *out ? 0 : ENOMEM;
}

__attribute__((constructor)) static void start(void)
{
	const char *at = getenv("NOMEM_AT");

	count_file = getenv("NOMEM_COUNT");
	unsetenv("LD_PRELOAD");
	atomic_store(&calls, 0);
	fail_at = at ? strtol(at, NULL, 10) : -1;
}

__attribute__((destructor)) static void end(void)
{
	FILE *f;

	fail_at = -1;
	f = count_file ? fopen(count_file, "w") : NULL;
	if (f) {
		fprintf(f, "%ld\n", atomic_load(&calls));
		fclose(f);
	}
}

// SPDX-License-Identifier: MIT
// A view of bytes that somebody else owns: pointer and length, not NUL-terminated unless said.
// `{NULL, 0}` is "absent"; `{non-NULL, 0}` is "present and empty".
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *ptr;
	size_t len;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})

static inline struct str str_from(const char *text)
{
	return (struct str){text, text ? strlen(text) : 0};
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool str_is(struct str a, const char *text)
{
	// Mostly so, and no length is needed then.
	if (a.len && a.ptr[0] != text[0]) // NOLINT(clang-analyzer-core.NullDereference)
		return false;
	return str_eq(a, str_from(text));
}

// Byte order, shorter first on a common prefix; for sorting independent of the locale.
static inline int str_cmp(struct str a, struct str b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.ptr, b.ptr, common) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static inline bool str_starts(struct str a, struct str prefix)
{
	if (a.len < prefix.len || prefix.len == 0)
		return prefix.len == 0;
	return a.ptr[0] == prefix.ptr[0] &&
	       memcmp(a.ptr, prefix.ptr, prefix.len) == 0; // mostly not even the first
}

// Like str_starts; no length is needed where the first bytes differ.
static inline bool str_begins(struct str a, const char *prefix)
{
	return (!a.len || !prefix[0] || a.ptr[0] == prefix[0]) && str_starts(a, str_from(prefix));
}

static inline bool str_ends(struct str a, struct str suffix)
{
	return a.len >= suffix.len &&
	       (suffix.len == 0 || memcmp(a.ptr + a.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

static inline struct str str_sub(struct str a, size_t from, size_t to)
{
	return (struct str){a.ptr + from, to - from};
}

static inline bool ascii_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

// Without ASCII white space at both ends.
static inline struct str str_trim(struct str a)
{
	while (a.len && ascii_is_space(a.ptr[0]))
		a = str_sub(a, 1, a.len);
	while (a.len && ascii_is_space(a.ptr[a.len - 1]))
		a.len--;
	return a;
}

#endif

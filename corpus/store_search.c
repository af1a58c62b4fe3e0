// SPDX-License-Identifier: MIT
#include "corpus/store_internal.h"

#include "base/utf8.h"
#include "corpus/canonical.h"

#include <utf8proc.h>

static uint32_t lower_at(const char *p, size_t len, size_t *taken)
{
	uint32_t cp;

	*taken = utf8_decode(&cp, p, len);
	return cp < 0x80 ? cp | (cp >= 'A' && cp <= 'Z' ? 0x20 : 0)
			 : (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

static bool begins_with(struct str text, struct str word)
{
	while (word.len) {
		size_t a, b;

		if (!text.len || lower_at(text.ptr, text.len, &a) != lower_at(word.ptr, word.len, &b))
			return false;
		text = str_sub(text, a, text.len);
		word = str_sub(word, b, word.len);
	}
	return true;
}

static bool holds(struct str text, struct str word)
{
	size_t taken;
	uint32_t first = word.len ? lower_at(word.ptr, word.len, &taken) : 0;

	for (; text.len; text = str_sub(text, taken, text.len))
		if (lower_at(text.ptr, text.len, &taken) == first && begins_with(text, word))
			return true;
	return !word.len;
}

static struct str value_str(sqlite3_value *v)
{
	const char *text = (const char *)sqlite3_value_text(v);

	return (struct str){text ? text : "", text ? (size_t)sqlite3_value_bytes(v) : 0};
}

// holds(text, word): SQLite's LIKE knows the case of ASCII letters only.
static void sql_holds(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n;
	sqlite3_result_int(context, holds(value_str(values[0]), value_str(values[1])));
}

// canonical_url(url): NULL where the address names no page.
static void sql_canonical(sqlite3_context *context, int n, sqlite3_value **values)
{
	struct buf out = {0};

	(void)n;
	if (canonical_url(&out, value_str(values[0])) && !buf_failed(&out))
		sqlite3_result_text(context, out.ptr, (int)out.len, SQLITE_TRANSIENT);
	else if (buf_failed(&out))
		sqlite3_result_error_nomem(context);
	buf_release(&out);
}

enum dl_status store_add_functions(struct store *s, struct dl_err *err)
{
	const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
	int code = sqlite3_create_function_v2(s->db, "holds", 2, flags, NULL, sql_holds, NULL, NULL, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_create_function_v2(
			s->db, "canonical_url", 1, flags, NULL, sql_canonical, NULL, NULL, NULL);

	return code == SQLITE_OK ? DL_OK : store_fail(s, code, err);
}

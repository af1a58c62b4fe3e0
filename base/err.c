// SPDX-License-Identifier: MIT
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#undef err_set

// A sentence that was cut must not end in half a UTF-8 character.
static void trim_broken_tail(char *text)
{
	size_t len = strlen(text);
	size_t back = 0;

	if (len + 1 < DL_ERR_TEXT)
		return;
	while (back < len && back < 4 && ((unsigned char)text[len - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back < len && ((unsigned char)text[len - 1 - back] & 0x80))
		text[len - 1 - back] = '\0';
}

enum dl_status err_set(struct dl_err *err, enum dl_status status, const char *format, ...)
{
	va_list args;

	if (!err)
		return status;
	va_start(args, format);
	vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	trim_broken_tail(err->text);
	return status;
}

enum dl_status err_prefix(struct dl_err *err, enum dl_status status, const char *format, ...)
{
	char old[DL_ERR_TEXT];
	va_list args;
	size_t used;

	if (!err)
		return status;
	memcpy(old, err->text, sizeof old);
	va_start(args, format);
	vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	used = strlen(err->text);
	snprintf(err->text + used, sizeof err->text - used, ": %s", old);
	trim_broken_tail(err->text);
	return status;
}

// SPDX-License-Identifier: MIT
#include "cli/rejects.h"

#include "base/json.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdlib.h>

enum dl_status rejects_open(struct rejects *r, const char *path, struct dl_err *err)
{
	*r = (struct rejects){.path = path};
	if (!path)
		return DL_OK;
	r->file = fopen(path, "wb");
	if (!r->file)
		return err_set(err, DL_EIO, "cannot write the rejects to '%s': %s", path, strerror(errno));
	return DL_OK;
}

// "file:12: cause" -> 12, and where the cause begins; 0 where no line is named.
static unsigned long line_of(const char *file, const char **message)
{
	size_t len = strlen(file);
	char *end;
	unsigned long line;

	if (strncmp(*message, file, len) != 0 || (*message)[len] != ':')
		return 0;
	line = strtoul(*message + len + 1, &end, 10);
	if (end == *message + len + 1 || strncmp(end, ": ", 2) != 0)
		return 0;
	*message = end + 2;
	return line;
}

static void add_base64(struct buf *out, struct str bytes)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	buf_addc(out, '"');
	for (size_t i = 0; i < bytes.len; i += 3) {
		size_t left = bytes.len - i;
		uint32_t a = (unsigned char)bytes.ptr[i], b = left > 1 ? (unsigned char)bytes.ptr[i + 1] : 0,
			 c = left > 2 ? (unsigned char)bytes.ptr[i + 2] : 0, bits = a << 16 | b << 8 | c;

		buf_addc(out, digits[bits >> 18]);
		buf_addc(out, digits[bits >> 12 & 63]);
		buf_addc(out, left > 1 ? digits[bits >> 6 & 63] : '=');
		buf_addc(out, left > 2 ? digits[bits & 63] : '=');
	}
	buf_addc(out, '"');
}

void rejects_add(struct rejects *r, const char *file, const char *message, struct str record)
{
	struct json j = {.out = &r->line};
	unsigned long line;

	if (!r->file)
		return;
	line = line_of(file, &message);
	buf_clear(&r->line);
	json_open(&j, '{');
	json_key(&j, "file");
	json_text(&j, file);
	json_key(&j, "line");
	line ? json_int(&j, (int64_t)line) : json_null(&j);
	json_key(&j, "cause");
	json_text(&j, message);
	json_key(&j, record.ptr && utf8_bad(record) ? "record_base64" : "record");
	if (!record.ptr)
		json_null(&j);
	else if (utf8_bad(record))
		add_base64(&r->line, record);
	else
		json_str(&j, record);
	json_close(&j, '}');
	buf_addc(&r->line, '\n');
	if (!buf_failed(&r->line))
		fwrite(r->line.ptr, 1, r->line.len, r->file); // a failure stays with the stream
	r->n++;
}

enum dl_status rejects_close(struct rejects *r, struct dl_err *err)
{
	bool bad = buf_failed(&r->line);

	buf_release(&r->line);
	if (!r->file)
		return DL_OK;
	bad |= ferror(r->file) != 0;
	bad |= fclose(r->file) != 0;
	r->file = NULL;
	return bad ? err_set(err, DL_EIO,
			     "cannot write the rejects to '%s'; free some space and run it again", r->path)
		   : DL_OK;
}

// SPDX-License-Identifier: MIT
#include "cli/wrap.h"

#include "base/utf8.h"
#include "cli/output.h"

struct str wrap_cut(struct str text, size_t width)
{
	size_t at = 0, columns = 0;

	while (at < text.len) {
		uint32_t c;
		size_t len = utf8_decode(&c, text.ptr + at, text.len - at);

		columns += output_columns(str_sub(text, at, at + len));
		if (columns > width)
			break;
		at += len;
	}
	return str_sub(text, 0, at);
}

// The part of `line` that fits, without the blanks at its end; at least one character.
static struct str first_line(struct str line, size_t width)
{
	struct str fit = wrap_cut(line, width);
	size_t end = fit.len;
	uint32_t c;

	if (fit.len == line.len)
		return fit;
	if (!fit.len)
		return str_sub(line, 0, utf8_decode(&c, line.ptr, line.len));
	if (line.ptr[end] != ' ')
		while (end && fit.ptr[end - 1] != ' ')
			end--;
	while (end && fit.ptr[end - 1] == ' ')
		end--;
	return end ? str_sub(fit, 0, end) : fit;
}

static struct str without_blanks(struct str line)
{
	while (line.len && line.ptr[0] == ' ')
		line = str_sub(line, 1, line.len);
	return line;
}

// One line of the text, which may give several.
static size_t wrap_line(struct buf *out, struct str line, size_t width, size_t most)
{
	size_t n = 0;

	do {
		struct str part = first_line(line, width);

		buf_addstr(out, part);
		buf_addc(out, '\n');
		n++;
		line = without_blanks(str_sub(line, part.len, line.len));
	} while (line.len && (!most || n < most));
	return n;
}

size_t wrap_text(struct buf *out, struct str text, size_t width, size_t most)
{
	size_t n = 0;

	width = width < 8 ? 8 : width;
	while (text.len && (!most || n < most)) {
		const char *end = memchr(text.ptr, '\n', text.len);
		size_t len = end ? (size_t)(end - text.ptr) : text.len;
		struct buf safe = {.len = 0};

		output_safe(&safe, str_sub(text, 0, len), false);
		n += wrap_line(
			out, str_trim(safe.ptr ? buf_str(&safe) : STR("")), width, most ? most - n : 0);
		out->failed = out->failed || safe.failed;
		buf_release(&safe);
		text = str_sub(text, len + (end ? 1 : 0), text.len);
	}
	return n;
}

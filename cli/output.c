// SPDX-License-Identifier: MIT
#include "cli/output.h"

#include "base/utf8.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

bool output_color(enum color_choice choice, FILE *f)
{
	const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");

	if (choice != COLOR_AUTO)
		return choice == COLOR_ALWAYS;
	if (no_color && *no_color)
		return false;
	return isatty(fileno(f)) && term && *term && strcmp(term, "dumb") != 0;
}

int output_width(FILE *f)
{
	struct winsize size = {0};

	if (isatty(fileno(f)) && ioctl(fileno(f), TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
		return size.ws_col;
	return 80;
}

int output_height(FILE *f)
{
	struct winsize size = {0};

	if (isatty(fileno(f)) && ioctl(fileno(f), TIOCGWINSZ, &size) == 0 && size.ws_row >= 5)
		return size.ws_row;
	return 24;
}

int output_table_width(FILE *f)
{
	return isatty(fileno(f)) ? output_width(f) : 0;
}

// Characters that steer a terminal or turn the direction of the text: never printed as they are.
static bool is_unsafe(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
	       (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF ||
	       (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

void output_safe(struct buf *out, struct str text, bool lines)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c;
		size_t len = utf8_decode(&c, text.ptr + at, text.len - at);
		char code[4];

		if (c == '\n' || c == '\t')
			buf_addc(out, lines ? (char)c : ' ');
		else if (is_unsafe(c) || c == UTF8_REPLACEMENT)
			buf_add(out, code, utf8_encode(code, UTF8_REPLACEMENT));
		else
			buf_add(out, text.ptr + at, len);
		at += len;
	}
}

void print_safe(FILE *f, struct str text, bool lines)
{
	struct buf safe = {0};

	output_safe(&safe, text, lines);
	if (safe.len)
		fwrite(safe.ptr, 1, safe.len, f);
	buf_release(&safe);
}

size_t output_columns(struct str text)
{
	size_t columns = 0;

	for (size_t at = 0; at < text.len;) {
		uint32_t c;

		at += utf8_decode(&c, text.ptr + at, text.len - at);
		int wide = utf8proc_charwidth((utf8proc_int32_t)c);
		columns += wide > 0 ? (size_t)wide : 0;
	}
	return columns;
}

void complain(const char *format, ...)
{
	struct buf text = {.limit = 4096};
	char line[2048];
	va_list list;

	va_start(list, format);
	vsnprintf(line, sizeof(line), format, list);
	va_end(list);
	output_safe(&text, str_from(line), false);
	fprintf(stderr, "dateline: %s\n", text.ptr ? text.ptr : "out of memory");
	buf_release(&text);
}

int exit_code_of(enum dl_status st)
{
	switch (st) {
	case DL_OK:
	case DL_END:
		return EXIT_FINE;
	case DL_EINVAL:
		return EXIT_USAGE;
	case DL_EEXTERNAL:
		return EXIT_EXTERNAL;
	case DL_EINTERRUPT:
		return EXIT_INTERRUPTED;
	case DL_ENOMEM:
	case DL_EIO:
	case DL_ENOTFOUND:
	case DL_EFORMAT:
	case DL_EVERSION:
	case DL_ECHECKSUM:
		break;
	}
	return EXIT_FAILED;
}

// Whether stdout is a pipe whose reader has gone away: it has seen what it wanted, nothing to say.
static bool reader_gone(void)
{
	struct pollfd p = {.fd = STDOUT_FILENO, .events = POLLOUT};

	return ferror(stdout) && poll(&p, 1, 0) == 1 && (p.revents & POLLERR);
}

int fail(enum dl_status st, const struct dl_err *err)
{
	if (!reader_gone())
		complain("%s", st == DL_EINTERRUPT && !err->text[0] ? "stopped" : err->text);
	return exit_code_of(st);
}

enum dl_status print_buf(struct buf *b, struct dl_err *err)
{
	if (buf_failed(b))
		return err_nomem(err);
	if (b->len && fwrite(b->ptr, 1, b->len, stdout) != b->len)
		return err_set(err, DL_EIO, "cannot write the output: %s", strerror(errno));
	return DL_OK;
}

int output_finish(int code)
{
	bool failed_before = ferror(stdout) != 0, failed_now = fflush(stdout) != 0;

	if (!failed_before && !failed_now)
		return code;
	if (code == EXIT_FINE && !reader_gone())
		complain("cannot write the output%s%s", failed_now ? ": " : "",
			failed_now ? strerror(errno) : "");
	return code == EXIT_FINE || code == EXIT_BAD_INPUT ? EXIT_FAILED : code;
}

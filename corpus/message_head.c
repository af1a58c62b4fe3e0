// SPDX-License-Identifier: MIT
#include "corpus/message_head.h"

enum { MOST_LINES = 200, MOST_NAME = 76 };

static struct str take_line(struct str *rest)
{
	const char *feed = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
	size_t n = feed ? (size_t)(feed - rest->ptr) : rest->len;
	struct str line = str_sub(*rest, 0, n);

	*rest = str_sub(*rest, feed ? n + 1 : n, rest->len);
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

// The bytes of a field's name before its colon; 0 where the line begins no field.
static size_t name_length(struct str line)
{
	size_t n = 0;

	while (n < line.len && n <= MOST_NAME && line.ptr[n] > ' ' && line.ptr[n] < 127 && line.ptr[n] != ':')
		n++;
	return n <= MOST_NAME && n < line.len && line.ptr[n] == ':' ? n : 0;
}

static bool same_ascii(struct str a, const char *small)
{
	size_t i = 0;

	while (i < a.len && small[i] && (a.ptr[i] | 0x20) == small[i])
		i++;
	return i == a.len && !small[i];
}

// "Re: Re: Fwd: what it is about"
static struct str without_reply(struct str subject)
{
	for (;;) {
		size_t n = name_length(subject);
		struct str name = str_sub(subject, 0, n);

		if (!same_ascii(name, "re") && !same_ascii(name, "fw") && !same_ascii(name, "fwd"))
			return subject;
		subject = str_trim(str_sub(subject, n + 1, subject.len));
	}
}

static bool is_folded(struct str line)
{
	return line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t') && str_trim(line).len;
}

// Where the head ends, *subject is its value as it stands, over all its lines; false where this is no head.
static bool read_head(struct str *subject, struct str text)
{
	bool from = false, in_subject = false;
	struct str rest = text;

	*subject = (struct str){NULL, 0};
	for (int i = 0; i < MOST_LINES && rest.len; i++) {
		struct str line = take_line(&rest);
		size_t n = name_length(line);

		if (!str_trim(line).len)
			return from && subject->ptr;
		if (i && is_folded(line)) {
			if (in_subject)
				subject->len = (size_t)(line.ptr + line.len - subject->ptr);
			continue;
		}
		if (!n)
			return false;
		from |= same_ascii(str_sub(line, 0, n), "from");
		in_subject = !subject->ptr && same_ascii(str_sub(line, 0, n), "subject");
		if (in_subject)
			*subject = str_sub(line, n + 1, line.len);
	}
	return false;
}

static bool is_encoded(struct str subject)
{
	for (size_t i = 0; i + 1 < subject.len; i++)
		if (subject.ptr[i] == '=' && subject.ptr[i + 1] == '?')
			return true;
	return false;
}

// Every run of blanks and line ends becomes one blank.
static struct str unfold(struct arena *mem, struct str subject)
{
	char *to = arena_alloc(mem, subject.len + 1);
	size_t n = 0;

	for (size_t i = 0; to && i < subject.len; i++) {
		bool blank = ascii_is_space(subject.ptr[i]);

		if (!blank || to[n - 1] != ' ')
			to[n++] = blank ? ' ' : subject.ptr[i];
	}
	if (to)
		to[n] = 0;
	return (struct str){to, n};
}

struct str message_subject(struct arena *mem, struct str text)
{
	const struct str none = {NULL, 0};
	struct str subject;

	if (!read_head(&subject, text))
		return none;
	subject = without_reply(str_trim(subject));
	return subject.len && !is_encoded(subject) ? unfold(mem, subject) : none;
}

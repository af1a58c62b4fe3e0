// SPDX-License-Identifier: MIT
#include "models/foreign_lines.h"

#include <math.h>
#include <stdlib.h>

bool foreign_line(struct foreign_lines *l)
{
	const char *end;
	size_t len;

	if (!l->rest.len)
		return false;
	end = memchr(l->rest.ptr, '\n', l->rest.len);
	len = end ? (size_t)(end - l->rest.ptr) : l->rest.len;
	l->line = str_sub(l->rest, 0, len);
	l->rest = str_sub(l->rest, len + (end ? 1 : 0), l->rest.len);
	if (l->line.len && l->line.ptr[l->line.len - 1] == '\r')
		l->line.len--;
	l->number++;
	return true;
}

struct str foreign_word(struct foreign_lines *l)
{
	size_t from = 0, to;

	while (from < l->line.len && l->line.ptr[from] == ' ')
		from++;
	to = from;
	while (to < l->line.len && l->line.ptr[to] != ' ')
		to++;
	struct str word = str_sub(l->line, from, to);

	l->line = str_sub(l->line, to, l->line.len);
	return word;
}

enum dl_status foreign_bad(const struct foreign_lines *l, struct dl_err *err, const char *text)
{
	return err_set(err, DL_EFORMAT, "%s:%zu: %s", l->name, l->number, text);
}

bool foreign_number(double *out, struct str word)
{
	static const char allowed[] = "0123456789+-.eE";
	char copy[FOREIGN_WORD + 1], *end;

	if (!word.len || word.len > FOREIGN_WORD)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (!memchr(allowed, word.ptr[i], sizeof allowed - 1))
			return false;
	memcpy(copy, word.ptr, word.len);
	copy[word.len] = '\0';
	*out = strtod(copy, &end);
	return !*end && isfinite(*out);
}

bool foreign_count(uint32_t *out, struct str word, uint32_t min, uint32_t max)
{
	uint64_t n = 0;

	if (!word.len || word.len > 10)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] < '0' || word.ptr[i] > '9')
			return false;
		n = n * 10 + (uint64_t)(word.ptr[i] - '0');
	}
	*out = (uint32_t)n;
	return n >= min && n <= max;
}

enum dl_status foreign_labels(struct foreign_lines *l, double *sign, struct dl_err *err)
{
	double first, second;

	if (!foreign_number(&first, foreign_word(l)) || !foreign_number(&second, foreign_word(l)) ||
		foreign_word(l).len || first == second)
		return foreign_bad(
			l, err, "'label' needs two different numbers: the model must be of two classes");
	*sign = first > second ? 1 : -1;
	return DL_OK;
}

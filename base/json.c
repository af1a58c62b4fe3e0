// SPDX-License-Identifier: MIT
#include "base/json.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>

static void before_value(struct json *j)
{
	if (j->comma)
		buf_addc(j->out, ',');
	j->comma = true;
	if (j->pretty && j->depth) {
		buf_addc(j->out, '\n');
		for (int i = 0; i < j->depth; i++)
			buf_adds(j->out, "  ");
	}
}

void json_open(struct json *j, char bracket)
{
	before_value(j);
	buf_addc(j->out, bracket);
	j->comma = false;
	j->depth++;
}

void json_close(struct json *j, char bracket)
{
	bool had = j->comma;

	j->depth--;
	j->comma = false;
	if (had && j->pretty) {
		buf_addc(j->out, '\n');
		for (int i = 0; i < j->depth; i++)
			buf_adds(j->out, "  ");
	}
	buf_addc(j->out, bracket);
	j->comma = true;
}

void json_keystr(struct json *j, struct str key)
{
	before_value(j);
	json_quote(j->out, key);
	buf_adds(j->out, j->pretty ? ": " : ":");
	j->comma = false;
}

void json_key(struct json *j, const char *key)
{
	json_keystr(j, str_from(key));
}

// A value directly after its key stands on the key's line.
static void value_start(struct json *j)
{
	size_t len = j->out->len;
	const char *p = j->out->ptr;
	bool after_key = len && (p[len - 1] == ':' ||
					(j->pretty && len > 1 && p[len - 1] == ' ' && p[len - 2] == ':'));

	if (after_key)
		j->comma = true;
	else
		before_value(j);
}

void json_str(struct json *j, struct str value)
{
	value_start(j);
	json_quote(j->out, value);
}

void json_text(struct json *j, const char *value)
{
	if (value)
		json_str(j, str_from(value));
	else
		json_null(j);
}

void json_int(struct json *j, int64_t value)
{
	value_start(j);
	buf_addf(j->out, "%lld", (long long)value);
}

void json_bool(struct json *j, bool value)
{
	json_raw(j, str_from(value ? "true" : "false"));
}

void json_null(struct json *j)
{
	json_raw(j, STR("null"));
}

void json_num_at(struct json *j, const char *key, double value, int digits)
{
	json_key(j, key);
	json_num(j, value, digits);
}

void json_int_at(struct json *j, const char *key, int64_t value)
{
	json_key(j, key);
	json_int(j, value);
}

void json_text_at(struct json *j, const char *key, const char *value)
{
	json_key(j, key);
	json_text(j, value);
}

void json_raw(struct json *j, struct str value)
{
	value_start(j);
	buf_addstr(j->out, value);
}

void json_num(struct json *j, double value, int digits)
{
	value_start(j);
	json_number(j->out, value, digits);
}

static const double powers[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14,
	1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

enum { MOST_DIGITS = 9, LEAST_EXPONENT = 13 };

// The `digits` first digits of value, which is `value` * powers[n] rounded. False where there could be a
// doubt about rounding, or it is rounded up to another power of ten.
static bool first_digits(uint64_t *out, double value, int n, int digits)
{
	double scaled = value * powers[n], rest;

	*out = (uint64_t)scaled;
	rest = scaled - (double)*out;
	if (fabs(rest - 0.5) < 1e-4)
		return false;
	*out += rest > 0.5;
	return (double)*out < powers[digits] && (double)*out >= powers[digits - 1];
}

// "0.0123457" for a value in [1e-4, 1): what "%.*g" prints. False: nothing written.
static bool short_fraction(struct buf *out, double value, int digits)
{
	char text[24];
	int zeros = value >= 0.1 ? 0 : value >= 0.01 ? 1 : value >= 0.001 ? 2 : 3, n = digits + zeros;
	uint64_t whole;

	if (!(value >= 1e-4 && value < 1) || !first_digits(&whole, value, n, digits))
		return false;
	for (int i = n; i > 0; i--, whole /= 10)
		text[i + 1] = (char)('0' + whole % 10);
	text[0] = '0';
	text[1] = '.';
	for (n += 2; text[n - 1] == '0'; n--)
		;
	buf_add(out, text, (size_t)n);
	return true;
}

// "1.23457e-05" for a smaller one, likewise.
static bool short_exponent(struct buf *out, double value, int digits)
{
	char text[24];
	int e = 5, n = digits + 1;
	uint64_t whole;

	while (e < LEAST_EXPONENT && value * powers[e] < 1)
		e++;
	if (!(value < 1e-4 && value * powers[e] >= 1) || !first_digits(&whole, value, e + digits - 1, digits))
		return false;
	for (int i = digits; i > 1; i--, whole /= 10)
		text[i] = (char)('0' + whole % 10);
	text[1] = '.';
	text[0] = (char)('0' + whole);
	while (text[n - 1] == '0')
		n--;
	n -= text[n - 1] == '.';
	text[n++] = 'e';
	text[n++] = '-';
	text[n++] = (char)('0' + e / 10);
	text[n++] = (char)('0' + e % 10);
	buf_add(out, text, (size_t)n);
	return true;
}

void json_number(struct buf *out, double value, int digits)
{
	size_t from = out->len;

	if (digits >= 1 && digits <= MOST_DIGITS &&
		(short_fraction(out, value, digits) || short_exponent(out, value, digits)))
		return;
	if (!isfinite(value)) {
		buf_adds(out, "null");
		return;
	}
	buf_addf(out, "%.*g", digits, value == 0 ? 0.0 : value);
	// The program never sets a locale, but a host of the library may have: a comma is no JSON.
	for (size_t i = from; i < out->len; i++)
		if (out->ptr[i] == ',')
			out->ptr[i] = '.';
}

static void quote_control(struct buf *out, unsigned char c)
{
	static const char named[] = "\bb\tt\nn\ff\rr\"\"\\\\";

	for (size_t i = 0; i + 1 < sizeof named; i += 2) {
		if ((unsigned char)named[i] == c) {
			buf_addc(out, '\\');
			buf_addc(out, named[i + 1]);
			return;
		}
	}
	buf_addf(out, "\\u%04x", c);
}

void json_quote(struct buf *out, struct str text)
{
	size_t from = 0, used;
	uint32_t cp;

	buf_addc(out, '"');
	for (size_t i = 0; i < text.len; i += used) {
		unsigned char c = (unsigned char)text.ptr[i];

		used = 1;
		if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\')
			continue;
		if (c >= 0x80) {
			used = utf8_decode(&cp, text.ptr + i, text.len - i);
			if (used > 1)
				continue;
		}
		buf_addstr(out, str_sub(text, from, i));
		if (c >= 0x80)
			buf_adds(out, "\xEF\xBF\xBD");
		else
			quote_control(out, c);
		from = i + 1;
	}
	if (from < text.len)
		buf_addstr(out, str_sub(text, from, text.len));
	buf_addc(out, '"');
}

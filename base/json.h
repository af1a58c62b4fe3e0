// SPDX-License-Identifier: MIT
// Writing JSON: the commas, quotes and escapes; the caller gives keys and values in order.
//
// Output is valid UTF-8 whatever the input (bad bytes become U+FFFD); numbers are written the same in every
// locale; a number that is not finite is written as null.
//
//     struct json j = {.out = &b};
//     json_open(&j, '{');
//     json_key(&j, "topic");  json_str(&j, topic);
//     json_key(&j, "share");  json_num(&j, 0.25, 6);
//     json_close(&j, '}');
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

#include <stdint.h>

struct json {
	struct buf *out;
	bool comma;  // something stands before at this level
	bool pretty; // line breaks and two blanks a level
	int depth;
};

// `bracket` is '{' or '['; close with '}' or ']'.
void json_open(struct json *j, char bracket);
void json_close(struct json *j, char bracket);

void json_key(struct json *j, const char *key);
void json_keystr(struct json *j, struct str key);

void json_str(struct json *j, struct str value);
void json_text(struct json *j, const char *value); // NULL gives null
void json_int(struct json *j, int64_t value);
void json_bool(struct json *j, bool value);
void json_null(struct json *j);

// `digits` significant digits (1 to 17), shortest form, e.g. 0.25, 1e-07, 3.
void json_num(struct json *j, double value, int digits);

// Key and value at once.
void json_num_at(struct json *j, const char *key, double value, int digits);
void json_int_at(struct json *j, const char *key, int64_t value);
void json_text_at(struct json *j, const char *key, const char *value);

// Bytes that are JSON already.
void json_raw(struct json *j, struct str value);

// Appends `text` to `out` with quotes and escapes.
void json_quote(struct buf *out, struct str text);

// A locale-free number: as `json_num`, "null" when not finite.
void json_number(struct buf *out, double value, int digits);

#endif

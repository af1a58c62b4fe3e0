// SPDX-License-Identifier: MIT
// Lines and words of a foreign model file. Internal to models/.
#ifndef MODELS_FOREIGN_LINES_H
#define MODELS_FOREIGN_LINES_H

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

enum { FOREIGN_WORD = 64 }; // bytes of a number at most

struct foreign_lines {
	struct str rest; // what has not been read
	struct str line; // the line at hand, words that were read are taken off
	size_t number;   // of the line at hand, from 1
	const char *name;
};

// The next line; false at the end. A last line without a line feed is a line too.
bool foreign_line(struct foreign_lines *l);

// The next word of the line, between blanks; {.len = 0} at its end.
struct str foreign_word(struct foreign_lines *l);

// Sets "NAME:LINE: text" and returns DL_EFORMAT.
enum dl_status foreign_bad(const struct foreign_lines *l, struct dl_err *err, const char *text);

// A whole word as a finite number in decimal notation, or as a count from `min` to `max`. False if it is not
// one.
bool foreign_number(double *out, struct str word);
bool foreign_count(uint32_t *out, struct str word, uint32_t min, uint32_t max);

// The larger of two labels stands first: *sign 1, second: -1. The line holds just two whole numbers that
// differ.
enum dl_status foreign_labels(struct foreign_lines *l, double *sign, struct dl_err *err);

struct foreign;
enum dl_status foreign_read_libsvm(struct foreign *out, struct foreign_lines *l, struct dl_err *err);
enum dl_status foreign_read_liblinear(struct foreign *out, struct foreign_lines *l, struct dl_err *err);

#endif

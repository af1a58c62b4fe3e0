// SPDX-License-Identifier: MIT
#include "corpus/months.h"

#include "features/words.h"

// Case-folded, with what may follow cut off: a word is a month when it begins with one of these and is at
// most `longest` bytes.
static const struct {
	const char *name;
	int month;
	size_t longest;
} months[] = {
	{"jan", 1, 7},
	{"feb", 2, 8},
	{"mar", 3, 5},
	{"apr", 4, 5},
	{"may", 5, 3},
	{"jun", 6, 4},
	{"jul", 7, 4},
	{"aug", 8, 6},
	{"sep", 9, 9},
	{"oct", 10, 7},
	{"nov", 11, 8},
	{"dec", 12, 8},
	{"янв", 1, 12},
	{"фев", 2, 14},
	{"март", 3, 10},
	{"мар", 3, 6},
	{"апр", 4, 12},
	{"мая", 5, 6},
	{"май", 5, 8},
	{"июн", 6, 8},
	{"июл", 7, 8},
	{"авг", 8, 14},
	{"сен", 9, 16},
	{"окт", 10, 14},
	{"ноя", 11, 12},
	{"дек", 12, 14},
	{"ноябр", 11, 12},
	{"сент", 9, 16},
};

static int month_of(struct str word)
{
	for (size_t i = 0; i < sizeof months / sizeof *months; i++)
		if (str_starts(word, str_from(months[i].name)) && word.len <= months[i].longest)
			return months[i].month;
	return 0;
}

static bool number_of(struct str word, int *out)
{
	int n = 0;

	if (!word.len || word.len > 4)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] < '0' || word.ptr[i] > '9')
			return false;
		n = n * 10 + (word.ptr[i] - '0');
	}
	*out = n;
	return true;
}

bool months_year(int *out, struct str text)
{
	int n;

	text = str_trim(text);
	if (text.len != 4 || !number_of(text, &n) || n < 1990 || n > 2099)
		return false;
	*out = n;
	return true;
}

// Numbers in order of appearance; of all-number dates the order is day, month, year.
static bool settle(struct civil *out, const int *numbers, size_t n, int month)
{
	struct civil c = {.month = month};

	if (month && n >= 1 && n <= 2) {
		c.day = numbers[0];
		c.year = n == 2 ? numbers[1] : 0;
	} else if (!month && n == 3) {
		c = (struct civil){numbers[2], numbers[1], numbers[0]};
	} else {
		return false;
	}
	// Without a year the 29th of February must be possible: a leap year is tried.
	if (date_from_civil((struct civil){c.year ? c.year : 2000, c.month, c.day}) == DATE_NONE)
		return false;
	*out = c;
	return true;
}

bool months_date(struct civil *out, struct str text)
{
	int numbers[3], month = 0, n;
	size_t count = 0;
	struct words w;

	words_start(&w, text);
	while (words_next(&w)) {
		bool ordinal = str_is(w.folded, "уми") || str_is(w.folded, "ум") || str_is(w.folded, "юми") ||
			       str_is(w.folded, "th");

		if (number_of(w.folded, &n) && count < 3)
			numbers[count++] = n;
		else if (!month && month_of(w.folded))
			month = month_of(w.folded);
		else if (!ordinal)
			return false;
	}
	return settle(out, numbers, count, month);
}

// SPDX-License-Identifier: MIT
// Which source gave how many articles when. Internal to reports/.
#ifndef REPORTS_COVERAGE_H
#define REPORTS_COVERAGE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct report;
struct entry;

enum { COVERAGE_MOST_SOURCES = 1000 }; // further ones are counted together, without a name

// The names of sources met so far, each with its number. {0} is empty.
struct source_set {
	struct str *names; // of the report's memory
	size_t n, cap;
	uint32_t *slots; // hash table of numbers + 1, 0: free
	size_t n_slots;
};

// The number of a source; an absent name and, beyond the limit, every further one is source 0, "".
enum dl_status source_number(
	struct source_set *s, struct report *r, struct str name, uint32_t *out, struct dl_err *err);

// r->sources from the entries, which are in order of days: most articles first, then by name.
enum dl_status coverage_finish(struct report *r, const struct source_set *s, const struct entry *entries,
	size_t n, struct dl_err *err);
void source_set_release(struct source_set *s);

// Whether the source gave at least a tenth of the articles of the twelve complete periods before `at` and
// nothing in `at`: a fall of topics may then be its silence.
bool coverage_fell_silent(const struct report *r, size_t source, size_t at);

#endif

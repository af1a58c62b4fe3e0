// SPDX-License-Identifier: MIT
#include "cli/suggest.h"

#include "base/str.h"

enum { LONGEST = 40 };

// Optimal string alignment distance: insert, remove, replace, swap neighbours.
static size_t distance(struct str a, struct str b)
{
	size_t d[LONGEST + 1][LONGEST + 1];

	for (size_t i = 0; i <= a.len; i++)
		for (size_t k = 0; k <= b.len; k++) {
			size_t best = i + k;

			if (i && k) {
				best = d[i - 1][k - 1] + (a.ptr[i - 1] != b.ptr[k - 1]);
				best = best < d[i - 1][k] + 1 ? best : d[i - 1][k] + 1;
				best = best < d[i][k - 1] + 1 ? best : d[i][k - 1] + 1;
			}
			if (i > 1 && k > 1 && a.ptr[i - 1] == b.ptr[k - 2] && a.ptr[i - 2] == b.ptr[k - 1] &&
				d[i - 2][k - 2] + 1 < best)
				best = d[i - 2][k - 2] + 1;
			d[i][k] = best;
		}
	return d[a.len][b.len];
}

void suggest_start(struct suggestion *s, const char *typed)
{
	*s = (struct suggestion){.typed = typed, .distance = strlen(typed) / 3 + 2};
}

void suggest_offer(struct suggestion *s, const char *name)
{
	struct str a = str_from(s->typed), b = str_from(name);

	if (a.len == 0 || a.len > LONGEST || b.len > LONGEST)
		return;
	if (a.len >= 3 && str_starts(b, a)) {
		s->best = name;
		s->distance = 1;
		return;
	}
	size_t d = distance(a, b);

	if (d < s->distance && d < b.len) {
		s->best = name;
		s->distance = d;
	}
}

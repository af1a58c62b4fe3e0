// SPDX-License-Identifier: MIT
// Weekly series of the reference vectors.
#ifndef TESTS_UNIT_WEEKLY_H
#define TESTS_UNIT_WEEKLY_H

#include "reports/stat_noise.h"
#include "tests/unit/oracle.h"

// Arrays of counts and totals as weeks; their number.
static inline size_t weeks_of(struct weekly *out, const json_t *counts, const json_t *totals)
{
	double x[ORACLE_LONGEST], n[ORACLE_LONGEST];
	size_t weeks = numbers(x, counts);

	assert_int_equal(numbers(n, totals), weeks);
	for (size_t i = 0; i < weeks; i++)
		out[i] = (struct weekly){x[i], n[i]};
	return weeks;
}

#endif

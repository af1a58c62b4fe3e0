// SPDX-License-Identifier: MIT
// The present instant where one is recorded: $SOURCE_DATE_EPOCH, else the clock.
#ifndef CLI_NOW_H
#define CLI_NOW_H

#include <stdint.h>
#include <stdlib.h>
#include <time.h>

static inline int64_t now_instant(void)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end = NULL;
	long long seconds = epoch ? strtoll(epoch, &end, 10) : 0;

	return epoch && end != epoch && !*end ? seconds : (int64_t)time(NULL);
}

#endif

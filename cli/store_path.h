// SPDX-License-Identifier: MIT
// Where the store is: --db, else $DATELINE_DB, else ./dateline.db.
#ifndef CLI_STORE_PATH_H
#define CLI_STORE_PATH_H

#include <stdlib.h>

// `given` is the value of --db, NULL if it was not given.
static inline const char *store_path(const char *given)
{
	const char *named = getenv("DATELINE_DB");

	if (given)
		return given;
	return named && *named ? named : "dateline.db";
}

#endif

// SPDX-License-Identifier: MIT
// Doing n independent pieces of work on several threads.
#ifndef BASE_PAR_H
#define BASE_PAR_H

#include "base/err.h"

#include <stddef.h>

// Processors that this process may use, at least 1.
int par_cpus(void);

// Calls fn(payload, i, worker, err) once for each i in [0, n), on up to `threads` threads (1: on the
// caller's). `worker` in [0, threads) tells which thread it is, for scratch memory of its own. The pieces may
// run in any order, so a piece writes only to places of its own: then the result does not depend on the
// number of threads. After the first failure no new pieces start; the failure of the lowest i is returned.
enum dl_status par_for(size_t n, int threads,
	enum dl_status (*fn)(void *payload, size_t i, int worker, struct dl_err *err), void *payload,
	struct dl_err *err);

#endif

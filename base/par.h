// SPDX-License-Identifier: MIT
// Work on several threads: n independent pieces, or one thing after the other from a thread to the next.
#ifndef BASE_PAR_H
#define BASE_PAR_H

#include "base/err.h"

#include <pthread.h>
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

// Things in order from one thread to another: make(payload, slot, err) on the caller's thread fills a slot in
// [0, slots), take(payload, slot, err) on another uses it; at most `slots` are under way. Signals reach the
// caller's thread alone, so that they end a read that waits there. Whatever was made is taken, also when
// `make` then ends: DL_END (returned as DL_OK) or a failure. After a failure of `take`, which is returned
// before any other, nothing more is made or taken. Where no thread can be had, the caller's does both in
// turn.
enum dl_status par_relay(size_t slots, enum dl_status (*make)(void *payload, size_t slot, struct dl_err *err),
	enum dl_status (*take)(void *payload, size_t slot, struct dl_err *err), void *payload,
	struct dl_err *err);

// Takes a lock that others hold for microseconds: tries for a while before it sleeps, for to be woken takes
// longer, and a processor that sleeps loses its caches.
void par_lock(pthread_mutex_t *lock);

#endif

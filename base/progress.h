// SPDX-License-Identifier: MIT
// How long work tells how far it is, and hears that the user wants it to stop. Only cli/ draws it.
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	// `what` is a short phrase ("adding", "choosing C"); `total` 0 means unknown. Called from one thread
	// at a time. Returns false when the work should stop: the worker then returns DL_EINTERRUPT.
	bool (*report)(void *payload, const char *what, uint64_t done, uint64_t total);
	void *payload;
};

// NULL, or a progress without a function, reports nothing and never stops.
static inline bool progress_step(const struct progress *p, const char *what, uint64_t done, uint64_t total)
{
	return !p || !p->report || p->report(p->payload, what, done, total);
}

#endif

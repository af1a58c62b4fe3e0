// SPDX-License-Identifier: MIT
// What `dateline doctor` looks at, one finding each.
#ifndef CLI_DOCTOR_H
#define CLI_DOCTOR_H

#include "base/buf.h"

enum health {
	HEALTH_FINE,
	HEALTH_NOTE,    // works, but something might surprise
	HEALTH_PROBLEM, // something will fail
};

struct finding {
	const char *name; // "gnuplot"
	enum health state;
	struct buf found;  // what is there
	struct buf advice; // what to do; empty where all is fine
};

enum { DOCTOR_CHECKS = 6 };

// Fills all findings: gnuplot, its terminals, fonts, locale, store, model. `db` and `model`: the values of
// --db and -m, NULL if not given. Nothing is changed. Memory failures are seen in buf_failed of the buffers;
// release them all with doctor_release.
void doctor_examine(struct finding out[DOCTOR_CHECKS], const char *db, const char *model);
void doctor_release(struct finding f[DOCTOR_CHECKS]);

#endif

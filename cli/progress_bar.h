// SPDX-License-Identifier: MIT
// A progress bar on stderr, where that is a terminal; and Ctrl-C as "please stop" instead of sudden death.
//
//     struct progress_bar bar;
//     progress_bar_start(&bar, args.quiet);
//     st = train(..., &bar.progress, &err);    // DL_EINTERRUPT after Ctrl-C; a second Ctrl-C kills at once
//     progress_bar_end(&bar);                  // clears the line; call before printing anything else
#ifndef CLI_PROGRESS_BAR_H
#define CLI_PROGRESS_BAR_H

#include "base/progress.h"

struct progress_bar {
	struct progress progress; // give its address to the work
	bool visible;
	bool drawn;
	int width;          // columns
	int64_t last_drawn; // milliseconds of the monotonic clock
};

// `bar` must stay where it is until the end: `progress.payload` points to it.
void progress_bar_start(struct progress_bar *bar, bool quiet);

// Clears the line for a message between; the bar comes back at its next step.
void progress_bar_clear(struct progress_bar *bar);
void progress_bar_end(struct progress_bar *bar);

// Whether Ctrl-C (or SIGTERM) came since `progress_bar_start`.
bool interrupted(void);

#endif

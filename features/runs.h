// SPDX-License-Identifier: MIT
// Runs of word bytes in a text, found 64 bytes at a time from bit masks (scan.h) and handed out by the
// hundred, so that each step of the way from text to terms is a short loop of its own.
#ifndef FEATURES_RUNS_H
#define FEATURES_RUNS_H

#include "base/str.h"
#include "features/scan.h"

#include <stdbool.h>

// MOST_RUNS: room for the runs of one more block.
enum { RUNS = 128, MOST_RUNS = RUNS + SCAN_BLOCK / 2 };

// The runs that runs_next has found are 0 to n - 1: run i reaches from edge[2 * i] to edge[2 * i + 1];
// stop[i] is 1 where a full stop, ! or ? stands between it and the run before, and for the first run of a
// text, else 0.
struct runs {
	size_t n;
	size_t edge[2 * MOST_RUNS + SCAN_SPARE + 1];
	unsigned char stop[MOST_RUNS + 1];
	// internal
	struct str text;
	const struct scan_way *way;
	size_t base, n_edges;
	uint64_t in_word, stopped; // 1: the last byte was of a word; a sentence ended in the gap at hand
	size_t spilled;            // bytes of an exotic character that lie in the next block
	bool spilled_word;         // and whether they are of a word
};

// The text must live as long as the runs are read.
void runs_start(struct runs *r, const struct scan_way *way, struct str text);

// False when there are no more.
bool runs_next(struct runs *r);

#endif

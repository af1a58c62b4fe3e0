// SPDX-License-Identifier: MIT
// Whether a topic grew, or the mixture of sources changed (Kitagawa 1955). Pure, usable from any thread.
#ifndef REPORTS_STAT_MIX_H
#define REPORTS_STAT_MIX_H

#include "reports/stat_noise.h"

struct mix_source {
	struct weekly now, then;
	double within, mix; // set by mix_split
};

struct mix {
	double change, within, mix; // of the share; change = within + mix
};

// Splits the change of the share into what changed within sources and what their parts in the whole changed.
// A source without articles on one side is given its share from the other. False where a side has no
// articles.
bool mix_split(struct mix *out, struct mix_source *sources, size_t n);

#endif

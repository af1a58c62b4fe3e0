// SPDX-License-Identifier: MIT
// How two texts of one story agree: the share of each one's runs of four words that the other holds.
// Internal to corpus/.
#ifndef CORPUS_HTML_AGREE_H
#define CORPUS_HTML_AGREE_H

#include "base/str.h"

struct agreement {
	size_t runs_a, runs_b; // runs of four words of each
	double a_in_b, b_in_a; // 0 to 1; 0 where there are none
};

// False: out of memory.
bool texts_agree(struct agreement *out, struct str a, struct str b);

#endif

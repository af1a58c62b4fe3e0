// SPDX-License-Identifier: MIT
// The texts of a training set, in blocks that can be given back one by one in the order of adding. Internal
// to train/.
#ifndef TRAIN_TEXTS_H
#define TRAIN_TEXTS_H

#include "base/str.h"

struct text_block {
	struct text_block *next;
	size_t size, used; // bytes of `data`
	size_t articles;   // whose texts lie here
	char data[];
};

// `{0}` is empty.
struct texts {
	struct text_block *first, *last;
};

// Copies an article's title and text, side by side; both views are then the copies'. False: no memory.
bool texts_add(struct texts *t, struct str *title, struct str *text);

// Gives the first block back.
void texts_drop_first(struct texts *t);
void texts_release(struct texts *t);

#endif

// SPDX-License-Identifier: MIT
// What `dateline corpus review` shows: one article with what the model said of it, and the help.
//
// Everything that comes from an article, a label or a model is made safe for the terminal.
#ifndef CLI_REVIEW_SCREEN_H
#define CLI_REVIEW_SCREEN_H

#include "base/buf.h"
#include "classify/classify.h"
#include "corpus/store.h"

enum { REVIEW_KEYS = 57 }; // topics beyond have no key

struct review_screen {
	const struct article *article;
	const struct store_model *m;
	const double *probability;
	const bool *chosen;         // by the model
	const bool *picked;         // what would be saved now
	struct classifier *speaker; // has just classified the article; NULL: no terms are shown
	const struct model *model;  // the speaker's
	bool blind;                 // nothing of the model is shown
	bool audit;
	size_t at, n, decided; // place in the queue, from 0
	const char *note;      // what happened last, may be ""
	bool color, clear;     // clear: the screen is wiped first
	int width, height;     // height 0: no terminal, the text is cut after TEXT_LINES lines
	size_t scroll;         // lines of the text that have gone by
};

// The key of a topic, '\0' where it has none; and the topic of a key, m->n_topics where there is none. A
// letter of a Cyrillic keyboard counts as the Latin one in its place.
char review_key_of(size_t topic);
size_t review_topic_of(const struct store_model *m, int32_t key);
int32_t review_latin(int32_t key);

// Appends the screen. `scroll` is brought down to the last page. Errors: DL_ENOMEM.
enum dl_status review_draw(struct buf *out, struct review_screen *s, struct dl_err *err);

// Appends the help: the keys, and what belongs to each topic (the rules of the starter corpus, or `rules`,
// the user's own).
void review_help(struct buf *out, const struct store_model *m, struct str rules, int width);

// Appends the topics that are picked, "none" where there are none.
void review_picked(struct buf *out, const struct store_model *m, const bool *picked);

#endif

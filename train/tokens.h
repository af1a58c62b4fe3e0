// SPDX-License-Identifier: MIT
// Articles as the numbers of their words' forms: every text is read, and every form stemmed, once, whatever
// is then counted. Internal to train/.
#ifndef TRAIN_TOKENS_H
#define TRAIN_TOKENS_H

#include "train/dataset.h"

// A folded word in a language.
struct token_form {
	struct str folded, stem;
	uint32_t hash;
	int lang;      // of the stemmer, or -1
	uint32_t word; // for the user; 0
};

// A running word: the number of its form, and two bits. Words of one ASCII letter are left out.
enum { TOKEN_BROKE = 1, TOKEN_TITLE = 2, TOKEN_BITS = 2 };

struct tokens {
	uint32_t *all; // of one article after the other: title, then body
	size_t n, cap;
	size_t *start;            // article i's are [start[i], start[i + 1])
	struct token_form *forms; // in order of first appearance
	size_t n_forms, forms_cap;
	uint32_t *slots; // open addressing: number of a form + 1, 0 empty
	size_t n_slots;  // a power of two
	struct arena mem;
};

// A token with TOKEN_BROKE makes no pair with the one before it: a sentence or a field ended. `stem`: forms
// are stemmed by the articles' languages. Errors: DL_ENOMEM, DL_EINTERRUPT, DL_EINVAL (more than a billion
// forms).
enum dl_status tokens_make(struct tokens *out, const struct train_set *s, bool stem,
	const struct progress *progress, struct dl_err *err);
void tokens_release(struct tokens *t);

static inline struct token_form *token_form(const struct tokens *t, uint32_t token)
{
	return &t->forms[token >> TOKEN_BITS];
}

#endif

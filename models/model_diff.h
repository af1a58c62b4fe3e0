// SPDX-License-Identifier: MIT
// The terms of one model in another. Numbers differ from model to model; a word is known by its key, a pair
// by its two words, a word of the title by the word.
#ifndef MODELS_MODEL_DIFF_H
#define MODELS_MODEL_DIFF_H

#include "models/model.h"

// to[i] becomes the number in `b` of the named term i of `a` (vocab_named of them), VOCAB_NONE where b lacks
// it.
void model_match(uint32_t *to, const struct model *a, const struct model *b);

// What one mention of a term brings a topic before the length of the text is evened out: weight times idf.
double model_mention(const struct model *m, uint32_t id, size_t topic);

#endif

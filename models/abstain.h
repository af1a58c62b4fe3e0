// SPDX-License-Identifier: MIT
// Whether a text can carry a statement at all. Where it cannot, no topic is chosen, also with one topic an
// article: the least bad of several guesses is not an answer.
#ifndef MODELS_ABSTAIN_H
#define MODELS_ABSTAIN_H

#include "models/model.h"

// Why no topic is chosen, NULL where the text is fit to be classified. The first of
//   "empty"                 no words
//   "too short"             fewer than 3 running words
//   "wrong language"        `lang` (BCP 47; "" or "und": unknown) is none of those that the model learned
//   from,
//                           and the model lacks at least a third of the distinct words: the language alone is
//                           no reason, since short texts are at times taken for another
//   "too few known words"   fewer than 3 distinct words that the model knows
//   "mostly unknown words"  it lacks more than 60 % of the distinct words
// Static lifetime.
const char *model_abstains(const struct model *m, const struct vec *v, struct str lang);

// Whether the language decides: a third of the words is unknown.
bool model_asks_language(const struct vec *v);

#endif

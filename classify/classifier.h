// SPDX-License-Identifier: MIT
// A classifier from inside. Not for use outside classify/.
#ifndef CLASSIFY_CLASSIFIER_H
#define CLASSIFY_CLASSIFIER_H

#include "classify/classify.h"
#include "features/stem.h"

struct classifier {
	const struct model *m;
	struct classify_options o;
	struct extractor *x;
	struct stemmers stemmers;       // for explanations
	struct lang_detector *detector; // made when it is needed
	struct vec vec;
	double *decision, *probability;
	bool *chosen;
	size_t *order;
	bool gathered; // places and reasons are of the last article
	struct place *places;
	size_t n_places, places_cap;
	struct reason *reasons;
	size_t n_reasons, reasons_cap;
};

// The language that an article is read in: one of unknown language is taken for one of the model's, where
// that has only one.
struct str classifier_lang(const struct classifier *c, const struct article *a);

#endif

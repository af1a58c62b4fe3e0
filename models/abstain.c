// SPDX-License-Identifier: MIT
#include "models/abstain.h"

enum { MIN_WORDS = 3, MIN_KNOWN = 3 };
static const double DOUBTFUL = 1.0 / 3, MAX_UNKNOWN = 0.6;

static bool unknown_above(const struct vec *v, double share)
{
	return (double)v->unknown > share * ((double)v->known + (double)v->unknown);
}

bool model_asks_language(const struct vec *v)
{
	return unknown_above(v, DOUBTFUL);
}

// "en" of "en-GB".
static size_t primary(struct str lang)
{
	size_t n = 0;

	while (n < lang.len && lang.ptr[n] != '-')
		n++;
	return n;
}

// A model that does not know what it learned from speaks every language.
static bool speaks(const struct model *m, struct str lang)
{
	const char *at = model_langs(m);

	if (!*at || !lang.len || str_is(lang, "und"))
		return true;
	while (*at) {
		struct str one = {at, strcspn(at, ",")};

		if (str_eq((struct str){one.ptr, primary(one)}, (struct str){lang.ptr, primary(lang)}))
			return true;
		at += one.len + (at[one.len] == ',');
	}
	return false;
}

const char *model_abstains(const struct model *m, const struct vec *v, struct str lang)
{
	if (!v->words)
		return "empty";
	if (v->words < MIN_WORDS)
		return "too short";
	if (model_asks_language(v) && !speaks(m, lang))
		return "wrong language";
	if (v->known < MIN_KNOWN)
		return "too few known words";
	return unknown_above(v, MAX_UNKNOWN) ? "mostly unknown words" : NULL;
}

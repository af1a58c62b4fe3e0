// SPDX-License-Identifier: MIT
#include "features/stem.h"

#include <libstemmer.h>

// Languages with a Snowball algorithm that news in this field come in. The order is part of the model format
// only through the tags, so it may grow.
static const char *const tags[] = {
	"en", "ru", "de", "fr", "es", "it", "pt", "nl", "sv", "tr", "ar", "hu", "ro", "fi", "da", "no"};

enum { N_LANGS = sizeof tags / sizeof *tags };

int stem_lang(struct str tag)
{
	size_t len = 0;

	while (len < tag.len && tag.ptr[len] != '-')
		len++;
	for (int i = 0; i < N_LANGS; i++)
		if (str_is((struct str){tag.ptr, len}, tags[i]))
			return i;
	return -1;
}

struct str stem_word(struct stemmers *s, int lang, struct str word)
{
	const sb_symbol *out;
	struct sb_stemmer *st;

	if (lang < 0 || lang >= N_LANGS || s->missing[lang])
		return word;
	if (!s->by_lang[lang]) {
		s->by_lang[lang] = sb_stemmer_new(tags[lang], NULL);
		if (!s->by_lang[lang]) // not known to this libstemmer; or memory was short for a moment
			s->by_lang[lang] = sb_stemmer_new(tags[lang], NULL);
		s->missing[lang] = !s->by_lang[lang];
		if (s->missing[lang])
			return word;
	}
	st = s->by_lang[lang];
	out = sb_stemmer_stem(st, (const sb_symbol *)word.ptr, (int)word.len);
	return out ? (struct str){(const char *)out, (size_t)sb_stemmer_length(st)} : word;
}

void stemmers_release(struct stemmers *s)
{
	for (int i = 0; i < N_LANGS; i++)
		if (s->by_lang[i])
			sb_stemmer_delete(s->by_lang[i]);
	*s = (struct stemmers){0};
}

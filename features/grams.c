// SPDX-License-Identifier: MIT
#include "features/grams.h"

#include "base/utf8.h"

void grams_start(struct grams *g, struct str word)
{
	size_t at = 0, len = 0;
	uint32_t cp;

	g->n = 0;
	g->at = 0;
	g->len = GRAM_MIN;
	g->start[g->n++] = 0;
	g->text[len++] = '<';
	while (at < word.len && g->n <= GRAM_WORD) {
		at += utf8_decode(&cp, word.ptr + at, word.len - at);
		g->start[g->n++] = len;
		len += utf8_encode(g->text + len, cp);
	}
	g->start[g->n++] = len;
	g->text[len++] = '>';
	g->start[g->n] = len;
}

bool grams_next(struct grams *g, struct str *gram)
{
	while (g->len <= GRAM_MAX && g->at + g->len > g->n) {
		g->len++;
		g->at = 0;
	}
	if (g->len > GRAM_MAX)
		return false;
	*gram = grams_at(g, g->at, g->len);
	g->at++;
	return true;
}

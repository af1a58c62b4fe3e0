// SPDX-License-Identifier: MIT
#include "train/languages.h"

enum { TAG_BYTES = 16, RARE = 100, UNSAID = 10, ROOM = 256 };

struct tally {
	struct str lang;
	size_t n;
};

static int by_bytes(const void *a, const void *b)
{
	struct str x = ((const struct tally *)a)->lang, y = ((const struct tally *)b)->lang;
	int order = memcmp(x.ptr, y.ptr, x.len < y.len ? x.len : y.len);

	return order ? order : (x.len > y.len) - (x.len < y.len);
}

static bool is_tag(struct str lang)
{
	for (size_t i = 0; i < lang.len; i++) {
		char c = lang.ptr[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '-')
			return false;
	}
	return lang.len && lang.len < TAG_BYTES && !str_is(lang, "und");
}

// Returns how many different ones there are, ROOM if more than that.
static size_t count(struct tally list[ROOM], size_t *unsaid, const struct train_set *s)
{
	size_t n = 0;

	*unsaid = 0;
	for (size_t i = 0; i < s->n; i++) {
		size_t at = 0;

		if (!is_tag(s->docs[i].lang)) {
			++*unsaid;
			continue;
		}
		while (at < n && !str_eq(list[at].lang, s->docs[i].lang))
			at++;
		if (at == ROOM)
			return ROOM;
		if (at == n)
			list[n++] = (struct tally){s->docs[i].lang, 0};
		list[at].n++;
	}
	return n;
}

enum dl_status languages_of(struct buf *out, const struct train_set *s, struct dl_err *err)
{
	struct tally list[ROOM];
	size_t unsaid, n = count(list, &unsaid, s), kept = 0;

	for (size_t i = 0; i < n; i++)
		if (list[i].n * RARE >= s->n)
			list[kept++] = list[i];
	if (kept && kept <= LANGUAGES_MAX && n < ROOM && unsaid * UNSAID <= s->n) {
		qsort(list, kept, sizeof *list, by_bytes);
		for (size_t i = 0; i < kept; i++) {
			if (i)
				buf_addc(out, ',');
			buf_addstr(out, list[i].lang);
		}
	}
	buf_addc(out, '\0');
	return out->failed ? err_nomem(err) : DL_OK;
}

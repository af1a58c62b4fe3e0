// SPDX-License-Identifier: MIT
// check_starter FILE LANG: every record valid and of that language, ids unique, dates in order, and enough of
// everything: articles, weeks, each topic, several topics at once, none.
#include "base/mem.h"
#include "corpus/reader.h"

enum { MIN_ARTICLES = 200, MIN_WEEKS = 26, MIN_OF_EACH = 10, MIN_TEXT = 100, TOPICS = 4 };

static const char *const topics[TOPICS] = {"crime", "economy", "migration", "security"};

struct count {
	size_t articles, weeks, several, none, of_topic[TOPICS];
	int32_t day, monday; // of the article before
	char **ids;
	size_t cap;
	int bad;
};

static void complain(struct count *c, const struct article *a, const char *what)
{
	fprintf(stderr, "%s:%zu: %s: %s\n", a->file.ptr, a->line, a->id.ptr, what);
	c->bad++;
}

static void look_at_labels(struct count *c, const struct article *a)
{
	c->several += a->n_labels > 1;
	c->none += a->n_labels == 0;
	for (size_t i = 0; i < a->n_labels; i++) {
		size_t t = 0;

		while (t < TOPICS && !str_is(a->labels[i], topics[t]))
			t++;
		if (t < TOPICS)
			c->of_topic[t]++;
		else
			complain(c, a, "a label that is none of the four topics");
	}
}

static void look_at_date(struct count *c, const struct article *a)
{
	int32_t day = a->date.day, monday;

	if (day == DATE_NONE) {
		complain(c, a, "no date");
		return;
	}
	monday = week_monday(week_of(day));
	if (c->articles && day < c->day)
		complain(c, a, "earlier than the article before it");
	c->weeks += !c->articles || monday != c->monday;
	c->day = day;
	c->monday = monday;
}

static bool look_at(struct count *c, const struct article *a, const char *lang)
{
	if (!a->id_given)
		complain(c, a, "no id of its own");
	if (!a->labelled)
		complain(c, a, "no labels (an empty list means none of the topics)");
	if (!a->title.len || a->text.len < MIN_TEXT)
		complain(c, a, "no title, or hardly any text");
	if (a->replaced)
		complain(c, a, "not valid UTF-8");
	if (!str_is(a->lang, lang))
		complain(c, a, "another language");
	look_at_labels(c, a);
	look_at_date(c, a);
	if (!mem_grow((void **)&c->ids, &c->cap, c->articles + 1, sizeof *c->ids))
		return false;
	c->ids[c->articles] = mem_strdup(a->id.ptr, a->id.len);
	return c->ids[c->articles++] != NULL;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void look_for_doubles(struct count *c)
{
	if (c->articles)
		qsort(c->ids, c->articles, sizeof *c->ids, by_bytes);
	for (size_t i = 1; i < c->articles; i++) {
		if (strcmp(c->ids[i - 1], c->ids[i]) == 0) {
			fprintf(stderr, "the id %s stands twice\n", c->ids[i]);
			c->bad++;
		}
	}
}

static void at_least(struct count *c, const char *what, size_t got, size_t want)
{
	printf("%s %zu\n", what, got);
	if (got < want) {
		fprintf(stderr, "%s: %zu, fewer than %zu\n", what, got, want);
		c->bad++;
	}
}

static enum dl_status read_all(struct count *c, const char *path, const char *lang, struct dl_err *err)
{
	const struct reader_options options = {.format = FORMAT_JSONL};
	struct article a = {0};
	struct reader *r = NULL;
	enum dl_status st = reader_open(&r, path, &options, err);

	while (st == DL_OK && (st = reader_next(r, &a, err)) != DL_END) {
		if (st == DL_EFORMAT) {
			fprintf(stderr, "%s\n", err->text);
			c->bad++;
			st = DL_OK;
		} else if (st == DL_OK && !look_at(c, &a, lang)) {
			st = err_nomem(err);
		}
	}
	reader_close(r);
	article_release(&a);
	return st == DL_END ? DL_OK : st;
}

int main(int argc, char **argv)
{
	struct count c = {0};
	struct dl_err err = {0};

	if (argc != 3 || read_all(&c, argv[1], argv[2], &err) != DL_OK) {
		fprintf(stderr, "%s\n", argc == 3 ? err.text : "usage: check_starter FILE LANG");
		return 2;
	}
	look_for_doubles(&c);
	at_least(&c, "articles", c.articles, MIN_ARTICLES);
	at_least(&c, "weeks", c.weeks, MIN_WEEKS);
	at_least(&c, "several topics", c.several, MIN_OF_EACH);
	at_least(&c, "none of the topics", c.none, MIN_OF_EACH);
	for (size_t t = 0; t < TOPICS; t++)
		at_least(&c, topics[t], c.of_topic[t], MIN_OF_EACH);
	for (size_t i = 0; i < c.articles; i++)
		mem_free(c.ids[i]);
	mem_free(c.ids);
	return c.bad ? 1 : 0;
}

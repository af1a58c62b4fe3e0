// SPDX-License-Identifier: MIT
// check_starter FILE LANG: every record valid and of that language, ids unique, dates in order, texts of a
// fair length, no run of eight words in two places, no source or place that gives a label away, and enough of
// everything: articles, weeks, each topic, several topics at once, none.
#include "leaning.h"
#include "same_run.h"

#include "base/mem.h"
#include "corpus/reader.h"

enum {
	MIN_WEEKS = 104,
	MIN_NONE = 18, // percent of the articles
	MIN_SEVERAL = 15,
	MIN_OF_EACH = 12,
	MIN_WORDS = 40,
	MAX_WORDS = 300,
	TOPICS = LEAN_TOPICS - 1,
	LEAN_ENOUGH = 10, // articles of a source or place before it can be said to lean
	LEAN_SOURCE = 60, // percent
	LEAN_PLACE = 70
};

static const struct {
	const char *lang;
	size_t articles;
} least[] = {{"en", 900}, {"ru", 400}, {"tg", 200}};

struct count {
	size_t articles, weeks, several, none, of_topic[TOPICS];
	struct runs runs;
	struct tallies sources, places;
	int32_t day, monday; // of the article before
	char **order;        // the ids as they come
	char **ids;          // the same, sorted
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

		while (t < TOPICS && !str_is(a->labels[i], lean_topics[t]))
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

// By white space, as an editor counts; a dateline that the reader took out counts too.
static size_t count_words(const struct article *a)
{
	size_t n = 0;
	bool inside = false;

	for (size_t i = 0; i < a->text.len; i++) {
		bool space = ascii_is_space(a->text.ptr[i]);

		n += !space && !inside;
		inside = !space;
	}
	return n;
}

static void look_at_text(struct count *c, const struct article *a)
{
	size_t words = count_words(a);

	if (words < MIN_WORDS || words > MAX_WORDS)
		complain(c, a, "a text of fewer than 40 or more than 300 words");
	if (a->title.len && str_starts(a->text, a->title))
		complain(c, a, "the text begins with the title");
}

static bool look_at(struct count *c, const struct article *a, const char *lang)
{
	if (!a->id_given)
		complain(c, a, "no id of its own");
	if (!a->labelled)
		complain(c, a, "no labels (an empty list means none of the topics)");
	if (!a->title.len || !a->source.len)
		complain(c, a, "no title or no source");
	if (a->replaced)
		complain(c, a, "not valid UTF-8");
	if (!str_is(a->lang, lang))
		complain(c, a, "another language");
	look_at_text(c, a);
	look_at_labels(c, a);
	look_at_date(c, a);
	if (!runs_add(&c->runs, c->articles, a->text) || !tallies_add(&c->sources, a->source, a) ||
		!tallies_add(&c->places, a->place, a))
		return false;
	if (!mem_grow((void **)&c->order, &c->cap, c->articles + 1, sizeof *c->order))
		return false;
	c->order[c->articles] = mem_strdup(a->id.ptr, a->id.len);
	return c->order[c->articles++] != NULL;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void look_for_doubles(struct count *c)
{
	c->ids = mem_zalloc(c->articles + 1, sizeof *c->ids);
	if (!c->ids || !c->articles)
		return;
	memcpy(c->ids, c->order, c->articles * sizeof *c->ids);
	qsort(c->ids, c->articles, sizeof *c->ids, by_bytes);
	for (size_t i = 1; i < c->articles; i++) {
		if (strcmp(c->ids[i - 1], c->ids[i]) == 0) {
			fprintf(stderr, "the id %s stands twice\n", c->ids[i]);
			c->bad++;
		}
	}
}

static void say_double(void *context, const struct run *a, const struct run *b)
{
	const struct count *c = context;

	fprintf(stderr, "%s and %s: the same run of %d words (from byte %zu and from byte %zu)\n",
		c->order[a->article], c->order[b->article], RUN_WORDS, a->from, b->from);
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

static void look_at_amounts(struct count *c, const char *lang)
{
	for (size_t i = 0; i < sizeof least / sizeof *least; i++)
		if (strcmp(least[i].lang, lang) == 0)
			at_least(c, "articles", c->articles, least[i].articles);
	at_least(c, "weeks", c->weeks, MIN_WEEKS);
	at_least(c, "several topics", c->several, (c->articles * MIN_SEVERAL + 99) / 100);
	at_least(c, "none of the topics", c->none, (c->articles * MIN_NONE + 99) / 100);
	for (size_t t = 0; t < TOPICS; t++)
		at_least(c, lean_topics[t], c->of_topic[t], (c->articles * MIN_OF_EACH + 99) / 100);
}

static void release(struct count *c)
{
	for (size_t i = 0; i < c->articles; i++)
		mem_free(c->order[i]);
	mem_free(c->order);
	mem_free(c->ids);
	runs_release(&c->runs);
	tallies_release(&c->sources);
	tallies_release(&c->places);
}

int main(int argc, char **argv)
{
	struct count c = {0};
	struct dl_err err = {0};

	if (argc != 3 || read_all(&c, argv[1], argv[2], &err) != DL_OK) {
		fprintf(stderr, "%s\n", argc == 3 ? err.text : "usage: check_starter FILE LANG");
		return 2;
	}
	c.bad += (int)runs_doubles(&c.runs, say_double, &c);
	look_for_doubles(&c);
	c.bad += (int)tallies_leaning(&c.sources, "source", LEAN_ENOUGH, LEAN_SOURCE);
	c.bad += (int)tallies_leaning(&c.places, "place", LEAN_ENOUGH, LEAN_PLACE);
	look_at_amounts(&c, argv[2]);
	release(&c);
	return c.bad ? 1 : 0;
}

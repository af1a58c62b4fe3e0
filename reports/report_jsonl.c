// SPDX-License-Identifier: MIT
// A report from the output of `classify --json`: results of many machines, put together by concatenation.
#include "reports/build.h"

#include "base/mem.h"
#include "corpus/byte_source.h"
#include "reports/evidence.h"
#include "reports/phrase.h"
#include "reports/json_tree.h"

#include <math.h>
#include <sys/stat.h>

enum { MAX_LINE = 32 * 1024 * 1024, MAX_TOPICS = 1024 };

struct input {
	struct build b;
	void (*complain)(void *payload, const char *message);
	void *payload;
	const char *path;
	size_t line, *bad;
	struct evidence_set *evidence; // reading again for the texts; NULL: the first time
	bool before;                   // for the periods before the stretches, else for these
	int64_t story;                 // articles met, each a story of its own
	double *probability;
	bool *chosen;
};

static void reject(struct input *in, const char *what)
{
	struct dl_err err;

	if (in->evidence)
		return;
	++*in->bad;
	err_set(&err, DL_EFORMAT, "%s:%zu: %s", in->path, in->line, what);
	if (in->complain)
		in->complain(in->payload, err.text);
}

// The first line's scores name the topics; every other line must have the same.
static enum dl_status take_topics(struct report *r, yajl_val scores, struct dl_err *err)
{
	size_t n = scores->u.object.len;

	r->topics = arena_alloc(&r->mem, n * sizeof *r->topics);
	r->shown = arena_alloc(&r->mem, n * sizeof *r->shown);
	r->uncorrected = arena_alloc(&r->mem, n * sizeof *r->uncorrected);
	if (!r->topics || !r->shown || !r->uncorrected)
		return err_nomem(err);
	for (size_t k = 0; k < n; k++) {
		r->topics[k] = arena_copy(&r->mem, str_from(scores->u.object.keys[k])).ptr;
		if (!r->topics[k])
			return err_nomem(err);
		r->shown[k] = build_asked_for(&r->o, r->topics[k]);
		r->uncorrected[k] = phrase_text(LANGUAGE_EN, P_R_NO_RATES);
	}
	r->n_topics = n;
	return DL_OK;
}

static bool same_topics(const struct report *r, yajl_val scores)
{
	if (scores->u.object.len != r->n_topics)
		return false;
	for (size_t k = 0; k < r->n_topics; k++)
		if (strcmp(r->topics[k], scores->u.object.keys[k]) != 0)
			return false;
	return true;
}

static const char *text_of(yajl_val object, const char *key)
{
	const char *path[] = {key, NULL};
	yajl_val v = yajl_tree_get(object, path, yajl_t_string);

	return v ? YAJL_GET_STRING(v) : NULL;
}

static void mark_chosen(const struct report *r, yajl_val object, bool *chosen)
{
	const char *path[] = {"topics", NULL};
	yajl_val topics = yajl_tree_get(object, path, yajl_t_array);

	memset(chosen, 0, r->n_topics * sizeof *chosen);
	for (size_t i = 0; topics && i < topics->u.array.len; i++) {
		const char *name = YAJL_IS_OBJECT(topics->u.array.values[i])
					   ? text_of(topics->u.array.values[i], "topic")
					   : NULL;

		for (size_t k = 0; name && k < r->n_topics; k++)
			chosen[k] = chosen[k] || strcmp(r->topics[k], name) == 0;
	}
}

static void read_scores(const struct report *r, yajl_val scores, double *probability)
{
	for (size_t k = 0; k < r->n_topics; k++) {
		yajl_val p = scores->u.object.values[k];

		probability[k] = YAJL_IS_DOUBLE(p)    ? YAJL_GET_DOUBLE(p)
				 : YAJL_IS_INTEGER(p) ? (double)YAJL_GET_INTEGER(p)
						      : 0;
	}
}

// Equal texts of one day are one story, also where the same results stand in two files; without a text each
// is its own.
static int64_t story_of(yajl_val object, int32_t day, int64_t number)
{
	struct str title = str_from(text_of(object, "title")),
		   text = str_trim(str_from(text_of(object, "text")));

	if (!text.len)
		return number;
	return (int64_t)(hash64(text.ptr, text.len, hash64(title.ptr, title.len, (uint64_t)(uint32_t)day)) >>
			 1);
}

static enum dl_status add_entry(
	struct input *in, yajl_val object, yajl_val scores, int32_t day, struct dl_err *err)
{
	struct report *r = in->b.r;
	double *probability;
	bool *chosen;
	struct entry *e = build_add(&in->b, &probability, &chosen);

	if (!e)
		return err_nomem(err);
	e->day = day;
	e->unknown = (double)NAN;
	e->story = story_of(object, day, (int64_t)in->b.n);
	mark_chosen(r, object, chosen);
	read_scores(r, scores, probability);
	return source_number(&in->b.sources, r, str_from(text_of(object, "source")), &e->source, err);
}

static struct str str_of(yajl_val object, const char *key)
{
	return str_from(text_of(object, key));
}

static enum dl_status add_evidence(
	struct input *in, yajl_val object, yajl_val scores, int32_t day, struct dl_err *err)
{
	struct report *r = in->b.r;
	struct evidence_article a = {str_of(object, "id"), str_of(object, "title"), str_of(object, "url"),
		str_of(object, "source"), str_of(object, "text"), day, story_of(object, day, ++in->story),
		in->probability, in->chosen};
	enum dl_status st = DL_OK;

	mark_chosen(r, object, in->chosen);
	read_scores(r, scores, in->probability);
	for (size_t i = 0; st == DL_OK && i < in->evidence->n; i++) {
		struct evidence *e = &in->evidence->items[i];

		if (in->before && day >= e->from && day <= e->to)
			st = evidence_before(e, &a, err);
		else if (!in->before && day >= e->since && day <= e->until)
			st = evidence_period(e, &a, err);
	}
	return st;
}

// Of another source or language than asked for.
static bool not_asked_for(const struct report *r, yajl_val object)
{
	const char *source = text_of(object, "source"), *lang = text_of(object, "lang");

	return (r->o.source && (!source || strcmp(source, r->o.source) != 0)) ||
	       (r->o.lang && (!lang || strcmp(lang, r->o.lang) != 0));
}

// Whether the article counts; where it does not, it is counted apart, once.
static bool takes_part(struct input *in, yajl_val object, int32_t day)
{
	struct report *r = in->b.r;
	bool late = day != DATE_NONE &&
		    ((r->o.from != DATE_NONE && day < r->o.from) || (r->o.to != DATE_NONE && day > r->o.to));
	bool silent = text_of(object, "abstained");

	if (not_asked_for(r, object))
		return false;
	if (!in->evidence) {
		r->undated += day == DATE_NONE;
		r->outside += late;
		r->unclassifiable += day != DATE_NONE && !late && silent;
	}
	return day != DATE_NONE && !late && !silent;
}

static enum dl_status take_object(struct input *in, yajl_val object, struct dl_err *err)
{
	const char *path[] = {"scores", NULL};
	yajl_val scores = object ? yajl_tree_get(object, path, yajl_t_object) : NULL;
	struct moment m = {.day = DATE_NONE};
	const char *date;

	if (!scores || !scores->u.object.len || scores->u.object.len > MAX_TOPICS) {
		reject(in, object ? "the object has no 'scores': it does not come from 'dateline classify "
				    "--json'"
				  : "the line is no JSON object");
		return DL_OK;
	}
	if (!in->b.r->n_topics) {
		enum dl_status st = take_topics(in->b.r, scores, err);

		if (st != DL_OK)
			return st;
	}
	if (!same_topics(in->b.r, scores)) {
		reject(in, "its topics are not those of the first line: it comes from another model");
		return DL_OK;
	}
	date = text_of(object, "date");
	if (date && !moment_parse(&m, str_from(date)))
		m = (struct moment){.day = DATE_NONE};
	bool in_utc = m.has_instant && m.instant == (int64_t)m.day * 86400 + m.second;
	int32_t printed = m.day;

	m.day = build_day(in->b.r, printed, in_utc, m.instant);
	if (!takes_part(in, object, m.day))
		return DL_OK;
	if (in->evidence)
		return add_evidence(in, object, scores, m.day, err);
	build_count_day(in->b.r, printed, m.day, in_utc);
	return add_entry(in, object, scores, m.day, err);
}

static enum dl_status take_line(struct input *in, struct str line, struct dl_err *err)
{
	char *copy = mem_strdup(line.ptr, line.len);
	yajl_val object;
	enum dl_status st;

	if (!copy)
		return err_nomem(err);
	object = json_tree(copy);
	st = take_object(in, object, err);
	yajl_tree_free(object);
	mem_free(copy);
	return st;
}

static enum dl_status take_file(struct input *in, struct dl_err *err)
{
	struct byte_source *source;
	enum dl_status st = byte_source_open(&source, in->path, err);
	struct str line;

	in->line = 0;
	while (st == DL_OK) {
		st = byte_source_line(source, &line, MAX_LINE, err);
		in->line++;
		if (st == DL_EFORMAT) {
			reject(in, "the line is too long");
			st = DL_OK;
		} else if (st == DL_OK && str_trim(line).len) {
			st = take_line(in, line, err);
		}
	}
	byte_source_close(source);
	return st == DL_END ? DL_OK : st;
}

static enum dl_status take_files(struct input *in, const char *const *paths, size_t n, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	in->story = 0;
	for (size_t i = 0; st == DL_OK && i < n; i++) {
		in->path = paths[i];
		st = take_file(in, err);
	}
	return st;
}

static bool file_is_regular(const char *path)
{
	struct stat s;

	return strcmp(path, "-") != 0 && stat(path, &s) == 0 && S_ISREG(s.st_mode);
}

// The files once more for the texts of the latest period and of the findings, and again for those of the
// periods before; standard input cannot be read again, nor can a pipe.
static enum dl_status find_evidence(struct input *in, const char *const *paths, size_t n, struct dl_err *err)
{
	struct evidence_set set;
	enum dl_status st;

	for (size_t i = 0; i < n; i++)
		if (!file_is_regular(paths[i]))
			return DL_OK;
	st = evidence_set_start(&set, in->b.r, err);
	in->evidence = &set;
	in->probability = mem_zalloc(in->b.r->n_topics, sizeof *in->probability);
	in->chosen = mem_zalloc(in->b.r->n_topics, sizeof *in->chosen);
	if (st == DL_OK && (!in->probability || !in->chosen))
		st = err_nomem(err);
	for (int again = 0; st == DL_OK && set.n && again < 2; again++) {
		in->before = again == 1;
		st = take_files(in, paths, n, err);
	}
	if (st == DL_OK)
		st = evidence_set_finish(&set, in->b.r, err);
	mem_free(in->probability);
	mem_free(in->chosen);
	in->evidence = NULL;
	evidence_set_release(&set);
	return st;
}

enum dl_status report_from_jsonl(struct report **out, const char *const *paths, size_t n,
	const struct report_options *o, void (*complain)(void *payload, const char *message), void *payload,
	size_t *bad, struct dl_err *err)
{
	struct input in = {.b = {.r = mem_zalloc(1, sizeof *in.b.r)},
		.complain = complain,
		.payload = payload,
		.bad = bad};
	enum dl_status st = in.b.r ? DL_OK : err_nomem(err);

	*out = NULL;
	*bad = 0;
	if (st == DL_OK) {
		in.b.r->o = *o;
		in.b.r->unseen = (double)NAN;
	}
	if (st == DL_OK)
		st = take_files(&in, paths, n, err);
	if (st == DL_OK)
		st = build_check_topics(in.b.r, err);
	if (st == DL_OK)
		st = build_finish(&in.b, err);
	if (st == DL_OK)
		st = find_evidence(&in, paths, n, err);
	if (st == DL_OK)
		st = report_sign(in.b.r, err);
	source_set_release(&in.b.sources);
	mem_free(in.b.entries);
	if (st == DL_OK)
		*out = in.b.r;
	else
		report_free(in.b.r);
	return st;
}

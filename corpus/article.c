// SPDX-License-Identifier: MIT
#include "corpus/article.h"

#include "base/hash.h"
#include "base/json.h"

#include <stdint.h>

enum { LABEL_MAX = 100 };

void article_reset(struct article *a)
{
	struct arena mem = a->mem;

	arena_reset(&mem);
	memset(a, 0, sizeof *a);
	a->mem = mem;
	a->date.day = DATE_NONE;
	a->grade = GRADE_NONE;
}

void article_release(struct article *a)
{
	arena_release(&a->mem);
	memset(a, 0, sizeof *a);
}

enum dl_status article_add_label(struct article *a, struct str label, struct dl_err *err)
{
	size_t at = 0;

	label = str_trim(label);
	if (!label.len || label.len > LABEL_MAX)
		return err_set(err, DL_EINVAL, "a label must have 1 to %d bytes, this one has %zu", LABEL_MAX,
			label.len);
	while (at < a->n_labels && str_cmp(a->labels[at], label) < 0)
		at++;
	if (at < a->n_labels && str_eq(a->labels[at], label))
		return DL_OK;
	if (a->n_labels == ARTICLE_MAX_LABELS)
		return err_set(err, DL_EINVAL, "more than %d labels on one article", ARTICLE_MAX_LABELS);
	label = arena_copy(&a->mem, label);
	if (!label.ptr)
		return err_nomem(err);
	memmove(&a->labels[at + 1], &a->labels[at], (a->n_labels - at) * sizeof *a->labels);
	a->labels[at] = label;
	a->n_labels++;
	return DL_OK;
}

enum dl_status article_make_id(struct article *a, struct dl_err *err)
{
	char id[HASH_ID_LEN + 1];

	if (a->id.len)
		return DL_OK;
	hash_id(id, (const struct str[]){a->url, a->title, a->text}, 3);
	a->id = arena_copy(&a->mem, str_from(id));
	return a->id.ptr ? DL_OK : err_nomem(err);
}

static const char *const grade_names[] = {"exact", "day", "inferred-year", "file", "none"};

const char *date_grade_name(enum date_grade g)
{
	return grade_names[g <= GRADE_NONE ? g : GRADE_NONE];
}

enum date_grade date_grade_parse(struct str name)
{
	for (int g = GRADE_EXACT; g < GRADE_NONE; g++)
		if (str_is(name, grade_names[g]))
			return (enum date_grade)g;
	return GRADE_NONE;
}

static void member(struct json *j, const char *key, struct str value)
{
	if (!value.ptr)
		return;
	json_key(j, key);
	json_str(j, value);
}

void article_json(struct json *j, const struct article *a)
{
	char date[INSTANT_TEXT];

	json_open(j, '{');
	member(j, "id", a->id);
	member(j, "url", a->url);
	member(j, "source", a->source);
	member(j, "lang", a->lang);
	if (a->date.day != DATE_NONE) {
		json_key(j, "date");
		json_text(j, moment_text(date, &a->date));
	}
	json_key(j, "date_grade");
	json_text(j, date_grade_name(a->date.day == DATE_NONE ? GRADE_NONE : a->grade));
	if (a->date.day != DATE_NONE)
		member(j, "date_from", a->date_from);
	member(j, "place", a->place);
	member(j, "title", a->title);
	member(j, "text", a->text.ptr ? a->text : STR(""));
	if (a->labelled) {
		json_key(j, "labels");
		json_open(j, '[');
		for (size_t i = 0; i < a->n_labels; i++)
			json_str(j, a->labels[i]);
		json_close(j, ']');
	}
	member(j, "split", a->split);
	json_close(j, '}');
}

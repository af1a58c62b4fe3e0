// SPDX-License-Identifier: MIT
#include "cli/verdict_print.h"

#include "base/json.h"
#include "base/utf8.h"
#include "cli/explain_print.h"
#include "cli/output.h"

// "date" as a key of the input's members; only the reader knows for sure, a mention in a value does no harm.
static bool has_member(const struct article *a, struct str key)
{
	for (size_t i = 0; i + key.len <= a->members.len; i++)
		if (memcmp(a->members.ptr + i, key.ptr, key.len) == 0)
			return true;
	return false;
}

// The input object without its closing brace. What was found in the text is added to what was given.
static void open_object(struct buf *out, struct json *j, const struct article *a)
{
	char date[DATE_TEXT];

	*j = (struct json){.out = out};
	if (!a->members.ptr) {
		article_json(j, a);
		if (out->len && out->ptr[out->len - 1] == '}')
			out->len--;
		j->depth = 1;
		j->comma = true;
		return;
	}
	json_open(j, '{');
	buf_addstr(out, a->members);
	j->comma = a->members.len > 0;
	if (!a->id_given) {
		json_key(j, "id");
		json_str(j, a->id);
	}
	if (a->date.day != DATE_NONE && !has_member(a, STR("\"date\""))) {
		json_key(j, "date");
		json_text(j, date_text(date, a->date.day));
	}
}

static enum dl_status topic_json(struct json *j, const struct verdict_style *s, const struct article *a,
	const struct verdict *v, size_t k, struct classifier *c, struct dl_err *err)
{
	enum dl_status st = DL_OK;

	json_open(j, '{');
	json_key(j, "topic");
	json_text(j, model_topic(s->m, k)->name);
	json_key(j, "probability");
	json_num(j, v->probability[k], 6);
	json_key(j, "value");
	json_num(j, v->decision[k], 12);
	if (s->explain)
		st = explain_topic_json(j, &(struct explain_style){s->m, a, v, c, s->terms}, k, err);
	json_close(j, '}');
	return st;
}

enum dl_status verdict_json(struct buf *out, const struct verdict_style *s, const struct article *a,
	const struct verdict *v, struct classifier *c, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	struct json j;

	open_object(out, &j, a);
	json_key(&j, "topics");
	json_open(&j, '[');
	for (size_t i = 0; st == DL_OK && i < v->n_topics; i++)
		if (v->chosen[v->order[i]])
			st = topic_json(&j, s, a, v, v->order[i], c, err);
	json_close(&j, ']');
	json_key(&j, "scores");
	json_open(&j, '{');
	for (size_t k = 0; k < v->n_topics; k++) {
		json_key(&j, model_topic(s->m, k)->name);
		json_num(&j, v->probability[k], 6);
	}
	json_close(&j, '}');
	if (v->abstained) {
		json_key(&j, "abstained");
		json_text(&j, v->abstained);
	}
	if (st == DL_OK && s->explain) {
		json_key(&j, "explanation");
		st = explain_all_json(&j, &(struct explain_style){s->m, a, v, c, s->terms}, err);
	}
	json_key(&j, "model");
	json_text(&j, model_id(s->m));
	json_close(&j, '}');
	buf_addc(out, '\n');
	return st;
}

static void add_field(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		buf_addc(out, (unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
}

enum dl_status verdict_tsv(
	struct buf *out, const struct verdict_style *s, const struct article *a, const struct verdict *v)
{
	char date[DATE_TEXT];
	const char *between = "";

	add_field(out, a->id);
	buf_addf(out, "\t%s\t", date_text(date, a->date.day));
	for (size_t i = 0; i < v->n_topics; i++) {
		if (!v->chosen[v->order[i]])
			continue;
		buf_adds(out, between);
		add_field(out, str_from(model_topic(s->m, v->order[i])->name));
		between = "|";
	}
	for (size_t k = 0; k < v->n_topics; k++) {
		buf_addc(out, '\t');
		json_number(out, v->probability[k], 6);
	}
	buf_addc(out, '\n');
	return DL_OK;
}

// People know an article by its title, a file by its name.
static struct str name_of(const struct article *a)
{
	const char *slash;

	if (a->title.len)
		return a->title;
	if (!a->file.len || str_is(a->file, "-"))
		return a->id;
	slash = strrchr(a->file.ptr, '/');
	return slash ? str_from(slash + 1) : a->file;
}

// `name` made safe and brought to exactly `width` columns.
static void add_name(struct buf *out, struct str name, size_t width)
{
	size_t from = out->len, columns;

	// A name of a megabyte is not measured again for every letter that is taken off.
	output_safe(out, utf8_cut(name, 16 * width), false);
	columns = output_columns(str_sub(buf_str(out), from, out->len));
	while (columns > width && out->len > from) {
		do
			out->len--;
		while (out->len > from && ((unsigned char)out->ptr[out->len] & 0xC0) == 0x80);
		columns = output_columns(str_sub(buf_str(out), from, out->len));
		if (columns <= width - 1) {
			buf_adds(out, "…");
			columns++;
			break;
		}
	}
	for (; columns < width; columns++)
		buf_addc(out, ' ');
}

static void add_topic(struct buf *out, const struct verdict_style *s, const struct verdict *v, size_t k)
{
	if (s->color)
		buf_adds(out, "\033[1m");
	output_safe(out, str_from(model_topic(s->m, k)->name), false);
	if (s->color)
		buf_adds(out, "\033[0m");
	buf_addf(out, " %.2f", v->probability[k]);
}

enum dl_status verdict_lines(struct buf *out, const struct verdict_style *s, const struct article *a,
	const struct verdict *v, struct classifier *c, struct dl_err *err)
{
	enum dl_status st = DL_OK;
	char date[DATE_TEXT];
	size_t shown = 0;

	add_name(out, name_of(a), s->name_width);
	buf_addf(out, "  %-10s  ", a->date.day == DATE_NONE ? "no date" : date_text(date, a->date.day));
	for (size_t i = 0; i < v->n_topics; i++)
		if (v->chosen[v->order[i]]) {
			if (shown++)
				buf_adds(out, ", ");
			add_topic(out, s, v, v->order[i]);
		}
	if (v->abstained)
		buf_addf(out, "no topic: %s", v->abstained);
	else if (!shown)
		buf_addf(out, "none (nearest: %s %.2f)", model_topic(s->m, v->order[0])->name,
			v->probability[v->order[0]]);
	buf_addc(out, '\n');
	for (size_t i = 0; s->explain && st == DL_OK && i < v->n_topics; i++)
		if (v->chosen[v->order[i]] || (!shown && i == 0))
			st = explain_line(out, &(struct explain_style){s->m, a, v, c, s->terms}, v->order[i], err);
	return st;
}

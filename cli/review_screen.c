// SPDX-License-Identifier: MIT
#include "cli/review_screen.h"

#include "cli/output.h"
#include "cli/wrap.h"

#include <math.h>

enum { TEXT_LINES = 20, MOST_LINES = 5000, LONG_LIST = 9, TERMS = 4, NAME_COLUMNS = 24, LEAST_TEXT = 4 };

static const char topic_keys[] = "123456789abcdefghijklmoprtvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

char review_key_of(size_t topic)
{
	return topic < REVIEW_KEYS ? topic_keys[topic] : '\0';
}

size_t review_topic_of(const struct store_model *m, int32_t key)
{
	for (size_t k = 0; k < m->n_topics && k < REVIEW_KEYS; k++)
		if (topic_keys[k] == key)
			return k;
	return m->n_topics;
}

// The letters from а to я, where they lie on a keyboard.
int32_t review_latin(int32_t key)
{
	static const char places[] = "f,dult;pbqrkvyjghcnea[wxio]sm'.z";
	const int32_t small = 0x430, capital = 0x410, n = 32;

	if (key >= small && key < small + n)
		return places[key - small];
	if (key >= capital && key < capital + n) {
		char c = places[key - capital];

		return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
	}
	return key;
}

static void bold(struct buf *out, const struct review_screen *s, bool on)
{
	if (s->color)
		buf_adds(out, on ? "\033[1m" : "\033[0m");
}

void review_picked(struct buf *out, const struct store_model *m, const bool *picked)
{
	size_t n = 0;

	for (size_t k = 0; k < m->n_topics; k++)
		if (picked[k]) {
			buf_adds(out, n++ ? ", " : "");
			output_safe(out, str_from(m->topics[k].topic), false);
		}
	buf_adds(out, n ? "" : "none");
}

static void draw_head(struct buf *out, const struct review_screen *s)
{
	const struct article *a = s->article;
	const struct str fields[] = {a->source, a->lang, a->id};
	struct buf line = {0};
	char date[DATE_TEXT];

	buf_addf(out, "%s %zu of %zu", s->audit ? "audit" : "review", s->at + 1, s->n);
	if (s->decided)
		buf_addf(out, ", %zu decided", s->decided);
	buf_addf(out, "%s%s\n", *s->note ? " | " : "", s->note);
	bold(out, s, true);
	wrap_text(out, a->title.len ? a->title : STR("(no title)"), (size_t)s->width, 2);
	bold(out, s, false);
	buf_adds(&line, a->date.day == DATE_NONE ? "no date" : date_text(date, a->date.day));
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (fields[i].len) {
			buf_adds(&line, " | ");
			output_safe(&line, fields[i], false);
		}
	wrap_text(out, buf_str(&line), (size_t)s->width, 1);
	buf_addc(out, '\n');
	out->failed = out->failed || line.failed;
	buf_release(&line);
}

// The strongest terms, as many as fit into the line.
static enum dl_status add_terms(
	struct buf *out, const struct review_screen *s, size_t k, size_t room, struct dl_err *err)
{
	const struct reason *r;
	size_t n;
	enum dl_status st = classify_explain(&r, &n, s->speaker, s->article, k, err);
	struct buf one = {0};

	for (size_t i = 0; st == DL_OK && i < n && i < TERMS; i++) {
		size_t columns;

		buf_clear(&one);
		buf_adds(&one, i ? ", " : "  ");
		output_safe(&one, reason_name(s->model, &r[i]), false);
		buf_addf(&one, " %+.2f", r[i].weight);
		columns = output_columns(buf_str(&one));
		if (columns > room)
			break;
		room -= columns;
		buf_addstr(out, buf_str(&one));
	}
	out->failed = out->failed || one.failed;
	buf_release(&one);
	return st;
}

static void add_name(struct buf *out, const char *name, size_t width)
{
	struct buf safe = {0};
	struct str cut;

	output_safe(&safe, str_from(name), false);
	cut = wrap_cut(buf_str(&safe), width);
	buf_addstr(out, cut);
	for (size_t i = output_columns(cut); i < width; i++)
		buf_addc(out, ' ');
	out->failed = out->failed || safe.failed;
	buf_release(&safe);
}

static enum dl_status topic_line(
	struct buf *out, const struct review_screen *s, size_t k, size_t name_width, struct dl_err *err)
{
	const struct topic_quality *t = &s->m->topics[k];
	char key = review_key_of(k);
	size_t used;
	enum dl_status st = DL_OK;

	bold(out, s, s->picked[k]);
	buf_addf(out, "%c [%c] ", key ? key : ' ', s->picked[k] ? 'x' : ' ');
	add_name(out, t->topic, name_width);
	used = 6 + name_width;
	if (!s->blind) {
		size_t start = out->len;

		buf_addf(out, " %.2f", s->probability[k]);
		if (t->threshold <= 1)
			buf_addf(out, " cut %.2f", t->threshold);
		buf_adds(out, s->chosen[k] ? " *" : "  ");
		used += out->len - start;
	}
	bold(out, s, false);
	if (s->speaker && !s->blind && (size_t)s->width > used)
		st = add_terms(out, s, k, (size_t)s->width - used, err);
	buf_addc(out, '\n');
	return st;
}

static size_t name_width(const struct store_model *m)
{
	size_t widest = 1;

	for (size_t k = 0; k < m->n_topics; k++) {
		size_t columns = output_columns(str_from(m->topics[k].topic));

		widest = columns > widest ? columns : widest;
	}
	return widest < NAME_COLUMNS ? widest : NAME_COLUMNS;
}

// With many topics those that are picked or likely have a line of their own: `shown`, the likeliest
// LONG_LIST.
static bool has_line(const struct review_screen *s, size_t k)
{
	size_t likelier = 0;

	if (s->m->n_topics <= LONG_LIST || s->picked[k])
		return true;
	if (s->blind)
		return false;
	for (size_t i = 0; i < s->m->n_topics; i++)
		likelier += s->probability[i] > s->probability[k] ||
			    (s->probability[i] == s->probability[k] && i < k);
	return likelier < LONG_LIST;
}

// The other topics, with their keys only.
static void draw_rest(struct buf *out, const struct review_screen *s)
{
	struct buf line = {0};

	for (size_t k = 0; k < s->m->n_topics; k++)
		if (!has_line(s, k) && review_key_of(k)) {
			buf_addf(&line, "%s%c ", line.len ? "  " : "", review_key_of(k));
			output_safe(&line, str_from(s->m->topics[k].topic), false);
		}
	if (line.len)
		wrap_text(out, buf_str(&line), (size_t)s->width, 6);
	out->failed = out->failed || line.failed;
	buf_release(&line);
}

static enum dl_status draw_topics(struct buf *out, const struct review_screen *s, struct dl_err *err)
{
	size_t width = name_width(s->m), keys = s->m->n_topics < REVIEW_KEYS ? s->m->n_topics : REVIEW_KEYS;
	enum dl_status st = DL_OK;

	buf_addc(out, '\n');
	for (size_t k = 0; st == DL_OK && k < s->m->n_topics; k++)
		if (has_line(s, k))
			st = topic_line(out, s, k, width, err);
	draw_rest(out, s);
	buf_adds(out, "Enter saves ");
	bold(out, s, true);
	review_picked(out, s->m, s->picked);
	bold(out, s, false);
	buf_addf(out, " | %c-%c topic, n none, s skip, u undo, q quit, ? help\n", '1',
		review_key_of(keys - 1));
	return st;
}

static size_t count_lines(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.ptr[i] == '\n';
	return n;
}

static void draw_text(struct buf *out, struct review_screen *s, size_t room)
{
	struct buf text = {0};
	size_t n, at = 0, line = 0;

	n = wrap_text(&text, s->article->text, (size_t)s->width, MOST_LINES);
	if (n <= room)
		s->scroll = 0;
	else if (s->scroll > n - room)
		s->scroll = n - room;
	for (; line < s->scroll && at < text.len; at++)
		line += text.ptr[at] == '\n';
	for (; line < s->scroll + room && at < text.len; at++) {
		buf_addc(out, text.ptr[at]);
		line += text.ptr[at] == '\n';
	}
	if (n > s->scroll + room)
		buf_addf(out, "... %zu more lines%s\n", n - s->scroll - room,
			s->height ? " (arrows, Page Down)" : "");
	else if (s->scroll)
		buf_adds(out, "(end)\n");
	out->failed = out->failed || text.failed;
	buf_release(&text);
}

enum dl_status review_draw(struct buf *out, struct review_screen *s, struct dl_err *err)
{
	struct buf foot = {0};
	enum dl_status st = draw_topics(&foot, s, err);
	size_t from = out->len, used, room = TEXT_LINES;

	if (s->clear)
		buf_adds(out, "\033[H\033[2J");
	draw_head(out, s);
	used = count_lines(str_sub(buf_str(out), from, out->len)) + count_lines(buf_str(&foot)) + 2;
	if (s->height)
		room = (size_t)s->height > used + LEAST_TEXT ? (size_t)s->height - used : LEAST_TEXT;
	draw_text(out, s, room);
	buf_addstr(out, buf_str(&foot));
	if (st == DL_OK && (buf_failed(out) || buf_failed(&foot)))
		st = err_nomem(err);
	buf_release(&foot);
	return st;
}

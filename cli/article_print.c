// SPDX-License-Identifier: MIT
#include "cli/article_print.h"

#include "base/json.h"

void article_to_json(struct buf *out, const struct article *a)
{
	struct json j = {.out = out};

	article_json(&j, a);
	buf_addc(out, '\n');
}

void article_csv_head(struct buf *out)
{
	buf_adds(out, "id,url,source,lang,date,place,title,text,labels,split\r\n");
}

// A spreadsheet would compute a cell that begins like a formula: it gets an apostrophe in front.
static void csv_cell(struct buf *out, struct str text, char after)
{
	bool formula = text.len && strchr("=+-@\t\r", text.ptr[0]), quoted = false;

	for (size_t i = 0; i < text.len && !quoted; i++)
		quoted = strchr(",\"\r\n", text.ptr[i]) != NULL;
	if (quoted)
		buf_addc(out, '"');
	if (formula)
		buf_addc(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, text.ptr[i]);
	}
	if (quoted)
		buf_addc(out, '"');
	if (after == '\n')
		buf_addc(out, '\r');
	buf_addc(out, after);
}

void article_to_csv(struct buf *out, const struct article *a)
{
	char date[INSTANT_TEXT];
	struct buf labels = {0};
	const struct str cells[] = {a->id, a->url, a->source, a->lang, str_from(moment_text(date, &a->date)),
		a->place, a->title, a->text};

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		csv_cell(out, cells[i], ',');
	for (size_t i = 0; i < a->n_labels; i++)
		buf_addf(&labels, "%s%.*s", i ? "|" : "", (int)a->labels[i].len, a->labels[i].ptr);
	if (a->labelled && !a->n_labels) // an empty cell means: not labelled
		buf_adds(&labels, "none");
	else if (a->n_labels == 1 && str_is(a->labels[0], "none"))
		buf_addc(&labels, '|');
	csv_cell(out, buf_str(&labels), ',');
	csv_cell(out, a->split, '\n');
	out->failed = out->failed || labels.failed;
	buf_release(&labels);
}

void article_labels(struct buf *out, const struct article *a, const char *between)
{
	if (!a->labelled)
		buf_adds(out, "-");
	else if (a->n_labels == 0)
		buf_adds(out, "none");
	for (size_t i = 0; a->labelled && i < a->n_labels; i++) {
		if (i)
			buf_adds(out, between);
		output_safe(out, a->labels[i], false);
	}
}

static void line(struct buf *out, bool color, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	buf_addf(out, "%s%-8s%s  ", color ? "\033[1m" : "", name, color ? "\033[0m" : "");
	output_safe(out, value, false);
	buf_addc(out, '\n');
}

static void date_line(struct buf *out, bool color, const struct article *a)
{
	char date[INSTANT_TEXT];
	struct buf text = {0};

	if (a->date.day == DATE_NONE)
		return;
	buf_adds(&text, moment_text(date, &a->date));
	buf_addf(&text, " (%s", date_grade_name(a->grade));
	if (a->date_from.len)
		buf_addf(&text, ", from the %.*s", (int)a->date_from.len, a->date_from.ptr);
	buf_addc(&text, ')');
	line(out, color, "date", buf_str(&text));
	out->failed = out->failed || text.failed;
	buf_release(&text);
}

// Pieces that went for the same reason stand under one heading.
static void pieces(struct buf *out, const char *what, const struct removed *list, size_t n, bool color)
{
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || !str_eq(list[i].reason, list[i - 1].reason)) {
			buf_addf(out, "\n%s%s, ", color ? "\033[2m" : "", what);
			output_safe(out, list[i].reason, false);
			buf_addf(out, ":%s\n", color ? "\033[0m" : "");
		}
		output_safe(out, str_trim(list[i].text), true);
		buf_addc(out, '\n');
	}
}

void article_to_text(struct buf *out, const struct article *a, bool color, bool removed)
{
	struct buf labels = {0};

	line(out, color, removed ? "file" : "id", removed ? a->file : a->id);
	date_line(out, color, a);
	line(out, color, "refused", a->date_refused);
	line(out, color, "place", a->place);
	line(out, color, "agency", a->agency);
	line(out, color, "source", a->source);
	line(out, color, "url", a->url);
	line(out, color, "lang", a->lang);
	article_labels(&labels, a, ", ");
	if (a->labelled)
		line(out, color, "labels", buf_str(&labels));
	line(out, color, "split", a->split);
	line(out, color, "title", a->title);
	buf_addc(out, '\n');
	output_safe(out, a->text, true);
	buf_addc(out, '\n');
	if (removed)
		pieces(out, "removed", a->removed, a->n_removed, color);
	if (removed)
		pieces(out, "kept, but", a->flagged, a->n_flagged, color);
	out->failed = out->failed || labels.failed;
	buf_release(&labels);
}

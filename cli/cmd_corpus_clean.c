// SPDX-License-Identifier: MIT
#include "base/json.h"
#include "cli/article_print.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/options.h"

static const struct command clean_command = {
	.name = "dateline corpus clean",
	.arguments = "FILE...",
	.summary = "show what the cleaner makes of each input; nothing is stored",
	.examples = "  dateline corpus clean page.html\n"
		    "  dateline corpus clean --json inbox/ > cleaned.jsonl\n",
	.max_args = SIZE_MAX,
};

static void member(struct json *j, const char *key, struct str value)
{
	json_key(j, key);
	if (value.ptr && value.len)
		json_str(j, value);
	else
		json_null(j);
}

static void pieces(struct json *j, const char *key, const struct removed *list, size_t n)
{
	json_key(j, key);
	json_open(j, '[');
	for (size_t i = 0; i < n; i++) {
		json_open(j, '{');
		member(j, "reason", list[i].reason);
		member(j, "text", list[i].text);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void clean_json(struct buf *out, const struct article *a)
{
	struct json j = {.out = out};
	char date[INSTANT_TEXT];

	json_open(&j, '{');
	member(&j, "file", a->file);
	member(&j, "date", str_from(moment_text(date, &a->date)));
	member(&j, "date_grade", str_from(date_grade_name(a->grade)));
	member(&j, "date_from", a->date_from);
	member(&j, "date_refused", a->date_refused);
	json_key(&j, "replaced");
	json_int(&j, (int64_t)a->replaced);
	member(&j, "place", a->place);
	member(&j, "agency", a->agency);
	member(&j, "lang", a->lang);
	member(&j, "title", a->title);
	json_key(&j, "text");
	json_str(&j, a->text);
	pieces(&j, "removed", a->removed, a->n_removed);
	pieces(&j, "flagged", a->flagged, a->n_flagged);
	json_close(&j, '}');
	buf_addc(out, '\n');
}

static enum dl_status clean_all(struct inputs *in, bool json, bool color, struct dl_err *err)
{
	struct article a = {0};
	struct buf out = {0};
	enum dl_status st;

	while ((st = inputs_next(in, &a, err)) == DL_OK) {
		buf_clear(&out);
		if (json)
			clean_json(&out, &a);
		else
			article_to_text(&out, &a, color, true);
		if (!json && in->good > 1)
			printf("\n");
		st = print_buf(&out, err);
		if (st != DL_OK)
			break;
	}
	article_release(&a);
	buf_release(&out);
	return st == DL_END ? DL_OK : st;
}

int cmd_corpus_clean(int argc, char **argv)
{
	struct reader_options reader = {0};
	struct dl_err err = {0};
	struct arguments args;
	struct inputs in;
	int format = FORMAT_AUTO, code;
	bool json = false;
	const struct option_spec options[] = {
		{"format", 0, OPTION_CHOICE, &format, "FORMAT", .help = "as for 'corpus add'",
			.choices = input_formats},
		{"json", 0, OPTION_FLAG, &json,
			.help = "one JSON object a line, with what was removed and why"},
		{0},
	};

	if (!options_parse(&args, &clean_command, options, argc, argv, &code))
		return code;
	reader.format = (enum article_format)format;
	enum dl_status st = inputs_open(&in, args.items, args.n, &reader, &err);

	if (st == DL_OK)
		st = inputs_learn(&in, &err);
	if (st == DL_OK)
		st = clean_all(&in, json, output_color(args.color, stdout), &err);
	code = st == DL_OK ? inputs_code(&in) : fail(st, &err);
	inputs_close(&in);
	arguments_release(&args);
	return code;
}

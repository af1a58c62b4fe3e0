// SPDX-License-Identifier: MIT
// One article a line: plain text, or fastText's form with labels in front.
#include "corpus/reader_internal.h"

static enum dl_status next_line(struct reader *r, struct article *out, struct str *line, struct dl_err *err)
{
	enum dl_status st;

	do {
		st = byte_source_line(r->source, line, r->limit, err);
		if (st == DL_END && !r->line)
			return r->done = true, err_set(err, DL_EFORMAT, "the file is empty");
		r->line += st != DL_END;
	} while (st == DL_OK && !str_trim(*line).len);
	out->line = r->line;
	if (st == DL_OK)
		r->record = *line;
	return st;
}

enum dl_status read_lines(struct reader *r, struct article *out, struct dl_err *err)
{
	char id[32];
	struct str line;
	enum dl_status st = next_line(r, out, &line, err);

	if (st != DL_OK)
		return st;
	out->text = keep_text(out, &r->work, line);
	snprintf(id, sizeof id, "%zu", r->line);
	out->id = arena_copy(&out->mem, str_from(id));
	return out->text.ptr && out->id.ptr ? DL_OK : err_nomem(err);
}

static struct str first_word(struct str text)
{
	size_t n = 0;

	while (n < text.len && !ascii_is_space(text.ptr[n]))
		n++;
	return str_sub(text, 0, n);
}

// Labels stand in front; a line without one is not labelled.
enum dl_status read_fasttext(struct reader *r, struct article *out, struct dl_err *err)
{
	static const struct str prefix = {"__label__", 9};
	struct str line, word;
	enum dl_status st = next_line(r, out, &line, err);

	if (st != DL_OK)
		return st;
	if (r->line == 1 && str_starts(line, STR("\xEF\xBB\xBF")))
		line = str_sub(line, 3, line.len);
	for (line = str_trim(line); st == DL_OK && str_starts(line, prefix);) {
		struct str label;

		word = first_word(line);
		label = keep_text(out, &r->work, str_sub(word, prefix.len, word.len));
		out->labelled = true;
		st = label.ptr ? article_add_label(out, label, err) : err_nomem(err);
		line = str_trim(str_sub(line, word.len, line.len));
	}
	if (st != DL_OK)
		return st;
	if (!line.len)
		return err_set(err, DL_EFORMAT, "the line holds labels, but no text");
	out->text = keep_text(out, &r->work, line);
	return out->text.ptr ? DL_OK : err_nomem(err);
}

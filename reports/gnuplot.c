// SPDX-License-Identifier: MIT
#include "reports/gnuplot.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "reports/child.h"

enum { PROBE_SECONDS = 10, DRAW_SECONDS = 60, MOST_LETTERS = 200 };

static const char *const families[] = {"DejaVu Sans", "Noto Sans", "Liberation Sans", "Arial", "FreeSans"};

void gnuplot_quote(struct buf *out, struct str text)
{
	struct buf clean = {0};

	utf8_repair(&clean, text);
	buf_addc(out, '\'');
	for (size_t i = 0; i < clean.len; i++) {
		unsigned char c = (unsigned char)clean.ptr[i];

		if (c == '\'')
			buf_addc(out, '\'');
		buf_addc(out, c < ' ' || c == 0x7f ? ' ' : (char)c);
	}
	buf_addc(out, '\'');
	out->failed = out->failed || buf_failed(&clean);
	buf_release(&clean);
}

// Whether `word` stands in `text` between blanks or line ends.
static bool has_word(const char *text, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = text; (at = strstr(at, word)); at += len)
		if ((at == text || ascii_is_space(at[-1])) && (!at[len] || ascii_is_space(at[len])))
			return true;
	return false;
}

static void add_letter(struct buf *out, uint32_t *seen, size_t *n, uint32_t letter)
{
	for (size_t i = 0; i < *n; i++)
		if (seen[i] == letter)
			return;
	if (*n == MOST_LETTERS)
		return;
	seen[(*n)++] = letter;
	buf_addf(out, "%s%x", *n > 1 ? " " : "", (unsigned)letter);
}

// fontconfig's pattern for fonts that have every letter beyond ASCII in `labels`; empty where there is none.
static void letters_pattern(struct buf *out, struct str labels)
{
	uint32_t seen[MOST_LETTERS], letter;
	struct buf set = {0};
	size_t n = 0;

	for (size_t i = 0; i < labels.len;) {
		i += utf8_decode(&letter, labels.ptr + i, labels.len - i);
		if (letter > 0xa0 && letter != UTF8_REPLACEMENT)
			add_letter(&set, seen, &n, letter);
	}
	if (n && !buf_failed(&set))
		buf_addf(out, ":charset=%s", set.ptr);
	buf_release(&set);
}

// Whether a line of fc-list ("Family,Other name") begins with `family`.
static bool lists(const char *listed, const char *family)
{
	size_t len = strlen(family);

	for (const char *line = listed; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncmp(line, family, len) == 0 && strchr(",\n", line[len]))
			return true;
	}
	return false;
}

static void choose_font(struct gnuplot *g, struct str labels)
{
	struct buf pattern = {0}, listed = {0};
	const char *const argv[] = {"fc-list", NULL, "family", NULL};
	const char *ask[sizeof argv / sizeof *argv];

	snprintf(g->font, sizeof g->font, "%s", families[0]);
	letters_pattern(&pattern, labels);
	memcpy(ask, argv, sizeof argv);
	ask[1] = pattern.ptr;
	if (pattern.ptr && !buf_failed(&pattern) && child_run(ask, PROBE_SECONDS, &listed, NULL) == DL_OK) {
		g->letters_missing = !listed.len;
		for (size_t i = sizeof families / sizeof *families; listed.ptr && i-- > 0;)
			if (lists(listed.ptr, families[i]))
				snprintf(g->font, sizeof g->font, "%s", families[i]);
	}
	buf_release(&pattern);
	buf_release(&listed);
}

enum dl_status gnuplot_probe(struct gnuplot *out, const char *program, struct str labels, struct dl_err *err)
{
	static const char ask[] = "print GPVAL_TERMINALS; print sprintf('version %.1f patchlevel %s', "
				  "GPVAL_VERSION, GPVAL_PATCHLEVEL)";
	const char *const argv[] = {program ? program : "gnuplot", "-d", "-e", ask, NULL};
	struct buf said = {0};
	enum dl_status st;

	*out = (struct gnuplot){.program = argv[0]};
	st = child_run(argv, PROBE_SECONDS, &said, err);
	if (buf_failed(&said))
		st = err_nomem(err);
	if (st == DL_OK && said.ptr) {
		const char *version = strstr(said.ptr, "version ");

		out->svg = has_word(said.ptr, "svg");
		out->png = has_word(said.ptr, "pngcairo") ? "pngcairo"
			   : has_word(said.ptr, "png")    ? "png"
							  : NULL;
		if (version)
			snprintf(out->version, sizeof out->version, "%.*s", (int)strcspn(version + 8, "\n"),
				version + 8);
		choose_font(out, labels);
	}
	buf_release(&said);
	return st == DL_OK || st == DL_ENOMEM ? st : DL_EEXTERNAL;
}

// gnuplot's first line that is not a picture of where it stopped.
static struct str complaint(const struct buf *said)
{
	struct str rest = buf_str(said);

	while (rest.len) {
		const char *end = memchr(rest.ptr, '\n', rest.len);
		struct str line = str_sub(rest, 0, end ? (size_t)(end - rest.ptr) : rest.len);

		if (line.len > 3 && line.ptr[0] != ' ' && memchr(line.ptr, ':', line.len))
			return utf8_cut(line, 200);
		rest = str_sub(rest, end ? line.len + 1 : line.len, rest.len);
	}
	return (struct str){"", 0};
}

// gnuplot goes to the folder itself, so that scripts hold bare names: they can be run again wherever the
// report is moved to, and no name of a folder is read as more than a name.
enum dl_status gnuplot_run(
	const struct gnuplot *g, const char *dir, const char *const *scripts, size_t n, struct dl_err *err)
{
	struct buf go = {0}, said = {0};
	const char **argv = mem_zalloc(n + 5, sizeof *argv);
	enum dl_status st;
	struct dl_err why = {0};

	buf_adds(&go, "cd ");
	gnuplot_quote(&go, str_from(dir));
	if (buf_failed(&go) || !argv) {
		st = err_nomem(err);
	} else {
		argv[0] = g->program;
		argv[1] = "-d";
		argv[2] = "-e";
		argv[3] = go.ptr;
		memcpy(argv + 4, scripts, n * sizeof *argv);
		st = child_run(argv, DRAW_SECONDS, &said, &why);
	}
	if (st != DL_OK && st != DL_ENOMEM) {
		struct str line = complaint(&said);

		st = err_set(err, DL_EEXTERNAL, "%s%s%.*s", why.text, line.len ? ": " : "", (int)line.len,
			line.ptr);
	}
	buf_release(&go);
	buf_release(&said);
	mem_free(argv);
	return st;
}

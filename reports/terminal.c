// SPDX-License-Identifier: MIT
// The report in a terminal, over SSH or in a mail: bars of block characters, then the findings. Without
// colour there is no escape code in it, and no line is longer than the width asked for.
#include "reports/finding_words.h"
#include "reports/phrase.h"
#include "reports/series.h"

#include "base/utf8.h"

#include <math.h>

enum { LEAST_WIDTH = 40, MOST_NAME = 24, NUMBERS = 22, HIGH_ROWS = 2, EIGHTHS = 8, INDENT = 2 };

struct screen {
	struct buf *out;
	const struct report *r;
	enum report_language language;
	size_t width, name, columns; // of a line, of the names, of the bars
	size_t first, latest;        // periods: at the left edge, the one with the numbers (n_periods: none)
};

static bool is_wide(uint32_t c)
{
	return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
	       (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
	       (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
}

static size_t columns_of(uint32_t c)
{
	if ((c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) || (c >= 0xfe00 && c <= 0xfe0f))
		return 0;
	return is_wide(c) ? 2 : 1;
}

// What could steer a terminal or turn the direction of the line.
static bool is_unsafe(uint32_t c)
{
	return c < ' ' || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069);
}

static size_t width_of(struct str text)
{
	size_t width = 0;
	uint32_t c;

	for (size_t i = 0; i < text.len;) {
		i += utf8_decode(&c, text.ptr + i, text.len - i);
		width += columns_of(c);
	}
	return width;
}

// At most `most` columns of `text`, made safe; returns how many it took. A cut one ends in "…".
static size_t put(struct screen *s, struct str text, size_t most)
{
	size_t used = 0, whole = width_of(text);
	uint32_t c;

	for (size_t i = 0; i < text.len;) {
		size_t n = utf8_decode(&c, text.ptr + i, text.len - i);

		if (whole > most && used + columns_of(c) > most - 1) {
			buf_adds(s->out, "…");
			return used + 1;
		}
		if (c == 0xa0)
			buf_addc(s->out, ' ');
		else if (is_unsafe(c) || c == UTF8_REPLACEMENT)
			buf_adds(s->out, "\xef\xbf\xbd");
		else
			buf_add(s->out, text.ptr + i, n);
		used += columns_of(c);
		i += n;
	}
	return used;
}

static void blanks(struct screen *s, size_t n)
{
	while (n--)
		buf_addc(s->out, ' ');
}

static void style(struct screen *s, const char *codes)
{
	if (s->r->o.color)
		buf_addf(s->out, "\033[%sm", codes);
}

// What could not be made must not be missing without a word.
static struct str made(struct screen *s, const struct buf *text)
{
	s->out->failed = s->out->failed || buf_failed(text);
	return buf_str(text);
}

static void heading(struct screen *s, struct str text)
{
	style(s, "1");
	put(s, text, s->width);
	style(s, "0");
	buf_addc(s->out, '\n');
}

// Words broken into lines that begin `indent` columns in; the first one is where the cursor is.
static void wrapped(struct screen *s, struct str text, size_t indent)
{
	size_t at = indent, i = 0;

	while (i < text.len) {
		size_t from = i, wide;

		while (i < text.len && text.ptr[i] != ' ' && text.ptr[i] != '\n')
			i++;
		wide = width_of(str_sub(text, from, i));
		if (at > indent && at + 1 + wide > s->width) {
			buf_addc(s->out, '\n');
			blanks(s, indent);
			at = indent;
		} else if (at > indent && wide) {
			buf_addc(s->out, ' ');
			at++;
		}
		at += put(s, str_sub(text, from, i), s->width > indent ? s->width - indent : 1);
		i++;
	}
	buf_addc(s->out, '\n');
}

static double share_at(const struct screen *s, size_t i, size_t k)
{
	return report_share(&s->r->periods[i], k).value;
}

static double highest(const struct screen *s, size_t k)
{
	double top = 0;

	for (size_t i = s->first; i < s->r->n_periods; i++)
		if (s->r->periods[i].complete && share_at(s, i, k) > top)
			top = share_at(s, i, k);
	return top;
}

// One row of bars, `row` 0 at the bottom. A period that is not complete is hatched whatever its share; one
// without a share is a dot: neither looks like a fall.
static void bars(struct screen *s, size_t k, int row, double top)
{
	static const char *const blocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

	for (size_t i = s->first; i < s->r->n_periods; i++) {
		double share = share_at(s, i, k);
		int level =
			top > 0 && share > 0 ? (int)lround(fmin(share / top, 1) * HIGH_ROWS * EIGHTHS) : 0;
		int here = level - row * EIGHTHS;

		if (isnan(share))
			buf_adds(s->out, row ? " " : "·");
		else if (!s->r->periods[i].complete)
			buf_adds(s->out, row ? " " : "░");
		else
			buf_adds(s->out, blocks[here < 0          ? 0
						 : here > EIGHTHS ? EIGHTHS
						 : here           ? here
								  : !row]);
	}
}

static void numbers(struct screen *s, size_t k)
{
	struct buf value = {0}, range = {0};
	struct share x;

	if (s->latest == s->r->n_periods)
		return;
	x = report_share(&s->r->periods[s->latest], k);
	phrase_percent(&value, s->language, x.value);
	if (!isnan(x.value))
		phrase_range(&range, s->language, x.low, x.high);
	size_t wide = width_of(buf_str(&value));

	blanks(s, 8 > wide ? 8 - wide : 1);
	put(s, buf_str(&value), 8);
	buf_adds(s->out, "  ");
	style(s, "2");
	put(s, buf_str(&range), 12);
	style(s, "0");
	s->out->failed = s->out->failed || buf_failed(&value) || buf_failed(&range);
	buf_release(&value);
	buf_release(&range);
}

// Nothing but blanks to the right need not be sent.
static void trim(struct screen *s)
{
	while (!s->r->o.color && !s->out->failed && s->out->len && s->out->ptr[s->out->len - 1] == ' ')
		s->out->ptr[--s->out->len] = '\0';
}

static void topic_rows(struct screen *s, size_t k, size_t place)
{
	static const char *const colors[] = {"34", "33", "32", "35", "36", "31"};
	const char *color = colors[place % (sizeof colors / sizeof *colors)];
	double top = highest(s, k);

	for (int row = HIGH_ROWS - 1; row >= 0; row--) {
		size_t used = 0;

		if (row == 0) {
			style(s, "1");
			used = put(s, str_from(s->r->topics[k]), s->name);
			style(s, "0");
		}
		blanks(s, s->name - used + INDENT);
		style(s, color);
		bars(s, k, row, top);
		style(s, "0");
		if (row == 0)
			numbers(s, k);
		else
			trim(s);
		buf_addc(s->out, '\n');
	}
}

// The months below the bars; each where it begins, if there is room behind the one before.
static void axis(struct screen *s)
{
	size_t at = 0;
	int last = 0;

	blanks(s, s->name + INDENT);
	for (size_t i = s->first; i < s->r->n_periods; i++) {
		struct civil c = date_to_civil(s->r->periods[i].from);
		struct buf text = {0};
		size_t column = i - s->first;

		if (c.month + 12 * c.year == last)
			continue;
		phrase_month(&text, s->language, c.month, !last || c.month == 1 ? c.year : 0, false);
		if ((column >= at + 1 || column == 0) && column + width_of(made(s, &text)) <= s->columns) {
			blanks(s, column - at);
			at = column + put(s, buf_str(&text), s->columns - column);
		}
		last = c.month + 12 * c.year;
		buf_release(&text);
	}
	buf_addc(s->out, '\n');
}

static void scale_line(struct screen *s)
{
	struct buf text = {0}, latest = {0};

	if (s->latest < s->r->n_periods)
		phrase_period(&latest, s->language, s->r->o.period, &s->r->periods[s->latest]);
	phrase_add(&text, s->language, latest.len ? P_T_KEY : P_T_KEY_ONLY,
		PHRASE_ARGS(latest.ptr ? latest.ptr : ""));
	style(s, "2");
	wrapped(s, buf_str(&text), 0);
	style(s, "0");
	s->out->failed = s->out->failed || buf_failed(&text) || buf_failed(&latest);
	buf_release(&text);
	buf_release(&latest);
}

static void top_lines(struct screen *s)
{
	static const enum phrase kinds[] = {P_WEEKLY, P_DAILY, P_MONTHLY};
	const struct report *r = s->r;
	struct buf text = {0}, from = {0}, to = {0};

	buf_addf(&text, "%s · %s", phrase_text(s->language, P_TITLE),
		phrase_text(s->language, kinds[r->o.period]));
	heading(s, made(s, &text));
	buf_clear(&text);
	phrase_date(&from, s->language, r->from);
	phrase_date(&to, s->language, r->to);
	if (!buf_failed(&from) && !buf_failed(&to))
		phrase_add(&text, s->language, P_SPAN, PHRASE_ARGS(from.ptr, to.ptr));
	buf_adds(&text, " · ");
	phrase_count(&text, s->language, r->articles, NOUN_ARTICLE);
	wrapped(s, buf_str(&text), 0);
	s->out->failed = s->out->failed || buf_failed(&text) || buf_failed(&from) || buf_failed(&to);
	buf_release(&text);
	buf_release(&from);
	buf_release(&to);
}

static void findings(struct screen *s)
{
	struct buf text = {0};

	buf_addc(s->out, '\n');
	heading(s, str_from(phrase_text(s->language, P_FINDINGS)));
	for (size_t i = 0; i < s->r->n_findings; i++) {
		const struct finding *f = &s->r->findings[i];

		if (!warning_is_said(s->r, i))
			continue;
		buf_clear(&text);
		warning_say(&text, s->r, i);
		style(s, f->warning ? "33" : "1");
		buf_adds(s->out, f->warning ? "! " : "- ");
		style(s, "0");
		wrapped(s, made(s, &text), INDENT);
	}
	s->out->failed = s->out->failed || buf_failed(&text);
	buf_release(&text);
}

static void lay_out(struct screen *s)
{
	const struct report *r = s->r;
	size_t name = 4;

	s->width = r->o.terminal_width >= LEAST_WIDTH ? (size_t)r->o.terminal_width : 80;
	for (size_t k = 0; k < r->n_topics; k++)
		if (r->shown[k] && width_of(str_from(r->topics[k])) > name)
			name = width_of(str_from(r->topics[k]));
	s->name = name > MOST_NAME ? MOST_NAME : name;
	if (s->name > s->width / 4)
		s->name = s->width / 4;
	s->columns = s->width - s->name - INDENT - NUMBERS;
	s->first = r->n_periods > s->columns ? r->n_periods - s->columns : 0;
	s->latest = report_latest(r);
}

void report_terminal(struct buf *out, const struct report *r)
{
	struct screen s = {.out = out, .r = r, .language = r->o.language};
	size_t place = 0;

	lay_out(&s);
	top_lines(&s);
	buf_addc(out, '\n');
	for (size_t k = 0; k < r->n_topics; k++)
		if (r->shown[k])
			topic_rows(&s, k, place++);
	axis(&s);
	scale_line(&s);
	findings(&s);
}

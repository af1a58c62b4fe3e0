// SPDX-License-Identifier: MIT
// A picture from a file into the page: a reader of tags that lets through what draws, and nothing else.
#include "reports/chart.h"

#include "reports/html.h"

enum { MOST_DEPTH = 32, MOST_VALUE = 4 * 1024 * 1024 };

static const char *const elements[] = {"g", "defs", "path", "circle", "rect", "use", "pattern", "polygon",
	"polyline", "line", "text", "tspan"};

static const char *const attributes[] = {"d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r",
	"width", "height", "transform", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray",
	"stroke-linejoin", "color", "font-size", "text-anchor", "patternUnits", "style", "id", "xlink:href"};

struct reader {
	struct buf *out;
	const char *prefix;
	const char *p, *end;
	size_t depth, skipping;    // open elements; the depth from which all is dropped, 0: none
	size_t opened[MOST_DEPTH]; // where each open element begins in `out`
	struct str names[MOST_DEPTH];
	bool text; // inside <text>
};

static bool listed(const char *const *list, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(name, list[i]))
			return true;
	return false;
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == ':';
}

static struct str take_name(struct reader *r)
{
	const char *from = r->p;

	while (r->p < r->end && is_name(*r->p))
		r->p++;
	return (struct str){from, (size_t)(r->p - from)};
}

static void skip_space(struct reader *r)
{
	while (r->p < r->end && ascii_is_space(*r->p))
		r->p++;
}

// The CSS variable of a colour of ours.
static void add_color(struct buf *out, int red, int green, int blue)
{
	static const char *const fixed[][2] = {
		{COLOR_TEXT, "text"}, {COLOR_AXIS, "axis"}, {COLOR_GRID, "grid"}, {COLOR_MARK, "mark"}};
	int i = plot_color_index(red, green, blue);
	char hex[8];

	if (i >= 0) {
		buf_addf(out, "var(--c%d)", i + 1);
		return;
	}
	snprintf(hex, sizeof hex, "#%02x%02x%02x", (unsigned)red & 255, (unsigned)green & 255,
		(unsigned)blue & 255);
	for (size_t k = 0; k < sizeof fixed / sizeof *fixed; k++)
		if (strcmp(fixed[k][0], hex) == 0) {
			buf_addf(out, "var(--%s)", fixed[k][1]);
			return;
		}
	buf_adds(out, hex);
}

// "rgb( 0, 114, 178)" at the start of `v`; its length, 0 if it is none.
static size_t read_rgb(struct str v, int rgb[3])
{
	size_t at = 4;

	if (!str_starts(v, STR("rgb(")))
		return 0;
	for (int i = 0; i < 3; i++) {
		rgb[i] = 0;
		while (at < v.len && (v.ptr[at] == ' ' || v.ptr[at] == ','))
			at++;
		for (; at < v.len && v.ptr[at] >= '0' && v.ptr[at] <= '9' && rgb[i] < 256; at++)
			rgb[i] = 10 * rgb[i] + v.ptr[at] - '0';
	}
	while (at < v.len && v.ptr[at] == ' ')
		at++;
	return at < v.len && v.ptr[at] == ')' ? at + 1 : 0;
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t read_hex(struct str v, int rgb[3])
{
	if (v.len < 7 || v.ptr[0] != '#')
		return 0;
	for (int i = 0; i < 3; i++) {
		int high = hex_digit(v.ptr[1 + 2 * i]), low = hex_digit(v.ptr[2 + 2 * i]);

		if (high < 0 || low < 0)
			return 0;
		rgb[i] = 16 * high + low;
	}
	return 7;
}

// Colours become variables, "#name" and "url(#name)" get the prefix, the rest stands as it is, escaped.
static void add_value(struct reader *r, struct str v, bool reference)
{
	for (size_t i = 0; i < v.len;) {
		struct str rest = str_sub(v, i, v.len);
		int rgb[3];
		size_t n = read_rgb(rest, rgb);

		n = n || reference ? n : read_hex(rest, rgb);
		if (n) {
			add_color(r->out, rgb[0], rgb[1], rgb[2]);
			i += n;
		} else if ((reference && i == 0 && rest.ptr[0] == '#') || str_starts(rest, STR("url(#"))) {
			n = rest.ptr[0] == '#' ? 1 : 5;
			buf_addstr(r->out, str_sub(rest, 0, n));
			buf_adds(r->out, r->prefix);
			i += n;
		} else {
			html_text(r->out, str_sub(rest, 0, 1));
			i++;
		}
	}
}

static void add_attribute(struct reader *r, struct str name, struct str value)
{
	bool reference = str_is(name, "xlink:href"), color = str_is(name, "color");

	if (!listed(attributes, sizeof attributes / sizeof *attributes, name) ||
		(reference && !str_starts(value, STR("#"))) ||
		(color && !str_starts(value, STR("rgb(")) && !str_is(value, "white")))
		return;
	if (str_is(name, "style") && !str_starts(value, STR("fill:none; stroke:")))
		return;
	buf_addc(r->out, ' ');
	buf_addstr(r->out, reference ? STR("href") : name);
	buf_adds(r->out, "=\"");
	if (str_is(name, "id"))
		buf_adds(r->out, r->prefix);
	if (color && str_is(value, "white")) // gnuplot's halo of points
		buf_adds(r->out, "var(--card)");
	else
		add_value(r, value, reference);
	buf_addc(r->out, '"');
}

// name="value" or name = 'value'; false at the end of the tag.
static bool take_attribute(struct reader *r, bool wanted)
{
	struct str name, value;
	const char *close;

	skip_space(r);
	name = take_name(r);
	if (!name.len)
		return false;
	skip_space(r);
	if (r->p == r->end || *r->p != '=')
		return false;
	r->p++;
	skip_space(r);
	if (r->p == r->end || (*r->p != '"' && *r->p != '\''))
		return false;
	close = memchr(r->p + 1, *r->p, (size_t)(r->end - r->p - 1));
	if (!close)
		return false;
	value = (struct str){r->p + 1, (size_t)(close - r->p - 1)};
	r->p = close + 1;
	if (wanted && value.len < MOST_VALUE)
		add_attribute(r, name, value);
	return true;
}

// Behind the '>' of the tag; true if it closes itself.
static bool finish_tag(struct reader *r)
{
	bool closed = false;

	while (r->p < r->end && *r->p != '>')
		closed = *r->p++ == '/';
	r->p += r->p < r->end;
	return closed;
}

static bool open_element(struct reader *r)
{
	struct str name = take_name(r);
	bool root = r->depth == 0,
	     wanted = !r->skipping && listed(elements, sizeof elements / sizeof *elements, name);
	size_t begin = r->out->len;

	if (r->depth == MOST_DEPTH || (root && !str_is(name, "svg")))
		return false;
	if (wanted) {
		buf_addc(r->out, '<');
		buf_addstr(r->out, name);
	}
	while (take_attribute(r, wanted))
		;
	bool closed = finish_tag(r);

	if (wanted)
		buf_adds(r->out, closed ? "/>" : ">");
	if (closed)
		return true;
	r->names[r->depth] = name;
	r->opened[r->depth++] = begin;
	if (!wanted && !root && !r->skipping)
		r->skipping = r->depth;
	r->text = r->text || (wanted && str_is(name, "text"));
	return true;
}

static void cut_back(struct buf *out, size_t len)
{
	if (out->failed || !out->ptr)
		return;
	out->len = len;
	out->ptr[len] = '\0';
}

// Whether nothing follows the start tag at `begin`.
static bool is_empty(const struct buf *out, size_t begin)
{
	return !out->failed && memchr(out->ptr + begin, '>', out->len - begin) == out->ptr + out->len - 1;
}

// An element without contents draws nothing: gnuplot writes many such.
static void close_element(struct reader *r)
{
	struct str name;

	finish_tag(r);
	if (r->depth == 0)
		return;
	name = r->names[--r->depth];
	if (r->skipping) {
		if (r->skipping == r->depth + 1)
			r->skipping = 0;
		return;
	}
	if (r->depth == 0)
		return;
	if (str_is(name, "text"))
		r->text = false;
	if (str_is(name, "g") && is_empty(r->out, r->opened[r->depth])) {
		cut_back(r->out, r->opened[r->depth]);
		return;
	}
	buf_adds(r->out, "</");
	buf_addstr(r->out, name);
	buf_addc(r->out, '>');
}

// Between tags only the words inside <text> count; gnuplot has escaped them, all but '>'.
static void take_text(struct reader *r)
{
	while (r->p < r->end && *r->p != '<') {
		if (r->text && !r->skipping) {
			if (*r->p == '>')
				buf_adds(r->out, "&gt;");
			else
				buf_addc(r->out, *r->p);
		}
		r->p++;
	}
}

static bool take_tag(struct reader *r)
{
	r->p++;
	if (r->p == r->end)
		return false;
	if (*r->p == '?' || *r->p == '!') {
		finish_tag(r);
		return true;
	}
	if (*r->p == '/') {
		r->p++;
		close_element(r);
		return true;
	}
	return open_element(r);
}

bool chart_inline(struct buf *out, struct str svg, const char *prefix)
{
	struct reader r = {.out = out, .prefix = prefix, .p = svg.ptr, .end = svg.ptr + svg.len};
	size_t begin = out->len;
	bool whole = svg.len > 0, any = false;

	while (whole && r.p < r.end) {
		take_text(&r);
		if (r.p < r.end)
			whole = take_tag(&r);
		any = any || r.depth > 0;
		if (any && r.depth == 0)
			break;
	}
	if (whole && any && r.depth == 0 && out->len > begin)
		return true;
	cut_back(out, begin);
	return false;
}

// SPDX-License-Identifier: MIT
#include "reports/plot.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "reports/phrase.h"

#include <math.h>

// Dark enough for text on white (contrast 4.5 and more), apart from each other for the colour-blind; the
// page has a lighter set for dark paper. Every line also bears its name.
enum { MARKERS = 8 }; // on a line

static const char *const colors[PLOT_COLORS] = {
	"#0063a8", "#b84300", "#00735a", "#a3397f", "#806000", "#5b48b0", "#2f6f8f", "#666666"};

const char *plot_color(size_t place)
{
	return colors[place % PLOT_COLORS];
}

int plot_dash(const struct plot *p, size_t k)
{
	return p->form == PLOT_SMALL ? 0 : (int)(plot_place(p->r, k) % 4);
}

enum plot_shape plot_marker(const struct plot *p, size_t k)
{
	return p->form == PLOT_SMALL ? SHAPE_NONE : (enum plot_shape)(plot_place(p->r, k) / 4 % 4);
}

enum plot_shape plot_point(const struct plot *p, size_t k)
{
	return p->form == PLOT_SMALL ? SHAPE_CIRCLE
				     : (enum plot_shape)(SHAPE_CIRCLE + plot_place(p->r, k) % 4);
}

void plot_markers(const struct plot *p, size_t k, size_t *first, size_t *every)
{
	*every = (p->r->n_periods + MARKERS - 1) / MARKERS;
	*first = plot_place(p->r, k) % 4 * *every / 4;
}

int plot_color_index(int red, int green, int blue)
{
	char text[8];

	snprintf(text, sizeof text, "#%02x%02x%02x", (unsigned)red & 255, (unsigned)green & 255,
		(unsigned)blue & 255);
	for (int i = 0; i < PLOT_COLORS; i++)
		if (strcmp(colors[i], text) == 0)
			return i;
	return -1;
}

size_t plot_place(const struct report *r, size_t k)
{
	size_t place = 0;

	for (size_t i = 0; i < k; i++)
		place += r->shown[i];
	return place;
}

double plot_x(const struct plot *p, double period)
{
	return p->left + (period + 0.5) / (double)p->r->n_periods * (p->right - p->left);
}

double plot_y(const struct plot *p, double percent)
{
	return p->bottom - percent / p->most * (p->bottom - p->top);
}

bool plot_has_dots(const struct plot *p)
{
	return p->r->have_line && !p->points && (p->form == PLOT_SMALL || p->n_labels <= PLOT_MANY);
}

double plot_label_x(const struct plot *p)
{
	return p->right + 7 + p->sample + 5;
}

double plot_aside(const struct plot *p, size_t k)
{
	size_t before = 0;

	if (!p->points || p->form == PLOT_SMALL || p->n_labels < 2)
		return 0;
	for (size_t i = 0; i < p->n_labels; i++)
		before += p->labels[i].topic < k;
	return ((double)before - (double)(p->n_labels - 1) / 2) * 0.5 / (double)p->n_labels;
}

static double mean_share(const struct report *r, size_t k)
{
	double count = 0, all = 0;

	for (size_t i = 0; i < r->n_periods; i++) {
		count += (double)r->periods[i].topics[k].count;
		all += (double)r->periods[i].articles;
	}
	return all > 0 ? count / all : 0;
}

bool plot_has(const struct plot *p, size_t k)
{
	for (size_t i = 0; i < p->n_labels; i++)
		if (p->labels[i].topic == k)
			return true;
	return false;
}

// The topic with the most articles that is not yet chosen; on ties the first; n_topics if none.
static size_t next_largest(const struct plot *p, const double *mean)
{
	size_t best = p->r->n_topics;

	for (size_t k = 0; k < p->r->n_topics; k++)
		if (p->r->shown[k] && (best == p->r->n_topics || mean[k] > mean[best])) {
			bool taken = false;

			for (size_t i = 0; i < p->n_labels; i++)
				taken = taken || p->labels[i].topic == k;
			if (!taken)
				best = k;
		}
	return best;
}

static enum dl_status choose_topics(struct plot *p, struct dl_err *err)
{
	double *mean;

	if (p->topic != ALL_TOPICS) {
		p->labels[p->n_labels++].topic = p->topic;
		return DL_OK;
	}
	mean = mem_zalloc(p->r->n_topics, sizeof *mean);
	if (!mean)
		return err_nomem(err);
	for (size_t k = 0; k < p->r->n_topics; k++)
		mean[k] = p->r->shown[k] ? mean_share(p->r, k) : 0;
	while (p->n_labels < PLOT_MOST_LINES) {
		size_t k = next_largest(p, mean);

		if (k == p->r->n_topics)
			break;
		p->labels[p->n_labels++].topic = k;
	}
	mem_free(mean);
	return DL_OK;
}

// The axis ends at the first step above all lines, and above the ends of intervals unless these are far out
// (a week with three articles must not flatten the rest).
static void scale_y(struct plot *p)
{
	static const double steps[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25};
	double line = 0, high = 0;
	size_t s = 0;

	for (size_t i = 0; i < p->r->n_periods; i++)
		for (size_t k = 0; k < p->n_labels; k++) {
			struct share x = report_share(&p->r->periods[i], p->labels[k].topic);

			if (isnan(x.value))
				continue;
			line = fmax(line, 100 * x.value);
			high = fmax(high, 100 * x.high);
		}
	high = fmin(line > 0 ? fmin(high, 1.35 * line + 3) : high, 100);
	high = fmax(high, 1);
	while (s + 1 < sizeof steps / sizeof *steps && high / steps[s] > 5.01)
		s++;
	p->most = fmin(100, ceil(high / steps[s] - 1e-9) * steps[s]);
	while (p->n_y < PLOT_MOST_TICS && (double)p->n_y * steps[s] <= p->most + 1e-9) {
		struct plot_tic *t = &p->y[p->n_y];
		struct buf text = {0};

		t->at = (double)p->n_y++ * steps[s];
		phrase_decimal(&text, p->r->o.language, t->at, steps[s] < 1 ? 1 : 0);
		snprintf(t->text, sizeof t->text, "%s\xc2\xa0%%", text.ptr ? text.ptr : "");
		p->failed = p->failed || buf_failed(&text);
		buf_release(&text);
	}
}

static void add_tic(struct plot *p, double at, const struct buf *text)
{
	struct plot_tic *t = &p->x[p->n_x++];

	t->at = at;
	snprintf(t->text, sizeof t->text, "%s", text->ptr ? text->ptr : "");
}

// The period in which `day` lies, with its part of the period that has gone by.
static double period_at(const struct report *r, int32_t day)
{
	size_t low = 0, high = r->n_periods;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (r->periods[middle].from <= day)
			low = middle;
		else
			high = middle;
	}
	const struct period *p = &r->periods[low];

	return (double)low - 0.5 + (double)(day - p->from) / (double)(p->to - p->from + 1);
}

// Each period by its first day.
static void tics_by_period(struct plot *p, size_t most)
{
	const struct report *r = p->r;
	size_t every = (r->n_periods + most - 1) / most;

	for (size_t i = 0; i < r->n_periods && p->n_x < PLOT_MOST_TICS; i += every) {
		struct civil c = date_to_civil(r->periods[i].from);
		struct buf text = {0};

		if (r->o.period == PERIOD_MONTH) {
			phrase_month(&text, r->o.language, c.month, c.month == 1 || !i ? c.year : 0, false);
		} else {
			buf_addf(&text, "%d ", c.day);
			phrase_month(&text, r->o.language, c.month, 0, false);
		}
		add_tic(p, (double)i, &text);
		p->failed = p->failed || buf_failed(&text);
		buf_release(&text);
	}
}

static int32_t first_of_month(int64_t month) // months since year 0
{
	return date_from_civil((struct civil){(int)(month / 12), (int)(month % 12) + 1, 1});
}

// First days of months, quarters or years.
static void tics_by_month(struct plot *p, size_t most, int64_t months)
{
	static const int steps[] = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000};
	const struct report *r = p->r;
	struct civil c = date_to_civil(r->periods[0].from);
	int32_t last = r->periods[r->n_periods - 1].to;
	int64_t month = (int64_t)c.year * 12 + c.month - 1;
	size_t s = 0;

	while (s + 1 < sizeof steps / sizeof *steps && months / steps[s] > (int64_t)most)
		s++;
	month = (month + (c.day > 1) + steps[s] - 1) / steps[s] * steps[s];
	for (bool first = true; p->n_x < PLOT_MOST_TICS; month += steps[s], first = false) {
		int32_t day = first_of_month(month);
		struct buf text = {0};
		bool new_year = first || month % 12 == 0;

		if (day == DATE_NONE || day > last)
			return;
		if (steps[s] >= 12)
			buf_addf(&text, "%d", (int)(month / 12));
		else
			phrase_month(&text, r->o.language, (int)(month % 12) + 1,
				new_year ? (int)(month / 12) : 0, false);
		add_tic(p, period_at(r, day), &text);
		p->failed = p->failed || buf_failed(&text);
		buf_release(&text);
	}
}

static void scale_x(struct plot *p)
{
	const struct report *r = p->r;
	size_t most = p->form == PLOT_WIDE ? 11 : p->form == PLOT_SMALL ? 5 : 4;
	int64_t months = (r->periods[r->n_periods - 1].to - r->periods[0].from) / 30;

	if (months < 4 || (r->o.period == PERIOD_MONTH && r->n_periods <= most))
		tics_by_period(p, most);
	else
		tics_by_month(p, most, months);
}

// Where the line ends: its last value that is drawn.
static double last_value(const struct report *r, size_t k)
{
	for (size_t i = r->n_periods; i-- > 0;) {
		double value = report_share(&r->periods[i], k).value;

		if (!isnan(value) && r->periods[i].complete)
			return 100 * (r->have_line ? r->periods[i].topics[k].smooth : value);
	}
	return 0;
}

static void sort_labels(struct plot *p)
{
	for (size_t i = 1; i < p->n_labels; i++)
		for (size_t j = i; j > 0 && p->labels[j].y < p->labels[j - 1].y; j--) {
			struct plot_label swap = p->labels[j];

			p->labels[j] = p->labels[j - 1];
			p->labels[j - 1] = swap;
		}
}

// Pushes labels apart, from the bottom up and, where that goes over the top, back down.
static void spread_labels(struct plot *p, double apart)
{
	double least = 0, most = p->most;

	for (size_t i = 0; i < p->n_labels; i++, least += apart) {
		p->labels[i].y = fmax(p->labels[i].y, least);
		least = p->labels[i].y;
	}
	for (size_t i = p->n_labels; i-- > 0; most -= apart) {
		p->labels[i].y = fmin(p->labels[i].y, most);
		most = p->labels[i].y;
	}
}

// About the width of a letter in a sans serif of 13 pixels, on the wide side.
static double letter_width(uint32_t c)
{
	if (c < 0x80 && strchr(" .,:;'!|()[]ijlt", (int)c))
		return 4.6;
	if (c < 0x80 && strchr("mwMWG@%&<>_=+#", (int)c))
		return 11;
	return c > 0x2e80 ? 13 : c > 0x400 ? 8.4 : c >= 'A' && c <= 'Z' ? 9 : 7.9;
}

static double text_width(const char *text)
{
	size_t bytes = strlen(text);
	double width = 0;

	for (size_t i = 0; i < bytes;) {
		uint32_t c;

		i += utf8_decode(&c, text + i, bytes - i);
		width += letter_width(c);
	}
	return width;
}

// As much of `name` as has room in `room` pixels.
static void name_label(struct plot_label *l, const char *name, double room)
{
	size_t bytes = strlen(name), whole = 0, cut = 0;
	double width = 0;

	while (whole < bytes && whole < PLOT_LABEL_BYTES - 8) {
		uint32_t c;
		size_t n = utf8_decode(&c, name + whole, bytes - whole);

		width += letter_width(c);
		if (width > room)
			break;
		whole += n;
		if (width <= room - 11)
			cut = whole;
	}
	snprintf(l->text, sizeof l->text, "%.*s%s", (int)(whole < bytes ? cut : whole), name,
		whole < bytes ? "…" : "");
}

static void make_labels(struct plot *p)
{
	double apart = 15.5 / (p->bottom - p->top) * p->most;

	for (size_t i = 0; i < p->n_labels; i++) {
		struct plot_label *l = &p->labels[i];
		double y = last_value(p->r, l->topic);

		l->y = isnan(y) ? 0 : y;
		name_label(l, p->r->topics[l->topic], p->width - plot_label_x(p));
	}
	sort_labels(p);
	spread_labels(p, apart);
}

// Room at the right for the longest name, up to `most` pixels.
static void make_room(struct plot *p, int most)
{
	double widest = 0;

	for (size_t i = 0; i < p->n_labels; i++)
		widest = fmax(widest, text_width(p->r->topics[p->labels[i].topic]));
	p->sample = p->form == PLOT_WIDE ? 28 : 22;
	p->right = 0;
	p->right = p->width - (int)fmin(most, ceil(widest) + plot_label_x(p) + 4);
}

static void set_box(struct plot *p, int width, int height, int right)
{
	p->width = width;
	p->height = height;
	p->left = 54;
	p->right = width - right;
	p->top = 14;
	p->bottom = height - 32;
}

// Of two tics whose texts would touch the shorter goes, which names no year, and the first of all, which may
// name one close to its end.
static void part_tics(struct plot *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->n_x; i++) {
		const struct plot_tic *t = &p->x[i], *last = kept ? &p->x[kept - 1] : NULL;
		double room = last ? plot_x(p, t->at) - plot_x(p, last->at) : INFINITY;
		bool touch = last && room < (text_width(t->text) + text_width(last->text)) / 2 + 4;

		if (touch && strlen(t->text) <= strlen(last->text) && kept > 1)
			continue;
		kept -= touch;
		p->x[kept++] = *t;
	}
	p->n_x = kept;
}

enum dl_status plot_init(
	struct plot *p, const struct report *r, enum plot_form form, size_t topic, struct dl_err *err)
{
	enum dl_status st;

	*p = (struct plot){.r = r, .form = form, .topic = topic, .points = r->n_periods < 8};
	if (form == PLOT_WIDE)
		set_box(p, 960, 420, 0);
	else if (form == PLOT_NARROW)
		set_box(p, 400, 340, 0);
	else
		set_box(p, 400, 220, 14);
	if (form == PLOT_SMALL)
		snprintf(p->name, sizeof p->name, "topic-%02zu", topic + 1);
	else
		snprintf(p->name, sizeof p->name, "shares%s", form == PLOT_NARROW ? "-narrow" : "");
	st = choose_topics(p, err);
	if (st != DL_OK)
		return st;
	if (form != PLOT_SMALL)
		make_room(p, form == PLOT_WIDE ? 240 : 130);
	scale_y(p);
	scale_x(p);
	part_tics(p);
	if (form != PLOT_SMALL)
		make_labels(p);
	return p->failed ? err_nomem(err) : DL_OK;
}

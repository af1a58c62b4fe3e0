// SPDX-License-Identifier: MIT
// Datelines, printed dates, dates of addresses and feeds: bounded, in order, real days.
#include "base/utf8.h"
#include "corpus/clean.h"
#include "corpus/dating.h"
#include "corpus/printed_date.h"
#include "corpus/reader_internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
	if (!ok)
		__builtin_trap();
}

static void check_printed(struct str text, bool month_first)
{
	struct printed_dates s;
	struct printed_date d;
	size_t before = 0;

	printed_dates_start(&s, text, month_first);
	while (printed_dates_next(&s, &d)) {
		check(d.from >= before && d.to > d.from && d.to <= text.len);
		check(d.impossible || date_from_civil((struct civil){d.date.year ? d.date.year : 2000,
					      d.date.month, d.date.day}) != DATE_NONE);
		check(!d.has_time || (d.second >= 0 && d.second < 86400));
		before = d.to;
	}
}

static void check_dateline(struct str text)
{
	struct dateline d = dateline_find(text);

	check(d.len <= text.len);
	check(!d.len || d.place.len || d.agency.len);
	check(!d.place.ptr || (d.place.ptr >= text.ptr && d.place.ptr + d.place.len <= text.ptr + d.len));
}

// The text as a page that was cleaned, and its first line as its address.
static void check_settled(struct str text, int32_t written)
{
	const struct dating how = {"2015-06-24.txt", written, true};
	const char *nl = memchr(text.ptr, '\n', text.len);
	struct article a = {0};

	article_reset(&a);
	a.text = text;
	a.url = str_sub(text, 0, nl ? (size_t)(nl - text.ptr) : text.len);
	if (dating_settle(&a, &how, NULL) == DL_OK)
		check((a.date.day == DATE_NONE) == (a.grade == GRADE_NONE) &&
			(a.date.day == DATE_NONE || !dating_is_late(&how, a.date.day)));
	article_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf utf8 = {0};
	struct moment m;

	utf8_repair(&utf8, (struct str){(const char *)data, size});
	buf_adds(&utf8, " ");
	check_printed(buf_str(&utf8), size % 2);
	check_dateline(buf_str(&utf8));
	check_settled(buf_str(&utf8), DATE_NONE);
	check_settled(buf_str(&utf8), 20900);
	if (feed_moment(&m, buf_str(&utf8)))
		check(m.day != DATE_NONE);
	buf_release(&utf8);
	return 0;
}

// SPDX-License-Identifier: MIT
// JSON-LD through yajl's event parser. An object is an article when its @type says so; which of its members
// count is known only at its end, because @type may come last.
#include "corpus/html_meta.h"

#include "base/buf.h"

#include <yajl/yajl_parse.h>

enum { MAX_DEPTH = 64 };

enum member {
	M_OTHER,
	M_TYPE,
	M_HEADLINE,
	M_PUBLISHED,
	M_BODY,
	M_URL,
	M_ID,
	M_PAGE,
	M_PUBLISHER,
	M_NAME,
	N_MEMBERS
};

static const char *const names[N_MEMBERS] = {"", "@type", "headline", "datePublished", "articleBody", "url",
	"@id", "mainEntityOfPage", "publisher", "name"};

struct frame {
	enum member key; // whose value is being read
	bool array, article;
	struct str value[N_MEMBERS];
};

struct ld {
	struct ld_article *out;
	struct article *a;
	struct frame frames[MAX_DEPTH];
	size_t depth; // frames open; those beyond MAX_DEPTH are only counted
	bool no_memory;
};

static struct frame *top(struct ld *d)
{
	return d->depth && d->depth <= MAX_DEPTH ? &d->frames[d->depth - 1] : NULL;
}

static bool is_article_type(struct str type)
{
	static const char *const ends[] = {"Article", "BlogPosting", "LiveBlogPosting", "Report", "NewsItem"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(type, str_from(ends[i])))
			return true;
	return false;
}

static int on_string(void *ctx, const unsigned char *text, size_t len)
{
	struct ld *d = ctx;
	struct str value = {(const char *)text, len};
	struct frame *f = top(d);
	const void *nul = memchr(text, 0, len);

	if (nul) // \u0000: no text holds it
		value.len = len = (size_t)((const unsigned char *)nul - text);
	// Values of an array are those of the member that the array is.
	if (f && f->array && d->depth > 1)
		f = &d->frames[d->depth - 2];
	if (!f || f->array)
		return 1;
	if (f->key == M_TYPE)
		f->article = f->article || is_article_type(value);
	else if (f->key != M_OTHER && !f->value[f->key].ptr && len) {
		f->value[f->key] = arena_copy(&d->a->mem, value);
		d->no_memory |= !f->value[f->key].ptr;
	}
	return !d->no_memory;
}

static int on_open(struct ld *d, bool array)
{
	d->depth++;
	if (top(d))
		*top(d) = (struct frame){.array = array};
	return 1;
}

static int on_open_map(void *ctx)
{
	return on_open(ctx, false);
}

static int on_open_array(void *ctx)
{
	return on_open(ctx, true);
}

static int on_key(void *ctx, const unsigned char *text, size_t len)
{
	struct frame *f = top(ctx);
	struct str key = {(const char *)text, len};

	if (!f)
		return 1;
	f->key = M_OTHER;
	for (int i = 1; i < N_MEMBERS; i++)
		if (str_is(key, names[i]))
			f->key = (enum member)i;
	return 1;
}

static void keep(struct str *to, struct str value)
{
	if (!to->ptr && value.len)
		*to = value;
}

// The first article is the page's own; a later one only adds what the first left out if it names the same
// headline.
static void take_article(struct ld_article *out, const struct frame *f)
{
	const struct str *v = f->value;

	if (out->found && out->headline.len && v[M_HEADLINE].len && !str_eq(out->headline, v[M_HEADLINE]))
		return;
	out->found = true;
	keep(&out->headline, v[M_HEADLINE]);
	keep(&out->published, v[M_PUBLISHED]);
	keep(&out->body, v[M_BODY]);
	keep(&out->url, v[M_PAGE]);
	keep(&out->url, v[M_URL]);
	keep(&out->publisher, v[M_PUBLISHER]);
}

static int on_close_map(void *ctx)
{
	struct ld *d = ctx;
	struct frame *f = top(d), *up;

	d->depth--;
	if (!f)
		return 1;
	if (f->article)
		take_article(d->out, f);
	up = top(d);
	if (up && up->array && d->depth > 1)
		up = &d->frames[d->depth - 2];
	// What an object stands for in the one round it: a publisher by its name, a page by its address.
	if (up && !up->array && up->key == M_PUBLISHER)
		keep(&up->value[M_PUBLISHER], f->value[M_NAME]);
	if (up && !up->array && up->key == M_PAGE)
		keep(&up->value[M_PAGE], f->value[M_ID]);
	return 1;
}

static int on_close_array(void *ctx)
{
	((struct ld *)ctx)->depth--;
	return 1;
}

static const yajl_callbacks callbacks = {NULL, NULL, NULL, NULL, NULL, on_string, on_open_map, on_key,
	on_close_map, on_open_array, on_close_array};

// Scripts are written by hand and by careless programs: raw line feeds inside strings, comments round it.
static void tidy(struct buf *out, struct str script)
{
	static const char *const wraps[] = {"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["};

	script = str_trim(script);
	for (size_t i = 0; i < sizeof wraps / sizeof *wraps; i++)
		if (str_starts(script, str_from(wraps[i])))
			script = str_trim(str_sub(script, strlen(wraps[i]), script.len));
	buf_addstr(out, script);
	for (size_t i = 0; i < out->len; i++)
		if ((unsigned char)out->ptr[i] < ' ')
			out->ptr[i] = ' ';
}

enum dl_status ld_read(struct ld_article *out, struct article *a, struct str script, struct dl_err *err)
{
	struct ld *d = arena_alloc(&a->mem, sizeof *d);
	struct buf text = {0};
	yajl_handle handle;

	if (!d)
		return err_nomem(err);
	*d = (struct ld){.out = out, .a = a};
	tidy(&text, script);
	handle = yajl_alloc(&callbacks, NULL, d);
	if (handle && !buf_failed(&text)) {
		yajl_config(handle, yajl_dont_validate_strings, 1);
		yajl_config(handle, yajl_allow_trailing_garbage, 1);
		if (yajl_parse(handle, (const unsigned char *)(text.ptr ? text.ptr : ""), text.len) ==
			yajl_status_ok)
			yajl_complete_parse(handle);
		// Cut or broken JSON: what stood before still counts.
		while (d->depth && !d->no_memory) {
			if (top(d) && top(d)->array)
				on_close_array(d);
			else
				on_close_map(d);
		}
	}
	d->no_memory |= !handle || buf_failed(&text);
	if (handle)
		yajl_free(handle);
	buf_release(&text);
	return d->no_memory ? err_nomem(err) : DL_OK;
}

// SPDX-License-Identifier: MIT
// Pages that a script draws from data which stand in the page themselves, as JSON in a <script>: every string
// is noted with the path to it; the path whose strings hold the most prose is the article's text.
#include "corpus/html_meta.h"

#include "base/hash.h"
#include "base/mem.h"
#include "corpus/html_page.h"
#include "corpus/line_shape.h"
#include "corpus/reader_internal.h"

#include <stdlib.h>

#include <libxml/tree.h>
#include <yajl/yajl_parse.h>

enum { MAX_DEPTH = 64, MAX_ITEMS = 20000, MAX_TRIES = 20, LONG = 60, LEAST = 150 };

struct item {
	uint64_t path, text_hash;
	double weight;
	struct str text;
};

struct level {
	uint64_t path; // to the object or array
	double weight;
	uint64_t key; // path to the member being read
	double key_weight;
};

struct state {
	struct article *a;
	struct level levels[MAX_DEPTH];
	size_t depth, n, cap;
	struct item *items;
	bool no_memory;
};

static bool has_word(struct str key, const char *const *words)
{
	char low[64];
	size_t n = 0;

	for (; n < key.len && n + 1 < sizeof low; n++)
		low[n] = (char)(key.ptr[n] >= 'A' && key.ptr[n] <= 'Z' ? key.ptr[n] + 32 : key.ptr[n]);
	low[n] = '\0';
	for (; *words; words++)
		if (strstr(low, *words))
			return true;
	return false;
}

// What the name of a member says for or against the text below it.
static double key_weight(struct str key)
{
	static const char *const others[] = {"related", "recommend", "popular", "latest", "trending",
		"mostread", "comment", "footer", "sidebar", "menu", "author", "caption", "credit", "cookie",
		"translation", "config", "descri", "seo", NULL};
	static const char *const story[] = {"article", "story", "body", "content", "post", NULL};

	if (has_word(key, others))
		return 0.2;
	return has_word(key, story) ? 1.3 : 1;
}

static struct level *top(struct state *s)
{
	return s->depth && s->depth <= MAX_DEPTH ? &s->levels[s->depth - 1] : NULL;
}

static int on_key(void *ctx, const unsigned char *text, size_t len)
{
	struct level *l = top(ctx);

	if (l) {
		l->key = hash64(text, len, l->path);
		l->key_weight = l->weight * key_weight((struct str){(const char *)text, len});
	}
	return 1;
}

static int on_open(void *ctx)
{
	struct state *s = ctx;
	struct level *up = top(s);

	s->depth++;
	if (top(s))
		*top(s) = (struct level){
			up ? up->key : 1, up ? up->key_weight : 1, up ? up->key : 1, up ? up->key_weight : 1};
	return 1;
}

static int on_close(void *ctx)
{
	((struct state *)ctx)->depth--;
	return 1;
}

static int on_string(void *ctx, const unsigned char *text, size_t len)
{
	struct state *s = ctx;
	const struct level *l = top(s);
	struct item it = {.text = {(const char *)text, len}};

	if (!l || len < 3 || s->n >= MAX_ITEMS || memchr(text, 0, len))
		return 1;
	if (!mem_grow((void **)&s->items, &s->cap, s->n + 1, sizeof *s->items)) {
		s->no_memory = true;
		return 0;
	}
	it.path = l->key;
	it.weight = l->key_weight;
	it.text_hash = hash64(text, len, 7);
	it.text = arena_copy(&s->a->mem, it.text);
	s->no_memory |= !it.text.ptr;
	s->items[s->n++] = it;
	return !s->no_memory;
}

static const yajl_callbacks callbacks = {
	NULL, NULL, NULL, NULL, NULL, on_string, on_open, on_key, on_close, on_open, on_close};

// JSON from `text` on, as far as it goes. Returns how many bytes that was.
static size_t parse(struct state *s, struct str text)
{
	yajl_handle handle = yajl_alloc(&callbacks, NULL, s);
	size_t used;

	s->depth = 0;
	if (!handle) {
		s->no_memory = true;
		return text.len;
	}
	yajl_config(handle, yajl_dont_validate_strings, 1);
	yajl_config(handle, yajl_allow_trailing_garbage, 1);
	if (yajl_parse(handle, (const unsigned char *)text.ptr, text.len) == yajl_status_ok)
		yajl_complete_parse(handle);
	used = yajl_get_bytes_consumed(handle);
	yajl_free(handle);
	return used ? used : 1;
}

// Where JSON may begin: at the start, or behind "=" or "(".
static void read_script(struct state *s, struct str script)
{
	script = str_trim(script);
	for (int tries = 0; script.len && tries < MAX_TRIES && !s->no_memory;) {
		size_t used;

		if (script.ptr[0] != '{' && script.ptr[0] != '[') {
			size_t at = 0;

			while (at < script.len && script.ptr[at] != '=' && script.ptr[at] != '(')
				at++;
			script = str_trim(str_sub(script, at < script.len ? at + 1 : at, script.len));
			continue;
		}
		tries++;
		used = parse(s, script);
		script = str_sub(script, used < script.len ? used : script.len, script.len);
	}
}

static bool holds_data(const xmlNode *n)
{
	const char *type = html_attribute(n, "type");

	if (n->type != XML_ELEMENT_NODE || strcmp((const char *)n->name, "script") != 0)
		return false;
	return !type || !*type || strcmp(type, "application/json") == 0 ||
	       strcmp(type, "text/javascript") == 0;
}

static int by_path(const void *a, const void *b)
{
	const struct item *x = *(const struct item *const *)a, *y = *(const struct item *const *)b;

	if (x->path != y->path)
		return x->path < y->path ? -1 : 1;
	return (x > y) - (x < y);
}

static double prose_of(const struct item *it)
{
	struct line_shape shape = line_shape(it->text);
	bool prose = shape.width >= LONG && shape.words >= 6 && shape.stops + shape.commas > 0;

	return prose || (shape.dense >= LONG / 3 && shape.stops) ? it->weight * shape.width : 0;
}

// Items of the best path become a run from *first to the returned end of `sorted`.
static size_t best_path(struct item **sorted, size_t n, size_t *first)
{
	size_t end = 0;
	double most = LEAST;

	for (size_t i = 0, k; i < n; i = k) {
		double sum = 0;

		for (k = i; k < n && sorted[k]->path == sorted[i]->path; k++)
			sum += prose_of(sorted[k]);
		if (sum > most) {
			most = sum;
			*first = i;
			end = k;
		}
	}
	return end;
}

static enum dl_status write_items(struct buf *out, struct item *const *items, size_t n, struct dl_err *err)
{
	struct buf plain = {0};
	enum dl_status st = DL_OK;

	for (size_t i = 0; st == DL_OK && i < n; i++) {
		if (i && items[i]->text_hash == items[i - 1]->text_hash)
			continue;
		st = html_fragment(&plain, items[i]->text, err);
		if (st == DL_OK && out->len && plain.len)
			buf_addc(out, '\n');
		if (st == DL_OK)
			buf_addstr(out, buf_str(&plain));
	}
	buf_release(&plain);
	return st == DL_OK && buf_failed(out) ? err_nomem(err) : st;
}

static void gather(struct state *s, const xmlNode *root)
{
	for (const xmlNode *n = root; n && !s->no_memory;) {
		if (holds_data(n) && n->children && n->children->content)
			read_script(s, str_from((const char *)n->children->content));
		if (n->type == XML_ELEMENT_NODE && n->children) {
			n = n->children;
			continue;
		}
		while (n != root && !n->next)
			n = n->parent;
		n = n == root ? NULL : n->next;
	}
}

enum dl_status html_state_read(struct buf *out, struct article *a, const xmlNode *root, struct dl_err *err)
{
	struct state *s = mem_zalloc(1, sizeof *s);
	struct item **sorted = NULL;
	enum dl_status st = DL_OK;
	size_t first = 0;

	if (!s)
		return err_nomem(err);
	s->a = a;
	gather(s, root);
	if (!s->no_memory && s->n)
		sorted = mem_zalloc(s->n, sizeof(struct item *));
	if (s->no_memory || (s->n && !sorted))
		st = err_nomem(err);
	for (size_t i = 0; sorted && i < s->n; i++)
		sorted[i] = &s->items[i];
	if (sorted) {
		size_t end;

		qsort(sorted, s->n, sizeof(struct item *), by_path);
		end = best_path(sorted, s->n, &first);
		if (end)
			st = write_items(out, sorted + first, end - first, err);
	}
	mem_free(sorted);
	mem_free(s->items);
	mem_free(s);
	return st;
}

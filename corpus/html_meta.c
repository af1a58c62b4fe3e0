// SPDX-License-Identifier: MIT
#include "corpus/html_meta.h"

#include "base/utf8.h"
#include "corpus/html_page.h"
#include "corpus/reader_internal.h"

#include <libxml/tree.h>

static struct str keep_value(struct html_meta *m, struct article *a, struct str value)
{
	struct str kept = value;

	if (value.ptr) {
		kept = arena_copy(&a->mem, str_trim(value));
		m->no_memory |= !kept.ptr;
	}
	return kept;
}

static bool is_name(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static bool is_date_key(const char *key)
{
	static const char *const keys[] = {"article:published_time", "og:published_time", "datePublished",
		"date", "pubdate", "publishdate", "publish-date", "publish_date", "DC.date.issued", "DC.Date",
		"dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "sailthru.date",
		"parsely-pub-date", "article:published", "article.published", "publication_date",
		"mediator_published_time", "cXenseParse:recs:publishtime", "ptime", "release_date"};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(key, keys[i]) == 0)
			return true;
	return false;
}

static void take_meta(struct html_meta *m, struct article *a, const xmlNode *n)
{
	const char *key = html_attribute(n, "property"), *value = html_attribute(n, "content");
	struct str *to = NULL;

	if (!key)
		key = html_attribute(n, "name");
	if (!key)
		key = html_attribute(n, "itemprop");
	if (!key || !value || !*value)
		return;
	if (strcmp(key, "og:title") == 0 || strcmp(key, "twitter:title") == 0)
		to = &m->og_title;
	else if (strcmp(key, "og:site_name") == 0 || strcmp(key, "application-name") == 0)
		to = &m->site;
	else if (strcmp(key, "og:url") == 0)
		to = &m->url;
	else if (strcmp(key, "og:description") == 0 || strcmp(key, "description") == 0)
		to = &m->description;
	else if (is_date_key(key))
		to = &m->date;
	if (to && !to->ptr)
		*to = keep_value(m, a, str_from(value));
}

// Text of a heading: all of it, or that of its first part where it is absurdly long.
static struct str text_of(struct html_meta *m, struct article *a, const xmlNode *n)
{
	enum { MAX_TITLE = 1000 };
	struct buf text = {.limit = 4 * MAX_TITLE};
	struct str kept;

	for (const xmlNode *c = n->children; c && text.len < MAX_TITLE;) {
		if (c->type == XML_TEXT_NODE && c->content) {
			struct str t = utf8_cut(str_from((const char *)c->content), MAX_TITLE);

			for (size_t i = 0; i < t.len; i++)
				if (!ascii_is_space(t.ptr[i]))
					buf_addc(&text, t.ptr[i]);
				else if (text.len && text.ptr[text.len - 1] != ' ')
					buf_addc(&text, ' ');
		}
		if (c->type == XML_ELEMENT_NODE && c->children && html_tag_of(c, &(uint8_t){0}) != TAG_SKIP) {
			c = c->children;
			continue;
		}
		while (c != n && !c->next)
			c = c->parent;
		c = c == n ? NULL : c->next;
	}
	kept = keep_value(m, a, text.ptr ? buf_str(&text) : STR(""));
	m->no_memory |= buf_failed(&text);
	buf_release(&text);
	return kept.len ? kept : (struct str){NULL, 0};
}

static void take_time(struct html_meta *m, struct article *a, const xmlNode *n)
{
	const char *when = html_attribute(n, "datetime"), *item = html_attribute(n, "itemprop");
	const char *class = html_attribute(n, "class");
	bool marked = html_attribute(n, "pubdate") || (item && strstr(item, "datePublished")) ||
		      (class && (strstr(class, "publish") || strstr(class, "entry-date")));

	if (!when)
		when = html_attribute(n, "content");
	if (!when || !*when)
		return;
	if (marked && !m->time_marked.ptr)
		m->time_marked = keep_value(m, a, str_from(when));
	// The first below the headline rather than that of a teaser above it.
	if (!m->time.ptr && m->n_h1)
		m->time = keep_value(m, a, str_from(when));
}

static enum dl_status take_script(
	struct html_meta *m, struct article *a, const xmlNode *n, struct dl_err *err)
{
	const char *type = html_attribute(n, "type");
	enum dl_status st = DL_OK;

	if (!type || strncmp(type, "application/ld+json", strlen("application/ld+json")) != 0)
		return DL_OK;
	for (const xmlNode *c = n->children; st == DL_OK && c; c = c->next)
		if (c->content)
			st = ld_read(&m->ld, a, str_from((const char *)c->content), err);
	return st;
}

static enum dl_status take(struct html_meta *m, struct article *a, const xmlNode *n, struct dl_err *err)
{
	const char *item;

	if (is_name(n, "script"))
		return take_script(m, a, n, err);
	if (is_name(n, "meta"))
		take_meta(m, a, n);
	else if (is_name(n, "title") && !m->title.ptr)
		m->title = text_of(m, a, n);
	else if (is_name(n, "h1")) {
		struct str h1 = text_of(m, a, n);

		m->n_h1++;
		if (!m->h1.ptr || (html_hints_of(n) & HINT_CONTENT))
			m->h1 = h1.ptr ? h1 : m->h1;
	} else if (is_name(n, "link")) {
		const char *rel = html_attribute(n, "rel"), *href = html_attribute(n, "href");

		if (rel && href && strcmp(rel, "canonical") == 0 && !m->canonical.ptr)
			m->canonical = keep_value(m, a, str_from(href));
	} else if (is_name(n, "time")) {
		take_time(m, a, n);
	} else if (n->type == XML_ELEMENT_NODE && !m->time_marked.ptr &&
		   (item = html_attribute(n, "itemprop")) != NULL && strcmp(item, "datePublished") == 0) {
		take_time(m, a, n);
	}
	return m->no_memory ? err_nomem(err) : DL_OK;
}

enum dl_status html_meta_read(struct html_meta *m, struct article *a, const xmlNode *root, struct dl_err *err)
{
	const xmlNode *n = root;
	enum dl_status st = DL_OK;

	while (st == DL_OK && n) {
		st = take(m, a, n, err);
		if (n->type == XML_ELEMENT_NODE && n->children) {
			n = n->children;
			continue;
		}
		while (n != root && !n->next)
			n = n->parent;
		n = n == root ? NULL : n->next;
	}
	return st;
}

// Without the marks and blanks at its end that part a headline from the name of the site.
static struct str without_marks(struct str text)
{
	static const char *const marks[] = {" ", "|", "-", ":", "—", "–", "»", "·", "•"};
	size_t before;

	do {
		before = text.len;
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (str_ends(text, str_from(marks[i])))
				text.len -= strlen(marks[i]);
	} while (text.len < before);
	return text;
}

// "Headline | Site", "Headline - Site", "Site: Headline" without the site, where what is left is a headline.
static struct str without_site(struct str title, struct str site)
{
	static const char *const marks[] = {" | ", " — ", " – ", " - ", " » ", " :: ", " · ", " • "};
	size_t cut = 0;

	if (site.len && title.len > site.len + 3 && str_ends(title, site)) {
		struct str rest = without_marks(str_sub(title, 0, title.len - site.len));

		if (rest.len > 10 && title.len - site.len - rest.len >= 2)
			return rest;
	}
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		for (size_t at = title.len; at-- > 15;)
			if (at + strlen(marks[i]) < title.len &&
				memcmp(title.ptr + at, marks[i], strlen(marks[i])) == 0) {
				cut = at > cut && (title.len - at) * 2 < title.len ? at : cut;
				break;
			}
	return cut ? str_sub(title, 0, cut) : title;
}

// "Headline - Valley Post" above an <h1> "Valley Post": that is the name of the site.
static bool is_site_name(struct str h1, struct str title)
{
	enum { FOLD = 300 };
	char site[FOLD], whole[FOLD];
	size_t n = line_fold(site, sizeof site, h1), m = line_fold(whole, sizeof whole, title);

	return n && m > n + 10 && memcmp(whole + m - n, site, n) == 0 && whole[m - n - 1] == ' ';
}

static struct str best_title(const struct html_meta *m)
{
	if (m->ld.headline.len && !memchr(m->ld.headline.ptr, '&', m->ld.headline.len))
		return m->ld.headline;
	// The page's one headline, if its title agrees.
	if (m->h1.len && (m->n_h1 == 1 || !m->og_title.len) && m->h1.len > 8 &&
		!is_site_name(m->h1, m->title))
		return m->h1;
	if (m->og_title.len)
		return without_site(m->og_title, m->site);
	if (m->title.len)
		return without_site(m->title, m->site);
	return m->h1;
}

static bool is_address(struct str url)
{
	return str_starts(url, STR("http://")) || str_starts(url, STR("https://"));
}

void html_meta_use(struct html_meta *m, struct article *a)
{
	const struct str urls[] = {m->canonical, m->url, m->ld.url};
	const struct {
		struct str date;
		const char *from;
	} dates[] = {
		{m->ld.published, "json-ld"}, {m->date, "meta"}, {m->time_marked, "time"}, {m->time, "time"}};

	if (!a->title.ptr)
		a->title = keep_value(m, a, best_title(m));
	if (!a->source.ptr)
		a->source = m->site.len ? m->site : m->ld.publisher;
	for (size_t i = 0; i < sizeof urls / sizeof *urls && !a->url.ptr; i++)
		if (is_address(urls[i]))
			a->url = urls[i];
	for (size_t i = 0; i < sizeof dates / sizeof *dates && a->date.day == DATE_NONE; i++)
		if (dates[i].date.len)
			set_record_date(a, dates[i].date, dates[i].from);
}

// SPDX-License-Identifier: MIT
#include "corpus/canonical.h"

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool starts_folded(struct str text, const char *word)
{
	size_t i = 0;

	while (word[i] && i < text.len && lower(text.ptr[i]) == word[i])
		i++;
	return !word[i];
}

static struct str after(struct str text, size_t n)
{
	return str_sub(text, n, text.len);
}

static size_t find(struct str text, const char *any)
{
	size_t i = 0;

	while (i < text.len && !strchr(any, text.ptr[i]))
		i++;
	return i;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_unreserved(int c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c && strchr("-._~", c));
}

static void add_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		int high = i + 2 < text.len ? hex(text.ptr[i + 1]) : -1,
		    low = high >= 0 ? hex(text.ptr[i + 2]) : -1;

		if (c == '%' && low >= 0) {
			c = (unsigned char)(high * 16 + low);
			i += 2;
			if (is_unreserved(c))
				buf_addc(out, (char)c);
			else
				buf_addf(out, "%%%02X", c);
		} else if (c > 0x20 && c < 0x7F) {
			buf_addc(out, (char)c);
		} else {
			buf_addf(out, "%%%02X", c);
		}
	}
}

static bool has_dot(struct str host)
{
	return memchr(host.ptr, '.', host.len) != NULL;
}

static struct str bare_host(struct str host)
{
	static const char *const prefixes[] = {"www.", "m.", "mobile.", "amp."};
	const char *colon = memchr(host.ptr, ':', host.len);

	if (colon) {
		struct str port = after(host, (size_t)(colon - host.ptr) + 1);

		if (!port.len || str_is(port, "80") || str_is(port, "443"))
			host.len = (size_t)(colon - host.ptr);
	}
	while (host.len && host.ptr[host.len - 1] == '.')
		host.len--;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		struct str rest = after(host, starts_folded(host, prefixes[i]) ? strlen(prefixes[i]) : 0);

		if (has_dot(rest))
			host = rest;
	}
	return host;
}

static struct str bare_path(struct str path)
{
	static const char *const ends[] = {"/index.html", "/index.htm", "/index.php", "/index.asp",
		"/index.aspx", "/default.aspx", "/amp"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		while (path.len && path.ptr[path.len - 1] == '/')
			path.len--;
		if (path.len >= strlen(ends[i]) &&
			starts_folded(after(path, path.len - strlen(ends[i])), ends[i]))
			path.len -= strlen(ends[i]);
	}
	return path;
}

static bool is_noise(struct str parameter)
{
	static const char *const names[] = {"fbclid", "gclid", "yclid", "dclid", "gbraid", "wbraid",
		"msclkid", "mc_cid", "mc_eid", "igshid", "_openstat", "phpsessid", "amp", "ysclid"};
	size_t len = find(parameter, "=");

	if (!parameter.len || starts_folded(parameter, "utm_"))
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (len == strlen(names[i]) && starts_folded(parameter, names[i]))
			return true;
	return false;
}

static void add_query(struct buf *out, struct str query)
{
	char before = '?';

	while (query.len) {
		size_t len = find(query, "&;");

		if (!is_noise(str_sub(query, 0, len))) {
			buf_addc(out, before);
			add_escaped(out, str_sub(query, 0, len));
			before = '&';
		}
		query = after(query, len < query.len ? len + 1 : len);
	}
}

bool canonical_url(struct buf *out, struct str url)
{
	struct str host, path, query = {"", 0}, route = {"", 0};
	size_t start = out->len, at;

	url = str_trim(url);
	if (starts_folded(url, "http://"))
		url = after(url, 7);
	else if (starts_folded(url, "https://"))
		url = after(url, 8);
	else if (starts_folded(url, "//"))
		url = after(url, 2);
	else
		return false;
	at = find(url, "#");
	if (starts_folded(after(url, at), "#!"))
		route = after(url, at);
	url.len = at;
	at = find(url, "?");
	if (at < url.len)
		query = after(url, at + 1);
	url.len = at;
	at = find(url, "/");
	path = bare_path(after(url, at));
	host = bare_host(str_sub(url, 0, at));
	for (size_t i = 0; i < host.len; i++)
		buf_addc(out, lower(host.ptr[i]));
	at = out->len;
	add_escaped(out, path);
	add_query(out, query);
	add_escaped(out, route);
	if (host.len && out->len > at)
		return true;
	if (out->ptr)
		out->ptr[start] = '\0';
	out->len = start;
	return false;
}

// SPDX-License-Identifier: MIT
// What bytes are: their format.
#include "corpus/reader_internal.h"

#include "base/utf8.h"

static bool has_word(struct str text, const char *word, bool fold)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= text.len; i++) {
		size_t k = 0;

		while (k < len &&
			(text.ptr[i + k] == word[k] || (fold && (text.ptr[i + k] | 0x20) == word[k])))
			k++;
		if (k == len)
			return true;
	}
	return false;
}

bool looks_binary(struct str head)
{
	size_t control = 0;

	for (size_t i = 0; i < head.len; i++) {
		unsigned char c = (unsigned char)head.ptr[i];

		if (c == 0)
			return true;
		control += c < 0x20 && !ascii_is_space((char)c) && c != 0x1B;
	}
	return control * 50 > head.len;
}

// A first line of column names, one of them ours.
static bool is_header(struct str head, char separator)
{
	const char *nl = memchr(head.ptr, '\n', head.len);
	struct str line = str_trim(str_sub(head, 0, nl ? (size_t)(nl - head.ptr) : head.len));
	bool ours = false, several = false;

	if (!nl || line.len > 2000)
		return false;
	while (line.len) {
		const char *end = memchr(line.ptr, separator, line.len);
		size_t len = end ? (size_t)(end - line.ptr) : line.len;
		struct str name = str_trim(str_sub(line, 0, len));

		if (name.len > 1 && name.ptr[0] == '"' && name.ptr[name.len - 1] == '"')
			name = str_sub(name, 1, name.len - 1);
		ours = ours || str_is(name, "text") || str_is(name, "title");
		several = several || end;
		line = str_sub(line, end ? len + 1 : len, line.len);
	}
	return ours && several;
}

// The name of the first element, comments and declarations before it passed over.
static struct str first_element(struct str text)
{
	while (text.len > 1 && text.ptr[0] == '<' && (text.ptr[1] == '?' || text.ptr[1] == '!')) {
		bool comment = str_starts(text, STR("<!--"));
		size_t depth = 0, i = 1;

		for (; i < text.len; i++) {
			depth += !comment && text.ptr[i] == '['; // a document type's own declarations
			depth -= depth && text.ptr[i] == ']';
			if (text.ptr[i] == '>' && !depth &&
				(!comment || (i > 5 && text.ptr[i - 1] == '-' && text.ptr[i - 2] == '-')))
				break;
		}
		text = str_trim(str_sub(text, i < text.len ? i + 1 : i, text.len));
	}
	return text.len && text.ptr[0] == '<' ? str_sub(text, 1, text.len) : (struct str){"", 0};
}

// What markup it is; text where it is none that articles come in.
static enum article_format detect_markup(struct str start)
{
	static const char *const html[] = {"<html", "<!doctype html", "<head", "<body", "<div", "<p>", "<p ",
		"<meta", "<article", "<title"};
	static const char *const feed[] = {"rss", "feed", "rdf:rdf", "entry", "channel", "item"};
	struct str element = first_element(start);

	for (size_t i = 0; i < sizeof feed / sizeof *feed; i++) {
		size_t len = strlen(feed[i]);

		if (has_word(str_sub(element, 0, element.len < len ? element.len : len), feed[i], true) &&
			element.len > len && strchr(" >\t\r\n/", element.ptr[len]))
			return FORMAT_FEED;
	}
	if (str_starts(element, STR("REUTERS")) || has_word(start, "<!doctype lewis", true))
		return FORMAT_SGML;
	for (size_t i = 0; i < sizeof html / sizeof *html; i++)
		if (has_word(start, html[i], true))
			return FORMAT_HTML;
	return FORMAT_TEXT;
}

// An object, or "[{" with blanks between: an array of them.
static bool is_json(struct str head)
{
	if (head.ptr[0] == '[')
		head = str_trim(str_sub(head, 1, head.len));
	return head.len && head.ptr[0] == '{';
}

enum article_format detect_format(struct str head)
{
	enum article_format markup;

	if (str_starts(head, STR("\xEF\xBB\xBF")))
		head = str_sub(head, 3, head.len);
	head = str_trim(head);
	if (!head.len)
		return FORMAT_TEXT;
	if (is_json(head))
		return FORMAT_JSONL;
	if (str_starts(head, STR("__label__")))
		return FORMAT_FASTTEXT;
	if (head.ptr[0] == '<') {
		markup = detect_markup(str_sub(head, 0, head.len < 4000 ? head.len : 4000));
		if (markup != FORMAT_TEXT)
			return markup;
	}
	if (is_header(head, '\t'))
		return FORMAT_TSV;
	return is_header(head, ',') || is_header(head, ';') ? FORMAT_CSV : FORMAT_TEXT;
}

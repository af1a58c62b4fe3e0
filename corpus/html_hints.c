// SPDX-License-Identifier: MIT
// What elements are by their names and attributes. Names of classes are weak evidence: the steps that use
// them hold them against the text.
#include "corpus/html_page.h"

#include <stdlib.h>

#include <libxml/tree.h>

struct named {
	const char *name;
	enum html_tag tag;
};

// Sorted by name. What is not here is inline.
static const struct named tags[] = {{"address", TAG_BLOCK}, {"amp-consent", TAG_SKIP},
	{"amp-img", TAG_PICTURE}, {"amp-sidebar", TAG_SKIP}, {"amp-user-notification", TAG_SKIP},
	{"applet", TAG_SKIP}, {"article", TAG_ARTICLE}, {"aside", TAG_ASIDE}, {"audio", TAG_SKIP},
	{"blockquote", TAG_QUOTE}, {"body", TAG_BODY}, {"br", TAG_BREAK}, {"button", TAG_SKIP},
	{"canvas", TAG_SKIP}, {"caption", TAG_CAPTION}, {"center", TAG_BLOCK}, {"datalist", TAG_SKIP},
	{"dd", TAG_ITEM}, {"details", TAG_BLOCK}, {"dialog", TAG_SKIP}, {"dir", TAG_LIST}, {"div", TAG_BLOCK},
	{"dl", TAG_LIST}, {"dt", TAG_ITEM}, {"embed", TAG_SKIP}, {"fieldset", TAG_FORM},
	{"figcaption", TAG_CAPTION}, {"figure", TAG_FIGURE}, {"footer", TAG_ASIDE}, {"form", TAG_FORM},
	{"frameset", TAG_SKIP}, {"h1", TAG_HEADING}, {"h2", TAG_HEADING}, {"h3", TAG_HEADING},
	{"h4", TAG_HEADING}, {"h5", TAG_HEADING}, {"h6", TAG_HEADING}, {"head", TAG_SKIP},
	{"header", TAG_HEADER}, {"hgroup", TAG_HEADER}, {"hr", TAG_BREAK}, {"html", TAG_BODY},
	{"iframe", TAG_SKIP}, {"img", TAG_PICTURE}, {"input", TAG_SKIP}, {"legend", TAG_BLOCK},
	{"li", TAG_ITEM}, {"link", TAG_SKIP}, {"main", TAG_MAIN}, {"map", TAG_SKIP}, {"menu", TAG_LIST},
	{"meta", TAG_SKIP}, {"meter", TAG_SKIP}, {"nav", TAG_ASIDE}, {"noframes", TAG_SKIP},
	{"noscript", TAG_ASIDE}, {"object", TAG_SKIP}, {"ol", TAG_LIST}, {"optgroup", TAG_SKIP},
	{"option", TAG_SKIP}, {"output", TAG_SKIP}, {"p", TAG_PARAGRAPH}, {"picture", TAG_PICTURE},
	{"pre", TAG_PRE}, {"progress", TAG_SKIP}, {"rp", TAG_SKIP}, {"rt", TAG_SKIP}, {"script", TAG_SKIP},
	{"search", TAG_ASIDE}, {"section", TAG_BLOCK}, {"select", TAG_SKIP}, {"style", TAG_SKIP},
	{"summary", TAG_BLOCK}, {"svg", TAG_SKIP}, {"table", TAG_TABLE}, {"tbody", TAG_TABLE},
	{"td", TAG_CELL}, {"template", TAG_SKIP}, {"textarea", TAG_SKIP}, {"tfoot", TAG_TABLE},
	{"th", TAG_CELL}, {"thead", TAG_TABLE}, {"title", TAG_SKIP}, {"tr", TAG_ROW}, {"ul", TAG_LIST},
	{"video", TAG_SKIP}};

static int by_name(const void *key, const void *item)
{
	return strcmp(key, ((const struct named *)item)->name);
}

// The parser lowers names of HTML; those of other markup are unknown and so inline.
enum html_tag html_tag_of(const xmlNode *n, uint8_t *level)
{
	const char *name = (const char *)n->name;
	const struct named *found;

	*level = 0;
	if (name[0] == 'a' && !name[1])
		return TAG_LINK;
	if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2])
		*level = (uint8_t)(name[1] - '0');
	found = bsearch(name, tags, sizeof tags / sizeof *tags, sizeof *tags, by_name);
	if (found)
		return found->tag;
	return strchr(name, '-') ? TAG_BLOCK : TAG_INLINE;
}

const char *html_attribute(const xmlNode *n, const char *name)
{
	for (const xmlAttr *a = n->properties; a; a = a->next)
		if (strcmp((const char *)a->name, name) == 0)
			return a->children && a->children->content ? (const char *)a->children->content : "";
	return NULL;
}

struct word {
	const char *word;
	unsigned hint;
};

// Words inside a class name, between dashes or at changes of case. Sorted.
static const struct word words[] = {{"actions", HINT_WEAK}, {"ad", HINT_JUNK}, {"ads", HINT_JUNK},
	{"advert", HINT_JUNK}, {"advertisement", HINT_JUNK}, {"advertising", HINT_JUNK},
	{"author", HINT_JUNK}, {"authors", HINT_JUNK}, {"banner", HINT_JUNK}, {"banners", HINT_JUNK},
	{"bio", HINT_JUNK}, {"breadcrumb", HINT_JUNK}, {"breadcrumbs", HINT_JUNK}, {"byline", HINT_JUNK},
	{"caption", HINT_CAPTION}, {"carousel", HINT_PICTURE}, {"cmp", HINT_JUNK}, {"comment", HINT_COMMENTS},
	{"commentlist", HINT_COMMENTS}, {"comments", HINT_COMMENTS}, {"compartir", HINT_JUNK},
	{"consent", HINT_JUNK}, {"content", HINT_CONTENT}, {"contributions", HINT_JUNK},
	{"cookie", HINT_JUNK}, {"cookies", HINT_JUNK}, {"copyright", HINT_JUNK}, {"credit", HINT_CAPTION},
	{"credits", HINT_CAPTION}, {"crumbs", HINT_JUNK}, {"cta", HINT_JUNK}, {"date", HINT_WEAK},
	{"disqus", HINT_COMMENTS}, {"donate", HINT_JUNK}, {"donation", HINT_JUNK}, {"etiquetas", HINT_JUNK},
	{"feedback", HINT_WEAK}, {"figcaption", HINT_CAPTION}, {"footer", HINT_JUNK}, {"foto", HINT_PICTURE},
	{"gallery", HINT_PICTURE}, {"gdpr", HINT_JUNK}, {"header", HINT_WEAK}, {"illustration", HINT_PICTURE},
	{"image", HINT_PICTURE}, {"kommentare", HINT_COMMENTS}, {"latest", HINT_WEAK}, {"lead", HINT_LEAD},
	{"lede", HINT_LEAD}, {"lightbox", HINT_JUNK}, {"links", HINT_WEAK}, {"login", HINT_JUNK},
	{"masthead", HINT_JUNK}, {"menu", HINT_JUNK}, {"meta", HINT_WEAK}, {"modal", HINT_JUNK},
	{"mostread", HINT_JUNK}, {"nativead", HINT_JUNK}, {"nav", HINT_JUNK}, {"navbar", HINT_JUNK},
	{"navigation", HINT_JUNK}, {"newsletter", HINT_JUNK}, {"onetrust", HINT_JUNK}, {"optin", HINT_JUNK},
	{"outbrain", HINT_JUNK}, {"overlay", HINT_WEAK}, {"pager", HINT_JUNK}, {"pagination", HINT_JUNK},
	{"paging", HINT_JUNK}, {"partage", HINT_JUNK}, {"photo", HINT_PICTURE}, {"picture", HINT_PICTURE},
	{"player", HINT_PICTURE}, {"poll", HINT_JUNK}, {"popular", HINT_JUNK}, {"popup", HINT_JUNK},
	{"promo", HINT_JUNK}, {"promos", HINT_JUNK}, {"promotion", HINT_JUNK}, {"published", HINT_WEAK},
	{"rating", HINT_JUNK}, {"readalso", HINT_JUNK}, {"readmore", HINT_JUNK}, {"recirc", HINT_JUNK},
	{"recommendations", HINT_JUNK}, {"recommended", HINT_JUNK}, {"relacionadas", HINT_JUNK},
	{"relacionados", HINT_JUNK}, {"related", HINT_JUNK}, {"replies", HINT_COMMENTS},
	{"respond", HINT_COMMENTS}, {"share", HINT_JUNK}, {"sharedaddy", HINT_JUNK}, {"sharing", HINT_JUNK},
	{"sidebar", HINT_JUNK}, {"signup", HINT_JUNK}, {"slider", HINT_PICTURE}, {"slideshow", HINT_PICTURE},
	{"social", HINT_JUNK}, {"socials", HINT_JUNK}, {"sponsor", HINT_JUNK}, {"sponsored", HINT_JUNK},
	{"standfirst", HINT_LEAD}, {"submitted", HINT_WEAK}, {"subscribe", HINT_JUNK},
	{"subscription", HINT_JUNK}, {"summary", HINT_LEAD}, {"taboola", HINT_JUNK}, {"tags", HINT_JUNK},
	{"teads", HINT_JUNK}, {"teaser", HINT_WEAK}, {"teasers", HINT_WEAK}, {"thumb", HINT_PICTURE},
	{"thumbnail", HINT_PICTURE}, {"ticker", HINT_JUNK}, {"time", HINT_WEAK}, {"toc", HINT_JUNK},
	{"toolbar", HINT_JUNK}, {"tools", HINT_WEAK}, {"topbar", HINT_JUNK}, {"trending", HINT_JUNK},
	{"video", HINT_PICTURE}, {"vote", HINT_JUNK}, {"werbung", HINT_JUNK}, {"widget", HINT_WEAK},
	{"wysiwyg", HINT_STORY}};

// Parts of a class name without its dashes. The first that fits decides, so furniture stands first.
static const struct word parts[] = {{"relatedpost", HINT_JUNK}, {"relatedarticle", HINT_JUNK},
	{"relatednews", HINT_JUNK}, {"relatedstor", HINT_JUNK}, {"relatedlink", HINT_JUNK},
	{"relatedcontent", HINT_JUNK}, {"jprelated", HINT_JUNK}, {"commentform", HINT_COMMENTS},
	{"commentlist", HINT_COMMENTS}, {"commentsection", HINT_COMMENTS}, {"usercomment", HINT_COMMENTS},
	{"sharebutton", HINT_JUNK}, {"sharebar", HINT_JUNK}, {"socialshare", HINT_JUNK},
	{"socialmedia", HINT_JUNK}, {"sociallink", HINT_JUNK}, {"addtoany", HINT_JUNK},
	{"addthis", HINT_JUNK}, {"yasharebutton", HINT_JUNK}, {"newsletter", HINT_JUNK},
	{"breadcrumb", HINT_JUNK}, {"authorbio", HINT_JUNK}, {"authorbox", HINT_JUNK},
	{"aboutauthor", HINT_JUNK}, {"abouttheauthor", HINT_JUNK}, {"authorinfo", HINT_JUNK},
	{"mostread", HINT_JUNK}, {"mostpopular", HINT_JUNK}, {"mostviewed", HINT_JUNK},
	{"readmore", HINT_JUNK}, {"readalso", HINT_JUNK}, {"alsoread", HINT_JUNK}, {"seealso", HINT_JUNK},
	{"alsolike", HINT_JUNK}, {"morenews", HINT_JUNK}, {"morestories", HINT_JUNK}, {"morefrom", HINT_JUNK},
	{"recommendedarticle", HINT_JUNK}, {"recommendednews", HINT_JUNK}, {"recommendation", HINT_JUNK},
	{"recirculation", HINT_JUNK}, {"trinityplayer", HINT_JUNK}, {"tableofcontent", HINT_JUNK},
	{"cookielaw", HINT_JUNK}, {"onetrust", HINT_JUNK}, {"paywall", HINT_JUNK}, {"piano", HINT_JUNK},
	{"cookieconsent", HINT_JUNK}, {"cookiebanner", HINT_JUNK}, {"cookienotice", HINT_JUNK},
	{"screenreader", HINT_HIDDEN}, {"visuallyhidden", HINT_HIDDEN}, {"sronly", HINT_HIDDEN},
	{"wpcaption", HINT_CAPTION}, {"imagecaption", HINT_CAPTION}, {"photocredit", HINT_CAPTION},
	{"imagecredit", HINT_CAPTION}, {"articlebody", HINT_STORY}, {"articlecontent", HINT_STORY},
	{"articletext", HINT_STORY}, {"articlecopy", HINT_STORY}, {"postcontent", HINT_STORY},
	{"postbody", HINT_STORY}, {"posttext", HINT_STORY}, {"entrycontent", HINT_STORY},
	{"entrytext", HINT_STORY}, {"storybody", HINT_STORY}, {"storycontent", HINT_STORY},
	{"storytext", HINT_STORY}, {"newstext", HINT_STORY}, {"newscontent", HINT_STORY},
	{"newsbody", HINT_STORY}, {"newsdetail", HINT_STORY}, {"detailtext", HINT_STORY},
	{"bodycopy", HINT_STORY}, {"bodytext", HINT_STORY}, {"contentbody", HINT_STORY},
	{"fulltext", HINT_STORY}, {"fullstory", HINT_STORY}, {"singlecontent", HINT_STORY},
	{"blogcontent", HINT_STORY}, {"blogpost", HINT_CONTENT}, {"richtext", HINT_STORY},
	{"artikeltext", HINT_STORY}, {"cuerponoticia", HINT_STORY}, {"textonoticia", HINT_STORY},
	{"noticiacuerpo", HINT_STORY}, {"articlemain", HINT_CONTENT}, {"maincontent", HINT_CONTENT},
	{"pagecontent", HINT_CONTENT}, {"article", HINT_CONTENT}, {"story", HINT_CONTENT}};

static int by_word(const void *key, const void *item)
{
	return strcmp(key, ((const struct word *)item)->word);
}

// A class that only says what the page has or lacks: "has-comments", "no-sidebar", "tag-politics".
static bool says_nothing(const char *name, size_t len)
{
	static const char *const starts[] = {"has-", "has_", "no-", "with-", "without-", "tag-", "category-",
		"author-", "is-", "js-", "hide-", "show-", "not-", "type-", "postid-", "col-", "wf-"};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strlen(starts[i]) <= len && strncmp(name, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

static unsigned word_hint(char *word, size_t len)
{
	const struct word *found;

	word[len] = '\0';
	found = len ? bsearch(word, words, sizeof words / sizeof *words, sizeof *words, by_word) : NULL;
	return found ? found->hint : 0;
}

static unsigned part_hint(const char *joined)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strstr(joined, parts[i].word))
			return parts[i].hint;
	return 0;
}

// One class name: its words and its parts. Furniture outweighs what speaks for a story: "article-body-share".
static unsigned class_hint(const char *name, size_t len)
{
	enum { MAX_NAME = 64 };
	char joined[MAX_NAME + 1], word[MAX_NAME + 1];
	size_t n = 0, w = 0;
	unsigned hint = 0;

	if (len > MAX_NAME || says_nothing(name, len))
		return 0;
	for (size_t i = 0; i < len; i++) {
		bool upper = name[i] >= 'A' && name[i] <= 'Z';
		char c = (char)(upper ? name[i] + 32 : name[i]);

		if (!(c >= 'a' && c <= 'z') || (upper && i && name[i - 1] >= 'a' && name[i - 1] <= 'z')) {
			hint |= word_hint(word, w);
			w = 0;
		}
		if (c >= 'a' && c <= 'z')
			word[w++] = joined[n++] = c;
	}
	joined[n] = '\0';
	hint |= word_hint(word, w) | part_hint(joined);
	if (hint & (HINT_JUNK | HINT_COMMENTS | HINT_CAPTION | HINT_WEAK))
		hint &= ~(unsigned)(HINT_STORY | HINT_CONTENT | HINT_LEAD);
	return hint;
}

static unsigned list_hint(const char *names)
{
	unsigned hint = 0;

	while (names && *names) {
		size_t len = strcspn(names, " \t\r\n\f");

		if (len)
			hint |= class_hint(names, len);
		names += len + (names[len] != '\0');
	}
	return hint;
}

static bool is_hidden(const xmlNode *n)
{
	const char *style = html_attribute(n, "style"), *aria = html_attribute(n, "aria-hidden");
	const char *none = style ? strstr(style, "display") : NULL;

	if (html_attribute(n, "hidden") || (aria && strcmp(aria, "true") == 0))
		return true;
	if (!none)
		return false;
	none += strlen("display");
	none += strspn(none, " \t:");
	return strncmp(none, "none", 4) == 0;
}

static unsigned role_hint(const xmlNode *n)
{
	const char *role = html_attribute(n, "role"), *item = html_attribute(n, "itemprop");
	unsigned hint = 0;

	if (item && (strstr(item, "articleBody") || strstr(item, "reviewBody")))
		hint |= HINT_STORY;
	else if (item && (strcmp(item, "author") == 0 || strcmp(item, "datePublished") == 0))
		hint |= HINT_WEAK;
	else if (item && (strcmp(item, "comment") == 0 || strcmp(item, "caption") == 0))
		hint |= item[1] == 'o' ? HINT_COMMENTS : HINT_CAPTION;
	if (role && (strcmp(role, "navigation") == 0 || strcmp(role, "complementary") == 0 ||
			    strcmp(role, "contentinfo") == 0 || strcmp(role, "banner") == 0 ||
			    strcmp(role, "dialog") == 0 || strcmp(role, "search") == 0))
		hint |= HINT_JUNK;
	return hint;
}

unsigned html_hints_of(const xmlNode *n)
{
	unsigned hint;

	if (!n->properties)
		return 0;
	hint = list_hint(html_attribute(n, "class")) | list_hint(html_attribute(n, "id")) | role_hint(n);
	if (is_hidden(n))
		hint |= HINT_HIDDEN;
	return hint;
}

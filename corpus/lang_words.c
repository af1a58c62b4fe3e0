// SPDX-License-Identifier: MIT
#include "corpus/lang_words.h"

#include "features/runs.h"
#include "features/short_word.h"
#include "features/words.h"

#include <string.h>

// MANY: percent of the words that settle it with a second language not far behind; FEW: with none in sight.
enum { LOOK_AT_WORDS = 160, MANY = 12, FEW = 7 };

struct small_words {
	const char *lang;
	const char *words; // folded, one space between
};

// The commonest words of each language, as few as possible shared with its neighbours.
static const struct small_words latin[] = {
	{"en", "the of and to in that for is was with said on has it as by at from are be an have not but "
	       "its he his "
	       "they their which who will would been were had this than more after also into about when "
	       "there "
	       "could should or if you your my we our what can do does did says new year two over out up all "
	       "no "
	       "some only other first one because since before between under against during him her she "
	       "them "
	       "vs net loss profit quarter shares stock company corp inc ltd million billion percent pct "
	       "government president minister police people week month day today world"},
	{"de", "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an hat "
	       "wird"},
	{"fr", "le la les des et du en un une est que qui dans pour sur au par pas plus ce il a à"},
	{"es", "el la los las de que y en un una del se por con no para su al es lo"},
	{"pt", "o a os as de que e do da em um uma para com não no na dos por se"},
	{"it", "il la di che e un una in per del della è con non si da i le al gli"},
	{"nl", "de het een van en in is dat op te zijn voor met die niet aan er ook"},
	{"pl", "w i na z nie się że do to jest o po przez jak od za który"},
	{"tr", "ve bir bu için ile da de olarak çok daha en olan dedi gibi ne"},
	{"az", "və bir bu üçün ilə da də olan ki olub edib"},
	{"uz", "va bilan uchun bu ham deb bo dan esa edi qildi ning har bir yil boʻyicha"},
	{"tk", "we bilen üçin bu hem boldy bolan boýunça bir ýyl edildi"},
	{"ro", "și de în a la cu pe din care nu o un pentru mai au este"},
	{"cs", "se na je že do to ve pro za by který jsou jako podle také byl"},
	{"sv", "och i att en det som på är av för med den till inte om ett"},
	{"hu", "a az és hogy nem is egy ez meg volt csak"},
	{"fi", "ja on ei se että oli myös hän kun mutta"},
	{"id", "yang dan di untuk dengan dari ini pada itu tidak dalam akan"},
	{"vi", "và của là có được cho trong các không một người"},
	{"da", "og i at det er en til på som med for af de ikke den der har et"},
	{"no", "og i det er på til som en å for av med at ikke har den de et"},
	{"hr", "je se na da su za od koji će kako iz što ne bi u i nije"},
	{"sk", "sa na je že do aj pre ako ktorý by sú podľa bol za"},
	{"sl", "in je v na se da za ki so z pa bi s ne tudi"},
	{"lt", "ir kad į iš su yra buvo tai kaip po bet jis"},
	{"lv", "un ir ar no uz par ka kas tas arī nav bet"},
	{"et", "ja on ei et ka see kui oli ning mis ta"},
	{"sq", "të e në për një me dhe se nga që është"},
	{"ca", "de la el i a que en per les els del amb un una és"},
	{"tl", "ng sa ang na mga ay at para"},
	{"sw", "ya wa na kwa ni katika za la kuwa"},
	{"af", "die van en in het is te nie wat vir om sy"},
};

static const struct small_words cyrillic[] = {
	{"ru", "и в не на что с по из за от о как его это для к был но также до при он она"},
	{"tg", "ва дар аз ки ба барои бо ин он мешавад шуд буд аст кард хам то шудааст мекунад гуфт"},
	{"bg", "и на да се за от в с е са че по не ще към беше"},
	{"sr", "и је у да се на за су од са ће који не"},
	{"mk", "и на да се во за од е со не ќе што"},
	{"uk", "і в на що не з за та до у про це від як"},
	{"be", "і у на што не з за да як ад гэта пра"},
	{"mn", "нь юм байна бол гэж оны энэ ба болон"},
	{"ky", "жана менен үчүн бул деп эле болгон бир ошол"},
	{"kk", "және мен үшін бұл деп осы болды бір"},
};

static uint64_t hash_word(short_word word)
{
	return (word[0] ^ word[1] * UINT64_C(0xbf58476d1ce4e5b9)) * UINT64_C(0x9e3779b97f4a7c15);
}

static size_t find(const struct lang_words *w, short_word word, uint64_t hash)
{
	size_t at = hash >> 32 & (LANG_SLOTS - 1);

	while (w->slots[at].langs && (w->slots[at].a != word[0] || w->slots[at].b != word[1]))
		at = (at + 1) & (LANG_SLOTS - 1);
	return at;
}

static void add(struct lang_words *w, const struct small_words *s)
{
	for (const char *p = s->words; *p;) {
		size_t n = strcspn(p, " ");
		short_word word = short_word_of(p, n < SHORT_BYTES ? n : SHORT_BYTES);
		uint64_t hash = hash_word(word), bit = hash >> 48 & (LANG_SLOTS - 1);
		size_t at = find(w, word, hash);

		w->may_be[bit / 64] |= UINT64_C(1) << bit % 64;
		w->slots[at].a = word[0];
		w->slots[at].b = word[1];
		w->slots[at].langs |= UINT64_C(1) << w->n;
		p += n + (p[n] != '\0');
	}
	w->tags[w->n++] = s->lang;
}

void lang_words_open(struct lang_words *w)
{
	memset(w, 0, sizeof *w);
	for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
		add(w, &latin[i]);
	w->n_latin = w->n;
	for (size_t i = 0; i < sizeof cyrillic / sizeof *cyrillic; i++)
		add(w, &cyrillic[i]);
}

static size_t best_of(const size_t *hits, size_t from, size_t to)
{
	size_t best = from;

	for (size_t i = from + 1; i < to; i++)
		best = hits[i] > hits[best] ? i : best;
	return best;
}

static bool settled(size_t best, size_t second, size_t words)
{
	if (words < 4 || best < 2)
		return false;
	if (best * 100 >= words * MANY && best * 4 >= second * 5)
		return true;
	return best > 2 && best * 100 >= words * FEW && best >= second * 2;
}

// The first language of a script, once it is beyond doubt, is spared the rest.
static bool beyond_doubt(size_t hits, size_t words)
{
	return (words == 24 && hits * 5 > words * 2) || (words == 48 && hits * 4 > words);
}

// How often each language had a word.
struct count {
	const struct lang_words *w;
	size_t from, to; // of the languages of the script
	size_t hits[LANG_MAX], words;
	bool first; // it is the first language, beyond doubt
};

static void count_langs(struct count *c, short_word word, uint64_t hash)
{
	uint64_t ours = (UINT64_C(1) << (c->to - c->from)) - 1;
	uint64_t langs = c->w->slots[find(c->w, word, hash)].langs >> c->from & ours;

	for (; langs; langs &= langs - 1)
		c->hits[c->from + (size_t)__builtin_ctzll(langs)]++;
}

// False when enough words were looked at. Words longer than SHORT_BYTES, given as none, are in no list.
static inline bool count_word(struct count *c, short_word word)
{
	uint64_t hash = hash_word(word), bit = hash >> 48 & (LANG_SLOTS - 1);

	if (c->w->may_be[bit / 64] >> bit % 64 & 1)
		count_langs(c, word, hash);
	c->first = beyond_doubt(c->hits[c->from], ++c->words);
	return !c->first && c->words < LOOK_AT_WORDS;
}

// Word by word, of a run that is not ASCII or long: it may be several words, or none.
static bool count_slowly(struct count *c, struct str run)
{
	struct words words;
	bool more = true;

	words_start(&words, run);
	while (more && words_next(&words)) {
		size_t n = words.folded.len;

		more = count_word(c, short_word_of(words.folded.ptr, n > SHORT_BYTES ? 0 : n));
	}
	return more;
}

static bool count_run(struct count *c, struct str text, size_t from, size_t to)
{
	size_t n = to - from;
	short_word word;

	if (n > SHORT_BYTES)
		return count_slowly(c, str_sub(text, from, to));
	word = text.len - from >= SHORT_BYTES ? short_word_at(text.ptr + from, n)
					      : short_word_of(text.ptr + from, n);
	if ((word[0] | word[1]) & UINT64_C(0x8080808080808080))
		return count_slowly(c, str_sub(text, from, to));
	return count_word(c, word);
}

static void count_words(struct count *c, struct str text)
{
	struct runs r;
	bool more = true;

	runs_start(&r, scan_fastest(), text);
	while (more && runs_next(&r))
		for (size_t i = 0; more && i < r.n; i++)
			more = count_run(c, text, r.edge[2 * i], r.edge[2 * i + 1]);
}

const char *lang_by_words(const struct lang_words *w, bool is_latin, struct str text, bool *sure)
{
	struct count c = {.w = w, .from = is_latin ? 0 : w->n_latin, .to = is_latin ? w->n_latin : w->n};
	size_t best, second = 0;

	*sure = true;
	count_words(&c, text);
	if (c.first)
		return w->tags[c.from];
	best = best_of(c.hits, c.from, c.to);
	for (size_t i = c.from; i < c.to; i++)
		second = i != best && c.hits[i] > second ? c.hits[i] : second;
	*sure = settled(c.hits[best], second, c.words);
	return c.hits[best] > second || (c.hits[best] > 1 && is_latin && !best) ? w->tags[best] : NULL;
}

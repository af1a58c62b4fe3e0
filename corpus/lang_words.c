// SPDX-License-Identifier: MIT
#include "corpus/lang_words.h"

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

// FNV-1a over the folded bytes: it can be taken along while they are looked at.
#define FNV_START UINT64_C(0xcbf29ce484222325)

static inline uint64_t fnv(uint64_t hash, unsigned char c)
{
	return (hash ^ c) * UINT64_C(0x100000001b3);
}

static uint64_t hash_word(struct str word)
{
	uint64_t hash = FNV_START;

	for (size_t i = 0; i < word.len; i++)
		hash = fnv(hash, (unsigned char)word.ptr[i]);
	return hash;
}

static size_t find(const struct lang_words *w, uint64_t hash)
{
	size_t at = (hash ^ hash >> 32) & (LANG_SLOTS - 1);

	while (w->slots[at].langs && w->slots[at].word != hash)
		at = (at + 1) & (LANG_SLOTS - 1);
	return at;
}

static void add(struct lang_words *w, const struct small_words *s)
{
	for (const char *p = s->words; *p;) {
		size_t n = strcspn(p, " ");
		uint64_t hash = hash_word((struct str){p, n});
		size_t at = find(w, hash);

		w->slots[at].word = hash;
		w->slots[at].langs |= UINT64_C(1) << w->n;
		p += n + (p[n] != '\0');
	}
	w->tags[w->n++] = s->lang;
}

void lang_words_open(struct lang_words *w)
{
	memset(w, 0, sizeof *w);
	for (int c = 0; c < 256; c++)
		w->fold[c] = c >= 0x80                                ? 1
			     : (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? (unsigned char)(c | 0x20)
			     : c >= '0' && c <= '9'                   ? (unsigned char)c
								      : 0;
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

// The hash of the next word from *at on: the words are those of words_next, which is asked where ASCII ends.
static bool next_word(const struct lang_words *w, struct str text, size_t *at, uint64_t *hash)
{
	const unsigned char *p = (const unsigned char *)text.ptr;
	size_t from = *at, to;
	unsigned char c = 0;
	struct words words;

	while (from < text.len && !w->fold[p[from]])
		from++;
	*hash = FNV_START;
	for (to = from; to < text.len && (c = w->fold[p[to]]) > 1; to++)
		*hash = fnv(*hash, c);
	*at = to;
	if (to > from && to - from < WORD_MAX && (to == text.len || !c))
		return true;
	words_start(&words, str_sub(text, from, text.len));
	if (!words_next(&words))
		return false;
	*hash = hash_word(words.folded);
	*at = (size_t)(words.surface.ptr - text.ptr) + words.surface.len;
	return true;
}

const char *lang_by_words(const struct lang_words *w, bool is_latin, struct str text, bool *sure)
{
	size_t hits[LANG_MAX] = {0}, n = 0, at = 0, best, second = 0;
	size_t from = is_latin ? 0 : w->n_latin, to = is_latin ? w->n_latin : w->n;
	uint64_t ours = (UINT64_C(1) << (to - from)) - 1, hash;

	*sure = true;
	while (n < LOOK_AT_WORDS && next_word(w, text, &at, &hash)) {
		uint64_t langs = w->slots[find(w, hash)].langs >> from & ours;

		for (; langs; langs &= langs - 1)
			hits[from + (size_t)__builtin_ctzll(langs)]++;
		if (beyond_doubt(hits[from], ++n))
			return w->tags[from];
	}
	best = best_of(hits, from, to);
	for (size_t i = from; i < to; i++)
		second = i != best && hits[i] > second ? hits[i] : second;
	*sure = settled(hits[best], second, n);
	return hits[best] > second || (hits[best] > 1 && is_latin && !best) ? w->tags[best] : NULL;
}

// SPDX-License-Identifier: MIT
#include "corpus/lang_words.h"

#include "features/runs.h"
#include "features/short_word.h"
#include "features/words.h"

#include <string.h>

// MANY: percent of the words that settle it with a second language not far behind; FEW: with none in sight.
enum { LOOK_AT_WORDS = 160, MANY = 12, FEW = 7, AT_ONCE = 8, PIECE = 5 * SCAN_BLOCK - 1 };

// The set of languages of a further word.
#define FURTHER (UINT64_C(1) << (LANG_MAX - 1))

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

// Further words that are English alone, for texts of few small words, such as headlines.
static const char further[] =
	"these those where how why while through being each many much such might get got make made now then "
	"here back off down near well own very again along around without within both next us against "
	"following every always never often because although though until whether officials attacks kills "
	"killed killing dead house bill law judge season league win wins won growth rates price prices rise "
	"rises issues reports peace military students university department organization subject writes "
	"users calls oil phone fire line lines street states united american british takes makes seeks gets "
	"goes "
	"comes shows puts keeps leaves turns old young high low good great large small early late three five "
	"seven eight nine hundred thousand monday tuesday wednesday thursday friday saturday sunday january "
	"february june july october";

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

// A word of up to eight bytes is its own key. No word: 0.
static inline uint64_t key_of(short_word word)
{
	return word[0] ^ word[1] * UINT64_C(0x9e3779b97f4a7c15);
}

static inline size_t slot_of(uint64_t key)
{
	return key * UINT64_C(0x589965cc75374cc3) >> 52;
}

// Puts the word in its place, or finds it there.
static void add_word(struct lang_words *w, uint64_t key, uint64_t langs)
{
	size_t i = 1;

	while (i <= w->n_words && slot_of(w->words[i].key) <= slot_of(key) && w->words[i].key != key)
		i++;
	if (i > w->n_words || w->words[i].key != key) {
		if (w->n_words + 2 >= LANG_WORDS)
			return;
		memmove(&w->words[i + 1], &w->words[i], (++w->n_words - i) * sizeof *w->words);
		w->words[i] = (struct lang_word){.key = key};
	}
	w->words[i].langs |= langs;
}

static void add_words(struct lang_words *w, const char *words, uint64_t langs)
{
	for (const char *p = words; *p;) {
		size_t n = strcspn(p, " ");

		add_word(w, key_of(short_word_of(p, n < SHORT_BYTES ? n : SHORT_BYTES)), langs);
		p += n + (p[n] != '\0');
	}
}

static void add(struct lang_words *w, const struct small_words *s)
{
	add_words(w, s->words, UINT64_C(1) << w->n);
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
	add_words(w, further, FURTHER);
	for (size_t i = w->n_words; i; i--)
		w->at[slot_of(w->words[i].key)] = (uint16_t)i;
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

// The languages of a word; 0: it is in no list.
static uint64_t langs_of(const struct lang_words *w, uint64_t key)
{
	size_t i = w->at[slot_of(key)];

	while (i && w->words[i].key != key)
		i = slot_of(w->words[i + 1].key) == slot_of(key) ? i + 1 : 0;
	return w->words[i].langs;
}

// False when enough words were looked at. Words longer than SHORT_BYTES, given as none, are in no list.
static bool count_word(struct count *c, short_word word)
{
	uint64_t ours = (UINT64_C(1) << (c->to - c->from)) - 1;
	uint64_t langs = langs_of(c->w, key_of(word)) >> c->from & ours;

	for (; langs; langs &= langs - 1)
		c->hits[c->from + (size_t)__builtin_ctzll(langs)]++;
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

// A run as one word of ASCII; false if it is none, or long.
static inline bool plain_word(short_word *word, struct str text, size_t from, size_t to)
{
	size_t n = to - from;

	if (n > SHORT_BYTES)
		return false;
	*word = text.len - from >= SHORT_BYTES ? short_word_at(text.ptr + from, n)
					       : short_word_of(text.ptr + from, n);
	return !(((*word)[0] | (*word)[1]) & UINT64_C(0x8080808080808080));
}

static bool count_run(struct count *c, struct str text, size_t from, size_t to)
{
	short_word word;

	return plain_word(&word, text, from, to) ? count_word(c, word)
						 : count_slowly(c, str_sub(text, from, to));
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

// How often the first language had a word, and how often any other of its script, which is no less than each
// of them had. `single`: of those, words of one letter, which may be initials or of an address: in a plain
// text they speak for no other language. `further`: further words of the first.
struct first_count {
	const struct lang_words *w;
	uint64_t others; // set of languages
	size_t hits, other, single, further, words;
	bool plain;
};

// Without a branch; a third word of the same slot is not looked at.
static inline void count_first(struct first_count *c, short_word word)
{
	uint64_t key = key_of(word);
	const struct lang_word *w = &c->w->words[c->w->at[slot_of(key)]];
	uint64_t langs =
		(w[0].langs & -(uint64_t)(w[0].key == key)) | (w[1].langs & -(uint64_t)(w[1].key == key));
	bool other = (langs & c->others) != 0;

	c->hits += langs & 1;
	c->other += other;
	c->single += other & (key < 0x80);
	c->further += langs >> (LANG_MAX - 1);
	c->words++;
}

static void count_first_slowly(struct first_count *c, struct str run)
{
	struct words words;

	for (words_start(&words, run); words_next(&words);) {
		size_t n = words.folded.len;

		count_first(c, short_word_of(words.folded.ptr, n > SHORT_BYTES ? 0 : n));
	}
}

static size_t in_favour(const struct first_count *c)
{
	return c->hits + (c->plain ? c->further : 0);
}

static size_t against(const struct first_count *c)
{
	return c->other - (c->plain ? c->single : 0);
}

// Enough for FEW and twice as many as all others, unless the rest of the text is in another language.
static bool enough(const struct first_count *c)
{
	return in_favour(c) * 100 >= LOOK_AT_WORDS * FEW && in_favour(c) >= 2 * against(c);
}

static bool done(const struct first_count *c)
{
	return c->words >= LOOK_AT_WORDS || enough(c);
}

static void count_first_runs(struct first_count *c, struct str text, const size_t *edge, size_t n)
{
	for (; n; n--, edge += 2) {
		short_word word;

		if (plain_word(&word, text, edge[0], edge[1]))
			count_first(c, word);
		else
			count_first_slowly(c, str_sub(text, edge[0], edge[1]));
	}
}

// Returns where a run reaches the end of the piece, and may go on behind it; else the piece's length.
static size_t count_first_piece(struct first_count *c, struct str piece, bool last)
{
	struct runs r;
	size_t edge = 0;

	runs_start(&r, scan_fastest(), piece);
	while (!done(c) && runs_next(&r))
		for (size_t i = 0, n; i < r.n && !done(c); i += n) {
			n = r.n - i < AT_ONCE ? r.n - i : AT_ONCE;
			edge = r.edge[2 * (i + n) - 1] < piece.len || last ? 0 : r.edge[2 * (i + n) - 2];
			count_first_runs(c, piece, r.edge + 2 * i, n - (edge > 0));
		}
	return edge ? edge : piece.len;
}

static void count_first_words(struct first_count *c, struct str text)
{
	for (size_t from = 0, to; from < text.len && !done(c);) {
		to = text.len - from < PIECE ? text.len : from + PIECE;
		from += count_first_piece(c, str_sub(text, from, to), to == text.len);
	}
}

// How certain it is that the text is in the first language.
static enum lang_certain how_first(const struct lang_words *w, struct str text, bool plain)
{
	struct first_count c = {
		.w = w, .others = ((UINT64_C(1) << w->n_latin) - 1) & ~UINT64_C(1), .plain = plain};
	size_t all;

	count_first_words(&c, text);
	if (enough(&c) || settled(c.hits, c.other, c.words) || (plain && c.hits > c.other))
		return LANG_SURE;
	all = in_favour(&c);
	if (!plain || all < 2 || all * 100 < c.words * FEW || all <= against(&c))
		return LANG_UNSURE;
	return c.hits > 1 && c.hits * 100 >= c.words * FEW && c.hits > against(&c) ? LANG_SURE : LANG_LIKELY;
}

// The language with the most words, given how often each has one; NULL where two have as many.
static const char *leader(const struct count *c, bool plain, bool is_latin, enum lang_certain *certain)
{
	size_t best = best_of(c->hits, c->from, c->to), second = 0;

	for (size_t i = c->from; i < c->to; i++)
		second = i != best && c->hits[i] > second ? c->hits[i] : second;
	if (settled(c->hits[best], second, c->words))
		*certain = LANG_SURE;
	// Headlines have few small words; without letters with a mark, English ahead, or abreast, is enough.
	if (is_latin && !best && (c->hits[best] > second || c->hits[best] > 1)) {
		if (plain)
			*certain = LANG_SURE;
		return c->w->tags[best];
	}
	return c->hits[best] > second ? c->w->tags[best] : NULL;
}

const char *lang_by_words(
	const struct lang_words *w, bool is_latin, bool plain, struct str text, enum lang_certain *certain)
{
	struct count c = {.w = w, .from = is_latin ? 0 : w->n_latin, .to = is_latin ? w->n_latin : w->n};

	*certain = is_latin ? how_first(w, text, plain) : LANG_UNSURE;
	if (*certain == LANG_SURE)
		return w->tags[0];
	count_words(&c, text);
	if (!c.first)
		return leader(&c, plain, is_latin, certain);
	*certain = LANG_SURE;
	return w->tags[c.from];
}

// SPDX-License-Identifier: MIT
// Known phrases of the furniture round a story, in the languages of the region and the great ones.
//
// Further evidence beside the structure only: the next site has other phrases. Pure; any thread.
#ifndef CORPUS_PHRASES_H
#define CORPUS_PHRASES_H

#include "base/str.h"

enum phrase {
	PHRASE_NONE,
	PHRASE_SECTION,  // heads a list of other stories: "Related articles", "Популярное"
	PHRASE_COMMENTS, // heads readers' comments or their form
	PHRASE_SHARE,    // invites to share, print, follow, or names a service for it
	PHRASE_ALSO,     // announces another story: "Read also", "Читайте также"
	PHRASE_MENU,     // a menu, an accessibility bar, a log-in
	PHRASE_NOTICE,   // an advertisement, a plea to subscribe, rights reserved
	PHRASE_CREDIT,   // who made the picture, where the text is from
	PHRASE_BYLINE,   // who wrote it, when it was published
	PHRASE_RECAP,    // recalls an earlier story in a sentence of the text
};

// The whole line, but for case, punctuation and a count at its end, is a known phrase.
enum phrase phrase_whole(struct str line);

// The line begins with a known phrase that may have more behind it: "Read also: Two held in Kulob".
enum phrase phrase_start(struct str line);

#endif

// SPDX-License-Identifier: MIT
// The head of a mail or netnews message, where a record keeps it with the text. Internal to corpus/.
#ifndef CORPUS_MESSAGE_HEAD_H
#define CORPUS_MESSAGE_HEAD_H

#include "base/arena.h"

// What the message at the beginning of `text` is about: its Subject (RFC 5322 section 3.6.5, RFC 5536 section
// 3.1.4) without "Re:", "Fw:" or "Fwd:", its lines joined by a blank; copied to `mem`. Absent where the text
// does not begin with a head, that is lines "Name: value" up to an empty line, From and Subject among them;
// where the Subject is empty or encoded (RFC 2047); where memory is short (`mem` knows).
struct str message_subject(struct arena *mem, struct str text);

#endif

// SPDX-License-Identifier: MIT
// HTML by libxml2, with no network and no messages. Where memory runs out, libxml2's parser leaves out what
// it could not keep, or turns in a circle; here it is stopped and the caller told. Thread rule: any thread,
// each document in one.
#ifndef CORPUS_HTML_DOC_H
#define CORPUS_HTML_DOC_H

#include "base/err.h"
#include "base/str.h"

struct _xmlDoc; // libxml2's htmlDoc

// `html`: UTF-8, what lies behind 2 GB is left out. *out: the caller frees it with xmlFreeDoc; NULL, with
// DL_OK, where there is nothing in it. Errors: DL_ENOMEM.
enum dl_status html_doc_read(struct _xmlDoc **out, struct str html, struct dl_err *err);

#endif

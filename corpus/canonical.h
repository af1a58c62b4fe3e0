// SPDX-License-Identifier: MIT
// One address for all the ways in which the same page is linked to.
#ifndef CORPUS_CANONICAL_H
#define CORPUS_CANONICAL_H

#include "base/buf.h"

// Appends the address without scheme, "www.", "m.", "mobile." and "amp." before the host, default port,
// fragment (but "#!"), parameters of trackers (utm_*, fbclid, ...) and sessions, a last "/amp", "/index.html"
// and the like, and the closing slash; the host in small letters, escapes as RFC 3986 section 6.2.2 wants
// them, other characters than ASCII escaped. False, with nothing appended, where it names no page: no host,
// or no more than the front page of a site. A full buffer shows in `out`.
bool canonical_url(struct buf *out, struct str url);

#endif

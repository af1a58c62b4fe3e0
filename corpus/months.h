// SPDX-License-Identifier: MIT
// Dates in words: month names of English, Russian and Tajik.
#ifndef CORPUS_MONTHS_H
#define CORPUS_MONTHS_H

#include "base/date.h"

// "June 24", "24 June", "24 июня 2015", "June 24 2015", "4-уми август", "23.09.2019": the whole of `text`.
// The year is 0 where it is not said. False, with *out untouched, for anything else or an impossible date.
bool months_date(struct civil *out, struct str text);

// "2015": a year alone, 1990 to 2099.
bool months_year(int *out, struct str text);

#endif

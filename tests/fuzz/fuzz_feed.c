// SPDX-License-Identifier: MIT
// RSS, RDF, Atom.
#include "tests/fuzz/read_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return read_as(FORMAT_FEED, data, size);
}

// SPDX-License-Identifier: MIT
// Reuters-21578.
#include "tests/fuzz/read_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return read_as(FORMAT_SGML, data, size);
}

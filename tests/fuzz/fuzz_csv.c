// SPDX-License-Identifier: MIT
// CSV and TSV.
#include "tests/fuzz/read_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return read_as(FORMAT_CSV, data, size) + read_as(FORMAT_TSV, data, size);
}

// SPDX-License-Identifier: MIT
// Sorting many 64-bit numbers in linear time.
#ifndef BASE_RADIX_H
#define BASE_RADIX_H

#include <stddef.h>
#include <stdint.h>

// Sorts `values` ascending; `scratch` has room for as many.
void radix_sort(uint64_t *values, uint64_t *scratch, size_t n);

#endif

// SPDX-License-Identifier: MIT
#include "features/scan.h"

#include <stdbool.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

static int is_word(unsigned char c)
{
	unsigned char low = c | 0x20;

	return (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || (c >= 0x80 && c < 0xE0 && c != 0xC2);
}

static void scan_portable(struct scan_masks *out, const unsigned char *block)
{
	*out = (struct scan_masks){0};
	for (unsigned i = 0; i < SCAN_BLOCK; i++) {
		unsigned char c = block[i];

		out->word |= (uint64_t)is_word(c) << i;
		out->stop |= (uint64_t)(c == '.' || c == '!' || c == '?') << i;
		out->exotic |= (uint64_t)(c >= 0xE0 || c == 0xC2) << i;
	}
}

// Eight bits at a time, without a look at how many are left. Each bit is counted without the instruction
// for it, which not every x86-64 processor has.
static size_t count_bits(uint64_t x)
{
	x -= x >> 1 & UINT64_C(0x5555555555555555);
	x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
	return (size_t)(((x + (x >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f)) * UINT64_C(0x0101010101010101) >> 56);
}

static size_t list_portable(size_t *out, uint64_t bits, size_t base)
{
	size_t n = count_bits(bits);

	for (size_t done = 0; done < n; done += SCAN_SPARE + 1)
		for (size_t i = 0; i <= SCAN_SPARE; i++, bits &= bits - 1)
			out[done + i] = base + (size_t)__builtin_ctzll(bits | UINT64_C(1) << 63);
	return n;
}

#if defined(__x86_64__)

// c - low <= high - low, unsigned, for each byte.
static inline __m128i between128(__m128i x, char low, char high)
{
	__m128i off = _mm_sub_epi8(x, _mm_set1_epi8(low));

	return _mm_cmpeq_epi8(_mm_min_epu8(off, _mm_set1_epi8((char)(high - low))), off);
}

static inline __m128i equal128(__m128i x, char c)
{
	return _mm_cmpeq_epi8(x, _mm_set1_epi8(c));
}

static inline uint64_t bits128(__m128i x)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8(x);
}

static void scan_sse2(struct scan_masks *out, const unsigned char *block)
{
	*out = (struct scan_masks){0};
	for (unsigned i = 0; i < SCAN_BLOCK; i += 16) {
		__m128i x = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
		__m128i low = _mm_or_si128(x, _mm_set1_epi8(0x20));
		__m128i high = _mm_or_si128(between128(x, (char)0xE0, (char)0xFF), equal128(x, (char)0xC2));
		__m128i word = _mm_or_si128(_mm_or_si128(between128(low, 'a', 'z'), between128(x, '0', '9')),
			_mm_andnot_si128(high, between128(x, (char)0x80, (char)0xFF)));
		__m128i stop =
			_mm_or_si128(_mm_or_si128(equal128(x, '.'), equal128(x, '!')), equal128(x, '?'));

		out->word |= bits128(word) << i;
		out->stop |= bits128(stop) << i;
		out->exotic |= bits128(high) << i;
	}
}

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i between256(__m256i x, char low, char high)
{
	__m256i off = _mm256_sub_epi8(x, _mm256_set1_epi8(low));

	return _mm256_cmpeq_epi8(_mm256_min_epu8(off, _mm256_set1_epi8((char)(high - low))), off);
}

AVX2 static inline __m256i equal256(__m256i x, char c)
{
	return _mm256_cmpeq_epi8(x, _mm256_set1_epi8(c));
}

AVX2 static inline uint64_t bits256(__m256i x)
{
	return (uint64_t)(unsigned)_mm256_movemask_epi8(x);
}

AVX2 static void scan_avx2(struct scan_masks *out, const unsigned char *block)
{
	*out = (struct scan_masks){0};
	for (unsigned i = 0; i < SCAN_BLOCK; i += 32) {
		__m256i x = _mm256_loadu_si256((const __m256i *)(const void *)(block + i));
		__m256i low = _mm256_or_si256(x, _mm256_set1_epi8(0x20));
		__m256i high =
			_mm256_or_si256(between256(x, (char)0xE0, (char)0xFF), equal256(x, (char)0xC2));
		__m256i word =
			_mm256_or_si256(_mm256_or_si256(between256(low, 'a', 'z'), between256(x, '0', '9')),
				_mm256_andnot_si256(high, x));
		__m256i stop = _mm256_or_si256(
			_mm256_or_si256(equal256(x, '.'), equal256(x, '!')), equal256(x, '?'));

		out->word |= bits256(word) << i;
		out->stop |= bits256(stop) << i;
		out->exotic |= bits256(high) << i;
	}
}

#define BMI __attribute__((target("bmi,popcnt")))

BMI static size_t list_bmi(size_t *out, uint64_t bits, size_t base)
{
	size_t n = (size_t)_mm_popcnt_u64(bits);

	for (size_t done = 0; done < n; done += SCAN_SPARE + 1) {
#pragma GCC unroll 8
		for (size_t i = 0; i <= SCAN_SPARE; i++, bits = _blsr_u64(bits))
			out[done + i] = base + (size_t)_tzcnt_u64(bits);
	}
	return n;
}

const struct scan_way *scan_ways(size_t *n)
{
	static const struct scan_way ways[] = {
		{scan_portable, list_portable}, {scan_sse2, list_portable}, {scan_avx2, list_bmi}};
	bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
		    __builtin_cpu_supports("popcnt");

	*n = avx2 ? 3 : 2;
	return ways;
}

#elif defined(__aarch64__)

// One bit a byte: each byte keeps its own bit, and pairs are added up three times.
static inline uint64_t bits_neon(const uint8x16_t m[4])
{
	static const uint8_t own[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
	uint8x16_t bit = vld1q_u8(own);
	uint8x16_t a = vpaddq_u8(vandq_u8(m[0], bit), vandq_u8(m[1], bit));
	uint8x16_t b = vpaddq_u8(vandq_u8(m[2], bit), vandq_u8(m[3], bit));

	a = vpaddq_u8(a, b);
	a = vpaddq_u8(a, a);
	return vgetq_lane_u64(vreinterpretq_u64_u8(a), 0);
}

static inline uint8x16_t between_neon(uint8x16_t x, uint8_t low, uint8_t high)
{
	return vandq_u8(vcgeq_u8(x, vdupq_n_u8(low)), vcleq_u8(x, vdupq_n_u8(high)));
}

static void scan_neon(struct scan_masks *out, const unsigned char *block)
{
	uint8x16_t word[4], stop[4], high[4];

	for (unsigned i = 0; i < 4; i++) {
		uint8x16_t x = vld1q_u8(block + 16 * i), low = vorrq_u8(x, vdupq_n_u8(0x20));

		high[i] = vorrq_u8(vcgeq_u8(x, vdupq_n_u8(0xE0)), vceqq_u8(x, vdupq_n_u8(0xC2)));
		word[i] = vorrq_u8(vorrq_u8(between_neon(low, 'a', 'z'), between_neon(x, '0', '9')),
			vbicq_u8(vcgeq_u8(x, vdupq_n_u8(0x80)), high[i]));
		stop[i] = vorrq_u8(vorrq_u8(vceqq_u8(x, vdupq_n_u8('.')), vceqq_u8(x, vdupq_n_u8('!'))),
			vceqq_u8(x, vdupq_n_u8('?')));
	}
	*out = (struct scan_masks){bits_neon(word), bits_neon(stop), bits_neon(high)};
}

const struct scan_way *scan_ways(size_t *n)
{
	static const struct scan_way ways[] = {{scan_portable, list_portable}, {scan_neon, list_portable}};

	*n = 2;
	return ways;
}

#else

const struct scan_way *scan_ways(size_t *n)
{
	static const struct scan_way ways[] = {{scan_portable, list_portable}};

	*n = 1;
	return ways;
}

#endif

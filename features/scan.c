// SPDX-License-Identifier: MIT
#include "features/scan.h"

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

void scan_portable(struct scan_masks *out, const unsigned char *block)
{
	*out = (struct scan_masks){0};
	for (unsigned i = 0; i < SCAN_BLOCK; i++) {
		unsigned char c = block[i];

		out->word |= (uint64_t)is_word(c) << i;
		out->stop |= (uint64_t)(c == '.' || c == '!' || c == '?') << i;
		out->exotic |= (uint64_t)(c >= 0xE0 || c == 0xC2) << i;
	}
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

scan_fn *const *scan_ways(size_t *n)
{
	static scan_fn *const ways[] = {scan_portable, scan_sse2, scan_avx2};

	*n = __builtin_cpu_supports("avx2") ? 3 : 2;
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

scan_fn *const *scan_ways(size_t *n)
{
	static scan_fn *const ways[] = {scan_portable, scan_neon};

	*n = 2;
	return ways;
}

#else

scan_fn *const *scan_ways(size_t *n)
{
	static scan_fn *const ways[] = {scan_portable};

	*n = 1;
	return ways;
}

#endif

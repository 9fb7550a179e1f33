// SPDX-License-Identifier: MIT
// num.c - doubles to and from decimal text, and what Unicode says about digits and spaces.
//
// Shortest digits are found by the method of R. Giulietti, "The Schubfach way to render doubles": scale the number and the two
// ends of its rounding interval by one power of ten, chosen so that the interval holds at least one integer and at most one
// multiple of ten, and pick. 128-bit powers suffice. They are not tabulated one by one: 10^(27q) is kept to 192 bits, and
// multiplying by 5^r (r < 27, which fits 64 bits) gives the exact leading 128 bits for every power in use; a program that tried
// all 617 confirmed that.
#include "vm/base/num.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned __int128 U128;

static const uint64_t coarse_powers[24][3] = {
    {0xa76c582338ed2621, 0xaf2af2b80af6f24e, 0x657c8f4d43323a36},  // 10^-297
    {0x873e4f75e2224e68, 0x5a7744a6e804a291, 0xcc35eddfcf0996d7},  // 10^-270
    {0xda7f5bf590966848, 0xaf39a475506a899e, 0xa30294cc2934e662},  // 10^-243
    {0xb080392cc4349dec, 0xbd8d794d96aacfb3, 0xfe13a5c86af64418},  // 10^-216
    {0x8e938662882af53e, 0x547eb47b7282ee9c, 0x41b0230e1421487d},  // 10^-189
    {0xe65829b3046b0afa, 0x0cb4a5a3112a5112, 0xa3b561b1cb208396},  // 10^-162
    {0xba121a4650e4ddeb, 0x92f34d62616ce413, 0x21a0183e10583cd3},  // 10^-135
    {0x964e858c91ba2655, 0x3a6a07f8d510f86f, 0xe9082f25e9c5e9ec},  // 10^-108
    {0xf2d56790ab41c2a2, 0xfae27299423fb9c3, 0x3695dad7e8858901},  // 10^-81
    {0xc428d05aa4751e4c, 0xaa97e14c3c26b886, 0x96842dc95323f5a8},  // 10^-54
    {0x9e74d1b791e07e48, 0x775ea264cf55347d, 0xca49f1c05120c9c7},  // 10^-27
    {0x8000000000000000, 0x0000000000000000, 0x0000000000000000},  // 10^0
    {0xcecb8f27f4200f3a, 0x0000000000000000, 0x0000000000000000},  // 10^27
    {0xa70c3c40a64e6c51, 0x999090b65f67d924, 0x0000000000000000},  // 10^54
    {0x86f0ac99b4e8dafd, 0x69a028bb3ded71a3, 0xdf9f915627c04e28},  // 10^81
    {0xda01ee641a708de9, 0xe80e6f4820cc9495, 0xd74baad03bc1d8d3},  // 10^108
    {0xb01ae745b101e9e4, 0x5ec05dcff72e7f8f, 0xc04c79ffe324301f},  // 10^135
    {0x8e41ade9fbebc27d, 0x14588f13be847307, 0x23bd6a2059c002f5},  // 10^162
    {0xe5d3ef282a242e81, 0x8f1668c8a86da5fa, 0xf0b5ccf5176ecc7c},  // 10^189
    {0xb9a74a0637ce2ee1, 0x6d953e2bd7173692, 0x88efb0037ac08bde},  // 10^216
    {0x95f83d0a1fb69cd9, 0x4abdaf101564f98e, 0x0d5a4af7b3a98e47},  // 10^243
    {0xf24a01a73cf2dccf, 0xbc633b39673c8cec, 0x3d9c44cd2f36917c},  // 10^270
    {0xc3b8358109e84f07, 0x0a862f80ec4700c8, 0x02606ea01029dc37},  // 10^297
    {0x9e19db92b4e31ba9, 0x6c07a2c26a8346d1, 0x4944d9f52cd0dec2},  // 10^324
};
enum { COARSE_STEP = 27, COARSE_FIRST = -11, EXACT_POWER_MAX = 55 };

static const uint64_t powers_of_5[COARSE_STEP] = {
    1, 5, 25, 125, 625, 3125, 15625, 78125, 390625, 1953125, 9765625, 48828125, 244140625, 1220703125, 6103515625, 30517578125,
    152587890625, 762939453125, 3814697265625, 19073486328125, 95367431640625, 476837158203125, 2384185791015625,
    11920928955078125, 59604644775390625, 298023223876953125, 1490116119384765625,
};

// 10^k as 128 bits with the top one set, rounded up.
static U128 power_of_10(int k) {
  int q = (k - COARSE_FIRST * COARSE_STEP) / COARSE_STEP;
  int r = k - (q + COARSE_FIRST) * COARSE_STEP;
  const uint64_t *coarse = coarse_powers[q];
  U128 low = (U128)coarse[2] * powers_of_5[r];
  U128 mid = (U128)coarse[1] * powers_of_5[r] + (uint64_t)(low >> 64);
  U128 high = (U128)coarse[0] * powers_of_5[r] + (uint64_t)(mid >> 64);
  // high:mid64:low64 is the product; its top bit lies in `high`, at or above bit 63.
  int lead = (uint64_t)(high >> 64) ? __builtin_clzll((uint64_t)(high >> 64)) : 64;
  U128 rest = ((U128)(uint64_t)mid << 64) | (uint64_t)low;
  U128 g = lead ? (high << lead) | (rest >> (128 - lead)) : high;
  return k < 0 || k > EXACT_POWER_MAX ? g + 1 : g;
}

static int floor_log2_pow10(int e) { return (e * 1741647) >> 19; }

// The integer part of g * cp / 2^128, its last bit standing for any fraction as well.
static uint64_t round_to_odd(U128 g, uint64_t cp) {
  uint64_t carry = (uint64_t)(((U128)(uint64_t)g * cp) >> 64);
  U128 y = (U128)(uint64_t)(g >> 64) * cp + carry;
  return (uint64_t)(y >> 64) | ((uint64_t)y > 1);
}

// c * 2^q to the shortest decimal m * 10^*exp10.
static uint64_t shortest_decimal(uint64_t c, int q, bool irregular, int *exp10) {
  int k = (q * 1262611 - (irregular ? 524031 : 0)) >> 22;
  int h = q + floor_log2_pow10(-k) + 1;
  U128 g = power_of_10(-k);
  uint64_t odd = c & 1, cb = 4 * c;
  uint64_t lower = round_to_odd(g, (cb - (irregular ? 1 : 2)) << h) + odd;
  uint64_t value = round_to_odd(g, cb << h);
  uint64_t upper = round_to_odd(g, (cb + 2) << h) - odd;
  uint64_t s = value / 4;
  *exp10 = k;
  if (s >= 10) {
    uint64_t ten = s / 10 * 10;
    bool down_in = lower <= ten * 4, up_in = (ten + 10) * 4 <= upper;
    if (down_in != up_in) return down_in ? ten : ten + 10;
  }
  bool down_in = lower <= s * 4, up_in = (s + 1) * 4 <= upper;
  if (down_in != up_in) return down_in ? s : s + 1;
  uint64_t middle = 4 * s + 2;
  return value < middle || (value == middle && !(s & 1)) ? s : s + 1;
}

int num_shortest(double d, char digits[NUM_DIGITS_MAX], int *point) {
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
  int biased = (int)(bits >> 52) & 0x7ff;
  uint64_t c = biased ? fraction | UINT64_C(1) << 52 : fraction;
  int q = (biased ? biased : 1) - 1075, exp10 = 0;
  uint64_t m;
  if (c == 0) {
    digits[0] = '0';
    *point = 1;
    return 1;
  }
  if (q <= 0 && q > -53 && (c & ((UINT64_C(1) << -q) - 1)) == 0) m = c >> -q;  // an integer below 2^53 is its own shortest form
  else m = shortest_decimal(c, q, fraction == 0 && biased > 1, &exp10);
  while (m % 10 == 0) m /= 10, exp10++;
  char reversed[20];
  int count = 0;
  for (; m; m /= 10) reversed[count++] = (char)('0' + m % 10);
  for (int i = 0; i < count; i++) digits[i] = reversed[count - 1 - i];
  *point = count + exp10;
  return count;
}

static size_t write_exponent(char *out, int exponent) {
  size_t n = 0;
  out[n++] = 'e';
  out[n++] = exponent < 0 ? '-' : '+';
  unsigned e = (unsigned)abs(exponent);
  if (e >= 100) out[n++] = (char)('0' + e / 100);
  out[n++] = (char)('0' + e / 10 % 10);
  out[n++] = (char)('0' + e % 10);
  return n;
}

static size_t write_fixed(char *out, const char *digits, int count, int point, bool point_zero) {
  size_t n = 0;
  if (point <= 0) {
    out[n++] = '0';
    out[n++] = '.';
    for (int i = point; i < 0; i++) out[n++] = '0';
    memcpy(out + n, digits, (size_t)count);
    return n + (size_t)count;
  }
  for (int i = 0; i < point; i++) out[n++] = i < count ? digits[i] : '0';
  if (count > point) {
    out[n++] = '.';
    memcpy(out + n, digits + point, (size_t)(count - point));
    return n + (size_t)(count - point);
  }
  if (point_zero) {
    out[n++] = '.';
    out[n++] = '0';
  }
  return n;
}

size_t num_repr(double d, char out[NUM_REPR_MAX], bool point_zero) {
  size_t n = 0;
  if (d != d) return strcpy(out, "nan"), 3;
  if (signbit(d)) out[n++] = '-';
  if (isinf(d)) return strcpy(out + n, "inf"), n + 3;
  char digits[NUM_DIGITS_MAX];
  int point, count = num_shortest(d, digits, &point);
  if (point > -4 && point <= 16) {
    n += write_fixed(out + n, digits, count, point, point_zero);
  } else {
    out[n++] = digits[0];
    if (count > 1) {
      out[n++] = '.';
      memcpy(out + n, digits + 1, (size_t)count - 1);
      n += (size_t)count - 1;
    }
    n += write_exponent(out + n, point - 1);
  }
  out[n] = 0;
  return n;
}

size_t num_format(double d, char conv, int precision, bool alternate, char *out, size_t size) {
  char format[8];
  snprintf(format, sizeof format, "%%%s.*%c", alternate ? "#" : "", conv);
  int n = snprintf(out, size, format, precision, d);
  const char *local = localeconv()->decimal_point;
  if (n > 0 && (size_t)n < size && local[0] != '.' && local[0]) {
    char *at = strstr(out, local);
    size_t width = strlen(local);
    if (at) {
      *at = '.';
      memmove(at + 1, at + width, strlen(at + width) + 1);
      n -= (int)width - 1;
    }
  }
  return n < 0 ? 0 : (size_t)n;
}

static bool word_is(const char *text, size_t len, const char *word) {
  if (len != strlen(word)) return false;
  for (size_t i = 0; i < len; i++)
    if ((text[i] | 0x20) != word[i]) return false;
  return true;
}

static const char *skip_digits(const char *s, const char *end) {
  while (s < end && *s >= '0' && *s <= '9') s++;
  return s;
}

// strtod in a locale whose point is not '.'.
static double parse_localised(const char *text, size_t len) {
  const char *local = localeconv()->decimal_point;
  if (local[0] == '.' || !local[0]) return strtod(text, NULL);
  size_t width = strlen(local);
  char small[128], *copy = len + width + 1 <= sizeof small ? small : malloc(len + width + 1);
  if (!copy) return NAN;
  const char *dot = memchr(text, '.', len);
  size_t head = dot ? (size_t)(dot - text) : len;
  memcpy(copy, text, head);
  size_t n = head;
  if (dot) {
    memcpy(copy + n, local, width);
    n += width;
    memcpy(copy + n, dot + 1, len - head - 1);
    n += len - head - 1;
  }
  copy[n] = 0;
  double d = strtod(copy, NULL);
  if (copy != small) free(copy);
  return d;
}

static double parse_decimal(const char *text, size_t len, const char *digits, const char *point, const char *exponent) {
  static const double exact[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  if (len <= 17 && exponent == text + len) {  // both the digits and the power are exact doubles: one rounding
    uint64_t m = 0;
    for (const char *s = digits; s < exponent; s++)
      if (*s != '.') m = m * 10 + (uint64_t)(*s - '0');
    int places = point ? (int)(exponent - point - 1) : 0;
    if (m < UINT64_C(1) << 53) {
      double d = (double)m / exact[places];
      return text[0] == '-' ? -d : d;
    }
  }
  return parse_localised(text, len);
}

bool num_parse(const char *text, size_t len, double *out) {
  const char *s = text, *end = text + len;
  bool negative = len && *s == '-';
  if (len && (*s == '-' || *s == '+')) s++;
  size_t rest = (size_t)(end - s);
  if (word_is(s, rest, "inf") || word_is(s, rest, "infinity")) return *out = negative ? -INFINITY : INFINITY, true;
  if (word_is(s, rest, "nan")) return *out = negative ? -NAN : NAN, true;
  const char *digits = s, *point = NULL;
  s = skip_digits(s, end);
  size_t count = (size_t)(s - digits);
  if (s < end && *s == '.') {
    point = s++;
    const char *start = s;
    s = skip_digits(s, end);
    count += (size_t)(s - start);
  }
  if (!count) return false;
  const char *exponent = s;
  if (s < end && (*s == 'e' || *s == 'E')) {
    s++;
    if (s < end && (*s == '-' || *s == '+')) s++;
    const char *start = s;
    s = skip_digits(s, end);
    if (s == start) return false;
  }
  if (s != end) return false;
  *out = parse_decimal(text, len, digits, point, exponent);
  return true;
}

double num_scale(uint64_t m, bool sticky, int64_t exp) {
  if (m == 0) return 0.0;
  int bits = 64 - __builtin_clzll(m);
  if (exp + bits > 1024) return INFINITY;
  if (exp + bits < -1080) return 0.0;
  int64_t drop = bits - 53;
  if (-1074 - exp > drop) drop = -1074 - exp;
  if (drop <= 0) return ldexp((double)m, (int)exp);
  if (drop > 64) return 0.0;
  uint64_t kept = drop == 64 ? 0 : m >> drop;
  uint64_t half = UINT64_C(1) << (drop - 1), lost = drop == 64 ? m : m & ((half << 1) - 1);
  if (lost > half || (lost == half && (sticky || (kept & 1)))) kept++;
  return ldexp((double)kept, (int)(exp + drop));
}

bool num_half_pack(double d, uint16_t *out) {
  unsigned sign = signbit(d) ? 0x8000 : 0;
  int e;
  if (d == 0 || !isfinite(d)) return *out = (uint16_t)(sign | (d == 0 ? 0 : isnan(d) ? 0x7e00 : 0x7c00)), true;
  double f = frexp(fabs(d), &e) * 2;
  e--;
  if (e < -25) return *out = (uint16_t)sign, true;
  if (e < -14) {
    f = ldexp(f, 14 + e);
    e = 0;
  } else {
    f -= 1;
    e += 15;
  }
  f *= 1024;
  unsigned bits = (unsigned)f;
  f -= bits;
  if (f > 0.5 || (f == 0.5 && (bits & 1))) bits++;
  unsigned value = ((unsigned)e << 10) + bits;  // a carry goes to the exponent
  *out = (uint16_t)(sign | value);
  return e <= 30 && value < 0x7c00;
}

double num_half_unpack(unsigned h) {
  unsigned e = h >> 10 & 31, m = h & 1023;
  double d = e == 31 ? (m ? NAN : INFINITY) : e ? ldexp(1024 + m, (int)e - 25) : ldexp(m, -24);
  return h & 0x8000 ? -d : d;
}

// The zeros of every run of ten decimal digits (general category Nd).
static const uint32_t digit_zeros[] = {
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
    0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900,
    0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0,
    0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce,
    0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950, 0x1fbf0,
};

int num_unicode_digit(uint32_t c) {
  size_t low = 0, high = sizeof digit_zeros / sizeof *digit_zeros;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (c < digit_zeros[middle]) high = middle;
    else if (c > digit_zeros[middle] + 9) low = middle + 1;
    else return (int)(c - digit_zeros[middle]);
  }
  return -1;
}

bool num_unicode_space(uint32_t c) {
  if (c < 0x80) return (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x20);
  return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
         c == 0x205f || c == 0x3000;
}

// SPDX-License-Identifier: MIT
// int_text.c - ints to and from text, in any base from 2 to 36.
//
// Bases that are powers of two are regrouped bits, in linear time. The others work in chunks: the largest power of the base that
// fits a digit of libtommath (10^18 for decimal). Up to LEAF_CHUNKS chunks are done by schoolbook; longer numbers are split in two
// at chunk_power^(LEAF_CHUNKS * 2^level), whose powers are made once by squaring, so that multiplication and division do the work.
#include <limits.h>
#include <stdlib.h>

#include "vm/base/num.h"
#include "vm/core/vm.h"

enum { LEAF_CHUNKS = 32, MAX_LEVELS = 32 };

typedef struct Radix {
  VM *vm;
  int base, chunk_len;
  mp_digit chunk;                 // base ^ chunk_len
  mp_int powers[MAX_LEVELS];      // chunk ^ (LEAF_CHUNKS << level)
  int levels;
} Radix;

static void radix_init(VM *vm, Radix *radix, int base) {
  radix->vm = vm;
  radix->base = base;
  radix->chunk = 1;
  radix->chunk_len = 0;
  radix->levels = 0;
  for (; radix->chunk <= MP_MASK / (mp_digit)base; radix->chunk_len++) radix->chunk *= (mp_digit)base;
}

static void radix_clear(Radix *radix) {
  while (radix->levels) mp_clear(&radix->powers[--radix->levels]);
}

static mp_err radix_add_level(Radix *radix) {
  mp_int *p = &radix->powers[radix->levels];
  mp_err err = mp_init(p);
  if (err != MP_OKAY) return err;
  if (radix->levels) {
    err = int_mul_mp(radix->vm, &radix->powers[radix->levels - 1], &radix->powers[radix->levels - 1], p);
  } else {
    mp_set(p, radix->chunk);
    for (int i = 1; i < LEAF_CHUNKS && err == MP_OKAY; i *= 2) err = int_mul_mp(radix->vm, p, p, p);
  }
  radix->levels++;
  return err;
}

static size_t level_len(const Radix *radix, int level) { return ((size_t)LEAF_CHUNKS << level) * (size_t)radix->chunk_len; }

// ---- to text

static const char digit_chars[] = "0123456789abcdefghijklmnopqrstuvwxyz";

// n below chunk^LEAF_CHUNKS, as `len` characters with leading zeros.
static void write_leaf(const Radix *radix, const mp_int *n, char *out, size_t len) {
  mp_digit digits[LEAF_CHUNKS + 2];
  int used = n->used;
  memcpy(digits, n->dp, (size_t)used * sizeof *digits);
  while (len) {
    unsigned __int128 rest = 0;
    for (int i = used - 1; i >= 0; i--) {
      rest = rest << MP_DIGIT_BIT | digits[i];
      digits[i] = (mp_digit)(rest / radix->chunk);
      rest %= radix->chunk;
    }
    while (used && !digits[used - 1]) used--;
    uint64_t part = (uint64_t)rest;
    for (int i = 0; i < radix->chunk_len && len; i++, part /= (uint64_t)radix->base)
      out[--len] = digit_chars[part % (uint64_t)radix->base];
  }
}

// n below powers[level]^2 (level -1: the leaf's limit), filling `len` characters. Depth is bounded by MAX_LEVELS.
static mp_err write_level(const Radix *radix, const mp_int *n, int level, char *out, size_t len) {
  if (level < 0) {
    write_leaf(radix, n, out, len);
    return MP_OKAY;
  }
  mp_int high, low;
  size_t low_len = level_len(radix, level);
  mp_err err = mp_init_multi(&high, &low, NULL);
  if (err != MP_OKAY) return err;
  err = int_div_mp(radix->vm, n, &radix->powers[level], &high, &low);
  if (err == MP_OKAY) err = write_level(radix, &high, level - 1, out, len - low_len);
  if (err == MP_OKAY) err = write_level(radix, &low, level - 1, out + (len - low_len), low_len);
  mp_clear_multi(&high, &low, NULL);
  return err;
}

static mp_err write_chunked(VM *vm, const mp_int *n, int base, char *out, size_t *len) {
  Radix radix;
  radix_init(vm, &radix, base);
  mp_err err = MP_OKAY;
  int level = -1;
  mp_int magnitude = *n;
  magnitude.sign = MP_ZPOS;
  int leaf_bits = LEAF_CHUNKS * (MP_DIGIT_BIT - 6);
  if (mp_count_bits(n) > leaf_bits) {
    do err = radix_add_level(&radix);
    while (err == MP_OKAY && mp_count_bits(&radix.powers[radix.levels - 1]) * 2 - 1 <= mp_count_bits(n));
    level = radix.levels - 1;
  }
  size_t full = level_len(&radix, level + 1);
  char *text = malloc(full);
  if (!text) err = MP_MEM;
  if (err == MP_OKAY) err = write_level(&radix, &magnitude, level, text, full);
  if (err == MP_OKAY) {
    size_t zeros = 0;
    while (zeros < full - 1 && text[zeros] == '0') zeros++;
    *len = full - zeros;
    memcpy(out, text + zeros, *len);
  }
  free(text);
  radix_clear(&radix);
  return err;
}

static size_t write_bits(const mp_int *n, int bits_each, char *out) {
  uint64_t bits = (uint64_t)mp_count_bits(n);
  size_t len = (size_t)((bits + (uint64_t)bits_each - 1) / (uint64_t)bits_each);
  unsigned __int128 pool = 0;
  int have = 0, word = 0;
  for (size_t i = len; i-- > 0;) {
    if (have < bits_each && word < n->used) {
      pool |= (unsigned __int128)n->dp[word++] << have;
      have += MP_DIGIT_BIT;
    }
    out[i] = digit_chars[(unsigned)pool & ((1u << bits_each) - 1)];
    pool >>= bits_each;
    have -= bits_each;
  }
  return len;
}

static int power_of_two_bits(int base) { return base & (base - 1) ? 0 : __builtin_ctz((unsigned)base); }

static Value ascii_value(VM *vm, const char *text, size_t len) {
  Str *s = str_new_uninit(vm, len, 127);
  if (!s) return V_ABSENT;
  memcpy(s->data, text, len);
  s->data[len] = 0;
  return from_obj(s);
}

static Value small_to_str(VM *vm, int64_t n, int base) {
  char text[72], *at = text + sizeof text;
  uint64_t m = n < 0 ? -(uint64_t)n : (uint64_t)n;
  if (base == 10) {
    do *--at = (char)('0' + m % 10);
    while (m /= 10);
  } else {
    do *--at = digit_chars[m % (uint64_t)base];
    while (m /= (uint64_t)base);
  }
  if (n < 0) *--at = '-';
  return ascii_value(vm, at, (size_t)(text + sizeof text - at));
}

uint64_t int_max_str_digits(const VM *vm) {
  return vm->int_digits_limit < 0 ? UINT64_MAX : vm->int_digits_limit ? (uint64_t)vm->int_digits_limit : INT_MAX_STR_DIGITS;
}

static Value too_long(VM *vm) {
  return raise_value(vm, "Exceeds the limit (%d digits) for integer string conversion; "
                         "use sys.set_int_max_str_digits() to increase the limit", (int)int_max_str_digits(vm));
}

Value int_to_str(VM *vm, Value n, int base) {
  int64_t word;
  if (int_to_i64(n, &word)) return small_to_str(vm, word, base);
  const mp_int *mp = &((Int *)as_obj(n))->mp;
  uint64_t bits = int_bit_length(n);
  int each = power_of_two_bits(base);
  uint64_t limit = int_max_str_digits(vm);
  if (!each && limit < bits / 4 && bits > limit * 10 / 3 + 64) return too_long(vm);
  size_t cap = (size_t)(each ? bits / (uint64_t)each : bits / (uint64_t)(31 - __builtin_clz((unsigned)base))) + 4;
  char *text = vm_alloc(vm, cap);
  if (!text) return V_ABSENT;
  size_t start = mp->sign == MP_NEG, len = cap - 1;
  text[0] = '-';
  mp_err err = MP_OKAY;
  if (each) len = write_bits(mp, each, text + start);
  else err = write_chunked(vm, mp, base, text + start, &len);
  Value v = err != MP_OKAY ? (has_error(vm) ? V_ABSENT : raise_no_memory(vm))
            : !each && len > limit ? too_long(vm) : ascii_value(vm, text, start + len);
  vm_dealloc(vm, text, cap);
  return v;
}

// ---- from text

static int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'z' ? c - 'a' + 10 : 99;
}

static mp_err read_bits(mp_int *out, const char *s, size_t len, int bits_each) {
  mp_err err = mp_grow(out, (int)((len * (size_t)bits_each) / MP_DIGIT_BIT) + 2);
  if (err != MP_OKAY) return err;
  unsigned __int128 pool = 0;
  int have = 0, used = 0;
  for (size_t i = len; i-- > 0;) {
    pool |= (unsigned __int128)(unsigned)digit_value(s[i]) << have;
    have += bits_each;
    if (have >= MP_DIGIT_BIT) {
      out->dp[used++] = (mp_digit)pool & MP_MASK;
      pool >>= MP_DIGIT_BIT;
      have -= MP_DIGIT_BIT;
    }
  }
  out->dp[used++] = (mp_digit)pool;
  out->used = used;
  mp_clamp(out);
  return MP_OKAY;
}

static mp_err read_leaf(const Radix *radix, mp_int *out, const char *s, size_t len) {
  mp_err err = mp_grow(out, LEAF_CHUNKS + 2);
  if (err != MP_OKAY) return err;
  int used = 0;
  while (len) {
    size_t take = len % (size_t)radix->chunk_len ? len % (size_t)radix->chunk_len : (size_t)radix->chunk_len;
    mp_digit carry = 0, factor = take == (size_t)radix->chunk_len ? radix->chunk : 0;
    for (size_t i = 0; i < take; i++) carry = carry * (mp_digit)radix->base + (mp_digit)digit_value(s[i]);
    for (int i = 0; i < used; i++) {  // the first, short chunk meets no digits yet, so its factor does not matter
      unsigned __int128 wide = (unsigned __int128)out->dp[i] * factor + carry;
      out->dp[i] = (mp_digit)wide & MP_MASK;
      carry = (mp_digit)(wide >> MP_DIGIT_BIT);
    }
    if (carry) out->dp[used++] = carry;
    s += take;
    len -= take;
  }
  out->used = used;
  mp_clamp(out);
  return MP_OKAY;
}

// `out` is initialised. Depth is bounded by the number of levels.
static mp_err read_level(const Radix *radix, mp_int *out, const char *s, size_t len, int level) {
  while (level >= 0 && len <= level_len(radix, level)) level--;
  if (level < 0) return read_leaf(radix, out, s, len);
  size_t low_len = level_len(radix, level);
  mp_int low;
  mp_err err = mp_init(&low);
  if (err != MP_OKAY) return err;
  err = read_level(radix, out, s, len - low_len, level - 1);
  if (err == MP_OKAY) err = int_mul_mp(radix->vm, out, &radix->powers[level], out);
  if (err == MP_OKAY) err = read_level(radix, &low, s + (len - low_len), low_len, level - 1);
  if (err == MP_OKAY) err = mp_add(out, &low, out);
  mp_clear(&low);
  return err;
}

static mp_err read_chunked(VM *vm, mp_int *out, const char *s, size_t len, int base) {
  Radix radix;
  radix_init(vm, &radix, base);
  mp_err err = MP_OKAY;
  while (err == MP_OKAY && level_len(&radix, radix.levels) < len) err = radix_add_level(&radix);
  if (err == MP_OKAY) err = read_level(&radix, out, s, len, radix.levels - 1);
  radix_clear(&radix);
  return err;
}

Value int_from_digits(VM *vm, const char *digits, size_t len, int base) {
  bool negative = len && *digits == '-';
  if (len && (*digits == '-' || *digits == '+')) digits++, len--;
  while (len > 1 && *digits == '0') digits++, len--;
  if (len <= 12) {  // 36^12 < 2^63
    int64_t n = 0;
    for (size_t i = 0; i < len; i++) n = n * base + digit_value(digits[i]);
    return int_from_i64(vm, negative ? -n : n);
  }
  int each = power_of_two_bits(base);
  if (!int_room(vm, (uint64_t)len * (uint64_t)(each ? each : 32 - __builtin_clz((unsigned)base)))) return V_ABSENT;
  mp_int mp;
  if (mp_init(&mp) != MP_OKAY) return raise_no_memory(vm);
  mp_err err = each ? read_bits(&mp, digits, len, each) : read_chunked(vm, &mp, digits, len, base);
  if (err == MP_OKAY && negative && mp.used) mp.sign = MP_NEG;
  return int_from_mp_steal(vm, &mp, err);
}

// ---- int('...')

const char *int_text_ascii(VM *vm, Str *text, size_t *len, void **block, size_t *size) {
  *block = NULL;
  *len = text->len;
  if (text->ascii) return (const char *)text->data;
  char *out = vm_alloc(vm, text->len + 1);
  if (!out) return NULL;
  for (size_t i = 0; i < text->len; i++) {
    uint32_t c = str_char(text, i);
    int digit = c < 128 ? -1 : num_unicode_digit(c);
    out[i] = c < 128 ? (char)c : digit >= 0 ? (char)('0' + digit) : num_unicode_space(c) ? ' ' : '?';
  }
  out[text->len] = 0;
  *block = out;
  *size = text->len + 1;
  return out;
}

typedef struct Literal { const char *digits; size_t len, count; int base; bool negative; } Literal;  // count: without underscores

static bool prefix_matches(const char *s, const char *end, int base) {
  if (end - s < 2 || *s != '0') return false;
  char c = s[1] | 0x20;
  return (base == 16 && c == 'x') || (base == 8 && c == 'o') || (base == 2 && c == 'b');
}

// Finds the digits in [+-][0x]digits, single underscores between them allowed. false: malformed.
static bool literal_scan(const char *s, const char *end, int base, Literal *out) {
  while (s < end && num_unicode_space((uint8_t)*s)) s++;
  while (end > s && num_unicode_space((uint8_t)end[-1])) end--;
  out->negative = s < end && *s == '-';
  if (s < end && (*s == '-' || *s == '+')) s++;
  bool zero_only = false;
  if (base == 0) {
    base = prefix_matches(s, end, 16) ? 16 : prefix_matches(s, end, 8) ? 8 : prefix_matches(s, end, 2) ? 2 : 10;
    zero_only = base == 10 && s < end && *s == '0';
  }
  if (prefix_matches(s, end, base)) {
    s += 2;
    if (s < end && *s == '_') s++;
  }
  *out = (Literal){s, (size_t)(end - s), 0, base, out->negative};
  char before = '_';
  for (; s < end; before = *s++) {
    if (*s == '_') {
      if (before == '_') return false;
      continue;
    }
    if (digit_value(*s) >= base || (zero_only && *s != '0')) return false;
    out->count++;
  }
  return out->len && before != '_';
}

static Value literal_value(VM *vm, const Literal *literal) {
  char buffer[64], *digits = buffer;
  size_t cap = literal->count + 1;
  if (cap > sizeof buffer && !(digits = vm_alloc(vm, cap))) return V_ABSENT;
  size_t n = 0;
  digits[n++] = literal->negative ? '-' : '+';
  for (size_t i = 0; i < literal->len; i++)
    if (literal->digits[i] != '_') digits[n++] = literal->digits[i];
  Value v = int_from_digits(vm, digits, n, literal->base);
  if (digits != buffer) vm_dealloc(vm, digits, cap);
  return v;
}

Value int_parse(VM *vm, Value error_text, const char *s, size_t len, int base) {
  Literal literal;
  if (!literal_scan(s, s + len, base, &literal))
    return raise_value(vm, "invalid literal for int() with base %d: %R", base, error_text);
  if (!power_of_two_bits(literal.base) && literal.count > int_max_str_digits(vm))
    return raise_value(vm, "Exceeds the limit (%d digits) for integer string conversion: value has %zu digits; "
                           "use sys.set_int_max_str_digits() to increase the limit", (int)int_max_str_digits(vm), literal.count);
  return literal_value(vm, &literal);
}

Value int_from_str(VM *vm, Value text, int base) {
  if (is_str(text)) {
    void *block;
    size_t len, size = 0;
    const char *s = int_text_ascii(vm, as_str(text), &len, &block, &size);
    if (!s) return V_ABSENT;
    Value v = int_parse(vm, text, s, len, base);
    vm_dealloc(vm, block, size);
    return v;
  }
  Buffer buffer;
  if (!buffer_get(vm, text, &buffer)) return V_ABSENT;
  Value v = int_parse(vm, text, (const char *)buffer.data, buffer.len, base);
  buffer_release(vm, &buffer);
  return v;
}

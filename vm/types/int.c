// SPDX-License-Identifier: MIT
// int.c - how ints are held, converted and compared.
//
// Results of libtommath are computed into temporaries (its own malloc) and then copied into an Int, whose digits count against
// the VM's limit. Two digits' worth of text or arithmetic never gets that far: int_ops.c works on machine words first.
#include "vm/types/int.h"

#include <limits.h>
#include <math.h>

#include "vm/base/num.h"
#include "vm/core/vm.h"

bool is_integer(Value v) { return is_int(v) || is_bool(v) || is_kind(v, KIND_INT); }

static const mp_int *big_get(Value n) { return &((Int *)as_obj(n))->mp; }

const mp_int *int_view(Value n, IntView *view) {
  if (is_heap(n)) return big_get(n);
  int64_t i = is_int(n) ? as_int(n) : n == V_TRUE;
  view->digit = (mp_digit)(i < 0 ? -i : i);
  view->mp = (mp_int){.used = i != 0, .alloc = 1, .sign = i < 0 ? MP_NEG : MP_ZPOS, .dp = &view->digit};
  return &view->mp;
}

// ---- making

static bool big_store(VM *vm, Int *o, const mp_int *from) {
  mp_digit *dp = o->digits;
  int alloc = INT_INLINE_DIGITS;
  if (from->used > INT_INLINE_DIGITS) {
    alloc = from->used;
    dp = vm_alloc(vm, (size_t)alloc * sizeof *dp);
    if (!dp) return false;
  }
  if (from->used) memcpy(dp, from->dp, (size_t)from->used * sizeof *dp);
  o->mp = (mp_int){.used = from->used, .alloc = alloc, .sign = from->used ? from->sign : MP_ZPOS, .dp = dp};
  return true;
}

Value int_from_mp(VM *vm, const mp_int *mp) {
  if (mp->used == 0) return from_int(0);
  if (mp->used == 1) {
    int64_t n = mp->sign == MP_NEG ? -(int64_t)mp->dp[0] : (int64_t)mp->dp[0];
    if (int_fits(n)) return from_int(n);
  }
  Int *o = object_new(vm, vm->types.int_, sizeof(Int));
  if (!o) return V_ABSENT;
  if (!big_store(vm, o, mp)) return decref(vm, o), V_ABSENT;
  return from_obj(o);
}

Value int_from_mp_steal(VM *vm, mp_int *mp, mp_err err) {
  Value v = err == MP_OKAY ? int_from_mp(vm, mp) : has_error(vm) ? V_ABSENT : raise_no_memory(vm);
  mp_clear(mp);
  return v;
}

Value int_instance(VM *vm, Type *type, Value n) {
  if (type == vm->types.int_) return int_normal(vm, n);
  Value v = instance_new(vm, type);
  if (v == V_ABSENT) return V_ABSENT;
  IntView view;
  if (!big_store(vm, (Int *)as_obj(v), int_view(n, &view))) return release(vm, v), V_ABSENT;
  return v;
}

Value int_from_i64(VM *vm, int64_t n) {
  if (int_fits(n)) return from_int(n);
  uint64_t magnitude = n < 0 ? -(uint64_t)n : (uint64_t)n;
  mp_digit digits[2] = {magnitude & MP_MASK, magnitude >> MP_DIGIT_BIT};
  mp_int mp = {.used = 1 + (digits[1] != 0), .alloc = 2, .sign = n < 0 ? MP_NEG : MP_ZPOS, .dp = digits};
  return int_from_mp(vm, &mp);
}

Value int_from_u64(VM *vm, uint64_t n) {
  if (n <= (uint64_t)V_INT_MAX) return from_int((int64_t)n);
  mp_digit digits[2] = {n & MP_MASK, n >> MP_DIGIT_BIT};
  mp_int mp = {.used = 1 + (digits[1] != 0), .alloc = 2, .sign = MP_ZPOS, .dp = digits};
  return int_from_mp(vm, &mp);
}

Value int_from_double(VM *vm, double d) {
  if (d != d) return raise_value(vm, "cannot convert float NaN to integer");
  if (isinf(d)) return raise(vm, EXC_OverflowError, "cannot convert float infinity to integer");
  if (fabs(d) < 9e18) return int_from_i64(vm, (int64_t)d);
  int exp;
  uint64_t m = (uint64_t)ldexp(frexp(fabs(d), &exp), 53);
  exp -= 53;
  mp_digit digits[20] = {0};
  int word = exp / MP_DIGIT_BIT, shift = exp % MP_DIGIT_BIT;
  unsigned __int128 wide = (unsigned __int128)m << shift;
  digits[word] = (mp_digit)wide & MP_MASK;
  digits[word + 1] = (mp_digit)(wide >> MP_DIGIT_BIT);
  mp_int mp = {.used = word + 2, .alloc = 20, .sign = d < 0 ? MP_NEG : MP_ZPOS, .dp = digits};
  mp_clamp(&mp);
  return int_from_mp(vm, &mp);
}

Value int_normal(VM *vm, Value n) {
  if (is_int(n)) return n;
  if (!is_heap(n)) return from_int(n == V_TRUE);
  if (as_obj(n)->shape == vm->types.int_->root) return retain(n);
  return int_from_mp(vm, big_get(n));
}

bool int_room(VM *vm, uint64_t bits) {
  uint64_t bytes = bits / 8 + 8;
  const Alloc *alloc = &vm->alloc;
  if (bits > (uint64_t)INT_MAX - 128 || (alloc->limit && (bytes > alloc->limit || alloc->used + bytes * 2 > alloc->limit))) {
    raise_no_memory(vm);
    return false;
  }
  return true;
}

// ---- taking apart

static bool magnitude_u64(const mp_int *mp, uint64_t *out) {
  if (mp->used > 2 || (mp->used == 2 && mp->dp[1] >> (64 - MP_DIGIT_BIT))) return false;
  *out = mp->used == 0 ? 0 : mp->used == 1 ? mp->dp[0] : mp->dp[0] | mp->dp[1] << MP_DIGIT_BIT;
  return true;
}

bool int_to_i64(Value n, int64_t *out) {
  if (is_int(n)) return *out = as_int(n), true;
  if (!is_heap(n)) return *out = n == V_TRUE, true;
  const mp_int *mp = big_get(n);
  uint64_t m;
  if (!magnitude_u64(mp, &m)) return false;
  if (mp->sign == MP_NEG) {
    if (m > UINT64_C(1) << 63) return false;
    *out = (int64_t)-m;
  } else {
    if (m > (uint64_t)INT64_MAX) return false;
    *out = (int64_t)m;
  }
  return true;
}

static uint64_t mp_bits(const mp_int *mp) {
  if (!mp->used) return 0;
  return (uint64_t)(mp->used - 1) * MP_DIGIT_BIT + (uint64_t)(64 - __builtin_clzll(mp->dp[mp->used - 1]));
}

uint64_t int_bit_length(Value n) {
  IntView view;
  return mp_bits(int_view(n, &view));
}

int int_sign(Value n) {
  if (is_int(n)) return (as_int(n) > 0) - (as_int(n) < 0);
  if (!is_heap(n)) return n == V_TRUE;
  const mp_int *mp = big_get(n);
  return mp->used == 0 ? 0 : mp->sign == MP_NEG ? -1 : 1;
}

static uint64_t mp_top_bits(const mp_int *mp, bool *sticky, int64_t *exp) {
  uint64_t m;
  *sticky = false;
  *exp = 0;
  if (magnitude_u64(mp, &m)) return m;
  int64_t shift = (int64_t)mp_bits(mp) - 64;
  int64_t word = shift / MP_DIGIT_BIT, bit = shift % MP_DIGIT_BIT;
  unsigned __int128 wide = mp->dp[word];
  if (word + 1 < mp->used) wide |= (unsigned __int128)mp->dp[word + 1] << MP_DIGIT_BIT;
  uint64_t top = (uint64_t)(wide >> bit);
  int got = 2 * MP_DIGIT_BIT - (int)bit;
  if (got < 64 && word + 2 < mp->used) top |= mp->dp[word + 2] << got;
  *sticky = (mp->dp[word] & ((UINT64_C(1) << bit) - 1)) != 0;
  for (int64_t i = 0; i < word && !*sticky; i++) *sticky = mp->dp[i] != 0;
  *exp = shift;
  return top;
}

uint64_t int_top_bits(Value n, bool *sticky, int64_t *exp) {
  IntView view;
  return mp_top_bits(int_view(n, &view), sticky, exp);
}

bool int_to_double(VM *vm, Value n, double *out) {
  if (!is_heap(n)) return *out = is_int(n) ? (double)as_int(n) : n == V_TRUE, true;
  bool sticky;
  int64_t exp;
  uint64_t top = mp_top_bits(big_get(n), &sticky, &exp);
  double d = num_scale(top, sticky, exp);
  if (isinf(d)) return raise(vm, EXC_OverflowError, "int too large to convert to float"), false;
  *out = big_get(n)->sign == MP_NEG ? -d : d;
  return true;
}

// ---- comparing and hashing

int int_cmp(Value a, Value b) {
  if (is_int2(a, b)) return (as_int(a) > as_int(b)) - (as_int(a) < as_int(b));
  IntView view_a, view_b;
  mp_ord order = mp_cmp(int_view(a, &view_a), int_view(b, &view_b));
  return order == MP_LT ? -1 : order == MP_GT;
}

// Both positive; d finite, >= 1.
static int cmp_magnitude(const mp_int *mp, double d) {
  int exp;
  frexp(d, &exp);
  int64_t bits = (int64_t)mp_bits(mp);
  if (bits != exp) return bits < exp ? -1 : 1;
  bool sticky;
  int64_t shift;
  uint64_t top = mp_top_bits(mp, &sticky, &shift);
  double whole, rest = modf(d, &whole);
  uint64_t other = (uint64_t)ldexp(whole, -(int)shift);
  if (top != other) return top < other ? -1 : 1;
  return sticky ? 1 : rest > 0 ? -1 : 0;
}

int int_cmp_double(Value n, double d) {
  int sign = int_sign(n);
  if (isinf(d)) return d > 0 ? -1 : 1;
  int other = (d > 0) - (d < 0);
  if (sign != other) return sign < other ? -1 : 1;
  if (sign == 0) return 0;
  if (fabs(d) < 1) return sign;
  IntView view;
  return sign * cmp_magnitude(int_view(n, &view), fabs(d));
}

bool int_hash(Value n, int64_t *hash) {
  const uint64_t prime = (UINT64_C(1) << 61) - 1;
  if (is_int(n)) return *hash = as_int(n) == -1 ? -2 : as_int(n), true;
  IntView view;
  const mp_int *mp = int_view(n, &view);
  uint64_t h = 0;
  for (int i = mp->used - 1; i >= 0; i--) {
    h = ((h << MP_DIGIT_BIT) & prime) | (h >> (61 - MP_DIGIT_BIT));
    h += mp->dp[i];
    if (h >= prime) h -= prime;
  }
  *hash = mp->sign == MP_NEG ? -(int64_t)h : (int64_t)h;
  if (*hash == -1) *hash = -2;
  return true;
}

// ---- bytes

Value int_from_bytes(VM *vm, const uint8_t *bytes, size_t len, bool little, bool is_signed) {
  if (len == 0) return from_int(0);
  if (!int_room(vm, (uint64_t)len * 8)) return V_ABSENT;
  bool negative = is_signed && (bytes[little ? len - 1 : 0] & 0x80);
  mp_int mp;
  int used = (int)(len * 8 / MP_DIGIT_BIT + 1);
  if (mp_init_size(&mp, used) != MP_OKAY) return raise_no_memory(vm);
  unsigned __int128 pool = 0;
  int have = 0, at = 0;
  unsigned carry = 1;
  for (size_t i = 0; i < len; i++) {
    unsigned byte = bytes[little ? i : len - 1 - i];
    if (negative) {  // the magnitude is the complement plus one
      byte = (byte ^ 0xff) + carry;
      carry = byte >> 8;
      byte &= 0xff;
    }
    pool |= (unsigned __int128)byte << have;
    have += 8;
    if (have >= MP_DIGIT_BIT) {
      mp.dp[at++] = (mp_digit)pool & MP_MASK;
      pool >>= MP_DIGIT_BIT;
      have -= MP_DIGIT_BIT;
    }
  }
  mp.dp[at++] = (mp_digit)pool | (negative && carry ? (mp_digit)1 << have : 0);
  mp.used = at;
  mp.sign = negative ? MP_NEG : MP_ZPOS;
  mp_clamp(&mp);
  return int_from_mp_steal(vm, &mp, MP_OKAY);
}

// SPDX-License-Identifier: MIT
// int_ops.c - arithmetic on ints: machine words while they suffice, libtommath beyond.
#include <limits.h>
#include <math.h>

#include "vm/base/num.h"
#include "vm/core/vm.h"

// An operand as a machine word, if it is one: an immediate int, or an Int object of up to 64 bits.
static inline bool word(Value n, int64_t *out) {
  if (is_int(n)) return *out = as_int(n), true;
  return int_to_i64(n, out);
}

// Two operands whose quotient is a machine word too.
static inline bool divisible_words(Value a, Value b, int64_t *x, int64_t *y) {
  return word(a, x) && word(b, y) && !(*x == INT64_MIN && *y == -1);
}

// Sums and products of ints this short are computed on the C stack, without a temporary of libtommath's.
enum { STACK_DIGITS = 15, EXPONENT_DIGITS = 64 };

static Value add_or_multiply(VM *vm, Value a, Value b, BinOp op) {
  IntView view_a, view_b;
  const mp_int *x = int_view(a, &view_a), *y = int_view(b, &view_b);
  mp_digit digits[2 * STACK_DIGITS + 2];
  bool on_stack = x->used <= STACK_DIGITS && y->used <= STACK_DIGITS;
  mp_int r = {.used = 0, .alloc = 2 * STACK_DIGITS + 2, .sign = MP_ZPOS, .dp = digits};
  if (on_stack) memset(digits, 0, sizeof digits);
  else if (op == BIN_MUL && !int_room(vm, ((uint64_t)x->used + (uint64_t)y->used) * MP_DIGIT_BIT)) return V_ABSENT;
  else if (mp_init_size(&r, (x->used > y->used ? x->used : y->used) + 1) != MP_OKAY) return raise_no_memory(vm);
  mp_err err = op == BIN_ADD ? mp_add(x, y, &r) : op == BIN_SUB ? mp_sub(x, y, &r) : on_stack ? mp_mul(x, y, &r) : int_mul_mp(vm, x, y, &r);
  if (!on_stack || r.dp != digits) return int_from_mp_steal(vm, &r, err);
  return err == MP_OKAY ? int_from_mp(vm, &r) : raise_no_memory(vm);
}

// ---- division

static int64_t floor_div(int64_t x, int64_t y) {
  int64_t q = x / y;
  return q - (x % y != 0 && (x < 0) != (y < 0));
}

static int64_t floor_mod(int64_t x, int64_t y) {
  int64_t r = x % y;
  return r != 0 && (r < 0) != (y < 0) ? r + y : r;
}

// Quotient and remainder rounded to minus infinity, as fresh mp_ints that the caller clears. false: MemoryError.
static bool big_divmod(VM *vm, Value a, Value b, mp_int *q, mp_int *r) {
  IntView view_a, view_b;
  const mp_int *x = int_view(a, &view_a), *y = int_view(b, &view_b);
  if (mp_init_multi(q, r, NULL) != MP_OKAY) return raise_no_memory(vm), false;
  mp_err err = int_div_mp(vm, x, y, q, r);
  if (err == MP_OKAY && r->used && r->sign != y->sign) {
    err = mp_add(r, y, r);
    if (err == MP_OKAY) err = mp_sub_d(q, 1, q);
  }
  if (err == MP_OKAY) return true;
  mp_clear_multi(q, r, NULL);
  if (!has_error(vm)) raise_no_memory(vm);
  return false;
}

static Value divide(VM *vm, Value a, Value b, BinOp op) {
  if (int_sign(b) == 0)
    return raise(vm, EXC_ZeroDivisionError, op == BIN_MOD ? "integer modulo by zero" : "integer division or modulo by zero");
  int64_t x, y;
  if (divisible_words(a, b, &x, &y)) return int_from_i64(vm, op == BIN_MOD ? floor_mod(x, y) : floor_div(x, y));
  mp_int q, r;
  if (!big_divmod(vm, a, b, &q, &r)) return V_ABSENT;
  Value v = int_from_mp(vm, op == BIN_MOD ? &r : &q);
  mp_clear_multi(&q, &r, NULL);
  return v;
}

Value int_divmod(VM *vm, Value a, Value b) {
  int64_t x, y;
  if (int_sign(b) == 0) return raise(vm, EXC_ZeroDivisionError, "integer division or modulo by zero");
  Value pair[2];
  if (divisible_words(a, b, &x, &y)) {
    pair[0] = int_from_i64(vm, floor_div(x, y));
    if (pair[0] == V_ABSENT) return V_ABSENT;
    pair[1] = int_from_i64(vm, floor_mod(x, y));
  } else {
    mp_int q, r;
    if (!big_divmod(vm, a, b, &q, &r)) return V_ABSENT;
    pair[0] = int_from_mp(vm, &q);
    pair[1] = pair[0] == V_ABSENT ? V_ABSENT : int_from_mp(vm, &r);
    mp_clear_multi(&q, &r, NULL);
  }
  if (pair[1] == V_ABSENT) return release(vm, pair[0]), V_ABSENT;
  return tuple_from_steal(vm, pair, 2);
}

// The quotient is taken to at least 63 bits, with what is lost below as a sticky bit: num_scale rounds once.
static Value big_true_divide(VM *vm, Value a, Value b) {
  IntView view_a, view_b;
  mp_int x, y;
  int64_t shift = 63 - ((int64_t)int_bit_length(a) - (int64_t)int_bit_length(b));
  if (shift < -2000) return raise(vm, EXC_OverflowError, "integer division result too large for a float");
  if (shift > 3000) return from_double((int_sign(a) < 0) != (int_sign(b) < 0) ? -0.0 : 0.0);
  if (mp_init_multi(&x, &y, NULL) != MP_OKAY) return raise_no_memory(vm);
  mp_err err = shift > 0 ? mp_mul_2d(int_view(a, &view_a), (int)shift, &x) : mp_copy(int_view(a, &view_a), &x);
  if (err == MP_OKAY) err = shift < 0 ? mp_mul_2d(int_view(b, &view_b), (int)-shift, &y) : mp_copy(int_view(b, &view_b), &y);
  if (err == MP_OKAY) err = int_div_mp(vm, &x, &y, &x, &y);
  bool negative = (int_sign(a) < 0) != (int_sign(b) < 0), sticky = y.used != 0;
  uint64_t quotient = mp_get_mag_u64(&x);
  mp_clear_multi(&x, &y, NULL);
  if (err != MP_OKAY) return raise_no_memory(vm);
  double d = num_scale(quotient, sticky, -shift);
  if (isinf(d)) return raise(vm, EXC_OverflowError, "integer division result too large for a float");
  return from_double(negative ? -d : d);
}

Value int_true_divide(VM *vm, Value a, Value b) {
  int64_t x, y;
  if (int_sign(b) == 0) return raise(vm, EXC_ZeroDivisionError, "division by zero");
  if (!is_heap(a) && !is_heap(b) && word(a, &x) && word(b, &y)) return from_double((double)x / (double)y);  // 49 bits are exact doubles
  if (int_sign(a) == 0) return from_double(int_sign(b) < 0 ? -0.0 : 0.0);
  return big_true_divide(vm, a, b);
}

// ---- shifts and bits

static Value shift_left(VM *vm, Value a, Value b) {
  int64_t x, count;
  if (int_sign(b) < 0) return raise_value(vm, "negative shift count");
  if (int_sign(a) == 0) return from_int(0);
  if (!int_to_i64(b, &count)) return raise(vm, EXC_OverflowError, "too many digits in integer");
  if (count < 63 && word(a, &x)) {
    int64_t shifted = (int64_t)((uint64_t)x << count);
    if (shifted >> count == x) return int_from_i64(vm, shifted);
  }
  IntView view;
  const mp_int *mp = int_view(a, &view);
  if ((uint64_t)count >= INT_MAX || !int_room(vm, (uint64_t)count + (uint64_t)mp->used * MP_DIGIT_BIT))
    return has_error(vm) ? V_ABSENT : raise_no_memory(vm);
  mp_int r;
  if (mp_init_size(&r, mp->used + (int)(count / MP_DIGIT_BIT) + 2) != MP_OKAY) return raise_no_memory(vm);
  return int_from_mp_steal(vm, &r, mp_mul_2d(mp, (int)count, &r));
}

static Value shift_right(VM *vm, Value a, Value b) {
  int64_t x, count;
  if (int_sign(b) < 0) return raise_value(vm, "negative shift count");
  if (!int_to_i64(b, &count) || (uint64_t)count > int_bit_length(a)) return from_int(int_sign(a) < 0 ? -1 : 0);
  if (word(a, &x)) return int_from_i64(vm, x >> (count < 63 ? count : 63));
  IntView view;
  mp_int r;
  if (mp_init(&r) != MP_OKAY) return raise_no_memory(vm);
  return int_from_mp_steal(vm, &r, mp_signed_rsh(int_view(a, &view), (int)count, &r));
}

static Value bitwise(VM *vm, Value a, Value b, BinOp op) {
  int64_t x, y;
  if (word(a, &x) && word(b, &y)) return int_from_i64(vm, op == BIN_AND ? x & y : op == BIN_OR ? x | y : x ^ y);
  IntView view_a, view_b;
  const mp_int *m = int_view(a, &view_a), *n = int_view(b, &view_b);
  mp_int r;
  if (mp_init_size(&r, (m->used > n->used ? m->used : n->used) + 1) != MP_OKAY) return raise_no_memory(vm);
  mp_err err = op == BIN_AND ? mp_and(m, n, &r) : op == BIN_OR ? mp_or(m, n, &r) : mp_xor(m, n, &r);
  return int_from_mp_steal(vm, &r, err);
}

// ---- powers

// false: the result does not fit a word.
static bool small_power(int64_t base, int64_t exponent, int64_t *out) {
  int64_t r = 1;
  for (;;) {
    if ((exponent & 1) && __builtin_mul_overflow(r, base, &r)) return false;
    exponent >>= 1;
    if (!exponent) return *out = r, true;
    if (__builtin_mul_overflow(base, base, &base)) return false;
  }
}

static Value power_of_two(VM *vm, const mp_int *base, int64_t exponent) {
  int bit = mp_cnt_lsb(base);
  if (exponent >= INT_MAX || !int_room(vm, (uint64_t)bit * (uint64_t)exponent)) return has_error(vm) ? V_ABSENT : raise_no_memory(vm);
  mp_int r;
  if (mp_init(&r) != MP_OKAY) return raise_no_memory(vm);
  mp_err err = mp_2expt(&r, bit * (int)exponent);
  if (base->sign == MP_NEG && (exponent & 1)) r.sign = MP_NEG;
  return int_from_mp_steal(vm, &r, err);
}

static Value power(VM *vm, Value a, Value b) {
  if (int_sign(b) < 0) {
    double x, y;
    if (!int_to_double(vm, a, &x) || !int_to_double(vm, b, &y)) return V_ABSENT;
    return float_pow(vm, x, y);
  }
  int64_t x, exponent, result;
  bool small_base = word(a, &x);
  if (small_base && x >= -1 && x <= 1) {
    IntView view;
    const mp_int *mp = int_view(b, &view);
    if (x == 1 || mp->used == 0) return from_int(1);
    return from_int(x == 0 ? 0 : mp->dp[0] & 1 ? -1 : 1);
  }
  if (!int_to_i64(b, &exponent)) return raise_no_memory(vm);
  if (small_base && small_power(x, exponent, &result)) return int_from_i64(vm, result);
  IntView view;
  const mp_int *base = int_view(a, &view);
  uint64_t bits = int_bit_length(a);
  if ((uint64_t)mp_cnt_lsb(base) == bits - 1) return power_of_two(vm, base, exponent);
  if (exponent >= INT_MAX || !int_room(vm, (bits - 1) * (uint64_t)exponent)) return has_error(vm) ? V_ABSENT : raise_no_memory(vm);
  mp_int r;
  if (mp_init(&r) != MP_OKAY) return raise_no_memory(vm);
  return int_from_mp_steal(vm, &r, int_pow_mp(vm, base, (uint64_t)exponent, &r));
}

static int64_t small_powmod(int64_t base, int64_t exponent, int64_t mod) {
  uint64_t m = (uint64_t)mod, r = 1 % m, b = (uint64_t)floor_mod(base, mod);
  for (; exponent; exponent >>= 1) {
    if (exponent & 1) r = (uint64_t)((unsigned __int128)r * b % m);
    b = (uint64_t)((unsigned __int128)b * b % m);
  }
  return (int64_t)r;
}

// 0 <= base < m, exponent > 0: libtommath's method as long as its products stay simple (int_mul.c) and it is soon done, else squaring and reducing.
static mp_err power_modulo(VM *vm, const mp_int *base, const mp_int *exponent, const mp_int *m, mp_int *r) {
  if (m->used <= STACK_DIGITS && exponent->used <= EXPONENT_DIGITS) return mp_exptmod(base, exponent, m, r);
  mp_err err = mp_copy(base, r);
  for (int bit = mp_count_bits(exponent) - 2; bit >= 0 && err == MP_OKAY; bit--) {
    if (bit % MP_DIGIT_BIT == 0 && !vm_poll(vm)) return MP_ERR;
    err = int_mul_mp(vm, r, r, r);
    if (err == MP_OKAY) err = int_div_mp(vm, r, m, NULL, r);
    if (err != MP_OKAY || !(exponent->dp[bit / MP_DIGIT_BIT] >> bit % MP_DIGIT_BIT & 1)) continue;
    err = int_mul_mp(vm, r, base, r);
    if (err == MP_OKAY) err = int_div_mp(vm, r, m, NULL, r);
  }
  return err;
}

// base^exponent mod |m| into r, all of them initialised; MP_VAL: no inverse.
static mp_err big_powmod(VM *vm, const mp_int *base, const mp_int *exponent, const mp_int *m, mp_int *r) {
  mp_int b, e, p;
  mp_err err = mp_init_multi(&b, &e, &p, NULL);
  if (err != MP_OKAY) return err;
  if ((err = mp_abs(m, &p)) == MP_OKAY && (err = mp_abs(exponent, &e)) == MP_OKAY) err = int_div_mp(vm, base, &p, NULL, &b);
  if (err == MP_OKAY && b.sign == MP_NEG) err = mp_add(&b, &p, &b);
  bool unit = p.used == 1 && p.dp[0] == 1;
  if (err == MP_OKAY && exponent->sign == MP_NEG && !unit) {
    err = int_invmod_mp(vm, &b, &p, &b);
  }
  if (err == MP_OKAY) {
    if (unit) mp_zero(r);
    else if (e.used == 0) mp_set(r, 1);
    else err = power_modulo(vm, &b, &e, &p, r);
  }
  mp_clear_multi(&b, &e, &p, NULL);
  return err;
}

Value int_powmod(VM *vm, Value a, Value b, Value mod) {
  int64_t x, e, m;
  if (int_sign(mod) == 0) return raise_value(vm, "pow() 3rd argument cannot be 0");
  if (word(a, &x) && word(b, &e) && word(mod, &m) && e >= 0 && m > 0) return int_from_i64(vm, small_powmod(x, e, m));
  IntView view_a, view_b, view_m;
  const mp_int *modulus = int_view(mod, &view_m);
  mp_int r;
  if (mp_init(&r) != MP_OKAY) return raise_no_memory(vm);
  mp_err err = big_powmod(vm, int_view(a, &view_a), int_view(b, &view_b), modulus, &r);
  if (err == MP_VAL) return mp_clear(&r), raise_value(vm, "base is not invertible for the given modulus");
  if (err == MP_OKAY && modulus->sign == MP_NEG && r.used) err = mp_add(&r, modulus, &r);
  return int_from_mp_steal(vm, &r, err);
}

// ---- the operators

Value int_neg(VM *vm, Value n) {
  if (!is_heap(n)) return int_from_i64(vm, is_int(n) ? -as_int(n) : -(int64_t)(n == V_TRUE));
  mp_int mp = ((Int *)as_obj(n))->mp;
  mp.sign = mp.used && mp.sign == MP_ZPOS ? MP_NEG : MP_ZPOS;
  return int_from_mp(vm, &mp);
}

Value int_binary(VM *vm, Value a, Value b, BinOp op) {
  int64_t x, y, r;
  switch (op) {
    case BIN_ADD:
    case BIN_SUB:
      if (word(a, &x) && word(b, &y) && !(op == BIN_ADD ? __builtin_add_overflow(x, y, &r) : __builtin_sub_overflow(x, y, &r))) return int_from_i64(vm, r);
      return add_or_multiply(vm, a, b, op);
    case BIN_MUL:
      if (word(a, &x) && word(b, &y) && !__builtin_mul_overflow(x, y, &r)) return int_from_i64(vm, r);
      return add_or_multiply(vm, a, b, op);
    case BIN_TRUEDIV: return int_true_divide(vm, a, b);
    case BIN_FLOORDIV:
    case BIN_MOD: return divide(vm, a, b, op);
    case BIN_POW: return power(vm, a, b);
    case BIN_LSHIFT: return shift_left(vm, a, b);
    case BIN_RSHIFT: return shift_right(vm, a, b);
    case BIN_AND:
    case BIN_OR:
    case BIN_XOR: return bitwise(vm, a, b, op);
    default: return V_NOTIMPL;
  }
}

Value int_gcd(VM *vm, Value a, Value b) {
  int64_t x, y;
  if (word(a, &x) && word(b, &y) && x != INT64_MIN && y != INT64_MIN) {
    x = x < 0 ? -x : x;
    y = y < 0 ? -y : y;
    while (y) {
      int64_t r = x % y;
      x = y;
      y = r;
    }
    return int_from_i64(vm, x);
  }
  IntView view_a, view_b;
  mp_int r;
  if (mp_init(&r) != MP_OKAY) return raise_no_memory(vm);
  return int_from_mp_steal(vm, &r, int_gcd_mp(vm, int_view(a, &view_a), int_view(b, &view_b), &r));
}

// To the nearest multiple of 10^-ndigits, half to even: n - ((n + half) mod unit - half), corrected on a tie.
Value int_round(VM *vm, Value n, Value ndigits) {
  int64_t places;
  if (int_sign(ndigits) >= 0) return int_normal(vm, n);
  if (!int_to_i64(ndigits, &places) || -places > (int64_t)(int_bit_length(n) * 302 / 1000 + 2)) return from_int(0);
  Value unit = int_binary(vm, from_int(10), from_int(-places), BIN_POW);
  if (unit == V_ABSENT) return V_ABSENT;
  mp_int q, r, twice;
  if (!big_divmod(vm, n, unit, &q, &r)) return release(vm, unit), V_ABSENT;
  IntView view_n, view_u;
  const mp_int *u = int_view(unit, &view_u), *x = int_view(n, &view_n);
  Value v = V_ABSENT;
  mp_err err = mp_init_copy(&twice, &r);
  if (err == MP_OKAY) {
    err = mp_mul_2(&r, &twice);
    mp_ord order = mp_cmp(&twice, u);
    bool up = order == MP_GT || (order == MP_EQ && q.used && (q.dp[0] & 1));
    if (err == MP_OKAY) err = mp_sub(x, &r, &twice);
    if (err == MP_OKAY && up) err = mp_add(&twice, u, &twice);
    v = int_from_mp_steal(vm, &twice, err);
  } else {
    raise_no_memory(vm);
  }
  mp_clear_multi(&q, &r, NULL);
  release(vm, unit);
  return v;
}

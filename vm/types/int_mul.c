// SPDX-License-Identifier: MIT
// int_mul.c - products, quotients and common divisors of big ints, which can be interrupted on their way.
//
// libtommath 1.2.0 multiplies wrongly where one factor is much longer than the other and has long runs of zero digits (its splitting
// of unbalanced factors, which Karatsuba's and Toom's methods reach too, drops the position of an all-zero piece). Anything that may
// get that far comes here instead: schoolbook below KARATSUBA_MIN digits, Karatsuba's method above, the longer factor in pieces.
#include <stdlib.h>

#include "vm/core/vm.h"

typedef unsigned __int128 Wide;
enum { KARATSUBA_MIN = 36, POLL_MIN = 256, DIVISION_PIECE = 50000 };

// r (na + nb digits) = a * b. r overlaps neither.
static void schoolbook(mp_digit *r, const mp_digit *a, int na, const mp_digit *b, int nb) {
  memset(r, 0, (size_t)(na + nb) * sizeof *r);
  for (int i = 0; i < na; i++) {
    mp_digit carry = 0, x = a[i];
    if (!x) continue;
    for (int j = 0; j < nb; j++) {
      Wide w = (Wide)x * b[j] + r[i + j] + carry;
      r[i + j] = (mp_digit)w & MP_MASK;
      carry = (mp_digit)(w >> MP_DIGIT_BIT);
    }
    r[i + nb] = carry;
  }
}

// r[0..nr) += a[0..na), na <= nr; the sum fits.
static void add_into(mp_digit *r, int nr, const mp_digit *a, int na) {
  mp_digit carry = 0;
  for (int i = 0; i < nr && (i < na || carry); i++) {
    mp_digit sum = r[i] + (i < na ? a[i] : 0) + carry;
    r[i] = sum & MP_MASK;
    carry = sum >> MP_DIGIT_BIT;
  }
}

static void subtract_from(mp_digit *r, int nr, const mp_digit *a, int na) {
  mp_digit borrow = 0;
  for (int i = 0; i < nr && (i < na || borrow); i++) {
    mp_digit difference = r[i] - (i < na ? a[i] : 0) - borrow;
    r[i] = difference & MP_MASK;
    borrow = difference >> 63;
  }
}

static void half_sum(mp_digit *sum, const mp_digit *a, int low, int high) {
  memcpy(sum, a + low, (size_t)high * sizeof *sum);
  sum[high] = 0;
  add_into(sum, high + 1, a, low);
}

// r (2n digits) = a * b, n digits each. `work` holds 5n + 600 digits. Depth is logarithmic. false: interrupted.
static bool karatsuba(VM *vm, mp_digit *r, const mp_digit *a, const mp_digit *b, int n, mp_digit *work) {
  if (n < KARATSUBA_MIN) {
    schoolbook(r, a, n, b, n);
    return true;
  }
  if (n >= POLL_MIN && !vm_poll(vm)) return false;
  int low = n / 2, high = n - low, sum = high + 1;
  mp_digit *sum_a = work, *sum_b = sum_a + sum, *middle = sum_b + sum, *rest = middle + 2 * sum;
  half_sum(sum_a, a, low, high);
  half_sum(sum_b, b, low, high);
  if (!karatsuba(vm, r, a, b, low, rest) || !karatsuba(vm, r + 2 * low, a + low, b + low, high, rest)) return false;
  if (!karatsuba(vm, middle, sum_a, sum_b, sum, rest)) return false;
  subtract_from(middle, 2 * sum, r, 2 * low);
  subtract_from(middle, 2 * sum, r + 2 * low, 2 * high);
  int used = 2 * sum;
  while (used && !middle[used - 1]) used--;
  add_into(r + low, 2 * n - low, middle, used);
  return true;
}

// na >= nb >= KARATSUBA_MIN; `piece` holds 2 * nb digits.
static bool in_pieces(VM *vm, mp_digit *r, const mp_digit *a, int na, const mp_digit *b, int nb, mp_digit *piece, mp_digit *work) {
  memset(r, 0, (size_t)(na + nb) * sizeof *r);
  int at = 0;
  for (; at + nb <= na; at += nb) {
    if (!karatsuba(vm, piece, a + at, b, nb, work)) return false;
    add_into(r + at, na + nb - at, piece, 2 * nb);
  }
  if (at == na) return true;
  int left = na - at;
  memset(work, 0, (size_t)nb * sizeof *work);
  memcpy(work, a + at, (size_t)left * sizeof *work);
  if (left < KARATSUBA_MIN) schoolbook(piece, b, nb, work, left);
  else if (!karatsuba(vm, piece, work, b, nb, work + nb)) return false;
  add_into(r + at, na + nb - at, piece, left + nb);
  return true;
}

mp_err int_mul_mp(VM *vm, const mp_int *x, const mp_int *y, mp_int *r) {
  if (x->used < y->used) {
    const mp_int *swap = x;
    x = y;
    y = swap;
  }
  int na = x->used, nb = y->used;
  mp_int product;
  mp_err err = mp_init_size(&product, na + nb + 1);
  if (err != MP_OKAY) return err;
  if (nb < KARATSUBA_MIN) {
    schoolbook(product.dp, y->dp, nb, x->dp, na);
  } else {
    mp_digit *block = malloc(((size_t)nb * 8 + 600) * sizeof *block);
    if (!block) return mp_clear(&product), MP_MEM;
    bool ok = na == nb ? karatsuba(vm, product.dp, x->dp, y->dp, nb, block)
                       : in_pieces(vm, product.dp, x->dp, na, y->dp, nb, block, block + 2 * (size_t)nb);
    free(block);
    if (!ok) return mp_clear(&product), MP_ERR;
  }
  product.used = na + nb;
  product.sign = x->sign == y->sign ? MP_ZPOS : MP_NEG;
  mp_clamp(&product);
  mp_exch(&product, r);
  mp_clear(&product);
  return MP_OKAY;
}

mp_err int_pow_mp(VM *vm, const mp_int *base, uint64_t exponent, mp_int *r) {
  mp_set(r, 1);
  mp_err err = MP_OKAY;
  for (int bit = exponent ? 63 - __builtin_clzll(exponent) : -1; bit >= 0 && err == MP_OKAY; bit--) {
    err = int_mul_mp(vm, r, r, r);
    if (err == MP_OKAY && (exponent >> bit & 1)) err = int_mul_mp(vm, r, base, r);
  }
  return err;
}

// ---- division

// libtommath's division is one long loop: what takes long is done piece by piece, from the top, the remainder carried over.
static mp_err divide_pieces(VM *vm, const mp_int *x, const mp_int *y, mp_int *q, mp_int *rest) {
  int step = DIVISION_PIECE / y->used > 1 ? DIVISION_PIECE / y->used : 1;
  mp_int piece, part;
  mp_err err = mp_init_multi(&piece, &part, NULL);
  if (err != MP_OKAY) return err;
  memset(q->dp, 0, (size_t)x->used * sizeof *q->dp);
  mp_zero(rest);
  for (int at = x->used, from; at > 0 && err == MP_OKAY; at = from) {
    from = at > step ? at - step : 0;
    if (!vm_poll(vm)) err = MP_ERR;
    if (err == MP_OKAY) err = mp_grow(rest, rest->used + at - from + 1);
    if (err != MP_OKAY) break;
    memmove(rest->dp + (at - from), rest->dp, (size_t)rest->used * sizeof *rest->dp);
    memcpy(rest->dp, x->dp + from, (size_t)(at - from) * sizeof *rest->dp);
    rest->used += at - from;
    rest->sign = MP_ZPOS;
    mp_clamp(rest);
    if ((err = mp_div(rest, y, &part, &piece)) != MP_OKAY) break;
    mp_exch(rest, &piece);
    memcpy(q->dp + from, part.dp, (size_t)part.used * sizeof *part.dp);
  }
  q->used = x->used;
  mp_clamp(q);
  mp_clear_multi(&piece, &part, NULL);
  return err;
}

mp_err int_div_mp(VM *vm, const mp_int *x, const mp_int *y, mp_int *q, mp_int *r) {
  if (x->used < y->used || (int64_t)(x->used - y->used + 1) * y->used <= DIVISION_PIECE) return mp_div(x, y, q, r);
  mp_int magnitude, quotient, rest;
  mp_err err = mp_init_multi(&rest, &magnitude, NULL);
  if (err != MP_OKAY) return err;
  if ((err = mp_init_size(&quotient, x->used + 1)) != MP_OKAY) return mp_clear_multi(&rest, &magnitude, NULL), err;
  bool negative = x->sign != y->sign, under = x->sign == MP_NEG;
  if ((err = mp_abs(y, &magnitude)) == MP_OKAY) err = divide_pieces(vm, x, &magnitude, &quotient, &rest);
  if (err == MP_OKAY) {
    quotient.sign = negative && quotient.used ? MP_NEG : MP_ZPOS;
    rest.sign = under && rest.used ? MP_NEG : MP_ZPOS;
    if (q) mp_exch(&quotient, q);
    if (r) mp_exch(&rest, r);
  }
  mp_clear_multi(&rest, &magnitude, &quotient, NULL);
  return err;
}

// Euclid's method where libtommath's binary one would run long without a look at the breaker.
mp_err int_gcd_mp(VM *vm, const mp_int *x, const mp_int *y, mp_int *r) {
  if (x->used < POLL_MIN || y->used < POLL_MIN) return mp_gcd(x, y, r);
  mp_int a, b;
  mp_err err = mp_init_multi(&a, &b, NULL);
  if (err != MP_OKAY) return err;
  if ((err = mp_abs(x, &a)) == MP_OKAY) err = mp_abs(y, &b);
  while (err == MP_OKAY && b.used) {
    if (!vm_poll(vm)) err = MP_ERR;
    else if ((err = int_div_mp(vm, &a, &b, NULL, &a)) == MP_OKAY) mp_exch(&a, &b);
  }
  if (err == MP_OKAY) mp_exch(&a, r);
  mp_clear_multi(&a, &b, NULL);
  return err;
}

// Euclid's method once more, which keeps x * s = a modulo m.
static mp_err invmod_steps(VM *vm, mp_int *a, mp_int *b, mp_int *s, mp_int *t, mp_int *q, mp_int *product) {
  mp_err err = MP_OKAY;
  while (err == MP_OKAY && b->used) {
    if (!vm_poll(vm)) return MP_ERR;
    if ((err = int_div_mp(vm, a, b, q, a)) != MP_OKAY) return err;
    mp_exch(a, b);
    if ((err = int_mul_mp(vm, q, t, product)) == MP_OKAY) err = mp_sub(s, product, s);
    mp_exch(s, t);
  }
  return err;
}

mp_err int_invmod_mp(VM *vm, const mp_int *x, const mp_int *m, mp_int *r) {
  mp_int a, b, s, t, q, product;
  mp_err err = mp_init_multi(&a, &b, &s, &t, &q, &product, NULL);
  if (err != MP_OKAY) return err;
  mp_set(&s, 1);
  if ((err = mp_copy(x, &a)) == MP_OKAY && (err = mp_copy(m, &b)) == MP_OKAY) err = invmod_steps(vm, &a, &b, &s, &t, &q, &product);
  if (err == MP_OKAY && (a.used != 1 || a.dp[0] != 1)) err = MP_VAL;
  if (err == MP_OKAY && s.sign == MP_NEG) err = mp_add(&s, m, &s);
  if (err == MP_OKAY) mp_exch(&s, r);
  mp_clear_multi(&a, &b, &s, &t, &q, &product, NULL);
  return err;
}

// Newton's method from above: each step at least halves the digits that are wrong.
mp_err int_sqrt_mp(VM *vm, const mp_int *n, mp_int *r) {
  if (n->used < POLL_MIN) return mp_sqrt(n, r);
  mp_int x, y;
  mp_err err = mp_init_multi(&x, &y, NULL);
  if (err != MP_OKAY) return err;
  err = mp_2expt(&x, (mp_count_bits(n) + 1) / 2);
  while (err == MP_OKAY) {
    if (!vm_poll(vm)) err = MP_ERR;
    else if ((err = int_div_mp(vm, n, &x, &y, NULL)) == MP_OKAY && (err = mp_add(&x, &y, &y)) == MP_OKAY) err = mp_div_2(&y, &y);
    if (err != MP_OKAY || mp_cmp(&y, &x) != MP_LT) break;
    mp_exch(&x, &y);
  }
  if (err == MP_OKAY) mp_exch(&x, r);
  mp_clear_multi(&x, &y, NULL);
  return err;
}

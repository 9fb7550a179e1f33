// SPDX-License-Identifier: MIT
// int_mul.c - products of big ints.
//
// libtommath 1.2.0 multiplies wrongly where one factor is much longer than the other and has long runs of zero digits (its splitting
// of unbalanced factors, which Karatsuba's and Toom's methods reach too, drops the position of an all-zero piece). Anything that may
// get that far comes here instead: schoolbook below KARATSUBA_MIN digits, Karatsuba's method above, the longer factor in pieces.
#include <stdlib.h>

#include "vm/core/vm.h"

typedef unsigned __int128 Wide;
enum { KARATSUBA_MIN = 36 };

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

// r (2n digits) = a * b, n digits each. `work` holds 5n + 600 digits. Depth is logarithmic.
static void karatsuba(mp_digit *r, const mp_digit *a, const mp_digit *b, int n, mp_digit *work) {
  if (n < KARATSUBA_MIN) {
    schoolbook(r, a, n, b, n);
    return;
  }
  int low = n / 2, high = n - low, sum = high + 1;
  mp_digit *sum_a = work, *sum_b = sum_a + sum, *middle = sum_b + sum, *rest = middle + 2 * sum;
  half_sum(sum_a, a, low, high);
  half_sum(sum_b, b, low, high);
  karatsuba(r, a, b, low, rest);
  karatsuba(r + 2 * low, a + low, b + low, high, rest);
  karatsuba(middle, sum_a, sum_b, sum, rest);
  subtract_from(middle, 2 * sum, r, 2 * low);
  subtract_from(middle, 2 * sum, r + 2 * low, 2 * high);
  int used = 2 * sum;
  while (used && !middle[used - 1]) used--;
  add_into(r + low, 2 * n - low, middle, used);
}

// na >= nb >= KARATSUBA_MIN; `piece` holds 2 * nb digits.
static void in_pieces(mp_digit *r, const mp_digit *a, int na, const mp_digit *b, int nb, mp_digit *piece, mp_digit *work) {
  memset(r, 0, (size_t)(na + nb) * sizeof *r);
  int at = 0;
  for (; at + nb <= na; at += nb) {
    karatsuba(piece, a + at, b, nb, work);
    add_into(r + at, na + nb - at, piece, 2 * nb);
  }
  if (at == na) return;
  int left = na - at;
  memset(work, 0, (size_t)nb * sizeof *work);
  memcpy(work, a + at, (size_t)left * sizeof *work);
  if (left < KARATSUBA_MIN) schoolbook(piece, b, nb, work, left);
  else karatsuba(piece, work, b, nb, work + nb);
  add_into(r + at, na + nb - at, piece, left + nb);
}

mp_err int_mul_mp(const mp_int *x, const mp_int *y, mp_int *r) {
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
    if (na == nb) karatsuba(product.dp, x->dp, y->dp, nb, block);
    else in_pieces(product.dp, x->dp, na, y->dp, nb, block, block + 2 * (size_t)nb);
    free(block);
  }
  product.used = na + nb;
  product.sign = x->sign == y->sign ? MP_ZPOS : MP_NEG;
  mp_clamp(&product);
  mp_exch(&product, r);
  mp_clear(&product);
  return MP_OKAY;
}

mp_err int_pow_mp(const mp_int *base, uint64_t exponent, mp_int *r) {
  mp_set(r, 1);
  mp_err err = MP_OKAY;
  for (int bit = exponent ? 63 - __builtin_clzll(exponent) : -1; bit >= 0 && err == MP_OKAY; bit--) {
    err = int_mul_mp(r, r, r);
    if (err == MP_OKAY && (exponent >> bit & 1)) err = int_mul_mp(r, base, r);
  }
  return err;
}

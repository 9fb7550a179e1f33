// SPDX-License-Identifier: MIT
// math.c - the math module: real functions of real numbers (those of ints are in math_int.c).
#include <errno.h>
#include <float.h>
#include <limits.h>
#include <math.h>

#include "stdlib/native/math_int.h"

static Value domain_error(VM *vm) { return raise_value(vm, "math domain error"); }
static Value range_error(VM *vm) { return raise(vm, EXC_OverflowError, "math range error"); }

// ---- functions of one argument

// A finite argument with an infinite result is out of range where the function grows that fast, else a pole.
static Value apply(VM *vm, Value v, double (*fn)(double), bool grows) {
  double x;
  if (!float_coerce(vm, v, &x)) return V_ABSENT;
  double r = fn(x);
  if (isnan(r) && !isnan(x)) return domain_error(vm);
  if (isinf(r) && isfinite(x)) return grows ? range_error(vm) : domain_error(vm);
  return from_double(r);
}

#define MATH1(name, fn, grows) \
  static Value math_##name(VM *vm, Value *args, uint32_t argc) { return (void)argc, apply(vm, args[0], fn, grows); }
MATH1(acos, acos, false)
MATH1(acosh, acosh, false)
MATH1(asin, asin, false)
MATH1(asinh, asinh, false)
MATH1(atan, atan, false)
MATH1(atanh, atanh, false)
MATH1(cbrt, cbrt, false)
MATH1(cos, cos, false)
MATH1(cosh, cosh, true)
MATH1(erf, erf, false)
MATH1(erfc, erfc, false)
MATH1(exp, exp, true)
MATH1(exp2, exp2, true)
MATH1(expm1, expm1, true)
MATH1(fabs, fabs, false)
MATH1(log1p, log1p, false)
MATH1(sin, sin, false)
MATH1(sinh, sinh, true)
MATH1(sqrt, sqrt, false)
MATH1(tan, tan, false)
MATH1(tanh, tanh, false)

static Value apply_errno(VM *vm, Value v, double (*fn)(double)) {
  double x;
  if (!float_coerce(vm, v, &x)) return V_ABSENT;
  double r = fn(x);
  return errno == EDOM ? domain_error(vm) : errno == ERANGE ? range_error(vm) : from_double(r);
}

static Value math_gamma_fn(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return apply_errno(vm, args[0], math_gamma);
}

static Value math_lgamma_fn(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return apply_errno(vm, args[0], math_lgamma);
}

static Value math_degrees(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x;
  return float_coerce(vm, args[0], &x) ? from_double(x * (180.0 / M_PI)) : V_ABSENT;
}

static Value math_radians(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x;
  return float_coerce(vm, args[0], &x) ? from_double(x * (M_PI / 180.0)) : V_ABSENT;
}

static Value math_isfinite(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x;
  return float_coerce(vm, args[0], &x) ? from_bool(isfinite(x)) : V_ABSENT;
}

static Value math_isinf(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x;
  return float_coerce(vm, args[0], &x) ? from_bool(isinf(x)) : V_ABSENT;
}

static Value math_isnan(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x;
  return float_coerce(vm, args[0], &x) ? from_bool(isnan(x)) : V_ABSENT;
}

// ---- rounding to ints

static Value round_by(VM *vm, Value v, Str *special, double (*fn)(double)) {
  if (!is_double(v)) {
    Value r = obj_call_special(vm, v, special, NULL, 0);
    if (r != V_ABSENT || has_error(vm)) return r;
  }
  double x;
  return float_coerce(vm, v, &x) ? int_from_double(vm, fn(x)) : V_ABSENT;
}

static Value math_ceil(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return round_by(vm, args[0], vm->names.dunder_ceil, ceil);
}

static Value math_floor(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return round_by(vm, args[0], vm->names.dunder_floor, floor);
}

static Value math_trunc(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (is_double(args[0])) return int_from_double(vm, as_double(args[0]));
  Value r = obj_call_special(vm, args[0], vm->names.dunder_trunc, NULL, 0);
  if (r != V_ABSENT || has_error(vm)) return r;
  return raise_type(vm, "type %T doesn't define __trunc__ method", args[0]);
}

// ---- logarithms

// fn(x); ints beyond doubles are taken apart as m * 2^e. false: error.
static bool logarithm(VM *vm, Value v, double (*fn)(double), double *out) {
  double x;
  if (is_integer(v) && is_heap(v)) {
    if (int_sign(v) <= 0) return domain_error(vm), false;
    bool sticky;
    int64_t exp;
    uint64_t top = int_top_bits(v, &sticky, &exp);
    int bits = 64 - __builtin_clzll(top);
    if (exp + bits > DBL_MAX_EXP) {
      int e;
      x = frexp((double)top, &e);
      *out = fn(x) + fn(2.0) * (double)(exp + e);
      return true;
    }
  }
  if (!float_coerce(vm, v, &x)) return false;
  if (x <= 0) return domain_error(vm), false;
  *out = fn(x);
  return true;
}

static Value math_log(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double top, bottom;
  if (!logarithm(vm, args[0], log, &top)) return V_ABSENT;
  if (args[1] == V_ABSENT) return from_double(top);
  if (!logarithm(vm, args[1], log, &bottom)) return V_ABSENT;
  return float_binary(vm, top, bottom, BIN_TRUEDIV);
}

static Value math_log2(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double r;
  return logarithm(vm, args[0], log2, &r) ? from_double(r) : V_ABSENT;
}

static Value math_log10(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double r;
  return logarithm(vm, args[0], log10, &r) ? from_double(r) : V_ABSENT;
}

// ---- functions of two or three arguments

static bool two(VM *vm, const Value *args, double *x, double *y) { return float_coerce(vm, args[0], x) && float_coerce(vm, args[1], y); }

static Value math_atan2(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double y, x;
  return two(vm, args, &y, &x) ? from_double(atan2(y, x)) : V_ABSENT;
}

static Value math_copysign(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x, y;
  return two(vm, args, &x, &y) ? from_double(copysign(x, y)) : V_ABSENT;
}

static Value math_fmod(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x, y;
  if (!two(vm, args, &x, &y)) return V_ABSENT;
  double r = fmod(x, y);
  return isnan(r) && !isnan(x) && !isnan(y) ? domain_error(vm) : from_double(r);
}

static Value math_remainder(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x, y;
  if (!two(vm, args, &x, &y)) return V_ABSENT;
  double r = remainder(x, y);
  return isnan(r) && !isnan(x) && !isnan(y) ? domain_error(vm) : from_double(r);
}

static Value math_pow(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x, y;
  if (!two(vm, args, &x, &y)) return V_ABSENT;
  double r = pow(x, y);
  if (isfinite(x) && isfinite(y)) {
    if (isnan(r)) return domain_error(vm);
    if (isinf(r)) return x == 0 ? domain_error(vm) : range_error(vm);
  }
  return from_double(r);
}

static Value math_fma(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x, y, z;
  if (!two(vm, args, &x, &y) || !float_coerce(vm, args[2], &z)) return V_ABSENT;
  double r = fma(x, y, z);
  if (isnan(r) && !isnan(x) && !isnan(y) && !isnan(z)) return raise_value(vm, "invalid operation in fma");
  if (isinf(r) && isfinite(x) && isfinite(y) && isfinite(z)) return raise(vm, EXC_OverflowError, "overflow in fma");
  return from_double(r);
}

static Value pair_steal(VM *vm, Value a, Value b) {
  Value items[2] = {a, b};
  return tuple_from_steal(vm, items, 2);
}

static Value math_frexp(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x;
  int exp = 0;
  if (!float_coerce(vm, args[0], &x)) return V_ABSENT;
  if (isfinite(x) && x != 0) x = frexp(x, &exp);
  return pair_steal(vm, from_double(x), from_int(exp));
}

static Value math_ldexp(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x;
  int64_t exp;
  if (!float_coerce(vm, args[0], &x)) return V_ABSENT;
  if (!is_integer(args[1])) return raise_type(vm, "Expected an int as second argument to ldexp.");
  if (!int_to_i64(args[1], &exp)) exp = int_sign(args[1]) < 0 ? INT64_MIN : INT64_MAX;
  if (x == 0 || !isfinite(x)) return from_double(x);
  if (exp > INT_MAX) return range_error(vm);
  double r = exp < INT_MIN ? copysign(0.0, x) : ldexp(x, (int)exp);
  return isinf(r) ? range_error(vm) : from_double(r);
}

static Value math_modf(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x, whole;
  if (!float_coerce(vm, args[0], &x)) return V_ABSENT;
  double rest = modf(x, &whole);
  return pair_steal(vm, from_double(rest), from_double(whole));
}

static Value math_isclose(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double a, b, relative = 1e-9, absolute = 0;
  if (!two(vm, args, &a, &b)) return V_ABSENT;
  if (args[2] != V_ABSENT && !float_coerce(vm, args[2], &relative)) return V_ABSENT;
  if (args[3] != V_ABSENT && !float_coerce(vm, args[3], &absolute)) return V_ABSENT;
  if (relative < 0 || absolute < 0) return raise_value(vm, "tolerances must be non-negative");
  if (a == b) return V_TRUE;
  if (isinf(a) || isinf(b)) return V_FALSE;
  double diff = fabs(b - a);
  return from_bool(diff <= fabs(relative * b) || diff <= fabs(relative * a) || diff <= absolute);
}

// Doubles in order as integers: negative ones mirrored, so that neighbours differ by one.
static int64_t rank_of(double d) {
  int64_t bits;
  memcpy(&bits, &d, sizeof bits);
  return bits < 0 ? INT64_MIN - bits : bits;
}

static double from_rank(int64_t rank, double zero_sign) {
  int64_t bits = rank < 0 ? INT64_MIN - rank : rank;
  double d;
  memcpy(&d, &bits, sizeof d);
  return rank == 0 ? copysign(0.0, zero_sign) : d;
}

static double step_towards(double x, double y, uint64_t steps) {
  if (isnan(x)) return x;
  if (isnan(y)) return y;
  if (steps == 0) return x;
  if (x == y) return y;
  int64_t from = rank_of(x), to = rank_of(y);
  uint64_t distance = from < to ? (uint64_t)to - (uint64_t)from : (uint64_t)from - (uint64_t)to;
  if (steps >= distance) return y;
  return from_rank(from < to ? (int64_t)((uint64_t)from + steps) : (int64_t)((uint64_t)from - steps), x);
}

static Value math_nextafter(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x, y;
  if (!two(vm, args, &x, &y)) return V_ABSENT;
  if (args[2] == V_ABSENT || args[2] == V_NONE) return from_double(nextafter(x, y));
  Value n = obj_index(vm, args[2]);
  if (n == V_ABSENT) return V_ABSENT;
  int64_t steps;
  bool negative = int_sign(n) < 0, fits = int_to_i64(n, &steps);
  release(vm, n);
  if (negative) return raise_value(vm, "steps must be a non-negative integer");
  return from_double(step_towards(x, y, fits ? (uint64_t)steps : UINT64_MAX));
}

static Value math_ulp(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double x;
  if (!float_coerce(vm, args[0], &x)) return V_ABSENT;
  x = fabs(x);
  if (!isfinite(x)) return from_double(x);
  double above = nextafter(x, INFINITY);
  return from_double(isinf(above) ? x - nextafter(x, -INFINITY) : above - x);
}

// ---- exact and compensated sums
//
// A pair hi + lo is an unevaluated sum that keeps what rounding loses (Dekker; Ogita, Rump and Oishi, "Accurate sum and dot product").

typedef struct Pair { double hi, lo; } Pair;

static Pair fast_sum(double a, double b) {  // |a| >= |b|
  double x = a + b;
  return (Pair){x, (a - x) + b};
}

static Pair exact_sum(double a, double b) {
  double x = a + b, z = x - a;
  return (Pair){x, (a - (x - z)) + (b - z)};
}

static Pair exact_product(double x, double y) {
  double z = x * y;
  return (Pair){z, fma(x, y, -z)};
}

// sqrt of the sum of squares: scaled by a power of two to avoid overflow, summed in pairs, with one Newton step at the end.
static double vector_norm(double *v, size_t n, double max, bool found_nan) {
  if (isinf(max)) return max;
  if (found_nan) return NAN;
  if (max == 0 || n <= 1) return max;
  int exp;
  frexp(max, &exp);
  double unit = 1;
  if (exp < -1023) {  // the scale would overflow: lift subnormals first
    for (size_t i = 0; i < n; i++) v[i] /= DBL_MIN;
    unit = DBL_MIN;
    frexp(max / DBL_MIN, &exp);
  }
  double scale = ldexp(1.0, -exp), sum = 1.0, low1 = 0, low2 = 0;
  for (size_t i = 0; i < n; i++) {
    double x = v[i] * scale;
    Pair square = exact_product(x, x), next = fast_sum(sum, square.hi);
    sum = next.hi;
    low1 += square.lo;
    low2 += next.lo;
  }
  double h = sqrt(sum - 1.0 + (low1 + low2));
  Pair square = exact_product(-h, h), next = fast_sum(sum, square.hi);
  sum = next.hi;
  low1 += square.lo;
  low2 += next.lo;
  h += (sum - 1.0 + (low1 + low2)) / (2.0 * h);
  return unit * (h / scale);
}

static Value norm_of(VM *vm, const Value *p, const Value *q, size_t n) {
  double small[16], *v = small, max = 0;
  bool found_nan = false, ok = true;
  if (n > 16 && !(v = vm_alloc(vm, n * sizeof *v))) return V_ABSENT;
  for (size_t i = 0; i < n && ok; i++) {
    double x = 0, y = 0;
    ok = float_coerce(vm, p[i], &x) && (!q || float_coerce(vm, q[i], &y));
    v[i] = fabs(x - y);
    found_nan |= isnan(v[i]);
    if (v[i] > max) max = v[i];
  }
  Value r = ok ? from_double(vector_norm(v, n, max, found_nan)) : V_ABSENT;
  if (v != small) vm_dealloc(vm, v, n * sizeof *v);
  return r;
}

static Value math_hypot(VM *vm, Value *args, uint32_t argc) { return norm_of(vm, args, NULL, argc); }

static Value math_dist(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value p = sequence_tuple(vm, args[0]), q = p == V_ABSENT ? V_ABSENT : sequence_tuple(vm, args[1]), r = V_ABSENT;
  if (q != V_ABSENT) {
    if (as_tuple(p)->len != as_tuple(q)->len) raise_value(vm, "both points must have the same number of dimensions");
    else r = norm_of(vm, as_tuple(p)->items, as_tuple(q)->items, as_tuple(p)->len);
  }
  release(vm, p);
  release(vm, q);
  return r;
}

// Shewchuk's exact summation: `parts` do not overlap and grow in size.
typedef struct Fsum { double *parts; size_t len, cap; double special, infinities; } Fsum;

static bool fsum_add(VM *vm, Fsum *sum, double x) {
  double given = x;
  size_t kept = 0;
  for (size_t i = 0; i < sum->len; i++) {
    double y = sum->parts[i];
    Pair p = fabs(x) < fabs(y) ? fast_sum(y, x) : fast_sum(x, y);
    if (p.lo != 0) sum->parts[kept++] = p.lo;
    x = p.hi;
  }
  sum->len = kept;
  if (x == 0) return true;
  if (!isfinite(x)) {
    if (isfinite(given)) return raise(vm, EXC_OverflowError, "intermediate overflow in fsum"), false;
    if (isinf(given)) sum->infinities += given;
    sum->special += given;
    sum->len = 0;
    return true;
  }
  if (sum->len == sum->cap) {
    double *grown = vm_realloc(vm, sum->parts, sum->cap * sizeof *grown, (sum->cap * 2 + 32) * sizeof *grown);
    if (!grown) return false;
    sum->parts = grown;
    sum->cap = sum->cap * 2 + 32;
  }
  sum->parts[sum->len++] = x;
  return true;
}

static Value fsum_total(VM *vm, const Fsum *sum) {
  if (sum->special != 0)
    return isnan(sum->infinities) ? raise_value(vm, "-inf + inf in fsum") : from_double(sum->special);
  size_t n = sum->len;
  double hi = n ? sum->parts[--n] : 0, lo = 0;
  while (n > 0 && lo == 0) {
    Pair p = fast_sum(hi, sum->parts[--n]);
    hi = p.hi;
    lo = p.lo;
  }
  // Half-way cases are decided by the sign of the next part.
  if (n > 0 && ((lo < 0 && sum->parts[n - 1] < 0) || (lo > 0 && sum->parts[n - 1] > 0))) {
    double twice = lo * 2, up = hi + twice;
    if (twice == up - hi) hi = up;
  }
  return from_double(hi);
}

static Value math_fsum(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value it = obj_iter(vm, args[0]);
  if (it == V_ABSENT) return V_ABSENT;
  Fsum sum = {0};
  bool ok = true;
  while (ok) {
    Value item = obj_next(vm, it);
    if (item == V_ABSENT) break;
    double x;
    ok = float_coerce(vm, item, &x) && fsum_add(vm, &sum, x);
    release(vm, item);
  }
  release(vm, it);
  Value r = ok && !has_error(vm) ? fsum_total(vm, &sum) : V_ABSENT;
  vm_dealloc(vm, sum.parts, sum.cap * sizeof *sum.parts);
  return r;
}

static Value math_prod(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value it = obj_iter(vm, args[0]);
  if (it == V_ABSENT) return V_ABSENT;
  Value total = args[1] == V_ABSENT ? from_int(1) : retain(args[1]);
  for (;;) {
    Value item = obj_next(vm, it);
    if (item == V_ABSENT) break;
    Value next = obj_binary(vm, total, item, BIN_MUL);
    release(vm, item);
    release(vm, total);
    total = next;
    if (total == V_ABSENT) break;
  }
  release(vm, it);
  if (has_error(vm)) return release(vm, total), V_ABSENT;
  return total;
}

// ---- sumprod: ints exactly, floats with three times the precision, everything else by the operators

typedef struct SumProd {
  Value total, ints;       // ints: the part summed while all were ints; V_ABSENT once that is over
  double hi, lo, tiny;     // the float part
  bool floats;
} SumProd;

static bool add_to(VM *vm, Value *total, Value v_steal) {
  if (v_steal == V_ABSENT) return false;
  Value sum = obj_binary(vm, *total, v_steal, BIN_ADD);
  release(vm, v_steal);
  if (sum == V_ABSENT) return false;
  replace(vm, total, sum);
  return true;
}

static bool flush_ints(VM *vm, SumProd *s) {
  Value ints = s->ints;
  s->ints = V_ABSENT;
  return add_to(vm, &s->total, ints);
}

static bool flush_floats(VM *vm, SumProd *s) {
  if (!s->floats) return true;
  Pair last = exact_sum(s->lo, s->tiny), total = exact_sum(s->hi, last.hi);
  double d = total.hi + (total.lo + last.lo);
  s->hi = s->lo = s->tiny = 0;
  s->floats = false;
  return add_to(vm, &s->total, from_double(d));
}

static bool plain_int(VM *vm, Value v) { return is_int(v) || (is_heap(v) && as_obj(v)->shape == vm->types.int_->root); }

// Both as doubles when one is a float and the other a float or an int that converts: 1, 0, -1 error.
static int as_doubles(VM *vm, Value p, Value q, double *x, double *y) {
  if (!is_double(p) && !is_double(q)) return 0;
  if ((!is_double(p) && !plain_int(vm, p) && !is_bool(p)) || (!is_double(q) && !plain_int(vm, q) && !is_bool(q))) return 0;
  if ((is_double(p) ? (*x = as_double(p), true) : int_to_double(vm, p, x)) &&
      (is_double(q) ? (*y = as_double(q), true) : int_to_double(vm, q, y)))
    return 1;
  return error_clear_if(vm, EXC_OverflowError) ? 0 : -1;
}

static bool float_term(SumProd *s, double x, double y) {
  Pair product = exact_product(x, y), sum = exact_sum(s->hi, product.hi);
  Pair r1 = exact_sum(s->lo, product.lo), r2 = exact_sum(r1.hi, sum.lo);
  if (!isfinite(sum.hi)) return false;
  s->hi = sum.hi;
  s->lo = r2.hi;
  s->tiny += r1.lo + r2.lo;
  return s->floats = true;
}

static bool sumprod_term(VM *vm, SumProd *s, Value p, Value q) {
  if (s->ints != V_ABSENT) {
    if (plain_int(vm, p) && plain_int(vm, q)) {
      Value product = int_binary(vm, p, q, BIN_MUL);
      Value sum = product == V_ABSENT ? V_ABSENT : int_binary(vm, s->ints, product, BIN_ADD);
      release(vm, product);
      if (sum == V_ABSENT) return false;
      replace(vm, &s->ints, sum);
      return true;
    }
    if (!flush_ints(vm, s)) return false;
  }
  double x, y;
  int both = as_doubles(vm, p, q, &x, &y);
  if (both < 0) return false;
  if (both && float_term(s, x, y)) return true;
  return flush_floats(vm, s) && add_to(vm, &s->total, obj_binary(vm, p, q, BIN_MUL));
}

static bool sumprod_loop(VM *vm, SumProd *s, Value p_it, Value q_it) {
  for (;;) {
    Value p = obj_next(vm, p_it);
    if (p == V_ABSENT && has_error(vm)) return false;
    Value q = obj_next(vm, q_it);
    if (q == V_ABSENT && has_error(vm)) return release(vm, p), false;
    if (p == V_ABSENT && q == V_ABSENT) break;
    bool ok = p != V_ABSENT && q != V_ABSENT;
    if (!ok) raise_value(vm, "Inputs are not the same length");
    ok = ok && sumprod_term(vm, s, p, q);
    release(vm, p);
    release(vm, q);
    if (!ok) return false;
  }
  return (s->ints == V_ABSENT || flush_ints(vm, s)) && flush_floats(vm, s);
}

static Value math_sumprod(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value p_it = obj_iter(vm, args[0]);
  if (p_it == V_ABSENT) return V_ABSENT;
  Value q_it = obj_iter(vm, args[1]);
  SumProd s = {.total = from_int(0), .ints = from_int(0)};
  bool ok = q_it != V_ABSENT && sumprod_loop(vm, &s, p_it, q_it);
  release(vm, p_it);
  release(vm, q_it);
  release(vm, s.ints);
  if (ok) return s.total;
  release(vm, s.total);
  return V_ABSENT;
}

// ---- the module

static const NativeDef math_functions[] = {
    {"acos", "(x, /)", math_acos, 0, "Arc cosine, in radians."},
    {"acosh", "(x, /)", math_acosh, 0, "Inverse hyperbolic cosine."},
    {"asin", "(x, /)", math_asin, 0, "Arc sine, in radians."},
    {"asinh", "(x, /)", math_asinh, 0, "Inverse hyperbolic sine."},
    {"atan", "(x, /)", math_atan, 0, "Arc tangent, in radians."},
    {"atan2", "(y, x, /)", math_atan2, 0, "Arc tangent of y/x in the quadrant of both, in radians."},
    {"atanh", "(x, /)", math_atanh, 0, "Inverse hyperbolic tangent."},
    {"cbrt", "(x, /)", math_cbrt, 0, "Cube root."},
    {"ceil", "(x, /)", math_ceil, 0, "Rounded up, as an int."},
    {"comb", "(n, k, /)", math_comb, 0, "Ways to choose k of n without order."},
    {"copysign", "(x, y, /)", math_copysign, 0, "The size of x with the sign of y."},
    {"cos", "(x, /)", math_cos, 0, "Cosine of x radians."},
    {"cosh", "(x, /)", math_cosh, 0, "Hyperbolic cosine."},
    {"degrees", "(x, /)", math_degrees, 0, "Radians to degrees."},
    {"dist", "(p, q, /)", math_dist, 0, "Euclidean distance of two points."},
    {"erf", "(x, /)", math_erf, 0, "Error function."},
    {"erfc", "(x, /)", math_erfc, 0, "Complementary error function."},
    {"exp", "(x, /)", math_exp, 0, "e to the power x."},
    {"exp2", "(x, /)", math_exp2, 0, "2 to the power x."},
    {"expm1", "(x, /)", math_expm1, 0, "exp(x) - 1, exact for small x."},
    {"fabs", "(x, /)", math_fabs, 0, "Absolute value, as a float."},
    {"factorial", "(n, /)", math_factorial, 0, "n!"},
    {"floor", "(x, /)", math_floor, 0, "Rounded down, as an int."},
    {"fma", "(x, y, z, /)", math_fma, 0, "x * y + z with one rounding."},
    {"fmod", "(x, y, /)", math_fmod, 0, "C's fmod."},
    {"frexp", "(x, /)", math_frexp, 0, "Mantissa and exponent: x == m * 2**e."},
    {"fsum", "(seq, /)", math_fsum, 0, "Sum without loss of precision."},
    {"gamma", "(x, /)", math_gamma_fn, 0, "Gamma function."},
    {"gcd", "(*integers)", math_gcd, 0, "Greatest common divisor."},
    {"hypot", "(*coordinates)", math_hypot, 0, "Euclidean norm."},
    {"isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", math_isclose, 0, "Whether two numbers are nearly equal."},
    {"isfinite", "(x, /)", math_isfinite, 0, "Whether x is neither infinite nor a NaN."},
    {"isinf", "(x, /)", math_isinf, 0, "Whether x is infinite."},
    {"isnan", "(x, /)", math_isnan, 0, "Whether x is a NaN."},
    {"isqrt", "(n, /)", math_isqrt, 0, "Integer part of the square root."},
    {"lcm", "(*integers)", math_lcm, 0, "Least common multiple."},
    {"ldexp", "(x, i, /)", math_ldexp, 0, "x * 2**i."},
    {"lgamma", "(x, /)", math_lgamma_fn, 0, "Logarithm of the absolute value of gamma."},
    {"log", "(x, base=None, /)", math_log, 0, "Logarithm: natural, or to the given base."},
    {"log10", "(x, /)", math_log10, 0, "Logarithm to base 10."},
    {"log1p", "(x, /)", math_log1p, 0, "log(1 + x), exact for small x."},
    {"log2", "(x, /)", math_log2, 0, "Logarithm to base 2."},
    {"modf", "(x, /)", math_modf, 0, "Fraction and whole part."},
    {"nextafter", "(x, y, /, *, steps=None)", math_nextafter, 0, "The float `steps` steps after x towards y."},
    {"perm", "(n, k=None, /)", math_perm, 0, "Ways to choose k of n in order."},
    {"pow", "(x, y, /)", math_pow, 0, "x to the power y, as floats."},
    {"prod", "(iterable, /, *, start=1)", math_prod, 0, "Product of the items."},
    {"radians", "(x, /)", math_radians, 0, "Degrees to radians."},
    {"remainder", "(x, y, /)", math_remainder, 0, "x less the nearest multiple of y."},
    {"sin", "(x, /)", math_sin, 0, "Sine of x radians."},
    {"sinh", "(x, /)", math_sinh, 0, "Hyperbolic sine."},
    {"sqrt", "(x, /)", math_sqrt, 0, "Square root."},
    {"sumprod", "(p, q, /)", math_sumprod, 0, "Sum of the products of two sequences."},
    {"tan", "(x, /)", math_tan, 0, "Tangent of x radians."},
    {"tanh", "(x, /)", math_tanh, 0, "Hyperbolic tangent."},
    {"trunc", "(x, /)", math_trunc, 0, "Rounded towards zero, as an int."},
    {"ulp", "(x, /)", math_ulp, 0, "Value of the last bit of x."},
    {0},
};

static bool math_init(VM *vm, Module *module) {
  return module_add(vm, module, "pi", from_double(M_PI)) && module_add(vm, module, "e", from_double(M_E)) &&
         module_add(vm, module, "tau", from_double(2 * M_PI)) && module_add(vm, module, "inf", from_double(INFINITY)) &&
         module_add(vm, module, "nan", from_double(NAN));
}

const ModuleDef math_module = {"math", "Mathematical functions of real numbers and of ints.", math_functions, math_init};

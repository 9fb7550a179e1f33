// SPDX-License-Identifier: MIT
// math_int.c - the functions of the math module that work on ints, and the gamma function, which continues the factorial.
#include "stdlib/native/math_int.h"

#include <errno.h>
#include <math.h>

// ---- products

// n * (n - 1) * ... down to n - count + 1, halving so that the factors of each product are of like size.
static Value falling_product(VM *vm, Value n, int64_t count) {
  if (count == 0) return from_int(1);
  if (count == 1) return retain(n);
  if (is_int(n) && as_int(n) < (1 << 15) && count <= 4) {
    int64_t p = 1;
    for (int64_t i = 0; i < count; i++) p *= as_int(n) - i;
    return int_from_i64(vm, p);
  }
  int64_t half = count / 2;
  Value offset = int_from_i64(vm, half);
  Value lower = offset == V_ABSENT ? V_ABSENT : int_binary(vm, n, offset, BIN_SUB);
  release(vm, offset);
  if (lower == V_ABSENT) return V_ABSENT;
  Value a = falling_product(vm, n, half), b = a == V_ABSENT ? V_ABSENT : falling_product(vm, lower, count - half);
  Value p = b == V_ABSENT ? V_ABSENT : int_binary(vm, a, b, BIN_MUL);
  release(vm, lower);
  release(vm, a);
  release(vm, b);
  return p;
}

Value math_factorial(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value n = obj_index(vm, args[0]);
  if (n == V_ABSENT) return V_ABSENT;
  int64_t word;
  int sign = int_sign(n);
  bool fits = int_to_i64(n, &word);
  release(vm, n);
  if (sign < 0) return raise_value(vm, "factorial() not defined for negative values");
  if (!fits) return raise(vm, EXC_OverflowError, "factorial() argument should not exceed %ld", INT64_MAX);
  if (!int_fits(word)) return raise_no_memory(vm);
  return falling_product(vm, from_int(word), word);
}

// Both arguments as plain ints, not negative.
static bool two_naturals(VM *vm, const Value *args, Value *n, Value *k) {
  *n = obj_index(vm, args[0]);
  if (*n == V_ABSENT) return false;
  *k = obj_index(vm, args[1]);
  if (*k != V_ABSENT && int_sign(*n) >= 0 && int_sign(*k) >= 0) return true;
  if (*k != V_ABSENT) raise_value(vm, "%s must be a non-negative integer", int_sign(*n) < 0 ? "n" : "k");
  release(vm, *n);
  release(vm, *k);
  return false;
}

Value math_perm(VM *vm, Value *args, uint32_t argc) {
  if (args[1] == V_ABSENT || args[1] == V_NONE) return math_factorial(vm, args, argc);
  Value n, k, v;
  if (!two_naturals(vm, args, &n, &k)) return V_ABSENT;
  int64_t count;
  if (int_cmp(n, k) < 0) v = from_int(0);
  else if (!int_to_i64(k, &count)) v = raise(vm, EXC_OverflowError, "k must not exceed %ld", INT64_MAX);
  else v = falling_product(vm, n, count);
  release(vm, n);
  release(vm, k);
  return v;
}

// While products stay in a word: multiply and divide in turn, which is always exact.
static bool small_comb(uint64_t n, uint64_t k, uint64_t *out) {
  uint64_t r = 1;
  for (uint64_t i = 1; i <= k; i++) {
    if (__builtin_mul_overflow(r, n - k + i, &r)) return false;
    r /= i;
  }
  return *out = r, true;
}

static Value comb(VM *vm, Value n, int64_t k) {
  int64_t word;
  uint64_t r;
  if (int_to_i64(n, &word) && small_comb((uint64_t)word, (uint64_t)k, &r)) return int_from_u64(vm, r);
  Value top = falling_product(vm, n, k);
  Value count = top == V_ABSENT ? V_ABSENT : int_from_i64(vm, k);
  Value bottom = count == V_ABSENT ? V_ABSENT : falling_product(vm, count, k);
  Value v = bottom == V_ABSENT ? V_ABSENT : int_binary(vm, top, bottom, BIN_FLOORDIV);
  release(vm, top);
  release(vm, count);
  release(vm, bottom);
  return v;
}

Value math_comb(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value n, k, v = V_ABSENT;
  if (!two_naturals(vm, args, &n, &k)) return V_ABSENT;
  Value other = int_binary(vm, n, k, BIN_SUB);
  if (other != V_ABSENT) {
    int64_t count;
    if (int_sign(other) < 0) v = from_int(0);
    else if (!int_to_i64(int_cmp(other, k) < 0 ? other : k, &count))
      v = raise(vm, EXC_OverflowError, "min(n - k, k) must not exceed %ld", INT64_MAX);
    else v = comb(vm, n, count);
  }
  release(vm, other);
  release(vm, n);
  release(vm, k);
  return v;
}

// ---- divisors and roots

static Value absolute_steal(VM *vm, Value n) {
  if (n == V_ABSENT || int_sign(n) >= 0) return n;
  Value v = int_neg(vm, n);
  release(vm, n);
  return v;
}

Value math_gcd(VM *vm, Value *args, uint32_t argc) {
  Value total = from_int(0);
  for (uint32_t i = 0; i < argc && total != V_ABSENT; i++) {
    Value n = obj_index(vm, args[i]), next = n == V_ABSENT ? V_ABSENT : int_gcd(vm, total, n);
    release(vm, n);
    release(vm, total);
    total = next;
  }
  return total;
}

static Value lcm2(VM *vm, Value a, Value b) {
  if (int_sign(a) == 0 || int_sign(b) == 0) return from_int(0);
  Value g = int_gcd(vm, a, b), part = g == V_ABSENT ? V_ABSENT : int_binary(vm, a, g, BIN_FLOORDIV);
  release(vm, g);
  Value v = part == V_ABSENT ? V_ABSENT : int_binary(vm, part, b, BIN_MUL);
  release(vm, part);
  return absolute_steal(vm, v);
}

Value math_lcm(VM *vm, Value *args, uint32_t argc) {
  Value total = from_int(1);
  for (uint32_t i = 0; i < argc && total != V_ABSENT; i++) {
    Value n = obj_index(vm, args[i]), next = n == V_ABSENT ? V_ABSENT : lcm2(vm, total, n);
    release(vm, n);
    release(vm, total);
    total = next;
  }
  return total;
}

Value math_isqrt(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value n = obj_index(vm, args[0]);
  if (n == V_ABSENT) return V_ABSENT;
  int64_t word;
  Value v;
  if (int_sign(n) < 0) {
    v = raise_value(vm, "isqrt() argument must be nonnegative");
  } else if (int_to_i64(n, &word)) {
    int64_t root = (int64_t)sqrt((double)word);
    while (root > 3037000499 || root * root > word) root--;
    while (root < 3037000499 && (root + 1) * (root + 1) <= word) root++;
    v = int_from_i64(vm, root);
  } else {
    IntView view;
    mp_int r;
    if (mp_init(&r) != MP_OKAY) return release(vm, n), raise_no_memory(vm);
    v = int_from_mp_steal(vm, &r, int_sqrt_mp(vm, int_view(n, &view), &r));
  }
  release(vm, n);
  return v;
}

// ---- gamma
//
// Lanczos' approximation with g = 6.0247 and 13 terms, in the rational form and with the coefficients of Boost's Math Toolkit (John
// Maddock), which CPython also uses, so that results agree to the last bit.

static const double lanczos_g = 6.024680040776729583740234375, lanczos_g_less_half = 5.524680040776729583740234375;
static const double lanczos_top[] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
static const double lanczos_bottom[] = {0.0,      39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
                                        2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0};
enum { LANCZOS_TERMS = 13 };
static const double pi = 3.141592653589793238462643383279502884197;

static double lanczos_sum(double x) {
  double top = 0, bottom = 0;
  if (x < 5) {
    for (int i = LANCZOS_TERMS; i-- > 0;) {
      top = top * x + lanczos_top[i];
      bottom = bottom * x + lanczos_bottom[i];
    }
  } else {
    for (int i = 0; i < LANCZOS_TERMS; i++) {
      top = top / x + lanczos_top[i];
      bottom = bottom / x + lanczos_bottom[i];
    }
  }
  return top / bottom;
}

static double sine_pi(double x) {
  double y = fmod(fabs(x), 2.0), r;
  switch ((int)round(2.0 * y)) {
    case 0: r = sin(pi * y); break;
    case 1: r = cos(pi * (y - 0.5)); break;
    case 2: r = sin(pi * (1.0 - y)); break;
    case 3: r = -cos(pi * (y - 1.5)); break;
    default: r = sin(pi * (y - 2.0)); break;
  }
  return copysign(1.0, x) * r;
}

static double gamma_general(double x) {
  double size = fabs(x), y = size + lanczos_g_less_half, z, r;
  if (size > lanczos_g_less_half) z = y - size - lanczos_g_less_half;  // what rounding y lost
  else z = y - lanczos_g_less_half - size;
  z = z * lanczos_g / y;
  bool large = size >= 140;
  double power = pow(y, large ? size / 2.0 - 0.25 : size - 0.5);
  if (x < 0) {
    r = -pi / sine_pi(size) / size * exp(y) / lanczos_sum(size);
    r -= z * r;
    r /= power;
    if (large) r /= power;
  } else {
    r = lanczos_sum(size) / exp(y);
    r += z * r;
    r *= power;
    if (large) r *= power;
  }
  if (isinf(r)) errno = ERANGE;
  return r;
}

double math_gamma(double x) {
  errno = 0;
  if (!isfinite(x)) {
    if (isnan(x) || x > 0) return x;
    errno = EDOM;
    return NAN;
  }
  if (x == 0 || (x == floor(x) && x < 0)) {
    errno = EDOM;
    return x == 0 ? copysign(INFINITY, x) : NAN;
  }
  if (x == floor(x) && x <= 23) {
    double r = 1;
    for (double i = 2; i < x; i++) r *= i;
    return r;
  }
  if (fabs(x) < 1e-20) {
    double r = 1.0 / x;
    if (isinf(r)) errno = ERANGE;
    return r;
  }
  if (fabs(x) > 200) {
    if (x < 0) return 0.0 / sine_pi(x);
    errno = ERANGE;
    return INFINITY;
  }
  return gamma_general(x);
}

double math_lgamma(double x) {
  errno = 0;
  if (!isfinite(x)) return isnan(x) ? x : INFINITY;
  if (x == floor(x) && x <= 2) {
    if (x > 0) return 0;
    errno = EDOM;
    return INFINITY;
  }
  double size = fabs(x);
  if (size < 1e-20) return -log(size);
  double r = log(lanczos_sum(size)) - lanczos_g;
  r += (size - 0.5) * (log(size + lanczos_g - 0.5) - 1);
  if (x < 0) r = 1.144729885849400174143427351353058711647 - log(fabs(sine_pi(size))) - log(size) - r;
  if (isinf(r)) errno = ERANGE;
  return r;
}

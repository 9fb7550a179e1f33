// SPDX-License-Identifier: MIT
// cmath.c - the cmath module: functions of complex numbers.
//
// Finite arguments go by W. Kahan's formulas ("Branch cuts for complex elementary functions"), in the arrangement that CPython uses,
// so that results agree to the last bit; infinities and NaNs are left to the C library, whose special values the C standard fixes
// (Annex G). Every function leaves errno 0, EDOM or ERANGE.
#include <complex.h>
#undef complex
#include <errno.h>
#include <float.h>
#include <math.h>

#include "vm/core/vm.h"

typedef Complex (*ComplexFn)(Complex z);

static const double large = DBL_MAX / 4.0;
enum { SCALE_UP = 2 * (DBL_MANT_DIG / 2) + 1, SCALE_DOWN = -(SCALE_UP + 1) / 2 };

static Complex make(double real, double imag) { return (Complex){.real = real, .imag = imag}; }
static Complex turned(Complex z) { return make(-z.imag, z.real); }       // i z
static Complex turned_back(Complex z) { return make(z.imag, -z.real); }  // -i z
static bool finite_parts(Complex z) { return isfinite(z.real) && isfinite(z.imag); }
static bool is_large(Complex z) { return fabs(z.real) > large || fabs(z.imag) > large; }
static double log_large(void) { return log(large); }
static double log_half_size(Complex z) { return log(hypot(z.real / 2.0, z.imag / 2.0)); }

static Complex by_library(double _Complex (*fn)(double _Complex), Complex z) {
  double _Complex w;
  __real__ w = z.real;
  __imag__ w = z.imag;
  double _Complex r = fn(w);
  errno = 0;
  return make(creal(r), cimag(r));
}

static Complex square_root(Complex z) {
  if (!finite_parts(z)) return by_library(csqrt, z);
  errno = 0;
  if (z.real == 0 && z.imag == 0) return make(0, z.imag);
  double x = fabs(z.real), y = fabs(z.imag), s;
  if (x < DBL_MIN && y < DBL_MIN) {  // subnormal: hypot would lose digits
    x = ldexp(x, SCALE_UP);
    s = ldexp(sqrt(x + hypot(x, ldexp(y, SCALE_UP))), SCALE_DOWN);
  } else {
    x /= 8.0;
    s = 2.0 * sqrt(x + hypot(x, y / 8.0));
  }
  double d = y / (2.0 * s);
  errno = 0;
  return z.real >= 0 ? make(s, copysign(d, z.imag)) : make(d, copysign(s, z.imag));
}

static Complex arc_cosine(Complex z) {
  if (!finite_parts(z)) return by_library(cacos, z);
  Complex r;
  if (is_large(z)) {
    double size = log_half_size(z) + M_LN2 * 2.0;
    r = make(atan2(fabs(z.imag), z.real), z.real < 0 ? -copysign(size, z.imag) : copysign(size, -z.imag));
  } else {
    Complex a = square_root(make(1.0 - z.real, -z.imag)), b = square_root(make(1.0 + z.real, z.imag));
    r = make(2.0 * atan2(a.real, b.real), asinh(b.real * a.imag - b.imag * a.real));
  }
  errno = 0;
  return r;
}

static Complex area_cosine(Complex z) {
  if (!finite_parts(z)) return by_library(cacosh, z);
  Complex r;
  if (is_large(z)) {
    r = make(log_half_size(z) + M_LN2 * 2.0, atan2(z.imag, z.real));
  } else {
    Complex a = square_root(make(z.real - 1.0, z.imag)), b = square_root(make(z.real + 1.0, z.imag));
    r = make(asinh(a.real * b.real + a.imag * b.imag), 2.0 * atan2(a.imag, b.real));
  }
  errno = 0;
  return r;
}

static Complex area_sine(Complex z) {
  if (!finite_parts(z)) return by_library(casinh, z);
  Complex r;
  if (is_large(z)) {
    double size = log_half_size(z) + M_LN2 * 2.0;
    r = make(z.imag >= 0 ? copysign(size, z.real) : -copysign(size, -z.real), atan2(z.imag, fabs(z.real)));
  } else {
    Complex a = square_root(make(1.0 + z.imag, -z.real)), b = square_root(make(1.0 - z.imag, z.real));
    r = make(asinh(a.real * b.imag - b.real * a.imag), atan2(z.imag, a.real * b.real - a.imag * b.imag));
  }
  errno = 0;
  return r;
}

static Complex arc_sine(Complex z) { return turned_back(area_sine(turned(z))); }

static Complex area_tangent_right(Complex z) {  // real part not negative
  double y = fabs(z.imag);
  errno = 0;
  if (z.real > sqrt(large) || y > sqrt(large)) {
    double h = hypot(z.real / 2.0, z.imag / 2.0);
    Complex r = make(z.real / 4.0 / h / h, -copysign(M_PI / 2.0, -z.imag));
    errno = 0;
    return r;
  }
  if (z.real == 1.0 && y < sqrt(DBL_MIN)) {
    if (y == 0) return errno = EDOM, make(INFINITY, z.imag);
    return make(-log(sqrt(y) / sqrt(hypot(y, 2.0))), copysign(atan2(2.0, -y) / 2, z.imag));
  }
  double away = 1 - z.real;
  Complex r = make(log1p(4.0 * z.real / (away * away + y * y)) / 4.0, -atan2(-2.0 * z.imag, away * (1 + z.real) - y * y) / 2.0);
  errno = 0;
  return r;
}

static Complex area_tangent(Complex z) {
  if (!finite_parts(z)) return by_library(catanh, z);
  if (!signbit(z.real)) return area_tangent_right(z);
  Complex r = area_tangent_right(make(-z.real, -z.imag));
  return make(-r.real, -r.imag);
}

static Complex arc_tangent(Complex z) { return turned_back(area_tangent(turned(z))); }

// An infinite angle has no direction: an error unless the other part already is a NaN.
static Complex special_angle(double _Complex (*fn)(double _Complex), Complex z, bool error) {
  Complex r = by_library(fn, z);
  if (error && isinf(z.imag)) errno = EDOM;
  return r;
}

static Complex ranged(Complex r) {
  errno = isinf(r.real) || isinf(r.imag) ? ERANGE : 0;
  return r;
}

static Complex hyperbolic_cosine(Complex z) {
  if (!finite_parts(z)) return special_angle(ccosh, z, !isnan(z.real));
  if (fabs(z.real) <= log_large()) return ranged(make(cos(z.imag) * cosh(z.real), sin(z.imag) * sinh(z.real)));
  double less = z.real - copysign(1.0, z.real);
  return ranged(make(cos(z.imag) * cosh(less) * M_E, sin(z.imag) * sinh(less) * M_E));
}

static Complex hyperbolic_sine(Complex z) {
  if (!finite_parts(z)) return special_angle(csinh, z, !isnan(z.real));
  if (fabs(z.real) <= log_large()) return ranged(make(cos(z.imag) * sinh(z.real), sin(z.imag) * cosh(z.real)));
  double less = z.real - copysign(1.0, z.real);
  return ranged(make(cos(z.imag) * sinh(less) * M_E, sin(z.imag) * cosh(less) * M_E));
}

static Complex hyperbolic_tangent(Complex z) {
  if (!finite_parts(z)) return special_angle(ctanh, z, isfinite(z.real));
  Complex r;
  if (fabs(z.real) > log_large()) {
    r = make(copysign(1.0, z.real), 4.0 * sin(z.imag) * cos(z.imag) * exp(-2.0 * fabs(z.real)));
  } else {
    double tx = tanh(z.real), ty = tan(z.imag), cx = 1.0 / cosh(z.real), both = tx * ty, bottom = 1.0 + both * both;
    r = make(tx * (1.0 + ty * ty) / bottom, ((ty / bottom) * cx) * cx);
  }
  errno = 0;
  return r;
}

static Complex cosine(Complex z) { return hyperbolic_cosine(turned(z)); }
static Complex sine(Complex z) { return turned_back(hyperbolic_sine(turned(z))); }
static Complex tangent(Complex z) { return turned_back(hyperbolic_tangent(turned(z))); }

static Complex exponential(Complex z) {
  if (!finite_parts(z)) return special_angle(cexp, z, isfinite(z.real) || (isinf(z.real) && z.real > 0));
  bool big = z.real > log_large();
  double size = exp(big ? z.real - 1.0 : z.real);
  if (big) return ranged(make(size * cos(z.imag) * M_E, size * sin(z.imag) * M_E));
  return ranged(make(size * cos(z.imag), size * sin(z.imag)));
}

static Complex logarithm(Complex z) {
  if (!finite_parts(z)) return by_library(clog, z);
  double x = fabs(z.real), y = fabs(z.imag), angle = atan2(z.imag, z.real), size;
  if (x > large || y > large) {
    size = log(hypot(x / 2.0, y / 2.0)) + M_LN2;
  } else if (x < DBL_MIN && y < DBL_MIN) {
    if (x == 0 && y == 0) return errno = EDOM, make(-INFINITY, angle);
    size = log(hypot(ldexp(x, DBL_MANT_DIG), ldexp(y, DBL_MANT_DIG))) - DBL_MANT_DIG * M_LN2;
  } else {
    double h = hypot(x, y);
    if (0.71 <= h && h <= 1.73) {  // near the unit circle log(h) would lose digits
      double most = x > y ? x : y, least = x > y ? y : x;
      size = log1p((most - 1) * (most + 1) + least * least) / 2.0;
    } else {
      size = log(h);
    }
  }
  errno = 0;
  return make(size, angle);
}

static Complex logarithm_10(Complex z) {
  Complex r = logarithm(z);
  return make(r.real / M_LN10, r.imag / M_LN10);
}

// ---- functions for scripts

static Value result(VM *vm, Complex r) {
  if (errno == EDOM) return raise_value(vm, "math domain error");
  if (errno == ERANGE) return raise(vm, EXC_OverflowError, "math range error");
  return complex_new(vm, r.real, r.imag);
}

static Value apply(VM *vm, Value v, ComplexFn fn) {
  Complex z;
  return complex_coerce(vm, v, &z) ? result(vm, fn(z)) : V_ABSENT;
}

#define CMATH1(name, fn) \
  static Value cmath_##name(VM *vm, Value *args, uint32_t argc) { return (void)argc, apply(vm, args[0], fn); }
CMATH1(acos, arc_cosine)
CMATH1(acosh, area_cosine)
CMATH1(asin, arc_sine)
CMATH1(asinh, area_sine)
CMATH1(atan, arc_tangent)
CMATH1(atanh, area_tangent)
CMATH1(cos, cosine)
CMATH1(cosh, hyperbolic_cosine)
CMATH1(exp, exponential)
CMATH1(log10, logarithm_10)
CMATH1(sin, sine)
CMATH1(sinh, hyperbolic_sine)
CMATH1(sqrt, square_root)
CMATH1(tan, tangent)
CMATH1(tanh, hyperbolic_tangent)

static Value cmath_log(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Complex z, base;
  if (!complex_coerce(vm, args[0], &z)) return V_ABSENT;
  Complex r = logarithm(z);
  if (args[1] == V_ABSENT) return result(vm, r);
  int error = errno;
  if (!complex_coerce(vm, args[1], &base)) return V_ABSENT;
  Complex bottom = logarithm(base);
  if (!errno) errno = error;
  if (!errno && bottom.real == 0 && bottom.imag == 0) errno = EDOM;
  return result(vm, errno ? r : complex_quotient(r, bottom));
}

static Value cmath_phase(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Complex z;
  return complex_coerce(vm, args[0], &z) ? from_double(atan2(z.imag, z.real)) : V_ABSENT;
}

static Value cmath_polar(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Complex z;
  if (!complex_coerce(vm, args[0], &z)) return V_ABSENT;
  double size = complex_abs(z.real, z.imag);
  if (isinf(size) && finite_parts(z)) return raise(vm, EXC_OverflowError, "math range error");
  Value pair[2] = {from_double(size), from_double(atan2(z.imag, z.real))};
  return tuple_from_steal(vm, pair, 2);
}

static Complex from_polar(double size, double angle) {
  errno = 0;
  if (isfinite(size) && isfinite(angle)) {
    Complex r = angle == 0 ? make(size, size * angle) : make(size * cos(angle), size * sin(angle));
    errno = 0;
    return r;
  }
  if (isinf(size) && isfinite(angle) && angle != 0) {
    double sign = size > 0 ? 1.0 : -1.0;
    return make(sign * copysign(INFINITY, cos(angle)), sign * copysign(INFINITY, sin(angle)));
  }
  if (size == 0) return make(0, 0);
  if (isinf(size) && angle == 0) return make(size, copysign(0.0, angle) * (size > 0 ? 1.0 : -1.0));
  if (isinf(size)) return errno = isinf(angle) ? EDOM : 0, make(INFINITY, NAN);
  if (isnan(size) && angle == 0) return make(NAN, 0);
  if (isinf(angle) && !isnan(size)) errno = EDOM;
  return make(NAN, NAN);
}

static Value cmath_rect(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double size, angle;
  if (!float_coerce(vm, args[0], &size) || !float_coerce(vm, args[1], &angle)) return V_ABSENT;
  return result(vm, from_polar(size, angle));
}

static Value cmath_isfinite(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Complex z;
  return complex_coerce(vm, args[0], &z) ? from_bool(finite_parts(z)) : V_ABSENT;
}

static Value cmath_isinf(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Complex z;
  return complex_coerce(vm, args[0], &z) ? from_bool(isinf(z.real) || isinf(z.imag)) : V_ABSENT;
}

static Value cmath_isnan(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Complex z;
  return complex_coerce(vm, args[0], &z) ? from_bool(isnan(z.real) || isnan(z.imag)) : V_ABSENT;
}

static bool is_infinite(Complex z) { return isinf(z.real) || isinf(z.imag); }

static Value cmath_isclose(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Complex a, b;
  double relative = 1e-9, absolute = 0;
  if (!complex_coerce(vm, args[0], &a) || !complex_coerce(vm, args[1], &b)) return V_ABSENT;
  if (args[2] != V_ABSENT && !float_coerce(vm, args[2], &relative)) return V_ABSENT;
  if (args[3] != V_ABSENT && !float_coerce(vm, args[3], &absolute)) return V_ABSENT;
  if (relative < 0 || absolute < 0) return raise_value(vm, "tolerances must be non-negative");
  if (a.real == b.real && a.imag == b.imag) return V_TRUE;
  if (is_infinite(a) || is_infinite(b)) return V_FALSE;
  double diff = complex_abs(a.real - b.real, a.imag - b.imag);
  return from_bool(diff <= relative * complex_abs(b.real, b.imag) || diff <= relative * complex_abs(a.real, a.imag) || diff <= absolute);
}

static const NativeDef cmath_functions[] = {
    {"acos", "(z, /)", cmath_acos, 0, "Arc cosine."},
    {"acosh", "(z, /)", cmath_acosh, 0, "Inverse hyperbolic cosine."},
    {"asin", "(z, /)", cmath_asin, 0, "Arc sine."},
    {"asinh", "(z, /)", cmath_asinh, 0, "Inverse hyperbolic sine."},
    {"atan", "(z, /)", cmath_atan, 0, "Arc tangent."},
    {"atanh", "(z, /)", cmath_atanh, 0, "Inverse hyperbolic tangent."},
    {"cos", "(z, /)", cmath_cos, 0, "Cosine."},
    {"cosh", "(z, /)", cmath_cosh, 0, "Hyperbolic cosine."},
    {"exp", "(z, /)", cmath_exp, 0, "e to the power z."},
    {"isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", cmath_isclose, 0, "Whether two numbers are nearly equal."},
    {"isfinite", "(z, /)", cmath_isfinite, 0, "Whether both parts are finite."},
    {"isinf", "(z, /)", cmath_isinf, 0, "Whether a part is infinite."},
    {"isnan", "(z, /)", cmath_isnan, 0, "Whether a part is a NaN."},
    {"log", "(z, base=None, /)", cmath_log, 0, "Logarithm: natural, or to the given base."},
    {"log10", "(z, /)", cmath_log10, 0, "Logarithm to base 10."},
    {"phase", "(z, /)", cmath_phase, 0, "Angle of z."},
    {"polar", "(z, /)", cmath_polar, 0, "Size and angle of z."},
    {"rect", "(r, phi, /)", cmath_rect, 0, "The number of the given size and angle."},
    {"sin", "(z, /)", cmath_sin, 0, "Sine."},
    {"sinh", "(z, /)", cmath_sinh, 0, "Hyperbolic sine."},
    {"sqrt", "(z, /)", cmath_sqrt, 0, "Square root."},
    {"tan", "(z, /)", cmath_tan, 0, "Tangent."},
    {"tanh", "(z, /)", cmath_tanh, 0, "Hyperbolic tangent."},
    {0},
};

static bool cmath_init(VM *vm, Module *module) {
  return module_add(vm, module, "pi", from_double(M_PI)) && module_add(vm, module, "e", from_double(M_E)) &&
         module_add(vm, module, "tau", from_double(2 * M_PI)) && module_add(vm, module, "inf", from_double(INFINITY)) &&
         module_add(vm, module, "nan", from_double(NAN)) && module_add(vm, module, "infj", complex_new(vm, 0, INFINITY)) &&
         module_add(vm, module, "nanj", complex_new(vm, 0, NAN));
}

const ModuleDef cmath_module = {"cmath", "Mathematical functions of complex numbers.", cmath_functions, cmath_init};

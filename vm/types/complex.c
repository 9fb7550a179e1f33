// SPDX-License-Identifier: MIT
// complex.c - complex numbers: arithmetic, text, and the type as scripts see it.
#include <errno.h>
#include <math.h>

#include "vm/base/num.h"
#include "vm/types/numargs.h"

static Complex *as_complex(Value v) { return (Complex *)as_obj(v); }
static bool is_complex(Value v) { return is_kind(v, KIND_COMPLEX); }
static Complex pair(double real, double imag) { return (Complex){.real = real, .imag = imag}; }

Value complex_new(VM *vm, double real, double imag) {
  Complex *c = object_new(vm, vm->types.complex, sizeof(Complex));
  if (!c) return V_ABSENT;
  c->real = real;
  c->imag = imag;
  return from_obj(c);
}

static Value from_pair(VM *vm, Complex c) { return complex_new(vm, c.real, c.imag); }

// ---- arithmetic

static Complex product(Complex a, Complex b) {
  return pair(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real);
}

// Smith's method: dividing through by the larger part of b avoids needless overflow. b is not zero.
Complex complex_quotient(Complex a, Complex b) {
  double real = fabs(b.real), imag = fabs(b.imag);
  if (real >= imag) {
    double ratio = b.imag / b.real, bottom = b.real + b.imag * ratio;
    return pair((a.real + a.imag * ratio) / bottom, (a.imag - a.real * ratio) / bottom);
  }
  if (imag >= real) {
    double ratio = b.real / b.imag, bottom = b.real * ratio + b.imag;
    return pair((a.real * ratio + a.imag) / bottom, (a.imag * ratio - a.real) / bottom);
  }
  return pair(NAN, NAN);
}

static Complex whole_power(Complex x, long n) {
  Complex r = pair(1, 0);
  unsigned long left = (unsigned long)(n < 0 ? -n : n);
  Complex p = x;
  for (; left; left >>= 1) {
    if (left & 1) r = product(r, p);
    p = product(p, p);
  }
  if (n >= 0) return r;
  if (r.real == 0 && r.imag == 0) return errno = EDOM, pair(0, 0);
  return complex_quotient(pair(1, 0), r);
}

static Complex general_power(Complex a, Complex b) {
  if (b.real == 0 && b.imag == 0) return pair(1, 0);
  if (a.real == 0 && a.imag == 0) {
    if (b.imag != 0 || b.real < 0) errno = EDOM;
    return pair(0, 0);
  }
  double size = hypot(a.real, a.imag), len = pow(size, b.real), angle = atan2(a.imag, a.real), phase = angle * b.real;
  if (b.imag != 0) {
    len *= exp(-angle * b.imag);
    phase += b.imag * log(size);
  }
  return pair(len * cos(phase), len * sin(phase));
}

Complex complex_power(Complex a, Complex b) {
  errno = 0;
  bool whole = b.imag == 0 && b.real == floor(b.real) && fabs(b.real) <= 100;
  Complex r = whole ? whole_power(a, (long)b.real) : general_power(a, b);
  if (isinf(r.real) || isinf(r.imag)) errno = errno ? errno : ERANGE;
  else if (errno == ERANGE) errno = 0;
  return r;
}

double complex_abs(double real, double imag) {
  if (isinf(real) || isinf(imag)) return INFINITY;
  return hypot(real, imag);
}

// 1 a number, 0 not one, -1 error.
static int operand(VM *vm, Value v, Complex *out) {
  out->imag = 0;
  if (is_complex(v)) return out->real = as_complex(v)->real, out->imag = as_complex(v)->imag, 1;
  if (is_float(v)) return out->real = float_value(v), 1;
  if (!is_integer(v)) return 0;
  return int_to_double(vm, v, &out->real) ? 1 : -1;
}

static Value power(VM *vm, Complex a, Complex b) {
  Complex r = complex_power(a, b);
  if (errno == EDOM) return raise(vm, EXC_ZeroDivisionError, "0.0 to a negative or complex power");
  if (errno == ERANGE) return raise(vm, EXC_OverflowError, "complex exponentiation");
  return from_pair(vm, r);
}

static Value binary(VM *vm, Value a, Value b, BinOp op) {
  Complex x, y;
  int ok = operand(vm, a, &x);
  if (ok > 0) ok = operand(vm, b, &y);
  if (ok <= 0) return ok ? V_ABSENT : V_NOTIMPL;
  switch (op) {
    case BIN_ADD: return complex_new(vm, x.real + y.real, x.imag + y.imag);
    case BIN_SUB: return complex_new(vm, x.real - y.real, x.imag - y.imag);
    case BIN_MUL: return from_pair(vm, product(x, y));
    case BIN_POW: return power(vm, x, y);
    default:
      if (y.real == 0 && y.imag == 0) return raise(vm, EXC_ZeroDivisionError, "complex division by zero");
      return from_pair(vm, complex_quotient(x, y));
  }
}

#define COMPLEX_SLOT(name, op) \
  static Value name(VM *vm, Value a, Value b) { return binary(vm, a, b, op); }
COMPLEX_SLOT(slot_add, BIN_ADD)
COMPLEX_SLOT(slot_sub, BIN_SUB)
COMPLEX_SLOT(slot_mul, BIN_MUL)
COMPLEX_SLOT(slot_truediv, BIN_TRUEDIV)
COMPLEX_SLOT(slot_power, BIN_POW)

static Value slot_pow3(VM *vm, Value a, Value b, Value mod) {
  if (mod != V_NONE && mod != V_ABSENT) return raise_value(vm, "complex modulo");
  return binary(vm, a, b, BIN_POW);
}

static Value slot_neg(VM *vm, Value v) { return complex_new(vm, -as_complex(v)->real, -as_complex(v)->imag); }

static Value slot_plain(VM *vm, Value v) {
  if (as_obj(v)->shape == vm->types.complex->root) return retain(v);
  return complex_new(vm, as_complex(v)->real, as_complex(v)->imag);
}

static Value slot_abs(VM *vm, Value v) {
  const Complex *c = as_complex(v);
  double d = complex_abs(c->real, c->imag);
  if (isinf(d) && isfinite(c->real) && isfinite(c->imag)) return raise(vm, EXC_OverflowError, "absolute value too large");
  return from_double(d);
}

static int slot_truthy(VM *vm, Value v) {
  (void)vm;
  return as_complex(v)->real != 0 || as_complex(v)->imag != 0;
}

static bool slot_hash(VM *vm, Value v, int64_t *hash) {
  (void)vm;
  int64_t real, imag;
  float_hash(as_complex(v)->real, &real);
  float_hash(as_complex(v)->imag, &imag);
  *hash = (int64_t)((uint64_t)real + UINT64_C(1000003) * (uint64_t)imag);
  if (*hash == -1) *hash = -2;
  return true;
}

static Value slot_compare(VM *vm, Value a, Value b, CmpOp op) {
  (void)vm;
  if (op != CMP_EQ && op != CMP_NE) return V_NOTIMPL;
  if (!is_complex(a)) {
    Value swap = a;
    a = b;
    b = swap;
  }
  if (!is_complex(a)) return V_NOTIMPL;
  const Complex *c = as_complex(a);
  bool equal;
  if (is_complex(b)) equal = c->real == as_complex(b)->real && c->imag == as_complex(b)->imag;
  else if (is_float(b)) equal = c->real == float_value(b) && c->imag == 0;
  else if (is_integer(b)) equal = c->imag == 0 && c->real == c->real && int_cmp_double(b, c->real) == 0;
  else return V_NOTIMPL;
  return from_bool(equal == (op == CMP_EQ));
}

// ---- text

static Value slot_repr(VM *vm, Value v) {
  const Complex *c = as_complex(v);
  char text[2 * NUM_REPR_MAX + 4];
  size_t n = 0;
  bool imag_only = c->real == 0 && !signbit(c->real);
  if (!imag_only) {
    text[n++] = '(';
    n += num_repr(c->real, text + n, false);
    if (!signbit(c->imag) || isnan(c->imag)) text[n++] = '+';
  }
  n += num_repr(c->imag, text + n, false);
  text[n++] = 'j';
  if (!imag_only) text[n++] = ')';
  return from_obj(str_from_utf8(vm, text, n));
}

static size_t digits_at(const char *s) {
  size_t n = 0;
  while (s[n] >= '0' && s[n] <= '9') n++;
  return n;
}

static bool word_at(const char *s, const char *word) {
  for (; *word; s++, word++)
    if ((*s | 0x20) != *word) return false;
  return true;
}

// Length of the longest number at the start of NUL-terminated `s`; 0: none.
static size_t number_at(const char *s) {
  size_t n = *s == '+' || *s == '-';
  if (word_at(s + n, "infinity")) return n + 8;
  if (word_at(s + n, "inf") || word_at(s + n, "nan")) return n + 3;
  size_t whole = digits_at(s + n), fraction = 0;
  n += whole;
  if (s[n] == '.') {
    fraction = digits_at(s + n + 1);
    n += 1 + fraction;
  }
  if (!whole && !fraction) return 0;
  if ((s[n] | 0x20) == 'e') {
    size_t sign = s[n + 1] == '+' || s[n + 1] == '-', exponent = digits_at(s + n + 1 + sign);
    if (exponent) n += 1 + sign + exponent;
  }
  return n;
}

// A number, or a sign alone, which stands for 1 before a j.
static bool take_part(const char **s, double *out, bool *bare) {
  size_t n = number_at(*s);
  *bare = n == 0;
  if (n) {
    char saved[512];
    if (n < sizeof saved) {
      memcpy(saved, *s, n);
      saved[n] = 0;
      if (!num_parse(saved, n, out)) return false;
    } else if (!num_parse(*s, n, out)) {
      return false;
    }
  } else {
    *out = **s == '-' ? -1.0 : 1.0;
    n = **s == '+' || **s == '-';
  }
  *s += n;
  return true;
}

static const char *skip_spaces(const char *s) {
  while (*s && num_unicode_space((uint8_t)*s)) s++;
  return s;
}

// `s` is NUL-terminated ASCII without underscores.
static bool parse(const char *s, const char *end, Complex *out) {
  *out = pair(0, 0);
  bool bare;
  s = skip_spaces(s);
  bool bracket = *s == '(';
  if (bracket) s = skip_spaces(s + 1);
  double first, second;
  if (!take_part(&s, &first, &bare)) return false;
  if (*s == 'j' || *s == 'J') {
    s++;
    out->imag = first;
  } else if (bare) {
    return false;
  } else {
    out->real = first;
    if (*s == '+' || *s == '-') {
      if (!take_part(&s, &second, &bare) || (*s != 'j' && *s != 'J')) return false;
      s++;
      out->imag = second;
    }
  }
  s = skip_spaces(s);
  if (bracket && *s++ != ')') return false;
  return skip_spaces(s) == end;
}

static bool underscores_out(const char *s, size_t len, char *out, size_t *out_len) {
  size_t n = 0;
  for (size_t i = 0; i < len; i++) {
    if (s[i] != '_') out[n++] = s[i];
    else if (i == 0 || i + 1 == len || !digits_at(s + i + 1) || s[i - 1] < '0' || s[i - 1] > '9') return false;
  }
  out[n] = 0;
  *out_len = n;
  return true;
}

static bool complex_from_str(VM *vm, Str *text, Complex *out) {
  void *block;
  size_t len, size = 0, n;
  const char *s = int_text_ascii(vm, text, &len, &block, &size);
  if (!s) return false;
  char *copy = vm_alloc(vm, len + 1);
  bool ok = copy != NULL;
  if (ok) {
    ok = underscores_out(s, len, copy, &n) && parse(copy, copy + n, out);
    if (!ok) raise_value(vm, "complex() arg is a malformed string");
  }
  vm_dealloc(vm, copy, len + 1);
  vm_dealloc(vm, block, size);
  return ok;
}

// ---- construction

// __complex__: 1 done, 0 there is none, -1 error.
static int from_special(VM *vm, Value v, Complex *out) {
  if (is_double(v) || is_int(v)) return 0;
  if (is_complex(v) && as_obj(v)->shape == vm->types.complex->root) return operand(vm, v, out);
  Value r = obj_call_special(vm, v, vm->names.dunder_complex, NULL, 0);
  if (r == V_ABSENT) return has_error(vm) ? -1 : 0;
  int ok = is_complex(r) ? operand(vm, r, out) : -1;
  if (ok < 0) raise_type(vm, "__complex__ returned non-complex (type %T)", r);
  else if (as_obj(r)->shape != vm->types.complex->root &&
           !warn(vm, EXC_DeprecationWarning, 1,
                 "__complex__ returned non-complex (type %T).  The ability to return an instance of a strict subclass of complex is "
                 "deprecated, and may be removed in a future version of Python.", r))
    ok = -1;
  release(vm, r);
  return ok;
}

bool complex_coerce(VM *vm, Value v, Complex *out) {
  int ok = from_special(vm, v, out);
  if (ok) return ok > 0;
  out->imag = 0;
  return float_coerce(vm, v, &out->real);
}

// One argument of complex(): *complex says whether it has an imaginary part of its own.
static bool convert(VM *vm, Value v, const char *which, bool special, Complex *out, bool *complex) {
  int ok = special ? from_special(vm, v, out) : is_complex(v) ? operand(vm, v, out) : 0;
  *complex = ok > 0;
  if (ok) return ok > 0;
  out->imag = 0;
  Type *type = type_of_get(vm, v);
  if (!type->slots.as_float && !type->slots.index) return raise_type(vm, "complex() %s, not '%T'", which, v), false;
  return float_coerce(vm, v, &out->real);
}

static bool combine(VM *vm, Value real, Value imag, Complex *out) {
  Complex x, y = pair(0, 0);
  bool x_complex = false, y_complex = false;
  if (is_str(real)) {
    if (imag != V_ABSENT) return raise_type(vm, "complex() can't take second arg if first is a string"), false;
    return complex_from_str(vm, as_str(real), out);
  }
  if (imag != V_ABSENT && is_str(imag)) return raise_type(vm, "complex() second arg can't be a string"), false;
  const char *first = "first argument must be a string or a number";
  x = pair(0, 0);
  if (real != V_ABSENT && !convert(vm, real, first, true, &x, &x_complex)) return false;
  if (imag == V_ABSENT) return *out = pair(x.real, x_complex ? x.imag : 0.0), true;
  if (!convert(vm, imag, "second argument must be a number", false, &y, &y_complex)) return false;
  if (y_complex) x.real -= y.imag;
  if (x_complex) y.real += x.imag;
  *out = pair(x.real, y.real);
  return true;
}

static Value complex_type_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value bound[2];
  if (!args_bind(vm, "complex", "(real=0, imag=0)", args, argc, kwnames, bound)) return V_ABSENT;
  if (type == vm->types.complex && bound[1] == V_ABSENT && is_heap(bound[0]) && as_obj(bound[0])->shape == type->root)
    return retain(bound[0]);
  Complex c;
  if (!combine(vm, bound[0], bound[1], &c)) return V_ABSENT;
  if (type == vm->types.complex) return from_pair(vm, c);
  Value v = instance_new(vm, type);
  if (v != V_ABSENT) {
    as_complex(v)->real = c.real;
    as_complex(v)->imag = c.imag;
  }
  return v;
}

// ---- methods

static Value method_conjugate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return complex_new(vm, as_complex(args[0])->real, -as_complex(args[0])->imag);
}

static Value method_complex(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return slot_plain(vm, args[0]);
}

static Value method_format(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[1])) return raise_type(vm, "__format__() argument must be str, not %T", args[1]);
  return format_complex(vm, args[0], as_str(args[1]));
}

static Value method_getnewargs(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value parts[2] = {from_double(as_complex(args[0])->real), from_double(as_complex(args[0])->imag)};
  return tuple_from(vm, parts, 2);
}

static Value get_real(VM *vm, Value v) {
  (void)vm;
  return from_double(as_complex(v)->real);
}

static Value get_imag(VM *vm, Value v) {
  (void)vm;
  return from_double(as_complex(v)->imag);
}

static const NativeDef complex_methods[] = {
    {"conjugate", "($self, /)", method_conjugate, 0, "The number with the sign of its imaginary part changed."},
    {"__complex__", "($self, /)", method_complex, 0, "As an exact complex."},
    {"__format__", "($self, format_spec, /)", method_format, 0, "Formatted by a format specification."},
    {"__getnewargs__", "($self, /)", method_getnewargs, 0, NULL},
    {0},
};

static const GetSetDef complex_getset[] = {
    {"real", get_real, NULL, "the real part of a complex number"},
    {"imag", get_imag, NULL, "the imaginary part of a complex number"},
    {0},
};

static const TypeSpec complex_spec = {
    .name = "complex",
    .doc = "Create a complex number from a string or numbers.",
    .kind = KIND_COMPLEX,
    .flags = TYPE_BASE,
    .basicsize = sizeof(Complex),
    .methods = complex_methods,
    .getset = complex_getset,
    .slots = {
        .repr = slot_repr, .hash = slot_hash, .compare = slot_compare, .truthy = slot_truthy, .pow3 = slot_pow3, .new = complex_type_new,
        .binary = {[BIN_ADD] = slot_add, [BIN_SUB] = slot_sub, [BIN_MUL] = slot_mul, [BIN_TRUEDIV] = slot_truediv,
                   [BIN_POW] = slot_power},
        .unary = {[UN_NEG] = slot_neg, [UN_POS] = slot_plain, [UN_ABS] = slot_abs},
    },
};

bool complex_types_init(VM *vm) {
  vm->types.complex = type_from_spec(vm, &complex_spec, NULL);
  return vm->types.complex != NULL;
}

// SPDX-License-Identifier: MIT
// float.c - arithmetic on floats, their conversions, hash and text.
#include <errno.h>
#include <math.h>

#include "vm/base/num.h"
#include "vm/core/vm.h"

bool is_float(Value v) { return is_double(v) || is_kind(v, KIND_FLOAT); }
double float_value(Value v) { return is_double(v) ? as_double(v) : ((Float *)as_obj(v))->value; }

// ---- conversions

bool float_coerce(VM *vm, Value v, double *out) {
  if (is_double(v)) return *out = as_double(v), true;
  if (is_int(v)) return *out = (double)as_int(v), true;
  if (is_float(v)) return *out = float_value(v), true;
  return float_convert(vm, v, out);
}

bool float_convert(VM *vm, Value v, double *out) {
  Type *type = type_of_get(vm, v);
  if (type->slots.as_float) {
    Value r = type->slots.as_float(vm, v);
    if (r == V_ABSENT) return false;
    bool ok = is_float(r);
    if (!ok) raise_type(vm, "%N.__float__ returned non-float (type %T)", type, r);
    else *out = float_value(r);
    if (ok && !is_double(r))
      ok = warn(vm, EXC_DeprecationWarning, 1,
                "%N.__float__ returned non-float (type %T).  The ability to return an instance of a strict subclass of float is "
                "deprecated, and may be removed in a future version of Python.", type, r);
    release(vm, r);
    return ok;
  }
  if (type->slots.index) {
    Value n = obj_index(vm, v);
    if (n == V_ABSENT) return false;
    bool ok = int_to_double(vm, n, out);
    release(vm, n);
    return ok;
  }
  return raise_type(vm, "must be real number, not %T", v), false;
}

static bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// Copies without underscores; false: one does not stand between two digits.
static bool drop_underscores(const char *s, size_t len, char *out, size_t *out_len) {
  size_t n = 0;
  for (size_t i = 0; i < len; i++) {
    if (s[i] != '_') {
      out[n++] = s[i];
      continue;
    }
    if (i == 0 || i + 1 == len || !is_ascii_digit(s[i - 1]) || !is_ascii_digit(s[i + 1])) return false;
  }
  out[n] = 0;
  *out_len = n;
  return true;
}

// 1 parsed, 0 malformed, -1 no memory.
static bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static int parse_ascii(VM *vm, const char *s, size_t len, double *out) {
  while (len && is_ascii_space(*s)) s++, len--;
  while (len && is_ascii_space(s[len - 1])) len--;
  char small[64], *copy = small;
  if (len + 1 > sizeof small && !(copy = vm_alloc(vm, len + 1))) return -1;
  size_t n;
  int ok = drop_underscores(s, len, copy, &n) && num_parse(copy, n, out);
  if (copy != small) vm_dealloc(vm, copy, len + 1);
  return ok;
}

// float('nan') gives an object of its own each time, which containers find by identity. Here the payload tells them apart.
static Value nan_new(VM *vm) {
  uint64_t bits = UINT64_C(0x7ff8000000000000) | (++vm->nan_count & UINT64_C(0x0007ffffffffffff));
  double d;
  memcpy(&d, &bits, sizeof d);
  return from_double(d);
}

Value float_from_str(VM *vm, Value text) {
  double d = 0;
  int ok;
  if (is_str(text)) {
    void *block;
    size_t len, size = 0;
    const char *s = int_text_ascii(vm, as_str(text), &len, &block, &size);
    if (!s) return V_ABSENT;
    ok = parse_ascii(vm, s, len, &d);
    vm_dealloc(vm, block, size);
  } else {
    Buffer buffer;
    if (!buffer_get(vm, text, &buffer)) return V_ABSENT;
    ok = parse_ascii(vm, (const char *)buffer.data, buffer.len, &d);
    buffer_release(vm, &buffer);
  }
  if (ok < 0) return V_ABSENT;
  if (ok && d != d) return nan_new(vm);
  return ok ? from_double(d) : raise_value(vm, "could not convert string to float: %R", text);
}

Value float_repr(VM *vm, double d) {
  char text[NUM_REPR_MAX];
  size_t len = num_repr(d, text, true);
  return from_obj(str_from_utf8(vm, text, len));
}

// The hash of a number is its value modulo the prime 2^61 - 1, the same for every number type.
bool float_hash(double d, int64_t *hash) {
  const uint64_t prime = (UINT64_C(1) << 61) - 1;
  if (!isfinite(d)) return *hash = isinf(d) ? (d > 0 ? 314159 : -314159) : 0, true;
  int exp;
  double m = frexp(fabs(d), &exp);
  uint64_t x = 0;
  while (m != 0) {
    x = ((x << 28) & prime) | x >> (61 - 28);
    m *= 268435456.0;
    exp -= 28;
    uint64_t whole = (uint64_t)m;
    m -= (double)whole;
    x += whole;
    if (x >= prime) x -= prime;
  }
  exp = exp >= 0 ? exp % 61 : 60 - (-1 - exp) % 61;
  x = ((x << exp) & prime) | x >> (61 - exp);
  *hash = d < 0 ? -(int64_t)x : (int64_t)x;
  if (*hash == -1) *hash = -2;
  return true;
}

// ---- arithmetic

Value float_floordiv(VM *vm, double a, double b) {
  if (b == 0) return raise(vm, EXC_ZeroDivisionError, "float floor division by zero");
  double mod = fmod(a, b), div = (a - mod) / b;
  if (mod != 0 && (b < 0) != (mod < 0)) div -= 1;
  if (div == 0) return from_double(copysign(0.0, a / b));
  double whole = floor(div);
  return from_double(div - whole > 0.5 ? whole + 1 : whole);
}

Value float_mod(VM *vm, double a, double b) {
  if (b == 0) return raise(vm, EXC_ZeroDivisionError, "float modulo by zero");
  double mod = fmod(a, b);
  if (mod == 0) return from_double(copysign(0.0, b));
  return from_double((b < 0) != (mod < 0) ? mod + b : mod);
}

static Value raise_range(VM *vm) {
  Value text = str_from_c(vm, "Numerical result out of range");
  if (text == V_ABSENT) return V_ABSENT;
  Value args[2] = {from_int(ERANGE), text};
  Value exc = obj_call(vm, from_obj(error_type_get(vm, EXC_OverflowError)), args, 2);
  release(vm, text);
  if (exc != V_ABSENT) error_set_steal(vm, exc);
  return V_ABSENT;
}

Value float_pow(VM *vm, double a, double b) {
  if (b == 0 || a == 1) return from_double(1.0);
  if (a != a || b != b) return from_double(a + b);
  if (isinf(a) || isinf(b)) return from_double(pow(a, b));
  if (a == 0 && b < 0) return raise(vm, EXC_ZeroDivisionError, "0.0 cannot be raised to a negative power");
  if (a < 0 && b != floor(b)) {
    Value x = complex_new(vm, a, 0), y = complex_new(vm, b, 0), r = V_ABSENT;
    if (x != V_ABSENT && y != V_ABSENT) r = obj_binary(vm, x, y, BIN_POW);
    release(vm, x);
    release(vm, y);
    return r;
  }
  double r = pow(a, b);
  return isinf(r) ? raise_range(vm) : from_double(r);
}

Value float_binary(VM *vm, double a, double b, BinOp op) {
  switch (op) {
    case BIN_ADD: return from_double(a + b);
    case BIN_SUB: return from_double(a - b);
    case BIN_MUL: return from_double(a * b);
    case BIN_TRUEDIV: return b == 0 ? raise(vm, EXC_ZeroDivisionError, "float division by zero") : from_double(a / b);
    case BIN_FLOORDIV: return float_floordiv(vm, a, b);
    case BIN_MOD: return float_mod(vm, a, b);
    case BIN_POW: return float_pow(vm, a, b);
    default: return V_NOTIMPL;
  }
}

// SPDX-License-Identifier: MIT
// float_methods.c - the type float as scripts see it: construction, operators, methods, and hexadecimal text.
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "vm/base/num.h"
#include "vm/types/numargs.h"

// ---- construction

static Value instance_of(VM *vm, Type *type, double d) {
  if (type == vm->types.float_) return from_double(d);
  Value v = instance_new(vm, type);
  if (v != V_ABSENT) ((Float *)as_obj(v))->value = d;
  return v;
}

static bool convert(VM *vm, Value v, double *out) {
  Type *type = type_of_get(vm, v);
  if (is_double(v)) return *out = as_double(v), true;
  if (type->slots.as_float || type->slots.index) return float_convert(vm, v, out);
  Value parsed = V_ABSENT;
  Buffer buffer;
  if (is_str(v)) {
    parsed = float_from_str(vm, v);
  } else if (buffer_try(vm, v, &buffer)) {
    buffer_release(vm, &buffer);
    parsed = float_from_str(vm, v);
  } else if (!has_error(vm)) {
    raise_type(vm, "float() argument must be a string or a real number, not '%T'", v);
  }
  if (parsed == V_ABSENT) return false;
  *out = as_double(parsed);
  return true;
}

static Value float_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!args_positional(vm, "float", argc, new_takes_all(type, vm->types.float_) ? kwnames : NULL, 0, 1)) return V_ABSENT;
  double d = 0;
  if (argc && !convert(vm, args[0], &d)) return V_ABSENT;
  return instance_of(vm, type, d);
}

// ---- slots

// 1 a number, 0 not one, -1 error.
static int operand(VM *vm, Value v, double *out) {
  if (is_float(v)) return *out = float_value(v), 1;
  if (!is_integer(v)) return 0;
  return int_to_double(vm, v, out) ? 1 : -1;
}

static Value binary(VM *vm, Value a, Value b, BinOp op) {
  double x, y;
  int ok = operand(vm, a, &x);
  if (ok > 0) ok = operand(vm, b, &y);
  return ok > 0 ? float_binary(vm, x, y, op) : ok ? V_ABSENT : V_NOTIMPL;
}

#define FLOAT_SLOT(name, op) \
  static Value name(VM *vm, Value a, Value b) { return binary(vm, a, b, op); }
FLOAT_SLOT(slot_add, BIN_ADD)
FLOAT_SLOT(slot_sub, BIN_SUB)
FLOAT_SLOT(slot_mul, BIN_MUL)
FLOAT_SLOT(slot_truediv, BIN_TRUEDIV)
FLOAT_SLOT(slot_floordiv, BIN_FLOORDIV)
FLOAT_SLOT(slot_mod, BIN_MOD)
FLOAT_SLOT(slot_power, BIN_POW)

static Value slot_pow3(VM *vm, Value a, Value b, Value mod) {
  if (mod != V_NONE && mod != V_ABSENT) return raise_type(vm, "pow() 3rd argument not allowed unless all arguments are integers");
  return binary(vm, a, b, BIN_POW);
}

static Value slot_neg(VM *vm, Value v) {
  (void)vm;
  return from_double(-float_value(v));
}

static Value slot_abs(VM *vm, Value v) {
  (void)vm;
  return from_double(fabs(float_value(v)));
}

static Value slot_plain(VM *vm, Value v) {
  (void)vm;
  return from_double(float_value(v));
}

static Value slot_int(VM *vm, Value v) { return int_from_double(vm, float_value(v)); }
static Value slot_repr(VM *vm, Value v) { return float_repr(vm, float_value(v)); }

static bool slot_hash(VM *vm, Value v, int64_t *hash) {
  (void)vm;
  return float_hash(float_value(v), hash);
}

static int slot_truthy(VM *vm, Value v) {
  (void)vm;
  return float_value(v) != 0;
}

static Value ordered(int order, CmpOp op) {
  switch (op) {
    case CMP_LT: return from_bool(order < 0);
    case CMP_LE: return from_bool(order <= 0);
    case CMP_EQ: return from_bool(order == 0);
    case CMP_NE: return from_bool(order != 0);
    case CMP_GT: return from_bool(order > 0);
    default: return from_bool(order >= 0);
  }
}

static Value slot_compare(VM *vm, Value a, Value b, CmpOp op) {
  (void)vm;
  bool a_float = is_float(a), b_float = is_float(b);
  if ((!a_float && !is_integer(a)) || (!b_float && !is_integer(b))) return V_NOTIMPL;
  if ((a_float && isnan(float_value(a))) || (b_float && isnan(float_value(b)))) return from_bool(op == CMP_NE);
  if (!a_float) return ordered(b_float ? int_cmp_double(a, float_value(b)) : int_cmp(a, b), op);
  if (!b_float) return ordered(-int_cmp_double(b, float_value(a)), op);
  double x = float_value(a), y = float_value(b);
  return ordered((x > y) - (x < y), op);
}

// ---- methods

static Value method_is_integer(VM *vm, Value *args, uint32_t argc) {
  (void)vm;
  (void)argc;
  double d = float_value(args[0]);
  return from_bool(isfinite(d) && floor(d) == d);
}

static Value method_conjugate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return slot_plain(vm, args[0]);
}

static Value method_trunc(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return int_from_double(vm, float_value(args[0]));
}

static Value method_floor(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return int_from_double(vm, floor(float_value(args[0])));
}

static Value method_ceil(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return int_from_double(vm, ceil(float_value(args[0])));
}

static Value pair_steal(VM *vm, Value a, Value b) {
  if (a == V_ABSENT || b == V_ABSENT) return release(vm, a), release(vm, b), V_ABSENT;
  Value items[2] = {a, b};
  return tuple_from_steal(vm, items, 2);
}

static Value divide_both(VM *vm, Value a, Value b) {
  double x, y;
  int ok = operand(vm, a, &x);
  if (ok > 0) ok = operand(vm, b, &y);
  if (ok <= 0) return ok ? V_ABSENT : V_NOTIMPL;
  if (y == 0) return raise(vm, EXC_ZeroDivisionError, "float divmod()");
  return pair_steal(vm, float_floordiv(vm, x, y), float_mod(vm, x, y));
}

static Value method_divmod(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return divide_both(vm, args[0], args[1]);
}

static Value method_rdivmod(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return divide_both(vm, args[1], args[0]);
}

// The exact ratio: mantissa and exponent, with the common twos taken out.
static Value method_ratio(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double d = float_value(args[0]);
  if (isinf(d)) return raise(vm, EXC_OverflowError, "cannot convert Infinity to integer ratio");
  if (d != d) return raise_value(vm, "cannot convert NaN to integer ratio");
  if (d == 0) return pair_steal(vm, from_int(0), from_int(1));
  int exp;
  int64_t m = (int64_t)ldexp(frexp(d, &exp), 53);
  exp -= 53;
  int twos = __builtin_ctzll((uint64_t)m);
  m = m / (INT64_C(1) << twos);
  exp += twos;
  Value top = int_from_i64(vm, m), bottom = from_int(1), shift = from_int(exp < 0 ? -exp : exp);
  if (top == V_ABSENT) return V_ABSENT;
  Value *scaled = exp < 0 ? &bottom : &top;
  Value v = int_binary(vm, *scaled, shift, BIN_LSHIFT);
  release(vm, *scaled);
  *scaled = v;
  return pair_steal(vm, top, bottom);
}

static double round_half_even(double d) {
  double r = round(d);
  return fabs(d - r) == 0.5 ? 2.0 * round(d / 2.0) : r;
}

// To a power of ten >= 10 that is `places` digits up: the exact decimal digits decide.
static double round_up_there(double d, int places) {
  char text[340];
  int len = (int)num_format(trunc(fabs(d)), 'f', 0, false, text, sizeof text);
  int keep = len - places;
  if (keep < 0) return copysign(0.0, d);
  if (keep > 0) {
    num_format(d, 'e', keep - 1, false, text, sizeof text);
    return strtod(text, NULL);
  }
  bool more = fabs(d) != trunc(fabs(d));
  for (int i = 1; i < len; i++) more |= text[i] != '0';
  if (text[0] < '5' || (text[0] == '5' && !more)) return copysign(0.0, d);
  snprintf(text, sizeof text, "%s1e%d", d < 0 ? "-" : "", places);
  return strtod(text, NULL);
}

static Value round_to(VM *vm, double d, int64_t places) {
  if (!isfinite(d) || places > (DBL_MANT_DIG - DBL_MIN_EXP) * 30103 / 100000) return from_double(d);
  if (places < -((DBL_MAX_EXP + 1) * 30103 / 100000)) return from_double(0.0 * d);
  double r;
  if (places < 0) {
    r = round_up_there(d, (int)-places);
  } else {
    char text[720];
    num_format(d, 'f', (int)places, false, text, sizeof text);
    size_t len = strlen(text);
    if (!num_parse(text, len, &r)) r = d;
  }
  if (isinf(r)) return raise(vm, EXC_OverflowError, "rounded value too large to represent");
  return from_double(r);
}

static Value method_round(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double d = float_value(args[0]);
  if (args[1] == V_ABSENT || args[1] == V_NONE) return int_from_double(vm, round_half_even(d));
  int64_t places;
  if (!obj_index_clamped(vm, args[1], &places)) return V_ABSENT;
  return round_to(vm, d, places);
}

static Value method_format(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[1])) return raise_type(vm, "__format__() argument must be str, not %T", args[1]);
  return format_float(vm, float_value(args[0]), as_str(args[1]));
}

static Value method_getnewargs(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value d = from_double(float_value(args[0]));
  return tuple_from(vm, &d, 1);
}

static Value method_getformat(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[1])) return raise_type(vm, "__getformat__() argument must be str, not %T", args[1]);
  if (!str_is(as_str(args[1]), "double") && !str_is(as_str(args[1]), "float"))
    return raise_value(vm, "__getformat__() argument 1 must be 'double' or 'float'");
  const uint16_t one = 1;
  return str_from_c(vm, *(const uint8_t *)&one ? "IEEE, little-endian" : "IEEE, big-endian");
}

// ---- hexadecimal text

static Value method_hex(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double d = float_value(args[0]);
  if (!isfinite(d)) return float_repr(vm, d);
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
  int biased = (int)(bits >> 52) & 0x7ff;
  const char *sign = bits >> 63 ? "-" : "";
  char text[40];
  if (!biased && !fraction) snprintf(text, sizeof text, "%s0x0.0p+0", sign);
  else
    snprintf(text, sizeof text, "%s0x%d.%013llxp%+d", sign, biased != 0, (unsigned long long)fraction, biased ? biased - 1023 : -1022);
  return str_from_c(vm, text);
}

static int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

typedef struct HexScan { const char *s, *end; uint64_t m; bool sticky; int64_t exp; size_t digits; } HexScan;

// Up to 60 bits of digits are kept; the rest only says whether something is there.
static void hex_digits(HexScan *scan, bool fraction) {
  for (int digit; scan->s < scan->end && (digit = hex_value(*scan->s)) >= 0; scan->s++, scan->digits++) {
    if (scan->m >> 56) {
      scan->sticky |= digit != 0;
      if (!fraction) scan->exp += 4;
    } else {
      scan->m = scan->m << 4 | (unsigned)digit;
      if (fraction) scan->exp -= 4;
    }
  }
}

static bool hex_exponent(HexScan *scan) {
  if (scan->s == scan->end || (*scan->s | 0x20) != 'p') return true;
  scan->s++;
  bool negative = scan->s < scan->end && *scan->s == '-';
  if (scan->s < scan->end && (*scan->s == '-' || *scan->s == '+')) scan->s++;
  const char *start = scan->s;
  int64_t exp = 0;
  for (; scan->s < scan->end && *scan->s >= '0' && *scan->s <= '9'; scan->s++)
    if (exp < INT64_C(1) << 50) exp = exp * 10 + (*scan->s - '0');
  scan->exp += negative ? -exp : exp;
  return scan->s > start;
}

// 1 parsed, 0 malformed, -1 too large.
static int hex_parse(const char *s, const char *end, double *out) {
  while (s < end && num_unicode_space((uint8_t)*s)) s++;
  while (end > s && num_unicode_space((uint8_t)end[-1])) end--;
  if (s < end && ((s[0] | 0x20) == 'i' || (s[0] | 0x20) == 'n' || (end - s > 1 && ((s[1] | 0x20) == 'i' || (s[1] | 0x20) == 'n'))))
    return num_parse(s, (size_t)(end - s), out);
  bool negative = s < end && *s == '-';
  if (s < end && (*s == '-' || *s == '+')) s++;
  if (end - s > 1 && s[0] == '0' && (s[1] | 0x20) == 'x') s += 2;
  HexScan scan = {.s = s, .end = end};
  hex_digits(&scan, false);
  if (scan.s < end && *scan.s == '.') {
    scan.s++;
    hex_digits(&scan, true);
  }
  if (!scan.digits || !hex_exponent(&scan) || scan.s != end) return 0;
  double d = num_scale(scan.m, scan.sticky, scan.exp);
  *out = negative ? -d : d;
  return isinf(d) ? -1 : 1;
}

static Value method_fromhex(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[1])) return raise_type(vm, "bad argument type for built-in operation");
  double d;
  Str *s = as_str(args[1]);
  int ok = s->ascii ? hex_parse((const char *)s->data, (const char *)s->data + s->len, &d) : 0;
  if (ok == 0) return raise_value(vm, "invalid hexadecimal floating-point string");
  if (ok < 0) return raise(vm, EXC_OverflowError, "hexadecimal value too large to represent as a float");
  Value v = from_double(d);
  return args[0] == from_obj(vm->types.float_) ? v : obj_call(vm, args[0], &v, 1);
}

static Value get_imag(VM *vm, Value v) {
  (void)vm;
  (void)v;
  return from_double(0.0);
}

static const NativeDef float_methods[] = {
    {"conjugate", "($self, /)", method_conjugate, 0, "The number itself: floats are real."},
    {"is_integer", "($self, /)", method_is_integer, 0, "Whether the number is finite and whole."},
    {"as_integer_ratio", "($self, /)", method_ratio, 0, "Two ints, in lowest terms, whose ratio is exactly the number."},
    {"hex", "($self, /)", method_hex, 0, "Exact hexadecimal text."},
    {"fromhex", "($type, string, /)", method_fromhex, NATIVE_CLASS, "The number of a hexadecimal text."},
    {"__getformat__", "($type, typestr, /)", method_getformat, NATIVE_CLASS, "How floats are held in memory."},
    {"__divmod__", "($self, value, /)", method_divmod, 0, "divmod(self, value)."},
    {"__rdivmod__", "($self, value, /)", method_rdivmod, 0, "divmod(value, self)."},
    {"__trunc__", "($self, /)", method_trunc, 0, "Rounded towards zero, as an int."},
    {"__floor__", "($self, /)", method_floor, 0, "Rounded down, as an int."},
    {"__ceil__", "($self, /)", method_ceil, 0, "Rounded up, as an int."},
    {"__round__", "($self, ndigits=None, /)", method_round, 0, "Rounded half to even; an int unless ndigits is given."},
    {"__format__", "($self, format_spec, /)", method_format, 0, "Formatted by a format specification."},
    {"__getnewargs__", "($self, /)", method_getnewargs, 0, NULL},
    {0},
};

static const GetSetDef float_getset[] = {
    {"real", slot_plain, NULL, "the real part of a complex number"},
    {"imag", get_imag, NULL, "the imaginary part of a complex number"},
    {0},
};

static const TypeSpec float_spec = {
    .name = "float",
    .doc = "Convert a string or number to a floating-point number, if possible.",
    .kind = KIND_FLOAT,
    .flags = TYPE_BASE,
    .basicsize = sizeof(Float),
    .methods = float_methods,
    .getset = float_getset,
    .slots = {
        .repr = slot_repr, .hash = slot_hash, .compare = slot_compare, .truthy = slot_truthy, .as_int = slot_int,
        .as_float = slot_plain, .pow3 = slot_pow3, .new = float_new,
        .binary = {[BIN_ADD] = slot_add, [BIN_SUB] = slot_sub, [BIN_MUL] = slot_mul, [BIN_TRUEDIV] = slot_truediv,
                   [BIN_FLOORDIV] = slot_floordiv, [BIN_MOD] = slot_mod, [BIN_POW] = slot_power},
        .unary = {[UN_NEG] = slot_neg, [UN_POS] = slot_plain, [UN_ABS] = slot_abs},
    },
};

bool float_types_init(VM *vm) {
  vm->types.float_ = type_from_spec(vm, &float_spec, NULL);
  return vm->types.float_ && complex_types_init(vm);
}

// SPDX-License-Identifier: MIT
// int_methods.c - the types int and bool as scripts see them: construction, operators, methods.
#include <limits.h>

#include "vm/types/numargs.h"

// ---- int(x)

static Value checked_int(VM *vm, Value v, const char *method) {
  if (v == V_ABSENT || is_int(v)) return v;
  if (!is_integer(v)) {
    raise_type(vm, "%s returned non-int (type %T)", method, v);
    release(vm, v);
    return V_ABSENT;
  }
  if (is_heap(v) && as_obj(v)->shape == vm->types.int_->root) return v;
  bool ok = warn(vm, EXC_DeprecationWarning, 1,
                 "%s returned non-int (type %T).  The ability to return an instance of a strict subclass of int is deprecated, "
                 "and may be removed in a future version of Python.", method, v);
  Value plain = ok ? int_normal(vm, v) : V_ABSENT;
  release(vm, v);
  return plain;
}

// The old way: __trunc__, whose result need only have __index__. V_ABSENT without exception: there is none.
static Value int_from_trunc(VM *vm, Value v) {
  Value whole = obj_call_special(vm, v, vm->names.dunder_trunc, NULL, 0);
  if (whole == V_ABSENT) return V_ABSENT;
  Value n = V_ABSENT;
  if (warn(vm, EXC_DeprecationWarning, 1, "The delegation of int() to __trunc__ is deprecated.")) {
    if (is_integer(whole)) n = int_normal(vm, whole);
    else if (type_of_get(vm, whole)->slots.index) n = obj_index(vm, whole);
    else raise_type(vm, "__trunc__ returned non-Integral (type %T)", whole);
  }
  release(vm, whole);
  return n;
}

Value int_from_value(VM *vm, Value v) {
  if (is_int(v)) return v;
  Type *type = type_of_get(vm, v);
  if (type->slots.as_int) return checked_int(vm, type->slots.as_int(vm, v), "__int__");
  if (type->slots.index) return obj_index(vm, v);
  Value n = int_from_trunc(vm, v);
  if (n != V_ABSENT || has_error(vm)) return n;
  if (is_str(v)) return int_from_str(vm, v, 10);
  Buffer buffer;
  if (buffer_try(vm, v, &buffer)) {
    n = int_parse(vm, v, (const char *)buffer.data, buffer.len, 10);
    buffer_release(vm, &buffer);
    return n;
  }
  if (has_error(vm)) return V_ABSENT;
  return raise_type(vm, "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
}

static Value int_with_base(VM *vm, Value x, Value base_arg) {
  Value index = obj_index(vm, base_arg);
  if (index == V_ABSENT) return V_ABSENT;
  int64_t base;
  bool fits = int_to_i64(index, &base);
  release(vm, index);
  if (!fits || (base != 0 && (base < 2 || base > 36))) return raise_value(vm, "int() base must be >= 2 and <= 36, or 0");
  if (!is_str(x) && !is_bytes(x) && !is_kind(x, KIND_BYTEARRAY))
    return raise_type(vm, "int() can't convert non-string with explicit base");
  return int_from_str(vm, x, (int)base);
}

static Value int_type_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value bound[2];
  Value n;
  if (argc == 1 && !(kwnames && kwnames->len)) {
    n = int_from_value(vm, args[0]);
  } else {
    if (argc > 2 && !(kwnames && kwnames->len)) return raise_type(vm, "int expected at most 2 arguments, got %u", argc);
    if (!args_bind(vm, "int", "(x=0, /, base=10)", args, argc, kwnames, bound)) return V_ABSENT;
    if (bound[1] != V_ABSENT && bound[0] == V_ABSENT) return raise_type(vm, "int() missing string argument");
    n = bound[0] == V_ABSENT ? from_int(0) : bound[1] == V_ABSENT ? int_from_value(vm, bound[0]) : int_with_base(vm, bound[0], bound[1]);
  }
  if (n == V_ABSENT || type == vm->types.int_) return n;
  Value v = int_instance(vm, type, n);
  release(vm, n);
  return v;
}

static void int_free(VM *vm, Object *o) {
  Int *n = (Int *)o;
  if (n->mp.dp && n->mp.dp != n->digits) vm_dealloc(vm, n->mp.dp, (size_t)n->mp.alloc * sizeof(mp_digit));
  n->mp = (mp_int){0};
}

// ---- slots

#define INT_SLOT(name, op) \
  static Value name(VM *vm, Value a, Value b) { return is_integer(a) && is_integer(b) ? int_binary(vm, a, b, op) : V_NOTIMPL; }
INT_SLOT(slot_add, BIN_ADD)
INT_SLOT(slot_sub, BIN_SUB)
INT_SLOT(slot_mul, BIN_MUL)
INT_SLOT(slot_truediv, BIN_TRUEDIV)
INT_SLOT(slot_floordiv, BIN_FLOORDIV)
INT_SLOT(slot_mod, BIN_MOD)
INT_SLOT(slot_power, BIN_POW)
INT_SLOT(slot_lshift, BIN_LSHIFT)
INT_SLOT(slot_rshift, BIN_RSHIFT)
INT_SLOT(slot_and, BIN_AND)
INT_SLOT(slot_or, BIN_OR)
INT_SLOT(slot_xor, BIN_XOR)

static Value slot_pow3(VM *vm, Value a, Value b, Value mod) {
  if (!is_integer(a) || !is_integer(b)) return V_NOTIMPL;
  if (mod == V_NONE || mod == V_ABSENT) return int_binary(vm, a, b, BIN_POW);
  return is_integer(mod) ? int_powmod(vm, a, b, mod) : V_NOTIMPL;
}

static Value slot_neg(VM *vm, Value n) { return int_neg(vm, n); }
static Value slot_pos(VM *vm, Value n) { return int_normal(vm, n); }
static Value slot_abs(VM *vm, Value n) { return int_sign(n) < 0 ? int_neg(vm, n) : int_normal(vm, n); }
static Value slot_invert(VM *vm, Value n) {
  Value minus = int_neg(vm, n);
  if (minus == V_ABSENT) return V_ABSENT;
  Value v = int_binary(vm, minus, from_int(1), BIN_SUB);
  release(vm, minus);
  return v;
}

static Value slot_compare(VM *vm, Value a, Value b, CmpOp op) {
  (void)vm;
  if (!is_integer(a) || !is_integer(b)) return V_NOTIMPL;
  int order = int_cmp(a, b);
  switch (op) {
    case CMP_LT: return from_bool(order < 0);
    case CMP_LE: return from_bool(order <= 0);
    case CMP_EQ: return from_bool(order == 0);
    case CMP_NE: return from_bool(order != 0);
    case CMP_GT: return from_bool(order > 0);
    default: return from_bool(order >= 0);
  }
}

static bool slot_hash(VM *vm, Value n, int64_t *hash) {
  (void)vm;
  return int_hash(n, hash);
}

static int slot_truthy(VM *vm, Value n) {
  (void)vm;
  return int_sign(n) != 0;
}

static Value slot_repr(VM *vm, Value n) { return int_to_str(vm, n, 10); }
static Value slot_float(VM *vm, Value n) {
  double d;
  return int_to_double(vm, n, &d) ? from_double(d) : V_ABSENT;
}

// ---- methods

static Value int_zero(VM *vm, Value n) {
  (void)vm;
  (void)n;
  return from_int(0);
}

static Value int_one(VM *vm, Value n) {
  (void)vm;
  (void)n;
  return from_int(1);
}

static Value method_plain(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return int_normal(vm, args[0]);
}

static Value method_bit_length(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return int_from_u64(vm, int_bit_length(args[0]));
}

static Value method_bit_count(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  IntView view;
  const mp_int *mp = int_view(args[0], &view);
  uint64_t count = 0;
  for (int i = 0; i < mp->used; i++) count += (uint64_t)__builtin_popcountll(mp->dp[i]);
  return int_from_u64(vm, count);
}

static Value method_is_integer(VM *vm, Value *args, uint32_t argc) {
  (void)vm;
  (void)args;
  (void)argc;
  return V_TRUE;
}

static Value pair_steal(VM *vm, Value a, Value b) {
  if (a == V_ABSENT || b == V_ABSENT) return release(vm, a), release(vm, b), V_ABSENT;
  Value items[2] = {a, b};
  return tuple_from_steal(vm, items, 2);
}

static Value method_ratio(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return pair_steal(vm, int_normal(vm, args[0]), from_int(1));
}

static Value method_divmod(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return is_integer(args[1]) ? int_divmod(vm, args[0], args[1]) : V_NOTIMPL;
}

static Value method_rdivmod(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return is_integer(args[1]) ? int_divmod(vm, args[1], args[0]) : V_NOTIMPL;
}

static Value method_round(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (args[1] == V_ABSENT || args[1] == V_NONE) return int_normal(vm, args[0]);
  Value places = obj_index(vm, args[1]);
  if (places == V_ABSENT) return V_ABSENT;
  Value v = int_round(vm, args[0], places);
  release(vm, places);
  return v;
}

static Value method_format(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[1])) return raise_type(vm, "__format__() argument must be str, not %T", args[1]);
  return format_int(vm, args[0], as_str(args[1]));
}

static Value method_getnewargs(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value n = int_normal(vm, args[0]);
  return n == V_ABSENT ? V_ABSENT : tuple_from_steal(vm, &n, 1);
}

static Value method_sizeof(VM *vm, Value *args, uint32_t argc) {
  (void)vm;
  (void)argc;
  uint64_t digits = (int_bit_length(args[0]) + 29) / 30;
  return from_int((int64_t)(24 + 4 * (digits ? digits : 1)));
}

// ---- bytes

static bool byteorder_is_little(VM *vm, const char *method, Value order, bool *little) {
  *little = false;
  if (order == V_ABSENT) return true;
  if (!is_str(order)) return raise_type(vm, "%s() argument 'byteorder' must be str, not %T", method, order), false;
  *little = str_is(as_str(order), "little");
  if (*little || str_is(as_str(order), "big")) return true;
  return raise_value(vm, "byteorder must be either 'little' or 'big'"), false;
}

// The low `len` bytes in two's complement, least significant first.
static void store_bytes(const mp_int *mp, uint8_t *out, size_t len) {
  unsigned __int128 pool = 0;
  int have = 0, word = 0;
  unsigned carry = 1;
  for (size_t i = 0; i < len; i++) {
    if (have < 8 && word < mp->used) {
      pool |= (unsigned __int128)mp->dp[word++] << have;
      have += MP_DIGIT_BIT;
    }
    unsigned byte = (unsigned)pool & 0xff;
    pool >>= 8;
    have = have >= 8 ? have - 8 : 0;
    if (mp->sign == MP_NEG && mp->used) {
      byte = (byte ^ 0xff) + carry;
      carry = byte >> 8;
    }
    out[i] = (uint8_t)byte;
  }
}

static bool fits_bytes(Value n, uint64_t len, bool is_signed) {
  uint64_t bits = int_bit_length(n);
  if (!is_signed) return bits <= len * 8;
  if (bits == 0) return true;
  if (len == 0) return false;
  if (int_sign(n) > 0 || bits < len * 8) return bits <= len * 8 - 1;
  if (bits > len * 8) return false;
  IntView view;  // as many bits as bytes allow: only the power of two itself fits
  return (uint64_t)mp_cnt_lsb(int_view(n, &view)) == bits - 1;
}

static Value method_to_bytes(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t len = 1;
  bool little;
  if (args[1] != V_ABSENT && !obj_index_i64(vm, args[1], &len)) return V_ABSENT;
  if (!byteorder_is_little(vm, "to_bytes", args[2], &little)) return V_ABSENT;
  int is_signed = args[3] == V_ABSENT ? 0 : obj_truthy(vm, args[3]);
  if (is_signed < 0) return V_ABSENT;
  if (len < 0) return raise_value(vm, "length argument must be non-negative");
  if (int_sign(args[0]) < 0 && !is_signed) return raise(vm, EXC_OverflowError, "can't convert negative int to unsigned");
  if (!fits_bytes(args[0], (uint64_t)len, is_signed)) return raise(vm, EXC_OverflowError, "int too big to convert");
  Value bytes = bytes_new(vm, NULL, (size_t)len);
  if (bytes == V_ABSENT) return V_ABSENT;
  uint8_t *data = as_bytes(bytes)->data;
  IntView view;
  store_bytes(int_view(args[0], &view), data, (size_t)len);
  if (!little)
    for (int64_t i = 0, j = len - 1; i < j; i++, j--) {
      uint8_t swap = data[i];
      data[i] = data[j];
      data[j] = swap;
    }
  return bytes;
}

static Value method_from_bytes(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  bool little;
  if (!byteorder_is_little(vm, "from_bytes", args[2], &little)) return V_ABSENT;
  int is_signed = args[3] == V_ABSENT ? 0 : obj_truthy(vm, args[3]);
  if (is_signed < 0) return V_ABSENT;
  Buffer buffer;
  Value source = retain(args[1]);
  if (!buffer_try(vm, source, &buffer)) {
    release(vm, source);
    if (has_error(vm)) return V_ABSENT;
    if (is_str(args[1]) || is_integer(args[1])) return raise_type(vm, "cannot convert '%T' object to bytes", args[1]);
    source = obj_call(vm, from_obj(vm->types.bytes), &args[1], 1);
    if (source == V_ABSENT || !buffer_get(vm, source, &buffer)) return release(vm, source), V_ABSENT;
  }
  Value n = int_from_bytes(vm, buffer.data, buffer.len, little, is_signed);
  buffer_release(vm, &buffer);
  release(vm, source);
  if (n == V_ABSENT || args[0] == from_obj(vm->types.int_)) return n;
  Value v = obj_call(vm, args[0], &n, 1);
  release(vm, n);
  return v;
}

static const NativeDef int_methods[] = {
    {"conjugate", "($self, /)", method_plain, 0, "The number itself: ints are real."},
    {"bit_length", "($self, /)", method_bit_length, 0, "How many bits the absolute value needs in binary."},
    {"bit_count", "($self, /)", method_bit_count, 0, "How many ones the absolute value has in binary."},
    {"to_bytes", "($self, /, length=1, byteorder='big', *, signed=False)", method_to_bytes, 0, "The number as an array of bytes."},
    {"from_bytes", "($type, /, bytes, byteorder='big', *, signed=False)", method_from_bytes, NATIVE_CLASS, "The number that the bytes hold."},
    {"as_integer_ratio", "($self, /)", method_ratio, 0, "The number and 1."},
    {"is_integer", "($self, /)", method_is_integer, 0, "True: for compatibility with float."},
    {"__divmod__", "($self, value, /)", method_divmod, 0, "divmod(self, value)."},
    {"__rdivmod__", "($self, value, /)", method_rdivmod, 0, "divmod(value, self)."},
    {"__trunc__", "($self, /)", method_plain, 0, "The number itself."},
    {"__floor__", "($self, /)", method_plain, 0, "The number itself."},
    {"__ceil__", "($self, /)", method_plain, 0, "The number itself."},
    {"__round__", "($self, ndigits=None, /)", method_round, 0, "Rounded to a power of ten, half to even."},
    {"__format__", "($self, format_spec, /)", method_format, 0, "Formatted by a format specification."},
    {"__getnewargs__", "($self, /)", method_getnewargs, 0, NULL},
    {"__sizeof__", "($self, /)", method_sizeof, 0, "Size in memory, in bytes."},
    {0},
};

static const GetSetDef int_getset[] = {
    {"real", int_normal, NULL, "the real part of a complex number"},
    {"imag", int_zero, NULL, "the imaginary part of a complex number"},
    {"numerator", int_normal, NULL, "the numerator of a rational number in lowest terms"},
    {"denominator", int_one, NULL, "the denominator of a rational number in lowest terms"},
    {0},
};

static const TypeSpec int_spec = {
    .name = "int",
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nA number or text as an integer; 0 without arguments.",
    .kind = KIND_INT,
    .flags = TYPE_BASE,
    .basicsize = sizeof(Int),
    .methods = int_methods,
    .getset = int_getset,
    .slots = {
        .repr = slot_repr, .hash = slot_hash, .compare = slot_compare, .truthy = slot_truthy, .index = int_normal,
        .as_int = int_normal, .as_float = slot_float, .pow3 = slot_pow3, .new = int_type_new, .free = int_free,
        .binary = {[BIN_ADD] = slot_add, [BIN_SUB] = slot_sub, [BIN_MUL] = slot_mul, [BIN_TRUEDIV] = slot_truediv,
                   [BIN_FLOORDIV] = slot_floordiv, [BIN_MOD] = slot_mod, [BIN_POW] = slot_power, [BIN_LSHIFT] = slot_lshift,
                   [BIN_RSHIFT] = slot_rshift, [BIN_AND] = slot_and, [BIN_OR] = slot_or, [BIN_XOR] = slot_xor},
        .unary = {[UN_NEG] = slot_neg, [UN_POS] = slot_pos, [UN_INVERT] = slot_invert, [UN_ABS] = slot_abs},
    },
};

// ---- bool

static Value bool_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type;
  if (!args_positional(vm, "bool", argc, kwnames, 0, 1)) return V_ABSENT;
  int truth = argc ? obj_truthy(vm, args[0]) : 0;
  return truth < 0 ? V_ABSENT : from_bool(truth);
}

static Value bool_repr(VM *vm, Value v) { return str_from_c(vm, v == V_TRUE ? "True" : "False"); }

#define BOOL_SLOT(name, op, token) \
  static Value name(VM *vm, Value a, Value b) { return is_bool(a) && is_bool(b) ? from_bool((a == V_TRUE) token (b == V_TRUE)) : op(vm, a, b); }
BOOL_SLOT(bool_and, slot_and, &)
BOOL_SLOT(bool_or, slot_or, |)
BOOL_SLOT(bool_xor, slot_xor, !=)

static Value bool_invert(VM *vm, Value v) {
  if (!warn(vm, EXC_DeprecationWarning, 1,
            "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of "
            "the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean "
            "negation or ~int(x) if you really want the bitwise inversion of the underlying int."))
    return V_ABSENT;
  return from_int(v == V_TRUE ? -2 : -1);
}

static const TypeSpec bool_spec = {
    .name = "bool",
    .doc = "True when the argument is true, False otherwise; there are no other instances.",
    .kind = KIND_BOOL,
    .basicsize = sizeof(Int),
    .slots = {
        .repr = bool_repr, .new = bool_new,
        .binary = {[BIN_AND] = bool_and, [BIN_OR] = bool_or, [BIN_XOR] = bool_xor},
        .unary = {[UN_INVERT] = bool_invert},
    },
};

bool int_types_init(VM *vm) {
  vm->types.int_ = type_from_spec(vm, &int_spec, NULL);
  if (!vm->types.int_) return false;
  vm->shape.big_int = vm->types.int_->root;
  vm->types.bool_ = type_from_spec(vm, &bool_spec, vm->types.int_);
  return vm->types.bool_ != NULL;
}

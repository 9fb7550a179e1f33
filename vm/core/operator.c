// SPDX-License-Identifier: MIT
// operator.c - binary and unary operators: who is asked first, and what is said when nobody knows.
//
// Numbers are asked as CPython asks: the left operand, then the right, but a right operand of a subclass first; for `op=` the
// in-place function before all. Sequences come after numbers there, so `[1] + x` asks x.__radd__ before list: here the types of
// text and lists have ordinary functions for + and *, and concat_left keeps that order.
#include "vm/core/typeslots.h"

static const char *const symbols[BIN_COUNT] = {"+", "-", "*", "/", "//", "%", "** or pow()", "@", "<<", ">>", "&", "|", "^"};
static const char *const inplace_symbols[BIN_COUNT] = {"+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=", "<<=", ">>=", "&=", "|=", "^="};

static bool is_text_or_list(const Type *type) {
  switch ((Kind)type->kind) {
    case KIND_LIST: case KIND_TUPLE: case KIND_STR: case KIND_BYTES: case KIND_BYTEARRAY: return true;
    default: return type->spec && (type->spec->flags & TYPE_SEQUENCE);
  }
}

// Whether the type adds or repeats as a sequence does in C, not by a dunder of a script's class.
static bool concatenates(const Type *type, int op) {
  if (op != BIN_ADD && op != BIN_MUL) return false;
  return is_text_or_list(type) && type->slots.binary[op] == type->spec->slots.binary[op] && type->slots.binary[op];
}

static COLD Value unsupported(VM *vm, Value a, Value b, const char *symbol) {
  if (strcmp(symbol, ">>") == 0 && is_kind(a, KIND_NATIVE) && strcmp(((Native *)as_obj(a))->def->name, "print") == 0)
    return raise_type(vm, "unsupported operand type(s) for >>: '%T' and '%T'. Did you mean \"print(<message>, file=<output_stream>)\"?", a, b);
  return raise_type(vm, "unsupported operand type(s) for %s: '%T' and '%T'", symbol, a, b);
}

static COLD Value binary_failed(VM *vm, Value a, Value b, int op, bool inplace) {
  Type *ta = type_of_get(vm, a), *tb = type_of_get(vm, b);
  if (op == BIN_ADD && concatenates(ta, op)) {
    if (ta->kind == KIND_BYTES || ta->kind == KIND_BYTEARRAY) return raise_type(vm, "can't concat %N to %N", tb, ta);
    return raise_type(vm, "can only concatenate %s (not \"%N\") to %s", ta->spec->name, tb, ta->spec->name);
  }
  if (op == BIN_MUL && concatenates(ta, op)) return raise_type(vm, "can't multiply sequence by non-int of type '%N'", tb);
  if (op == BIN_MUL && concatenates(tb, op)) return raise_type(vm, "can't multiply sequence by non-int of type '%N'", ta);
  return unsupported(vm, a, b, inplace ? inplace_symbols[op] : symbols[op]);
}

// V_NOTIMPL: neither knows.
static Value binary_numbers(VM *vm, Value a, Value b, int op) {
  Type *ta = type_of_get(vm, a), *tb = type_of_get(vm, b);
  BinaryFn fa = ta->slots.binary[op], fb = ta == tb ? NULL : tb->slots.binary[op];
  if (fb == fa) fb = NULL;
  bool right_first = fb && (!fa || type_is_subtype(tb, ta) || (concatenates(ta, op) && !concatenates(tb, op)));
  if (right_first) {
    Value r = fb(vm, a, b);
    if (r != V_NOTIMPL) return r;
    fb = NULL;
  }
  if (fa) {
    Value r = fa(vm, a, b);
    if (r != V_NOTIMPL) return r;
  }
  return fb ? fb(vm, a, b) : V_NOTIMPL;
}

static Value binary_inplace(VM *vm, Value a, Value b, int op) {
  Type *ta = type_of_get(vm, a), *tb = type_of_get(vm, b);
  BinaryFn fn = ta->slots.inplace[op];
  if (!fn) return V_NOTIMPL;
  if (ta != tb && concatenates(ta, op) && !concatenates(tb, op) && tb->slots.binary[op]) {
    Value r = tb->slots.binary[op](vm, a, b);
    if (r != V_NOTIMPL) return r;
  }
  return fn(vm, a, b);
}

Value obj_binary(VM *vm, Value a, Value b, int op) {
  bool inplace = op & BIN_INPLACE;
  op &= ~BIN_INPLACE;
  if (is_int2(a, b) && LIKELY(op != BIN_MATMUL)) return int_binary(vm, a, b, (BinOp)op);
  Value r = inplace ? binary_inplace(vm, a, b, op) : V_NOTIMPL;
  if (r == V_NOTIMPL) r = binary_numbers(vm, a, b, op);
  return LIKELY(r != V_NOTIMPL) ? r : binary_failed(vm, a, b, op, inplace);
}

Value obj_pow(VM *vm, Value a, Value b, Value mod) {
  if (mod == V_NONE || mod == V_ABSENT) return obj_binary(vm, a, b, BIN_POW);
  TernaryFn fa = type_of_get(vm, a)->slots.pow3, fb = type_of_get(vm, b)->slots.pow3, fm = type_of_get(vm, mod)->slots.pow3;
  TernaryFn order[] = {fa, fb == fa ? NULL : fb, fm == fa || fm == fb ? NULL : fm};
  for (int i = 0; i < 3; i++) {
    Value r = order[i] ? order[i](vm, a, b, mod) : V_NOTIMPL;
    if (r != V_NOTIMPL) return r;
  }
  return raise_type(vm, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b, mod);
}

Value obj_unary(VM *vm, Value v, UnOp op) {
  static const char *const texts[UN_COUNT] = {
    "bad operand type for unary -: '%T'", "bad operand type for unary +: '%T'", "bad operand type for unary ~: '%T'",
    "bad operand type for abs(): '%T'"};
  UnaryFn fn = type_of_get(vm, v)->slots.unary[op];
  return fn ? fn(vm, v) : raise_type(vm, texts[op], v);
}

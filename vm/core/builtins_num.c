// SPDX-License-Identifier: MIT
// builtins_num.c - the builtin functions about numbers and order: abs, divmod, pow, round, sum, min, max, chr, ord, bin, oct, hex.
#include <math.h>

#include "vm/core/builtins.h"

Value builtin_abs(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return obj_unary(vm, args[0], UN_ABS);
}

// ---- text of ints

static Value in_base(VM *vm, Value v, int base, const char *prefix) {
  Value n = obj_index(vm, v);
  if (!n) return V_ABSENT;
  Value digits = int_to_str(vm, n, base), result = V_ABSENT;
  release(vm, n);
  if (!digits) return V_ABSENT;
  const char *text = (const char *)as_str(digits)->data;
  bool minus = *text == '-';
  result = str_format_c(vm, "%s%s%s", minus ? "-" : "", prefix, text + minus);
  release(vm, digits);
  return result;
}

Value builtin_bin(VM *vm, Value *args, uint32_t argc) { return (void)argc, in_base(vm, args[0], 2, "0b"); }
Value builtin_oct(VM *vm, Value *args, uint32_t argc) { return (void)argc, in_base(vm, args[0], 8, "0o"); }
Value builtin_hex(VM *vm, Value *args, uint32_t argc) { return (void)argc, in_base(vm, args[0], 16, "0x"); }

Value builtin_chr(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t c;
  if (!obj_index_clamped(vm, args[0], &c)) return V_ABSENT;
  if (c < 0 || c > 0x10ffff) return raise_value(vm, "chr() arg not in range(0x110000)");
  return str_from_char(vm, (uint32_t)c);
}

Value builtin_ord(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value v = args[0];
  size_t len;
  int64_t c = 0;
  if (is_str(v)) {
    len = as_str(v)->len;
    if (len == 1) c = str_char(as_str(v), 0);
  } else if (is_bytes(v)) {
    len = as_bytes(v)->len;
    if (len == 1) c = as_bytes(v)->data[0];
  } else if (is_kind(v, KIND_BYTEARRAY)) {
    len = ((ByteArray *)as_obj(v))->len;
    if (len == 1) c = ((ByteArray *)as_obj(v))->data[0];
  } else {
    return raise_type(vm, "ord() expected string of length 1, but %T found", v);
  }
  if (len != 1) return raise_type(vm, "ord() expected a character, but string of length %zu found", len);
  return from_int(c);
}

// ---- divmod, pow, round

// One direction of divmod: V_NOTIMPL when the type has no such method.
static Value try_divmod(VM *vm, Value self, Str *name, Value other) {
  Value result = obj_call_special(vm, self, name, &other, 1);
  return result || has_error(vm) ? result : V_NOTIMPL;
}

static Value divmod_ints(VM *vm, Value a, Value b) {
  Value q = int_binary(vm, a, b, BIN_FLOORDIV);
  if (!q) {
    if (error_clear_if(vm, EXC_ZeroDivisionError)) raise(vm, EXC_ZeroDivisionError, "integer division or modulo by zero");
    return V_ABSENT;
  }
  Value r = int_binary(vm, a, b, BIN_MOD);
  if (!r) return release(vm, q), V_ABSENT;
  return tuple_from_steal(vm, (Value[]){q, r}, 2);
}

Value builtin_divmod(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value a = args[0], b = args[1], result = V_NOTIMPL;
  if (is_int2(a, b)) return divmod_ints(vm, a, b);
  Type *left = type_of_get(vm, a), *right = type_of_get(vm, b);
  Str *name = vm->names.dunder_divmod, *reflected = vm->names.dunder_rdivmod;
  bool right_first = left != right && type_is_subtype(right, left) &&
                     type_lookup_get(vm, right, reflected) != type_lookup_get(vm, left, reflected);
  if (has_error(vm)) return V_ABSENT;
  if (right_first) result = try_divmod(vm, b, reflected, a);
  if (result == V_NOTIMPL) result = try_divmod(vm, a, name, b);
  if (result == V_NOTIMPL && left != right && !right_first) result = try_divmod(vm, b, reflected, a);
  if (result != V_NOTIMPL) return result;
  return raise_type(vm, "unsupported operand type(s) for divmod(): '%T' and '%T'", a, b);
}

Value builtin_pow(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return obj_pow(vm, args[0], args[1], args[2] ? args[2] : V_NONE);
}

Value builtin_round(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  bool digits = args[1] && args[1] != V_NONE;
  if (is_int(args[0]) && !digits) return args[0];
  Value result = obj_call_special(vm, args[0], vm->names.dunder_round, args + 1, digits);
  if (!result && !has_error(vm)) raise_type(vm, "type %T doesn't define __round__ method", args[0]);
  return result;
}

// ---- sum

typedef struct Summing { Value it, item, total; } Summing;  // item: taken from the iterator, not yet added

// Adds small ints while the total fits 64 bits. Leaves the first other item in s->item, absent at the end; false: exception.
static bool sum_ints(VM *vm, Summing *s) {
  int64_t total = as_int(s->total);
  Value v;
  while ((v = obj_next(vm, s->it))) {
    int64_t n;
    if (is_int(v)) n = as_int(v);
    else if (is_bool(v)) n = v == V_TRUE;
    else break;
    int64_t next;
    if (__builtin_add_overflow(total, n, &next)) break;
    total = next;
  }
  s->item = v;
  s->total = int_from_i64(vm, total);
  return s->total && !has_error(vm);
}

// Floats, with Neumaier's compensation for what each addition loses; ints join in without.
static bool sum_floats(VM *vm, Summing *s) {
  double total = as_double(s->total), lost = 0.0;
  for (;;) {
    Value v = s->item ? s->item : obj_next(vm, s->it);
    s->item = V_ABSENT;
    int64_t n;
    if (v && is_double(v)) {
      double x = as_double(v), t = total + x;
      lost += fabs(total) >= fabs(x) ? (total - t) + x : (x - t) + total;
      total = t;
    } else if (v && is_integer(v) && int_to_i64(v, &n)) {
      total += (double)n;
      release(vm, v);
    } else {
      s->item = v;
      break;
    }
  }
  if (lost != 0.0 && isfinite(lost)) total += lost;
  s->total = from_double(total);
  return !has_error(vm);
}

// total += item, whatever they are.
static bool sum_item(VM *vm, Summing *s) {
  Value total = obj_binary(vm, s->total, s->item, BIN_ADD);
  release(vm, s->item);
  release(vm, s->total);
  s->item = V_ABSENT;
  s->total = total;
  return total != V_ABSENT;
}

static bool sum_all(VM *vm, Summing *s) {
  if (is_int(s->total)) {
    if (!sum_ints(vm, s)) return false;
    if (!s->item) return true;
    if (!sum_item(vm, s)) return false;
  }
  if (is_double(s->total)) {
    if (!sum_floats(vm, s)) return false;
    if (!s->item) return true;
    if (!sum_item(vm, s)) return false;
  }
  while ((s->item = obj_next(vm, s->it)))
    if (!sum_item(vm, s)) return false;
  return !has_error(vm);
}

static bool sum_start_fits(VM *vm, Value start) {
  if (is_str(start)) return raise_type(vm, "sum() can't sum strings [use ''.join(seq) instead]"), false;
  if (is_bytes(start)) return raise_type(vm, "sum() can't sum bytes [use b''.join(seq) instead]"), false;
  if (is_kind(start, KIND_BYTEARRAY)) return raise_type(vm, "sum() can't sum bytearray [use b''.join(seq) instead]"), false;
  return true;
}

Value builtin_sum(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value start = args[1] ? args[1] : from_int(0);
  Summing s = {.it = obj_iter(vm, args[0]), .item = V_ABSENT, .total = retain(start)};
  bool ok = s.it && sum_start_fits(vm, start) && sum_all(vm, &s);
  release(vm, s.it);
  release(vm, s.item);
  if (ok) return s.total;
  release(vm, s.total);
  return V_ABSENT;
}

// ---- min and max

typedef struct Extreme { const char *name; CmpOp op; Value key, otherwise; } Extreme;

static bool extreme_keywords(VM *vm, Extreme *x, const Value *values, Tuple *kwnames) {
  for (size_t i = 0; kwnames && i < kwnames->len; i++) {
    Str *name = as_str(kwnames->items[i]);
    if (str_is(name, "key")) x->key = values[i];
    else if (str_is(name, "default")) x->otherwise = values[i];
    else return args_unexpected(vm, x->name, "(*, key, default)", kwnames, name), false;
  }
  if (x->key == V_NONE) x->key = V_ABSENT;
  return true;
}

// Compares item (owned) with the best so far and keeps the better: false on exception.
static bool extreme_step(VM *vm, const Extreme *x, Value item, Value *best, Value *best_key) {
  Value key = x->key ? obj_call(vm, x->key, &item, 1) : retain(item);
  int better = key ? 1 : -1;
  if (key && *best) {
    if (is_int2(key, *best_key)) better = x->op == CMP_LT ? as_int(key) < as_int(*best_key) : as_int(key) > as_int(*best_key);
    else better = obj_compare_bool(vm, key, *best_key, x->op);
  }
  if (better > 0) {
    replace(vm, best, item);
    replace(vm, best_key, key);
    return true;
  }
  release(vm, key);
  release(vm, item);
  return better == 0;
}

static Value extreme_of(VM *vm, Extreme *x, Value *args, uint32_t argc, Tuple *kwnames) {
  x->key = x->otherwise = V_ABSENT;
  if (argc == 0) return raise_type(vm, "%s expected at least 1 argument, got 0", x->name);
  if (!extreme_keywords(vm, x, args + argc, kwnames)) return V_ABSENT;
  if (argc > 1 && x->otherwise) return raise_type(vm, "Cannot specify a default for %s() with multiple positional arguments", x->name);
  Value best = V_ABSENT, best_key = V_ABSENT, v;
  bool ok = true;
  if (argc > 1) {
    for (uint32_t i = 0; ok && i < argc; i++) ok = extreme_step(vm, x, retain(args[i]), &best, &best_key);
  } else {
    Value it = obj_iter(vm, args[0]);
    if (!it) return V_ABSENT;
    while (ok && (v = obj_next(vm, it))) ok = extreme_step(vm, x, v, &best, &best_key);
    release(vm, it);
    ok = ok && !has_error(vm);
  }
  release(vm, best_key);
  if (!ok) return release(vm, best), V_ABSENT;
  if (best) return best;
  if (x->otherwise) return retain(x->otherwise);
  return raise_value(vm, "%s() iterable argument is empty", x->name);
}

Value builtin_min(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Extreme x = {.name = "min", .op = CMP_LT};
  return extreme_of(vm, &x, args, argc, kwnames);
}

Value builtin_max(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Extreme x = {.name = "max", .op = CMP_GT};
  return extreme_of(vm, &x, args, argc, kwnames);
}

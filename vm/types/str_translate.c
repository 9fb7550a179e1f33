// SPDX-License-Identifier: MIT
// str_translate.c - str.translate and str.maketrans.
#include "vm/types/str_methods.h"

// The table's answer for `c`, appended; false: exception.
static bool translate_char(VM *vm, StrBuilder *sb, Value table, uint32_t c) {
  Value to = obj_getitem(vm, table, from_int(c));
  if (to == V_ABSENT) {
    if (!error_clear_if(vm, EXC_LookupError)) return false;
    sb_char(sb, c);
    return true;
  }
  bool ok = true;
  if (is_integer(to)) {
    int64_t code;
    ok = int_to_i64(to, &code) && code >= 0 && code < 0x110000;
    if (ok) sb_char(sb, (uint32_t)code);
    else raise_value(vm, "character mapping must be in range(0x110000)");
  } else if (is_str(to)) {
    sb_str(sb, as_str(to));
  } else if (to != V_NONE) {
    ok = false;
    raise_type(vm, "character mapping must return integer, None or str");
  }
  release(vm, to);
  return ok;
}

Value str_translate_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Str *s = as_str(args[0]);
  StrBuilder sb;
  sb_init(&sb, vm);
  for (size_t i = 0; i < s->len; i++) {
    if (!translate_char(vm, &sb, args[1], str_char(s, i))) {
      sb_discard(&sb);
      return V_ABSENT;
    }
  }
  return sb_finish(&sb);
}

static bool table_set(VM *vm, Dict *table, uint32_t c, Value to_steal) {
  bool ok = to_steal != V_ABSENT && dict_set(vm, table, from_int(c), to_steal);
  release(vm, to_steal);
  return ok;
}

static bool table_from_dict(VM *vm, Dict *table, Dict *from) {
  Value key, value;
  for (uint32_t pos = 0; dict_step(from, &pos, &key, &value);) {
    if (is_str(key)) {
      if (as_str(key)->len != 1) return raise_value(vm, "string keys in translate table must be of length 1"), false;
      if (!table_set(vm, table, str_char(as_str(key), 0), retain(value))) return false;
    } else if (!is_integer(key)) {
      return raise_type(vm, "keys in translate table must be strings or integers"), false;
    } else if (!dict_set(vm, table, key, value)) {
      return false;
    }
  }
  return true;
}

static bool table_from_texts(VM *vm, Dict *table, Value from, Value to, Value drop) {
  if (!is_str(to)) return raise_type(vm, "maketrans() argument 2 must be str, not %T", to), false;
  if (drop != V_ABSENT && !is_str(drop)) return raise_type(vm, "maketrans() argument 3 must be str, not %T", drop), false;
  if (!is_str(from)) return raise_type(vm, "first maketrans argument must be a string if there is a second argument"), false;
  const Str *x = as_str(from), *y = as_str(to);
  if (x->len != y->len) return raise_value(vm, "the first two maketrans arguments must have equal length"), false;
  for (size_t i = 0; i < x->len; i++) {
    if (!table_set(vm, table, str_char(x, i), from_int(str_char(y, i)))) return false;
  }
  for (size_t i = 0; drop != V_ABSENT && i < as_str(drop)->len; i++) {
    if (!table_set(vm, table, str_char(as_str(drop), i), V_NONE)) return false;
  }
  return true;
}

Value str_maketrans_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Dict *table = dict_new(vm);
  if (!table) return V_ABSENT;
  bool ok;
  if (args[1] != V_ABSENT) {
    ok = table_from_texts(vm, table, args[0], args[1], args[2]);
  } else {
    ok = is_dict(args[0]);
    if (!ok) raise_type(vm, "if you give only one argument to maketrans it must be a dict");
    ok = ok && table_from_dict(vm, table, as_dict(args[0]));
  }
  if (ok) return from_obj(table);
  decref(vm, table);
  return V_ABSENT;
}

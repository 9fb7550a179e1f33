// SPDX-License-Identifier: MIT
// match.c - what patterns ask of their subject.
#include "vm/core/interp.h"

bool slow_matchseq(VM *vm, Value v) { return type_has(type_of_get(vm, v), TYPE_SEQUENCE); }
bool slow_matchmap(VM *vm, Value v) { return type_has(type_of_get(vm, v), TYPE_MAPPING); }

static bool check_duplicate_key(VM *vm, Tuple *keys, size_t upto) {
  for (size_t i = 0; i < upto; i++) {
    int eq = obj_eq(vm, keys->items[i], keys->items[upto]);
    if (eq > 0) raise_value(vm, "mapping pattern checks duplicate key (%R)", keys->items[upto]);
    if (eq) return false;
  }
  return true;
}

// mapping.get(key, sentinel), so that a defaultdict does not grow. V_ABSENT without exception: missing.
static Value mapping_get(VM *vm, Value get, Value key, Value sentinel) {
  Value args[2] = {key, sentinel}, v = obj_call(vm, get, args, 2);
  if (v != sentinel) return v;
  release(vm, v);
  return V_ABSENT;
}

Value slow_matchkeys(VM *vm, Value v, Value keys_value) {
  Tuple *keys = as_tuple(keys_value), *out = tuple_new_uninit(vm, keys->len);
  if (!out) return V_ABSENT;
  Value get = keys->len ? obj_getattr(vm, v, vm->names.get) : V_ABSENT, sentinel = keys->len ? list_new(vm, 0) : V_ABSENT;
  Value result = keys->len && (!get || !sentinel) ? V_ABSENT : retain_obj(out);
  for (size_t i = 0; result == from_obj(out) && i < keys->len; i++) {
    bool ok = check_duplicate_key(vm, keys, i);
    Value item = ok ? mapping_get(vm, get, keys->items[i], sentinel) : V_ABSENT;
    if (item) out->items[i] = item;
    else {
      release(vm, result);
      result = has_error(vm) ? V_ABSENT : V_NONE;
    }
  }
  release(vm, get);
  release(vm, sentinel);
  decref(vm, out);
  return result;
}

// Types that match themselves with one positional sub-pattern.
static bool matches_self(const Type *type) {
  switch ((Kind)type->kind) {
    case KIND_BOOL: case KIND_BYTEARRAY: case KIND_BYTES: case KIND_DICT: case KIND_FLOAT: case KIND_FROZENSET: case KIND_INT: case KIND_LIST:
    case KIND_SET: case KIND_STR: case KIND_TUPLE: return true;
    default: return false;
  }
}

// One attribute into out->items[*n]. 1 done, 0 the subject has none, -1 exception.
static int match_attr(VM *vm, Value v, Value name, Tuple *out, size_t *n) {
  Value attr = obj_getattr_opt(vm, v, as_str(name));
  if (!attr) return has_error(vm) ? -1 : 0;
  out->items[(*n)++] = attr;
  return 1;
}

static int seen_twice(VM *vm, Type *type, Set *seen, Value name) {
  int added = set_add(vm, seen, name);
  if (added == 0) raise_type(vm, "%N() got multiple sub-patterns for attribute %R", type, name);
  return added <= 0;
}

static int match_positional(VM *vm, Value v, Type *type, int64_t npos, Set *seen, Tuple *out, size_t *n) {
  Value match_args = obj_getattr_opt(vm, from_obj(type), vm->names.dunder_match_args);
  if (!match_args) {
    if (has_error(vm)) return -1;
    int64_t allowed = matches_self(type);
    if (npos > allowed) {
      raise_type(vm, "%N() accepts %ld positional sub-pattern%s (%ld given)", type, allowed, allowed == 1 ? "" : "s", npos);
      return -1;
    }
    out->items[(*n)++] = retain(v);
    return 1;
  }
  int status = 1;
  if (!is_tuple(match_args)) {
    raise_type(vm, "%N.__match_args__ must be a tuple (got %T)", type, match_args);
    status = -1;
  } else if (npos > (int64_t)as_tuple(match_args)->len) {
    int64_t allowed = (int64_t)as_tuple(match_args)->len;
    raise_type(vm, "%N() accepts %ld positional sub-pattern%s (%ld given)", type, allowed, allowed == 1 ? "" : "s", npos);
    status = -1;
  }
  for (int64_t i = 0; status > 0 && i < npos; i++) {
    Value name = as_tuple(match_args)->items[i];
    if (!is_str(name)) {
      raise_type(vm, "__match_args__ elements must be strings (got %T)", name);
      status = -1;
    } else {
      status = seen_twice(vm, type, seen, name) ? -1 : match_attr(vm, v, name, out, n);
    }
  }
  release(vm, match_args);
  return status;
}

Value slow_matchclass(VM *vm, Value v, Value cls, Value names, Value npos_value) {
  if (!is_kind(cls, KIND_TYPE)) return raise_type(vm, "called match pattern must be a class");
  Type *type = (Type *)as_obj(cls);
  int is = obj_isinstance(vm, v, cls);
  if (is <= 0) return is < 0 ? V_ABSENT : V_NONE;
  int64_t npos = as_int(npos_value);
  Tuple *keywords = as_tuple(names), *out = tuple_new_uninit(vm, (size_t)npos + keywords->len);
  Value seen = out ? set_new(vm) : V_ABSENT;
  if (!seen) {
    xdecref(vm, out);
    return V_ABSENT;
  }
  size_t n = 0;
  int status = npos ? match_positional(vm, v, type, npos, as_set(seen), out, &n) : 1;
  for (size_t i = 0; status > 0 && i < keywords->len; i++)
    status = seen_twice(vm, type, as_set(seen), keywords->items[i]) ? -1 : match_attr(vm, v, keywords->items[i], out, &n);
  release(vm, seen);
  if (status > 0) return from_obj(out);
  decref(vm, out);
  return status < 0 ? V_ABSENT : V_NONE;
}

Value slow_dictrest(VM *vm, Value v, Value keys) {
  Dict *d = dict_new(vm);
  if (!d) return V_ABSENT;
  bool ok = dict_update(vm, d, v);
  for (size_t i = 0; ok && i < as_tuple(keys)->len; i++) ok = dict_remove(vm, d, as_tuple(keys)->items[i], NULL) >= 0;
  if (ok) return from_obj(d);
  decref(vm, d);
  return V_ABSENT;
}

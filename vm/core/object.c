// SPDX-License-Identifier: MIT
// object.c - Python's protocols on any value: repr, str, hash, comparison, truth, length, items, iteration, isinstance.
//
// Each finds the operation in the slots of the value's type (immediates have types too) and checks what script code gave back.
#include "vm/core/hooks.h"
#include "vm/core/typeslots.h"

Type *type_of_get(VM *vm, Value v) {
  if (is_heap(v)) return as_obj(v)->shape->type;
  if (is_int(v)) return vm->types.int_;
  if (is_double(v)) return vm->types.float_;
  if (is_bool(v)) return vm->types.bool_;
  if (v == V_ELLIPSIS) return vm->types.ellipsis;
  if (v == V_NOTIMPL) return vm->types.notimplemented;
  return vm->types.none;
}

bool recursion_enter(VM *vm, const char *where) {
  char here;
  if (LIKELY(vm->thread.c_depth < C_RECURSION_LIMIT && &here > vm->thread.c_stack_limit)) {
    if (UNLIKELY(!vm_poll(vm))) return false;  // comparing or showing a deep structure may take for ever
    vm->thread.c_depth++;
    return true;
  }
  raise(vm, EXC_RecursionError, "maximum recursion depth exceeded%s", where);
  return false;
}

void recursion_leave(VM *vm) { vm->thread.c_depth--; }

// ---- text

static Value checked_str(VM *vm, Value v, const char *dunder) {
  if (v == V_ABSENT || is_str(v)) return v;
  raise_type(vm, "%s returned non-string (type %T)", dunder, v);
  release(vm, v);
  return V_ABSENT;
}

Value obj_repr(VM *vm, Value v) {
  if (!recursion_enter(vm, " while getting the repr of an object")) return V_ABSENT;
  Value r = type_of_get(vm, v)->slots.repr(vm, v);
  recursion_leave(vm);
  return checked_str(vm, r, "__repr__");
}

Value obj_str(VM *vm, Value v) {
  if (is_heap(v) && as_obj(v)->shape == vm->types.str->root) return retain(v);
  if (!recursion_enter(vm, " while getting the str of an object")) return V_ABSENT;
  Value r = type_of_get(vm, v)->slots.str(vm, v);
  recursion_leave(vm);
  return checked_str(vm, r, "__str__");
}

static void ascii_escape(StrBuilder *sb, uint32_t c) {
  static const char digits[] = "0123456789abcdef";
  int width = c > 0xffff ? 8 : c > 0xff ? 4 : 2;
  sb_char(sb, '\\');
  sb_char(sb, width == 8 ? 'U' : width == 4 ? 'u' : 'x');
  for (int shift = (width - 1) * 4; shift >= 0; shift -= 4) sb_char(sb, (uint32_t)digits[c >> shift & 15]);
}

Value obj_ascii(VM *vm, Value v) {
  Value repr = obj_repr(vm, v);
  if (repr == V_ABSENT || as_str(repr)->ascii) return repr;
  StrBuilder sb;
  sb_init(&sb, vm);
  Str *s = as_str(repr);
  for (size_t i = 0; i < s->len; i++) {
    uint32_t c = str_char(s, i);
    if (c < 128) sb_char(&sb, c);
    else ascii_escape(&sb, c);
  }
  release(vm, repr);
  return sb_finish(&sb);
}

Value obj_format(VM *vm, Value v, Value spec) {
  if (spec == V_ABSENT || (is_str(spec) && as_str(spec)->len == 0)) {
    if (is_int(v) || (is_heap(v) && as_obj(v)->shape == vm->types.str->root)) return obj_str(vm, v);
  }
  Value arg = spec == V_ABSENT ? from_obj(vm->names.empty) : spec;
  Value r = obj_call_special(vm, v, vm->names.dunder_format, &arg, 1);
  if (r == V_ABSENT || is_str(r)) {
    if (r == V_ABSENT && !has_error(vm)) raise_type(vm, "Type %T doesn't define __format__", v);
    return r;
  }
  raise_type(vm, "__format__ must return a str, not %T", r);
  release(vm, r);
  return V_ABSENT;
}

// ---- hash and comparison

bool obj_hash(VM *vm, Value v, int64_t *hash) {
  if (is_int(v)) return int_hash(v, hash);
  if (is_heap(v) && as_obj(v)->shape == vm->types.str->root) {
    *hash = str_hash(vm, as_str(v));
    return true;
  }
  HashFn fn = type_of_get(vm, v)->slots.hash;
  return fn ? fn(vm, v, hash) : slot_hash_none(vm, v, hash);
}

static const char *const compare_text[] = {"<", "<=", "==", "!=", ">", ">="};

static bool holds(int order, CmpOp op) {
  switch (op) {
    case CMP_LT: return order < 0;
    case CMP_LE: return order <= 0;
    case CMP_EQ: return order == 0;
    case CMP_NE: return order != 0;
    case CMP_GT: return order > 0;
    default: return order >= 0;
  }
}

static bool double_holds(double a, double b, CmpOp op) {
  switch (op) {
    case CMP_LT: return a < b;
    case CMP_LE: return a <= b;
    case CMP_EQ: return a == b;
    case CMP_NE: return a != b;
    case CMP_GT: return a > b;
    default: return a >= b;
  }
}

static Value compare_types(VM *vm, Value a, Value b, CmpOp op) {
  static const CmpOp swapped[] = {CMP_GT, CMP_GE, CMP_EQ, CMP_NE, CMP_LT, CMP_LE};
  Type *ta = type_of_get(vm, a), *tb = type_of_get(vm, b);
  bool reversed = false;
  if (ta != tb && tb->slots.compare && type_is_subtype(tb, ta)) {
    reversed = true;
    Value r = tb->slots.compare(vm, b, a, swapped[op]);
    if (r != V_NOTIMPL) return r;
  }
  if (ta->slots.compare) {
    Value r = ta->slots.compare(vm, a, b, op);
    if (r != V_NOTIMPL) return r;
  }
  if (!reversed && (tb = type_of_get(vm, b))->slots.compare) {
    Value r = tb->slots.compare(vm, b, a, swapped[op]);
    if (r != V_NOTIMPL) return r;
  }
  if (op == CMP_EQ || op == CMP_NE) return from_bool((a == b) == (op == CMP_EQ));
  return raise_type(vm, "'%s' not supported between instances of '%T' and '%T'", compare_text[op], a, b);
}

Value obj_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (is_int2(a, b)) return from_bool(holds((as_int(a) > as_int(b)) - (as_int(a) < as_int(b)), op));
  if (is_double(a) && is_double(b)) return from_bool(double_holds(as_double(a), as_double(b), op));
  if (is_heap(a) && is_heap(b) && as_obj(a)->shape == vm->types.str->root && as_obj(b)->shape == vm->types.str->root) {
    if (op == CMP_EQ || op == CMP_NE) return from_bool(str_equal(as_str(a), as_str(b)) == (op == CMP_EQ));
    return from_bool(holds(str_compare(as_str(a), as_str(b)), op));
  }
  if (!recursion_enter(vm, " in comparison")) return V_ABSENT;
  Value r = compare_types(vm, a, b, op);
  recursion_leave(vm);
  return r;
}

int obj_compare_bool(VM *vm, Value a, Value b, CmpOp op) {
  if (a == b && !is_double(a)) {
    if (op == CMP_EQ) return 1;
    if (op == CMP_NE) return 0;
  }
  Value r = obj_compare(vm, a, b, op);
  if (is_bool(r)) return r == V_TRUE;
  if (r == V_ABSENT) return -1;
  int truth = obj_truthy(vm, r);
  release(vm, r);
  return truth;
}

// ---- truth and length

static int immediate_truthy(VM *vm, Value v) {
  if (is_int(v)) return as_int(v) != 0;
  if (is_double(v)) return as_double(v) != 0;
  if (v == V_NOTIMPL) return warn(vm, EXC_DeprecationWarning, 1, "NotImplemented should not be used in a boolean context") ? 1 : -1;
  return v == V_TRUE || v == V_ELLIPSIS;
}

int obj_truthy(VM *vm, Value v) {
  if (!is_heap(v)) return immediate_truthy(vm, v);
  const Slots *slots = &obj_type(as_obj(v))->slots;
  if (slots->truthy) return slots->truthy(vm, v);
  if (!slots->len) return 1;
  int64_t len = slots->len(vm, v);
  return len < 0 ? -1 : len != 0;
}

int64_t obj_len(VM *vm, Value v) {
  LenFn len = type_of_get(vm, v)->slots.len;
  if (len) return len(vm, v);
  raise_type(vm, "object of type '%T' has no len()", v);
  return -1;
}

static int64_t hint_value(VM *vm, Value r, int64_t otherwise) {
  if (r == V_NOTIMPL) return otherwise;
  int64_t hint = -1;
  if (!is_integer(r)) raise_type(vm, "__length_hint__ must be an integer, not %T", r);
  else if (int_sign(r) < 0) raise_value(vm, "__length_hint__() should return >= 0");
  else if (!int_to_i64(r, &hint)) raise(vm, EXC_OverflowError, "Python int too large to convert to C ssize_t"), hint = -1;
  release(vm, r);
  return hint;
}

int64_t obj_length_hint(VM *vm, Value v, int64_t otherwise) {
  LenFn len = type_of_get(vm, v)->slots.len;
  if (len) {
    int64_t n = len(vm, v);
    if (n >= 0 || !error_clear_if(vm, EXC_TypeError)) return n;
  }
  Value r = obj_call_special(vm, v, vm->names.dunder_length_hint, NULL, 0);
  if (r == V_ABSENT) return has_error(vm) && !error_clear_if(vm, EXC_TypeError) ? -1 : otherwise;
  return hint_value(vm, r, otherwise);
}

// ---- items

static Value class_getitem(VM *vm, Value cls, Value key) {
  if (as_obj(cls) == &vm->types.type->header) return generic_alias_new(vm, cls, key);
  Value method = type_attr_get_opt(vm, cls, vm->names.dunder_class_getitem);
  if (method == V_NONE || (method == V_ABSENT && !has_error(vm)))
    return raise_type(vm, "type '%N' is not subscriptable", (Type *)as_obj(cls));
  if (method == V_ABSENT) return V_ABSENT;
  Value r = obj_call(vm, method, &key, 1);
  release(vm, method);
  return r;
}

Value obj_getitem(VM *vm, Value o, Value key) {
  BinaryFn fn = type_of_get(vm, o)->slots.getitem;
  if (LIKELY(fn != NULL)) return fn(vm, o, key);
  if (is_kind(o, KIND_TYPE)) return class_getitem(vm, o, key);
  return raise_type(vm, "'%T' object is not subscriptable", o);
}

bool obj_setitem(VM *vm, Value o, Value key, Value v) {
  SetItemFn fn = type_of_get(vm, o)->slots.setitem;
  if (LIKELY(fn != NULL)) return fn(vm, o, key, v);
  raise_type(vm, "'%T' object does not support item assignment", o);
  return false;
}

// CPython words it in two ways, by what its types are made of.
static bool has_sequence_struct(const Type *type) {
  switch ((Kind)type->kind) {
    case KIND_STR: case KIND_TUPLE: case KIND_BYTES: case KIND_RANGE: case KIND_SET: case KIND_FROZENSET: return true;
    default: return type_has(type, TYPE_HEAP) || type_has(type, TYPE_SEQUENCE);
  }
}

bool obj_delitem(VM *vm, Value o, Value key) {
  SetItemFn fn = type_of_get(vm, o)->slots.setitem;
  if (LIKELY(fn != NULL)) return fn(vm, o, key, V_ABSENT);
  bool sequence = has_sequence_struct(type_of_get(vm, o)) && (is_integer(key) || type_of_get(vm, key)->slots.index);
  raise_type(vm, sequence ? "'%T' object doesn't support item deletion" : "'%T' object does not support item deletion", o);
  return false;
}

static int contains_by_iteration(VM *vm, Value container, Value item) {
  Value it = obj_iter(vm, container);
  if (it == V_ABSENT) {
    if (error_clear_if(vm, EXC_TypeError)) raise_type(vm, "argument of type '%T' is not iterable", container);
    return -1;
  }
  int found = 0;
  for (Value v; !found && (v = obj_next(vm, it)) != V_ABSENT; release(vm, v)) found = obj_eq(vm, v, item);
  release(vm, it);
  return has_error(vm) ? -1 : found;
}

int obj_contains(VM *vm, Value container, Value item) {
  ContainsFn fn = type_of_get(vm, container)->slots.contains;
  return fn ? fn(vm, container, item) : contains_by_iteration(vm, container, item);
}

// ---- iteration

static bool has_sequence_protocol(const Type *type) {
  if (!type->slots.getitem || type->kind == KIND_DICT) return false;
  return type_has(type, TYPE_HEAP) || (type->spec && (type->spec->flags & TYPE_SEQUENCE));
}

Value obj_iter(VM *vm, Value v) {
  Type *type = type_of_get(vm, v);
  if (!type->slots.iter) {
    if (has_sequence_protocol(type)) return seqiter_new(vm, vm->types.seq_iter, v);
    return raise_type(vm, "'%N' object is not iterable", type);
  }
  Value it = type->slots.iter(vm, v);
  if (it == V_ABSENT || type_of_get(vm, it)->slots.next) return it;
  raise_type(vm, "iter() returned non-iterator of type '%T'", it);
  release(vm, it);
  return V_ABSENT;
}

Value obj_next(VM *vm, Value it) {
  UnaryFn next = type_of_get(vm, it)->slots.next;
  if (UNLIKELY(!vm_poll(vm))) return V_ABSENT;  // natives that consume an endless iterator can be stopped
  if (UNLIKELY(!next)) return raise_type(vm, "'%T' object is not an iterator", it);
  Value v = next(vm, it);
  if (UNLIKELY(v == V_ABSENT) && has_error(vm)) {
    if (vm->hooked) hooks_iterator_raised(vm);
    error_clear_if(vm, EXC_StopIteration);
  }
  return v;
}

bool obj_is_callable(VM *vm, Value v) { return type_of_get(vm, v)->slots.call != NULL; }

// ---- integers

Value obj_index(VM *vm, Value v) {
  if (is_int(v)) return v;
  if (is_integer(v)) return int_normal(vm, v);
  UnaryFn fn = type_of_get(vm, v)->slots.index;
  if (!fn) return raise_type(vm, "'%T' object cannot be interpreted as an integer", v);
  Value r = fn(vm, v);
  if (r == V_ABSENT || is_int(r)) return r;
  Value n = V_ABSENT;
  if (!is_integer(r)) raise_type(vm, "__index__ returned non-int (type %T)", r);
  else if (type_of_get(vm, r) == vm->types.int_) return r;
  else if (warn(vm, EXC_DeprecationWarning, 1, "__index__ returned non-int (type %T).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.", r))
    n = int_normal(vm, r);
  release(vm, r);
  return n;
}

bool obj_index_i64(VM *vm, Value v, int64_t *out) {
  Value n = obj_index(vm, v);
  if (n == V_ABSENT) return false;
  bool ok = int_to_i64(n, out);
  release(vm, n);
  if (!ok) raise(vm, EXC_OverflowError, "Python int too large to convert to C ssize_t");
  return ok;
}

bool obj_index_clamped(VM *vm, Value v, int64_t *out) {
  Value n = obj_index(vm, v);
  if (n == V_ABSENT) return false;
  if (!int_to_i64(n, out)) *out = int_sign(n) < 0 ? INT64_MIN : INT64_MAX;
  release(vm, n);
  return true;
}

// ---- isinstance and issubclass

// What abstract "classes" that are no types offer: a tuple __bases__. V_ABSENT without exception: none.
static Value abstract_bases(VM *vm, Value cls) {
  Value bases = obj_getattr_opt(vm, cls, vm->names.dunder_bases);
  if (bases == V_ABSENT || is_tuple(bases)) return bases;
  release(vm, bases);
  return V_ABSENT;
}

static int abstract_issubclass(VM *vm, Value derived, Value cls) {
  if (derived == cls) return 1;
  Value bases = abstract_bases(vm, derived);
  if (bases == V_ABSENT) return has_error(vm) ? -1 : 0;
  int found = 0;
  if (!recursion_enter(vm, " in __issubclass__")) found = -1;
  else {
    for (size_t i = 0; !found && i < as_tuple(bases)->len; i++) found = abstract_issubclass(vm, as_tuple(bases)->items[i], cls);
    recursion_leave(vm);
  }
  release(vm, bases);
  return found;
}

static int check_class(VM *vm, Value cls, const char *text) {
  Value bases = abstract_bases(vm, cls);
  if (bases == V_ABSENT) {
    if (!has_error(vm)) raise_type(vm, "%s", text);
    return -1;
  }
  release(vm, bases);
  return 1;
}

// type.__instancecheck__: by type, then by what the object says is its __class__.
int type_instance_check(VM *vm, Value o, Value cls) {
  bool is_type = is_kind(cls, KIND_TYPE);
  Type *type = type_of_get(vm, o);
  if (is_type && type_is_subtype(type, (Type *)as_obj(cls))) return 1;
  if (!is_type && check_class(vm, cls, "isinstance() arg 2 must be a type, a tuple of types, or a union") < 0) return -1;
  if (is_type && !is_heap(o)) return 0;
  Value claimed = obj_getattr_opt(vm, o, vm->names.dunder_class);
  if (claimed == V_ABSENT) return has_error(vm) ? -1 : 0;
  int result = 0;
  if (!is_type) result = abstract_issubclass(vm, claimed, cls);
  else if (is_kind(claimed, KIND_TYPE) && as_obj(claimed) != &type->header)
    result = type_is_subtype((Type *)as_obj(claimed), (Type *)as_obj(cls));
  release(vm, claimed);
  return result;
}

int type_subclass_check(VM *vm, Value derived, Value cls) {
  if (is_kind(derived, KIND_TYPE) && is_kind(cls, KIND_TYPE)) return type_is_subtype((Type *)as_obj(derived), (Type *)as_obj(cls));
  if (check_class(vm, derived, "issubclass() arg 1 must be a class") < 0) return -1;
  if (!is_kind(cls, KIND_TYPE) && check_class(vm, cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union") < 0) return -1;
  return abstract_issubclass(vm, derived, cls);
}

typedef int (*ClassCheck)(VM *vm, Value v, Value cls);

static int check_any(VM *vm, Value v, const Tuple *classes, ClassCheck check) {
  if (!recursion_enter(vm, " in __instancecheck__")) return -1;
  int found = 0;
  for (size_t i = 0; !found && i < classes->len; i++) found = check(vm, v, classes->items[i]);
  recursion_leave(vm);
  return found;
}

static int check_hook(VM *vm, Value v, Value cls, Str *dunder, ClassCheck plain) {
  if (!recursion_enter(vm, " in __instancecheck__")) return -1;
  Value r = obj_call_special(vm, cls, dunder, &v, 1);
  recursion_leave(vm);
  if (r == V_ABSENT) return has_error(vm) ? -1 : plain(vm, v, cls);
  int truth = obj_truthy(vm, r);
  release(vm, r);
  return truth;
}

int obj_isinstance(VM *vm, Value o, Value cls) {
  if (from_obj(type_of_get(vm, o)) == cls) return 1;
  if (is_heap(cls) && obj_type(as_obj(cls)) == vm->types.type) return type_instance_check(vm, o, cls);
  if (is_tuple(cls)) return check_any(vm, o, as_tuple(cls), obj_isinstance);
  return check_hook(vm, o, cls, vm->names.dunder_instancecheck, type_instance_check);
}

int obj_issubclass(VM *vm, Value t, Value cls) {
  if (is_heap(cls) && obj_type(as_obj(cls)) == vm->types.type) return t == cls ? 1 : type_subclass_check(vm, t, cls);
  if (is_tuple(cls)) return check_any(vm, t, as_tuple(cls), obj_issubclass);
  return check_hook(vm, t, cls, vm->names.dunder_subclasscheck, type_subclass_check);
}

// SPDX-License-Identifier: MIT
// excgroup.c - BaseExceptionGroup: splitting it by type or predicate, and what except* needs.
//
// split walks the tree of groups; each level makes its parts with the group's own derive() and copies traceback, cause, context
// and notes over. subgroup is the half of split. except* splits likewise, by type, and at its end merges what is left with what
// the handlers raised: `reraise` keeps the shape of the original for the leaves that were never handled.
#include "vm/core/errtypes.h"
#include "vm/core/vm.h"

static Tuple *group_items(Value group) { return as_tuple(as_exception(group)->fields[GROUP_EXCEPTIONS]); }
static bool is_group(VM *vm, Value v) { return exception_is(vm, v, EXC_BaseExceptionGroup); }

static bool is_sequence(VM *vm, Value v) {
  if (is_list(v) || is_tuple(v)) return true;
  Type *type = type_of_get(vm, v);
  return type->slots.getitem && type->slots.len && !is_dict(v) && !type_has(type, TYPE_MAPPING);
}

// What may lie inside, and which type the result has: BaseExceptionGroup of plain Exceptions becomes ExceptionGroup.
static Type *group_type(VM *vm, Type *type, bool nested_base) {
  Type *base = error_type_get(vm, EXC_BaseExceptionGroup), *plain = error_type_get(vm, EXC_ExceptionGroup);
  if (type == base) return nested_base ? base : plain;
  if (!nested_base) return type;
  if (type == plain) return raise_type(vm, "Cannot nest BaseExceptions in an ExceptionGroup"), NULL;
  if (type_is_subtype(type, error_type_get(vm, EXC_Exception))) return raise_type(vm, "Cannot nest BaseExceptions in '%N'", type), NULL;
  return type;
}

static bool items_check(VM *vm, const Tuple *items, bool *nested_base) {
  if (items->len == 0) return raise_value(vm, "second argument (exceptions) must be a non-empty sequence"), false;
  for (size_t i = 0; i < items->len; i++) {
    if (!is_exception(items->items[i])) return raise_value(vm, "Item %zu of second argument (exceptions) is not an exception", i), false;
    if (!exception_is(vm, items->items[i], EXC_Exception)) *nested_base = true;
  }
  return true;
}

Value group_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)kwnames;
  if (argc != 2) return raise_type(vm, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%u given)", argc);
  if (!is_str(args[0])) return raise_type(vm, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", args[0]);
  if (!is_sequence(vm, args[1])) return raise_type(vm, "second argument (exceptions) must be a sequence");
  Value items = sequence_tuple(vm, args[1]);
  if (items == V_ABSENT) return V_ABSENT;
  bool nested_base = false;
  Value self = V_ABSENT;
  if (items_check(vm, as_tuple(items), &nested_base) && (type = group_type(vm, type, nested_base)))
    self = exc_new(vm, type, GROUP_FIELDS, args, argc);
  if (self == V_ABSENT) {
    release(vm, items);
    return V_ABSENT;
  }
  Exception *e = as_exception(self);
  e->fields[GROUP_MESSAGE] = retain(args[0]);
  e->fields[GROUP_EXCEPTIONS] = items;
  return self;
}

bool group_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  return exc_base_init(vm, self, args, argc, kwnames);
}

Value group_str(VM *vm, Value self) {
  size_t count = group_items(self)->len;
  return str_format_c(vm, "%S (%zu sub-exception%s)", as_exception(self)->fields[GROUP_MESSAGE], count, count == 1 ? "" : "s");
}

static Value get_message(VM *vm, Value self) { return exc_field_get(vm, self, GROUP_MESSAGE); }
static Value get_exceptions(VM *vm, Value self) { return exc_field_get(vm, self, GROUP_EXCEPTIONS); }
static bool read_only(VM *vm, Value self, Value v) {
  (void)self, (void)v;
  raise(vm, EXC_AttributeError, "readonly attribute");
  return false;
}
const GetSetDef group_getset[] = {
  {"message", get_message, read_only, "exception message"}, {"exceptions", get_exceptions, read_only, "nested exceptions"}, {NULL, NULL, NULL, NULL},
};

static Value group_derive(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value call[2] = {as_exception(args[0])->fields[GROUP_MESSAGE], args[1]};
  return type_call(vm, from_obj(error_type_get(vm, EXC_BaseExceptionGroup)), call, 2, NULL);
}

// Copies what belongs to the place where the group was raised.
static bool metadata_copy(VM *vm, Value part, Value orig) {
  Exception *to = as_exception(part), *from = as_exception(orig);
  Object *old[3] = {to->traceback, to->context, to->cause};
  to->traceback = from->traceback, to->context = from->context, to->cause = from->cause;
  to->suppress_context = from->suppress_context;
  Object *now[3] = {to->traceback, to->context, to->cause};
  for (int i = 0; i < 3; i++) if (now[i]) incref(now[i]);
  for (int i = 0; i < 3; i++) xdecref(vm, old[i]);
  Value notes = obj_getattr_opt(vm, orig, vm->names.dunder_notes);
  if (notes == V_ABSENT) return !has_error(vm);
  bool ok = true;
  if (is_list(notes) || is_tuple(notes)) {
    Value copy = sequence_list(vm, notes);
    ok = copy != V_ABSENT && obj_setattr(vm, part, vm->names.dunder_notes, copy);
    release(vm, copy);
  }
  release(vm, notes);
  return ok;
}

// A group like `orig` with the exceptions of list `items`; V_NONE when there are none.
static Value group_like(VM *vm, Value orig, Value items) {
  if (as_list(items)->len == 0) return V_NONE;
  Str *derive = str_intern(vm, "derive", 6);
  if (!derive) return V_ABSENT;
  Value part = obj_call_method(vm, orig, derive, &items, 1);
  decref(vm, derive);
  if (part == V_ABSENT) return V_ABSENT;
  if (!is_group(vm, part)) {
    raise_type(vm, "derive must return an instance of BaseExceptionGroup");
    release(vm, part);
    return V_ABSENT;
  }
  if (metadata_copy(vm, part, orig)) return part;
  release(vm, part);
  return V_ABSENT;
}

// Splitting

// Leaves are known by their identity: an exception need not be hashable.
static Value leaf_id(Value exc) { return from_int((int64_t)exc); }

typedef struct Matcher { enum { BY_TYPE, BY_CALL, BY_MEMBERS } kind; Value arg; } Matcher;

static int leaf_matches(VM *vm, const Matcher *m, Value exc) {
  switch (m->kind) {
    case BY_TYPE: {
      bool yes;
      return error_matches(vm, exc, m->arg, &yes) ? yes : -1;
    }
    case BY_CALL: {
      Value r = obj_call(vm, m->arg, &exc, 1);
      if (r == V_ABSENT) return -1;
      int yes = obj_truthy(vm, r);
      release(vm, r);
      return yes;
    }
    default:
      return is_group(vm, exc) ? 0 : set_contains(vm, as_set(m->arg), leaf_id(exc));
  }
}

static bool split(VM *vm, Value exc, const Matcher *m, Value *match, Value *rest);

static bool split_items(VM *vm, Value group, const Matcher *m, Value yes, Value no) {
  Value items = retain(as_exception(group)->fields[GROUP_EXCEPTIONS]);
  bool ok = true;
  for (size_t i = 0; ok && i < as_tuple(items)->len; i++) {
    Value a, b;
    if (!(ok = split(vm, as_tuple(items)->items[i], m, &a, no != V_ABSENT ? &b : NULL))) break;
    if (a != V_NONE) ok = list_append(vm, as_list(yes), a);
    if (ok && no != V_ABSENT && b != V_NONE) ok = list_append(vm, as_list(no), b);
    release(vm, a);
    if (no != V_ABSENT) release(vm, b);
  }
  release(vm, items);
  return ok;
}

// `rest` NULL: only the matching part is wanted. Both are V_NONE when empty.
static bool split(VM *vm, Value exc, const Matcher *m, Value *match, Value *rest) {
  *match = V_NONE;
  if (rest) *rest = V_NONE;
  int whole = leaf_matches(vm, m, exc);
  if (whole < 0) return false;
  if (whole || !is_group(vm, exc)) {
    if (whole) *match = retain(exc);
    else if (rest) *rest = retain(exc);
    return true;
  }
  if (!recursion_enter(vm, " in exceptiongroup_split_recursive")) return false;
  Value yes = list_new(vm, 0), no = rest ? list_new(vm, 0) : V_ABSENT;
  bool ok = yes != V_ABSENT && (!rest || no != V_ABSENT) && split_items(vm, exc, m, yes, no);
  if (ok && (*match = group_like(vm, exc, yes)) == V_ABSENT) ok = false;
  if (ok && rest && (*rest = group_like(vm, exc, no)) == V_ABSENT) ok = false;
  if (!ok) {
    release(vm, *match);
    *match = V_NONE;
  }
  release(vm, yes);
  release(vm, no);
  recursion_leave(vm);
  return ok;
}

static bool is_exception_type(Value v) { return is_kind(v, KIND_TYPE) && type_has((Type *)as_obj(v), TYPE_EXCEPTION); }

static bool matcher_init(VM *vm, Value arg, Matcher *m) {
  *m = (Matcher){BY_TYPE, arg};
  if (is_exception_type(arg)) return true;
  if (is_tuple(arg)) {
    size_t i = 0;
    while (i < as_tuple(arg)->len && is_exception_type(as_tuple(arg)->items[i])) i++;
    if (i == as_tuple(arg)->len) return true;
  } else if (!is_kind(arg, KIND_TYPE) && obj_is_callable(vm, arg)) {
    m->kind = BY_CALL;
    return true;
  }
  raise_type(vm, "expected an exception type, a tuple of exception types, or a callable (other than a class)");
  return false;
}

static Value group_split(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Matcher m;
  Value match, rest;
  if (!matcher_init(vm, args[1], &m) || !split(vm, args[0], &m, &match, &rest)) return V_ABSENT;
  Value pair[2] = {match, rest};
  return tuple_from_steal(vm, pair, 2);
}

static Value group_subgroup(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Matcher m;
  Value match;
  return matcher_init(vm, args[1], &m) && split(vm, args[0], &m, &match, NULL) ? match : V_ABSENT;
}

static Value group_class_getitem(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return type_call(vm, from_obj(vm->types.generic_alias), args, 2, NULL);
}

const NativeDef group_methods[] = {
  {"__class_getitem__", "($type, item, /)", group_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {"derive", "($self, excs, /)", group_derive, 0, NULL},
  {"split", "($self, matcher, /)", group_split, 0, NULL},
  {"subgroup", "($self, matcher, /)", group_subgroup, 0, NULL},
  {NULL, NULL, NULL, 0, NULL},
};

// except*

static bool star_types_check(VM *vm, Value types) {
  size_t count = is_tuple(types) ? as_tuple(types)->len : 1;
  for (size_t i = 0; i < count; i++) {
    Value type = is_tuple(types) ? as_tuple(types)->items[i] : types;
    if (!is_exception_type(type)) return raise_type(vm, "catching classes that do not inherit from BaseException is not allowed"), false;
    if (type_is_subtype((Type *)as_obj(type), error_type_get(vm, EXC_BaseExceptionGroup)))
      return raise_type(vm, "catching ExceptionGroup with except* is not allowed. Use except instead."), false;
  }
  return true;
}

bool excgroup_match(VM *vm, Value exc, Value types, Value *match, Value *rest) {
  *match = *rest = V_NONE;
  if (exc == V_NONE) return true;
  if (!star_types_check(vm, types)) return false;
  Matcher m = {BY_TYPE, types};
  if (is_group(vm, exc)) return split(vm, exc, &m, match, rest);
  bool yes;
  if (!error_matches(vm, exc, types, &yes)) return false;
  if (!yes) {
    *rest = retain(exc);
    return true;
  }
  // A naked exception is caught inside a group made for it.
  Value list = tuple_from(vm, &exc, 1), args[2] = {from_obj(vm->names.empty), list};
  *match = list == V_ABSENT ? V_ABSENT : type_call(vm, from_obj(error_type_get(vm, EXC_BaseExceptionGroup)), args, 2, NULL);
  release(vm, list);
  if (*match != V_ABSENT) return true;
  *match = V_NONE;
  return false;
}

static bool leaves_collect(VM *vm, Value exc, Set *leaves) {
  if (!is_group(vm, exc)) return set_add(vm, leaves, leaf_id(exc)) >= 0;
  if (!recursion_enter(vm, " in collect_exception_group_leaf_ids")) return false;
  const Tuple *items = group_items(exc);
  bool ok = true;
  for (size_t i = 0; ok && i < items->len; i++) ok = leaves_collect(vm, items->items[i], leaves);
  recursion_leave(vm);
  return ok;
}

static bool same_place(const Exception *a, const Exception *b) {
  return a->traceback == b->traceback && a->cause == b->cause && a->context == b->context;
}

// The leaves of `kept` (groups and exceptions that no handler took, or that were raised again as they were), in orig's shape.
static Value projection(VM *vm, Value orig, Value kept) {
  Value leaves = set_new(vm), match = V_NONE;
  bool ok = leaves != V_ABSENT;
  for (size_t i = 0; ok && i < as_list(kept)->len; i++) ok = leaves_collect(vm, as_list(kept)->items[i], as_set(leaves));
  Matcher m = {BY_MEMBERS, leaves};
  ok = ok && split(vm, orig, &m, &match, NULL);
  release(vm, leaves);
  return ok ? match : V_ABSENT;
}

static bool parts_sort(VM *vm, Value orig, const List *parts, Value raised, Value kept) {
  for (size_t i = 0; i < parts->len; i++) {
    Value part = parts->items[i];
    if (part == V_NONE) continue;
    bool again = is_group(vm, part) && same_place(as_exception(part), as_exception(orig));
    if (!list_append(vm, as_list(again ? kept : raised), part)) return false;
  }
  return true;
}

Value excgroup_reraise(VM *vm, Value orig, Value parts_list) {
  const List *parts = as_list(parts_list);
  if (!is_group(vm, orig)) {  // a naked exception: either it was caught, or one thing was raised
    for (size_t i = 0; i < parts->len; i++) if (parts->items[i] != V_NONE) return retain(parts->items[i]);
    return V_NONE;
  }
  Value raised = list_new(vm, 0), kept = list_new(vm, 0), result = V_ABSENT;
  if (raised != V_ABSENT && kept != V_ABSENT && parts_sort(vm, orig, parts, raised, kept)) {
    result = as_list(kept)->len ? projection(vm, orig, kept) : V_NONE;
    if (result == V_NONE && as_list(raised)->len == 1) {
      result = retain(as_list(raised)->items[0]);
    } else if (result != V_ABSENT && as_list(raised)->len) {
      bool ok = result == V_NONE || list_append(vm, as_list(raised), result);
      Value args[2] = {from_obj(vm->names.empty), raised};
      replace(vm, &result, ok ? type_call(vm, from_obj(error_type_get(vm, EXC_BaseExceptionGroup)), args, 2, NULL) : V_ABSENT);
    }
  }
  release(vm, raised);
  release(vm, kept);
  return result;
}

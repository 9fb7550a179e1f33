// SPDX-License-Identifier: MIT
// namespace.c - types.SimpleNamespace: an object that is nothing but its attributes.
#include "vm/core/typeslots.h"

typedef struct Namespace { Object header; } Namespace;

static Value namespace_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return instance_new(vm, type);
}

static bool take_mapping(VM *vm, Value self, Value mapping) {
  Dict *dict = dict_new(vm);
  if (!dict) return false;
  Value key, v;
  bool ok = dict_update(vm, dict, mapping);
  for (uint32_t pos = 0; ok && dict_step(dict, &pos, &key, &v);) {
    ok = is_str(key);
    if (!ok) raise_type(vm, "keywords must be strings");
    else ok = obj_setattr(vm, self, as_str(key), v);
  }
  decref(vm, dict);
  return ok;
}

static bool namespace_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (argc > 1) return raise_type(vm, "%T expected at most 1 argument, got %u", self, argc), false;
  if (argc && !take_mapping(vm, self, args[0])) return false;
  for (size_t i = 0; kwnames && i < kwnames->len; i++)
    if (!obj_setattr(vm, self, as_str(kwnames->items[i]), args[argc + i])) return false;
  return true;
}

static bool repr_items(StrBuilder *sb, Dict *dict) {
  Value key, v;
  bool first = true, ok = true;
  for (uint32_t pos = 0; ok && dict_step(dict, &pos, &key, &v);) {
    if (!is_str(key) || !as_str(key)->len) continue;
    if (!first) sb_c(sb, ", ");
    first = false;
    sb_str(sb, as_str(key));
    sb_char(sb, '=');
    ok = sb_value_repr(sb, v);
  }
  return ok;
}

static Value namespace_repr(VM *vm, Value self) {
  Type *type = obj_type(as_obj(self));
  ReprGuard guard;
  bool plain = type == vm->types.simple_namespace;
  if (!repr_enter(vm, &guard, as_obj(self))) return plain ? str_from_c(vm, "namespace(...)") : str_format_c(vm, "%N(...)", type);
  StrBuilder sb;
  sb_init(&sb, vm);
  if (plain) sb_c(&sb, "namespace");
  else sb_str(&sb, type->name);
  sb_char(&sb, '(');
  Value dict = instance_dict_copy(vm, as_obj(self));
  bool ok = dict != V_ABSENT && repr_items(&sb, as_dict(dict));
  release(vm, dict);
  sb_char(&sb, ')');
  repr_leave(vm, &guard);
  if (ok) return sb_finish(&sb);
  sb_discard(&sb);
  return V_ABSENT;
}

static Value namespace_compare(VM *vm, Value a, Value b, CmpOp op) {
  Type *type = vm->types.simple_namespace;
  if (!type_is_subtype(type_of_get(vm, a), type) || !type_is_subtype(type_of_get(vm, b), type)) return V_NOTIMPL;
  Value da = instance_dict_copy(vm, as_obj(a)), db = da == V_ABSENT ? V_ABSENT : instance_dict_copy(vm, as_obj(b));
  Value r = db == V_ABSENT ? V_ABSENT : obj_compare(vm, da, db, op);
  release(vm, da);
  release(vm, db);
  return r;
}

static Value namespace_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value dict = instance_dict_copy(vm, as_obj(args[0])), empty = from_obj(tuple_new_uninit(vm, 0)), r = V_ABSENT;
  if (dict != V_ABSENT && empty != V_ABSENT) r = tuple_pack(vm, 3, from_obj(obj_type(as_obj(args[0]))), empty, dict);
  release(vm, dict);
  release(vm, empty);
  return r;
}

static Value namespace_replace(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  if (argc > 1) return raise_type(vm, "__replace__() takes no positional arguments (%u given)", argc - 1);
  Value made = obj_call(vm, from_obj(obj_type(as_obj(args[0]))), NULL, 0);
  if (made == V_ABSENT) return V_ABSENT;
  Value dict = instance_dict_copy(vm, as_obj(args[0]));
  bool ok = dict != V_ABSENT && take_mapping(vm, made, dict) && namespace_init(vm, made, args + 1, 0, kwnames);
  release(vm, dict);
  if (ok) return made;
  release(vm, made);
  return V_ABSENT;
}

static const NativeDef namespace_methods[] = {
  {"__reduce__", "($self, /)", namespace_reduce, 0, "Return state information for pickling"},
  {"__replace__", "($self, /, **changes)", NATIVE_RAW(namespace_replace), NATIVE_KW, "Return a copy of the namespace object with new values for the specified attributes."},
  {NULL, NULL, NULL, 0, NULL}};
static const TypeSpec namespace_spec = {
  .name = "types.SimpleNamespace", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_BASE | TYPE_HAS_DICT, .basicsize = sizeof(Namespace),
  .methods = namespace_methods, .doc = "A simple attribute-based namespace.",
  .slots = {.new = namespace_new, .init = namespace_init, .repr = namespace_repr, .compare = namespace_compare}};

bool namespace_types_init(VM *vm) { return (vm->types.simple_namespace = type_from_spec(vm, &namespace_spec, NULL)) != NULL; }

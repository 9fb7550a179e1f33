// SPDX-License-Identifier: MIT
// reduce.c - object.__reduce_ex__ and __getstate__: what copy and pickle take an object apart with.
#include "vm/core/descr.h"
#include "vm/core/typeslots.h"

// ---- state

static Dict *member_values(VM *vm, Value self) {
  Dict *values = dict_new(vm);
  const Tuple *mro = type_of_get(vm, self)->mro;
  for (size_t i = 0; values && i < mro->len; i++) {
    Value key, v;
    Dict *dict = ((Type *)as_obj(mro->items[i]))->dict;
    for (uint32_t pos = 0; values && dict && dict_step(dict, &pos, &key, &v);) {
      if (!is_heap(v) || obj_type(as_obj(v)) != vm->types.member) continue;
      Value held = *(Value *)((char *)as_obj(self) + ((Member *)as_obj(v))->offset);
      if (held != V_ABSENT && !dict_set(vm, values, key, held)) CLEAR_REF(vm, values);
    }
  }
  return values;
}

static Value state_of(VM *vm, Value self) {
  Object *o = as_obj(self);
  Type *type = obj_type(o);
  bool own = o->shape->has_slots && (o->shape->is_dict ? instance_dict_get(vm, o) && instance_dict_get(vm, o)->used : o->shape->count);
  Value state = own ? instance_dict_copy(vm, o) : V_NONE;
  if (!type->nmembers || state == V_ABSENT) return state;
  Dict *members = member_values(vm, self);
  if (!members || !members->used) {
    xdecref(vm, members);
    return members ? state : (release(vm, state), V_ABSENT);
  }
  Value pair = tuple_pack(vm, 2, state, from_obj(members));
  release(vm, state);
  decref(vm, members);
  return pair;
}

static bool keeps_state_in_c(Type *type) {
  return type->spec->basicsize > sizeof(Object) && type->kind != KIND_LIST && type->kind != KIND_DICT;
}

static Value default_state(VM *vm, Value self, bool required) {
  Type *type = type_of_get(vm, self);
  if (required && (keeps_state_in_c(type) || type->spec->size)) return raise_type(vm, "cannot pickle '%N' object", type);
  return is_heap(self) ? state_of(vm, self) : V_NONE;
}

Value object_getstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return default_state(vm, args[0], false);
}

static Value get_state(VM *vm, Value self, bool required) {
  Value f = type_lookup_get(vm, type_of_get(vm, self), vm->names.dunder_getstate);
  if (f == V_ABSENT && has_error(vm)) return V_ABSENT;
  bool plain = is_kind(f, KIND_NATIVE) && ((Native *)as_obj(f))->def->fn == object_getstate;
  return plain ? default_state(vm, self, required) : obj_call_method(vm, self, vm->names.dunder_getstate, NULL, 0);
}

// ---- the pieces of protocol 2

static Value newobj(VM *vm, Value *args, uint32_t argc) {
  Value make = obj_getattr(vm, args[0], vm->names.dunder_new);
  if (make == V_ABSENT) return V_ABSENT;
  Value r = obj_call(vm, make, args, argc);
  release(vm, make);
  return r;
}

static const NativeDef newobj_def = {"__newobj__", "(cls, /, *args)", newobj, 0, NULL};

static Value copyreg_function(VM *vm, const char *name) {
  Value f = import_attr(vm, "copyreg", name);
  if (f == V_ABSENT && strcmp(name, "__newobj__") == 0 && error_clear_if(vm, EXC_ImportError)) return native_new(vm, &newobj_def, V_ABSENT, NULL);
  return f;
}

// __getnewargs_ex__ or __getnewargs__: *args (a tuple) and *kwargs (a dict), owned; V_ABSENT where there is none.
static bool new_args(VM *vm, Value self, Value *args, Value *kwargs) {
  *args = *kwargs = V_ABSENT;
  Value r = obj_call_special(vm, self, vm->names.dunder_getnewargs_ex, NULL, 0);
  if (r == V_ABSENT && has_error(vm)) return false;
  if (r != V_ABSENT) {
    bool ok = is_tuple(r) && as_tuple(r)->len == 2 && is_tuple(as_tuple(r)->items[0]) && is_dict(as_tuple(r)->items[1]);
    if (!is_tuple(r)) raise_type(vm, "__getnewargs_ex__ should return a tuple, not '%T'", r);
    else if (as_tuple(r)->len != 2) raise_value(vm, "__getnewargs_ex__ should return a tuple of length 2, not %zu", as_tuple(r)->len);
    else if (!is_tuple(as_tuple(r)->items[0]))
      raise_type(vm, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'", as_tuple(r)->items[0]);
    else if (!ok) raise_type(vm, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'", as_tuple(r)->items[1]);
    if (ok) *args = retain(as_tuple(r)->items[0]), *kwargs = retain(as_tuple(r)->items[1]);
    release(vm, r);
    return ok;
  }
  r = obj_call_special(vm, self, vm->names.dunder_getnewargs, NULL, 0);
  if (r == V_ABSENT) return !has_error(vm);
  *args = r;
  if (is_tuple(r)) return true;
  raise_type(vm, "__getnewargs__ should return a tuple, not '%T'", r);
  release(vm, r);
  *args = V_ABSENT;
  return false;
}

static Value class_and(VM *vm, Value self, Value args) {
  size_t count = args == V_ABSENT ? 0 : as_tuple(args)->len;
  Tuple *all = tuple_new_uninit(vm, count + 1);
  if (!all) return V_ABSENT;
  all->items[0] = retain_obj(type_of_get(vm, self));
  for (size_t i = 0; i < count; i++) all->items[i + 1] = retain(as_tuple(args)->items[i]);
  return from_obj(all);
}

static Value items_iter(VM *vm, Value self, bool wanted, bool is_mapping) {
  if (!wanted) return V_NONE;
  if (!is_mapping) return obj_iter(vm, self);
  Value items = obj_call_method(vm, self, vm->names.items, NULL, 0);
  if (items == V_ABSENT) return V_ABSENT;
  Value it = obj_iter(vm, items);
  release(vm, items);
  return it;
}

static Value pack_steal(VM *vm, Value *parts, size_t count) {
  Value r = V_ABSENT;
  bool whole = true;
  for (size_t i = 0; i < count; i++) whole &= parts[i] != V_ABSENT;
  if (whole) return tuple_from_steal(vm, parts, count);
  for (size_t i = 0; i < count; i++) release(vm, parts[i]);
  return r;
}

static Value reduce_newobj(VM *vm, Value self) {
  Type *type = type_of_get(vm, self);
  if (!type->slots.new) return raise_type(vm, "cannot pickle '%N' object", type);
  Value args, kwargs;
  if (!new_args(vm, self, &args, &kwargs)) return V_ABSENT;
  bool has_kwargs = kwargs != V_ABSENT && as_dict(kwargs)->used;
  bool required = args == V_ABSENT && !is_list(self) && !is_dict(self);
  Value parts[5] = {V_ABSENT, V_ABSENT, V_ABSENT, V_ABSENT, V_ABSENT};
  parts[2] = get_state(vm, self, required);
  if (parts[2] != V_ABSENT) parts[0] = copyreg_function(vm, has_kwargs ? "__newobj_ex__" : "__newobj__");
  if (parts[0] != V_ABSENT)
    parts[1] = has_kwargs ? tuple_pack(vm, 3, from_obj(type), args, kwargs) : class_and(vm, self, args);
  if (parts[1] != V_ABSENT) parts[3] = items_iter(vm, self, is_list(self), false);
  if (parts[3] != V_ABSENT) parts[4] = items_iter(vm, self, is_dict(self), true);
  release(vm, args);
  release(vm, kwargs);
  return pack_steal(vm, parts, 5);
}

static Value common_reduce(VM *vm, Value self, int64_t protocol) {
  if (protocol >= 2) return reduce_newobj(vm, self);
  Value f = copyreg_function(vm, "_reduce_ex");
  if (f == V_ABSENT) return V_ABSENT;
  Value args[] = {self, from_int(protocol)}, r = obj_call(vm, f, args, 2);
  release(vm, f);
  return r;
}

Value object_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return common_reduce(vm, args[0], 0);
}

Value object_reduce_ex(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t protocol;
  if (!obj_index_i64(vm, args[1], &protocol)) return V_ABSENT;
  Value f = type_lookup_get(vm, type_of_get(vm, args[0]), vm->names.dunder_reduce);
  if (f == V_ABSENT && has_error(vm)) return V_ABSENT;
  bool plain = is_kind(f, KIND_NATIVE) && ((Native *)as_obj(f))->def->fn == object_reduce;
  return plain ? common_reduce(vm, args[0], protocol) : obj_call_method(vm, args[0], vm->names.dunder_reduce, NULL, 0);
}

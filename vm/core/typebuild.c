// SPDX-License-Identifier: MIT
// typebuild.c - classes made by script: type.__new__ in steps, from the choice of the metaclass to __init_subclass__.
//
// The base that decides the layout is the one whose `solid` ancestor (the last that added fields or members) is the most derived;
// two that add different things cannot be combined. The number of inline slots comes from the names that the methods of the class
// and its bases assign to self (__static_attributes__), so that a usual instance is one block.
#include "vm/core/descr.h"
#include "vm/core/typeslots.h"

enum { INLINE_MIN = 4, INLINE_MAX = 32 };

typedef struct Build {
  VM *vm;
  Type *meta, *base, *type;
  Str *name;
  Tuple *bases;
  Dict *dict;        // the class's own, a copy of the namespace
  Tuple *slots;      // names for __slots__ members, mangled and sorted; NULL: no __slots__
  bool add_dict, add_weak;
} Build;

// ---- choosing

Type *type_winner_get(VM *vm, Type *meta, Tuple *bases) {
  for (size_t i = 0; i < bases->len; i++) {
    Type *of_base = type_of_get(vm, bases->items[i]);
    if (type_is_subtype(meta, of_base)) continue;
    if (!type_is_subtype(of_base, meta)) {
      raise_type(vm, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases");
      return NULL;
    }
    meta = of_base;
  }
  return meta;
}

static Type *solid_base(Type *type) {
  while (type->base && type->fixed_size == type->base->fixed_size && type->spec->size == type->base->spec->size) type = type->base;
  return type;
}

Type *type_best_base_get(VM *vm, Tuple *bases) {
  Type *winner = NULL, *best = NULL;
  for (size_t i = 0; i < bases->len; i++) {
    if (!is_kind(bases->items[i], KIND_TYPE)) return raise_type(vm, "bases must be types"), NULL;
    Type *base = (Type *)as_obj(bases->items[i]), *solid;
    if (!type_has(base, TYPE_BASE)) return raise_type(vm, "type '%N' is not an acceptable base type", base), NULL;
    solid = solid_base(base);
    if (!winner || (solid != winner && type_is_subtype(solid, winner))) {
      winner = solid;
      best = base;
    } else if (!type_is_subtype(winner, solid)) {
      return raise_type(vm, "multiple bases have instance lay-out conflict"), NULL;
    }
  }
  return best;
}

// ---- __slots__

static bool is_identifier(const Str *s) {
  if (!s->len) return false;
  for (size_t i = 0; i < s->len; i++) {
    uint32_t c = str_char(s, i);
    bool letter = c == '_' || (c | 32) - 'a' < 26 || c > 127, digit = c - '0' < 10;
    if (!letter && !(digit && i)) return false;
  }
  return true;
}

// Private names get their class's name in front, as the compiler does it.
static Str *mangle(VM *vm, Str *class_name, Str *name) {
  size_t skip = 0;
  bool private = name->len > 2 && str_char(name, 0) == '_' && str_char(name, 1) == '_' &&
                 !(str_char(name, name->len - 1) == '_' && str_char(name, name->len - 2) == '_');
  while (skip < class_name->len && str_char(class_name, skip) == '_') skip++;
  if (!private || skip == class_name->len) return attr_name_interned(vm, name);
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_char(&sb, '_');
  sb_substr(&sb, class_name, skip, class_name->len);
  sb_str(&sb, name);
  Value text = sb_finish(&sb);
  return text == V_ABSENT ? NULL : str_intern_steal(vm, as_str(text));
}

static bool take_special(Build *b, Str *name, bool *taken) {
  VM *vm = b->vm;
  bool dict = name == vm->names.dunder_dict, weak = name == vm->names.dunder_weakref;
  *taken = dict || weak;
  if (dict && (type_has(b->base, TYPE_HAS_DICT) || b->add_dict)) return raise_type(vm, "__dict__ slot disallowed: we already got one"), false;
  if (weak && (type_has(b->base, TYPE_WEAKREF) || b->add_weak)) return raise_type(vm, "__weakref__ slot disallowed: we already got one"), false;
  b->add_dict |= dict;
  b->add_weak |= weak;
  return true;
}

static bool take_slot(Build *b, Value item, List *out) {
  VM *vm = b->vm;
  if (!is_str(item)) return raise_type(vm, "__slots__ items must be strings, not '%T'", item), false;
  if (!is_identifier(as_str(item))) return raise_type(vm, "__slots__ must be identifiers"), false;
  Str *name = attr_name_interned(vm, as_str(item));
  bool taken = false, ok = name && take_special(b, name, &taken);
  if (ok && !taken) {
    Str *mangled = mangle(vm, b->name, name);
    ok = mangled && list_append_steal(vm, out, from_obj(mangled));
    if (ok && dict_get_name(vm, b->dict, mangled) != V_ABSENT && mangled != vm->names.dunder_qualname && mangled != vm->names.dunder_classcell) {
      raise_value(vm, "%R in __slots__ conflicts with class variable", from_obj(mangled));
      ok = false;
    }
  }
  if (name) decref(vm, name);
  return ok;
}

static bool no_members(const Type *base) {
  return base->kind == KIND_INT || base->kind == KIND_BOOL || base->kind == KIND_TUPLE || base->kind == KIND_BYTES || base->kind == KIND_TYPE;
}

static bool take_slots(Build *b, Value value) {
  VM *vm = b->vm;
  Value items = is_str(value) ? tuple_from(vm, &value, 1) : sequence_tuple(vm, value);
  if (items == V_ABSENT) return false;
  Value list = list_new(vm, as_tuple(items)->len);
  bool ok = list != V_ABSENT;
  if (ok && as_tuple(items)->len && no_members(b->base)) {
    raise_type(vm, "nonempty __slots__ not supported for subtype of '%N'", b->base);
    ok = false;
  }
  for (size_t i = 0; ok && i < as_tuple(items)->len; i++) ok = take_slot(b, as_tuple(items)->items[i], as_list(list));
  ok = ok && list_sort(vm, as_list(list), V_ABSENT, false);
  Value names = ok ? list_to_tuple(vm, as_list(list)) : V_ABSENT;
  if (names != V_ABSENT) b->slots = as_tuple(names);
  release(vm, list);
  release(vm, items);
  return names != V_ABSENT;
}

// What members and attributes the instances get beyond the base's.
static bool decide_instance(Build *b) {
  VM *vm = b->vm;
  bool weak_fits = b->base->kind != KIND_INT && b->base->kind != KIND_BOOL && b->base->kind != KIND_TUPLE && b->base->kind != KIND_BYTES;
  bool may_dict = !type_has(b->base, TYPE_HAS_DICT) && b->base->kind != KIND_TYPE && b->base->kind != KIND_MODULE;
  bool may_weak = !type_has(b->base, TYPE_WEAKREF) && weak_fits;
  Value slots = dict_get_name(vm, b->dict, vm->names.dunder_slots);
  if (slots == V_ABSENT) {
    b->add_dict = may_dict;
    b->add_weak = may_weak;
    return true;
  }
  retain(slots);
  bool ok = take_slots(b, slots);
  release(vm, slots);
  for (size_t i = 0; ok && i < b->bases->len; i++) {
    Type *other = (Type *)as_obj(b->bases->items[i]);
    b->add_dict |= may_dict && type_has(other, TYPE_HAS_DICT);
    b->add_weak |= may_weak && type_has(other, TYPE_WEAKREF);
  }
  return ok;
}

// ---- the type object

static uint32_t count_static(VM *vm, Type *type) {
  Value seen[INLINE_MAX];
  uint32_t count = 0;
  for (size_t i = 0; i < type->mro->len; i++) {
    Dict *dict = ((Type *)as_obj(type->mro->items[i]))->dict;  // none of a type in C has the name
    Value names = dict ? dict_get_name(vm, dict, vm->names.dunder_static_attributes) : V_ABSENT;
    if (!is_tuple(names)) continue;
    for (size_t j = 0; j < as_tuple(names)->len && count < INLINE_MAX; j++) {
      uint32_t k = 0;
      while (k < count && seen[k] != as_tuple(names)->items[j]) k++;
      if (k == count) seen[count++] = as_tuple(names)->items[j];
    }
  }
  return count < INLINE_MIN ? INLINE_MIN : count;
}

static uint32_t inherited_flags(const Build *b) {
  uint32_t flags = b->base->flags & (TYPE_GC | TYPE_HAS_DICT | TYPE_WEAKREF | TYPE_EXCEPTION);
  for (size_t i = 0; i < b->bases->len && !(flags & (TYPE_SEQUENCE | TYPE_MAPPING)); i++)
    flags |= ((Type *)as_obj(b->bases->items[i]))->flags & (TYPE_SEQUENCE | TYPE_MAPPING);
  if (b->add_dict) flags |= TYPE_HAS_DICT;
  if (b->add_weak) flags |= TYPE_WEAKREF;
  if (b->add_dict || (b->slots && b->slots->len)) flags |= TYPE_GC;
  return flags | TYPE_HEAP | TYPE_BASE;
}

static bool allocate(Build *b) {
  VM *vm = b->vm;
  Type *type = object_new(vm, b->meta, b->meta->basicsize);
  if (!type) return false;
  b->type = type;
  incref(&b->name->header);
  incref(&b->name->header);
  incref(&b->base->header);
  incref(&b->bases->header);
  incref(&b->dict->header);
  type->name = type->qualname = b->name;
  type->base = b->base;
  type->bases = b->bases;
  type->dict = b->dict;
  type->spec = b->base->spec;
  type->kind = b->base->kind;
  type->flags = inherited_flags(b);
  uint32_t members = b->slots ? (uint32_t)b->slots->len : 0;
  type->nmembers = (uint16_t)(b->base->nmembers + members);
  type->fixed_size = b->base->fixed_size + members * 8;
  type->slots = b->base->slots;
  return gc_track(vm, &type->header);
}

static bool dict_delete(VM *vm, Dict *dict, Str *name) { return dict_remove(vm, dict, from_obj(name), NULL) >= 0; }

static bool set_qualname(Build *b) {
  VM *vm = b->vm;
  Value qualname = dict_get_name(vm, b->dict, vm->names.dunder_qualname);
  if (qualname == V_ABSENT) return true;
  if (!is_str(qualname)) return raise_type(vm, "type __qualname__ must be a str, not %T", qualname), false;
  Str *old = b->type->qualname;
  b->type->qualname = as_str(retain(qualname));
  decref(vm, old);
  return dict_delete(vm, b->dict, vm->names.dunder_qualname);
}

static bool set_module(Build *b) {
  VM *vm = b->vm;
  if (dict_get_name(vm, b->dict, vm->names.dunder_module) != V_ABSENT) return true;
  Frame *frame = vm->thread.frame;
  if (!frame || !is_kind(frame->func, KIND_FUNCTION)) return true;
  Value module = dict_get_name(vm, frame_function(frame)->globals, vm->names.dunder_name);
  return module == V_ABSENT || dict_set_name(vm, b->dict, vm->names.dunder_module, module);
}

static bool wrap_function(Build *b, Str *name, Value (*wrap)(VM *vm, Value function)) {
  Value function = dict_get_name(b->vm, b->dict, name);
  if (!is_kind(function, KIND_FUNCTION)) return true;
  Value wrapped = wrap(b->vm, function);
  if (wrapped == V_ABSENT) return false;
  bool ok = dict_set_name(b->vm, b->dict, name, wrapped);
  release(b->vm, wrapped);
  return ok;
}

static bool add_members(Build *b) {
  VM *vm = b->vm;
  for (size_t i = 0; b->slots && i < b->slots->len; i++) {
    Str *name = as_str(b->slots->items[i]);
    Value member = member_new(vm, b->type, name, (uint32_t)(b->base->nmembers + i));
    if (member == V_ABSENT) return false;
    bool ok = dict_set_name(vm, b->dict, name, member);
    release(vm, member);
    if (!ok) return false;
  }
  bool add_dict = b->add_dict && dict_get_name(vm, b->dict, vm->names.dunder_dict) == V_ABSENT;
  if (add_dict && !type_set_attr_c(vm, b->type, "__dict__", type_dict_getset_new(vm, b->type))) return false;
  return !b->add_weak || dict_get_name(vm, b->dict, vm->names.dunder_weakref) != V_ABSENT || type_add_weakref_getset(vm, b->type);
}

static bool set_class_cell(Build *b) {
  VM *vm = b->vm;
  Value cell = dict_get_name(vm, b->dict, vm->names.dunder_classcell);
  if (cell == V_ABSENT) return true;
  if (!is_kind(cell, KIND_CELL))
    return raise_type(vm, "__classcell__ must be a nonlocal cell, not %R", from_obj(type_of_get(vm, cell))), false;
  replace(vm, &((Cell *)as_obj(cell))->v, retain_obj(b->type));
  return dict_delete(vm, b->dict, vm->names.dunder_classcell);
}

static bool fill_dict(Build *b) {
  VM *vm = b->vm;
  const Names *n = &vm->names;
  if (!set_module(b) || !set_qualname(b)) return false;
  if (!wrap_function(b, n->dunder_new, staticmethod_new)) return false;
  if (!wrap_function(b, n->dunder_init_subclass, classmethod_new) || !wrap_function(b, n->dunder_class_getitem, classmethod_new)) return false;
  if (!add_members(b) || !set_class_cell(b)) return false;
  if (dict_get_name(vm, b->dict, n->dunder_doc) == V_ABSENT && !dict_set_name(vm, b->dict, n->dunder_doc, V_NONE)) return false;
  if (dict_get_name(vm, b->dict, n->dunder_eq) == V_ABSENT || dict_get_name(vm, b->dict, n->dunder_hash) != V_ABSENT) return true;
  return dict_set_name(vm, b->dict, n->dunder_hash, V_NONE);
}

static bool make_ready(Build *b) {
  VM *vm = b->vm;
  Type *type = b->type;
  if (!type_mro_update(vm, type)) return false;
  for (size_t i = 0; i < type->bases->len; i++)
    if (!type_add_subclass(vm, (Type *)as_obj(type->bases->items[i]), type)) return false;
  type_layout(type, count_static(vm, type));
  type->root = shape_new(vm, type, NULL, NULL);
  if (!type->root) return false;
  slots_compute(vm, type);
  return true;
}

// ---- hooks

static void note_set_name(Build *b, Str *key, Value v) {
  VM *vm = b->vm;
  Value exc = error_take(vm);
  Value note = str_format_c(vm, "Error calling __set_name__ on '%T' instance %R in '%N'", v, from_obj(key), b->type);
  Value r = note == V_ABSENT ? V_ABSENT : obj_getattr_c(vm, exc, "add_note");
  if (r != V_ABSENT) {
    Value done = obj_call(vm, r, &note, 1);
    release(vm, done);
  }
  release(vm, r);
  release(vm, note);
  error_clear(vm);
  error_restore_steal(vm, exc);
}

static bool call_set_names(Build *b) {
  VM *vm = b->vm;
  Dict *copy = dict_copy(vm, b->type->dict);
  if (!copy) return false;
  Value key, v;
  bool ok = true;
  for (uint32_t pos = 0; ok && dict_step(copy, &pos, &key, &v);) {
    if (!is_heap(v) || !is_str(key)) continue;
    Value args[] = {from_obj(b->type), key};
    Value r = obj_call_special(vm, v, vm->names.dunder_set_name, args, 2);
    ok = r != V_ABSENT || !has_error(vm);
    if (!ok) note_set_name(b, as_str(key), v);
    release(vm, r);
  }
  decref(vm, copy);
  return ok;
}

static bool call_init_subclass(Build *b, const Value *kwargs, Tuple *kwnames) {
  VM *vm = b->vm;
  Value self = from_obj(b->type), hook = super_getattr(vm, self, self, vm->names.dunder_init_subclass);
  if (hook == V_ABSENT) return false;
  Value r = obj_call_kw(vm, hook, kwargs, 0, kwnames);
  release(vm, hook);
  if (r == V_ABSENT) return false;
  release(vm, r);
  return true;
}

static bool build_steps(Build *b, const Value *kwargs, Tuple *kwnames) {
  return decide_instance(b) && allocate(b) && fill_dict(b) && make_ready(b) && call_set_names(b) && call_init_subclass(b, kwargs, kwnames);
}

static bool check_entries(VM *vm, Tuple *bases) {
  for (size_t i = 0; i < bases->len; i++) {
    if (is_kind(bases->items[i], KIND_TYPE)) continue;
    Value entries = obj_getattr_opt(vm, bases->items[i], vm->names.dunder_mro_entries);
    if (has_error(vm)) return false;
    if (entries == V_ABSENT) continue;
    release(vm, entries);
    raise_type(vm, "type() doesn't support MRO entry resolution; use types.new_class()");
    return false;
  }
  return true;
}

static Tuple *bases_or_object(VM *vm, Tuple *bases) {
  if (bases->len) {
    incref(&bases->header);
    return bases;
  }
  Value object = from_obj(vm->types.object), made = tuple_from(vm, &object, 1);
  return made == V_ABSENT ? NULL : as_tuple(made);
}

Value type_build(VM *vm, Type *meta, Value name, Tuple *bases, Dict *ns, const Value *kwargs, Tuple *kwnames) {
  if (!check_entries(vm, bases)) return V_ABSENT;
  Build b = {.vm = vm, .meta = type_winner_get(vm, meta, bases)};
  if (!b.meta) return V_ABSENT;
  if (b.meta != meta && b.meta->slots.new != vm->types.type->slots.new) {
    Value args[] = {name, from_obj(bases), from_obj(ns)};
    return b.meta->slots.new(vm, b.meta, args, 3, NULL);
  }
  bool ok = (b.name = attr_name_interned(vm, as_str(name))) && (b.bases = bases_or_object(vm, bases)) &&
            (b.base = type_best_base_get(vm, b.bases)) && (b.dict = dict_new(vm)) && dict_merge(vm, b.dict, ns, true) &&
            build_steps(&b, kwargs, kwnames);
  xdecref(vm, b.slots);
  xdecref(vm, b.dict);
  xdecref(vm, b.bases);
  xdecref(vm, b.name);
  if (ok) return from_obj(b.type);
  xdecref(vm, b.type);
  return V_ABSENT;
}

// ---- changing the order afterwards

static bool is_own_mro(VM *vm, Type *meta) {
  if (meta == vm->types.type) return true;
  Value mro = type_lookup_get(vm, meta, vm->names.mro);
  return is_kind(mro, KIND_NATIVE);
}

static bool checked_order(VM *vm, Type *type, Value mro) {
  for (size_t i = 0; i < as_tuple(mro)->len; i++) {
    Value item = as_tuple(mro)->items[i];
    if (!is_kind(item, KIND_TYPE)) return raise_type(vm, "mro() returned a non-class ('%T')", item), false;
    if (!type_is_subtype(solid_base(type), solid_base((Type *)as_obj(item))) && (Type *)as_obj(item) != type)
      return raise_type(vm, "mro() returned base with unsuitable layout ('%N')", (Type *)as_obj(item)), false;
  }
  return true;
}

static Value mro_by_script(VM *vm, Type *type) {
  Value list = obj_call_special(vm, from_obj(type), vm->names.mro, NULL, 0);
  if (list == V_ABSENT) return V_ABSENT;
  Value mro = sequence_tuple(vm, list);
  release(vm, list);
  if (mro == V_ABSENT || checked_order(vm, type, mro)) return mro;
  release(vm, mro);
  return V_ABSENT;
}

static bool make_dicts(VM *vm, const Tuple *mro) {
  for (size_t i = 0; i < mro->len; i++) {
    Type *type = (Type *)as_obj(mro->items[i]);
    if (type_has(type, TYPE_LAZY) && !type_dict_get(vm, type)) return false;
  }
  return true;
}

// A class whose mro() has set another order meanwhile keeps that one.
bool type_mro_update(VM *vm, Type *type) {
  Tuple *before = type->mro;
  Value mro = is_own_mro(vm, obj_type(&type->header)) ? type_mro_compute(vm, type) : mro_by_script(vm, type);
  if (mro == V_ABSENT) return false;
  if (!make_dicts(vm, as_tuple(mro))) return release(vm, mro), false;
  if (type->mro != before) return release(vm, mro), true;
  type_invalidate(vm, type);
  type->mro = as_tuple(mro);
  xdecref(vm, before);
  return true;
}

static bool mro_update_below(VM *vm, Type *type) {
  if (!type_mro_update(vm, type)) return false;
  if (!recursion_enter(vm, " while updating subclasses")) return false;
  Value below = type_subclasses(vm, type);  // held: mro() may make and end classes
  bool ok = below != V_ABSENT;
  for (size_t i = 0; ok && i < as_list(below)->len; i++) ok = mro_update_below(vm, (Type *)as_obj(as_list(below)->items[i]));
  release(vm, below);
  recursion_leave(vm);
  return ok;
}

static void swap_bases(VM *vm, Type *type, Tuple *bases, Type *base) {
  for (size_t i = 0; i < type->bases->len; i++) type_remove_subclass(vm, (Type *)as_obj(type->bases->items[i]), type);
  type->bases = bases;
  type->base = base;
  for (size_t i = 0; i < bases->len; i++)
    if (!type_add_subclass(vm, (Type *)as_obj(bases->items[i]), type)) error_clear(vm);
}

// Is `of` reached from `type` by the order that is known, or by the bases that a running mro() has not been told of yet?
static bool descends_from(const Type *type, const Type *of) {
  const Type *t = type;
  while (t && t != of) t = t->base;
  return t || type_is_subtype(type, of);
}

static Type *new_base_get(VM *vm, Type *type, Value value) {
  if (!is_tuple(value)) return raise_type(vm, "can only assign tuple to %N.__bases__, not %T", type, value), NULL;
  Tuple *bases = as_tuple(value);
  if (!bases->len) return raise_type(vm, "can only assign non-empty tuple to %N.__bases__, not ()", type), NULL;
  for (size_t i = 0; i < bases->len; i++) {
    if (!is_kind(bases->items[i], KIND_TYPE))
      return raise_type(vm, "%N.__bases__ must be tuple of classes, not '%T'", type, bases->items[i]), NULL;
    if (descends_from((Type *)as_obj(bases->items[i]), type)) return raise_type(vm, "a __bases__ item causes an inheritance cycle"), NULL;
  }
  Type *base = type_best_base_get(vm, bases);
  if (!base) return NULL;
  bool heap = type_has(base, TYPE_HEAP), was_heap = type_has(type->base, TYPE_HEAP);
  if (heap != was_heap || (!heap && base != type->base))
    return raise_type(vm, "__bases__ assignment: '%N' deallocator differs from '%N'", base, type->base), NULL;
  if (base->fixed_size == type->base->fixed_size && base->spec == type->base->spec) {
    uint32_t both = TYPE_HAS_DICT | TYPE_WEAKREF;
    if ((base->flags & both) == (type->base->flags & both)) return base;
  }
  raise_type(vm, "__bases__ assignment: '%N' object layout differs from '%N'", base, type->base);
  return NULL;
}

bool type_set_bases(VM *vm, Type *type, Value value) {
  Type *base = new_base_get(vm, type, value);
  if (!base) return false;
  Tuple *old_bases = type->bases;
  Type *old_base = type->base;
  incref(&base->header);
  swap_bases(vm, type, as_tuple(retain(value)), base);
  if (mro_update_below(vm, type)) {
    type_modified(vm, type);
    decref(vm, old_bases);
    decref(vm, old_base);
    return true;
  }
  Value exc = error_take(vm);
  if (from_obj(type->bases) == value) {  // else an mro() has assigned others, and its assignment stands
    swap_bases(vm, type, old_bases, old_base);
    if (!mro_update_below(vm, type)) error_clear(vm);
    old_bases = as_tuple(value);
    old_base = base;
  }
  type_modified(vm, type);
  error_restore_steal(vm, exc);
  decref(vm, old_bases);
  decref(vm, old_base);
  return false;
}

// SPDX-License-Identifier: MIT
// threadlocal.c - _thread._local: an object whose attributes are each thread's own.
//
//   Local.dicts   dict: Thread.number -> the dict that holds the attributes in that thread
//
// A thread that meets the object for the first time gets an empty dict, and __init__ of a subclass runs again in it. The object owns
// the dicts, so that the collector sees what they hold; a thread that ends takes its own out of every Local of the VM (a list).
#include "stdlib/native/thread.h"

typedef struct Local {
  Object header;
  struct Local *next, *previous;
  Dict *dicts;
  Tuple *args, *kwnames;  // for __init__; args: positional ones, then those of kwnames
} Local;

static inline Local *as_local(Value v) { return (Local *)as_obj(v); }

static bool has_init(VM *vm, const Type *type) { return type->slots.init && type->slots.init != vm->types.object->slots.init; }

static Dict *dict_add(VM *vm, Local *l) {
  Dict *d = dict_new(vm);
  bool ok = d && dict_set(vm, l->dicts, from_int((int64_t)vm->thread.self->number), from_obj(d));
  xdecref(vm, d);
  return ok ? d : NULL;
}

// The calling thread's attributes, borrowed. NULL: exception.
static Dict *local_dict(VM *vm, Value self) {
  Local *l = as_local(self);
  Value found, number = from_int((int64_t)vm->thread.self->number);
  int there = dict_find(vm, l->dicts, number, &found);
  if (there) return there > 0 ? as_dict(found) : NULL;
  Dict *d = dict_add(vm, l);
  Type *type = obj_type(&l->header);
  if (!d || !has_init(vm, type)) return d;
  uint32_t named = l->kwnames ? (uint32_t)l->kwnames->len : 0;
  if (type->slots.init(vm, self, l->args->items, (uint32_t)l->args->len - named, l->kwnames)) return d;
  Value exc = error_take(vm);
  if (dict_remove(vm, l->dicts, number, NULL) < 0) error_clear(vm);
  error_restore_steal(vm, exc);
  return NULL;
}

static Value local_getattr(VM *vm, Value self, Str *name) {
  Dict *d = local_dict(vm, self);
  if (!d) return V_ABSENT;
  if (name == vm->names.dunder_dict) return retain_obj(d);
  Value of_type = type_lookup_get(vm, obj_type(as_obj(self)), name);
  bool is_data = is_heap(of_type) && obj_type(as_obj(of_type))->slots.descr_get && obj_type(as_obj(of_type))->slots.descr_set;
  Value own = is_data ? V_ABSENT : dict_get_name(vm, d, name);
  return own != V_ABSENT ? retain(own) : object_attr_get(vm, self, name);
}

static bool local_setattr(VM *vm, Value self, Str *name, Value v) {
  Dict *d = local_dict(vm, self);
  if (!d) return false;
  if (name == vm->names.dunder_dict) {
    raise_attribute(vm, self, name, "'%T' object attribute '__dict__' is read-only", self);
    return false;
  }
  Value of_type = type_lookup_get(vm, obj_type(as_obj(self)), name);
  if (is_heap(of_type) && obj_type(as_obj(of_type))->slots.descr_set) return object_attr_set(vm, self, name, v);
  if (v != V_ABSENT) return dict_set_name(vm, d, name, v);
  int removed = dict_remove(vm, d, from_obj(name), NULL);
  if (!removed) attribute_error(vm, self, name);
  return removed > 0;
}

// ---- life

static Value local_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  uint32_t all = argc + (kwnames ? (uint32_t)kwnames->len : 0);
  if (all && !has_init(vm, type)) return raise_type(vm, "Initialization arguments are not supported");
  Value self = instance_new(vm, type), own = self ? tuple_from(vm, args, all) : V_ABSENT;
  if (!own) return release(vm, self), V_ABSENT;
  Local *l = as_local(self);
  l->args = as_tuple(own);
  l->kwnames = kwnames;
  if (kwnames) incref((Object *)kwnames);
  l->next = vm->threads.locals;
  if (l->next) l->next->previous = l;
  vm->threads.locals = l;
  l->dicts = dict_new(vm);
  if (l->dicts && dict_add(vm, l)) return self;
  release(vm, self);
  return V_ABSENT;
}

static void local_free(VM *vm, Object *o) {
  Local *l = (Local *)o;
  if (l->next) l->next->previous = l->previous;
  if (l->previous) l->previous->next = l->next;
  else if (vm->threads.locals == l) vm->threads.locals = l->next;
  l->next = l->previous = NULL;
  CLEAR_REF(vm, l->dicts);
  CLEAR_REF(vm, l->args);
  CLEAR_REF(vm, l->kwnames);
}

static void local_traverse(Object *o, VisitFn visit, void *arg) {
  const Local *l = (const Local *)o;
  if (l->dicts) visit(arg, from_obj(l->dicts));
  if (l->args) visit(arg, from_obj(l->args));
}

// A thread ends: its dicts are taken out of all objects first, and die afterwards, since that may run script code.
static void locals_end(VM *vm, uint64_t thread) {
  Value dying = list_new(vm, 0), number = from_int((int64_t)thread), found;
  for (Local *l = vm->threads.locals; l; l = l->next) {
    if (!l->dicts || dict_find(vm, l->dicts, number, &found) <= 0) continue;
    if (!dying || !list_append(vm, as_list(dying), found)) continue;  // no memory: it stays until the object dies
    if (dict_remove(vm, l->dicts, number, NULL) < 0) error_clear(vm);
  }
  release(vm, dying);
  error_clear(vm);
}

void locals_init(VM *vm) { vm->threads.end_locals = locals_end; }

const TypeSpec local_spec = {
  .name = "_thread._local", .doc = "Thread-local data", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF | TYPE_IMMUTABLE,
  .basicsize = sizeof(Local),
  .slots = {.getattr = local_getattr, .setattr = local_setattr, .new = local_new, .free = local_free, .traverse = local_traverse},
};

// SPDX-License-Identifier: MIT
// shape.c - hidden classes: transitions between shapes, and the attributes that instances hold by them.
//
// A shape is found from its parent by the name's address, in a small open-addressed table. The array `extra` carries no length:
// its capacity follows from the number of attributes (extra_capacity), so that growing is known from the shapes alone. Where too
// many shapes grow from one type (attributes with made-up names) instances turn to dict mode instead.
//
// The block of a dead shape is never given out again: inline caches compare addresses and may still hold it. The accounting is
// taken back at once; the memory itself goes with the allocator's slab.
#include "vm/core/vm.h"

enum { SHAPE_MAX_OF_TYPE = 1024, TABLE_FIRST = 4 };

Type *shape_type_get(const Shape *shape) { return shape->type; }

Shape *shape_new(VM *vm, Type *type, Shape *parent, Str *name) {
  Shape *shape = vm_alloc(vm, sizeof *shape);
  if (!shape) return NULL;
  *shape = (Shape){.type = type, .parent = parent, .name = name, .count = parent ? parent->count + 1 : 0};
  shape->has_slots = parent ? parent->has_slots : type->slots_offset != 0;
  if (name) incref(&name->header);
  shape->next_of_type = type->shapes;
  type->shapes = shape;
  type->nshapes++;
  return shape;
}

int shape_find(const Shape *shape, const Str *name) {
  for (; shape->name; shape = shape->parent)
    if (shape->name == name) return (int)shape->count - 1;
  return -1;
}

Str *shape_name_get(const Shape *shape, uint32_t slot) {
  while (shape->count != slot + 1) shape = shape->parent;
  return shape->name;
}

static uint32_t name_hash(const Str *name) {
  uint64_t bits = (uint64_t)(uintptr_t)name >> 4;
  return (uint32_t)(bits ^ bits >> 15);
}

static void table_put(Shape **table, uint32_t size, Shape *child) {
  uint32_t i = name_hash(child->name) & (size - 1);
  while (table[i]) i = (i + 1) & (size - 1);
  table[i] = child;
}

static bool table_grow(VM *vm, Shape *shape) {
  uint32_t size = shape->table_size ? shape->table_size * 2 : TABLE_FIRST;
  Shape **table = vm_alloc(vm, size * sizeof *table);
  if (!table) return false;
  memset(table, 0, size * sizeof *table);
  for (uint32_t i = 0; i < shape->table_size; i++)
    if (shape->table[i]) table_put(table, size, shape->table[i]);
  vm_dealloc(vm, shape->table, shape->table_size * sizeof *table);
  shape->table = table;
  shape->table_size = size;
  return true;
}

static Shape *table_get(const Shape *shape, const Str *name) {
  if (!shape->table) return NULL;
  for (uint32_t i = name_hash(name) & (shape->table_size - 1); shape->table[i]; i = (i + 1) & (shape->table_size - 1))
    if (shape->table[i]->name == name) return shape->table[i];
  return NULL;
}

Shape *shape_add(VM *vm, Shape *shape, Str *name) {
  Shape *child = table_get(shape, name);
  if (child) return child;
  if (shape->table_used * 4 >= shape->table_size * 3 && !table_grow(vm, shape)) return NULL;
  child = shape_new(vm, shape->type, shape, name);
  if (!child) return NULL;
  table_put(shape->table, shape->table_size, child);
  shape->table_used++;
  return child;
}

void shape_forget_names(VM *vm, Type *type) {
  for (Shape *shape = type->shapes; shape; shape = shape->next_of_type) CLEAR_REF(vm, shape->name);
}

void shape_free_all(VM *vm, Type *type) {
  Shape *shape = type->shapes;
  type->shapes = type->root = type->dict_shape = NULL;
  while (shape) {
    Shape *next = shape->next_of_type;
    vm_dealloc(vm, shape->table, shape->table_size * sizeof *shape->table);
    Str *name = shape->name;
    *shape = (Shape){0};
    mem_retire(&vm->alloc, shape, sizeof *shape);
    xdecref(vm, name);
    shape = next;
  }
}

static uint32_t extra_capacity(uint32_t count, uint32_t inlined) {
  if (count <= inlined) return 0;
  uint32_t capacity = 4;
  while (capacity < count - inlined) capacity *= 2;
  return capacity;
}

static bool extra_reserve(VM *vm, Object *o, uint32_t old_count, uint32_t count) {
  Type *type = obj_type(o);
  uint32_t old = extra_capacity(old_count, type->slots_cap), now = extra_capacity(count, type->slots_cap);
  if (now <= old) return true;
  Value **extra = instance_extra(o, type);
  Value *moved = old ? vm_realloc(vm, *extra, old * sizeof(Value), now * sizeof(Value)) : vm_alloc(vm, now * sizeof(Value));
  if (!moved) return false;
  *extra = moved;
  return true;
}

// The shape of dict mode for an instance whose block has `size` bytes.
static Shape *dict_shape(VM *vm, Type *type, uint32_t size) {
  uint32_t wanted = size == type->basicsize ? 0 : size;
  if (!wanted && type->dict_shape) return type->dict_shape;
  for (Shape *s = type->shapes; s; s = s->next_of_type)
    if (s->is_dict && s->size == wanted) return s;
  Shape *shape = shape_new(vm, type, NULL, NULL);
  if (!shape) return NULL;
  shape->is_dict = true;
  shape->size = wanted;
  if (!wanted) type->dict_shape = shape;
  return shape;
}

static uint32_t block_size(const Object *o) { return o->shape->size ? o->shape->size : o->shape->type->basicsize; }

static void names_of(const Shape *shape, Str **names) {
  for (; shape->name; shape = shape->parent) names[shape->count - 1] = shape->name;
}

// Empties the slots of an instance in slots mode into `into`: its attributes are then the caller's to release.
static uint32_t slots_take(VM *vm, Object *o, Value *into) {
  Type *type = obj_type(o);
  uint32_t count = o->shape->count;
  uint32_t inside = count < type->slots_cap ? count : type->slots_cap;
  Value *slots = (Value *)((char *)o + type->slots_offset), **extra = instance_extra(o, type);
  for (uint32_t i = 0; i < inside; i++) {
    into[i] = slots[i];
    slots[i] = V_ABSENT;
  }
  if (!*extra) return count;
  for (uint32_t i = inside; i < count; i++) into[i] = (*extra)[i - inside];
  vm_dealloc(vm, *extra, extra_capacity(count, type->slots_cap) * sizeof(Value));
  *extra = NULL;
  return count;
}

static Dict *slots_to_dict(VM *vm, Object *o) {
  Type *type = obj_type(o);
  Str *names[SHAPE_MAX_SLOTS];
  names_of(o->shape, names);
  Dict *dict = dict_new_sized(vm, o->shape->count);
  for (uint32_t i = 0; dict && i < o->shape->count; i++) {
    if (dict_set_name(vm, dict, names[i], *instance_slot(o, type, i))) continue;
    CLEAR_REF(vm, dict);
  }
  return dict;
}

Dict *instance_dict_get(VM *vm, Object *o) {
  Type *type = obj_type(o);
  if (o->shape->is_dict) {
    Dict **place = (Dict **)instance_extra(o, type);
    if (!*place) *place = dict_new(vm);
    return *place;
  }
  Shape *shape = dict_shape(vm, type, block_size(o));
  Dict *dict = shape ? slots_to_dict(vm, o) : NULL;
  if (!dict) return NULL;
  Value old[SHAPE_MAX_SLOTS];
  uint32_t count = slots_take(vm, o, old);
  *(Dict **)instance_extra(o, type) = dict;
  o->shape = shape;
  for (uint32_t i = 0; i < count; i++) release(vm, old[i]);
  return dict;
}

static Dict *own_dict(Object *o) { return *(Dict **)instance_extra(o, obj_type(o)); }

Value instance_get_own(VM *vm, Object *o, Str *name) {
  (void)vm;
  Shape *shape = o->shape;
  if (!shape->has_slots) return V_ABSENT;
  if (shape->is_dict) {
    Dict *dict = own_dict(o);
    return dict ? retain(dict_get_name(vm, dict, name)) : V_ABSENT;
  }
  int slot = shape_find(shape, name);
  return slot < 0 ? V_ABSENT : retain(*instance_slot(o, shape->type, (uint32_t)slot));
}

static bool instance_add(VM *vm, Object *o, Str *name, Value v) {
  Shape *shape = o->shape;
  if (shape->count >= SHAPE_MAX_SLOTS || (shape->type->nshapes > SHAPE_MAX_OF_TYPE && !table_get(shape, name))) {
    Dict *dict = instance_dict_get(vm, o);
    return dict && dict_set_name(vm, dict, name, v);
  }
  Shape *next = shape_add(vm, shape, name);
  if (!next || !extra_reserve(vm, o, shape->count, next->count)) return false;
  *instance_slot(o, next->type, next->count - 1) = retain(v);
  o->shape = next;
  return true;
}

static bool instance_delete(VM *vm, Object *o, Str *name) {
  if (!o->shape->is_dict && shape_find(o->shape, name) < 0) return false;
  Dict *dict = instance_dict_get(vm, o);
  return dict && dict_remove(vm, dict, from_obj(name), NULL) == 1;
}

bool instance_set_own(VM *vm, Object *o, Str *name, Value v) {
  if (v == V_ABSENT) return instance_delete(vm, o, name);
  if (o->shape->is_dict) {
    Dict *dict = instance_dict_get(vm, o);
    return dict && dict_set_name(vm, dict, name, v);
  }
  int slot = shape_find(o->shape, name);
  if (slot < 0) return instance_add(vm, o, name, v);
  replace(vm, instance_slot(o, obj_type(o), (uint32_t)slot), retain(v));
  return true;
}

bool instance_replace_dict(VM *vm, Object *o, Dict *dict) {
  if (!instance_dict_get(vm, o)) return false;
  Dict **place = (Dict **)instance_extra(o, obj_type(o));
  Dict *old = *place;
  incref(&dict->header);
  *place = dict;
  xdecref(vm, old);
  return true;
}

// Slots mode is kept where the blocks agree; else the instance goes to dict mode with a shape that remembers its size.
bool instance_retype(VM *vm, Object *o, Type *type) {
  Type *old = obj_type(o);
  Shape *shape = type->root;
  if (o->shape->has_slots) {
    uint32_t size = block_size(o);
    bool same = !o->shape->is_dict && size == type->basicsize && old->slots_cap == type->slots_cap;
    if (!same && !instance_dict_get(vm, o)) return false;
    Str *names[SHAPE_MAX_SLOTS];
    if (same) names_of(o->shape, names);
    uint32_t count = o->shape->count;
    if (!same) shape = dict_shape(vm, type, size);
    for (uint32_t i = 0; same && shape && i < count; i++) shape = shape_add(vm, shape, names[i]);
    if (!shape) return false;
  }
  if (type_has(type, TYPE_HEAP)) incref(&type->header);
  o->shape = shape;
  if (type_has(old, TYPE_HEAP)) decref(vm, old);
  return true;
}

Value instance_dict_copy(VM *vm, Object *o) {
  Dict *copy;
  if (!o->shape->has_slots) copy = dict_new(vm);
  else if (!o->shape->is_dict) copy = slots_to_dict(vm, o);
  else copy = own_dict(o) ? dict_copy(vm, own_dict(o)) : dict_new(vm);
  return copy ? from_obj(copy) : V_ABSENT;
}

void instance_clear(VM *vm, Object *o) {
  if (!o->shape->has_slots) return;
  if (o->shape->is_dict) {
    Dict **place = (Dict **)instance_extra(o, obj_type(o));
    CLEAR_REF(vm, *place);
    return;
  }
  if (!o->shape->count && !*instance_extra(o, obj_type(o))) return;
  Value old[SHAPE_MAX_SLOTS];
  uint32_t count = slots_take(vm, o, old);
  o->shape = obj_type(o)->root;
  for (uint32_t i = 0; i < count; i++) release(vm, old[i]);
}

void instance_traverse(Object *o, VisitFn visit, void *arg) {
  Shape *shape = o->shape;
  if (!shape->has_slots) return;
  if (shape->is_dict) {
    if (own_dict(o)) visit(arg, from_obj(own_dict(o)));
    return;
  }
  for (uint32_t i = 0; i < shape->count; i++) visit(arg, *instance_slot(o, shape->type, i));
}

// SPDX-License-Identifier: MIT
// shape.h - hidden classes: which attributes an instance has of its own, and where.
//
// Each type with instance attributes owns a tree of shapes that starts at type->root; adding attribute `name` follows or makes
// the transition `name`. The Nth attribute added lies in slot N. An instance stores the first type->slots_cap values inline, from
// byte type->slots_offset, and the rest in the array `extra`:
//
//   Object 16 | ...builtin base's fields... | Value *extra | Value inline[slots_cap]        (extra lies just before slots_offset)
//
// When __dict__ is asked for, an attribute is deleted, or there are more than SHAPE_MAX_SLOTS, the instance turns to dict mode:
// its shape becomes type->dict_shape (is_dict) and `extra` points to an ordinary Dict that holds every attribute.
// A type whose instances have no attributes of their own has one shape, with has_slots false. Shapes die with their type.
#ifndef ASTER_SHAPE_H
#define ASTER_SHAPE_H

#include "vm/core/object.h"

typedef void (*VisitFn)(void *arg, Value v);

enum { SHAPE_MAX_SLOTS = 128 };

struct Shape {
  Type *type;
  Shape *parent;
  Str *name;        // the attribute that this shape adds to its parent's
  uint32_t version; // what inline caches compare: this shape's alone while its class and the bases stay as they are; 0: none
  uint32_t count;   // attributes in all
  bool is_dict;     // instances keep their attributes in a Dict
  bool has_slots;   // instances have `extra` and inline slots
  Shape **table;    // open-addressed transitions by name pointer; power of two; NULL: none
  uint32_t table_size, table_used;
  Str **names;      // all names in slot order, made at first search of a shape with more than 8; NULL: walk the parents
  uint32_t size;    // of the block, where it is not the type's basicsize: the instance was born of another class; else 0
  Shape *next_of_type;  // every shape of the type, for freeing
};

Shape *shape_new(VM *vm, Type *type, Shape *parent, Str *name) MUST_USE;
uint32_t shape_version_assign(VM *vm, Shape *shape);            // nonzero, or 0 when its type cannot be cached (type.c)
int shape_find(const Shape *shape, const Str *name);           // slot, or -1; name interned; runs nothing
Shape *shape_add(VM *vm, Shape *shape, Str *name) MUST_USE;    // NULL: no memory
Str *shape_name_get(const Shape *shape, uint32_t slot);
void shape_free_all(VM *vm, Type *type);
void shape_forget_names(VM *vm, Type *type);                   // at the end of a heap, before any shape goes

static inline Value **instance_extra(Object *o, const Type *type);
static inline Value *instance_slot(Object *o, const Type *type, uint32_t slot);
Dict *instance_dict_get(VM *vm, Object *o);                    // turns to dict mode; NULL: no memory. Borrowed
Value instance_get_own(VM *vm, Object *o, Str *name);          // owned, V_ABSENT when it has none (no exception)
bool instance_set_own(VM *vm, Object *o, Str *name, Value v) MUST_USE;  // v borrowed; V_ABSENT deletes (false, no exc: not there)
bool instance_replace_dict(VM *vm, Object *o, Dict *dict) MUST_USE;     // o.__dict__ = dict
bool instance_retype(VM *vm, Object *o, Type *type) MUST_USE;           // o.__class__ = type; layouts are compatible
void instance_clear(VM *vm, Object *o);                        // releases them all: the object dies
void instance_traverse(Object *o, VisitFn visit, void *arg);
Value instance_dict_copy(VM *vm, Object *o) MUST_USE;                   // a new dict with its own attributes

#endif

// SPDX-License-Identifier: MIT
// dealloc.c - how heap objects come to be and end: allocation, finalisers, weak references, release without deep recursion.
//
// The end of an object, in this order: its finaliser runs, once (it may bring the object back, which then lives on); the collector
// forgets it; weak references to it are cleared and their callbacks run; what it owns is released; its block is freed. Only the last
// two can recurse, through the objects that it owned: past a depth they are put off, and the outermost release finishes them.
// While script code of a finaliser or callback runs, the depth starts again from nothing, so that what it drops dies promptly.
#include "vm/core/gen_parts.h"
#include "vm/aio/op.h"

enum { DEALLOC_DEPTH = 48 };

void *object_new_raw(VM *vm, Type *type, size_t size) {
  if (type->basicsize) size = type->basicsize;
  char *block = vm_alloc(vm, size + type->prefix);
  if (UNLIKELY(!block)) return NULL;
  if (UNLIKELY(type->prefix)) {
    memset(block, 0, type->prefix);
    block += type->prefix;
  }
  Object *o = (Object *)block;
  o->rc = 1;
  o->gc = 0;
  o->shape = type->root;
  if (type->flags & TYPE_HEAP) incref(&type->header);
  vm->live_objects++;
  return o;
}

void *object_new(VM *vm, Type *type, size_t size) {
  if (type->basicsize) size = type->basicsize;
  Object *o = object_new_raw(vm, type, size);
  if (LIKELY(o != NULL)) memset(o + 1, 0, size - sizeof(Object));
  return o;
}

Value instance_new(VM *vm, Type *type) {
  Object *o = object_new(vm, type, type->basicsize);
  if (UNLIKELY(!o)) return V_ABSENT;
  if (type_has(type, TYPE_GC) && UNLIKELY(!gc_track(vm, o))) {
    decref(vm, o);
    return V_ABSENT;
  }
  return from_obj(o);
}

// Of the block from the header on; 0: not known, the type was never completed.
static inline size_t object_size(const Object *o) {
  const Type *type = o->shape->type;
  if (o->shape->size) return o->shape->size;
  if (type->basicsize) return type->basicsize;
  return type->spec && type->spec->size ? type->spec->size(o) : 0;
}

Value *object_member(Object *o, const Type *type, uint32_t index) {
  if (type->basicsize) return (Value *)((char *)o + type->fixed_size) - (type->nmembers - index);
  return (Value *)((char *)o - 24) - index;
}

static inline bool has_attributes(Object *o, const Type *type) {
  const Shape *shape = o->shape;
  return shape->has_slots && (shape->parent || shape->is_dict || *instance_extra(o, type));
}

void object_traverse(Object *o, VisitFn visit, void *arg) {
  Type *type = obj_type(o);
  if (type->slots.traverse) type->slots.traverse(o, visit, arg);
  for (uint32_t i = 0; i < type->nmembers; i++) visit(arg, *object_member(o, type, i));
  if (has_attributes(o, type)) instance_traverse(o, visit, arg);
  if (type->flags & TYPE_HEAP) visit(arg, from_obj(type));
}

static inline void release_contents(VM *vm, Object *o) {
  Type *type = obj_type(o);
  if (has_attributes(o, type)) instance_clear(vm, o);
  for (uint32_t i = 0; i < type->nmembers; i++) replace(vm, object_member(o, type, i), V_ABSENT);
  if (type->slots.free) type->slots.free(vm, o);
}

static inline void free_block(VM *vm, Object *o, Type *type, size_t size) {
  vm->live_objects--;
  if (size) mem_free(&vm->alloc, (char *)o - type->prefix, size + type->prefix);
  if (type->flags & TYPE_HEAP) decref(vm, type);
}

// For the collector: releases the contents and keeps the block, whose size the header remembers.
bool object_clear(VM *vm, Object *o) {
  size_t size = object_size(o);
  if (size / 8 > GC_INDEX || size % 8) return false;
  gc_untrack(vm, o);
  o->gc = GC_CLEARED | (uint32_t)(size / 8);
  release_contents(vm, o);
  return true;
}

static inline void dispose(VM *vm, Object *o) {
  Type *type = obj_type(o);
  if (o->gc & GC_CLEARED) {
    size_t size = (size_t)(o->gc & GC_INDEX) * 8;
    if (type->kind == KIND_TYPE) shape_free_all(vm, (Type *)o);
    free_block(vm, o, type, size);
    return;
  }
  size_t size = object_size(o);
  release_contents(vm, o);
  if (type->kind == KIND_TYPE) shape_free_all(vm, (Type *)o);
  free_block(vm, o, type, size);
}

// What script code needs around it in the middle of a release: no pending exception, a depth of its own.
typedef struct Aside { Value exc; Object *dying; uint32_t depth; } Aside;

static Aside aside_enter(VM *vm) {
  Aside aside = {vm->thread.exc, vm->thread.dying, vm->thread.dealloc_depth};
  vm->thread.exc = V_ABSENT;
  vm->thread.dying = NULL;
  vm->thread.dealloc_depth = 0;
  return aside;
}

static void aside_leave(VM *vm, Aside aside) {
  if (has_error(vm)) error_unraisable(vm, NULL, V_NONE);
  vm->thread.exc = aside.exc;
  vm->thread.dying = aside.dying;
  vm->thread.dealloc_depth = aside.depth;
}

void object_finalize(VM *vm, Object *o) {
  Type *type = obj_type(o);
  if (o->gc & GC_FINALIZED) return;
  if (type->flags & TYPE_GC) o->gc |= GC_FINALIZED;
  Aside aside = aside_enter(vm);
  Value r = type->slots.finalize(vm, from_obj(o));
  if (r == V_ABSENT && has_error(vm)) error_unraisable(vm, NULL, from_obj(o));
  release(vm, r);
  aside_leave(vm, aside);
}

// true: the finaliser kept a reference, the object lives on.
static bool finalize_dying(VM *vm, Object *o) {
  o->rc = 1;
  object_finalize(vm, o);
  return --o->rc != 0;
}

// The two counters of a dead object's header hold the next one's address.
static void put_off(VM *vm, Object *o) {
  uint64_t next = from_obj(vm->thread.dying);
  memcpy((char *)o, &next, sizeof next);
  vm->thread.dying = o;
}

static void finish_dying(VM *vm) {
  while (vm->thread.dying) {
    Object *o = vm->thread.dying;
    uint64_t next;
    memcpy(&next, (char *)o, sizeof next);
    vm->thread.dying = as_obj(next);
    o->rc = o->gc = 0;
    vm->thread.dealloc_depth = 1;
    dispose(vm, o);
    vm->thread.dealloc_depth = 0;
  }
}

// A future, task, generator or coroutine that dies with nothing to tell or to close: its finaliser need not run.
static bool dies_quietly(const Object *o) {
  const Type *type = o->shape->type;
  if (type->flags & TYPE_HEAP) return false;
  if (type->kind == KIND_OTHER && type->flags & TYPE_STANDS_IN) return ((const Op *)o)->state == OP_DONE;
  if ((uint8_t)(type->kind - KIND_GENERATOR) <= KIND_ASYNC_GENERATOR - KIND_GENERATOR) return ((const Generator *)o)->state == GEN_CLOSED;
  if ((uint8_t)(type->kind - KIND_FUTURE) > KIND_TASK - KIND_FUTURE) return false;
  const Future *f = (const Future *)o;
  return !(f->flags & FUTURE_LOG) && (type->kind == KIND_FUTURE || f->state != FUTURE_PENDING);
}

void object_dealloc(VM *vm, Object *o) {
  if (o->shape == vm->shape.str && !((Str *)o)->interned) {  // the object that dies most often
    vm->live_objects--;
    mem_free(&vm->alloc, o, str_block_size(o));
    return;
  }
  Type *type = obj_type(o);
  if (type->flags & TYPE_LEAF) {
    size_t size = object_size(o);
    if (type->slots.free) type->slots.free(vm, o);
    vm->live_objects--;
    mem_free(&vm->alloc, o, size);
    return;
  }
  if ((type->kind == KIND_COROUTINE || type->kind == KIND_GENERATOR) && gen_free_closed(vm, (Generator *)o)) return;
  if (!(o->gc & GC_CLEARED)) {
    if (UNLIKELY(type->slots.finalize != NULL) && !dies_quietly(o) && finalize_dying(vm, o)) return;
    type = obj_type(o);
    if (o->gc & GC_INDEX) gc_untrack(vm, o);
    if (type->weak_offset && *(WeakRef **)((char *)o + type->weak_offset)) {
      Aside aside = aside_enter(vm);
      weakref_clear_all(vm, o);
      aside_leave(vm, aside);
    }
    o->gc = 0;
    if (vm->thread.dealloc_depth >= DEALLOC_DEPTH) return put_off(vm, o);
  }
  vm->thread.dealloc_depth++;
  dispose(vm, o);
  if (--vm->thread.dealloc_depth == 0 && UNLIKELY(vm->thread.dying != NULL)) finish_dying(vm);
}

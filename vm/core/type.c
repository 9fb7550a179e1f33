// SPDX-License-Identifier: MIT
// type.c - types as objects: lookup along the MRO, versions, linearisation, layout, their end. typespec.c has the types in C.
//
// The layout of an instance, for types of fixed size (basicsize != 0):
//
//   Object 16 | fields of the nearest base in C | members of __slots__ | [weak list] | [extra | inline slots...]
//   |<------------------ fixed_size ------------------------------->|
//
// What follows fixed_size may lie elsewhere in a subclass; what precedes it is inherited in place. A subclass of a variable-sized
// type (tuple, str, bytes) cannot have anything behind its fields: all of it lies before the header, where free and allocation
// count `prefix` bytes: ... members | extra (-16) | weak list (-8) | Object.
//
// Lookups are cached by (version, name). A type has a version only while all its bases have one, so that invalidating a type
// without a version stops at once. Its shapes have versions of their own, for inline caches, and lose them with it: one compare
// proves class, layout and that nothing about the class has changed. Subclasses are known by address only; a dying class takes
// itself off its bases' lists.
#include "vm/core/vm.h"
#include "vm/core/typeslots.h"

bool type_is_subtype(const Type *type, const Type *of) {
  if (type == of) return true;
  const Tuple *mro = type->mro;
  if (mro) {
    for (size_t i = 0; i < mro->len; i++)
      if (as_obj(mro->items[i]) == &of->header) return true;
    return false;
  }
  for (const Type *t = type; t; t = t->base)
    if (t == of) return true;
  return false;
}

// ---- versions and lookup

uint32_t type_version_assign(VM *vm, Type *type) {
  if (type->version) return type->version;
  if (!type->mro) return 0;
  for (size_t i = 0; i < type->mro->len; i++) {
    Type *base = (Type *)as_obj(type->mro->items[i]);
    if (base != type && !base->version && !type_version_assign(vm, base)) return 0;
  }
  if (vm->next_version == UINT32_MAX) return 0;
  return type->version = ++vm->next_version;
}

uint32_t shape_version_assign(VM *vm, Shape *shape) {
  if (shape->version) return shape->version;
  if (!type_version_assign(vm, shape->type) || vm->next_version == UINT32_MAX) return 0;
  return shape->version = ++vm->next_version;
}

static void lose_version(Type *type) {
  type->version = 0;
  for (Shape *shape = type->shapes; shape; shape = shape->next_of_type) shape->version = 0;
}

void type_invalidate(VM *vm, Type *type) {
  if (!type->version) return;
  lose_version(type);
  if (!type->subclasses) return;
  Value key, value;
  for (uint32_t pos = 0; dict_step(type->subclasses, &pos, &key, &value);) type_invalidate(vm, (Type *)(uintptr_t)as_int(key));
}

static bool lookup_mro(VM *vm, const Type *type, Str *name, Value *out) {
  const Tuple *mro = type->mro;
  *out = V_ABSENT;
  for (size_t i = 0; mro && i < mro->len && *out == V_ABSENT; i++)
    if (!type_own_find(vm, (Type *)as_obj(mro->items[i]), name, out)) return false;
  return true;
}

Value type_lookup_get(VM *vm, Type *type, Str *name) {
  uint32_t version = type->version ? type->version : type_version_assign(vm, type);
  uint32_t at = ((uint32_t)((uintptr_t)name >> 4) ^ version * 31) & (METHOD_CACHE_SIZE - 1);
  MethodCacheEntry *entry = &vm->method_cache[at];
  if (LIKELY(version && entry->version == version && entry->name == name)) return entry->v;
  Value v;
  if (!lookup_mro(vm, type, name, &v)) return V_ABSENT;
  if (version && name->interned) {
    Str *old = entry->name;
    incref(&name->header);
    *entry = (MethodCacheEntry){name, version, v};
    xdecref(vm, old);
  }
  return v;
}

// ---- linearisation (C3)

static bool mro_conflict(VM *vm, Tuple **seqs, const size_t *at, size_t count) {
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_c(&sb, "Cannot create a consistent method resolution order (MRO) for bases ");
  bool first = true;
  for (size_t i = 0; i < count; i++) {
    if (at[i] >= seqs[i]->len) continue;
    Value head = seqs[i]->items[at[i]];
    bool seen = false;
    for (size_t j = 0; j < i; j++) seen |= at[j] < seqs[j]->len && seqs[j]->items[at[j]] == head;
    if (seen) continue;
    if (!first) sb_c(&sb, ", ");
    first = false;
    sb_str(&sb, ((Type *)as_obj(head))->name);
  }
  Value text = sb_finish(&sb);
  if (text != V_ABSENT) raise_with(vm, EXC_TypeError, text);
  return false;
}

static bool in_tail(Tuple **seqs, const size_t *at, size_t count, Value candidate) {
  for (size_t i = 0; i < count; i++)
    for (size_t j = at[i] + 1; j < seqs[i]->len; j++)
      if (seqs[i]->items[j] == candidate) return true;
  return false;
}

static bool mro_merge(VM *vm, Tuple **seqs, size_t *at, size_t count, Value *out, size_t *len) {
  for (;;) {
    Value next = V_ABSENT;
    bool more = false;
    for (size_t i = 0; i < count && next == V_ABSENT; i++) {
      if (at[i] >= seqs[i]->len) continue;
      more = true;
      if (!in_tail(seqs, at, count, seqs[i]->items[at[i]])) next = seqs[i]->items[at[i]];
    }
    if (!more) return true;
    if (next == V_ABSENT) return mro_conflict(vm, seqs, at, count);
    out[(*len)++] = next;
    for (size_t i = 0; i < count; i++)
      if (at[i] < seqs[i]->len && seqs[i]->items[at[i]] == next) at[i]++;
  }
}

static bool duplicate_base(VM *vm, const Tuple *bases) {
  for (size_t i = 0; i < bases->len; i++)
    for (size_t j = i + 1; j < bases->len; j++)
      if (bases->items[i] == bases->items[j]) {
        raise_type(vm, "duplicate base class %U", ((Type *)as_obj(bases->items[i]))->name);
        return true;
      }
  return false;
}

static Value mro_single(VM *vm, Type *type, Type *base) {
  Tuple *mro = tuple_new_uninit(vm, base->mro->len + 1);
  if (!mro) return V_ABSENT;
  mro->items[0] = retain_obj(type);
  for (size_t i = 0; i < base->mro->len; i++) mro->items[i + 1] = retain(base->mro->items[i]);
  return from_obj(mro);
}

static bool all_ready(VM *vm, const Tuple *bases) {
  for (size_t i = 0; i < bases->len; i++) {
    Type *base = (Type *)as_obj(bases->items[i]);
    if (!base->mro) return raise_type(vm, "Cannot extend an incomplete type '%N'", base), false;
  }
  return true;
}

// type.mro(): the type itself, then its bases' orders merged.
Value type_mro_compute(VM *vm, Type *type) {
  Tuple *bases = type->bases;
  if (!all_ready(vm, bases)) return V_ABSENT;
  if (bases->len == 1) return mro_single(vm, type, (Type *)as_obj(bases->items[0]));
  if (duplicate_base(vm, bases)) return V_ABSENT;
  size_t count = bases->len + 1, total = 1 + bases->len;
  for (size_t i = 0; i < bases->len; i++) total += ((Type *)as_obj(bases->items[i]))->mro->len;
  size_t bytes = count * (sizeof(Tuple *) + sizeof(size_t)) + total * sizeof(Value);
  char *block = vm_alloc(vm, bytes);
  if (!block) return V_ABSENT;
  Tuple **seqs = (Tuple **)block;
  size_t *at = (size_t *)(seqs + count), len = 0;
  Value *out = (Value *)(at + count), result = V_ABSENT;
  for (size_t i = 0; i < count; i++) {
    seqs[i] = i < bases->len ? ((Type *)as_obj(bases->items[i]))->mro : bases;
    at[i] = 0;
  }
  out[len++] = from_obj(type);
  if (mro_merge(vm, seqs, at, count, out, &len)) result = tuple_from(vm, out, len);
  vm_dealloc(vm, block, bytes);
  return result;
}

// ---- subclasses

bool type_add_subclass(VM *vm, Type *base, Type *type) {
  if (!base->subclasses && !(base->subclasses = dict_new(vm))) return false;
  return dict_set(vm, base->subclasses, from_int((int64_t)(uintptr_t)type), V_NONE);
}

void type_remove_subclass(VM *vm, Type *base, Type *type) {
  if (base->subclasses && dict_remove(vm, base->subclasses, from_int((int64_t)(uintptr_t)type), NULL) < 0) error_clear(vm);
}

// The class dies: its bases forget it, and nothing cached about it holds.
void type_forget(VM *vm, Type *type) {
  lose_version(type);
  Tuple *bases = type->bases;
  type->bases = NULL;
  for (size_t i = 0; bases && i < bases->len; i++) type_remove_subclass(vm, (Type *)as_obj(bases->items[i]), type);
  xdecref(vm, bases);
}

// ---- layout

static int16_t own_weak_offset(const TypeSpec *spec) {
  switch (spec->kind) {
    case KIND_FUNCTION: return offsetof(Function, weakrefs);
    case KIND_METHOD: return offsetof(Method, weakrefs);
    case KIND_MODULE: return offsetof(Module, weakrefs);
    case KIND_GENERATOR: case KIND_COROUTINE: case KIND_ASYNC_GENERATOR: return offsetof(Generator, weakrefs);
    default: return 0;
  }
}

static void layout_variable(Type *type) {
  uint32_t words = type->nmembers;
  type->weak_offset = type_has(type, TYPE_WEAKREF) ? -8 : 0;
  int16_t own = own_weak_offset(type->spec);
  if (own && type_has(type, TYPE_WEAKREF)) type->weak_offset = own;
  type->slots_offset = type_has(type, TYPE_HAS_DICT) ? -8 : 0;
  type->slots_cap = 0;
  bool needs = words || type->slots_offset || type->weak_offset < 0;
  type->prefix = needs ? (uint16_t)((16 + words * 8 + 15) / 16 * 16) : 0;
  type->basicsize = 0;
}

// Places what follows fixed_size; `cap` inline slots are wanted, more where the block's grain leaves room.
void type_layout(Type *type, uint32_t cap) {
  if (type->spec->size) {
    layout_variable(type);
    return;
  }
  uint32_t at = type->fixed_size;
  if (type_has(type, TYPE_WEAKREF)) {
    int16_t own = own_weak_offset(type->spec);
    type->weak_offset = own ? own : (int16_t)at;
    if (!own) at += 8;
  }
  if (type_has(type, TYPE_HAS_DICT)) {
    type->slots_offset = (int16_t)(at + 8);
    if ((at + 8 + cap * 8) % 16) cap++;
    type->slots_cap = (uint16_t)cap;
    at += 8 + cap * 8;
  }
  type->basicsize = at;
}

// ---- the end of a type

void type_traverse(Object *o, VisitFn visit, void *arg) {
  Type *type = (Type *)o;
  void *owned[] = {type->base, type->bases, type->mro, type->dict};
  for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
    if (owned[i]) visit(arg, from_obj(owned[i]));
}

void type_free(VM *vm, Object *o) {
  Type *type = (Type *)o;
  type_forget(vm, type);
  CLEAR_REF(vm, type->subclasses);
  CLEAR_REF(vm, type->dict);
  CLEAR_REF(vm, type->mro);
  CLEAR_REF(vm, type->base);
  CLEAR_REF(vm, type->name);
  CLEAR_REF(vm, type->qualname);
}

static void collect_types(Type *type, Type **types, size_t *count, size_t cap) {
  if (type_has(type, TYPE_ENDING)) return;
  type->flags |= TYPE_ENDING;
  if (*count < cap) types[(*count)++] = type;
  Value key, value;
  for (uint32_t pos = 0; type->subclasses && dict_step(type->subclasses, &pos, &key, &value);)
    collect_types((Type *)(uintptr_t)as_int(key), types, count, cap);
}

static void clear_lookup_caches(VM *vm) {
  for (size_t i = 0; i < METHOD_CACHE_SIZE; i++) {
    Str *name = vm->method_cache[i].name;
    vm->method_cache[i] = (MethodCacheEntry){0};
    xdecref(vm, name);
  }
  for (size_t i = 0; i < ATTR_CACHE_SIZE; i++) {
    Str *name = vm->attr_cache[i].name;
    vm->attr_cache[i] = (AttrCacheEntry){0};
    xdecref(vm, name);
  }
}

// Types refer to each other and to objects of types in every direction: first all that they own goes, and the empty tuple,
// while every type can still free its instances; then the blocks.
void type_shutdown(VM *vm) {
  enum { MOST = 4096 };
  Type **types = mem_alloc(&vm->alloc, MOST * sizeof *types);
  size_t count = 0;
  if (!types || !vm->types.object) return;
  clear_lookup_caches(vm);
  CLEAR_REF(vm, vm->gc.garbage);
  CLEAR_REF(vm, vm->gc.callbacks);
  collect_types(vm->types.object, types, &count, MOST);
  for (size_t i = 0; i < count; i++) incref(&types[i]->header);
  for (size_t i = 0; i < count; i++) {
    types[i]->flags &= ~(uint32_t)TYPE_LAZY;
    CLEAR_REF(vm, types[i]->dict);
  }
  for (size_t i = 0; i < count; i++) type_free(vm, &types[i]->header);
  CLEAR_REF(vm, vm->empty_tuple);
  for (size_t i = 0; i < count; i++) shape_forget_names(vm, types[i]);
  for (size_t i = 0; i < count; i++) {
    if (type_has(types[i], TYPE_HEAP)) continue;
    shape_free_all(vm, types[i]);
    vm->live_objects--;
    mem_free(&vm->alloc, types[i], TYPE_BLOCK);
  }
  mem_free(&vm->alloc, types, MOST * sizeof *types);
}

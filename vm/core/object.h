// SPDX-License-Identifier: MIT
// object.h - what every heap object has in common: header, references, and the operations that work on any value.
//
//   Object   rc u32 | gc u32 | Shape *shape        16 bytes, then the type's own fields
//
// `shape` is the hidden class: it names the type and, for objects with attributes of their own, where each one lies (shape.h),
// so that one compare proves both. `gc` is the object's place in the collector's registry (cycle.h), 0 when it is not tracked.
// Releasing never recurses without bound: past a depth objects wait in vm->thread.dying, threaded through their dead headers.
#ifndef ASTER_OBJECT_H
#define ASTER_OBJECT_H

#include "vm/core/value.h"

typedef struct Shape Shape;
typedef struct Type Type;
typedef struct Str Str;
typedef struct Tuple Tuple;
typedef struct Dict Dict;
typedef struct List List;
typedef struct Code Code;
typedef struct Frame Frame;
typedef struct Function Function;

struct Object {
  uint32_t rc;
  uint32_t gc;
  Shape *shape;
};

struct Shape;
Type *shape_type_get(const Shape *shape);

static inline void incref(Object *object) { object->rc++; }
static inline Value retain(Value v) {
  if (is_heap(v)) as_obj(v)->rc++;
  return v;
}
static inline Value retain_obj(void *object) {
  ((Object *)object)->rc++;
  return from_obj(object);
}
void object_dealloc(VM *vm, Object *object);  // rc has reached 0: runs __del__, clears weak references, frees
static inline void decref(VM *vm, void *object) {
  Object *o = (Object *)object;
  if (--o->rc == 0) object_dealloc(vm, o);
}
static inline void xdecref(VM *vm, void *object) {
  if (object) decref(vm, object);
}
static inline void release(VM *vm, Value v) {
  if (is_heap(v)) decref(vm, as_obj(v));
}
// Stores `v` (owned) into a place and then drops the old content: a finaliser must never see the half-made change.
static inline void replace(VM *vm, Value *place, Value v) {
  Value old = *place;
  *place = v;
  release(vm, old);
}
#define CLEAR_REF(vm, field) do { void *clear_old = (field); (field) = NULL; xdecref((vm), clear_old); } while (0)

// A zeroed object of `size` bytes with one reference, not yet tracked by the collector; NULL with MemoryError set.
// Takes a reference on heap (script-made) types. Never runs script code.
void *object_new(VM *vm, Type *type, size_t size) MUST_USE;
// The allocation behind it, for objects whose fields are all stored at once (uninitialised after the header).
void *object_new_raw(VM *vm, Type *type, size_t size) MUST_USE;

// Python's protocols. Each may run script code unless it says otherwise. Value results: V_ABSENT = exception set. int results: -1.
Type *type_of_get(VM *vm, Value v);                     // borrowed; never fails, runs nothing
Value obj_repr(VM *vm, Value v) MUST_USE;               // a str
Value obj_str(VM *vm, Value v) MUST_USE;                // a str
Value obj_ascii(VM *vm, Value v) MUST_USE;
Value obj_format(VM *vm, Value v, Value spec) MUST_USE; // spec: str or V_ABSENT
bool obj_hash(VM *vm, Value v, int64_t *hash) MUST_USE; // false: unhashable or error
typedef enum { CMP_LT, CMP_LE, CMP_EQ, CMP_NE, CMP_GT, CMP_GE } CmpOp;
Value obj_compare(VM *vm, Value a, Value b, CmpOp op) MUST_USE;  // the operator: any value
int obj_compare_bool(VM *vm, Value a, Value b, CmpOp op) MUST_USE;  // identity first for EQ/NE, as containers do: 0, 1, -1
static inline int obj_eq(VM *vm, Value a, Value b) { return a == b ? 1 : obj_compare_bool(vm, a, b, CMP_EQ); }
int obj_truthy(VM *vm, Value v) MUST_USE;
int64_t obj_len(VM *vm, Value v) MUST_USE;              // -1: error
int64_t obj_length_hint(VM *vm, Value v, int64_t otherwise) MUST_USE;
Value obj_getitem(VM *vm, Value o, Value key) MUST_USE;
bool obj_setitem(VM *vm, Value o, Value key, Value v) MUST_USE;
bool obj_delitem(VM *vm, Value o, Value key) MUST_USE;
int obj_contains(VM *vm, Value container, Value item) MUST_USE;
Value obj_iter(VM *vm, Value v) MUST_USE;
Value obj_next(VM *vm, Value it) MUST_USE;              // V_ABSENT without vm->exc: exhausted
Value obj_getattr(VM *vm, Value o, Str *name) MUST_USE;
Value obj_getattr_opt(VM *vm, Value o, Str *name) MUST_USE;  // V_ABSENT without vm->exc: no such attribute
bool obj_setattr(VM *vm, Value o, Str *name, Value v) MUST_USE;  // v V_ABSENT: delete
Value obj_getattr_c(VM *vm, Value o, const char *name) MUST_USE;
Value obj_call(VM *vm, Value callee, const Value *args, uint32_t argc) MUST_USE;
// `args` holds argc positional values and then one for each name in `kwnames` (tuple of str, may be NULL).
Value obj_call_kw(VM *vm, Value callee, const Value *args, uint32_t argc, Tuple *kwnames) MUST_USE;
Value obj_call_ex(VM *vm, Value callee, Tuple *args, Dict *kwargs) MUST_USE;
// o.name(args...). The `special` form looks on the type only, as dunder methods are, and gives V_ABSENT without
// vm->exc where the type has none.
Value obj_call_method(VM *vm, Value o, Str *name, const Value *args, uint32_t argc) MUST_USE;
Value obj_call_special(VM *vm, Value o, Str *name, const Value *args, uint32_t argc) MUST_USE;
int obj_isinstance(VM *vm, Value o, Value type_or_tuple) MUST_USE;
int obj_issubclass(VM *vm, Value t, Value type_or_tuple) MUST_USE;
bool obj_is_callable(VM *vm, Value v);
// __index__: an int value (maybe big). The i64 form clamps when `clamp`, else raises OverflowError with type `what` text.
Value obj_index(VM *vm, Value v) MUST_USE;
bool obj_index_i64(VM *vm, Value v, int64_t *out) MUST_USE;       // OverflowError: "Python int too large to convert to C ssize_t"
bool obj_index_clamped(VM *vm, Value v, int64_t *out) MUST_USE;   // saturates, as slice bounds do

// Binary operators; BIN_INPLACE may be or'ed in.
typedef enum {
  BIN_ADD, BIN_SUB, BIN_MUL, BIN_TRUEDIV, BIN_FLOORDIV, BIN_MOD, BIN_POW, BIN_MATMUL,
  BIN_LSHIFT, BIN_RSHIFT, BIN_AND, BIN_OR, BIN_XOR, BIN_COUNT, BIN_INPLACE = 0x20
} BinOp;
Value obj_binary(VM *vm, Value a, Value b, int op) MUST_USE;
Value obj_pow(VM *vm, Value a, Value b, Value mod) MUST_USE;
typedef enum { UN_NEG, UN_POS, UN_INVERT, UN_ABS, UN_COUNT } UnOp;
Value obj_unary(VM *vm, Value v, UnOp op) MUST_USE;

// Guards native recursion (repr, compare, calls), and is a safepoint of it. false: RecursionError set, or an interrupt. `where` completes "maximum recursion depth exceeded%s".
bool recursion_enter(VM *vm, const char *where) MUST_USE;
void recursion_leave(VM *vm);

#endif

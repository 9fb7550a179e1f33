// SPDX-License-Identifier: MIT
// type.h - types: what C and scripts can ask of a kind of object.
//
// A Type holds C functions for the protocols (`slots`, rows of slots.def). A type written in C fills them in its TypeSpec, and
// dunder methods that call them appear in its dict; a class written in script gets, for each dunder that it defines, a C function
// that calls the dunder. Slots are inherited along the MRO and kept true when a class attribute is assigned (type_modified).
// `version` stands for everything that attribute lookup through the type can see: inline caches compare it. 0: do not cache.
#ifndef ASTER_TYPE_H
#define ASTER_TYPE_H

#include "vm/core/object.h"
#include "vm/core/shape.h"

typedef Value (*UnaryFn)(VM *vm, Value self);
typedef Value (*BinaryFn)(VM *vm, Value a, Value b);  // may return V_NOTIMPL; either operand may be of the type
typedef Value (*TernaryFn)(VM *vm, Value a, Value b, Value c);
typedef Value (*CompareFn)(VM *vm, Value a, Value b, CmpOp op);  // may return V_NOTIMPL
typedef bool (*HashFn)(VM *vm, Value self, int64_t *hash);
typedef int64_t (*LenFn)(VM *vm, Value self);
typedef int (*PredicateFn)(VM *vm, Value self);                  // -1 error
typedef int (*ContainsFn)(VM *vm, Value self, Value item);
typedef bool (*SetItemFn)(VM *vm, Value self, Value key, Value v);  // v V_ABSENT: delete
typedef Value (*GetAttrFn)(VM *vm, Value self, Str *name);
typedef bool (*SetAttrFn)(VM *vm, Value self, Str *name, Value v);
typedef Value (*CallFn)(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames);
typedef Value (*NewFn)(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames);
typedef bool (*InitFn)(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames);
typedef Value (*DescrGetFn)(VM *vm, Value descr, Value instance, Type *owner);  // instance V_ABSENT: through the class
typedef bool (*DescrSetFn)(VM *vm, Value descr, Value instance, Value v);
typedef void (*FreeFn)(VM *vm, Object *o);                       // release what it owns; the memory is freed by the caller
typedef void (*VisitFn)(void *arg, Value v);
typedef void (*TraverseFn)(Object *o, VisitFn visit, void *arg); // visit every Value that the object owns
// One step of an iterator that await drives, without StopIteration: a GenStatus (gen.h). *result owned.
typedef int (*SendFn)(VM *vm, Value self, Value sent, Value *result);
typedef size_t (*SizeFn)(const Object *o);                       // of a variable-sized object's block

typedef struct Slots {
#define SLOT(field, type, ...) type field;
#include "vm/core/slots.def"
  BinaryFn binary[BIN_COUNT];
  BinaryFn inplace[BIN_COUNT];
  UnaryFn unary[UN_COUNT];
} Slots;

typedef enum {  // Type.flags
  TYPE_HEAP = 1 << 0,         // made by a script (or at run time): counted references, mutable
  TYPE_GC = 1 << 1,           // instances can be part of cycles: they are tracked
  TYPE_BASE = 1 << 2,         // may be subclassed
  TYPE_HAS_DICT = 1 << 3,     // instances have attributes of their own (shape with slots)
  TYPE_WEAKREF = 1 << 4,      // instances can be weakly referenced
  TYPE_SEQUENCE = 1 << 5,     // matches sequence patterns
  TYPE_MAPPING = 1 << 6,      // matches mapping patterns
  TYPE_ABSTRACT = 1 << 7,     // has __abstractmethods__: cannot be instantiated
  TYPE_HAS_DEL = 1 << 8,      // has a __del__
  TYPE_METHOD_DESCR = 1 << 9, // instances used as class attributes bind as plain functions do (function, native method)
  TYPE_IMMUTABLE = 1 << 10,   // attributes of the type cannot be set (every builtin)
  TYPE_NO_NEW = 1 << 11,      // "cannot create 'x' instances"
  TYPE_PLAIN_GETATTR = 1 << 12, // __getattribute__ is object's and there is no __getattr__: inline caches may serve it
  TYPE_PLAIN_SETATTR = 1 << 13,
  TYPE_EXCEPTION = 1 << 14,   // BaseException or a subclass
  TYPE_STANDS_IN = 1 << 16,   // another make of coroutine, or of Future: type() shows that
  TYPE_LEAF = 1 << 15,        // a type in C whose objects are freed at once: no finaliser, weak references, attributes or cycles
  TYPE_LAZY = 1 << 17,        // a type in C whose dict is not made yet (typespec.c)
  TYPE_ENDING = 1 << 18,      // type_shutdown has seen it
} TypeFlags;

// Which C struct an instance starts with: inherited by subclasses, so that C can test `kind` instead of walking the MRO.
typedef enum {
  KIND_OBJECT, KIND_TYPE, KIND_INT, KIND_BOOL, KIND_FLOAT, KIND_COMPLEX, KIND_STR, KIND_BYTES, KIND_BYTEARRAY, KIND_MEMORYVIEW,
  KIND_LIST, KIND_TUPLE, KIND_DICT, KIND_SET, KIND_FROZENSET, KIND_RANGE, KIND_SLICE, KIND_FUNCTION, KIND_METHOD, KIND_NATIVE,
  KIND_CODE, KIND_CELL, KIND_MODULE, KIND_GENERATOR, KIND_COROUTINE, KIND_ASYNC_GENERATOR, KIND_PROPERTY, KIND_CLASSMETHOD,
  KIND_STATICMETHOD, KIND_EXCEPTION, KIND_TRACEBACK, KIND_FRAME, KIND_ITERATOR, KIND_FUTURE, KIND_TASK, KIND_OTHER
} Kind;

struct Type {
  Object header;
  Shape *root;          // of a fresh instance
  Shape *dict_shape;    // of an instance in dict mode; NULL until one is needed
  Shape *shapes;        // all of them
  Str *name;            // __name__
  Str *qualname;        // __qualname__
  Type *base;           // __base__: decides the layout
  Tuple *bases;
  Tuple *mro;
  Dict *dict;           // the class's own attributes; NULL while TYPE_LAZY (read it with type_dict_get or type_own_find)
  Dict *subclasses;     // weak: int-tagged pointer -> None, kept by type.c
  const char *doc;      // of a native type, until __doc__ is asked for
  uint32_t version;
  uint32_t flags;
  uint32_t basicsize;   // bytes of an instance; 0: SizeFn decides
  int16_t slots_offset;   // of inline[0]; 0: no attributes of its own; negative: before the header (variable-sized bases)
  uint16_t slots_cap;
  uint8_t kind;
  int16_t weak_offset;  // of the `WeakRef *` list head; 0: none
  Value init_function;  // borrowed: __init__ found on the MRO when it is a plain script function, for the call fast path
  const struct TypeSpec *spec;  // of the nearest base in C
  Slots slots;
  uint32_t fixed_size;  // the base's C struct and the members of __slots__: what decides the layout
  uint16_t prefix;      // bytes before the header of an instance, of script subclasses of variable-sized types
  uint16_t nmembers;    // members of __slots__, inherited ones included
  uint32_t nshapes;
};

typedef Value (*NativeFn)(VM *vm, Value *args, uint32_t argc);
typedef Value (*NativeKwFn)(VM *vm, Value *args, uint32_t argc, Tuple *kwnames);

// A function in C. `sig` is its text signature, with `$` before self or type, `/` and `*` as in Python, defaults as source text:
//   {"split", "($self, /, sep=None, maxsplit=-1)", str_split, 0, "Return a list of the substrings ..."}
// The caller binds arguments by it: fn gets exactly one value per parameter (V_ABSENT for one not given), unless there is a
// `*name` parameter: then the rest follows the fixed ones and argc says how many there are. A `**name` parameter or NATIVE_KW
// gives fn (a NativeKwFn) the raw call instead. self is args[0]. Arguments are borrowed.
typedef struct NativeDef {
  const char *name;
  const char *sig;
  NativeFn fn;
  uint32_t flags;
  const char *doc;
} NativeDef;
enum { NATIVE_KW = 1, NATIVE_STATIC = 2, NATIVE_CLASS = 4, NATIVE_GETTER = 8 };
// What a module's function may ask of the world outside (host.h).
enum { NATIVE_PURE = 16, NATIVE_ROOTED = 32, NATIVE_NEEDS_SHIFT = 8 };
#define NATIVE_NEEDS(capability) ((uint32_t)(capability) << NATIVE_NEEDS_SHIFT)
#define NATIVE_RAW(fn) ((NativeFn)(void (*)(void))(fn))  // a NativeKwFn in a NativeDef

typedef struct GetSetDef {
  const char *name;
  UnaryFn get;
  bool (*set)(VM *vm, Value self, Value v);  // NULL: read-only; v V_ABSENT: delete
  const char *doc;
} GetSetDef;

struct Buffer;
typedef struct TypeSpec {
  const char *name;           // "list", or "collections.deque": what stands before the last dot is __module__
  const char *doc;
  Kind kind;
  uint32_t flags;
  uint32_t basicsize;         // sizeof the instance struct
  SizeFn size;                // variable-sized objects
  const NativeDef *methods;   // ends with a NULL name
  const GetSetDef *getset;
  Slots slots;
  bool (*lend)(VM *vm, Value self, struct Buffer *out);  // the buffer protocol (bytes.h) of types outside bytes.c: fills `out` but for
  void (*lend_end)(Value self);                          // the owner, locks self against resizing; lend_end unlocks
  const struct OpDef *enter_op, *exit_op;                // what __aenter__ and __aexit__ of its exact instances do (op.h)
} TypeSpec;

// Makes a type from its spec (base NULL: object). NULL: no memory. The spec must outlive the VM.
Type *type_from_spec(VM *vm, const TypeSpec *spec, Type *base) MUST_USE;
bool type_set_attr_c(VM *vm, Type *type, const char *name, Value v_steal) MUST_USE;  // while building a native type
// Along the MRO, borrowed. V_ABSENT: there is none, or, of a type in C only, MemoryError (typespec.c). Cached by version.
Value type_lookup_get(VM *vm, Type *type, Str *name);
Dict *type_dict_get(VM *vm, Type *type) MUST_USE;       // the class's own attributes, made by now. Borrowed; NULL: MemoryError
bool type_own_find(VM *vm, Type *type, Str *name, Value *out) MUST_USE;  // in them; *out borrowed or V_ABSENT. false: MemoryError
bool type_is_subtype(const Type *type, const Type *of);
void type_modified(VM *vm, Type *type);                 // an attribute changed: new version here and below, slots refreshed
uint32_t type_version_assign(VM *vm, Type *type);       // nonzero version, or 0 when it cannot be cached
Value type_call(VM *vm, Value type, const Value *args, uint32_t argc, Tuple *kwnames) MUST_USE;
Value type_build(VM *vm, Type *meta, Value name, Tuple *bases, Dict *ns, const Value *kwargs, Tuple *kwnames) MUST_USE;
Type *type_winner_get(VM *vm, Type *meta, Tuple *bases);  // the most derived metaclass; NULL: TypeError set
Value type_attr_get(VM *vm, Value type, Str *name) MUST_USE;          // type.__getattribute__
bool type_attr_set(VM *vm, Value type, Str *name, Value v) MUST_USE;
Value object_attr_get(VM *vm, Value o, Str *name) MUST_USE;           // object.__getattribute__, raises AttributeError
Value object_attr_get_opt(VM *vm, Value o, Str *name) MUST_USE;       // V_ABSENT without vm->exc when there is none
bool object_attr_set(VM *vm, Value o, Str *name, Value v) MUST_USE;   // object.__setattr__/__delattr__
void attribute_error(VM *vm, Value o, Str *name);                     // "'X' object has no attribute 'y'", with .name and .obj
Value type_attr_get_opt(VM *vm, Value type, Str *name) MUST_USE;      // V_ABSENT without vm->exc when there is none
// Start and end. type_bootstrap makes blank types for what types themselves consist of (str, dict, tuple ...), so that
// type_from_spec can be called in any order after it; it comes before everything else. type_types_init: object, type, the
// singletons' types and slot wrappers. type_shutdown is the last thing that happens to a heap.
bool type_bootstrap(VM *vm);
bool type_types_init(VM *vm);
void type_shutdown(VM *vm);
bool descr_types_init(VM *vm);    // property, classmethod, staticmethod, getset, member, mappingproxy, super, SimpleNamespace
bool generic_types_init(VM *vm);  // GenericAlias, Union, TypeVar and its kin
Value instance_new(VM *vm, Type *type) MUST_USE;  // object.__new__'s work: a zeroed instance with the root shape, tracked

Type *type_shown_get(VM *vm, Value v);            // what type(v) gives, borrowed
static inline Type *obj_type(const Object *o) { return o->shape->type; }
static inline bool is_kind(Value v, Kind kind) { return is_heap(v) && as_obj(v)->shape->type->kind == kind; }
static inline bool type_has(const Type *type, uint32_t flag) { return (type->flags & flag) != 0; }

static inline Value **instance_extra(Object *o, const Type *type) {
  return (Value **)((char *)o + (type->slots_offset - (int)sizeof(Value *)));
}
static inline Value *instance_slot(Object *o, const Type *type, uint32_t slot) {
  return slot < type->slots_cap ? (Value *)((char *)o + type->slots_offset) + slot : *instance_extra(o, type) + (slot - type->slots_cap);
}

#endif

// SPDX-License-Identifier: MIT
// typeslots.h - how slots and dunder methods stand for each other; what the files of the object model share.
#ifndef ASTER_TYPESLOTS_H
#define ASTER_TYPESLOTS_H

#include "vm/core/vm.h"

// One dunder of one slot: `offset` of the function in Slots, how a wrapper calls it, and the function that calls the dunder.
typedef struct SlotDef {
  const char *name;
  uint8_t wrap;    // WrapKind
  uint8_t arg;     // operator
  uint16_t offset;
  void (*script)(void);
  const char *doc;
} SlotDef;

typedef struct Wrapper { Object header; Type *owner; const SlotDef *def; } Wrapper;                 // wrapper_descriptor
typedef struct MethodWrapper { Object header; Wrapper *wrapper; Value self; } MethodWrapper;       // bound

typedef enum {
  WRAP_UNARY, WRAP_NEXT, WRAP_LEN, WRAP_BOOL, WRAP_HASH, WRAP_COMPARE, WRAP_CALL, WRAP_INIT, WRAP_NEW, WRAP_GETATTR, WRAP_SETATTR,
  WRAP_DELATTR, WRAP_BINARY, WRAP_REFLECTED, WRAP_POW, WRAP_RPOW, WRAP_GETITEM, WRAP_SETITEM, WRAP_DELITEM, WRAP_CONTAINS,
  WRAP_DESCR_GET, WRAP_DESCR_SET, WRAP_DESCR_DELETE, WRAP_DEL, WRAP_HOOK
} WrapKind;

extern const SlotDef slot_defs[];
typedef void (*SlotFn)(void);
static inline SlotFn *slot_place(Slots *slots, const SlotDef *def) { return (SlotFn *)((char *)slots + def->offset); }
static inline SlotFn slot_fn(const Slots *slots, const SlotDef *def) { return *(SlotFn const *)((const char *)slots + def->offset); }

void slots_inherit_native(Type *type, const Type *base);
Value slot_wrapper_new(VM *vm, Type *type, const SlotDef *def) MUST_USE;  // what the dict of a type in C has for the dunder
bool slots_concat_kind(const Type *type);               // a sequence whose + has no reflected form
void slots_set_flags(Type *type);
void slots_compute(VM *vm, Type *type);                 // all of a script's class, from its MRO
void slots_name_changed(VM *vm, Type *type, Str *name); // a dunder was set or deleted: this class and those below
bool slot_hash_none(VM *vm, Value self, int64_t *hash); // of unhashable types
Value slot_wrapper_call(VM *vm, const SlotDef *def, Type *owner, Value self, const Value *args, uint32_t argc, Tuple *kwnames) MUST_USE;
Value slot_new_native(VM *vm, Type *type) MUST_USE;     // the builtin __new__ of a type in C
Type *slot_new_owner_get(Value v);                      // whose `new` slot it calls; NULL: not such a function
bool slotwrap_types_init(VM *vm);

// type.c, typespec.c, typebuild.c, typeobj.c
enum { TYPE_BLOCK = sizeof(Type) + 8 };  // of a type in C: with the list of weak references
void type_invalidate(VM *vm, Type *type);
void type_layout(Type *type, uint32_t cap);
Value type_mro_compute(VM *vm, Type *type) MUST_USE;
bool type_add_subclass(VM *vm, Type *base, Type *type) MUST_USE;
void type_remove_subclass(VM *vm, Type *base, Type *type);
void type_traverse(Object *o, VisitFn visit, void *arg);
void type_free(VM *vm, Object *o);
void type_forget(VM *vm, Type *type);
bool type_set_bases(VM *vm, Type *type, Value bases) MUST_USE;      // the setter of __bases__
Value type_subclasses(VM *vm, Type *type) MUST_USE;  // the list of type.__subclasses__()
bool type_mro_update(VM *vm, Type *type) MUST_USE;
Type *type_best_base_get(VM *vm, Tuple *bases);                     // NULL: TypeError
bool type_same_layout(const Type *a, const Type *b);
Value type_dict_getset_new(VM *vm, Type *type) MUST_USE;            // the descriptor __dict__ of its instances
bool type_add_weakref_getset(VM *vm, Type *type) MUST_USE;
Value type_module_name(VM *vm, Type *type) MUST_USE;                // __module__
Value type_qualified_name(VM *vm, Type *type) MUST_USE;             // module.qualname, without "builtins."
extern const TypeSpec object_spec, type_spec;

// object.c
int type_instance_check(VM *vm, Value o, Value cls) MUST_USE;       // type.__instancecheck__: 1, 0, -1
int type_subclass_check(VM *vm, Value derived, Value cls) MUST_USE;

// attr.c
Str *attr_name_interned(VM *vm, Str *name) MUST_USE;                // owned
Value attr_bind(VM *vm, Value v_steal, Value o, Type *type) MUST_USE;  // what an attribute found on the type gives

// descr.c
Value getset_new(VM *vm, Type *owner, const GetSetDef *def) MUST_USE;
Value classmethod_descr_new(VM *vm, Type *owner, const NativeDef *def) MUST_USE;
Value member_new(VM *vm, Type *owner, Str *name, uint32_t index) MUST_USE;
Value staticmethod_new(VM *vm, Value function) MUST_USE;
Value classmethod_new(VM *vm, Value function) MUST_USE;
Value mappingproxy_new(VM *vm, Value mapping) MUST_USE;
bool mappingproxy_types_init(VM *vm);
bool namespace_types_init(VM *vm);
// super.c
// The function that super(...).name() calls with *object (borrowed) first; V_ABSENT without exception: it is no such plain case.
Value super_function_get(VM *vm, Value super, Str *name, Value *object);
Value super_getattr(VM *vm, Value start, Value o, Str *name) MUST_USE;  // super(start, o).name
bool super_types_init(VM *vm);
// genericalias.c, typevar.c
Value generic_alias_new(VM *vm, Value origin, Value args) MUST_USE; // args: a tuple, or one argument
Value union_from(VM *vm, Value a, Value b) MUST_USE;                // a | b; V_NOTIMPL where one is no type
bool typevar_types_init(VM *vm);

#endif

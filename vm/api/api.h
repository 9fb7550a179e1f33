// SPDX-License-Identifier: MIT
// api.h - what the files of the public interface share: the bridge between its types and the core's.
//
// An AsterVM is the core's VM, an AsterValue or AsterRef the word of a core Value: the public structs exist for the compiler alone, so
// that owned and borrowed cannot be mixed up. So are AsterFunction and AsterProperty the core's NativeDef and GetSetDef under other
// names: one word in a struct is passed and returned as the word itself on every ABI that the VM runs on (64-bit System V, AArch64,
// RISC-V, WebAssembly), and an array of them is an array of words. A C function of the host is therefore called as the VM's own
// natives are, with nothing in between. The assertions below pin the layouts down.
#ifndef ASTER_API_H
#define ASTER_API_H

#include "vm/core/fiber.h"
#include "vm/core/vm.h"
#include "vm/include/aster.h"

static inline VM *core(AsterVM *vm) { return (VM *)vm; }
// The same, for calls that may run script code or recurse: where no script code is under way, this thread's stack is the one to be watched.
static inline VM *script(AsterVM *vm) {
  VM *c = core(vm);
  if (!c->thread.frame && !c->thread.fiber) {
    if (UNLIKELY(!pthread_equal(c->thread.self->os, pthread_self()))) thread_adopt(c);
    c->thread.c_stack_limit = (char *)__builtin_frame_address(0) - c->c_stack_room;
    if (UNLIKELY(c->thread.killing)) interrupt_settle(c);
  }
  return c;
}
static inline AsterVM *outer(VM *vm) { return (AsterVM *)vm; }
static inline Value val(AsterRef r) { return r.bits; }
static inline AsterValue own(Value v) { AsterValue r = {v}; return r; }
static inline AsterRef lend(Value v) { AsterRef r = {v}; return r; }
static inline const Value *vals(const AsterRef *refs) { return (const Value *)refs; }

_Static_assert(sizeof(AsterRef) == sizeof(Value) && sizeof(AsterValue) == sizeof(Value), "values are one word");
_Static_assert(sizeof(AsterFunction) == sizeof(NativeDef) && offsetof(AsterFunction, signature) == offsetof(NativeDef, sig) &&
               offsetof(AsterFunction, call) == offsetof(NativeDef, fn) && offsetof(AsterFunction, flags) == offsetof(NativeDef, flags) &&
               offsetof(AsterFunction, doc) == offsetof(NativeDef, doc), "AsterFunction is NativeDef");
_Static_assert((int)ASTER_STATIC_METHOD == NATIVE_STATIC && (int)ASTER_CLASS_METHOD == NATIVE_CLASS, "flags of functions");
_Static_assert(sizeof(AsterProperty) == sizeof(GetSetDef) && offsetof(AsterProperty, get) == offsetof(GetSetDef, get) &&
               offsetof(AsterProperty, set) == offsetof(GetSetDef, set) && offsetof(AsterProperty, doc) == offsetof(GetSetDef, doc), "AsterProperty is GetSetDef");
_Static_assert((int)ASTER_LT == CMP_LT && (int)ASTER_GE == CMP_GE && (int)ASTER_ADD == BIN_ADD && (int)ASTER_XOR == BIN_XOR, "operators");

static inline const NativeDef *native_defs(const AsterFunction *functions) { return (const NativeDef *)functions; }

// A name of C as an interned str, owned; NULL: MemoryError.
static inline Str *name_of(VM *vm, const char *name) MUST_USE;
static inline Str *name_of(VM *vm, const char *name) { return str_intern(vm, name, strlen(name)); }

#endif

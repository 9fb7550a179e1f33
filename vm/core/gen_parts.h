// SPDX-License-Identifier: MIT
// gen_parts.h - what generators, coroutines and async generators share among gen.c and asyncgen.c.
#ifndef ASTER_GEN_PARTS_H
#define ASTER_GEN_PARTS_H

#include "vm/core/call.h"

size_t gen_size(const Object *o);
Value gen_repr(VM *vm, Value self);
Value gen_finalize(VM *vm, Value self);
void gen_free_all(VM *vm, Object *o);
void gen_traverse(Object *o, VisitFn visit, void *arg);
Value gen_get_frame(VM *vm, Value self);
Value gen_get_code(VM *vm, Value self);
Value gen_get_yieldfrom(VM *vm, Value self);
Value gen_get_suspended(VM *vm, Value self);
Value gen_get_running(VM *vm, Value self);
Value gen_get_origin(VM *vm, Value self);
Value gen_get_name(VM *vm, Value self);
Value gen_get_qualname(VM *vm, Value self);
bool gen_put_name(VM *vm, Value self, Value v);
bool gen_put_qualname(VM *vm, Value self, Value v);
Value throw_argument(VM *vm, const Value *args) MUST_USE;        // of throw(type, value, traceback): the exception, owned
bool throw_deprecated(VM *vm, const Value *args) MUST_USE;       // the warning for its three-argument form
// gen_throw; close_on_exit: a GeneratorExit closes what is delegated to instead of being thrown into it.
GenStatus gen_throw_into(VM *vm, Generator *g, Value exc, bool close_on_exit, Value *result) MUST_USE;
#endif

// SPDX-License-Identifier: MIT
// interp.h - what the interpreter loop shares with its slow paths.
#ifndef ASTER_INTERP_H
#define ASTER_INTERP_H

#include "vm/core/gen_parts.h"
#include "vm/aio/op.h"
#include "vm/core/vm.h"

enum { IC_MAX_MISSES = 64, IC_POLYMORPHIC = 6 };

static inline AttrCacheEntry *attr_cache_at(VM *vm, uint32_t version, const Str *name) {
  return &vm->attr_cache[((uint32_t)((uintptr_t)name >> 4) ^ version * 31) & (ATTR_CACHE_SIZE - 1)];
}
// What is remembered of `name` on objects of the shape; NULL: nothing.
static inline const AttrCacheEntry *attr_cache_find(VM *vm, const Shape *shape, const Str *name) {
  const AttrCacheEntry *entry = attr_cache_at(vm, shape->version, name);
  return entry->version == shape->version && entry->name == name ? entry : NULL;
}

// Generic forms of instructions that also specialise the instruction at `at` (the one being run) when it pays. Results are owned;
// V_ABSENT or false: exception set. None of them touches registers unless told so.
Value slow_getattr(VM *vm, Value o, InlineCache *ic, Insn *at) MUST_USE;
bool slow_setattr(VM *vm, Value o, Value v, InlineCache *ic, Insn *at) MUST_USE;
// 1: *out is a function to be called with *self first, which becomes the object of a super(); 0: *out is the attribute; -1: exception.
int slow_loadmethod(VM *vm, Value *self, InlineCache *ic, Insn *at, Value *out) MUST_USE;
Value slow_loadglobal(VM *vm, Frame *frame, InlineCache *ic, Insn *at) MUST_USE;
bool slow_storeglobal(VM *vm, Frame *frame, InlineCache *ic, Insn *at, Value v) MUST_USE;
Value slow_loadname(VM *vm, Frame *frame, InlineCache *ic) MUST_USE;
Value slow_loadclassfree(VM *vm, Frame *frame, uint32_t free_index, Str *name) MUST_USE;
bool slow_storename(VM *vm, Frame *frame, Str *name, Value v) MUST_USE;
bool slow_delname(VM *vm, Frame *frame, Str *name, bool global) MUST_USE;
Value slow_getitem(VM *vm, Value o, Value key) MUST_USE;
Value slow_binary(VM *vm, Value a, Value b, unsigned op_k) MUST_USE;  // op_k: BinOp | BIN_INPLACE
void specialize_fornext(VM *vm, Value it, Insn *at);
// After LOADMETHOD: of a method, self included in `argc`, or of what is no method.
typedef enum { CALL_PLAIN, CALL_METHOD, CALL_VALUE } CallForm;
void specialize_slice(VM *vm, Insn *at);  // a BUILDSLICE
// o[start:stop:step] of the exact builtin sequences, from three registers. V_ABSENT without exception: not for this function.
Value slow_slice(VM *vm, Value o, const Value *bounds) MUST_USE;
void specialize_call(VM *vm, Value callee, uint32_t argc, Insn *at, CallForm form);
// The C function that steps what await takes as it is, a future or a native coroutine; NULL: something else.
SendFn awaitable_send(VM *vm, const Object *o);
const OpDef *op_of_manager(VM *vm, Value manager, bool enter);  // async with: what it does natively, or NULL

bool slow_unpack(VM *vm, Value seq, Value *regs, uint32_t count) MUST_USE;
bool slow_unpackex(VM *vm, Value seq, Value *regs, uint32_t before, uint32_t after) MUST_USE;
Value slow_makefunc(VM *vm, Frame *frame, Code *code, Value *window, unsigned k) MUST_USE;
bool slow_withenter(VM *vm, Value manager, Value *regs, bool is_async) MUST_USE;
Value slow_withexit(VM *vm, Value exit, Value exc) MUST_USE;
void slow_raise(VM *vm, Value exc, Value cause, unsigned k);
Value slow_getawaitable(VM *vm, Value v, unsigned how) MUST_USE;
Value slow_getaiter(VM *vm, Value v) MUST_USE;
Value slow_getanext(VM *vm, Value v) MUST_USE;
Value slow_getyieldfrom(VM *vm, Value v, Code *code) MUST_USE;
bool slow_excstar(VM *vm, Value exc, Value types, Value *regs) MUST_USE;
Value slow_excstarend(VM *vm, Value orig, Value parts) MUST_USE;
bool slow_listextend(VM *vm, Value list, Value iterable) MUST_USE;
bool slow_dictupdate(VM *vm, Value dict, Value mapping) MUST_USE;
bool slow_dictmerge(VM *vm, Value dict, Value mapping, Value function) MUST_USE;
Value slow_format(VM *vm, Value v, Value spec, unsigned k) MUST_USE;
Value slow_importname(VM *vm, Frame *frame, Str *name, Value fromlist, Value level) MUST_USE;


bool slow_matchseq(VM *vm, Value v);
bool slow_matchmap(VM *vm, Value v);
Value slow_matchkeys(VM *vm, Value v, Value keys) MUST_USE;
Value slow_matchclass(VM *vm, Value v, Value cls, Value names, Value npos) MUST_USE;
Value slow_dictrest(VM *vm, Value v, Value keys) MUST_USE;
bool slow_printexpr(VM *vm, Value v) MUST_USE;
bool slow_setupann(VM *vm, Frame *frame) MUST_USE;
Value slow_typeparam(VM *vm, Value *window, unsigned c) MUST_USE;
Value slow_typealias(VM *vm, Value *window) MUST_USE;
Value slow_genericbase(VM *vm, Value params) MUST_USE;
Value slow_buildclass(VM *vm, Frame *frame) MUST_USE;
void unbound_local(VM *vm, const Code *code, uint32_t reg);
void unbound_free(VM *vm, const Code *code, uint32_t index);
Str *cell_register_name(const Code *code, uint32_t reg);

#endif

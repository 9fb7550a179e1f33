// SPDX-License-Identifier: MIT
// call.h - how calls begin: frames pushed, arguments bound, the stack of frames grown.
#ifndef ASTER_CALL_H
#define ASTER_CALL_H

#include "vm/core/vm.h"

typedef struct StackChunk { struct StackChunk *prev; size_t size; Value *saved_end; Value *saved_stack; } StackChunk;  // words follow

enum { FRAME_CHUNK = 0x80 };  // or'ed into Frame.kind: the frame opened a new stack chunk

typedef enum { CALL_ERROR, CALL_DONE, CALL_FRAME } CallStatus;

// The slow half of a call instruction: `window` is R[w] of `frame` with its arguments behind the header gap. CALL_DONE: *result is
// owned and the window consumed. CALL_FRAME: a frame was pushed (kind FRAME_CALL or FRAME_INIT, `result` unset). CALL_ERROR: window consumed.
CallStatus call_window(VM *vm, Value *window, uint32_t argc, Tuple *kwnames, Value *result) MUST_USE;
CallStatus call_window_ex(VM *vm, Value *window, Value *result) MUST_USE;
// A frame for `code` over `window`, whose callee and `argc` arguments become its function and first registers: in place on the
// stack, else moved to fresh stack. The other locals are V_ABSENT, the depth is counted, kind is FRAME_CALL (with FRAME_CHUNK where a
// chunk was opened). NULL: RecursionError or MemoryError, and the window is consumed.
Frame *frame_push_window(VM *vm, Value *window, uint32_t argc, Code *code) MUST_USE;
// The same on fresh stack, for bind_arguments or the caller to fill: locals V_ABSENT. Takes its own reference to `f`.
Frame *frame_push(VM *vm, Function *f, Code *code) MUST_USE;
bool frame_depth_check(VM *vm) MUST_USE;        // RecursionError when one more script call is too deep
Value *stack_free(VM *vm);                      // the first word above what runs
void frame_pop_chunk(VM *vm);
bool bind_arguments(VM *vm, Function *f, Value *regs, const Value *args, uint32_t argc, Tuple *kwnames) MUST_USE;  // regs: nlocals words, all overwritten; borrowed args
bool bind_defaults(VM *vm, Function *f, Value *regs, uint32_t argc) MUST_USE;  // simple functions: fills what argc leaves out
Value call_function_text(VM *vm, Value function) MUST_USE;  // "module.f()" as messages about a call's stars name it
bool stack_init(VM *vm);
void stack_destroy(VM *vm);

static inline bool code_is_simple(const Code *code) {  // positional parameters only, runs at once
  return !(code->flags & (CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) && code->nkwonly == 0;
}
#endif

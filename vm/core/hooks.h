// SPDX-License-Identifier: MIT
// hooks.h - sys.settrace and sys.setprofile: functions of script that are told of calls, lines, returns, exceptions and calls of natives.
//
// Cost when unused: none in the loop. It jumps through vm->dispatch, a table of the VM's own. While the running thread (or fiber) has a
// hook, every entry of that table leads to one place, which asks hooks_step before it runs the instruction through the table of
// constants; hooks_apply changes the table when a hook comes or goes, or another thread takes over. Leaving a frame by an exception and
// suspending at an await, which no instruction announces, test vm->hooked. While a hook runs, nothing is told: the table is the plain one.
//
// What is told is found out from where the thread stands:
//
//   call       an instruction runs in a frame other than Hooks.frame, the innermost one whose entering has been told. It and those
//              around it up to that one, generators that were resumed with it, have been entered.
//   return     a RETURN or YIELD is about to run, or the chain of an await to suspend: each of its frames returns.
//   line       the instruction's line is another than the last one told in the frame, or the way to it went back (codelines.h)
//   c_call     a call instruction is about to run with a native in its window, which is pushed on Hooks.natives; the next instruction
//              in the same frame, or an exception that reaches it, says how that call has ended
//
// What a frame must remember (f_trace, the last line) lies in its frame object, which the frame then keeps (FrameObject.held).
// A hook that raises is taken out, and its exception takes the place of whatever was going on.
#ifndef ASTER_HOOKS_H
#define ASTER_HOOKS_H

#include "vm/core/vm.h"

typedef enum { HOOK_TRACE, HOOK_PROFILE, HOOK_KINDS } HookKind;
typedef struct NativeCall { const Frame *frame; Value callee; } NativeCall;

typedef struct Hooks {   // of a thread or fiber, from its first sys.settrace on
  Value fn[HOOK_KINDS];  // V_ABSENT: none
  Frame *frame;          // compared, never followed; NULL: none
  Frame *thrown, *resumer;  // a generator that throw() has entered over the heads of those around it, and who runs when it is left
  Frame *unwinding;      // is being left by an exception, which has been told
  uint32_t inside;       // hooks that run
  uint32_t nnatives, natives_capacity;
  NativeCall *natives;
} Hooks;

Value hooks_get(const VM *vm, HookKind kind);                     // borrowed, V_ABSENT: none
bool hooks_set(VM *vm, HookKind kind, Value fn) MUST_USE;         // V_NONE: none. false: no memory
bool hooks_set_all(VM *vm, HookKind kind, Value fn) MUST_USE;     // in every thread
bool hooks_inside_set(VM *vm, uint32_t inside, uint32_t *before);  // sys.call_tracing: what runs next is told of. false: no hook
void hooks_apply(VM *vm);                                         // vm->dispatch is the running thread's; after each change of vm->thread
void hooks_end(VM *vm);                                           // the thread or fiber ends

// For the interpreter. `frame` runs, and its pc is behind the instruction concerned. false: exception set.
bool hooks_step(VM *vm, Frame *frame) MUST_USE;
bool hooks_suspend(VM *vm, Frame *leaf, Value v) MUST_USE;        // the chain up to its root yields v
void hooks_raised(VM *vm, Frame *frame);                          // the pending exception, which may be replaced, has come to the frame
void hooks_unwound(VM *vm, Frame *frame);                         // and leaves it
void hooks_iterator_raised(VM *vm);                               // its end, or an error; where a `for`, `yield from` or await of the running frame asked it, that is told
bool hooks_stopped(VM *vm, Frame *frame, Value v) MUST_USE;       // an iterator that the frame drives has returned v: StopIteration, as CPython tells it
#endif

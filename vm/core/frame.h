// SPDX-License-Identifier: MIT
// frame.h - the record of a running call: a header of FRAME_SLOTS words followed by its registers, on the VM stack or in a generator.
//
//   func | prev | pc | code | locals | object | result, kind ... | R[0] R[1] ... R[nregs-1]
//
// Calls build the callee's arguments where its registers will be: the caller's window R[w] is the callee's header, so a call between
// stack frames copies nothing. Invariant: every stack word above the running frame's registers is V_ABSENT or an immediate, so that
// temporaries need no initialising; a frame that ends leaves its words so.
#ifndef ASTER_FRAME_H
#define ASTER_FRAME_H

#include "vm/core/func.h"

typedef enum {    // what happens when the frame returns or yields
  FRAME_CALL,     // result to register `result` of prev
  FRAME_ENTRY,    // back to the C caller of interp_run
  FRAME_FORNEXT,  // a generator driven by FORNEXT of prev: yields go to register `result`, return takes the jump
  FRAME_SEND,     // a generator or coroutine driven by YIELDFROM of prev
  FRAME_ANEXT,    // an async generator driven by the YIELDFROM of prev's `async for`: a yield gives its result, return StopAsyncIteration
  FRAME_INIT,     // __init__ run by CALL of a class: result must be None; the instance waits in register `result`
} FrameKind;

struct Frame {
  Value func;           // the Function, owned
  Frame *prev;
  const Insn *pc;       // next instruction, saved whenever control leaves the frame
  Code *code;           // borrowed from func
  Value locals;         // namespace of a class body or exec, the instance of FRAME_INIT: owned; else V_ABSENT
  Object *object;       // the frame object that introspection made, or NULL (borrowed: it clears this)
  uint16_t result;
  uint8_t kind;
  bool on_heap;         // the frame of a generator: registers lie in it
  uint32_t spare;
};
_Static_assert(offsetof(Frame, result) == sizeof(Frame) - sizeof(Value), "the last word is result, kind ...");
_Static_assert(sizeof(Frame) == FRAME_SLOTS * sizeof(Value), "FRAME_SLOTS");

typedef struct FrameObject {  // sys._getframe(), tb_frame, gi_frame; outlives the frame with what was known when it ended
  Object header;
  Frame *frame;               // NULL once it has ended
  struct FrameObject *back;   // known once it has ended
  Code *code;
  Dict *globals;
  Value locals;               // of an ended frame: the namespace of a class body, or a tuple of its own: the local registers
  Tuple *closure;             // of an ended frame, or NULL
  Dict *extra;                // what scripts have put into f_locals beside the variables (frameproxy.c), or NULL
  uint32_t pc;
  Value trace;                // f_trace, V_ABSENT: none; with what hooks.c remembers of the frame:
  uint32_t last_pc;           // of the instruction before, UINT32_MAX: none
  uint32_t last_line;         // that has been told, or would have been
  uint32_t shown_line;        // f_lineno while a trace function is told of that line, else 0
  bool went_back;             // by a jump since then: the same line is news again
  bool trace_lines, trace_opcodes;
  bool held;                  // the frame has a reference to this object, not only a pointer
} FrameObject;

// A frame that leaves: its header's words may be a caller's temporaries again. Of locals and object it is known that they hold nothing.
static inline void frame_scrub(Frame *frame) {
  memset(frame, 0, offsetof(Frame, locals));
  memset(&frame->result, 0, sizeof(Value));
}
static inline Value *frame_regs(Frame *frame) { return (Value *)(frame + 1); }
static inline Function *frame_function(const Frame *frame) { return as_function(frame->func); }
static inline uint32_t frame_pc(const Frame *frame) { return (uint32_t)(frame->pc - frame->code->insns) - (frame->pc > frame->code->insns); }
uint32_t frame_line(const Frame *frame);
Value frame_object(VM *vm, Frame *frame) MUST_USE;         // owned
void frame_hold(FrameObject *fo);                          // the frame keeps its object from now on
// The variables of a function's frame, running or ended: where the one of that name lies, NULL when there is none. Once the frame has
// ended there may be no room for them until frame_variables_ready.
Value *frame_variable(FrameObject *fo, Str *name);
bool frame_variables_ready(VM *vm, FrameObject *fo) MUST_USE;
Dict *frame_object_snapshot(VM *vm, FrameObject *fo) MUST_USE;
Value frameproxy_new(VM *vm, FrameObject *fo) MUST_USE;    // f_locals of a function's frame
bool frameproxy_types_init(VM *vm);
bool frame_trace_set(VM *vm, Frame *frame, Value fn) MUST_USE;  // f_trace; the frame then holds its object. false: no memory
Value frame_locals(VM *vm, Frame *frame) MUST_USE;         // locals(): a dict, or the namespace itself
Frame *frame_caller(VM *vm, uint32_t depth);               // 0: the running one; NULL: not that deep
void frame_end(VM *vm, Frame *frame, bool clear_temps);    // releases registers and header; the words become V_ABSENT

void frame_leave_locals(VM *vm, Frame *frame);              // before frame_end, when the pending exception leaves the frame

// Runs a function's frame to its end from C. `args` as obj_call_kw.
Value function_call(VM *vm, Function *f, const Value *args, uint32_t argc, Tuple *kwnames) MUST_USE;
// Runs a code object as a module body, exec or class body does: globals, and the namespace that holds its names (V_ABSENT: globals).
Value code_run(VM *vm, Code *code, Dict *globals, Value locals, Tuple *closure) MUST_USE;
Value interp_run(VM *vm, Frame *frame) MUST_USE;           // from frame->pc until the frame (kind FRAME_ENTRY) returns or yields; NULL: fills vm->dispatch
bool frame_types_init(VM *vm);  // frame
#endif

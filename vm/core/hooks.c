// SPDX-License-Identifier: MIT
// hooks.c - trace and profile functions told of what the interpreter does.
#include "vm/core/hooks.h"

#include <string.h>

#include "vm/core/codelines.h"
#include "vm/core/gen_parts.h"
#include "vm/core/traceback.h"

// ---- the table

static bool is_active(const Hooks *h) {
  return h && !h->inside && (h->fn[HOOK_TRACE] != V_ABSENT || h->fn[HOOK_PROFILE] != V_ABSENT);
}

void hooks_apply(VM *vm) {
  bool wanted = is_active(vm->thread.hooks);
  if (LIKELY(wanted == vm->hooked)) return;
  vm->hooked = wanted;
  (void)!interp_run(vm, NULL);
}

// ---- setting

static void natives_drop(VM *vm, Hooks *h) {
  while (h->nnatives) release(vm, h->natives[--h->nnatives].callee);
}

static bool set_in(VM *vm, ThreadState *state, HookKind kind, Value fn) {
  if (!state->hooks) {
    if (fn == V_NONE) return true;
    Hooks *h = vm_alloc(vm, sizeof *h);
    if (!h) return false;
    *h = (Hooks){.fn = {V_ABSENT, V_ABSENT}};
    state->hooks = h;
  }
  Hooks *h = state->hooks;
  if (!is_active(h) && !h->inside) h->frame = state->frame;
  if (kind == HOOK_PROFILE) natives_drop(vm, h);
  replace(vm, &h->fn[kind], fn == V_NONE ? V_ABSENT : retain(fn));
  return true;
}

Value hooks_get(const VM *vm, HookKind kind) { return vm->thread.hooks ? vm->thread.hooks->fn[kind] : V_ABSENT; }

bool hooks_set(VM *vm, HookKind kind, Value fn) {
  bool ok = set_in(vm, &vm->thread, kind, fn);
  hooks_apply(vm);
  return ok;
}

bool hooks_set_all(VM *vm, HookKind kind, Value fn) {
  bool ok = hooks_set(vm, kind, fn);
  for (Thread *t = vm->threads.all; ok && t; t = t->next)
    if (t != vm->thread.self) ok = set_in(vm, &t->saved, kind, fn);
  return ok;
}

bool hooks_inside_set(VM *vm, uint32_t inside, uint32_t *before) {
  Hooks *h = vm->thread.hooks;
  if (!h) return false;
  *before = h->inside;
  h->inside = inside;
  h->frame = vm->thread.frame;
  hooks_apply(vm);
  return true;
}

void hooks_end(VM *vm) {
  Hooks *h = vm->thread.hooks;
  if (!h) return;
  vm->thread.hooks = NULL;
  hooks_apply(vm);
  natives_drop(vm, h);
  for (unsigned i = 0; i < HOOK_KINDS; i++) replace(vm, &h->fn[i], V_ABSENT);
  vm_dealloc(vm, h->natives, h->natives_capacity * sizeof *h->natives);
  vm_dealloc(vm, h, sizeof *h);
}

// ---- telling

// What the function gives, owned. V_ABSENT: it raised, and that is pending instead of what was.
static Value tell(VM *vm, Value fn, Frame *frame, const char *event, Value arg) {
  Hooks *h = vm->thread.hooks;
  Frame *told = h->frame;
  Value pending = error_take(vm);
  Str *name = str_intern(vm, event, strlen(event));
  Value args[3] = {frame_object(vm, frame), name ? from_obj(name) : V_ABSENT, arg}, result = V_ABSENT;
  h->inside++;
  hooks_apply(vm);
  retain(fn);
  if (args[0] && name) result = obj_call(vm, fn, args, 3);
  release(vm, fn);
  release(vm, args[0]);
  xdecref(vm, name);
  h->inside--;
  h->frame = told;
  if (result) replace(vm, &vm->thread.exc, pending);
  else release(vm, pending);
  hooks_apply(vm);
  return result;
}

static FrameObject *object_of(const Frame *frame) { return (FrameObject *)frame->object; }

static bool has_trace(const Frame *frame) { return frame->object && object_of(frame)->trace != V_ABSENT; }

static bool trace_failed(VM *vm, Frame *frame) {
  Value pending = error_take(vm);
  replace(vm, &vm->thread.hooks->fn[HOOK_TRACE], V_ABSENT);
  if (frame->object) replace(vm, &object_of(frame)->trace, V_ABSENT);
  replace(vm, &vm->thread.exc, pending);
  hooks_apply(vm);
  return false;
}

// The frame's own trace function, or for a call the thread's; what it gives becomes the frame's.
static bool tell_trace(VM *vm, Value fn, Frame *frame, const char *event, Value arg) {
  Value object = frame_object(vm, frame), result = object ? tell(vm, fn, frame, event, arg) : V_ABSENT;
  bool ok = result && (result == V_NONE || frame_trace_set(vm, frame, result));
  release(vm, result);
  release(vm, object);
  return ok || trace_failed(vm, frame);
}

static bool tell_local(VM *vm, Frame *frame, const char *event, Value arg) {
  Hooks *h = vm->thread.hooks;
  return h->fn[HOOK_TRACE] == V_ABSENT || !has_trace(frame) || tell_trace(vm, object_of(frame)->trace, frame, event, arg);
}

static bool tell_profile(VM *vm, Frame *frame, const char *event, Value arg) {
  Value *fn = &vm->thread.hooks->fn[HOOK_PROFILE];
  if (*fn == V_ABSENT) return true;
  Value result = tell(vm, *fn, frame, event, arg);
  if (result) return release(vm, result), true;
  Value pending = error_take(vm);
  replace(vm, &vm->thread.hooks->fn[HOOK_PROFILE], V_ABSENT);
  natives_drop(vm, vm->thread.hooks);
  replace(vm, &vm->thread.exc, pending);
  hooks_apply(vm);
  return false;
}

// ---- calls and returns

static bool tell_call(VM *vm, Frame *frame) {
  Hooks *h = vm->thread.hooks;
  const Insn *pc = frame->pc;
  if (pc == frame->code->insns + 1) frame->pc--;  // it stands before its first line
  h->frame = frame;
  if (h->unwinding == frame) h->unwinding = NULL;
  bool ok = h->fn[HOOK_TRACE] == V_ABSENT || tell_trace(vm, h->fn[HOOK_TRACE], frame, "call", V_NONE);
  ok = ok && tell_profile(vm, frame, "call", V_NONE);
  frame->pc = pc;
  return ok;
}

// Is the frame a link of a chain of generators, entered with the one around it?
static bool is_linked(const Frame *frame) {
  return frame->on_heap && frame_generator((Frame *)frame)->state == GEN_LINKED && frame->prev;
}

// The frame runs, and its entering has not been told: nor has that of the generators around it up to Hooks.frame.
static NOINLINE bool entered(VM *vm, Frame *frame) {
  Hooks *h = vm->thread.hooks;
  uint32_t count = 1;
  for (Frame *f = frame; is_linked(f) && f->prev != h->frame; f = f->prev) count++;
  if (count == 1) return tell_call(vm, frame);
  Frame **chain = vm_alloc(vm, count * sizeof *chain);
  if (!chain) return false;
  Frame *f = frame;
  for (uint32_t i = count; i-- > 0; f = f->prev) chain[i] = f;
  bool ok = true;
  for (uint32_t i = 0; ok && i < count; i++) ok = tell_call(vm, chain[i]);
  vm_dealloc(vm, chain, count * sizeof *chain);
  h->frame = frame;
  return ok;
}

// Who runs when the frame has been left. Finalisers of what dies with a frame are called from it, although its return has been told.
static Frame *resumer_of(Hooks *h, const Frame *frame) {
  if (h->thrown == frame) {
    h->thrown = NULL;
    return h->resumer;
  }
  Frame *f = frame->prev;
  while (f && f->pc > f->code->insns && (f == h->unwinding || insn_op(f->pc[-1]) == OP_RETURN)) f = f->prev;
  return f;
}

// An instruction without a line returns from the line told last.
static bool tell_return_at(VM *vm, Frame *frame, Value v, uint32_t line) {
  Hooks *h = vm->thread.hooks;
  FrameObject *fo = object_of(frame);
  if (fo) fo->shown_line = line;
  bool ok = tell_local(vm, frame, "return", v) && tell_profile(vm, frame, "return", v);
  if ((fo = object_of(frame))) fo->shown_line = 0;
  h->frame = resumer_of(h, frame);
  return ok;
}

static bool tell_return(VM *vm, Frame *frame, Value v) {
  FrameObject *fo = object_of(frame);
  bool hidden = fo && fo->last_line && frame->code->lines && !frame->code->lines->line[frame_pc(frame)];
  return tell_return_at(vm, frame, v, hidden ? fo->last_line : 0);
}

bool hooks_suspend(VM *vm, Frame *leaf, Value v) {
  Frame *root = &vm->thread.root->frame, *frame = leaf;
  if (vm->thread.hooks->thrown == leaf) root = leaf;
  while (tell_return(vm, frame, v)) {
    if (frame == root) return true;
    frame = frame->prev;
  }
  return false;
}

static bool tell_yield(VM *vm, Frame *frame, Value v) {
  return frame->kind == FRAME_ANEXT ? tell_return(vm, frame, v) : hooks_suspend(vm, frame, v);
}

// ---- lines

static bool tell_line(VM *vm, Frame *frame, FrameObject *fo, uint32_t line) {
  if (line == fo->last_line && !fo->went_back) return true;
  fo->went_back = false;
  fo->last_line = line;
  if (!fo->trace_lines || vm->thread.hooks->fn[HOOK_TRACE] == V_ABSENT || fo->trace == V_ABSENT) return true;
  fo->shown_line = line;
  bool ok = tell_local(vm, frame, "line", V_NONE);
  fo->shown_line = 0;
  return ok;
}

static uint32_t origin_line(const Frame *frame, Value exc) {
  const Traceback *tb = is_exception(exc) ? (Traceback *)as_exception(exc)->traceback : NULL;
  return tb && tb->code == frame->code ? (uint32_t)traceback_line(tb) : 0;
}

// What a with statement lets pass comes from where it was raised.
static void back_to_origin(const Frame *frame, FrameObject *fo) {
  uint32_t line = origin_line(frame, frame_regs((Frame *)frame)[insn_a(frame->pc[-1])]);
  if (line) fo->last_line = line;
}

static bool tell_lines(VM *vm, Frame *frame) {
  FrameObject *fo = object_of(frame);
  const CodeLines *lines = code_lines_get(vm, frame->code);
  if (!lines) return false;
  const Insn *pc = frame->pc;
  uint32_t at = (uint32_t)(pc - frame->code->insns) - 1, from = fo->last_pc, end, mark = code_lines_passed(frame->code, from, at, &end);
  if (from != UINT32_MAX && at < from) fo->went_back = true;
  if (insn_op(pc[-1]) == OP_RERAISE && insn_k(pc[-1]) & K_FLAG) back_to_origin(frame, fo);
  fo->last_pc = at;
  incref(&fo->header);
  bool ok = true;
  for (; ok && mark < end && frame->pc == pc; mark++) ok = tell_line(vm, frame, fo, lines->marks[mark].line);
  if (ok && lines->line[at] && frame->pc == pc) ok = tell_line(vm, frame, fo, lines->line[at]);
  if (ok && fo->trace_opcodes && frame->pc == pc) ok = tell_local(vm, frame, "opcode", V_NONE);
  decref(vm, fo);
  return ok;
}

// ---- calls of natives

static bool native_push(VM *vm, Frame *frame, Value callee_steal) {
  Hooks *h = vm->thread.hooks;
  if (h->nnatives == h->natives_capacity) {
    uint32_t grown = h->natives_capacity ? h->natives_capacity * 2 : 8;
    NativeCall *natives = vm_realloc(vm, h->natives, h->natives_capacity * sizeof *natives, grown * sizeof *natives);
    if (!natives) return release(vm, callee_steal), false;
    h->natives = natives;
    h->natives_capacity = grown;
  }
  h->natives[h->nnatives++] = (NativeCall){frame, callee_steal};
  return true;
}

// The native that the call instruction before pc has in its window, as a function bound to its self. V_NONE: no native.
static Value called_native(VM *vm, Frame *frame) {
  Insn at = frame->pc[-1];
  const Value *window = &frame_regs(frame)[insn_a(at)];
  bool has_args = insn_b(at) > 0;
  switch (insn_op(at)) {
    case OP_CALLM: case OP_CALLM_NATIVE: case OP_CALLM_VALUE:
      if (window[0] == V_ABSENT) window++;
      else has_args = true;
      break;
    case OP_CALLKW: if (insn_k(at) & K_FLAG && window[0] == V_ABSENT) window++; break;
    case OP_CALL: case OP_CALL_NATIVE: break;
    case OP_CALLEX: has_args = false; break;
    default: return V_NONE;
  }
  if (is_kind(window[0], KIND_NATIVE) && as_obj(window[0])->shape == vm->shape.native) return retain(window[0]);
  if (!is_heap(window[0]) || as_obj(window[0])->shape != vm->shape.method_descriptor || !has_args) return V_NONE;
  Native *n = (Native *)as_obj(window[0]);
  return n->owner && type_is_subtype(type_of_get(vm, window[FRAME_SLOTS]), n->owner) ? native_bind(vm, n, window[FRAME_SLOTS]) : V_NONE;
}

static bool tell_native_call(VM *vm, Frame *frame) {
  Value callee = called_native(vm, frame);
  if (callee == V_NONE) return true;
  return callee && native_push(vm, frame, callee) && tell_profile(vm, frame, "c_call", callee);
}

static bool native_ended(VM *vm, Frame *frame, const char *event) {
  Hooks *h = vm->thread.hooks;
  if (!h->nnatives || h->natives[h->nnatives - 1].frame != frame) return true;
  Value callee = h->natives[--h->nnatives].callee;
  bool ok = tell_profile(vm, frame, event, callee);
  release(vm, callee);
  return ok;
}

// ---- what the interpreter calls

bool hooks_step(VM *vm, Frame *frame) {
  Hooks *h = vm->thread.hooks;
  const Insn *pc = frame->pc;
  if (frame != h->frame && !entered(vm, frame)) return false;
  if (h->nnatives && !native_ended(vm, frame, "c_return")) return false;
  if (has_trace(frame) && h->fn[HOOK_TRACE] != V_ABSENT && !tell_lines(vm, frame)) return false;
  if (frame->pc != pc) return true;
  Insn at = pc[-1];
  if (insn_op(at) == OP_RETURN) {
    Value v = frame_regs(frame)[insn_a(at)];
    return ((frame->kind & ~FRAME_CHUNK) == FRAME_INIT && v != V_NONE) || tell_return(vm, frame, v);
  }
  if (insn_op(at) == OP_YIELD) return tell_yield(vm, frame, frame_regs(frame)[insn_a(at)]);
  return h->fn[HOOK_PROFILE] == V_ABSENT || tell_native_call(vm, frame);
}

static Value exception_triple(VM *vm, Value exc) {
  Object *tb = (Object *)as_exception(exc)->traceback;
  return tuple_pack(vm, 3, from_obj(obj_type(as_obj(exc))), exc, tb ? from_obj(tb) : V_NONE);
}

// throw() raises in the innermost generator of a chain: those around it are entered when the exception, or what it gives, comes to them.
static bool thrown_into(VM *vm, Frame *frame) {
  Hooks *h = vm->thread.hooks;
  if (is_linked(frame)) {
    h->thrown = frame;
    h->resumer = h->frame;
  }
  return tell_call(vm, frame);
}

void hooks_raised(VM *vm, Frame *frame) {
  Hooks *h = vm->thread.hooks;
  h->unwinding = NULL;
  bool thrown = frame != h->frame;
  if (thrown && !thrown_into(vm, frame)) return;
  if (!native_ended(vm, frame, "c_exception")) return;
  if (!has_trace(frame) || h->fn[HOOK_TRACE] == V_ABSENT || !is_exception(vm->thread.exc)) return;
  Value pending = error_take(vm), triple = exception_triple(vm, pending);
  if (!triple) error_clear(vm);
  replace(vm, &vm->thread.exc, pending);
  if (!triple) return;
  bool ok = tell_local(vm, frame, "exception", triple);
  release(vm, triple);
  // Into an await: CPython then runs the instruction that ends it.
  if (ok && thrown && frame->object && insn_op(frame->pc[-1]) == OP_YIELDFROM) {
    FrameObject *fo = object_of(frame);
    fo->went_back = true;
    ok = tell_line(vm, frame, fo, frame_line(frame));
  }
  (void)ok;  // the new exception is pending in any case
}

void hooks_unwound(VM *vm, Frame *frame) {
  FrameObject *fo = object_of(frame);
  Insn at = frame->pc > frame->code->insns ? frame->pc[-1] : 0;
  uint32_t line = 0;
  if (insn_op(at) == OP_RERAISE) line = insn_k(at) & K_FLAG ? origin_line(frame, vm->thread.exc) : fo ? fo->last_line : 0;
  bool ok = tell_return_at(vm, frame, V_NONE, line);
  (void)ok;
  vm->thread.hooks->unwinding = frame;
}

void hooks_iterator_raised(VM *vm) {
  Frame *frame = vm->thread.frame;
  if (!frame || frame->pc == frame->code->insns || !error_is(vm, EXC_StopIteration)) return;
  Opcode op = insn_op(frame->pc[-1]);
  if (op == OP_FORNEXT || op == OP_FORNEXT_OTHER || op == OP_FORNEXTW || op == OP_YIELDFROM) hooks_raised(vm, frame);
}

bool hooks_stopped(VM *vm, Frame *frame, Value v) {
  if (!has_trace(frame) || vm->thread.hooks->fn[HOOK_TRACE] == V_ABSENT) return true;
  Value exc = error_new(vm, error_type_get(vm, EXC_StopIteration), v == V_NONE ? V_ABSENT : v), triple = exc ? exception_triple(vm, exc) : V_ABSENT;
  bool ok = triple && tell_local(vm, frame, "exception", triple);
  release(vm, triple);
  release(vm, exc);
  return ok;
}

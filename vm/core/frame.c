// SPDX-License-Identifier: MIT
// frame.c - leaving frames, looking at them, and the frame objects that scripts see.
#include "vm/core/builtins.h"
#include "vm/core/frame.h"

#include "vm/core/call.h"

static bool has_local(const Frame *frame) {
  const Value *regs = frame_regs((Frame *)frame);
  for (uint32_t i = 0; i < frame->code->nlocals; i++)
    if (regs[i] != V_ABSENT) return true;
  return false;
}

// The locals as they lie in the registers, moved out; V_ABSENT: none worth keeping, or no memory.
static Value take_locals(VM *vm, Frame *frame) {
  if (!has_local(frame)) return V_ABSENT;
  Value pending = error_take(vm);
  Tuple *kept = tuple_new_uninit(vm, frame->code->nlocals);
  if (kept) {
    memcpy(kept->items, frame_regs(frame), kept->len * sizeof(Value));
    memset(frame_regs(frame), 0, kept->len * sizeof(Value));
  }
  replace(vm, &vm->thread.exc, pending);
  return kept ? from_obj(kept) : V_ABSENT;
}

// A frame left by an exception leaves its locals to its traceback entry: they live as long as the traceback does.
void frame_leave_locals(VM *vm, Frame *frame) {
  if (!is_exception(vm->thread.exc)) return;
  Traceback *tb = (Traceback *)as_exception(vm->thread.exc)->traceback;
  if (!tb || tb->code != frame->code || tb->kept || tb->locals != V_ABSENT || !has_local(frame)) return;
  size_t bytes = frame->code->nlocals * sizeof(Value);
  tb->kept = mem_alloc(&vm->alloc, bytes);  // without memory they die now
  if (!tb->kept) return;
  memcpy(tb->kept, frame_regs(frame), bytes);
  memset(frame_regs(frame), 0, bytes);
}

// Who called it, once the frame is gone; without memory that is not known.
static void keep_back(VM *vm, FrameObject *fo, Frame *frame) {
  if (fo->back || !frame->prev) return;
  Value pending = error_take(vm), back = frame_object(vm, frame->prev);
  if (back) fo->back = (FrameObject *)as_obj(back);
  error_restore_steal(vm, pending);
}

// A frame object outlives its frame: it keeps what can still be asked for.
static void frame_object_detach(VM *vm, Frame *frame) {
  FrameObject *fo = (FrameObject *)frame->object;
  bool wanted = fo->header.rc > (fo->held ? 1u : 0u);
  frame->object = NULL;
  fo->pc = frame_pc(frame);
  fo->frame = NULL;
  if (wanted) {
    keep_back(vm, fo, frame);
    fo->closure = frame_function(frame)->closure;
    if (fo->closure) incref((Object *)fo->closure);
  }
  if (frame->code->flags & CO_OPTIMIZED) fo->locals = take_locals(vm, frame);
  else fo->locals = retain(frame->locals);
  if (!fo->held) return;
  fo->held = false;
  decref(vm, fo);
}

void frame_end(VM *vm, Frame *frame, bool clear_temps) {
  if (frame->object) frame_object_detach(vm, frame);
  Code *code = frame->code;
  Value *regs = frame_regs(frame);
  uint32_t count = clear_temps ? code->nregs : code->nlocals;
  for (uint32_t i = 0; i < count; i++)
    if (regs[i] != V_ABSENT) replace(vm, &regs[i], V_ABSENT);
  replace(vm, &frame->locals, V_ABSENT);
  if (frame->on_heap) return;  // a generator keeps its function until it dies
  Value func = frame->func;
  memset(frame, 0, sizeof *frame);
  release(vm, func);
}

uint32_t frame_line(const Frame *frame) {
  if (frame->pc == frame->code->insns) return frame->code->flags & (CO_OPTIMIZED | CO_CLASS_BODY) ? frame->code->first_line : 0;  // not started yet
  return code_line_of(frame->code, frame_pc(frame));
}

Frame *frame_caller(VM *vm, uint32_t depth) {
  Frame *frame = vm->thread.frame;
  while (frame && depth--) frame = frame->prev;
  return frame;
}

Value frame_object(VM *vm, Frame *frame) {
  if (frame->object) return retain_obj(frame->object);
  FrameObject *fo = object_new(vm, vm->types.frame, sizeof(FrameObject));
  if (!fo) return V_ABSENT;
  fo->frame = frame;
  fo->code = frame->code;
  incref(&fo->code->header);
  fo->globals = frame_function(frame)->globals;
  incref((Object *)fo->globals);
  fo->trace_lines = true;
  fo->last_pc = UINT32_MAX;
  frame->object = &fo->header;
  if (gc_track(vm, &fo->header)) return from_obj(fo);
  decref(vm, fo);
  return V_ABSENT;
}

// ---- the variables

static const Value *variables_of(const FrameObject *fo) {
  return fo->frame ? frame_regs(fo->frame) : is_tuple(fo->locals) ? as_tuple(fo->locals)->items : NULL;
}

static const Tuple *closure_of(const FrameObject *fo) { return fo->frame ? frame_function(fo->frame)->closure : fo->closure; }

static bool local_is_cell(const Code *code, uint32_t reg) {
  for (uint32_t i = 0; i < code->ncells; i++)
    if (code->cells[i] == reg) return true;
  return false;
}

// A cell variable lies in a cell from the MAKECELL at the frame's beginning on.
static Value *content(const Value *place, bool cell) {
  return cell && is_kind(*place, KIND_CELL) ? &((Cell *)as_obj(*place))->v : (Value *)(uintptr_t)place;
}

Value *frame_variable(FrameObject *fo, Str *name) {
  const Code *code = fo->code;
  const Value *locals = variables_of(fo);
  for (uint32_t i = 0; locals && i < code->nlocals; i++)
    if (str_equal(code->locals[i], name)) return content(&locals[i], local_is_cell(code, i));
  const Tuple *closure = closure_of(fo);
  for (uint32_t i = 0; closure && i < code->nfrees; i++)
    if (str_equal(code->frees[i], name)) return content(&closure->items[i], true);
  return NULL;
}

bool frame_variables_ready(VM *vm, FrameObject *fo) {
  if (variables_of(fo)) return true;
  Tuple *t = tuple_new_uninit(vm, fo->code->nlocals);
  if (t) replace(vm, &fo->locals, from_obj(t));
  return t != NULL;
}

// In CPython's order variables that inner functions share come after the others, parameters apart.
static bool stands_last(const Code *code, uint32_t reg) {
  uint32_t nparams = (uint32_t)code->nparams + code->nkwonly + (code->flags & CO_VARARGS ? 1 : 0) + (code->flags & CO_VARKEYWORDS ? 1 : 0);
  return reg >= nparams && local_is_cell(code, reg);
}

static bool snapshot_set(VM *vm, Dict *d, Str *name, Value v) {
  return v == V_ABSENT || (name->len && str_char(name, 0) == '.') || dict_set_name(vm, d, name, v);
}

static Dict *locals_snapshot(VM *vm, const Code *code, const Value *regs, const Tuple *closure, Dict *extra) {
  Dict *d = dict_new(vm);
  if (!d) return NULL;
  bool ok = true;
  for (unsigned last = 0; last < 2; last++)
    for (uint32_t i = 0; ok && regs && i < code->nlocals; i++)
      if (stands_last(code, i) == last) ok = snapshot_set(vm, d, code->locals[i], *content(&regs[i], local_is_cell(code, i)));
  for (uint32_t i = 0; ok && closure && i < code->nfrees; i++) ok = snapshot_set(vm, d, code->frees[i], *content(&closure->items[i], true));
  if (ok && (!extra || dict_merge(vm, d, extra, true))) return d;
  decref(vm, d);
  return NULL;
}

Dict *frame_object_snapshot(VM *vm, FrameObject *fo) { return locals_snapshot(vm, fo->code, variables_of(fo), closure_of(fo), fo->extra); }

Value frame_locals(VM *vm, Frame *frame) {
  if (frame->locals != V_ABSENT && !(frame->code->flags & CO_OPTIMIZED)) return retain(frame->locals);
  if (frame->code->flags & CO_OPTIMIZED) {
    Dict *extra = frame->object ? ((FrameObject *)frame->object)->extra : NULL;
    Dict *d = locals_snapshot(vm, frame->code, frame_regs(frame), frame_function(frame)->closure, extra);
    return d ? from_obj(d) : V_ABSENT;
  }
  return retain_obj(frame_function(frame)->globals);
}

// ---- the frame type

static inline FrameObject *as_frame(Value v) { return (FrameObject *)as_obj(v); }
static uint32_t fo_pc(const FrameObject *fo) { return fo->frame ? frame_pc(fo->frame) : fo->pc; }

static Value fo_lineno(VM *vm, Value self) {
  (void)vm;
  FrameObject *fo = as_frame(self);
  if (fo->shown_line) return from_int(fo->shown_line);
  return from_int(fo->frame ? frame_line(fo->frame) : code_line_of(fo->code, fo->pc));
}

static Value fo_back(VM *vm, Value self) {
  FrameObject *fo = as_frame(self);
  if (!fo->frame) return fo->back ? retain_obj(fo->back) : V_NONE;
  if (fo->frame->on_heap && gen_state(frame_generator(fo->frame)) != GEN_RUNNING) return V_NONE;
  return fo->frame->prev ? frame_object(vm, fo->frame->prev) : V_NONE;
}

static Value fo_locals(VM *vm, Value self) {
  FrameObject *fo = as_frame(self);
  if (fo->code->flags & CO_OPTIMIZED) return frameproxy_new(vm, fo);
  if (fo->frame) return frame_locals(vm, fo->frame);
  return fo->locals != V_ABSENT && !is_tuple(fo->locals) ? retain(fo->locals) : retain_obj(fo->globals);
}

static Value fo_builtins(VM *vm, Value self) {
  FrameObject *fo = as_frame(self);
  return retain(from_obj(builtins_shown_get(vm, fo->frame ? frame_function(fo->frame)->builtins : vm->builtins)));
}

static Value fo_generator(VM *vm, Value self) {
  FrameObject *fo = as_frame(self);
  if (!fo->frame || !fo->frame->on_heap) return V_NONE;
  return gen_shown(vm, frame_generator(fo->frame));
}

static Value fo_code(VM *vm, Value self) { (void)vm; return retain_obj(as_frame(self)->code); }
static Value fo_globals(VM *vm, Value self) { (void)vm; return retain_obj(as_frame(self)->globals); }
static Value fo_lasti(VM *vm, Value self) { (void)vm; return from_int((int64_t)fo_pc(as_frame(self)) * 2); }

void frame_hold(FrameObject *fo) {
  if (fo->held || !fo->frame) return;
  fo->held = true;
  incref(&fo->header);
}

bool frame_trace_set(VM *vm, Frame *frame, Value fn) {
  Value object = frame_object(vm, frame);
  if (!object) return false;
  FrameObject *fo = as_frame(object);
  frame_hold(fo);
  replace(vm, &fo->trace, retain(fn));
  release(vm, object);
  return true;
}

static Value fo_trace(VM *vm, Value self) {
  (void)vm;
  Value fn = as_frame(self)->trace;
  return fn == V_ABSENT ? V_NONE : retain(fn);
}

// Set from outside, it takes effect where the line changes next.
static bool fo_set_trace(VM *vm, Value self, Value v) {
  FrameObject *fo = as_frame(self);
  if (v == V_ABSENT || v == V_NONE || !fo->frame) return replace(vm, &fo->trace, v == V_NONE ? V_ABSENT : retain(v)), true;
  if (fo->last_pc == UINT32_MAX && fo->frame->pc > fo->code->insns) {
    fo->last_pc = frame_pc(fo->frame);
    fo->last_line = frame_line(fo->frame);
  }
  return frame_trace_set(vm, fo->frame, v);
}

static bool set_flag(VM *vm, bool *flag, Value v) {
  if (v == V_ABSENT) return raise_type(vm, "cannot delete attribute"), false;
  if (!is_bool(v)) return raise_type(vm, "attribute value type must be bool"), false;
  *flag = v == V_TRUE;
  return true;
}
static Value fo_trace_lines(VM *vm, Value self) { (void)vm; return from_bool(as_frame(self)->trace_lines); }
static bool fo_set_trace_lines(VM *vm, Value self, Value v) { return set_flag(vm, &as_frame(self)->trace_lines, v); }
static Value fo_trace_opcodes(VM *vm, Value self) { (void)vm; return from_bool(as_frame(self)->trace_opcodes); }
static bool fo_set_trace_opcodes(VM *vm, Value self, Value v) { return set_flag(vm, &as_frame(self)->trace_opcodes, v); }

// frame.clear(): what a frame that has ended, or never began, holds.
static Value fo_clear(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  FrameObject *fo = as_frame(args[0]);
  if (fo->frame && fo->frame->on_heap) {
    Generator *g = frame_generator(fo->frame);
    GenState state = gen_state(g);
    if (state == GEN_SUSPENDED) return raise(vm, EXC_RuntimeError, "cannot clear a suspended frame");
    if (state == GEN_CREATED && !gen_close(vm, g)) return V_ABSENT;
  }
  if (fo->frame && (!fo->frame->on_heap || gen_state(frame_generator(fo->frame)) == GEN_RUNNING)) return raise(vm, EXC_RuntimeError, "cannot clear an executing frame");
  replace(vm, &fo->trace, V_ABSENT);
  CLEAR_REF(vm, fo->closure);
  CLEAR_REF(vm, fo->extra);
  replace(vm, &fo->locals, V_ABSENT);
  return V_NONE;
}

static Value fo_repr(VM *vm, Value self) {
  FrameObject *fo = as_frame(self);
  Value line = fo_lineno(vm, self);
  return str_format_c(vm, "<frame at %p, file '%U', line %ld, code %U>", (void *)fo, fo->code->filename, as_int(line), fo->code->name);
}

static void fo_free(VM *vm, Object *o) {
  FrameObject *fo = (FrameObject *)o;
  if (fo->frame) fo->frame->object = NULL;
  fo->frame = NULL;
  CLEAR_REF(vm, fo->back);
  replace(vm, &fo->locals, V_ABSENT);
  replace(vm, &fo->trace, V_ABSENT);
  CLEAR_REF(vm, fo->closure);
  CLEAR_REF(vm, fo->extra);
  CLEAR_REF(vm, fo->globals);
  CLEAR_REF(vm, fo->code);
}

static void fo_traverse(Object *o, VisitFn visit, void *arg) {
  FrameObject *fo = (FrameObject *)o;
  visit(arg, from_obj(fo->back));
  visit(arg, fo->locals);
  visit(arg, fo->trace);
  visit(arg, from_obj(fo->closure));
  visit(arg, from_obj(fo->extra));
  visit(arg, from_obj(fo->globals));
}

static const NativeDef frame_methods[] = {{"clear", "($self, /)", fo_clear, 0, "Clear all references held by the frame."}, {0}};
static const GetSetDef frame_getset[] = {
  {"f_back", fo_back, NULL, NULL}, {"f_code", fo_code, NULL, NULL}, {"f_globals", fo_globals, NULL, NULL}, {"f_builtins", fo_builtins, NULL, NULL},
  {"f_locals", fo_locals, NULL, NULL}, {"f_lineno", fo_lineno, NULL, NULL}, {"f_lasti", fo_lasti, NULL, NULL}, {"f_generator", fo_generator, NULL, NULL},
  {"f_trace", fo_trace, fo_set_trace, NULL}, {"f_trace_lines", fo_trace_lines, fo_set_trace_lines, NULL},
  {"f_trace_opcodes", fo_trace_opcodes, fo_set_trace_opcodes, NULL}, {0},
};
static const TypeSpec frame_spec = {
  .name = "frame", .kind = KIND_FRAME, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(FrameObject), .methods = frame_methods, .getset = frame_getset,
  .slots = {.repr = fo_repr, .free = fo_free, .traverse = fo_traverse},
};

bool frame_types_init(VM *vm) { return (vm->types.frame = type_from_spec(vm, &frame_spec, NULL)) != NULL && frameproxy_types_init(vm); }

// SPDX-License-Identifier: MIT
// call.c - the slow half of calls: every callable that is not a plain script function with exactly its parameters.
//
// Fast calls of script functions are in interp.c. Here: default arguments, *args, keywords, generators and coroutines, classes,
// bound methods, C functions, objects with __call__; and calls that C makes.
#include "vm/core/call.h"

enum { FIRST_CHUNK = 1 << 10, NEXT_CHUNK = 8 << 10, MOST_CHUNK = 64 << 10 };  // words
enum { SMALL_CALL = 16 };

static Value *chunk_words(StackChunk *chunk) { return (Value *)(chunk + 1); }

// Opens a chunk with room for at least `words`. All of its words are V_ABSENT.
static bool chunk_push(VM *vm, size_t words) {
  const StackChunk *last = vm->thread.chunks;
  size_t count = !last ? FIRST_CHUNK : !last->prev ? NEXT_CHUNK : MOST_CHUNK;
  if (count < words) count = words;
  size_t size = sizeof(StackChunk) + count * sizeof(Value);
  StackChunk *chunk = vm->thread.spare;
  if (chunk && chunk->size >= size) {
    vm->thread.spare = NULL;
    count = (chunk->size - sizeof(StackChunk)) / sizeof(Value);
  } else {
    chunk = mem_alloc(&vm->alloc, size);
    if (!chunk) return raise_no_memory(vm), false;
    memset(chunk, 0, size);
    chunk->size = size;
  }
  chunk->prev = vm->thread.chunks;
  chunk->saved_end = vm->thread.stack_end;
  chunk->saved_stack = vm->thread.stack;
  vm->thread.chunks = chunk;
  vm->thread.stack = chunk_words(chunk);
  vm->thread.stack_end = vm->thread.stack + count;
  return true;
}

static void spare_free(VM *vm) {
  if (vm->thread.spare) mem_free(&vm->alloc, vm->thread.spare, vm->thread.spare->size);
  vm->thread.spare = NULL;
}

// The chunk is kept for the next one that is opened: calls that go back and forth over its edge allocate nothing.
void frame_pop_chunk(VM *vm) {
  StackChunk *chunk = vm->thread.chunks;
  vm->thread.chunks = chunk->prev;
  vm->thread.stack = chunk->saved_stack;
  vm->thread.stack_end = chunk->saved_end;
  spare_free(vm);
  vm->thread.spare = chunk;
}

bool stack_init(VM *vm) {
  if (!chunk_push(vm, 0)) return false;
  vm->thread.top = vm->thread.stack;
  return true;
}

void stack_destroy(VM *vm) {
  while (vm->thread.chunks) frame_pop_chunk(vm);
  spare_free(vm);
}

Value *stack_free(VM *vm) {
  Frame *frame = vm->thread.frame;
  return frame && !frame->on_heap ? frame_regs(frame) + frame->code->nregs : vm->thread.top;
}

bool frame_depth_check(VM *vm) {
  if (LIKELY(vm->thread.depth < vm->recursion_limit)) return true;
  raise(vm, EXC_RecursionError, "maximum recursion depth exceeded");
  return false;
}

// Room for a frame of `code` at `at` or, when it does not fit, at the start of a new chunk. NULL: exception.
static Frame *frame_place(VM *vm, Value *at, const Code *code, bool *chunk) {
  if (!frame_depth_check(vm)) return NULL;
  *chunk = (Value *)((Frame *)at + 1) + code->nregs > vm->thread.stack_end;
  if (*chunk) {
    if (!chunk_push(vm, FRAME_SLOTS + (size_t)code->nregs)) return NULL;
    at = vm->thread.stack;
  }
  return (Frame *)at;
}

static void frame_header(VM *vm, Frame *frame, Code *code, bool chunk) {
  vm->thread.depth++;
  frame->prev = vm->thread.frame;
  frame->pc = code->insns;
  frame->code = code;
  frame->locals = V_ABSENT;
  frame->result = 0;
  frame->kind = FRAME_CALL | (chunk ? FRAME_CHUNK : 0);
  frame->on_heap = false;
  frame->spare = 0;
  frame->object = NULL;
  vm->thread.frame = frame;
}

static void window_clear(VM *vm, Value *window, uint32_t argc) {
  replace(vm, &window[0], V_ABSENT);
  for (uint32_t i = 0; i < argc; i++) replace(vm, &window[FRAME_SLOTS + i], V_ABSENT);
}

Frame *frame_push_window(VM *vm, Value *window, uint32_t argc, Code *code) {
  Frame *caller = vm->thread.frame;
  bool chunk, in_place = caller && !caller->on_heap && window >= frame_regs(caller) && window < frame_regs(caller) + caller->code->nregs;
  Frame *frame = frame_place(vm, in_place ? window : stack_free(vm), code, &chunk);
  if (!frame) {
    window_clear(vm, window, argc);
    return NULL;
  }
  Value *regs = frame_regs(frame);
  if ((Value *)frame != window) {
    frame->func = window[0];
    window[0] = V_ABSENT;
    memcpy(regs, window + FRAME_SLOTS, argc * sizeof(Value));
    memset(window + FRAME_SLOTS, 0, argc * sizeof(Value));
  }
  for (uint32_t i = argc; i < code->nlocals; i++) regs[i] = V_ABSENT;
  frame_header(vm, frame, code, chunk);
  return frame;
}

Frame *frame_push(VM *vm, Function *f, Code *code) {
  bool chunk;
  Frame *frame = frame_place(vm, stack_free(vm), code, &chunk);
  if (!frame) return NULL;
  Value *regs = frame_regs(frame);
  for (uint32_t i = 0; i < code->nlocals; i++) regs[i] = V_ABSENT;
  frame->func = retain_obj(f);
  frame_header(vm, frame, code, chunk);
  return frame;
}

// Undoes a push whose frame never ran.
static void frame_drop(VM *vm, Frame *frame) {
  bool chunk = frame->kind & FRAME_CHUNK;
  Frame *prev = frame->prev;
  frame_end(vm, frame, false);
  vm->thread.depth--;
  vm->thread.frame = prev;
  if (chunk) frame_pop_chunk(vm);
}

// Fills the parameters that `argc` positional arguments leave out with their defaults. False, without exception: one has none.
static bool fill_defaults(Function *f, Value *regs, uint32_t argc) {
  const Code *code = f->code;
  size_t ndefaults = f->defaults ? f->defaults->len : 0;
  if (argc > code->nparams || code->nparams - argc > ndefaults) return false;
  for (uint32_t i = argc; i < code->nparams; i++) regs[i] = retain(f->defaults->items[ndefaults - (code->nparams - i)]);
  return true;
}

// Drops a generator that never ran: its arguments could not be bound.
static void gen_abandon(VM *vm, Generator *g) {
  g->state = GEN_CLOSED;
  g->awaited = true;
  frame_end(vm, &g->frame, true);
  decref(vm, g);
}

// Binds borrowed arguments the general way: a generator is made, or a frame pushed.
static CallStatus call_bound(VM *vm, Function *f, const Value *args, uint32_t argc, Tuple *kwnames, Value *result) {
  if (f->code->flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) {
    *result = gen_new(vm, f);
    if (!*result) return CALL_ERROR;
    Generator *g = (Generator *)as_obj(*result);
    if (bind_arguments(vm, f, frame_regs(&g->frame), args, argc, kwnames)) return CALL_DONE;
    gen_abandon(vm, g);
    return CALL_ERROR;
  }
  Frame *frame = frame_push(vm, f, f->code);
  if (!frame) return CALL_ERROR;
  vm->thread.frame = frame->prev;  // errors while binding belong to the caller
  bool bound = bind_arguments(vm, f, frame_regs(frame), args, argc, kwnames);
  vm->thread.frame = frame;
  if (bound) return CALL_FRAME;
  frame_drop(vm, frame);
  return CALL_ERROR;
}

static CallStatus call_script(VM *vm, Value *window, Function *f, uint32_t argc, Tuple *kwnames, Value *result) {
  Code *code = f->code;
  uint32_t total = argc + (kwnames ? (uint32_t)kwnames->len : 0);
  if (!kwnames && code_is_simple(code) && argc <= code->nparams && code->nparams - argc <= (f->defaults ? f->defaults->len : 0)) {
    Frame *frame = frame_push_window(vm, window, argc, code);
    if (!frame) return CALL_ERROR;
    fill_defaults(f, frame_regs(frame), argc);
    return CALL_FRAME;
  }
  CallStatus status = call_bound(vm, f, window + FRAME_SLOTS, argc, kwnames, result);
  window_clear(vm, window, total);
  return status;
}

static CallStatus done(VM *vm, Value *window, uint32_t total, Value *result) {
  window_clear(vm, window, total);
  return *result ? CALL_DONE : CALL_ERROR;
}

CallStatus call_window(VM *vm, Value *window, uint32_t argc, Tuple *kwnames, Value *result) {
  Value callee = window[0];
  uint32_t total = argc + (kwnames ? (uint32_t)kwnames->len : 0);
  Value *args = window + FRAME_SLOTS;
  if (is_heap(callee)) {
    Shape *shape = as_obj(callee)->shape;
    if (shape == vm->shape.function) return call_script(vm, window, as_function(callee), argc, kwnames, result);
    if (shape == vm->shape.native || shape == vm->shape.method_descriptor) {
      *result = native_call(vm, (Native *)as_obj(callee), args, argc, kwnames);
      return done(vm, window, total, result);
    }
  }
  *result = obj_call_kw(vm, callee, args, argc, kwnames);
  return done(vm, window, total, result);
}

// A copy of the arguments of a call with stars, laid out as calls want them: values of `args`, then those of `kwargs` by `*names`.
typedef struct Spread { Value *all, small[SMALL_CALL]; uint32_t argc, count; Tuple *names; } Spread;

static void spread_drop(VM *vm, Spread *s) {
  for (uint32_t i = s->argc; i < s->argc + s->count; i++) release(vm, s->all[i]);
  if (s->all && s->all != s->small) vm_dealloc(vm, s->all, (s->argc + (size_t)s->names->len) * sizeof(Value));
  xdecref(vm, s->names);
}

static bool spread_make(VM *vm, Spread *s, Tuple *args, Dict *kwargs) {
  s->argc = (uint32_t)args->len;
  s->count = 0;
  s->all = args->items;
  s->names = NULL;
  if (!kwargs || kwargs->used == 0) return true;
  if (!(s->names = tuple_new_uninit(vm, kwargs->used))) return false;
  size_t bytes = (s->argc + (size_t)kwargs->used) * sizeof(Value);
  s->all = bytes <= sizeof s->small ? s->small : vm_alloc(vm, bytes);
  if (!s->all) {
    CLEAR_REF(vm, s->names);
    return false;
  }
  memcpy(s->all, args->items, s->argc * sizeof(Value));
  Value key, v;
  bool ok = true;
  for (uint32_t pos = 0; ok && dict_step(kwargs, &pos, &key, &v);) {
    ok = is_str(key);
    s->names->items[s->count] = retain(key);
    s->all[s->argc + s->count++] = retain(v);
  }
  if (ok) return true;
  spread_drop(vm, s);
  return raise_type(vm, "keywords must be strings"), false;
}

// The positional arguments of f(*x) as a tuple in window[1]. False: exception.
static bool star_tuple(VM *vm, Value *window) {
  Value args = window[1];
  if (is_heap(args) && as_obj(args)->shape == vm->shape.tuple) return true;
  Type *type = type_of_get(vm, args);
  if (!type->slots.iter && !type->slots.getitem) {
    Value text = call_function_text(vm, window[0]);
    if (text) raise_type(vm, "%S argument after * must be an iterable, not %T", text, args);
    release(vm, text);
    return false;
  }
  Value tuple = sequence_tuple(vm, args);
  if (tuple) replace(vm, &window[1], tuple);
  return tuple != V_ABSENT;
}

CallStatus call_window_ex(VM *vm, Value *window, Value *result) {
  CallStatus status = CALL_ERROR;
  Spread s;
  Value kwargs = window[2];
  if (star_tuple(vm, window) && spread_make(vm, &s, as_tuple(window[1]), is_heap(kwargs) ? as_dict(kwargs) : NULL)) {
    Value callee = window[0];
    if (is_heap(callee) && as_obj(callee)->shape == vm->shape.function) {
      status = call_bound(vm, as_function(callee), s.all, s.argc, s.names, result);
    } else {
      *result = obj_call_kw(vm, callee, s.all, s.argc, s.names);
      status = *result ? CALL_DONE : CALL_ERROR;
    }
    if (s.names) spread_drop(vm, &s);
  }
  for (int i = 0; i < 3; i++) replace(vm, &window[i], V_ABSENT);
  return status;
}

Value function_call(VM *vm, Function *f, const Value *args, uint32_t argc, Tuple *kwnames) {
  Code *code = f->code;
  if (code->flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) {
    Value g;
    return call_bound(vm, f, args, argc, kwnames, &g) == CALL_DONE ? g : V_ABSENT;
  }
  if (!recursion_enter(vm, "")) return V_ABSENT;
  Value result = V_ABSENT;
  Frame *frame = frame_push(vm, f, code);
  if (frame) {
    vm->thread.frame = frame->prev;
    bool bound = bind_arguments(vm, f, frame_regs(frame), args, argc, kwnames);
    vm->thread.frame = frame;
    if (bound) {
      frame->kind |= FRAME_ENTRY;
      result = interp_run(vm, frame);
    } else {
      frame_drop(vm, frame);
    }
  }
  recursion_leave(vm);
  return result;
}

Value code_run(VM *vm, Code *code, Dict *globals, Value locals, Tuple *closure) {
  Value function = function_new(vm, code, globals);
  if (!function) return V_ABSENT;
  if (closure) {
    incref(&closure->header);
    as_function(function)->closure = closure;
  }
  Value result = V_ABSENT;
  if (code->flags & CO_COROUTINE) {
    result = gen_new(vm, as_function(function));
    if (result && locals != V_ABSENT) ((Generator *)as_obj(result))->frame.locals = retain(locals);
  } else if (recursion_enter(vm, "")) {
    Frame *frame = frame_push(vm, as_function(function), code);
    if (frame) {
      frame->kind |= FRAME_ENTRY;
      frame->locals = retain(locals);
      result = interp_run(vm, frame);
    }
    recursion_leave(vm);
  }
  release(vm, function);
  return result;
}

Value obj_call(VM *vm, Value callee, const Value *args, uint32_t argc) { return obj_call_kw(vm, callee, args, argc, NULL); }

Value obj_call_kw(VM *vm, Value callee, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (is_heap(callee)) {
    if (as_obj(callee)->shape == vm->shape.function) return function_call(vm, as_function(callee), args, argc, kwnames);
    CallFn call = as_obj(callee)->shape->type->slots.call;
    if (call) {
      if (!recursion_enter(vm, " while calling a Python object")) return V_ABSENT;
      incref(as_obj(callee));
      Value result = call(vm, callee, args, argc, kwnames);
      release(vm, callee);
      recursion_leave(vm);
      return result;
    }
  }
  return raise_type(vm, "'%T' object is not callable", callee);
}

Value obj_call_ex(VM *vm, Value callee, Tuple *args, Dict *kwargs) {
  Spread s;
  if (!spread_make(vm, &s, args, kwargs)) return V_ABSENT;
  Value result = obj_call_kw(vm, callee, s.all, s.argc, s.names);
  if (s.names) spread_drop(vm, &s);
  return result;
}

// Looks `name` up for a call of o.name(...): 1 = plain function to call with o first, 0 = ready callable, -1 = exception. Owned in *out.
static int method_find(VM *vm, Value o, Str *name, Value *out) {
  Type *type = type_of_get(vm, o);
  if (type_has(type, TYPE_PLAIN_GETATTR)) {
    Value found = type_lookup_get(vm, type, name);
    if (found && is_heap(found) && type_has(obj_type(as_obj(found)), TYPE_METHOD_DESCR)) {
      bool shadowed = false;
      if (is_heap(o) && as_obj(o)->shape->has_slots) {
        Value own = instance_get_own(vm, as_obj(o), name);
        shadowed = own != V_ABSENT;
        if (shadowed) *out = own;
      }
      if (!shadowed) *out = retain(found);
      return !shadowed;
    }
    if (!found && has_error(vm)) return -1;
  }
  *out = obj_getattr(vm, o, name);
  return *out ? 0 : -1;
}

static Value call_with_self(VM *vm, Value function, Value self, const Value *args, uint32_t argc) {
  Value small[SMALL_CALL], *all = argc < SMALL_CALL ? small : vm_alloc(vm, (argc + 1) * sizeof(Value));
  if (!all) return V_ABSENT;
  all[0] = self;
  if (argc) memcpy(all + 1, args, argc * sizeof(Value));
  Value result = obj_call_kw(vm, function, all, argc + 1, NULL);
  if (all != small) vm_dealloc(vm, all, (argc + 1) * sizeof(Value));
  return result;
}

Value obj_call_method(VM *vm, Value o, Str *name, const Value *args, uint32_t argc) {
  Value callee;
  int unbound = method_find(vm, o, name, &callee);
  if (unbound < 0) return V_ABSENT;
  Value result = unbound ? call_with_self(vm, callee, o, args, argc) : obj_call_kw(vm, callee, args, argc, NULL);
  release(vm, callee);
  return result;
}

Value obj_call_special(VM *vm, Value o, Str *name, const Value *args, uint32_t argc) {
  Type *type = type_of_get(vm, o);
  Value found = type_lookup_get(vm, type, name);
  if (!found) return V_ABSENT;
  retain(found);
  Value result;
  DescrGetFn get = is_heap(found) ? obj_type(as_obj(found))->slots.descr_get : NULL;
  if (is_heap(found) && type_has(obj_type(as_obj(found)), TYPE_METHOD_DESCR)) {
    result = call_with_self(vm, found, o, args, argc);
  } else if (get) {
    Value bound = get(vm, found, o, type);
    result = bound ? obj_call_kw(vm, bound, args, argc, NULL) : V_ABSENT;
    release(vm, bound);
  } else {
    result = obj_call_kw(vm, found, args, argc, NULL);
  }
  release(vm, found);
  return result;
}


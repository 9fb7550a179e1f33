// SPDX-License-Identifier: MIT
// asyncgen.c - async generators: the awaitables of __anext__, asend, athrow and aclose.
//
// The body runs as a generator does. What it suspends for tells the two kinds of yield apart: an await (the awaitable of this step
// passes the value on to whoever drives it) or `yield` (the step is over: StopIteration carries the value).
#include "vm/core/gen_parts.h"

typedef enum { STEP_INIT, STEP_ITER, STEP_CLOSED } StepState;

typedef struct Step {  // asend: value to send; athrow: exception to throw; aclose: no exception
  Object header;
  Generator *gen;
  Value argument;
  uint8_t state;
} Step;

static inline Step *as_step(Value v) { return (Step *)as_obj(v); }
static inline bool is_asend(VM *vm, const Step *s) { return obj_type(&s->header) == vm->types.async_gen_asend; }

// First use of an async generator: the event loop is told through the hooks.
bool asyncgen_begin(VM *vm, Generator *g) {
  if (g->hooks_inited) return true;
  g->hooks_inited = true;
  if (vm->thread.asyncgen_finalizer != V_ABSENT) {
    GenExtra *e = gen_extra(vm, g);
    if (!e) return false;
    e->finalizer = retain(vm->thread.asyncgen_finalizer);
  }
  if (vm->thread.asyncgen_firstiter == V_ABSENT) return true;
  Value self = from_obj(g), r = obj_call(vm, vm->thread.asyncgen_firstiter, &self, 1);
  release(vm, r);
  return r != V_ABSENT;
}

static Value step_new(VM *vm, Type *type, Generator *g, Value argument) {
  if (!asyncgen_begin(vm, g)) return V_ABSENT;
  Step *s = object_new(vm, type, sizeof(Step));
  if (!s) return V_ABSENT;
  incref(&g->header);
  s->gen = g;
  s->argument = retain(argument);
  if (gc_track(vm, &s->header)) return from_obj(s);
  decref(vm, s);
  return V_ABSENT;
}

Value asyncgen_step_new(VM *vm, Generator *g) {
  Value v = step_new(vm, vm->types.async_gen_asend, g, V_NONE);
  if (v) as_step(v)->state = STEP_ITER;
  return v;
}

// The outcome of a step of the body as the awaitable shows it.
static Value unwrap(VM *vm, Generator *g, GenStatus status, Value v) {
  if (status == GEN_YIELDED && gen_awaits(g)) return v;
  g->running_async = false;
  if (status == GEN_YIELDED) {
    raise_stop_iteration(vm, v);
    release(vm, v);
    return V_ABSENT;
  }
  if (status == GEN_RETURNED) {
    release(vm, v);
    g->closed = true;
    return raise_object(vm, from_obj(error_type_get(vm, EXC_StopAsyncIteration)));
  }
  if (error_is(vm, EXC_StopAsyncIteration) || error_is(vm, EXC_GeneratorExit)) g->closed = true;
  return V_ABSENT;
}

static Value asend_send(VM *vm, Step *s, Value v) {
  if (s->state == STEP_CLOSED) return raise(vm, EXC_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
  if (s->state == STEP_INIT) {
    if (s->gen->running_async) {
      s->state = STEP_CLOSED;
      return raise(vm, EXC_RuntimeError, "anext(): asynchronous generator is already running");
    }
    if (v == V_NONE) v = s->argument;
    s->state = STEP_ITER;
  }
  s->gen->running_async = true;
  Value result;
  GenStatus status = gen_send(vm, s->gen, v, &result);
  result = unwrap(vm, s->gen, status, result);
  if (!result) s->state = STEP_CLOSED;
  return result;
}

static Value asend_throw(VM *vm, Step *s, Value exc) {
  if (s->state == STEP_CLOSED) return raise(vm, EXC_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
  if (s->state == STEP_INIT) {
    if (s->gen->running_async) {
      s->state = STEP_CLOSED;
      return raise(vm, EXC_RuntimeError, "anext(): asynchronous generator is already running");
    }
    s->state = STEP_ITER;
    s->gen->running_async = true;
  }
  Value result;
  GenStatus status = gen_throw_into(vm, s->gen, exc, false, &result);
  result = unwrap(vm, s->gen, status, result);
  if (!result) s->state = STEP_CLOSED;
  return result;
}

// athrow() and aclose(): what the body did with the exception.
static Value athrow_done(VM *vm, Step *s, GenStatus status, Value v) {
  Generator *g = s->gen;
  bool closing = s->argument == V_ABSENT;
  if (!closing) {
    v = unwrap(vm, g, status, v);
    if (!v) s->state = STEP_CLOSED;
    return v;
  }
  if (status == GEN_YIELDED && gen_awaits(g)) return v;
  g->running_async = false;
  s->state = STEP_CLOSED;
  if (status == GEN_YIELDED) {
    release(vm, v);
    return raise(vm, EXC_RuntimeError, "async generator ignored GeneratorExit");
  }
  if (status == GEN_RETURNED) release(vm, v);
  else if (!error_clear_if(vm, EXC_StopAsyncIteration) && !error_clear_if(vm, EXC_GeneratorExit)) return V_ABSENT;
  return raise_object(vm, from_obj(error_type_get(vm, EXC_StopIteration)));
}

static Value athrow_begin(VM *vm, Step *s) {
  Generator *g = s->gen;
  bool closing = s->argument == V_ABSENT;
  if (g->running_async) {
    s->state = STEP_CLOSED;
    return raise(vm, EXC_RuntimeError, "%s(): asynchronous generator is already running", closing ? "aclose" : "athrow");
  }
  if (g->closed) {
    s->state = STEP_CLOSED;
    return raise_object(vm, from_obj(error_type_get(vm, EXC_StopAsyncIteration)));
  }
  s->state = STEP_ITER;
  g->running_async = true;
  Value exc, result;
  if (closing) {
    g->closed = true;
    exc = error_new(vm, error_type_get(vm, EXC_GeneratorExit), V_ABSENT);
    if (!exc) return V_ABSENT;
  } else {
    exc = retain(s->argument);
  }
  GenStatus status = gen_throw_into(vm, g, exc, false, &result);
  release(vm, exc);
  return athrow_done(vm, s, status, result);
}

static Value athrow_send(VM *vm, Step *s, Value v) {
  if (s->state == STEP_CLOSED) return raise(vm, EXC_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
  if (s->gen->state == GEN_CLOSED) {
    s->state = STEP_CLOSED;
    return raise_object(vm, from_obj(error_type_get(vm, EXC_StopIteration)));
  }
  if (s->state == STEP_INIT) {
    if (v != V_NONE) return raise(vm, EXC_RuntimeError, "can't send non-None value to a just-started coroutine");
    return athrow_begin(vm, s);
  }
  Value result;
  GenStatus status = gen_send(vm, s->gen, v, &result);
  return athrow_done(vm, s, status, result);
}

static Value athrow_throw(VM *vm, Step *s, Value exc) {
  if (s->state == STEP_CLOSED) return raise(vm, EXC_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
  if (s->state == STEP_INIT) {
    if (s->gen->running_async) {
      s->state = STEP_CLOSED;
      return raise(vm, EXC_RuntimeError, "%s(): asynchronous generator is already running", s->argument == V_ABSENT ? "aclose" : "athrow");
    }
    s->state = STEP_ITER;
    s->gen->running_async = true;
  }
  Value result;
  GenStatus status = gen_throw_into(vm, s->gen, exc, false, &result);
  return athrow_done(vm, s, status, result);
}

// ---- the awaitables' methods

static Value step_send(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Step *s = as_step(args[0]);
  return is_asend(vm, s) ? asend_send(vm, s, args[1]) : athrow_send(vm, s, args[1]);
}

static Value step_next(VM *vm, Value self) {
  Value args[2] = {self, V_NONE};
  return step_send(vm, args, 2);
}

static Value step_throw(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!throw_deprecated(vm, args + 1)) return V_ABSENT;
  Value exc = throw_argument(vm, args + 1);
  if (!exc) return V_ABSENT;
  Step *s = as_step(args[0]);
  Value result = is_asend(vm, s) ? asend_throw(vm, s, exc) : athrow_throw(vm, s, exc);
  release(vm, exc);
  return result;
}

static Value step_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Step *s = as_step(args[0]);
  if (s->state == STEP_CLOSED) return V_NONE;
  Value exc = error_new(vm, error_type_get(vm, EXC_GeneratorExit), V_ABSENT);
  if (!exc) return V_ABSENT;
  Value result = is_asend(vm, s) ? asend_throw(vm, s, exc) : athrow_throw(vm, s, exc);
  release(vm, exc);
  if (result) {
    release(vm, result);
    return raise(vm, EXC_RuntimeError, "coroutine ignored GeneratorExit");
  }
  return error_clear_if(vm, EXC_StopIteration) || error_clear_if(vm, EXC_StopAsyncIteration) || error_clear_if(vm, EXC_GeneratorExit) ? V_NONE : V_ABSENT;
}

static Value step_self(VM *vm, Value self) { (void)vm; return retain(self); }

static Value step_finalize(VM *vm, Value self) {
  Step *s = as_step(self);
  if (s->state != STEP_INIT || vm->finalizing) return V_NONE;
  const char *method = !is_asend(vm, s) ? (s->argument == V_ABSENT ? "aclose" : "athrow") : s->argument != V_NONE ? "asend" : "__anext__";
  if (!warn(vm, EXC_RuntimeWarning, 1, "coroutine method '%s' of '%U' was never awaited", method, gen_qualname_get(s->gen))) error_unraisable(vm, NULL, self);
  return V_NONE;
}

static void step_free(VM *vm, Object *o) {
  replace(vm, &((Step *)o)->argument, V_ABSENT);
  CLEAR_REF(vm, ((Step *)o)->gen);
}
static void step_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((Step *)o)->argument);
  visit(arg, from_obj(((Step *)o)->gen));
}

static const NativeDef step_methods[] = {
  {"send", "($self, arg, /)", step_send, 0, NULL}, {"throw", "($self, type, value=None, traceback=None, /)", step_throw, 0, NULL},
  {"close", "($self, /)", step_close, 0, NULL}, {0},
};
static const TypeSpec asend_spec = {
  .name = "async_generator_asend", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(Step), .methods = step_methods,
  .slots = {.iter = step_self, .next = step_next, .await = step_self, .finalize = step_finalize, .free = step_free, .traverse = step_traverse},
};
static const TypeSpec athrow_spec = {
  .name = "async_generator_athrow", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(Step), .methods = step_methods,
  .slots = {.iter = step_self, .next = step_next, .await = step_self, .finalize = step_finalize, .free = step_free, .traverse = step_traverse},
};

// ---- the generator

static inline Generator *as_gen(Value v) { return (Generator *)as_obj(v); }
static Value ag_anext(VM *vm, Value self) { return step_new(vm, vm->types.async_gen_asend, as_gen(self), V_NONE); }

static Value ag_asend(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return step_new(vm, vm->types.async_gen_asend, as_gen(args[0]), args[1]);
}
static Value ag_aclose(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return step_new(vm, vm->types.async_gen_athrow, as_gen(args[0]), V_ABSENT);
}
static Value ag_athrow(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!throw_deprecated(vm, args + 1)) return V_ABSENT;
  Value exc = throw_argument(vm, args + 1);
  Value step = exc ? step_new(vm, vm->types.async_gen_athrow, as_gen(args[0]), exc) : V_ABSENT;
  release(vm, exc);
  return step;
}

static Value ag_running(VM *vm, Value self) { (void)vm; return from_bool(as_gen(self)->running_async); }

static const NativeDef async_generator_methods[] = {
  {"asend", "($self, arg, /)", ag_asend, 0, NULL}, {"athrow", "($self, type, value=None, traceback=None, /)", ag_athrow, 0, NULL},
  {"aclose", "($self, /)", ag_aclose, 0, NULL}, {"__class_getitem__", "($cls, item, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"}, {0},
};
static const GetSetDef async_generator_getset[] = {
  {"ag_frame", gen_get_frame, NULL, NULL}, {"ag_code", gen_get_code, NULL, NULL}, {"ag_running", ag_running, NULL, NULL},
  {"ag_suspended", gen_get_suspended, NULL, NULL}, {"ag_await", gen_get_yieldfrom, NULL, NULL}, {"__name__", gen_get_name, gen_put_name, NULL},
  {"__qualname__", gen_get_qualname, gen_put_qualname, NULL}, {0},
};
static const TypeSpec async_generator_spec = {
  .name = "async_generator", .kind = KIND_ASYNC_GENERATOR, .flags = TYPE_GC | TYPE_NO_NEW | TYPE_WEAKREF, .size = gen_size,
  .methods = async_generator_methods, .getset = async_generator_getset,
  .slots = {.repr = gen_repr, .aiter = step_self, .anext = ag_anext, .finalize = gen_finalize, .free = gen_free_all, .traverse = gen_traverse},
};

bool asyncgen_types_init(VM *vm) {
  Types *t = &vm->types;
  return (t->async_generator = type_from_spec(vm, &async_generator_spec, NULL)) && (t->async_gen_asend = type_from_spec(vm, &asend_spec, NULL)) &&
         (t->async_gen_athrow = type_from_spec(vm, &athrow_spec, NULL));
}

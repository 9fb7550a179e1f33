// SPDX-License-Identifier: MIT
// builtins_async.c - aiter() and anext(), and the awaitable that gives anext's default when the iterator is exhausted.
#include "vm/core/builtins.h"

Value builtin_aiter(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  UnaryFn aiter = type_of_get(vm, args[0])->slots.aiter;
  if (!aiter) return raise_type(vm, "'%T' object is not an async iterable", args[0]);
  Value it = aiter(vm, args[0]);
  if (!it || type_of_get(vm, it)->slots.anext) return it;
  raise_type(vm, "aiter() returned not an async iterator of type '%T'", it);
  release(vm, it);
  return V_ABSENT;
}

// ---- anext(it, default): wraps the awaitable of it.__anext__()

typedef struct AnextAwaitable { Object header; Value wrapped, otherwise; } AnextAwaitable;

Value builtin_anext(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  UnaryFn anext = type_of_get(vm, args[0])->slots.anext;
  if (!anext) return raise_type(vm, "'%T' object is not an async iterator", args[0]);
  Value awaitable = anext(vm, args[0]);
  if (!awaitable || !args[1]) return awaitable;
  AnextAwaitable *a = object_new_raw(vm, vm->types.anext_awaitable, sizeof(AnextAwaitable));
  if (!a) return release(vm, awaitable), V_ABSENT;
  a->wrapped = awaitable;
  a->otherwise = retain(args[1]);
  if (!gc_track(vm, &a->header)) return decref(vm, a), V_ABSENT;
  return from_obj(a);
}

// The end of a step: StopAsyncIteration becomes StopIteration(default).
static Value finish(VM *vm, AnextAwaitable *a, Value result) {
  if (!result && error_clear_if(vm, EXC_StopAsyncIteration)) raise_stop_iteration(vm, a->otherwise);
  return result;
}

static Value step(VM *vm, AnextAwaitable *a, Value sent) {
  Value it = awaitable_iter(vm, a->wrapped), result;
  if (!it) return V_ABSENT;
  GenStatus status = iter_send(vm, it, sent, &result);
  release(vm, it);
  if (status == GEN_YIELDED) return result;
  if (status == GEN_RETURNED) {
    raise_stop_iteration(vm, result);
    release(vm, result);
  }
  return finish(vm, a, V_ABSENT);
}

static Value awaitable_next(VM *vm, Value self) { return step(vm, (AnextAwaitable *)as_obj(self), V_NONE); }

static Value m_send(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return step(vm, (AnextAwaitable *)as_obj(args[0]), args[1]);
}

static Value forward(VM *vm, Value *args, uint32_t argc, Str *name) {
  AnextAwaitable *a = (AnextAwaitable *)as_obj(args[0]);
  Value it = awaitable_iter(vm, a->wrapped);
  if (!it) return V_ABSENT;
  Value result = obj_call_method(vm, it, name, args + 1, argc - 1);
  release(vm, it);
  return finish(vm, a, result);
}

static Value m_throw(VM *vm, Value *args, uint32_t argc) { return forward(vm, args, argc, vm->names.throw); }
static Value m_close(VM *vm, Value *args, uint32_t argc) { return forward(vm, args, argc, vm->names.close); }

static void awaitable_free(VM *vm, Object *o) {
  AnextAwaitable *a = (AnextAwaitable *)o;
  replace(vm, &a->wrapped, V_ABSENT);
  replace(vm, &a->otherwise, V_ABSENT);
}

static void awaitable_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((AnextAwaitable *)o)->wrapped);
  visit(arg, ((AnextAwaitable *)o)->otherwise);
}

static const NativeDef awaitable_methods[] = {
  {"send", "($self, value, /)", m_send, 0, "send(arg) -> send 'arg' into the wrapped iterator,\nreturn next yielded value or raise StopIteration."},
  {"throw", "($self, /, *args)", m_throw, 0, "throw(value) -> raise exception in the wrapped iterator, return next yielded value\nor raise StopIteration."},
  {"close", "($self, /)", m_close, 0, "close() -> raise GeneratorExit inside generator."},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec awaitable_spec = {
  .name = "anext_awaitable",
  .kind = KIND_ITERATOR,
  .flags = TYPE_GC | TYPE_NO_NEW,
  .basicsize = sizeof(AnextAwaitable),
  .methods = awaitable_methods,
  .slots = {.iter = iterator_self, .next = awaitable_next, .await = iterator_self, .free = awaitable_free, .traverse = awaitable_traverse},
};

bool builtins_types_init(VM *vm) {
  return (vm->types.anext_awaitable = type_from_spec(vm, &awaitable_spec, NULL)) != NULL;
}

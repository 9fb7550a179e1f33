// SPDX-License-Identifier: MIT
// interpreters.c - the module _interpreters: VMs of their own inside a program, for concurrent.futures.InterpreterPoolExecutor.
//
// An Interpreter owns a VM with the same configuration, which shares nothing with this one: bytes go in, bytes come out. A call gives
// up this VM's lock and takes the other's, so that calls of several interpreters in several threads run at the same time. Between
// calls nobody holds the inner lock, and threads that its script started run. The thread that calls becomes its main thread.
#include <stdlib.h>

#include "stdlib/native/thread.h"
#include "vm/core/host.h"
#include "vm/io/io.h"

typedef struct Interpreter {
  Object header;
  VM *vm;          // NULL: closed
  Thread *main;    // of that VM
  bool busy;
} Interpreter;

typedef struct Answer { void *data; size_t len; bool ok; } Answer;  // data: malloc

static const TypeSpec interpreter_spec;
static inline Interpreter *as_interpreter(Value v) { return (Interpreter *)as_obj(v); }

// What the inner function concurrent.futures.interpreter._serve gives for `data`; not ok: no memory, or there is no such module.
static Answer serve(VM *vm, const void *data, size_t len) {
  Answer answer = {0};
  Value function = import_attr(vm, "concurrent.futures.interpreter", "_serve"), request = function ? bytes_new(vm, data, len) : V_ABSENT;
  Value r = request ? obj_call(vm, function, &request, 1) : V_ABSENT;
  if (r && is_bytes(r) && (answer.data = malloc(as_bytes(r)->len + 1))) {
    answer.len = as_bytes(r)->len;
    memcpy(answer.data, as_bytes(r)->data, answer.len);
    answer.ok = true;
  }
  error_clear(vm);
  release(vm, r);
  release(vm, request);
  release(vm, function);
  io_flush_std(vm);
  return answer;
}

static Value interpreter_call(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Interpreter *it = as_interpreter(args[0]);
  if (!is_bytes(args[1])) return raise_type(vm, "a bytes object is required, not '%T'", args[1]);
  if (!it->vm) return raise(vm, EXC_RuntimeError, "interpreter is closed");
  if (it->busy) return raise(vm, EXC_RuntimeError, "interpreter is running already");
  it->busy = true;
  Thread *self = thread_leave(vm);
  thread_enter(it->vm, it->main);
  thread_adopt(it->vm);
  Answer answer = serve(it->vm, as_bytes(args[1])->data, as_bytes(args[1])->len);
  it->main = thread_leave(it->vm);
  thread_enter(vm, self);
  it->busy = false;
  Value r = answer.ok ? bytes_new(vm, answer.data, answer.len) : raise(vm, EXC_RuntimeError, "interpreter could not run the call: no memory");
  free(answer.data);
  return r;
}

static void interpreter_end(VM *vm, Interpreter *it) {
  VM *inner = it->vm;
  it->vm = NULL;
  if (!inner) return;
  Thread *self = thread_leave(vm);
  thread_enter(inner, it->main);
  thread_adopt(inner);
  vm_free(inner);
  thread_enter(vm, self);
}

static Value interpreter_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (as_interpreter(args[0])->busy) return raise(vm, EXC_RuntimeError, "interpreter is running");
  interpreter_end(vm, as_interpreter(args[0]));
  return V_NONE;
}

static void interpreter_free(VM *vm, Object *o) { interpreter_end(vm, (Interpreter *)o); }

static const NativeDef interpreter_methods[] = {
  {"call", "($self, request, /)", interpreter_call, 0, "Give bytes to the interpreter, and return those that it gives back."},
  {"close", "($self, /)", interpreter_close, 0, "End the interpreter and free all that it holds."},
  {0},
};
static const TypeSpec interpreter_spec = {
  .name = "_interpreters.Interpreter", .kind = KIND_OTHER, .flags = TYPE_NO_NEW | TYPE_WEAKREF | TYPE_IMMUTABLE, .basicsize = sizeof(Interpreter),
  .methods = interpreter_methods, .slots = {.free = interpreter_free},
};

static Value create(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Value type = import_attr(vm, "_interpreters", "Interpreter");
  Interpreter *it = type ? object_new(vm, (Type *)as_obj(type), sizeof *it) : NULL;
  release(vm, type);
  if (!it) return V_ABSENT;
  VMConfig config = vm->config;
  Thread *self = thread_leave(vm);
  VM *inner = vm_new(&config);
  if (inner) it->main = thread_leave(inner);
  thread_enter(vm, self);
  it->vm = inner;
  if (inner) return from_obj(it);
  decref(vm, it);
  return raise_no_memory(vm);
}

static bool init(VM *vm, Module *m) {
  Type *type = type_from_spec(vm, &interpreter_spec, NULL);
  return type && module_add(vm, m, "Interpreter", from_obj(type));
}

static const NativeDef functions[] = {{"create", "()", create, NATIVE_NEEDS(CAN_THREADS), "Make an interpreter: a VM that shares nothing with this one."}, {0}};
const ModuleDef interpreters_module = {"_interpreters", "VMs inside a program.", functions, init};

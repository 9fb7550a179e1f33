// SPDX-License-Identifier: MIT
// vm.c - a VM's beginning and end, and its safepoint.
//
// Beginning: blank types (type_bootstrap), the strs and tuples that everything uses, then every type, the builtins, sys.
// End: modules are emptied in reverse order of import (what they hold is finalised while sys and builtins still work), the collector
// runs until it finds nothing more, the VM's own references are dropped; what is left then has leaked, and live_objects counts it.
#include "vm/core/vm.h"

#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#include "vm/aio/aio.h"
#include "vm/core/builtins.h"
#include "vm/core/call.h"
#include "vm/core/hooks.h"
#include "vm/core/fiber.h"
#include "vm/core/host.h"
#include "vm/io/io.h"
#include "vm/aio/tracer.h"

enum { DEFAULT_RECURSION_LIMIT = 1000 };

static bool names_init(VM *vm) {
#define NAME(field, text) if (!(vm->names.field = str_intern(vm, text, sizeof text - 1))) return false;
#include "vm/core/names.def"
  return true;
}

static void names_free(VM *vm) {
#define NAME(field, text) CLEAR_REF(vm, vm->names.field);
#include "vm/core/names.def"
}

static void shapes_init(VM *vm) {
  const Types *t = &vm->types;
  vm->shape = (Shapes){
    .function = t->function->root, .native = t->native->root, .method_descriptor = t->method_descriptor->root, .method = t->method->root,
    .list = t->list->root, .tuple = t->tuple->root, .dict = t->dict->root, .str = t->str->root, .range_iter = t->range_iter->root,
    .list_iter = t->list_iter->root, .tuple_iter = t->tuple_iter->root, .generator = t->generator->root, .coroutine = t->coroutine->root,
    .module = t->module->root, .big_int = t->int_->root, .type = t->type->root,
  };
}

static bool types_init(VM *vm) {
  return type_types_init(vm) && descr_types_init(vm) && list_types_init(vm) && dict_types_init(vm) && str_types_init(vm) && func_types_init(vm) &&
         int_types_init(vm) && float_types_init(vm) && bytes_types_init(vm) && set_types_init(vm) && range_types_init(vm) && itertypes_init(vm) &&
         frame_types_init(vm) && gen_types_init(vm) && asyncgen_types_init(vm) && module_types_init(vm) && weakref_types_init(vm) &&
         generic_types_init(vm) && trail_types_init(vm) && error_types_init(vm);
}

// The module `builtins` around vm->builtins.
static bool builtins_module_init(VM *vm) {
  Value m = module_new(vm, vm->names.builtins);
  if (!m) return false;
  Module *module = (Module *)as_obj(m);
  bool ok = dict_merge(vm, vm->builtins, module->dict, false);
  CLEAR_REF(vm, module->dict);
  incref((Object *)vm->builtins);
  module->dict = vm->builtins;
  module->rest = builtins_rest;
  ok = ok && module_describe_native(vm, module, vm->names.builtins) && dict_set_name(vm, vm->modules, vm->names.builtins, m);
  release(vm, m);
  return ok;
}

static bool modules_init(VM *vm) {
  vm->modules = dict_new(vm);
  if (!vm->modules) return false;
  if (!builtins_module_init(vm)) return false;
  Value sys = import_module(vm, "sys");
  vm->sys = sys ? (Module *)as_obj(sys) : NULL;
  return sys != V_ABSENT;
}

static void hash_key_init(VM *vm) {
  vm->hash_key[0] = vm->config.hash_seed;
  vm->hash_key[1] = vm->config.hash_seed * UINT64_C(0x9e3779b97f4a7c15);
  if (vm->config.hash_seeded) return;
  if (vm->config.random && vm->config.random(vm->config.random_user, vm->hash_key, sizeof vm->hash_key)) return;
  if (getrandom(vm->hash_key, sizeof vm->hash_key, 0) != sizeof vm->hash_key) vm->hash_key[0] ^= (uintptr_t)vm;
}

VM *vm_new(const VMConfig *config) {
  Alloc alloc;
  alloc_init(&alloc, config->alloc, config->alloc_user);
  VM *vm = alloc.hook(alloc.user, NULL, 0, sizeof(VM));
  if (!vm) return NULL;
  memset(vm, 0, sizeof *vm);
  vm->alloc = alloc;
  vm->alloc.limit = config->memory_limit;
  vm->config = *config;
  if (!root_open(vm)) return vm->alloc.hook(vm->alloc.user, vm, sizeof(VM), 0), NULL;
  vm->recursion_limit = config->frame_limit ? config->frame_limit : DEFAULT_RECURSION_LIMIT;
  hash_key_init(vm);
  size_t room = config->stack_limit ? config->stack_limit : (size_t)8 << 20, margin = room > 1 << 20 ? 256 << 10 : room / 4;
  vm->c_stack_room = room - margin;
  (void)!interp_run(vm, NULL);  // its own preparation
  bool ok = threads_init(vm) && type_bootstrap(vm) && (vm->empty_tuple = tuple_new_uninit(vm, 0)) && names_init(vm) && types_init(vm);
  if (ok) {
    shapes_init(vm);
    ok = gc_init(vm) && builtins_init(vm) && io_init(vm) && modules_init(vm);
  }
  if (!ok) {
    vm_free(vm);
    return NULL;
  }
  gc_freeze(vm);
  vm->gc.frozen_at_start = vm->gc.frozen.len;
  vm->gc.enabled = true;
  vm->gc.stress = config->gc_stress;
  return vm;
}

// ---- memory

struct PermanentBlock { struct PermanentBlock *next; size_t size; };

void *vm_permanent(VM *vm, size_t size) {
  size += sizeof(PermanentBlock);
  PermanentBlock *block = vm_alloc(vm, size);
  if (!block) return NULL;
  memset(block, 0, size);
  *block = (PermanentBlock){vm->permanent, size};
  vm->permanent = block;
  return block + 1;
}

static void permanent_free(VM *vm) {
  for (PermanentBlock *block = vm->permanent, *next; block; block = next) {
    next = block->next;
    mem_free(&vm->alloc, block, block->size);
  }
  vm->permanent = NULL;
}

void *vm_arena_alloc(void *user, void *block, size_t old_size, size_t new_size) {
  Alloc *alloc = &((VM *)user)->alloc;
  if (new_size == 0) {
    if (block) mem_free(alloc, block, old_size);
    return NULL;
  }
  return block ? mem_realloc(alloc, block, old_size, new_size) : mem_alloc(alloc, new_size);
}

// ---- the end

// Empties a module: names with one underscore first, then the others but __builtins__, as CPython does.
static void module_clear(VM *vm, Module *m) {
  for (int pass = 0; pass < 2; pass++) {
    Value key, value;
    for (uint32_t pos = 0; dict_step(m->dict, &pos, &key, &value);) {
      if (!is_str(key) || value == V_NONE) continue;
      Str *name = as_str(key);
      bool private = name->len > 1 && str_char(name, 0) == '_' && str_char(name, 1) != '_';
      if (pass == 0 ? !private : str_is(name, "__builtins__")) continue;
      if (!dict_set_name(vm, m->dict, name, V_NONE)) error_clear(vm);
    }
  }
}

static void modules_clear(VM *vm) {
  if (!vm->modules) return;
  // __main__ first, then the others, the youngest first; sys and builtins stay until last.
  Value main_module = dict_get_name(vm, vm->modules, vm->names.dunder_main);
  if (is_kind(main_module, KIND_MODULE)) module_clear(vm, (Module *)as_obj(main_module));
  if (vm->aio) gc_collect(vm, 2);  // loops left with tasks: what is told of them asks for whole modules, and may import some
  Value key, value, list = list_new(vm, vm->modules->used);
  for (uint32_t pos = 0; list && dict_step(vm->modules, &pos, &key, &value);)
    if (is_kind(value, KIND_MODULE) && !list_append(vm, as_list(list), value)) error_clear(vm);
  dict_clear(vm, vm->modules);
  if (vm->sys && !dict_set_name(vm, vm->modules, vm->names.sys, from_obj(vm->sys))) error_clear(vm);  // what is imported from here on finds it
  while (list && as_list(list)->len) {
    Value m = list_pop(vm, as_list(list), (int64_t)as_list(list)->len - 1);
    if (as_obj(m) != (Object *)vm->sys && ((Module *)as_obj(m))->dict != vm->builtins && as_obj(m)->rc > 1) module_clear(vm, (Module *)as_obj(m));
    release(vm, m);
  }
  release(vm, list);
}

// The preallocated MemoryError still knows where it was raised last, and so what lived there.
static void no_memory_forget(VM *vm) {
  if (!is_exception(vm->no_memory_error)) return;
  Exception *e = as_exception(vm->no_memory_error);
  CLEAR_REF(vm, e->traceback);
  CLEAR_REF(vm, e->context);
  CLEAR_REF(vm, e->cause);
}

static void state_clear(VM *vm) {
  hooks_end(vm);
  error_clear(vm);
  no_memory_forget(vm);
  replace(vm, &vm->thread.base_exc_state.handled, V_ABSENT);
  aio_leave(vm);
  replace(vm, &vm->thread.asyncgen_firstiter, V_ABSENT);
  replace(vm, &vm->thread.asyncgen_finalizer, V_ABSENT);
  vm->ending = true;
  if (vm->shape.dict) modules_clear(vm);
  if (vm->shape.dict) gc_collect(vm, 2);
  CLEAR_REF(vm, vm->initializing);  // not before: finalisers may import
}

// What must happen before modules go. The other threads see nothing of the end: they stop, or have ended (thread.h).
static void vm_leave_threads(VM *vm, bool free_next) {
  if (vm->lock.only) return;
  import_call(vm, "threading", "_shutdown", "Exception ignored on threading shutdown");
  import_call(vm, "atexit", "_run_exitfuncs", NULL);
  if (free_next) threads_end(vm);
  threads_freeze(vm);
  if (vm->io) io_flush_std(vm);
}

void vm_finish(VM *vm) {
  if (vm->api_end) vm->api_end(vm);
  vm->api_end = NULL;
  vm_leave_threads(vm, false);
  tracer_stop(vm);
  state_clear(vm);
  vm->finalizing = true;
  if (vm->io) io_flush_std(vm);
}

void vm_free(VM *vm) {
  if (!vm) return;
  vm->alloc.limit = vm->alloc.fail_after = 0;
  if (vm->api_end) vm->api_end(vm);
  vm->api_end = NULL;
  fiber_free_all(vm);
  vm->thread.killing = false;
  vm_leave_threads(vm, true);
  gc_unfreeze(vm);
  vm_finish(vm);
  if (vm->sys) vm->sys->rest = NULL, dict_clear(vm, vm->sys->dict);
  CLEAR_REF(vm, vm->sys);
  if (vm->io) io_free(vm);
  if (vm->builtins) dict_clear(vm, vm->builtins);
  CLEAR_REF(vm, vm->builtins);
  CLEAR_REF(vm, vm->modules);
  aio_clear(vm);
  if (vm->shape.dict) gc_collect(vm, 2);
  error_clear(vm);
  aio_leave(vm);  // again: the last finalisers may have run a loop,
  CLEAR_REF(vm, vm->initializing);             // imported something,
  replace(vm, &vm->warnings_state, V_ABSENT);  // or warned
  replace(vm, &vm->no_memory_error, V_ABSENT);
  replace(vm, &vm->empty_bytes, V_ABSENT);
  replace(vm, &vm->empty_frozenset, V_ABSENT);
  names_free(vm);
  str_types_free(vm);
  type_shutdown(vm);
  permanent_free(vm);
  aio_free(vm);
  bool leaked = vm->live_objects != 0;
  if (leaked && vm->config.leak_check) {
    fprintf(stderr, "aster: %llu objects leaked\n", (unsigned long long)vm->live_objects);
    fflush(stderr);
    abort();
  }
  gc_free_lists(vm);
  threads_free(vm);
  root_close(vm);
  alloc_destroy(&vm->alloc);
  vm->alloc.hook(vm->alloc.user, vm, sizeof(VM), 0);
}

// ---- safepoints

// A thread that the VM's end waits for: what is raised here ends every frame of it (interp.c).
static bool thread_must_end(VM *vm) {
  Value exc = has_error(vm) ? V_ABSENT : error_new(vm, error_type_get(vm, EXC_SystemExit), V_ABSENT);  // a call would come here again
  if (exc) error_set_steal(vm, exc);
  return false;
}

static bool signal_service(VM *vm) {
  breaker_clear(vm, BREAK_SIGNAL);
  if (thread_is_main(vm)) return !vm->run_signals || vm->run_signals(vm);
  vm->threads.main->pending |= BREAK_SIGNAL;
  return true;
}

bool breaker_poll(VM *vm) {
  if ((breaker_get(vm) & BREAK_LOCK) && !thread_yield(vm)) return thread_must_end(vm);
  uint32_t wants = breaker_get(vm);
  if (wants & BREAK_END) return thread_must_end(vm);
  if ((wants & BREAK_SIGNAL) && !signal_service(vm)) return false;
  if ((wants & BREAK_BUDGET) && !fiber_spend(vm)) return false;
  return !(breaker_get(vm) & BREAK_INTERRUPT) || interrupt_service(vm);
}

bool breaker_service(VM *vm) {
  if (breaker_get(vm) & BREAK_GC) {
    breaker_clear(vm, BREAK_GC);
    gc_step(vm);
  }
  return breaker_poll(vm);
}

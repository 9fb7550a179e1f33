// SPDX-License-Identifier: MIT
// vm.c - a VM's beginning and end, its safepoint, and the way to the compiler.
//
// Beginning: blank types (type_bootstrap), the strs and tuples that everything uses, then every type, the builtins, sys.
// End: modules are emptied in reverse order of import (what they hold is finalised while sys and builtins still work), the collector
// runs until it finds nothing more, the VM's own references are dropped; what is left then has leaked, and live_objects counts it.
#include "vm/core/vm.h"

#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#include "vm/core/aio.h"
#include "vm/core/call.h"
#include "vm/core/io.h"
#include "vm/core/trail.h"

bool builtins_init(VM *vm);

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
  ok = ok && dict_set_name(vm, vm->modules, vm->names.builtins, m);
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
  if (!vm->config.hash_seeded && getrandom(vm->hash_key, sizeof vm->hash_key, 0) != sizeof vm->hash_key) vm->hash_key[0] ^= (uintptr_t)vm;
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
  vm->recursion_limit = DEFAULT_RECURSION_LIMIT;
  hash_key_init(vm);
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
  Value key, value, list = list_new(vm, vm->modules->used);
  for (uint32_t pos = 0; list && dict_step(vm->modules, &pos, &key, &value);)
    if (is_kind(value, KIND_MODULE) && !list_append(vm, as_list(list), value)) error_clear(vm);
  // __main__ first, then the others, the youngest first; sys and builtins stay until last.
  Value main_module = dict_get_name(vm, vm->modules, vm->names.dunder_main);
  if (is_kind(main_module, KIND_MODULE)) module_clear(vm, (Module *)as_obj(main_module));
  dict_clear(vm, vm->modules);
  while (list && as_list(list)->len) {
    Value m = list_pop(vm, as_list(list), (int64_t)as_list(list)->len - 1);
    if (as_obj(m) != (Object *)vm->sys && ((Module *)as_obj(m))->dict != vm->builtins && as_obj(m)->rc > 1) module_clear(vm, (Module *)as_obj(m));
    release(vm, m);
  }
  release(vm, list);
}

static void state_clear(VM *vm) {
  error_clear(vm);
  replace(vm, &vm->thread.base_exc_state.handled, V_ABSENT);
  aio_leave(vm);
  replace(vm, &vm->thread.asyncgen_firstiter, V_ABSENT);
  replace(vm, &vm->thread.asyncgen_finalizer, V_ABSENT);
  CLEAR_REF(vm, vm->initializing);
  if (vm->shape.dict) modules_clear(vm);
  if (vm->shape.dict) gc_collect(vm, 2);
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
  vm_leave_threads(vm, false);
  state_clear(vm);
  vm->finalizing = true;
  if (vm->io) io_flush_std(vm);
}

void vm_free(VM *vm) {
  if (!vm) return;
  vm_leave_threads(vm, true);
  gc_unfreeze(vm);
  vm_finish(vm);
  if (vm->sys) dict_clear(vm, vm->sys->dict);
  CLEAR_REF(vm, vm->sys);
  if (vm->io) io_free(vm);
  replace(vm, &vm->warnings_state, V_ABSENT);
  if (vm->builtins) dict_clear(vm, vm->builtins);
  CLEAR_REF(vm, vm->builtins);
  CLEAR_REF(vm, vm->modules);
  aio_clear(vm);
  if (vm->shape.dict) gc_collect(vm, 2);
  error_clear(vm);
  replace(vm, &vm->no_memory_error, V_ABSENT);
  replace(vm, &vm->empty_bytes, V_ABSENT);
  replace(vm, &vm->empty_frozenset, V_ABSENT);
  names_free(vm);
  str_types_free(vm);
  type_shutdown(vm);
  aio_free(vm);
  bool leaked = vm->live_objects != 0;
  if (leaked && vm->config.leak_check) {
    fprintf(stderr, "aster: %llu objects leaked\n", (unsigned long long)vm->live_objects);
    fflush(stderr);
    abort();
  }
  gc_free_lists(vm);
  threads_free(vm);
  alloc_destroy(&vm->alloc);
  vm->alloc.hook(vm->alloc.user, vm, sizeof(VM), 0);
}

// ---- safepoints

// A thread that the VM's end waits for: what is raised here ends every frame of it (interp.c).
static bool thread_must_end(VM *vm) {
  if (!has_error(vm)) raise_object(vm, from_obj(vm->exc_types[EXC_SystemExit]));
  return false;
}

bool breaker_service(VM *vm) {
  if (breaker_get(vm) & BREAK_GC) {
    breaker_clear(vm, BREAK_GC);
    gc_step(vm);
  }
  if ((breaker_get(vm) & BREAK_LOCK) && !thread_yield(vm)) return thread_must_end(vm);
  uint32_t wants = breaker_get(vm);
  if (wants & BREAK_END) return thread_must_end(vm);
  if (!(wants & BREAK_SIGNAL)) return true;
  breaker_clear(vm, BREAK_SIGNAL);
  if (thread_is_main(vm)) return !vm->run_signals || vm->run_signals(vm);
  vm->threads.main->pending |= BREAK_SIGNAL;
  return true;
}

// ---- the compiler

static Value opt_int(int32_t n, int32_t none) { return n == none ? V_NONE : from_int(n); }

// SyntaxError(message, (filename, lineno, offset, text, end_lineno, end_offset)); without a position only the message.
static void syntax_error_raise(VM *vm, Type *type, const SourceMessage *e, const char *message, const char *filename) {
  Value args[2] = {str_from_c(vm, message), V_ABSENT}, file = str_from_c(vm, filename);
  Str *text = e->text ? str_from_utf8(vm, e->text, e->text_len) : NULL;
  Value line = text ? str_format_c(vm, "%U\n", text) : V_ABSENT;
  xdecref(vm, text);
  if (args[0] && file && !has_error(vm))
    args[1] = tuple_pack(vm, 6, file, opt_int(e->line, 0), opt_int(e->col, 0), line ? line : V_NONE, opt_int(e->end_line, 0), from_int(e->end_col));
  Value exc = args[1] ? obj_call(vm, from_obj(type), args, e->line ? 2 : 1) : V_ABSENT;
  if (exc) error_set_steal(vm, exc);
  release(vm, args[0]);
  release(vm, args[1]);
  release(vm, file);
  release(vm, line);
}

static void raise_source_error(VM *vm, const SourceMessage *e, const char *filename) {
  if (strcmp(e->type, "MemoryError") == 0) {
    if (*e->message) raise(vm, EXC_MemoryError, "%s", e->message);
    else raise_no_memory(vm);
    return;
  }
  if (strcmp(e->type, "RecursionError") == 0) {
    raise(vm, EXC_RecursionError, "%s", e->message);
    return;
  }
  if (strcmp(e->type, "ValueError") == 0) {
    raise_value(vm, "%s", e->message);
    return;
  }
  bool incomplete = strcmp(e->type, "incomplete") == 0;
  ExcId id = incomplete ? EXC__IncompleteInputError : strcmp(e->type, "IndentationError") == 0 ? EXC_IndentationError : strcmp(e->type, "TabError") == 0 ? EXC_TabError : EXC_SyntaxError;
  syntax_error_raise(vm, vm->exc_types[id], e, incomplete ? "incomplete input" : e->message, filename);
}

static bool source_warning(VM *vm, const SourceMessage *w, const char *filename) {
  Value file = str_from_c(vm, filename), text = file ? str_from_c(vm, w->message) : V_ABSENT;
  bool ok = text && warn_at(vm, EXC_SyntaxWarning, as_str(file), (uint32_t)w->line, text);
  release(vm, file);
  release(vm, text);
  return ok;
}

static Value run_compile(VM *vm, CompileJob *job) {
  if (!vm->config.compile) return raise(vm, EXC_RuntimeError, "this program was built without the compiler");
  CodeUnit *unit = vm->config.compile(job);
  bool ok = true;
  for (uint32_t i = 0; ok && i < job->nwarnings; i++) {
    const SourceMessage *w = &job->warnings[i];
    ok = source_warning(vm, w, job->filename);
    if (!ok && error_is(vm, EXC_SyntaxWarning)) {
      error_clear(vm);
      SourceMessage e = *w;
      e.type = "SyntaxError";
      if (e.late && access(job->filename, R_OK) != 0) e.text = NULL;
      raise_source_error(vm, &e, job->filename);
    }
  }
  if (!ok) return V_ABSENT;
  if (!unit) return raise_source_error(vm, &job->error, job->filename), V_ABSENT;
  return job->flags & COMPILE_ONLY_TREE ? code_const_load(vm, &unit->consts[0]) : code_load(vm, unit);
}

Value vm_compile(VM *vm, const char *source, size_t len, const char *filename, int mode, uint32_t flags) {
  Arena arena;
  arena_init(&arena, vm_arena_alloc, vm);
  CompileJob job = {.source = source, .len = len, .filename = filename, .mode = mode, .flags = flags, .arena = &arena};
  Value code = run_compile(vm, &job);
  arena_free(&arena);
  return code;
}

Value vm_compile_tree(VM *vm, Value tree, const char *filename, int mode, uint32_t flags) {
  Arena arena;
  arena_init(&arena, vm_arena_alloc, vm);
  Const constant;
  CompileJob job = {.source = "", .tree = &constant, .filename = filename, .mode = mode, .flags = flags | COMPILE_TEXT, .arena = &arena};
  Value code = code_const_store(vm, &arena, tree, &constant) ? run_compile(vm, &job) : V_ABSENT;
  arena_free(&arena);
  return code;
}

void *vm_arena_alloc(void *user, void *block, size_t old_size, size_t new_size) {
  Alloc *alloc = &((VM *)user)->alloc;
  if (new_size == 0) {
    if (block) mem_free(alloc, block, old_size);
    return NULL;
  }
  return block ? mem_realloc(alloc, block, old_size, new_size) : mem_alloc(alloc, new_size);
}

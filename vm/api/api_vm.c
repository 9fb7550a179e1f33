// SPDX-License-Identifier: MIT
// api_vm.c - the life of a VM, its limits, and whole programs.
#include "vm/api/api.h"

#include <stdio.h>

#include "vm/io/io.h"
#include "vm/core/main.h"
#include "vm/core/sysmod.h"
#include "vm/aio/tracer.h"
#include "vm/include/aster_host.h"
#include "vm/library.h"

AsterVM *aster_new(const AsterConfig *config) {
  AsterConfig defaults = {0};
  if (!config) config = &defaults;
  VMConfig c = {
    .alloc = config->alloc, .alloc_user = config->alloc_user, .memory_limit = config->memory_limit, .compile = library_compile,
    .host = config->host ? config->host : library_host.open ? &library_host : NULL, .virtual_time = config->virtual_time, .shuffle = config->shuffle,
    .natives = library_natives, .frozen = library_frozen, .unpack = library_unpack, .hash_seed = config->hash_seed, .hash_seeded = config->hash_seeded,
    .optimize = config->optimize > 0, .isolated = config->isolated, .dev_mode = config->dev_mode, .debug = config->debug, .orphans = (uint8_t)config->orphans,
    .no_specialize = config->no_specialize, .suspend_stress = config->suspend_stress,
    .no_caches = config->no_caches, .gc_stress = config->gc_stress, .leak_check = config->leak_check, .user = config->user,
    .write = (void (*)(void *, int, const char *, size_t))config->write, .write_user = config->write_user,
    .log = (void (*)(void *, int, const char *, size_t))config->log, .log_user = config->log_user,
    .load = (bool (*)(void *, VM *, const char *, struct AsterModuleText *))config->load, .load_user = config->load_user,
    .clock = (double (*)(void *, int))config->clock, .clock_user = config->clock_user, .random = config->random, .random_user = config->random_user,
    .sandbox = config->sandbox, .allow = config->allow, .root = config->root,
    .frame_limit = config->frame_limit, .stack_limit = config->stack_limit,
  };
  snprintf(c.options, sizeof c.options, "%s", config->options ? config->options : "");
  VM *vm = vm_new(&c);
  if (vm) vm->alloc.fail_after = config->fail_alloc;
  return (AsterVM *)vm;
}

void aster_free(AsterVM *vm) {
  if (vm) script(vm)->alloc.fail_after = 0;
  vm_free(core(vm));
}

const char *aster_version(void) { return ASTER_VERSION; }
void *aster_user(AsterVM *vm) { return core(vm)->config.user; }

AsterMemory aster_memory(AsterVM *vm) {
  const VM *c = core(vm);
  return (AsterMemory){c->alloc.used, c->alloc.peak, c->alloc.limit, c->live_objects};
}

void aster_set_memory_limit(AsterVM *vm, size_t bytes) { core(vm)->alloc.limit = bytes; }
int64_t aster_collect(AsterVM *vm) { return gc_collect(script(vm), 2); }

void aster_finish(AsterVM *vm) { vm_finish(script(vm)); }

bool aster_trace(AsterVM *vm, const char *path) { return tracer_start(core(vm), path); }

bool aster_set_argv(AsterVM *vm, int argc, char *const *argv, const char *executable, int orig_argc, char *const *orig_argv) {
  return sys_set_argv(core(vm), argc, argv, executable, orig_argc, orig_argv);
}

bool aster_add_xoption(AsterVM *vm, const char *option) { return sys_add_xoption(core(vm), option); }
bool aster_add_warning(AsterVM *vm, const char *filter) { return sys_add_warning(core(vm), filter); }

static int run_stdin(VM *vm) {
  Value source = import_path_source(vm, "/dev/stdin");
  if (!source) return main_exit_status(vm);
  int status = main_run_source(vm, (const char *)as_bytes(source)->data, as_bytes(source)->len, "<stdin>");
  release(vm, source);
  return status;
}

int aster_run_main(AsterVM *vm, AsterRunKind kind, const char *what) {
  VM *c = script(vm);
  switch (kind) {
    case ASTER_RUN_FILE: return main_run_file(c, what);
    case ASTER_RUN_CODE: return main_run_source(c, what, strlen(what), "<string>");
    case ASTER_RUN_MODULE: return main_run_module(c, what);
    case ASTER_RUN_STDIN: return run_stdin(c);
  }
  return 2;
}

int aster_interact(AsterVM *vm, bool banner) { return main_interact(script(vm), banner); }

bool aster_flush(AsterVM *vm) {
  io_flush_std(script(vm));
  return true;
}

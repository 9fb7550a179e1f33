// SPDX-License-Identifier: MIT
// unit.h - what the unit tests share: VMs that abort when they leak, and script run from C.
#ifndef ASTER_UNIT_H
#define ASTER_UNIT_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/core/vm.h"
#include "vm/include/aster.h"

// A VM with the whole library. vm_close aborts, and so fails the test, when an object is left.
static inline VM *vm_open(void) {
  AsterConfig config = {.leak_check = true, .hash_seeded = true, .hash_seed = 1};
  VM *vm = (VM *)aster_new(&config);
  cr_assert_not_null(vm);
  return vm;
}

static inline void vm_close(VM *vm) { aster_free((AsterVM *)vm); }

// Runs or evaluates source in `globals`. Owned; V_ABSENT: exception set.
static inline Value unit_run(VM *vm, Dict *globals, const char *source, int mode) {
  Value code = vm_compile(vm, source, strlen(source), "<unit>", mode, mode == COMPILE_EXEC ? COMPILE_MODULE : 0);
  if (!code) return V_ABSENT;
  Value result = code_run(vm, (Code *)as_obj(code), globals, V_ABSENT, NULL);
  release(vm, code);
  return result;
}

static inline Value unit_eval(VM *vm, const char *source) {
  Dict *globals = dict_new(vm);
  Value result = unit_run(vm, globals, source, COMPILE_EVAL);
  decref(vm, globals);
  cr_assert(result != V_ABSENT, "%s raises", source);
  return result;
}

// repr(v) equals `text`?
static inline bool unit_repr_is(VM *vm, Value v, const char *text) {
  Value repr = obj_repr(vm, v);
  bool same = repr && str_is(as_str(repr), text);
  release(vm, repr);
  return same;
}

static inline bool unit_eval_is(VM *vm, const char *source, const char *text) {
  Value v = unit_eval(vm, source);
  bool same = unit_repr_is(vm, v, text);
  release(vm, v);
  return same;
}

// A small generator of numbers, the same in every run.
static inline uint64_t unit_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

#endif

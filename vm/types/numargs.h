// SPDX-License-Identifier: MIT
// numargs.h - what the constructors of the number types share: checking raw positional arguments in CPython's words.
#ifndef ASTER_NUMARGS_H
#define ASTER_NUMARGS_H

#include "vm/core/vm.h"

static inline bool args_positional(VM *vm, const char *name, uint32_t argc, Tuple *kwnames, uint32_t min, uint32_t max) {
  if (kwnames && kwnames->len) return raise_type(vm, "%s() takes no keyword arguments", name), false;
  if (argc < min) return raise_type(vm, "%s expected at least %u argument%s, got %u", name, min, min == 1 ? "" : "s", argc), false;
  if (argc > max) return raise_type(vm, "%s expected at most %u argument%s, got %u", name, max, max == 1 ? "" : "s", argc), false;
  return true;
}

#endif

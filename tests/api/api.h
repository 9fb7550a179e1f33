// SPDX-License-Identifier: MIT
// api.h - what the tests of the public interface share. They know the public headers only.
#ifndef ASTER_TESTS_API_H
#define ASTER_TESTS_API_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/include/aster.h"

// A VM that aborts when it is freed with objects left.
static inline AsterVM *api_open(void) {
  AsterConfig config = {.leak_check = true, .hash_seeded = true, .hash_seed = 1};
  AsterVM *vm = aster_new(&config);
  cr_assert_not_null(vm);
  return vm;
}

// repr(v) is `text`? Takes v.
static inline bool api_is(AsterVM *vm, AsterValue v, const char *text) {
  AsterValue repr = aster_ok(v) ? aster_repr(vm, aster_ref(v)) : aster_absent();
  const char *found = aster_ok(repr) ? aster_get_str(vm, aster_ref(repr), NULL) : NULL;
  bool same = found && strcmp(found, text) == 0;
  if (!same && !found) aster_print_error(vm);
  if (!same) fprintf(stderr, "found %s, expected %s\n", found ? found : "an error", text);
  aster_release(vm, repr);
  aster_release(vm, v);
  return same;
}

static inline AsterValue api_eval(AsterVM *vm, const char *expression) {
  AsterValue v = aster_eval(vm, expression, NULL);
  if (!aster_ok(v)) aster_print_error(vm);
  cr_assert(aster_ok(v), "%s raises", expression);
  return v;
}

static inline void api_exec(AsterVM *vm, const char *source) {
  AsterValue v = aster_exec(vm, source, "<test>");
  if (!aster_ok(v)) aster_print_error(vm);
  cr_assert(aster_ok(v));
  aster_release(vm, v);
}

// An exception of that type is pending, with that text? Clears it.
static inline bool api_raised(AsterVM *vm, const char *type, const char *text) {
  bool is = aster_error_is(vm, type);
  AsterValue exc = aster_take_error(vm), message = aster_ok(exc) ? aster_text(vm, aster_ref(exc)) : aster_absent();
  const char *found = aster_ok(message) ? aster_get_str(vm, aster_ref(message), NULL) : "no exception";
  bool same = is && (!text || strcmp(found, text) == 0);
  if (!same) fprintf(stderr, "found %s, expected %s: %s\n", found, type, text ? text : "");
  aster_release(vm, message);
  aster_release(vm, exc);
  return same;
}

#endif

// SPDX-License-Identifier: MIT
// minimal.c - a C program with a VM in it: evaluates what its arguments say.
#include <aster.h>
#include <stdio.h>

int main(int argc, char **argv) {
  AsterVM *vm = aster_new(NULL);
  if (!vm) return 1;
  for (int i = 1; i < argc || i == 1; i++) {
    AsterValue v = aster_eval(vm, i < argc ? argv[i] : "sum(n * n for n in range(10))", NULL);
    AsterValue text = aster_ok(v) ? aster_text(vm, aster_ref(v)) : aster_absent();
    if (aster_ok(text)) puts(aster_get_str(vm, aster_ref(text), NULL));
    else aster_print_error(vm);
    aster_release(vm, text);
    aster_release(vm, v);
  }
  aster_free(vm);
  return 0;
}

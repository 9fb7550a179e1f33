// SPDX-License-Identifier: MIT
// embed.c - a program outside the tree: it knows the installed header and library only.
#include <aster.h>
#include <stdio.h>

int main(void) {
  AsterVM *vm = aster_new(NULL);
  if (!vm) return 1;
  int status = aster_run_main(vm, ASTER_RUN_CODE, "print(sum(range(10)))");
  aster_flush(vm);
  aster_free(vm);
  return status;
}

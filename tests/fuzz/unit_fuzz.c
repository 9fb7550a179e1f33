// SPDX-License-Identifier: MIT
// unit_fuzz.c - libFuzzer's way into the reader of bytecode files: any bytes are read, verified and, if accepted, disassembled.
#include <string.h>

#include "vm/code/code.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char why[200];
  Arena arena;
  arena_init(&arena, NULL, NULL);
  CodeUnit *unit = code_read(&arena, data, size, why, sizeof why);
  if (unit && code_verify(unit, why, sizeof why)) {
    Buf text;
    buf_init(&text, NULL, NULL);
    code_disassemble(unit, &text, NULL, 0);
    buf_free(&text);
  }
  arena_free(&arena);
  return 0;
}

// SPDX-License-Identifier: MIT
// compile_fuzz.c - libFuzzer's way into the front end: any bytes are compiled; what compiles must verify, disassemble, and come
// back the same from its file form.
#include <stdlib.h>
#include <string.h>

#include "compiler/compile.h"

static void round_trip(const CodeUnit *unit) {
  Buf first, second;
  Arena arena;
  char why[200];
  buf_init(&first, NULL, NULL);
  buf_init(&second, NULL, NULL);
  arena_init(&arena, NULL, NULL);
  if (!code_write(unit, &first)) abort();
  CodeUnit *again = code_read(&arena, (const uint8_t *)first.data, first.len, why, sizeof why);
  if (!again || !code_write(again, &second) || first.len != second.len || memcmp(first.data, second.data, first.len)) abort();
  arena_free(&arena);
  buf_free(&first);
  buf_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!size) return 0;
  Arena arena;
  arena_init(&arena, NULL, NULL);
  CompileRequest request;
  memset(&request, 0, sizeof request);
  request.source = (const char *)data + 1;  // the first byte chooses mode and flags
  request.len = size - 1;
  request.filename = "<fuzz>";
  request.mode = (CompileMode)(data[0] == 'e' ? COMPILE_MODE_EVAL : data[0] == 's' ? COMPILE_MODE_SINGLE : COMPILE_MODE_EXEC);
  request.flags = COMPILE_FLAG_MODULE | (data[0] & 1 ? COMPILE_FLAG_TOP_AWAIT : 0) | (data[0] & 2 ? COMPILE_FLAG_TEXT : 0);
  if (request.flags & COMPILE_FLAG_TEXT)  // a str's UTF-8 is valid by contract
    for (size_t i = 0; i < request.len; i++)
      if (request.source[i] & 0x80) request.flags &= ~(unsigned)COMPILE_FLAG_TEXT;
  request.arena = &arena;
  CodeUnit *unit = compile_source(&request);
  if (!unit && !request.diag.message) abort();
  if (unit) {
    char why[200];
    Buf text;
    if (!code_verify(unit, why, sizeof why)) abort();
    buf_init(&text, NULL, NULL);
    code_disassemble(unit, &text, request.source, request.len);
    buf_free(&text);
    round_trip(unit);
  }
  arena_free(&arena);
  return 0;
}

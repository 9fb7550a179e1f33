// SPDX-License-Identifier: MIT
// seed_units.c - writes what sources compile to, as seeds for unit_fuzz: seed_units FOLDER FILE...
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compile.h"

static bool seed(const char *folder, int number, const char *path) {
  static char source[1 << 20];
  FILE *f = fopen(path, "rb");
  if (!f) return false;
  size_t len = fread(source, 1, sizeof source, f);
  fclose(f);
  Arena arena;
  Buf bytes;
  arena_init(&arena, NULL, NULL);
  buf_init(&bytes, NULL, NULL);
  CompileRequest request = {.source = source, .len = len, .filename = "<seed>", .mode = COMPILE_MODE_EXEC, .flags = COMPILE_FLAG_MODULE, .arena = &arena};
  const CodeUnit *unit = compile_source(&request);
  char name[512];
  snprintf(name, sizeof name, "%s/seed%d", folder, number);
  FILE *out = unit && code_write(unit, &bytes) ? fopen(name, "wb") : NULL;
  if (out) fwrite(bytes.data, 1, bytes.len, out), fclose(out);
  buf_free(&bytes);
  arena_free(&arena);
  return out != NULL;
}

int main(int argc, char **argv) {
  int made = 0;
  for (int i = 2; i < argc; i++) made += seed(argv[1], i, argv[i]);
  printf("%d seeds\n", made);
  return made == 0;
}

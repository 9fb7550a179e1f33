// SPDX-License-Identifier: MIT
// code_test.c - the code generator alone: each .as file here is compiled, verified, followed register by register, written and read
// back, and its disassembly compared with the .dis file beside it. `code_test -w FILE...` writes the .dis files instead; look at them.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compile.h"
#include "flow.h"

static char *read_file(const char *path, size_t *len) {
  FILE *f = fopen(path, "rb");
  if (!f) return NULL;
  fseek(f, 0, SEEK_END);
  long size = ftell(f);
  rewind(f);
  char *bytes = malloc((size_t)size + 1);
  *len = bytes ? fread(bytes, 1, (size_t)size, f) : 0;
  fclose(f);
  if (bytes) bytes[*len] = 0;
  return bytes;
}

static bool fail(const char *path, const char *what, const char *why) {
  printf("FAIL %s: %s %s\n", path, what, why);
  return false;
}

static bool round_trip(const char *path, const CodeUnit *unit) {
  Buf first, second;
  Arena arena;
  char why[256] = "";
  buf_init(&first, NULL, NULL);
  buf_init(&second, NULL, NULL);
  arena_init(&arena, NULL, NULL);
  code_write(unit, &first);
  CodeUnit *again = code_read(&arena, (const uint8_t *)first.data, first.len, why, sizeof why);
  bool ok = again && code_write(again, &second) && first.len == second.len && !memcmp(first.data, second.data, first.len);
  for (size_t len = 0; ok && len < first.len; len += 1 + first.len / 97)  // no part of it is a unit
    ok = !code_read(&arena, (const uint8_t *)first.data, len, why, sizeof why);
  buf_free(&first);
  buf_free(&second);
  arena_free(&arena);
  return ok || fail(path, "write and read:", why);
}

static bool compare(const char *path, const Buf *got, bool write) {
  char dis[512];
  snprintf(dis, sizeof dis, "%.*s.dis", (int)(strlen(path) - 3), path);
  if (write) {
    FILE *f = fopen(dis, "wb");
    if (!f) return fail(path, "cannot write", dis);
    fwrite(got->data, 1, got->len, f);
    fclose(f);
    return true;
  }
  size_t len;
  char *expected = read_file(dis, &len);
  if (!expected) return fail(path, "has no", dis);
  bool ok = len == got->len && !memcmp(expected, got->data, len);
  if (!ok) {
    size_t at = 0, line = 1;
    for (; at < len && at < got->len && expected[at] == got->data[at]; at++) line += expected[at] == '\n';
    printf("FAIL %s: disassembly differs at line %zu of %s\n", path, line, dis);
  }
  free(expected);
  return ok;
}

static bool run(const char *path, bool write) {
  size_t len;
  char *source = read_file(path, &len), why[256];
  if (!source) return fail(path, "cannot read", "");
  Arena arena;
  Buf out;
  arena_init(&arena, NULL, NULL);
  buf_init(&out, NULL, NULL);
  CompileRequest request = {.source = source, .len = len, .filename = path, .mode = COMPILE_MODE_EXEC, .arena = &arena,
                            .flags = COMPILE_FLAG_MODULE | COMPILE_FLAG_TOP_AWAIT};
  CodeUnit *unit = compile_source(&request);
  bool ok;
  if (!unit) ok = fail(path, "does not compile:", request.diag.message);
  else if (!code_verify(unit, why, sizeof why)) ok = fail(path, "verifier:", why);
  else if (!flow_check(unit, why, sizeof why)) ok = fail(path, "flow:", why);
  else {
    code_disassemble(unit, &out, source, len);
    ok = compare(path, &out, write) && round_trip(path, unit);
  }
  buf_free(&out);
  arena_free(&arena);
  free(source);
  return ok;
}

int main(int argc, char **argv) {
  bool write = argc > 1 && !strcmp(argv[1], "-w");
  int passed = 0, failed = 0;
  for (int i = 1 + write; i < argc; i++) run(argv[i], write) ? passed++ : failed++;
  printf("%d passed, %d failed\n", passed, failed);
  return failed != 0;
}

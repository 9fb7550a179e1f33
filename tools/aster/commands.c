// SPDX-License-Identifier: MIT
// commands.c - `aster dis` and `aster check`: the compiler without a VM.
#include "tools/aster/commands.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compile.h"

static char *read_file(const char *path, size_t *len) {
  FILE *f = fopen(path, "rb");
  if (!f) return NULL;
  size_t cap = 1 << 16;
  char *data = malloc(cap);
  *len = 0;
  while (data) {
    *len += fread(data + *len, 1, cap - *len, f);
    if (*len < cap) break;
    char *grown = realloc(data, cap *= 2);
    if (!grown) free(data);
    data = grown;
  }
  fclose(f);
  return data;
}

static void show_diag(const char *path, const Diag *d) {
  fprintf(stderr, "  File \"%s\", line %d\n", path, d->line);
  if (d->text) {
    const char *text = d->text;
    int32_t len = (int32_t)d->text_len, col = d->col;
    while (len && (*text == ' ' || *text == '\t' || *text == '\f')) text++, len--, col--;
    fprintf(stderr, "    %.*s\n", (int)len, text);
    if (col > 0) {
      int32_t end = d->end_line == d->line && d->end_col > d->col ? d->end_col - d->col : 1;
      fprintf(stderr, "    %*s", (int)(col - 1), "");
      for (int32_t i = 0; i < end; i++) fputc('^', stderr);
      fputc('\n', stderr);
    }
  }
  fprintf(stderr, "%s: %s\n", diag_kind_name((DiagKind)d->kind), d->message ? d->message : "");
}

static bool compile_file(const char *path, unsigned flags, void (*use)(const CodeUnit *unit, const char *source, size_t len, void *arg), void *arg) {
  size_t len;
  char *source = read_file(path, &len);
  if (!source) {
    fprintf(stderr, "aster: can't open file '%s': [Errno %d] %s\n", path, errno, strerror(errno));
    return false;
  }
  Arena arena;
  arena_init(&arena, NULL, NULL);
  CompileRequest request;
  memset(&request, 0, sizeof request);
  request.source = source;
  request.len = len;
  request.filename = path;
  request.mode = COMPILE_MODE_EXEC;
  request.flags = COMPILE_FLAG_MODULE | COMPILE_FLAG_TOP_AWAIT | flags;
  request.arena = &arena;
  const CodeUnit *unit = compile_source(&request);
  for (uint32_t i = 0; i < request.warnings.count; i++) show_diag(path, &request.warnings.items[i]);
  if (unit) use(unit, source, len, arg);
  else show_diag(path, &request.diag);
  arena_free(&arena);
  free(source);
  return unit != NULL;
}

bool with_unit(const char *path, void (*use)(const CodeUnit *unit, const char *source, size_t len, void *arg), void *arg) {
  return compile_file(path, 0, use, arg);
}

static void print_unit(const CodeUnit *unit, const char *source, size_t len, void *arg) {
  (void)arg;
  Buf out;
  buf_init(&out, NULL, NULL);
  code_disassemble(unit, &out, source, len);
  fwrite(out.data, 1, out.len, stdout);
  buf_free(&out);
}

static void ignore_unit(const CodeUnit *unit, const char *source, size_t len, void *arg) { (void)unit, (void)source, (void)len, (void)arg; }

int command_usage(const char *form, const char *topic) {
  fprintf(stderr, "usage: aster %s\n`aster help %s` shows examples\n", form, topic);
  return 2;
}

int command_dis(int argc, char **argv) {
  if (argc == 0) return command_usage("dis FILE...", "dis");
  int status = 0;
  for (int i = 0; i < argc; i++)
    if (!with_unit(argv[i], print_unit, NULL)) status = 1;
  return status;
}

int command_check(int argc, char **argv) {
  if (argc == 0) return command_usage("check FILE...", "check");
  int status = 0;
  for (int i = 0; i < argc; i++)
    if (!compile_file(argv[i], COMPILE_FLAG_ADVISE, ignore_unit, NULL)) status = 1;
  return status;
}

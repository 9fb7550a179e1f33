// SPDX-License-Identifier: MIT
// sourcetext.c - source lines for tracebacks: from the file, or from text that was registered for code without one.
#include <fcntl.h>
#include <stdio.h>

#include "vm/base/utf8.h"
#include "vm/core/host.h"
#include "vm/io/io.h"
#include "vm/core/traceback.h"

void source_init(SourceText *s, VM *vm) { *s = (SourceText){.vm = vm}; }

static void forget(SourceText *s) {
  CLEAR_REF(s->vm, s->filename);
  if (s->data) mem_free(&s->vm->alloc, s->data, s->cap);
  s->data = NULL;
  s->len = s->cap = 0;
}

void source_free(SourceText *s) { forget(s); }

bool traceback_source_add(VM *vm, Str *filename, const char *source, size_t len) {
  IoState *io = io_state(vm);
  if (!io) return true;
  if (io->sources == V_ABSENT) {
    Dict *dict = dict_new(vm);
    if (!dict) return false;
    io->sources = from_obj(dict);
  }
  Value bytes = bytes_new(vm, source, len);
  return bytes != V_ABSENT && dict_set_steal(vm, as_dict(io->sources), retain_obj(filename), bytes);
}

static bool store(SourceText *s, const void *data, size_t len) {
  s->data = mem_alloc(&s->vm->alloc, len + 1);
  if (!s->data) return false;
  memcpy(s->data, data, len);
  s->len = len;
  s->cap = len + 1;
  return true;
}

static bool load_registered(SourceText *s, Str *filename) {
  IoState *io = io_state(s->vm);
  Value bytes;
  if (!io || io->sources == V_ABSENT) return false;
  int found = dict_find(s->vm, as_dict(io->sources), from_obj(filename), &bytes);
  if (found < 0) error_clear(s->vm);
  return found > 0 && store(s, as_bytes(bytes)->data, as_bytes(bytes)->len);
}

static bool load_file(SourceText *s, const char *path) {
  int fd = vm_can(s->vm, CAN_FILES) ? root_open_file(s->vm, path, O_RDONLY | O_CLOEXEC, 0) : -1;
  FILE *file = fd < 0 ? NULL : fdopen(fd, "rb");
  if (!file) return false;
  char block[4096];
  bool ok = true;
  size_t n;
  while (ok && (n = fread(block, 1, sizeof block, file)) > 0) {
    char *data = mem_realloc(&s->vm->alloc, s->data, s->cap, s->len + n + 1);
    if ((ok = data != NULL)) {
      s->data = data;
      s->cap = s->len + n + 1;
      memcpy(data + s->len, block, n);
      s->len += n;
    }
  }
  fclose(file);
  return ok;
}

static void load(SourceText *s, Str *filename) {
  if (s->filename == filename || (s->filename && str_equal(s->filename, filename))) return;
  forget(s);
  incref(&filename->header);
  s->filename = filename;
  char path[4096];
  if (load_registered(s, filename) || (filename->len && str_char(filename, 0) == '<')) return;
  if (!io_path_c(s->vm, from_obj(filename), path, sizeof path)) {
    error_clear(s->vm);
    return;
  }
  if (load_file(s, path) && (s->len == 0 || utf8_check(s->data, s->len, NULL))) return;
  if (s->data) mem_free(&s->vm->alloc, s->data, s->cap);
  s->data = NULL;
  s->len = s->cap = 0;
}

bool space_char(uint32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f) || c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
         c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool sourcetext_line(SourceText *s, Str *filename, int64_t number, SourceLine *out) {
  *out = (SourceLine){0};
  load(s, filename);
  if (!s->data || number < 1) return false;
  const char *line = s->data, *end = s->data + s->len;
  if (s->len >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0) line += 3;
  for (int64_t i = 1; i < number && line < end; i++) {
    const char *newline = memchr(line, '\n', (size_t)(end - line));
    line = newline ? newline + 1 : end;
  }
  if (line >= end) return false;
  const char *stop = memchr(line, '\n', (size_t)(end - line));
  if (!stop) stop = end;
  out->cap = ((size_t)(stop - line) + 1) * sizeof *out->chars;
  if (!(out->chars = mem_alloc(&s->vm->alloc, out->cap))) return false;
  while (line < stop) out->chars[out->len++] = utf8_next(&line);
  while (out->len && space_char(out->chars[out->len - 1])) out->len--;
  return true;
}

void source_line_free(VM *vm, SourceLine *line) {
  if (line->chars) mem_free(&vm->alloc, line->chars, line->cap);
  line->chars = NULL;
}

// SPDX-License-Identifier: MIT
// build.c - `aster build`: a script compiled to a file, in the form that aster_load and `aster FILE.asc` read, or as a C array of those bytes.
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/aster/commands.h"
#include "vm/base/buf.h"
#include "vm/code/code.h"

typedef struct BuildJob { const char *out; bool failed; } BuildJob;

// The array's name: the file's, as an identifier.
static void array_name(const char *path, char *name, size_t size) {
  const char *slash = strrchr(path, '/'), *from = slash ? slash + 1 : path, *dot = strrchr(from, '.');
  size_t len = dot && dot > from ? (size_t)(dot - from) : strlen(from), at = 0;
  if (isdigit((unsigned char)*from)) name[at++] = '_';
  for (size_t i = 0; i < len && at + 1 < size; i++) name[at++] = isalnum((unsigned char)from[i]) ? from[i] : '_';
  name[at] = 0;
}

static void write_array(FILE *f, const char *path, const Buf *code) {
  char name[128];
  array_name(path, name, sizeof name);
  fprintf(f, "// Written by aster build: compiled code, for aster_load(vm, %s, %s_len).\n#include <stddef.h>\n\n", name, name);
  fprintf(f, "extern const unsigned char %s[];\nextern const size_t %s_len;\nconst unsigned char %s[] = {", name, name, name);
  for (size_t i = 0; i < code->len; i++) fprintf(f, "%s%u,", i % 24 ? "" : "\n", (unsigned char)code->data[i]);
  fprintf(f, "\n};\nconst size_t %s_len = %zu;\n", name, code->len);
}

static bool ends_with(const char *text, const char *ending) {
  size_t n = strlen(text), m = strlen(ending);
  return n >= m && strcmp(text + n - m, ending) == 0;
}

static void build_unit(const CodeUnit *unit, const char *source, size_t len, void *arg) {
  (void)source, (void)len;
  BuildJob *job = arg;
  Buf code;
  buf_init(&code, NULL, NULL);
  bool written = code_write(unit, &code);
  FILE *f = written ? fopen(job->out, "wb") : NULL;
  if (f && ends_with(job->out, ".c")) write_array(f, job->out, &code);
  else if (f) fwrite(code.data, 1, code.len, f);
  bool failed = !f || ferror(f);
  if (f && fclose(f)) failed = true;
  if (failed) fprintf(stderr, "aster build: cannot write '%s': %s\n", job->out, written ? strerror(errno) : "no memory");
  job->failed = failed;
  buf_free(&code);
}

int command_build(int argc, char **argv) {
  const char *in = NULL;
  BuildJob job = {0};
  bool wrong = false;
  for (int i = 0; i < argc; i++) {
    if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) job.out = argv[++i];
    else if (in || argv[i][0] == '-') wrong = true;
    else in = argv[i];
  }
  if (wrong || !in || !job.out) return command_usage("build FILE -o FILE.asc | FILE.c", "build");
  return with_unit(in, build_unit, &job) && !job.failed ? 0 : 1;
}

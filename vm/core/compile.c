// SPDX-License-Identifier: MIT
// compile.c - the way to the compiler, and code as files: source to Code objects, to bytes, and back.
#include "vm/core/host.h"
#include "vm/io/io.h"

#include <unistd.h>

static Value opt_int(int32_t n, int32_t none) { return n == none ? V_NONE : from_int(n); }

// Is it in the last line of a text for eval() that ends without a newline? Such a text is taken as it is.
static bool in_bare_line(const CompileJob *job, const SourceMessage *e) {
  int32_t last = 1;
  for (size_t i = 0; i < job->len; i++) last += job->source[i] == '\n';
  return job->mode == COMPILE_EVAL && e->line == last && job->len && job->source[job->len - 1] != '\n';
}

// SyntaxError(message, (filename, lineno, offset, text, end_lineno, end_offset)); without a position only the message. What is wrong at
// the very end of a bare line is so at no column.
static void syntax_error_raise(VM *vm, Type *type, const SourceMessage *e, const char *message, const CompileJob *job) {
  Value args[2] = {str_from_c(vm, message), V_ABSENT}, file = str_from_c(vm, job->filename), offset = opt_int(e->col, 0);
  Str *text = e->text ? str_from_utf8(vm, e->text, e->text_len) : NULL;
  bool bare = text && in_bare_line(job, e);
  Value line = text ? str_format_c(vm, bare ? "%U" : "%U\n", text) : V_ABSENT;
  int64_t end = e->end_col;
  if (bare && e->col > (int32_t)text->len) {
    bool missing = strcmp(message, "invalid syntax") == 0;
    offset = from_int(missing ? 0 : (int64_t)text->len);
    end = missing ? 0 : -1;
  }
  xdecref(vm, text);
  if (args[0] && file && !has_error(vm))
    args[1] = tuple_pack(vm, 6, file, opt_int(e->line, 0), offset, line ? line : V_NONE, opt_int(e->end_line, 0), from_int(end));
  Value exc = args[1] ? obj_call(vm, from_obj(type), args, e->line ? 2 : 1) : V_ABSENT;
  if (exc) error_set_steal(vm, exc);
  release(vm, args[0]);
  release(vm, args[1]);
  release(vm, file);
  release(vm, line);
}

static void raise_source_error(VM *vm, const SourceMessage *e, const CompileJob *job) {
  if (strcmp(e->type, "MemoryError") == 0) {
    if (*e->message) raise(vm, EXC_MemoryError, "%s", e->message);
    else raise_no_memory(vm);
    return;
  }
  if (strcmp(e->type, "RecursionError") == 0) {
    raise(vm, EXC_RecursionError, "%s", e->message);
    return;
  }
  if (strcmp(e->type, "ValueError") == 0) {
    raise_value(vm, "%s", e->message);
    return;
  }
  bool incomplete = strcmp(e->type, "incomplete") == 0;
  ExcId id = incomplete ? EXC__IncompleteInputError : strcmp(e->type, "IndentationError") == 0 ? EXC_IndentationError : strcmp(e->type, "TabError") == 0 ? EXC_TabError : EXC_SyntaxError;
  syntax_error_raise(vm, error_type_get(vm, id), e, incomplete ? "incomplete input" : e->message, job);
}

// Advice goes straight to stderr: no filter may make an error of it.
static bool source_advice(VM *vm, const SourceMessage *w, const char *filename) {
  const char *text = w->text ? w->text : "";
  uint32_t len = w->text ? w->text_len : 0;
  while (len && (*text == ' ' || *text == '\t' || *text == '\f')) text++, len--;
  Str *source = str_from_utf8(vm, text, len);
  Value line = source ? str_format_c(vm, "%s:%d: Advice: %s\n  %U\n", filename, (int)w->line, w->message, source) : V_ABSENT;
  if (line) io_stderr_write(vm, as_str(line));
  release(vm, line);
  xdecref(vm, source);
  return line != V_ABSENT;
}

static bool source_warning(VM *vm, const SourceMessage *w, const char *filename) {
  if (strcmp(w->type, "Advice") == 0) return source_advice(vm, w, filename);
  Value file = str_from_c(vm, filename), text = file ? str_from_c(vm, w->message) : V_ABSENT;
  bool ok = text && warn_at(vm, EXC_SyntaxWarning, as_str(file), (uint32_t)w->line, text);
  release(vm, file);
  release(vm, text);
  return ok;
}

// Runs the compiler, tells its warnings and its error. NULL: exception.
static CodeUnit *compile_unit(VM *vm, CompileJob *job) {
  if (!vm->config.compile) return raise(vm, EXC_RuntimeError, "this program was built without the compiler"), NULL;
  if (vm->config.debug && job->mode == COMPILE_EXEC && (job->flags & COMPILE_MODULE)) job->flags |= COMPILE_ADVISE;
  CodeUnit *unit = vm->config.compile(job);
  bool ok = true;
  for (uint32_t i = 0; ok && i < job->nwarnings; i++) {
    const SourceMessage *w = &job->warnings[i];
    ok = source_warning(vm, w, job->filename);
    if (!ok && error_is(vm, EXC_SyntaxWarning)) {
      error_clear(vm);
      SourceMessage e = *w;
      e.type = "SyntaxError";
      if (e.late && (!vm_can(vm, CAN_FILES) || vm_is_rooted(vm) || access(job->filename, R_OK) != 0)) e.text = NULL;
      raise_source_error(vm, &e, job);
    }
  }
  if (!ok) return NULL;
  if (!unit) raise_source_error(vm, &job->error, job);
  return unit;
}

static Value run_compile(VM *vm, CompileJob *job) {
  CodeUnit *unit = compile_unit(vm, job);
  if (!unit) return V_ABSENT;
  return job->flags & COMPILE_ONLY_TREE ? code_const_load(vm, &unit->consts[0]) : code_load(vm, unit);
}

Value vm_compile(VM *vm, const char *source, size_t len, const char *filename, int mode, uint32_t flags) {
  Arena arena;
  arena_init(&arena, vm_arena_alloc, vm);
  CompileJob job = {.source = source, .len = len, .filename = filename, .mode = mode, .flags = flags, .arena = &arena};
  Value code = run_compile(vm, &job);
  arena_free(&arena);
  return code;
}

Value vm_compile_tree(VM *vm, Value tree, const char *filename, int mode, uint32_t flags) {
  Arena arena;
  arena_init(&arena, vm_arena_alloc, vm);
  Const constant;
  CompileJob job = {.source = "", .tree = &constant, .filename = filename, .mode = mode, .flags = flags | COMPILE_TEXT, .arena = &arena};
  Value code = code_const_store(vm, &arena, tree, &constant) ? run_compile(vm, &job) : V_ABSENT;
  arena_free(&arena);
  return code;
}

Value vm_build_code(VM *vm, const char *source, size_t len, const char *filename, uint32_t flags) {
  Arena arena;
  Buf out;
  arena_init(&arena, vm_arena_alloc, vm);
  buf_init(&out, vm_arena_alloc, vm);
  CompileJob job = {.source = source, .len = len, .filename = filename, .mode = COMPILE_EXEC, .flags = flags, .arena = &arena};
  const CodeUnit *unit = compile_unit(vm, &job);
  Value bytes = V_ABSENT;
  if (unit && code_write(unit, &out)) bytes = bytes_new(vm, out.data, out.len);
  else if (unit) raise_no_memory(vm);
  buf_free(&out);
  arena_free(&arena);
  return bytes;
}

Value vm_load_code(VM *vm, const uint8_t *bytes, size_t len, const char *what) {
  Arena arena;
  char why[128];
  arena_init(&arena, vm_arena_alloc, vm);
  const CodeUnit *unit = code_read(&arena, bytes, len, why, sizeof why);
  Value code = V_ABSENT;
  if (unit) code = code_load(vm, unit);
  else if (arena.failed) raise_no_memory(vm);
  else raise(vm, EXC_ImportError, "%s: %s", what, why);
  arena_free(&arena);
  return code;
}
